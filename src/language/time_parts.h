// Points made of other points: parts of a period ("the second half of last month", "early 2023",
// "the last Friday of June"), what is counted from one ("three weeks before Diwali", "the day after
// Christmas"), what surrounds one ("the week of 9 May", "Easter weekend"), and one of another year
// ("Q3 last year", "last summer").
#pragma once

#include <cstddef>
#include <vector>

#include "language/time_points.h"

namespace aisle::language {

// Appends to `(*points)[at]` every such point that starts with token `at`. The points of all later
// tokens must be there already, and the plain ones of `at` itself.
void DerivePoints(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                  std::vector<std::vector<TimePoint>>* points);

}  // namespace aisle::language
