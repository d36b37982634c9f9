#include "language/value_index.h"

#include <algorithm>

#include "language/value_complete.h"
#include "language/value_search.h"
#include "language/value_tables.h"

namespace aisle::language {

struct RememberedWords {
  NearWords words;
};

ValueIndex::ValueIndex() : tables_(std::make_shared<ValueTables>(catalog::Values())) {}
ValueIndex::~ValueIndex() = default;
ValueIndex::ValueIndex(ValueIndex&&) noexcept = default;
ValueIndex& ValueIndex::operator=(ValueIndex&&) noexcept = default;

ValueIndex ValueIndex::Build(const catalog::Values& values) {
  ValueIndex index;
  index.tables_ = std::make_shared<ValueTables>(values);
  return index;
}

ValueIndex ValueIndex::Remembering() const {
  ValueIndex index;
  index.tables_ = tables_;
  index.remembered_ = std::make_shared<RememberedWords>();
  return index;
}

std::vector<ValueHit> ValueIndex::Find(const std::vector<Token>& tokens) const {
  return SearchValues(*tables_, tokens, remembered_ == nullptr ? nullptr : &remembered_->words);
}

std::vector<ValueHit> ValueIndex::Complete(std::string_view prefix, size_t limit) const {
  return CompleteValues(*tables_, prefix, limit);
}

std::vector<ValueHit> ValueIndex::Frequent(std::string_view field, size_t limit) const {
  const auto found = std::find(tables_->fields.begin(), tables_->fields.end(), field);
  if (found == tables_->fields.end()) return {};
  const auto number = static_cast<uint32_t>(found - tables_->fields.begin());
  std::vector<ValueHit> hits;
  for (uint32_t entry = tables_->field_begins[number]; hits.size() < limit; ++entry) {
    if (entry == tables_->entries.size() || tables_->entries[entry].field != number) break;
    hits.push_back({tables_->fields[number], std::string(tables_->Text(entry)),
                    tables_->entries[entry].count, 0, 0, 0, true});
  }
  return hits;
}

}  // namespace aisle::language
