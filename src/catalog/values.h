// The distinct values of text columns, so that a question's words can be found in the data:
// "maharastra" is a state, "kurtas" a category. Held for every text column with at most
// kMaxDistinct values that are not machine ids; stored as `values.bin` beside the catalog.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace aisle::catalog {

struct ColumnValues {
  static constexpr int64_t kMaxDistinct = 100000;

  std::string table;
  std::string column;
  std::vector<std::string> values;  // as stored, most frequent first
  std::vector<int64_t> counts;      // rows of each, same order

  bool operator==(const ColumnValues&) const = default;
};

using Values = std::vector<ColumnValues>;

Result<Values> ParseValues(std::string_view bytes);
std::string ToBytes(const Values& values);

}  // namespace aisle::catalog
