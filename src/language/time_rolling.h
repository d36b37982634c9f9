// Stretches counted back from the newest date that are no calendar period: "TTM", "L30D", "the last
// 48 hours", "this year so far", "fiscal year to date", "the last complete month", "last Monday".
#pragma once

#include <cstddef>
#include <vector>

#include "language/time_points.h"

namespace aisle::language {

// Appends every such point that starts with token `at`.
void ReadRollingPoints(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                       std::vector<TimePoint>* points);

}  // namespace aisle::language
