// Calendar arithmetic for time expressions: from a named period to its days, and back to a label.
// Days are the first and the last day, both included.
#pragma once

#include <string>
#include <string_view>

#include "base/value.h"

namespace aisle::language {

struct Days {
  Date from;
  Date to;
  bool operator==(const Days&) const = default;
};

Days DayOf(Date date);
Days WeekOf(Date date, int week_start);
Days MonthsOf(int year, int month, int months);  // `months` months from the given one
Days QuarterOf(int year, int quarter);
Days HalfOf(int year, int half);
// The fiscal year that ends in `year` (for a start in January: the calendar year).
Days FiscalYearOf(int year, int start_month);

Date AddDays(Date date, int days);
bool IsMonthEnd(Date date);

// 1–12 of "april" or "apr", 1–7 of "monday", "mon" or "mondays"; 0 for any other word.
int MonthOfWord(std::string_view folded);
int WeekdayOfWord(std::string_view folded);
std::string_view MonthName(int month);
std::string_view WeekdayName(int weekday);

// "2017", "Q2 2022", "April 2022", "April to June 2022", "3 May 2022", "3 to 9 May 2022" …
std::string LabelOf(Days days);

}  // namespace aisle::language
