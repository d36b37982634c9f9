// What is done to versions of a lake after they were loaded: restored, vacuumed.
#include "ingest/ingest_testing.h"
#include "ingest/others_writes.h"
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

}  // namespace
}  // namespace aisle::ingest
