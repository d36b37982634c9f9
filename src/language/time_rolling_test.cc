// Time words: see time_cases.h for the worlds of data.
#include "language/time_cases.h"

namespace aisle::language {
namespace {

// "last month" is the month before that of the as-of date; "last complete month" the newest that
// has ended.
constexpr TimeCase kRolling[] = {
    {"TTM", "2016-12-30..2017-12-30"},
    {"LTM", "2016-12-30..2017-12-30"},
    {"T12M", "2016-12-30..2017-12-30"},
    {"L30D", "2017-12-01..2017-12-30"},
    {"L7D", "2017-12-24..2017-12-30"},
    {"L4W", "2017-12-03..2017-12-30"},
    {"L3M", "2017-09-30..2017-12-30"},
    {"R12M", "2016-12-30..2017-12-30"},
    {"last 24 hours", "2017-12-30..2017-12-30"},
    {"past 48 hours", "2017-12-29..2017-12-30"},
    {"last fortnight", "2017-12-17..2017-12-30"},
    {"past 2 fortnights", "2017-12-03..2017-12-30"},
    {"last couple of weeks", "2017-12-17..2017-12-30"},
    {"past couple of months", "2017-10-30..2017-12-30"},
    {"last couple of days", "2017-12-29..2017-12-30"},
    {"last complete month", "2017-11-01..2017-11-30"},
    {"last full month", "2017-11-01..2017-11-30"},
    {"last complete quarter", "2017-07-01..2017-09-30"},
    {"last full quarter", "2017-07-01..2017-09-30"},
    {"last completed week", "2017-12-18..2017-12-24"},
    {"last full year", "2016-01-01..2016-12-31"},
    {"most recent complete quarter", "2017-07-01..2017-09-30"},
    {"latest full week", "2017-12-18..2017-12-24"},
    {"last complete fiscal year", "2016-01-01..2016-12-31"},
    {"so far this year", "2017-01-01..2017-12-30"},
    {"so far this month", "2017-12-01..2017-12-30"},
    {"so far this quarter", "2017-10-01..2017-12-30"},
    {"this year so far", "2017-01-01..2017-12-30"},
    {"the year so far", "2017-01-01..2017-12-30"},
    {"YTD", "2017-01-01..2017-12-30"},
    {"ytd 2016", "2016-01-01..2016-12-30"},
    {"YTD last year", "2016-01-01..2016-12-30"},
    {"year to date 2016", "2016-01-01..2016-12-30"},
    {"year to date last year", "2016-01-01..2016-12-30"},
    {"QTD", "2017-10-01..2017-12-30"},
    {"MTD", "2017-12-01..2017-12-30"},
    {"WTD", "2017-12-25..2017-12-30"},
    {"quarter to date", "2017-10-01..2017-12-30"},
    {"week to date", "2017-12-25..2017-12-30"},
    {"FYTD", "2017-01-01..2017-12-30"},
    {"fiscal YTD", "2017-01-01..2017-12-30"},
    {"last Monday", "2017-12-25..2017-12-25"},
    {"last Saturday", "2017-12-23..2017-12-23"},
    {"last Sunday", "2017-12-24..2017-12-24"},
    {"next Monday", "2018-01-01..2018-01-01"},
    {"this Friday", "2017-12-29..2017-12-29"},
    {"previous Friday", "2017-12-29..2017-12-29"},
    {"last weekend", "2017-12-23..2017-12-24"},
    {"this weekend", "2017-12-30..2017-12-31"},
    {"last month", "2017-11-01..2017-11-30"},
    {"this month", "2017-12-01..2017-12-31"},
    {"last quarter", "2017-07-01..2017-09-30"},
    {"this quarter", "2017-10-01..2017-12-31"},
    {"last week", "2017-12-18..2017-12-24"},
    {"last year", "2016-01-01..2016-12-31"},
    {"next month", "2018-01-01..2018-01-31"},
    {"previous month", "2017-11-01..2017-11-30"},
    {"the month before last", "2017-10-01..2017-10-31"},
    {"past 3 decades", "1987-12-30..2017-12-30"},
    {"3 months ago", "2017-09-01..2017-09-30"},
    {"a week ago", "2017-12-18..2017-12-24"},
};

TEST(Time, StretchesBackFromToday) {
  for (const auto& [text, best] : kRolling) EXPECT_EQ(Best(text, Years()), best) << text;
}

// Whole months, quarters and years are compared along time; all else stands beside its own length.
constexpr TimeCase kCompared[] = {
    {"last 30 days vs the previous 30 days", "2017-12-01..2017-12-30; 2017-11-01..2017-11-30"},
    {"last 30 days compared with the prior 30 days",
     "2017-12-01..2017-12-30; 2017-11-01..2017-11-30"},
    {"last 7 days versus the 7 days before", "2017-12-24..2017-12-30; 2017-12-17..2017-12-23"},
    {"last 90 days vs the prior period", "2017-10-02..2017-12-30; 2017-07-04..2017-10-01"},
    {"past 6 weeks against the preceding 6 weeks",
     "2017-11-19..2017-12-30; 2017-10-08..2017-11-18"},
    {"3 to 9 May 2016 vs the previous period", "2016-05-03..2016-05-09; 2016-04-26..2016-05-02"},
    {"3 to 9 May 2016 vs the previous week", "2016-05-03..2016-05-09; against previous week"},
    {"3 to 9 May 2016 compared to a week earlier",
     "2016-05-03..2016-05-09; 2016-04-26..2016-05-02"},
    {"3 to 9 May 2016 compared with the same period last year",
     "2016-05-03..2016-05-09; 2015-05-03..2015-05-09"},
    {"3 to 9 May 2016 vs the same days last month",
     "2016-05-03..2016-05-09; 2016-04-03..2016-04-09"},
    {"1 to 20 May 2016 vs the same period last month",
     "2016-05-01..2016-05-20; 2016-04-01..2016-04-20"},
    {"YTD vs the same period last year", "2017-01-01..2017-12-30; 2016-01-01..2016-12-30"},
    {"YTD compared with the same period last year",
     "2017-01-01..2017-12-30; 2016-01-01..2016-12-30"},
    {"year to date versus the same time last year",
     "2017-01-01..2017-12-30; 2016-01-01..2016-12-30"},
    {"MTD vs the same period last month", "2017-12-01..2017-12-30; 2017-11-01..2017-11-30"},
    {"QTD compared to the same period of the previous quarter",
     "2017-10-01..2017-12-30; 2017-07-01..2017-09-30"},
    {"first half of May 2016 vs the same period last year",
     "2016-05-01..2016-05-15; 2015-05-01..2015-05-15"},
    {"first half of May 2016 vs a year earlier", "2016-05-01..2016-05-15; 2015-05-01..2015-05-15"},
    {"Black Friday 2016 vs the same day last year",
     "2016-11-25..2016-11-25; 2015-11-27..2015-11-27"},
    {"the week of Christmas 2016 vs the same week last year",
     "2016-12-19..2016-12-25; 2015-12-21..2015-12-27"},
    {"from 1 May to 10 June 2016 compared with the previous period",
     "2016-05-01..2016-06-10; 2016-03-21..2016-04-30"},
    {"April to May 2016 vs the previous period", "2016-04-01..2016-05-31; 2016-02-01..2016-03-31"},
    {"April to May 2016 vs the same period last year",
     "2016-04-01..2016-05-31; 2015-04-01..2015-05-31"},
    {"H1 2016 vs the same period a year ago", "2016-01-01..2016-06-30; 2015-01-01..2015-06-30"},
    {"Q2 2016 compared with the same period last year", "2016-04-01..2016-06-30; against year "},
    {"May 2016 vs the previous month", "2016-05-01..2016-05-31; against previous month"},
    {"May 2016 compared with the same month last year", "2016-05-01..2016-05-31; against year "},
    {"2016 vs the previous year", "2016-01-01..2016-12-31; against year year"},
    {"2016 compared with the same period last year", "2016-01-01..2016-12-31; against year "},
    {"compared to the same period last year", "against year "},
    {"vs the previous 30 days", ""},
};

TEST(Time, PeriodsOfEqualLength) {
  for (const auto& [text, best] : kCompared) EXPECT_EQ(Best(text, Years()), best) << text;
}

constexpr TimeCase kLists[] = {
    {"on Mondays and Fridays", "weekday is 1 5"},
    {"on Mondays, Wednesdays and Fridays", "weekday is 1 3 5"},
    {"on Saturday or Sunday", "weekday is 6 7"},
    {"Saturdays and Sundays", "weekday is 6 7"},
    {"in January and March", "month is 1 3"},
    {"in January, February and March", "month is 1 2 3"},
    {"in Q1 and Q3", "quarter is 1 3"},
    {"in Q1 or Q2", "quarter is 1 2"},
    {"April and May 2016", "2016-04-01..2016-04-30; 2016-05-01..2016-05-31"},
    {"in April 2015 and May 2016", "2015-04-01..2015-04-30; 2016-05-01..2016-05-31"},
    {"at 5pm and 6pm", "hour is 17 18"},
    {"mornings and evenings", "hour is 6 7 8 9 10 11 17 18 19 20"},
    {"in the morning", "hour is 6 7 8 9 10 11"},
    {"early morning", "hour is 4 5 6 7"},
    {"late morning", "hour is 10 11"},
    {"in the afternoon", "hour is 12 13 14 15 16"},
    {"late afternoon", "hour is 15 16 17"},
    {"in the evening", "hour is 17 18 19 20"},
    {"late evening", "hour is 20 21 22"},
    {"at night", "hour is 21 22 23 0 1 2 3 4 5"},
    {"late night", "hour is 22 23 0 1 2 3"},
    {"overnight", "hour is 22 23 0 1 2 3 4 5"},
    {"at midday", "hour is 11 12 13"},
    {"at noon", "hour is 12"},
    {"during business hours", "hour is 9 10 11 12 13 14 15 16"},
    {"during office hours", "hour is 9 10 11 12 13 14 15 16"},
    {"lunch time", "hour is 12 13"},
    {"between 9 and 11 am", "hour is 9 10"},
    {"between 9 am and 11 am", "hour is 9 10"},
    {"from 9 to 5 pm", "hour is 9 10 11 12 13 14 15 16"},
    {"from 9am to 5pm", "hour is 9 10 11 12 13 14 15 16"},
    {"9am to 5pm", "hour is 9 10 11 12 13 14 15 16"},
    {"after 6 pm", "hour is 18 19 20 21 22 23"},
    {"before noon", "hour is 0 1 2 3 4 5 6 7 8 9 10 11"},
    {"until 10 am", "hour is 0 1 2 3 4 5 6 7 8 9"},
    {"between 10pm and 2am", "hour is 22 23 0 1"},
    {"at 5 pm", "hour is 17"},
    {"at 17:00", "hour is 17"},
    {"by 5pm", "hour is 17"},
    {"on weekends", "weekend is 1"},
    {"Friday evenings", "weekday is 5; hour is 17 18 19 20"},
};

TEST(Time, ListsOfPartsAndHours) {
  for (const auto& [text, best] : kLists) EXPECT_EQ(Best(text, Years()), best) << text;
}

constexpr TimeCase kNoTime[] = {
    {"did sales fall", ""},
    {"spring rolls", ""},
    {"summer dresses", ""},
    {"fall in revenue", ""},
    {"winter jackets by region", ""},
    {"the holiday", ""},
    {"eve online", ""},
    {"good products", ""},
    {"mother board", ""},
    {"t shirts", ""},
    {"l size", ""},
    {"m12x", ""},
    {"r2d2", ""},
    {"4-5 items", ""},
    {"top 4 - 5 - 4", ""},
    {"early orders", ""},
    {"late deliveries", ""},
    {"late orders", ""},
    {"end of line", ""},
    {"single items", ""},
    {"retail sales", ""},
    {"retail price", ""},
    {"the first order", ""},
    {"first time buyers", ""},
    {"second hand", ""},
    {"before tax", ""},
    {"after discount", ""},
    {"half of the orders", ""},
    {"90s playlist style", ""},
};

TEST(Time, WordsThatOnlyLookLikeTime) {
  for (const auto& [text, best] : kNoTime) EXPECT_EQ(Best(text, Years()), best) << text;
}

TEST(Time, AnAsOfDateMovesTodayAndNotTheData) {
  TimeContext context = Years();
  context.newest = context.as_of;
  context.as_of = Day("2016-03-31");
  EXPECT_EQ(Best("last month", context), "2016-02-01..2016-02-29");
  EXPECT_EQ(Best("last complete month", context), "2016-03-01..2016-03-31");
  EXPECT_EQ(Best("last complete quarter", context), "2016-01-01..2016-03-31");
  EXPECT_EQ(Best("YTD", context), "2016-01-01..2016-03-31");
  EXPECT_EQ(Best("last 7 days", context), "2016-03-25..2016-03-31");
  EXPECT_EQ(Best("in 2017", context), "2017-01-01..2017-12-31");
  EXPECT_EQ(Best("in March", context), "month is 3");
}

TEST(Time, PointsOfPointsStayFew) {
  for (const char* piece : {"first half of ", "three weeks before ", "the week of ", "last ",
                            "early ", "christmas week ", "vs the previous 3 days "}) {
    std::string text;
    while (text.size() < 4000) text += piece;
    text += "Christmas 2016";
    EXPECT_LT(ReadTimes(Tokenize(text), Years()).size(), 30000U) << piece;
  }
}

}  // namespace
}  // namespace aisle::language
