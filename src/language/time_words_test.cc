#include "language/time_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "language/time_cases.h"

namespace aisle::language {
namespace {

constexpr TimeCase kSpring[] = {
    {"total sales in April 2022", "2022-04-01..2022-04-30"},
    {"orders in May", "2022-05-01..2022-05-31"},
    {"sales in january", "2022-01-01..2022-01-31"},
    {"sales in December", "2021-12-01..2021-12-31"},
    {"between 3 and 9 May", "2022-05-03..2022-05-09"},
    {"May 3-9, 2022", "2022-05-03..2022-05-09"},
    {"3 May to 9 June", "2022-05-03..2022-06-09"},
    {"from April to June 2022", "2022-04-01..2022-06-30"},
    {"Apr–Jun 2022", "2022-04-01..2022-06-30"},
    {"Apr-Jun", "2022-04-01..2022-06-30"},
    {"between January and March", "2022-01-01..2022-03-31"},
    {"since May", "2022-05-01..2022-06-29"},
    {"April 1 to April 15", "2022-04-01..2022-04-15"},
    {"most recent 30 days", "2022-05-31..2022-06-29"},
    {"since the beginning of May", "2022-05-01..2022-06-29"},
    {"mid-May", "2022-05-11..2022-05-20"},
    {"end of May 2022", "2022-05-21..2022-05-31"},
    {"in the months of April and May", "2022-04-01..2022-04-30; 2022-05-01..2022-05-31"},
    {"until April 15", "2022-03-31..2022-04-15"},
    {"compare Q1 and Q2", "2022-01-01..2022-03-31; 2022-04-01..2022-06-30"},
    {"first half of April", "2022-04-01..2022-04-15"},
    {"second half of April", "2022-04-16..2022-04-30"},
    {"first week of May", "2022-05-01..2022-05-07"},
    {"last week of June", "2022-06-24..2022-06-30"},
    {"last 7 days of May", "2022-05-25..2022-05-31"},
    {"H1 2022", "2022-01-01..2022-06-30"},
    {"FY 2021-22", "2021-04-01..2022-03-31"},
    {"FY22", "2021-04-01..2022-03-31"},
    {"sales for 2021-22", "2021-04-01..2022-03-31"},
    {"financial year 2022-23", "2022-04-01..2023-03-31"},
    {"Q1 FY23", "2022-04-01..2022-06-30"},
    {"Q4 of FY22", "2022-01-01..2022-03-31"},
    {"this month", "2022-06-01..2022-06-30"},
    {"last month", "2022-05-01..2022-05-31"},
    {"last quarter", "2022-01-01..2022-03-31"},
    {"last year", "2021-01-01..2021-12-31"},
    {"last 3 months", "2022-03-29..2022-06-29"},
    {"past 30 days", "2022-05-31..2022-06-29"},
    {"last seven days", "2022-06-23..2022-06-29"},
    {"today and yesterday", "2022-06-29..2022-06-29; 2022-06-28..2022-06-28"},
    {"this week", "2022-06-27..2022-07-03"},
    {"YTD", "2022-01-01..2022-06-29"},
    {"year-to-date (YTD) profit", "2022-01-01..2022-06-29"},
    {"month to date", "2022-06-01..2022-06-29"},
    {"last April", "2022-04-01..2022-04-30"},
    {"2 weeks ago", "2022-06-13..2022-06-19"},
};

TEST(Time, RangesInAQuarterOfData) {
  for (const auto& [text, best] : kSpring) EXPECT_EQ(Best(text, Spring()), best) << text;
}

constexpr TimeCase kYears[] = {
    {"in 2017", "2017-01-01..2017-12-31"},
    {"2014-2017", "2014-01-01..2017-12-31"},
    {"between 2014 and 2016", "2014-01-01..2016-12-31"},
    {"in 2014, 2015 and 2016",
     "2014-01-01..2014-12-31; 2015-01-01..2015-12-31; 2016-01-01..2016-12-31"},
    {"before 2016", "2014-01-03..2015-12-31"},
    {"after June 15, 2016", "2016-06-16..2017-12-30"},
    {"from 2015 onwards", "2015-01-01..2017-12-30"},
    {"since 1 January 2016 until now", "2016-01-01..2017-12-30"},
    {"prior to 2015", "2014-01-03..2014-12-31"},
    {"in March", "month is 3"},
    {"in Q4", "quarter is 4"},
    {"from January to March", "month is 1 2 3"},
    {"from November 2016 to February 2017", "2016-11-01..2017-02-28"},
    {"November to February 2017", "2016-11-01..2017-02-28"},
    {"April and May 2016", "2016-04-01..2016-04-30; 2016-05-01..2016-05-31"},
    {"Q4 2016 compared to Q3", "2016-10-01..2016-12-31; 2016-07-01..2016-09-30"},
    {"second quarter of 2016", "2016-04-01..2016-06-30"},
    {"Q2-2016", "2016-04-01..2016-06-30"},
    {"2016 Q2", "2016-04-01..2016-06-30"},
    {"last 6 months of 2016", "2016-07-01..2016-12-31"},
    {"first week of 2017", "2017-01-01..2017-01-07"},
    {"Jun-16", "2016-06-01..2016-06-30"},
    {"Apr '15", "2015-04-01..2015-04-30"},
    {"04/2016", "2016-04-01..2016-04-30"},
    {"2016-04", "2016-04-01..2016-04-30"},
    {"2016-05-03", "2016-05-03..2016-05-03"},
    {"11/24/2016", "2016-11-24..2016-11-24"},
    {"24/11/2016", "2016-11-24..2016-11-24"},
    {"24-11-16", "2016-11-24..2016-11-24"},
    {"3 May 2016", "2016-05-03..2016-05-03"},
    {"May 3rd, 2016", "2016-05-03..2016-05-03"},
    {"24th of November 2016", "2016-11-24..2016-11-24"},
    {"month of March 2016", "2016-03-01..2016-03-31"},
    {"for January month", "month is 1"},
    {"for the month Jun-16", "2016-06-01..2016-06-30"},
    {"May 2016 vs March 2015", "2016-05-01..2016-05-31; 2015-03-01..2015-03-31"},
    {"2015-16", "2015-01-01..2016-12-31"},
    {"week 12 of 2016", "week is 12; 2016-01-01..2016-12-31"},
    {"last 12 months", "2016-12-30..2017-12-30"},
    {"past year", "2016-12-30..2017-12-30"},
    {"this year vs last year", "2017-01-01..2017-12-31; against year year"},
    {"march sales vs april sales", "month is 3; month is 4"},
};

TEST(Time, RangesInYearsOfData) {
  for (const auto& [text, best] : kYears) EXPECT_EQ(Best(text, Years()), best) << text;
}

constexpr TimeCase kGrains[] = {
    {"monthly sales trend", "by month; by auto"},
    {"month-wise", "by month"},
    {"by month", "by month"},
    {"per day", "by day"},
    {"each quarter", "by quarter"},
    {"daily trend", "by day"},
    {"over time", "by auto"},
    {"over the years", "by year"},
    {"across different months", "by month"},
    {"which month", "by month"},
    {"top 5 days", "by day"},
    {"which day of the week", "part weekday"},
    {"by weekday", "part weekday"},
    {"hour of the day", "part hour"},
    {"by hour", "part hour"},
    {"hourly", "part hour"},
    {"month of the year", "part month"},
    {"weekends vs weekdays", "part weekend"},
    {"on weekends", "weekend is 1"},
    {"on Mondays", "weekday is 1"},
    {"Mon-Fri", "weekday is 1 2 3 4 5"},
    {"last day of the month", "month_end is 1"},
    {"between 5pm and 8pm", "hour is 17 18 19"},
    {"before 10 am", "hour is 0 1 2 3 4 5 6 7 8 9"},
    {"month-over-month growth", "against previous month"},
    {"Month-on-Month (MoM) change", "against previous month"},
    {"yoy", "against year year"},
    {"vs the previous quarter", "against previous quarter"},
    {"compared to the same period last year", "against year "},
};

TEST(Time, GrainsPartsAndComparisons) {
  for (const auto& [text, best] : kGrains) EXPECT_EQ(Best(text, Years()), best) << text;
}

constexpr std::string_view kNoTime[] = {
    "may I see the sales",
    "how much may we sell",
    "march forward",
    "sun glasses",
    "per order",
    "top 2000 products",
    "more than 2015 orders",
    "the second product",
    "sales > 2016",
    "between 1000 and 2000",
    "$2015",
    "2,016",
    "a wed couple",
    "delivery time",
    "",
    "'April 2016'",
};

TEST(Time, OtherWordsAreNotTime) {
  for (const std::string_view text : kNoTime) EXPECT_EQ(Best(text, Years()), "") << text;
}

TEST(Time, AMonthOfSeveralYearsMayAlsoBeTheLatest) {
  bool latest = false;
  for (const TimeReading& reading : ReadTimes(Tokenize("in March"), Years())) {
    latest = latest || (reading.kind == TimeReading::Kind::kRange && reading.relative &&
                        reading.from == Day("2017-03-01") && reading.cost > 0.1);
  }
  EXPECT_TRUE(latest);
}

TEST(Time, ReadingsSayWhatTheyRestOn) {
  const auto first = [](std::string_view text) {
    return ReadTimes(Tokenize(text), Spring()).at(0);
  };
  EXPECT_TRUE(first("April 2022").has_year);
  EXPECT_TRUE(first("April 2022").complete);
  EXPECT_EQ(first("April 2022").label, "April 2022");
  EXPECT_FALSE(first("April").has_year);
  EXPECT_TRUE(first("last month").relative);
  EXPECT_FALSE(first("last 10 days").complete);
  EXPECT_EQ(first("3 to 9 May").label, "3 to 9 May 2022");
  EXPECT_EQ(first("since May").label, "since May 2022");
}

TEST(Time, DaysThatDoNotExistAreNotRead) {
  EXPECT_EQ(Best("30 February 2016", Years()), "2016-02-01..2016-02-29");
  EXPECT_EQ(Best("2016-13-40", Years()), "2016-01-01..2016-12-31");
}

TEST(Time, HostileTextIsReadInBoundedTime) {
  EXPECT_EQ(Best("1/" + std::string(400, '9') + "/1", Years()), "");
  EXPECT_EQ(Best("last " + std::string(400, '9') + " months", Years()), "");
  for (const char* piece : {"may ", "2016 ", "from 3 to 9 ", "last 5 days ", "and ", "Q1, ", "1/1/",
                            "first last ", "between may and "}) {
    std::string text;
    while (text.size() < 10000) text += piece;
    EXPECT_LT(ReadTimes(Tokenize(text), Years()).size(), 100000U) << piece;
  }
}

}  // namespace
}  // namespace aisle::language
