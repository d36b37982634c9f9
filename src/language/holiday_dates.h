// When holidays fall: n-th weekdays of a month, days counted from Easter, and those of lunar
// calendars from a table.
#pragma once

#include <optional>

#include "base/value.h"

namespace aisle::language {

Date EasterOf(int year);  // of the western churches
// The `nth` (1 …, or -1 for the last) `weekday` (1 = Monday) of a month; nothing where the month
// has no such day.
std::optional<Date> NthWeekday(int year, int month, int weekday, int nth);

enum class LunarHoliday { kDiwali, kHoli, kLunarNewYear };
// Known for 2005 to 2035; elsewhere there is no answer rather than a wrong one.
std::optional<Date> LunarDate(LunarHoliday holiday, int year);

}  // namespace aisle::language
