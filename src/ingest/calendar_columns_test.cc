#include "ingest/calendar_columns.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "ingest/ingest_testing.h"

namespace aisle::ingest {
namespace {

// Two years of monthly rows of two items; `row` makes one of year, month, item and sales.
template <typename Row>
std::string Rows(const std::string& heading, const Row& row) {
  std::string text = heading + "\n";
  for (int i = 0; i < 48; ++i) text += row(2020 + i / 24, i / 2 % 12 + 1, i) + "\n";
  return text;
}

const catalog::Column* DateOf(const LoadReport& report) {
  return report.catalog.Find(report.catalog.tables[0].name, "date");
}

TEST(CalendarColumns, YearAndMonthMakeADate) {
  const TemporaryLake lake;
  const auto report = lake.LoadText(
      "sales.csv", Rows("YEAR,MONTH,SALES", [](int year, int month, int i) {
        return std::to_string(year) + "," + std::to_string(month) + "," + std::to_string(i);
      }));
  ASSERT_TRUE(report) << report.error().message;
  const catalog::Column* date = DateOf(*report);
  ASSERT_NE(date, nullptr);
  EXPECT_EQ(date->made_of, "YEAR, MONTH");
  EXPECT_EQ(date->grain, "month");
  EXPECT_EQ(ToString(date->min), "2020-01-01");
  EXPECT_EQ(ToString(date->max), "2021-12-01");
  EXPECT_EQ(Join(report->files[0].notes, "; "), "YEAR, MONTH: put together as dates");
  EXPECT_EQ(report->files[0].rows_in, report->files[0].rows_out);
}

TEST(CalendarColumns, MonthsMayBeNamesAndDaysMayBeSaid) {
  const TemporaryLake lake;
  const char* const kNames[] = {"January", "Feb",    "March", "April",   "May",      "June",
                                "July",    "August", "Sept",  "October", "November", "December"};
  const auto report = lake.LoadText(
      "sales.csv", Rows("Order Year,Order Month,Day,Sales", [&](int year, int month, int i) {
        return std::to_string(year) + "," + kNames[month - 1] + "," + std::to_string(i % 28 + 1) +
               "," + std::to_string(i);
      }));
  ASSERT_TRUE(report) << report.error().message;
  const catalog::Column* date = DateOf(*report);
  ASSERT_NE(date, nullptr);
  EXPECT_EQ(date->grain, "");
  EXPECT_EQ(date->nulls, 0);
}

TEST(CalendarColumns, WhereADateIsOrNoneCouldBeNoneIsMade) {
  const TemporaryLake lake;
  const auto dated =
      lake.LoadText("dated.csv", Rows("Sold on,Year,Month", [](int year, int month, int) {
                      const std::string text = std::to_string(month);
                      return std::to_string(year) + "-03-04," + std::to_string(year) + "," + text;
                    }));
  ASSERT_TRUE(dated) << dated.error().message;
  EXPECT_EQ(DateOf(*dated), nullptr);
  const TemporaryLake other;
  const auto odd = other.LoadText("odd.csv", Rows("Year,Month,Sales", [](int year, int, int i) {
                                    return std::to_string(year) + "," + std::to_string(i) + ",1";
                                  }));
  ASSERT_TRUE(odd) << odd.error().message;
  EXPECT_EQ(DateOf(*odd), nullptr);  // month 47
}

TEST(CalendarColumns, AreMadeAnewWhenAFileChanges) {
  const TemporaryLake lake;
  const auto line = [](int year, int month, int i) {
    return std::to_string(year) + "," + std::to_string(month) + "," + std::to_string(i);
  };
  ASSERT_TRUE(lake.LoadText("sales.csv", Rows("YEAR,MONTH,SALES", line)));
  const auto again = lake.LoadText("sales.csv", Rows("YEAR,MONTH,SALES", line) + "2023,5,7\n");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(ToString(DateOf(*again)->max), "2023-05-01");
}

}  // namespace
}  // namespace aisle::ingest
