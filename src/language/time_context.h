// What a model's calendar and an as-of date add to the days that the data holds.
#pragma once

#include <optional>
#include <string>

#include "language/time_words.h"
#include "semantic/calendar.h"

namespace aisle::language {

// `data` with the calendar's periods; "today" is `as_of` where it is given.
TimeContext WithCalendar(TimeContext data, const semantic::Calendar& calendar,
                         const std::optional<Date>& as_of);

// "2022-06-29, the newest date in the data", or "2022-06-01, the as-of date".
std::string TodayText(const TimeContext& context);

}  // namespace aisle::language
