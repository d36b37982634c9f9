#include "ingest/relations_sample.h"

#include <algorithm>

namespace aisle::ingest {
namespace {

constexpr std::size_t kSample = 100;

}  // namespace

double ValueSample::ShareFound(const std::string& from_table, const std::string& from_column,
                               const std::string& to_table, const std::string& to_column) {
  const catalog::ColumnValues* from = Find(from_table, from_column);
  const catalog::ColumnValues* to = Find(to_table, to_column);
  if (!from || !to) return 1;
  const Set& known = SetOf(*to);
  // Spread over the whole list, which begins with the frequent ones.
  const std::size_t step = 1 + (from->values.size() - 1) / kSample;
  std::size_t tried = 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i < from->values.size(); i += step, ++tried) {
    found += known.count(from->values[i]);
  }
  return static_cast<double>(found) / static_cast<double>(tried);
}

const catalog::ColumnValues* ValueSample::Find(const std::string& table,
                                               const std::string& column) const {
  const auto found = std::find_if(values_.begin(), values_.end(), [&](const auto& each) {
    return each.table == table && each.column == column;
  });
  return found == values_.end() ? nullptr : &*found;
}

const ValueSample::Set& ValueSample::SetOf(const catalog::ColumnValues& values) {
  Set& set = sets_[&values];
  if (set.empty()) set.insert(values.values.begin(), values.values.end());
  return set;
}

}  // namespace aisle::ingest
