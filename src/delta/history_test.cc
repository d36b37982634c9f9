#include "delta/history.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "delta/alter.h"
#include "delta/delta_testing.h"
#include "delta/files.h"
#include "delta/vacuum.h"

namespace aisle::delta {
namespace {

void SetModified(const std::string& path, int64_t millis) {
  const timespec time{millis / 1000, millis % 1000 * 1'000'000};
  const timespec times[2] = {time, time};
  ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
}

Table ThreeVersions(const TestFolder& folder) {
  const Table table = folder.Create("SELECT 1 AS id");
  for (int i = 1; i <= 3; ++i) {
    EXPECT_TRUE(Append(table, "SELECT " + std::to_string(i) + " AS id"));
  }
  return table;
}

TEST(History, SaysWhatWasDone) {
  const TestFolder folder;
  const Table table = ThreeVersions(folder);
  ASSERT_TRUE(Overwrite(table, "SELECT 9 AS id", {}, SchemaMode::kExact, {.info = {{"why", "x"}}}));
  const auto history = ReadHistory(table);
  ASSERT_TRUE(history) << history.error().message;
  ASSERT_EQ(history->size(), 5u);
  EXPECT_EQ(history->front().version, 4);
  EXPECT_EQ(history->front().operation, "WRITE");
  EXPECT_EQ(history->front().info.at("why"), "x");
  EXPECT_EQ(history->back().operation, "CREATE TABLE");
  EXPECT_GT(history->front().timestamp, history->back().timestamp);
  EXPECT_EQ(ReadHistory(table, 2)->size(), 2u);
}

TEST(History, TheVersionOfATimeIsFound) {
  const TestFolder folder;
  const Table table = ThreeVersions(folder);
  const int64_t times[] = {1000, 2000, 2000, 5000};  // 2 has the time of 1, but came later
  for (int i = 0; i < 4; ++i) {
    SetModified(LogFolder(folder.root()) + "/" + CommitName(i), times[i]);
  }
  EXPECT_EQ(VersionAt(table, 999).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(*VersionAt(table, 1000), 0);
  EXPECT_EQ(*VersionAt(table, 1999), 0);
  EXPECT_EQ(*VersionAt(table, 2000), 1);
  EXPECT_EQ(*VersionAt(table, 2001), 2);
  EXPECT_EQ(*VersionAt(table, 4999), 2);
  EXPECT_EQ(*VersionAt(table, 5000), 3);
  EXPECT_EQ(*VersionAt(table, 9'000'000'000'000), 3);
}

TEST(Restore, BringsBackRowsAndSchema) {
  const TestFolder folder;
  const Table table = ThreeVersions(folder);
  ASSERT_TRUE(Overwrite(table, "SELECT 'a' AS name", {}, SchemaMode::kReplace));
  const auto report = Restore(table, 2);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->version, 5);
  EXPECT_EQ(folder.Scan(), "1\n2\n");
  EXPECT_EQ(folder.Scan("*", "", 4), "a\n");
  EXPECT_FALSE(Restore(table, 5)->committed);
  EXPECT_EQ(Restore(table, 99).error().code, ErrorCode::kNotFound);
}

TEST(Restore, RefusesWhatWasVacuumed) {
  const TestFolder folder;
  const Table table = ThreeVersions(folder);
  ASSERT_TRUE(Overwrite(table, "SELECT 9 AS id"));
  ASSERT_TRUE(Vacuum(table, {.retention_hours = 0, .allow_short = true}));
  const auto report = Restore(table, 2);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(folder.Scan(), "9\n");
}

TEST(Vacuum, DeletesWhatNoVersionInTheRetentionNeeds) {
  const TestFolder folder;
  const Table table = ThreeVersions(folder);
  ASSERT_TRUE(Overwrite(table, "SELECT 9 AS id"));
  const int64_t old = NowMillis() - int64_t{200} * 3'600'000;
  folder.WriteFile("part-orphan.parquet", "x");
  folder.WriteFile("part-young-orphan.parquet", "x");
  folder.WriteFile("_hidden/part-orphan.parquet", "x");
  folder.WriteFile("_p=1/part-orphan.parquet", "x");
  folder.WriteFile("_delta_log/_tmp.1", "x");
  for (const char* name : {"part-orphan.parquet", "_hidden/part-orphan.parquet",
                           "_p=1/part-orphan.parquet", "_delta_log/_tmp.1"}) {
    SetModified(folder.root() + "/" + name, old);
  }
  // Files just removed have young tombstones, whatever their age.
  const auto snapshot = LoadSnapshot(table);
  for (const auto& [path, remove] : snapshot->tombstones) {
    SetModified(folder.root() + "/" + path, old);
  }
  const std::vector<std::string> orphans = {"_p=1/part-orphan.parquet", "part-orphan.parquet"};
  EXPECT_EQ(Vacuum(table, {.dry_run = true})->paths, orphans);
  EXPECT_EQ(folder.CountParquet(), 8);
  EXPECT_EQ(Vacuum(table)->paths, orphans);
  EXPECT_EQ(folder.CountParquet(), 6);
  EXPECT_FALSE(std::filesystem::exists(folder.root() + "/_delta_log/_tmp.1"));
  EXPECT_EQ(folder.Scan("*", "ORDER BY ALL", 3), "1\n2\n3\n");
  // A short retention takes them and must be asked for.
  EXPECT_FALSE(Vacuum(table, {.retention_hours = 0}));
  EXPECT_EQ(Vacuum(table, {.retention_hours = 0, .allow_short = true})->paths.size(), 4u);
  EXPECT_EQ(folder.Scan(), "9\n");
}

TEST(AlterSchema, ColumnsAreAddedReorderedAndWidened) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1::TINYINT AS id, 'a' AS name");
  ASSERT_TRUE(Append(table, "SELECT 1::TINYINT AS id, 'a' AS name"));
  const auto schema =
      SchemaOf(folder.session(), "SELECT 'x' AS note, 'a' AS name, 1::INTEGER AS id");
  const auto report = AlterSchema(table, *schema);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(folder.Scan(), "|a|1\n");
  EXPECT_EQ(folder.Scan("typeof(id)"), "INTEGER\n");
  EXPECT_FALSE(AlterSchema(table, *schema)->committed);
  for (const char* refused :
       {"SELECT 'a' AS name, 1::INTEGER AS id", "SELECT 'x' AS note, 'a' AS name, 1::BIGINT AS id",
        "SELECT 'x' AS note, 'a' AS name, 1::SMALLINT AS id",
        "SELECT 'x' AS note, 'a' AS name, 'x' AS id"}) {
    EXPECT_FALSE(AlterSchema(table, *SchemaOf(folder.session(), refused))) << refused;
  }
  Schema strict = *schema;
  strict.fields.push_back({"more", {Kind::kLong}, false});
  EXPECT_FALSE(AlterSchema(table, strict));
}

}  // namespace
}  // namespace aisle::delta
