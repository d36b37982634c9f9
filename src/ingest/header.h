// Where the table begins in a delimited text: title lines above it, its header row, or no header
// at all (then columns are named column_1, column_2 …).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/records.h"

namespace aisle::ingest {

struct RawRow {  // a record that is not part of any table
  int64_t line = 0;
  std::string reason;
  std::string text;
};

struct Header {
  std::vector<std::string> labels;  // trimmed; as wide as the table
  bool present = true;
  std::size_t data_begin = 0;  // offset of the first record after it
  int64_t data_line = 1;
  std::vector<RawRow> titles;  // what stands above
};

Header FindHeader(std::string_view text, Dialect dialect);

// "", "Unnamed: 3", "_c2", "column3": no name at all.
bool IsUnnamed(std::string_view label);
// Names under which programs write the number of a row.
bool NamesRowNumber(std::string_view label);

// snake_case names for labels, unique: a second "amount" becomes amount_2.
std::vector<std::string> ColumnNames(const std::vector<std::string>& labels);

// "P  L March 2021.csv.gz" → "p_l_march_2021"; "P L March 2021" for people.
std::string TableName(const std::string& path);
std::string TableLabel(const std::string& path);

}  // namespace aisle::ingest
