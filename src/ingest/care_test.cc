// What is done to versions of a lake after they were loaded: restored, vacuumed, optimized.
#include "delta/snapshot.h"
#include "delta/write.h"
#include "ingest/ingest_testing.h"
#include "ingest/lake_versions.h"
#include "ingest/optimize.h"
#include "ingest/restore.h"
#include "ingest/vacuum.h"

namespace aisle::ingest {
namespace {

class CareTest : public ::testing::Test {
 protected:
  // Orders of two versions; the second has another column and another table.
  CareTest() {
    EXPECT_TRUE(folder_.LoadText("orders.csv", "id,name\n1,a\n2,b\n"));
    folder_.Write("orders.csv", "id,name,day\n3,c,2024-01-05\n");
    EXPECT_TRUE(
        folder_.Load({folder_.path("orders.csv"), folder_.Write("stock.csv", "sku,n\nq,1\n")}));
  }
  // "orders: 1|a 2|b; stock: q|1"
  std::string Contents(const Moment& moment = {}) const {
    const Lake lake = *Lake::Open(folder_.lake(), false);
    const auto version = FindVersion(lake, moment);
    if (!version) return version.error().message;
    const auto catalog = catalog::ParseCatalog(*lake.Read(version->name, "catalog.json"));
    std::string text;
    for (const auto& table : catalog->tables) {
      text += table.name + ": " + folder_.Rows(table);
    }
    return text;
  }
  std::string Restore(int64_t version) const {
    const auto restored = RestoreVersion(folder_.lake(), {.version = version}, nullptr);
    return restored ? restored->now.name + (restored->changed ? "" : " unchanged")
                    : restored.error().message;
  }
  VacuumReport Vacuum(int64_t hours, bool dry_run = false) const {
    const auto report = VacuumLake(folder_.lake(), {hours, dry_run}, nullptr);
    EXPECT_TRUE(report) << report.error().message;
    return *report;
  }

  TemporaryLake folder_;
};

constexpr char kFirst[] = "orders: 1|a\n2|b\n";
constexpr char kSecond[] = "orders: 3|c|2024-01-05\nstock: q|1\n";

TEST_F(CareTest, RestoringMakesANewVersionOfTheOldTables) {
  EXPECT_EQ(Restore(1), "v000003");
  EXPECT_EQ(Contents(), kFirst);
  EXPECT_EQ(Contents({.version = 2}), kSecond);
  EXPECT_EQ(Restore(2), "v000004");
  EXPECT_EQ(Contents(), kSecond);
  EXPECT_EQ(Restore(4), "v000004 unchanged");
}

TEST_F(CareTest, ALoadGoesOnFromWhatWasRestored) {
  EXPECT_EQ(Restore(1), "v000003");
  const auto report = folder_.Load({folder_.path("orders.csv"), folder_.path("stock.csv")});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->version, "v000004");
  EXPECT_EQ(Contents(), kSecond);
}

TEST_F(CareTest, VacuumRemovesWhatNoKeptVersionNeeds) {
  EXPECT_TRUE(Vacuum(168).versions.empty());
  EXPECT_EQ(Vacuum(0, true).versions, std::vector<std::string>{"v000001"});
  EXPECT_EQ(Contents({.version = 1}), kFirst);
  const VacuumReport report = Vacuum(0);
  EXPECT_EQ(report.versions, std::vector<std::string>{"v000001"});
  EXPECT_EQ(report.files.size(), 1U);
  EXPECT_GT(report.bytes, 0);
  EXPECT_EQ(Contents(), kSecond);
  EXPECT_NE(Contents({.version = 1}).find("there is v000002"), std::string::npos);
  EXPECT_TRUE(Vacuum(0).files.empty());
}

TEST_F(CareTest, VacuumLeavesWhatARestoredVersionReads) {
  EXPECT_EQ(Restore(1), "v000003");
  EXPECT_EQ(Vacuum(0).versions, (std::vector<std::string>{"v000001", "v000002"}));
  EXPECT_EQ(Contents(), kFirst);
}

TEST_F(CareTest, VacuumLeavesWhatTheVersionInForceReadsAfterOthersRewroteIt) {
  const auto engine = *engine::OpenDuckDb({.memory_limit = "512MB", .threads = 1});
  const auto session = *engine->Connect();
  const auto table = delta::OpenTable(session.get(), folder_.lake() + "/silver/stock");
  ASSERT_TRUE(delta::Overwrite(*table, "SELECT 'z' AS sku, 7::BIGINT AS n"));
  Vacuum(0);
  EXPECT_EQ(Contents(), kSecond);
}

// Two files of a kind make one table of two parts.
class OptimizeTest : public ::testing::Test {
 protected:
  OptimizeTest() {
    EXPECT_TRUE(folder_.Load({folder_.Write("sales_2021.csv", Csv(0, 40)),
                              folder_.Write("sales_2022.csv", Csv(100, 150))}));
  }
  static std::string Csv(int first, int last) {
    std::string text = "id,amount,state\n";
    for (int i = first; i < last; ++i) {
      text += std::to_string(i) + "," + std::to_string(i * 7 % 30) + ",S" + std::to_string(i % 5) +
              "\n";
    }
    return text;
  }
  catalog::Table Table() const {
    const Lake lake = *Lake::Open(folder_.lake(), false);
    const auto catalog = catalog::ParseCatalog(*lake.Read(*lake.Current(), "catalog.json"));
    return catalog->tables[0];
  }
  std::string Sums() const {
    return folder_.Rows(Table(), "count(*), count(DISTINCT id), sum(id), sum(amount)");
  }
  OptimizeReport Optimize(const std::vector<std::string>& zorder = {}) const {
    const auto report = OptimizeLake(folder_.lake(), {.table = "sales", .zorder = zorder}, nullptr);
    EXPECT_TRUE(report) << report.error().message;
    return report ? *report : OptimizeReport{};
  }

