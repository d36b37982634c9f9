#include "ingest/lake.h"

#include "ingest/ingest_testing.h"

namespace aisle::ingest {
namespace {

TEST(Lake, SwitchesFromOneWholeVersionToTheNext) {
  const TemporaryLake folder;
  const Lake lake = *Lake::Open(folder.lake(), true);
  EXPECT_FALSE(lake.Current());
  const std::string first = *lake.Begin();
  ASSERT_TRUE(lake.Write(first, "catalog.json", "{}"));
  EXPECT_FALSE(lake.Current());
  ASSERT_TRUE(lake.Switch(first));
  EXPECT_EQ(*lake.Current(), first);
  EXPECT_EQ(*lake.Read(first, "catalog.json"), "{}");
  EXPECT_EQ(*lake.Begin(), "v000002");
}

TEST(Lake, AnAbandonedVersionLeavesNothing) {
  const TemporaryLake folder;
  const Lake lake = *Lake::Open(folder.lake(), true);
  const std::string version = *lake.Begin();
  const std::string table = folder.lake() + "/silver/t";
  std::filesystem::create_directories(table);
  std::ofstream(table + "/part-" + version + "-1-0a0b0c0d.parquet") << "x";
  lake.Abandon(version);
  EXPECT_FALSE(std::filesystem::exists(table));
  EXPECT_FALSE(std::filesystem::exists(folder.lake() + "/versions/" + version));
}

TEST(Lake, NamesOfVersions) {
  EXPECT_EQ(VersionName(12), "v000012");
  EXPECT_EQ(VersionNumber("v000012"), 12);
  EXPECT_EQ(VersionNumber("v"), 0);
  EXPECT_EQ(VersionNumber("v12x"), 0);
  EXPECT_EQ(VersionOfFile("part-v000002-1-0a1b2c3d.parquet"), "v000002");
  EXPECT_EQ(VersionOfFile("orders.parquet"), "");
}

TEST(Lake, AMissingOneSaysWhatToDo) {
  const auto lake = Lake::Open("/nowhere/at/all", false);
  ASSERT_FALSE(lake);
  EXPECT_EQ(lake.error().code, ErrorCode::kNotFound);
  EXPECT_NE(lake.error().hint.find("aisle load"), std::string::npos);
}

}  // namespace
}  // namespace aisle::ingest
