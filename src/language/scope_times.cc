#include "language/scope_times.h"

#include <algorithm>

namespace aisle::language {

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
