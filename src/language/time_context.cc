#include "language/time_context.h"

#include <algorithm>

namespace aisle::language {

TimeContext WithCalendar(TimeContext data, const semantic::Calendar& calendar,
                         const std::optional<Date>& as_of) {
  data.fiscal_start_month = std::max(calendar.fiscal_year_starts, 1);
  data.week_start = calendar.week_starts;
  data.retail = calendar.retail;
  data.southern = calendar.southern;
  data.holidays = GroupByName(calendar.days);
  if (as_of) {
    data.newest = data.as_of;
    data.as_of = *as_of;
  }
  return data;
}

std::string TodayText(const TimeContext& context) {
  return ToString(Value(context.as_of)) +
         (context.newest ? ", the as-of date" : ", the newest date in the data");
}

}  // namespace aisle::language
