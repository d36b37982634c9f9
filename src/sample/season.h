// How the year of a shop goes: it grows, week-ends are busy, sales and festivals are busier.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/value.h"

namespace aisle::sample {

inline constexpr int kYear = 2025;

// How many of `rows` fall on each day of the year; they add up to `rows`.
std::vector<int64_t> RowsByDay(int64_t rows, uint64_t seed);

Date FirstDay();
std::string MonthFirst(Date date);  // 04-30-25, as the order file writes dates
std::string MonthLabel(Date date);  // Apr-25
std::string YearMonth(Date date);   // 2025-04

}  // namespace aisle::sample
