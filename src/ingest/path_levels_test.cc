#include "ingest/path_levels.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "ingest/ingest_testing.h"

namespace aisle::ingest {
namespace {

const char* const kPaths[] = {"Electronics > Mobiles > Smartphones",
                              "Electronics > Mobiles > Cases",
                              "Electronics > Audio",
                              "Home > Heating > Fans",
                              "Home > Heating > Heaters",
                              "Home > Storage"};

// Each path twice, and a row without one.
std::string Shop(const std::string& heading = "category", int from = 1) {
  std::string text = "id," + heading + "\n";
  for (int i = 0; i < 12; ++i) text += std::to_string(from + i) + "," + kPaths[i % 6] + "\n";
  return text + std::to_string(from + 12) + ",\n";
}

std::string ColumnsOf(const catalog::Table& table) {
  std::vector<std::string> names;
  for (const catalog::Column& column : table.columns) {
    names.push_back(
        column.name +
        (column.level > 0 ? " " + std::to_string(column.level) + " of " + column.level_of : ""));
  }
  return Join(names, ", ");
}

const char* const kColumns =
    "id, category, category_level_1 1 of category, category_level_2 2 of category, "
    "category_level_3 3 of category";

TEST(PathLevels, BecomeColumnsBesideThePaths) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("shop.csv", Shop());
  ASSERT_TRUE(report) << report.error().message;
  const catalog::Table& table = report->catalog.tables[0];
  EXPECT_EQ(ColumnsOf(table), kColumns);
  EXPECT_EQ(lake.Rows(table, "category, category_level_1, category_level_2, category_level_3")
                .substr(0, 150),
            "Electronics > Mobiles > Smartphones|Electronics|Mobiles|Smartphones\n"
            "Electronics > Mobiles > Cases|Electronics|Mobiles|Cases\n"
            "Electronics > Audio|Electr");
  EXPECT_EQ(lake.Rows(table, "count(*), count(category_level_1), count(category_level_3)"),
            "13|12|8\n");
  EXPECT_EQ(report->files[0].rows_in, 13);
  EXPECT_EQ(report->files[0].rows_out, 13);
  EXPECT_EQ(Join(report->files[0].notes, "; "),
            "category: paths such as \"Electronics > Audio\", split into 3 columns of levels");
}

TEST(PathLevels, HaveTheirStatisticsAndNoKeysAndNoWarnings) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("shop.csv", Shop());
  ASSERT_TRUE(report) << report.error().message;
  const catalog::Column* level = report->catalog.Find("shop", "category_level_3");
  ASSERT_NE(level, nullptr);
  EXPECT_EQ(level->rows, 13);
  EXPECT_EQ(level->nulls, 5);
  EXPECT_EQ(level->distinct, 4);
  EXPECT_EQ(level->top[0].first, "Cases");
  EXPECT_EQ(report->catalog.tables[0].keys, std::vector<std::vector<std::string>>{{"id"}});
  for (const auto& warning : report->catalog.warnings) EXPECT_EQ(warning.column, "category");
}

TEST(PathLevels, StayWhatTheyAreWhenFilesComeAgain) {
  const TemporaryLake lake;
  const auto first = lake.LoadText("shop_2021.csv", Shop());
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_FALSE(lake.LoadText("shop_2021.csv", Shop())->changed);
  const auto other = lake.LoadText("other.csv", "code,m\nx,2.5\n");
  ASSERT_TRUE(other) << other.error().message;
  EXPECT_EQ(ColumnsOf(*other->catalog.Find("shop_2021")), kColumns);
  const auto second = lake.LoadText("shop_2022.csv", Shop("category", 101));
  ASSERT_TRUE(second) << second.error().message;
  const catalog::Table* table = second->catalog.Find("shop_2021");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(ColumnsOf(*table), kColumns);
  EXPECT_EQ(lake.Rows(*table, "count(*), count(category_level_1)"), "26|24\n");
  const auto third = lake.LoadText("shop_2022.csv", "id,category\n101,Toys\n");
  ASSERT_TRUE(third) << third.error().message;
  EXPECT_EQ(lake.Rows(third->catalog.tables[1], "count(*), count(category_level_2)"), "14|12\n");
}

TEST(PathLevels, ThatAColumnHoldsAlreadyAreNotWrittenAgain) {
  const TemporaryLake lake;
  std::string text = "id,main,category\n";
  for (int i = 0; i < 12; ++i) {
    const std::string path = kPaths[i % 6];
    text += std::to_string(i) + "," + path.substr(0, path.find(' ')) + "," + path + "\n";
  }
  const auto report = lake.LoadText("shop.csv", text);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(ColumnsOf(report->catalog.tables[0]),
            "id, main, category, category_level_2 2 of category, category_level_3 3 of category");
}

TEST(PathLevels, KeepOutOfTheWayOfColumnsWithTheirNames) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("shop.csv", ReplaceAll(Shop(), "id,", "category_level_1,"));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->catalog.tables[0].columns[2].name, "category_level_1_");
}

TEST(PathLevels, SpelltInTwoWaysAreMerged) {
  const TemporaryLake lake;
  const auto report =
      lake.LoadText("shop.csv", ReplaceAll(Shop(), "Home > Storage", "HOME > Storage"));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(lake.Rows(report->catalog.tables[0], "count(DISTINCT category_level_1)"), "2\n");
  EXPECT_EQ(report->catalog.Find("shop", "category_level_1")->distinct, 2);
}

TEST(PathLevels, OfColumnsWithoutPathsAreNone) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("shop.csv", ReplaceAll(Shop(), " > ", " "));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(ColumnsOf(report->catalog.tables[0]), "id, category");
}

}  // namespace
}  // namespace aisle::ingest
