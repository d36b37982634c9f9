// The annotations of one question with the times that each scope sees: scopes whose data covers
// the same days share them, and they are made when they are asked for. Internal to language/.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "language/annotate.h"
#include "language/scope.h"
#include "language/time_words.h"

namespace aisle::language {

// Where facts tell their day by a key of a calendar, 20140128, the days go from their least key to
// their greatest: the calendar goes on.
void KeepToKeys(const semantic::Model& model, const catalog::Catalog& catalog, const Scope& scope,
                TimeContext* context);

// By scope, a number that scopes share whose days are the same; 0 for those without a time.
std::vector<size_t> GroupTimes(const std::vector<Scope>& scopes,
                               const std::vector<TimeContext>& contexts);

class SeenTimes {
 public:
  // All must outlive it.
  SeenTimes(const Annotations& plain, const std::vector<size_t>& groups,
            const std::vector<TimeContext>& contexts);

  const Annotations& Of(size_t scope);

 private:
  const Annotations& plain_;
  const std::vector<size_t>& groups_;
  const std::vector<TimeContext>& contexts_;
  std::vector<std::unique_ptr<Annotations>> seen_;  // by group
};

}  // namespace aisle::language
