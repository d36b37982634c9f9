// States and provinces by their codes: PB is Punjab in a column of Indian states.
#pragma once

#include <string>
#include <vector>

#include "ingest/text_counts.h"

namespace aisle::ingest {

struct NamedCode {
  std::string code;  // as the column has it
  std::string name;  // the value of the column that it stands for
  std::string why;
};

// The codes among `values`, the most frequent first, whose full names are among them as well. Only
// in a column where at least half of the values are full names of one country's regions: a column
// of codes stays one, and "OR" in a column of anything else is left alone.
std::vector<NamedCode> RegionCodesAmong(const std::vector<TextCount>& values);

}  // namespace aisle::ingest
