#include "answer/format.h"

#include <gtest/gtest.h>

namespace aisle::answer {
namespace {

Date Day(int year, int month, int day) { return FromCivil({year, month, day}); }

struct Case {
  Value value;
  std::string unit;
  std::string format;
  std::string shown;
};

TEST(Format, CellsAreWrittenForPeople) {
  const Case kCases[] = {
      {int64_t{128975}, "", "", "128,975"},
      {int64_t{-1234}, "", "", "-1,234"},
      {int64_t{999}, "", "", "999"},
      {13335534.14, "INR", "", "₹13,335,534.14"},
      {-9.5, "USD", "", "-$9.50"},
      {0.125, "%", "", "12.50 %"},
      {-0.00001, "USD", "", "$0.00"},
      {648.561, "", "", "648.56"},
      {3.5, "", "", "3.5"},
      {3.0, "", "", "3"},
      {0.0312, "", "", "0.0312"},
      {0.00012, "", "", "0.00012"},
      {4.25, "days", "", "4.25 days"},
      {int64_t{560034}, "", "plain", "560034"},
      {int64_t{2022}, "", "year", "2022"},
      {int64_t{1}, "", "weekday", "Monday"},
      {int64_t{4}, "", "month", "April"},
      {int64_t{3}, "", "quarter", "Q3"},
      {int64_t{9}, "", "hour", "09:00"},
      {Day(2022, 4, 1), "", "month", "Apr 2022"},
      {Day(2022, 4, 1), "", "quarter", "Q2 2022"},
      {Day(2022, 1, 1), "", "year", "2022"},
      {Day(2022, 4, 4), "", "week", "week of 4 Apr 2022"},
      {Day(2022, 4, 4), "", "day", "4 Apr 2022"},
      {Day(2022, 4, 4), "", "", "2022-04-04"},
      {true, "", "", "yes"},
      {std::string("Set"), "", "", "Set"},
      {Value(), "INR", "", "–"},
  };
  for (const auto& [value, unit, format, shown] : kCases) {
    SCOPED_TRACE(shown);
    EXPECT_EQ(FormatCell(value, {.unit = unit, .format = format}), shown);
  }
}

struct Range {
  Date first;
  Date last;
  std::string shown;
};

TEST(Format, RangesAreAsShortAsTheyStayClear) {
  const Range kRanges[] = {
      {Day(2022, 4, 1), Day(2022, 6, 30), "Apr–Jun 2022"},
      {Day(2022, 4, 1), Day(2022, 4, 30), "Apr 2022"},
      {Day(2022, 1, 1), Day(2022, 12, 31), "2022"},
      {Day(2021, 1, 1), Day(2022, 12, 31), "2021–2022"},
      {Day(2021, 11, 1), Day(2022, 2, 28), "Nov 2021 – Feb 2022"},
      {Day(2022, 5, 3), Day(2022, 5, 9), "3–9 May 2022"},
      {Day(2022, 4, 30), Day(2022, 5, 2), "30 Apr 2022 – 2 May 2022"},
      {Day(2022, 5, 3), Day(2022, 5, 3), "3 May 2022"},
      {Day(2020, 2, 1), Day(2020, 2, 29), "Feb 2020"},
  };
  for (const auto& [first, last, shown] : kRanges) EXPECT_EQ(FormatRange(first, last), shown);
}

TEST(Format, PlainCellsNamePartsAndDatePeriods) {
  EXPECT_EQ(PlainCell(int64_t{2}, {.format = "weekday"}), Value(std::string("Tuesday")));
  EXPECT_EQ(PlainCell(int64_t{12}, {.format = "month"}), Value(std::string("December")));
  EXPECT_EQ(PlainCell(int64_t{1}, {.format = "quarter"}), Value(std::string("Q1")));
  EXPECT_EQ(PlainCell(int64_t{2022}, {.format = "year"}), Value(int64_t{2022}));
  EXPECT_EQ(PlainCell(int64_t{14}, {.format = "hour"}), Value(int64_t{14}));
  const Timestamp start{int64_t{Day(2022, 4, 1).days} * 86'400'000'000};
  EXPECT_EQ(PlainCell(start, {.format = "month"}), Value(Day(2022, 4, 1)));
  EXPECT_EQ(PlainCell(0.25, {.unit = "%"}), Value(0.25));
}

}  // namespace
}  // namespace aisle::answer