  TemporaryLake folder_;
};

TEST_F(OptimizeTest, SmallFilesBecomeOneAndSourcesKeepTheirRows) {
  const std::string before = Sums();
  const OptimizeReport report = Optimize();
  EXPECT_EQ(report.version, "v000002");
  ASSERT_EQ(report.tables.size(), 1U);
  EXPECT_EQ(report.tables[0].files_after, 1);
  EXPECT_EQ(Table().files.size(), 1U);
  EXPECT_EQ(Sums(), before);
  EXPECT_TRUE(Optimize().tables.empty());
  EXPECT_EQ(*Lake::Open(folder_.lake(), false)->Current(), "v000002");
  // One of the two is replaced: the rows of the other stay.
  const auto replaced =
      folder_.Load({folder_.Write("sales_2021.csv", Csv(0, 10)), folder_.path("sales_2022.csv")});
  ASSERT_TRUE(replaced) << replaced.error().message;
  EXPECT_EQ(folder_.Rows(replaced->catalog.tables[0], "count(*), count(DISTINCT id), sum(id)"),
            "60|60|6270\n");
  EXPECT_EQ(folder_.Rows(replaced->catalog.tables[0], "count(*) FILTER (id >= 100)"), "50\n");
}

TEST_F(OptimizeTest, AZOrderKeepsEachSourceApart) {
  const std::string before = Sums();
  Optimize();
  const OptimizeReport report = Optimize({"state", "amount"});
  EXPECT_EQ(report.version, "v000003");
  EXPECT_EQ(Table().files.size(), 2U);
  EXPECT_EQ(Sums(), before);
  EXPECT_FALSE(OptimizeLake(folder_.lake(), {.table = "sales", .zorder = {"sate"}}, nullptr));
  EXPECT_FALSE(OptimizeLake(folder_.lake(), {.table = "sells"}, nullptr));
  const auto again = folder_.Load({folder_.path("sales_2021.csv"), folder_.path("sales_2022.csv")});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_FALSE(again->changed);
}

}  // namespace
}  // namespace aisle::ingest
