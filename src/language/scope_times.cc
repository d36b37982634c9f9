#include "language/scope_times.h"

#include <algorithm>

namespace aisle::language {

namespace {

// 20140128 is the 28th of January 2014.
std::optional<Date> DayOfKey(const Value& key) {
  const auto* number = std::get_if<int64_t>(&key);
  if (number == nullptr || *number < 19000101 || *number > 21001231) return std::nullopt;
  const CivilDate day = {static_cast<int>(*number / 10000), static_cast<int>(*number / 100 % 100),
                         static_cast<int>(*number % 100)};
  if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) return std::nullopt;
  return FromCivil(day);
}

}  // namespace

void KeepToKeys(const semantic::Model& model, const catalog::Catalog& catalog, const Scope& scope,
                TimeContext* context) {
  const std::string calendar = scope.time.substr(0, scope.time.find('.'));
  const auto join = std::find_if(model.joins.begin(), model.joins.end(), [&](const auto& each) {
    return each.from_table == scope.root && each.to_table == calendar &&
           each.from_columns.size() == 1;
  });
  if (join == model.joins.end()) return;
  const catalog::Column* key = catalog.Find(join->from_table, join->from_columns.front());
  const auto first = key == nullptr ? std::nullopt : DayOfKey(key->min);
  const auto last = key == nullptr ? std::nullopt : DayOfKey(key->max);
  if (!first || !last) return;
  context->first = *first;
  context->as_of = *last;
}

std::vector<size_t> GroupTimes(const std::vector<Scope>& scopes,
                               const std::vector<TimeContext>& contexts) {
  std::vector<size_t> groups;
  size_t last = 0;
  for (size_t i = 0; i < scopes.size(); ++i) {
    size_t group = scopes[i].time.empty() ? 0 : last + 1;
    for (size_t j = 0; j < i && group == last + 1; ++j) {
      const bool same = contexts[j].first == contexts[i].first &&
                        contexts[j].as_of == contexts[i].as_of &&
                        contexts[j].newest == contexts[i].newest;
      if (groups[j] > 0 && same) group = groups[j];
    }
    last = std::max(last, group);
    groups.push_back(group);
  }
  return groups;
}

SeenTimes::SeenTimes(const Annotations& plain, const std::vector<size_t>& groups,
                     const std::vector<TimeContext>& contexts)
    : plain_(plain), groups_(groups), contexts_(contexts), seen_(groups.size() + 1) {}

const Annotations& SeenTimes::Of(size_t scope) {
  if (groups_.empty() || groups_[scope] == 0) return plain_;
  std::unique_ptr<Annotations>& seen = seen_[groups_[scope]];
  if (seen == nullptr) seen = std::make_unique<Annotations>(WithTimes(plain_, contexts_[scope]));
  return *seen;
}

}  // namespace aisle::language
