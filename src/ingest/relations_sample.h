// A quick look at whether the values of one text column are found in another, by a few dozen of
// them: what it rules out is not worth a proof over all rows.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

#include "catalog/values.h"

namespace aisle::ingest {

class ValueSample {
 public:
  explicit ValueSample(const catalog::Values& values) : values_(values) {}

  // Share of a sample of `from`'s distinct values that `to` has; 1 when either is not indexed.
  double ShareFound(const std::string& from_table, const std::string& from_column,
                    const std::string& to_table, const std::string& to_column);

 private:
  using Set = std::unordered_set<std::string_view>;

  const catalog::ColumnValues* Find(const std::string& table, const std::string& column) const;
  const Set& SetOf(const catalog::ColumnValues& values);

  const catalog::Values& values_;
  std::map<const catalog::ColumnValues*, Set> sets_;  // of the columns referred to
};

}  // namespace aisle::ingest
