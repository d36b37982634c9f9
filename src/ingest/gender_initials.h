// Genders by their initials: M is Men in a column that says Men and Women.
#pragma once

#include <vector>

#include "ingest/region_codes.h"
#include "ingest/text_counts.h"

namespace aisle::ingest {

// The initials among `values` whose words are among them as well. Only in a column that holds
// nothing but genders: "M" in a column of sizes is left alone.
std::vector<NamedCode> GenderInitialsAmong(const std::vector<TextCount>& values);

}  // namespace aisle::ingest
