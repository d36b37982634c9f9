// Points in time told from the newest date of the data: "yesterday", "last month", "past 30 days",
// "3 months ago", "year to date".
#pragma once

#include <cstddef>
#include <vector>

#include "language/time_points.h"

namespace aisle::language {

// Appends every such point that starts with token `at`.
void ReadRelativePoints(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                        std::vector<TimePoint>* points);

}  // namespace aisle::language
