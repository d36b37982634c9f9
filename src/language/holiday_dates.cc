#include "language/holiday_dates.h"

#include <array>

namespace aisle::language {
namespace {

constexpr int kFirstYear = 2005;
constexpr size_t kYears = 31;

// Month and day as one number: 1024 is 24 October.
using Dates = std::array<int, kYears>;

constexpr Dates kDiwali = {1101, 1021, 1109, 1028, 1017, 1105, 1026, 1113, 1103, 1023, 1111,
                           1030, 1019, 1107, 1027, 1114, 1104, 1024, 1112, 1031, 1020, 1108,
                           1029, 1017, 1105, 1026, 1114, 1102, 1022, 1110, 1030};
constexpr Dates kHoli = {326, 315, 304, 322, 311, 301, 320, 308, 327, 317, 306,
                         324, 313, 302, 321, 310, 329, 318, 308, 325, 314, 304,
                         322, 311, 301, 320, 309, 327, 316, 305, 324};
constexpr Dates kLunarNewYear = {209, 129, 218, 207, 126, 214, 203, 123, 210, 131, 219,
                                 208, 128, 216, 205, 125, 212, 201, 122, 210, 129, 217,
                                 206, 126, 213, 203, 123, 211, 131, 219, 208};

const Dates& DatesOf(LunarHoliday holiday) {
  switch (holiday) {
    case LunarHoliday::kHoli:
      return kHoli;
    case LunarHoliday::kLunarNewYear:
      return kLunarNewYear;
    case LunarHoliday::kDiwali:
      break;
  }
  return kDiwali;
}

}  // namespace

// The anonymous Gregorian computus (Meeus, Jones, Butcher).
Date EasterOf(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int g = (8 * b + 13) / 25;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int day = h + l - 7 * m + 114;
  return FromCivil({year, day / 31, day % 31 + 1});
}

std::optional<Date> NthWeekday(int year, int month, int weekday, int nth) {
  const int length = DaysInMonth(year, month);
  const Date first = FromCivil({year, month, 1});
  const int lead = (weekday - Weekday(first) + 7) % 7;
  const int last = lead + (length - 1 - lead) / 7 * 7;
  const int offset = nth < 0 ? last : lead + (nth - 1) * 7;
  if (offset >= length) return std::nullopt;
  return Date{first.days + offset};
}

std::optional<Date> LunarDate(LunarHoliday holiday, int year) {
  if (year < kFirstYear || year >= kFirstYear + static_cast<int>(kYears)) return std::nullopt;
  const int day = DatesOf(holiday).at(static_cast<size_t>(year - kFirstYear));
  return FromCivil({year, day / 100, day % 100});
}

}  // namespace aisle::language
