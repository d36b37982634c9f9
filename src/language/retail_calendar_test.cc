#include "language/retail_calendar.h"

#include <gtest/gtest.h>

#include <string>

#include "language/holiday_dates.h"

namespace aisle::language {
namespace {

using semantic::RetailPattern;

std::string Text(Days days) { return ToString(Value(days.from)) + ".." + ToString(Value(days.to)); }

struct Year {
  int year;
  int weeks;
  std::string_view days;
};

// As the National Retail Federation has published them.
constexpr Year kYears[] = {
    {2006, 53, "2006-01-29..2007-02-03"}, {2007, 52, "2007-02-04..2008-02-02"},
    {2011, 52, "2011-01-30..2012-01-28"}, {2012, 53, "2012-01-29..2013-02-02"},
    {2013, 52, "2013-02-03..2014-02-01"}, {2016, 52, "2016-01-31..2017-01-28"},
    {2017, 53, "2017-01-29..2018-02-03"}, {2018, 52, "2018-02-04..2019-02-02"},
    {2019, 52, "2019-02-03..2020-02-01"}, {2020, 52, "2020-02-02..2021-01-30"},
    {2021, 52, "2021-01-31..2022-01-29"}, {2022, 52, "2022-01-30..2023-01-28"},
    {2023, 53, "2023-01-29..2024-02-03"}, {2024, 52, "2024-02-04..2025-02-01"},
    {2025, 52, "2025-02-02..2026-01-31"},
};

TEST(RetailCalendar, YearsAreThoseOfTheFederation) {
  for (const auto& [year, weeks, days] : kYears) {
    EXPECT_EQ(RetailWeeks(year), weeks) << year;
    EXPECT_EQ(Text(RetailYear(year)), days) << year;
  }
}

TEST(RetailCalendar, PartsFillTheYearWithoutGapOrOverlap) {
  for (int year = 1995; year <= 2040; ++year) {
    for (const auto pattern : {RetailPattern::k454, RetailPattern::k445, RetailPattern::k544}) {
      Date next = RetailYear(year).from;
      for (int month = 1; month <= 12; ++month) {
        const Days days = RetailMonth(year, month, pattern);
        EXPECT_EQ(days.from, next) << year << " " << month;
        if (month % 3 == 0) {
          EXPECT_EQ(days.to, RetailQuarter(year, month / 3).to) << year;
        }
        next = AddDays(days.to, 1);
      }
      EXPECT_EQ(next, RetailYear(year + 1).from) << year;
    }
    EXPECT_EQ(RetailWeek(year, RetailWeeks(year)).to, RetailYear(year).to) << year;
    EXPECT_EQ(RetailYearOf(RetailYear(year).from), year);
    EXPECT_EQ(RetailYearOf(RetailYear(year).to), year);
  }
}

TEST(RetailCalendar, MonthsFollowThePattern) {
  const auto weeks = [](int month, RetailPattern pattern) {
    const Days days = RetailMonth(2022, month, pattern);
    return (days.to.days - days.from.days + 1) / 7;
  };
  EXPECT_EQ(weeks(1, RetailPattern::k454), 4);
  EXPECT_EQ(weeks(2, RetailPattern::k454), 5);
  EXPECT_EQ(weeks(3, RetailPattern::k445), 5);
  EXPECT_EQ(weeks(1, RetailPattern::k544), 5);
}

TEST(HolidayDates, EasterOfAllYearsIsASundayInSpring) {
  EXPECT_EQ(EasterOf(1961), FromCivil({1961, 4, 2}));
  EXPECT_EQ(EasterOf(2000), FromCivil({2000, 4, 23}));
  EXPECT_EQ(EasterOf(2008), FromCivil({2008, 3, 23}));
  EXPECT_EQ(EasterOf(2038), FromCivil({2038, 4, 25}));
  for (int year = 1900; year < 2100; ++year) {
    const Date easter = EasterOf(year);
    EXPECT_EQ(Weekday(easter), 7) << year;
    EXPECT_GE(easter, FromCivil({year, 3, 22})) << year;
    EXPECT_LE(easter, FromCivil({year, 4, 25})) << year;
  }
}

TEST(HolidayDates, TheNthWeekdayOfAMonthOrNone) {
  EXPECT_EQ(NthWeekday(2016, 11, 4, 4), FromCivil({2016, 11, 24}));
  EXPECT_EQ(NthWeekday(2016, 5, 1, -1), FromCivil({2016, 5, 30}));
  EXPECT_EQ(NthWeekday(2016, 2, 1, 5), FromCivil({2016, 2, 29}));
  EXPECT_EQ(NthWeekday(2015, 2, 1, 5), std::nullopt);
}

TEST(HolidayDates, LunarHolidaysAreKnownOrNotGuessed) {
  EXPECT_EQ(LunarDate(LunarHoliday::kDiwali, 2022), FromCivil({2022, 10, 24}));
  EXPECT_EQ(LunarDate(LunarHoliday::kLunarNewYear, 2024), FromCivil({2024, 2, 10}));
  EXPECT_EQ(LunarDate(LunarHoliday::kHoli, 2023), FromCivil({2023, 3, 8}));
  EXPECT_EQ(LunarDate(LunarHoliday::kDiwali, 2004), std::nullopt);
  EXPECT_EQ(LunarDate(LunarHoliday::kDiwali, 2036), std::nullopt);
}

}  // namespace
}  // namespace aisle::language
