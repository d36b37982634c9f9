#include "language/value_index.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "language/value_keys.h"
#include "language/value_search.h"
#include "language/value_tables.h"

namespace aisle::language {

ValueIndex::ValueIndex() : tables_(std::make_shared<ValueTables>(catalog::Values())) {}
ValueIndex::~ValueIndex() = default;
ValueIndex::ValueIndex(ValueIndex&&) noexcept = default;
ValueIndex& ValueIndex::operator=(ValueIndex&&) noexcept = default;

ValueIndex ValueIndex::Build(const catalog::Values& values) {
  ValueIndex index;
  index.tables_ = std::make_shared<ValueTables>(values);
  return index;
}

std::vector<ValueHit> ValueIndex::Find(const std::vector<Token>& tokens) const {
  return SearchValues(*tables_, tokens);
}

std::vector<ValueHit> ValueIndex::Complete(std::string_view prefix, size_t limit) const {
  const std::string key = ValueKey(prefix);
  std::vector<std::pair<bool, uint32_t>> found;  // whether a later word begins so, and the entry
  for (uint32_t entry = 0; entry < tables_->entries.size() && !key.empty(); ++entry) {
    const std::string_view whole = tables_->Key(entry);
    if (StartsWith(whole, key)) {
      found.emplace_back(false, entry);
    } else if (whole.find(' ' + key) != std::string_view::npos) {
      found.emplace_back(true, entry);
    }
  }
  const auto rank = [&](const std::pair<bool, uint32_t>& one) {
    return std::make_tuple(one.first, -tables_->entries[one.second].count);
  };
  std::stable_sort(found.begin(), found.end(),
                   [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  if (found.size() > limit) found.resize(limit);
  std::vector<ValueHit> hits;
  for (const auto& [later, number] : found) {
    const ValueTables::Entry& entry = tables_->entries[number];
    hits.push_back({tables_->fields[entry.field], std::string(tables_->Text(number)), entry.count,
                    0, 0, later ? 1.0 : 0.0, tables_->Key(number) == key});
  }
  return hits;
}

std::vector<ValueHit> ValueIndex::Frequent(std::string_view field, size_t limit) const {
  const auto found = std::find(tables_->fields.begin(), tables_->fields.end(), field);
  const auto number = static_cast<uint32_t>(found - tables_->fields.begin());
  const auto begin =
      std::partition_point(tables_->entries.begin(), tables_->entries.end(),
                           [&](const ValueTables::Entry& entry) { return entry.field < number; });
  std::vector<ValueHit> hits;
  for (auto entry = begin; entry != tables_->entries.end() && hits.size() < limit; ++entry) {
    if (entry->field != number) break;
    const auto at = static_cast<uint32_t>(entry - tables_->entries.begin());
    hits.push_back(
        {tables_->fields[number], std::string(tables_->Text(at)), entry->count, 0, 0, 0, true});
  }
  return hits;
}

}  // namespace aisle::language
