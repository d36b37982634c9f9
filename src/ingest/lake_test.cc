#include "ingest/lake.h"

#include "ingest/ingest_testing.h"

namespace aisle::ingest {
namespace {

TEST(Lake, SwitchesFromOneWholeVersionToTheNext) {
  const TemporaryLake folder;
  auto lake = *OpenFolderLake(folder.lake(), true);
  EXPECT_FALSE(lake->Current());
  const std::string first = *lake->Begin();
  ASSERT_TRUE(lake->Write(first, "catalog.json", "{}"));
  EXPECT_FALSE(lake->Read("catalog.json"));
  ASSERT_TRUE(lake->Commit(first));
  EXPECT_EQ(*lake->Current(), first);
  EXPECT_EQ(*lake->Read("catalog.json"), "{}");
}

TEST(Lake, ALoadThatDiedLeavesTheVersionBefore) {
  const TemporaryLake folder;
  ASSERT_TRUE(folder.LoadText("a.csv", "id,n\n1,2\n"));
  auto lake = *OpenFolderLake(folder.lake(), false);
  const std::string before = *lake->Read("catalog.json");
  // A process that ends between its first file and Commit leaves these.
  const std::string version = *lake->Begin();
  ASSERT_TRUE(lake->Write(version, "catalog.json", "half"));
  const std::string data = folder.lake() + "/silver/a-" + version + ".parquet";
  std::ofstream(data) << "half";
  EXPECT_EQ(*lake->Read("catalog.json"), before);
  const auto report = folder.LoadText("a.csv", "id,n\n1,2\n2,3\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(folder.Rows(report->catalog.tables[0]), "1|2\n2|3\n");
}

TEST(Lake, AnAbandonedVersionLeavesNothing) {
  const TemporaryLake folder;
  auto lake = *OpenFolderLake(folder.lake(), true);
  const std::string version = *lake->Begin();
  const std::string data = folder.lake() + "/silver/t-" + version + ".parquet";
  std::ofstream(data) << "x";
  lake->Abandon(version);
  EXPECT_FALSE(std::filesystem::exists(data));
  EXPECT_FALSE(std::filesystem::exists(folder.lake() + "/versions/" + version));
}

TEST(Lake, FilesOfTheVersionBeforeStayAndOlderOnesGo) {
  const TemporaryLake folder;
  std::vector<std::string> files;
  for (int i = 1; i <= 3; ++i) {
    const auto report = folder.LoadText("a.csv", "id,n\n1," + std::to_string(i) + "\n");
    ASSERT_TRUE(report) << report.error().message;
    files.push_back(folder.lake() + "/" + report->catalog.tables[0].files[0]);
  }
  EXPECT_FALSE(std::filesystem::exists(files[0]));
  EXPECT_TRUE(std::filesystem::exists(files[1]));
  EXPECT_TRUE(std::filesystem::exists(files[2]));
}

TEST(Lake, AMissingOneSaysWhatToDo) {
  const auto lake = OpenFolderLake("/nowhere/at/all", false);
  ASSERT_FALSE(lake);
  EXPECT_EQ(lake.error().code, ErrorCode::kNotFound);
  EXPECT_NE(lake.error().hint.find("aisle load"), std::string::npos);
}

}  // namespace
}  // namespace aisle::ingest
