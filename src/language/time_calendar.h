// Points of calendars other than the one on the wall: holidays ("Diwali 2022"), seasons ("summer
// 2016"), decades ("the 1990s"), fiscal and retail periods ("fiscal Q2", "retail week 5 of 2023").
#pragma once

#include <cstddef>
#include <vector>

#include "language/time_points.h"

namespace aisle::language {

// Appends every such point that starts with token `at`.
void ReadCalendarPoints(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                        std::vector<TimePoint>* points);

}  // namespace aisle::language
