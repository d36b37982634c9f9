#include "language/retail_calendar.h"

#include <array>

namespace aisle::language {
namespace {

using semantic::RetailPattern;

constexpr int kWeeksOfQuarter = 13;

// The Sunday nearest to the first of February: 29 January to 4 February.
Date FirstDay(int year) {
  const Date earliest = FromCivil({year, 1, 29});
  return AddDays(earliest, (7 - Weekday(earliest)) % 7);
}

std::array<int, 3> WeeksOfMonths(RetailPattern pattern) {
  if (pattern == RetailPattern::k445) return {4, 4, 5};
  if (pattern == RetailPattern::k544) return {5, 4, 4};
  return {4, 5, 4};
}

Days Weeks(int year, int first, int count) {
  const Date from = AddDays(FirstDay(year), 7 * (first - 1));
  return {from, AddDays(from, 7 * count - 1)};
}

}  // namespace

int RetailYearOf(Date date) {
  const int year = ToCivil(date).year;
  return date < FirstDay(year) ? year - 1 : year;
}

int RetailWeeks(int year) { return (FirstDay(year + 1).days - FirstDay(year).days) / 7; }

Days RetailYear(int year) { return Weeks(year, 1, RetailWeeks(year)); }

Days RetailQuarter(int year, int quarter) {
  const int first = (quarter - 1) * kWeeksOfQuarter;
  const int weeks = quarter == 4 ? RetailWeeks(year) - first : kWeeksOfQuarter;
  return Weeks(year, first + 1, weeks);
}

Days RetailMonth(int year, int month, RetailPattern pattern) {
  const std::array<int, 3> weeks = WeeksOfMonths(pattern);
  const auto within = static_cast<size_t>((month - 1) % 3);
  int first = (month - 1) / 3 * kWeeksOfQuarter;
  for (size_t i = 0; i < within; ++i) first += weeks.at(i);
  const int count = month == 12 ? RetailWeeks(year) - first : weeks.at(within);
  return Weeks(year, first + 1, count);
}

Days RetailWeek(int year, int week) { return Weeks(year, week, 1); }

}  // namespace aisle::language
