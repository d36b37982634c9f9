#include "delta/merge.h"

#include "delta/delta_testing.h"
#include "delta/remove_rows.h"

namespace aisle::delta {
namespace {

Table Shop(const TestFolder& folder, const TableOptions& options = {}) {
  const Table table = folder.Create("SELECT 1 AS id, 'x' AS p, 1 AS v", options);
  for (int part = 0; part < 3; ++part) {
    const auto report = Append(
        table, "SELECT i::INTEGER AS id, 'p' || i % 2 AS p, 1 AS v FROM range(" +
                   std::to_string(part * 4) + ", " + std::to_string(part * 4 + 4) + ") AS r(i)");
    EXPECT_TRUE(report) << report.error().message;
  }
  return table;
}

TEST(Merge, RowsOfKnownKeysAreReplacedAndOthersAdded) {
  const TestFolder folder;
  const Table table = Shop(folder);
  const auto report =
      Merge(table, "SELECT unnest([2, 3, 50]) AS id, 'new' AS p, 9 AS v", {.keys = {"id"}});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->rows_added, 3);
  EXPECT_EQ(report->rows_removed, 2);
  EXPECT_EQ(report->files_removed, 1);  // the other files have no such key and stay
  EXPECT_EQ(folder.Scan(),
            "0|p0|1\n1|p1|1\n2|new|9\n3|new|9\n4|p0|1\n5|p1|1\n6|p0|1\n7|p1|1\n8|p0|1\n9|p1|1\n"
            "10|p0|1\n11|p1|1\n50|new|9\n");
  EXPECT_EQ(folder.Scan("count(*), sum(v)", "", 3), "12|12\n");
}

TEST(Merge, WorksAcrossPartitions) {
  const TestFolder folder;
  const Table table = Shop(folder, {.partition_columns = {"p"}});
  // 1 moves to another partition, 2 stays in its own, 100 begins a new one.
  const auto report = Merge(
      table, "SELECT * FROM (VALUES (1, 'p0', 5), (2, 'p0', 6), (100, 'q/é', 7)) AS t(id, p, v)",
      {.keys = {"id"}});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(folder.Scan("*", "WHERE v > 1 ORDER BY ALL"), "1|p0|5\n2|p0|6\n100|q/é|7\n");
  EXPECT_EQ(folder.Scan("count(*), count(DISTINCT id)", ""), "13|13\n");
}

TEST(Merge, KeysOfSeveralColumnsAndTypes) {
  const TestFolder folder;
  const Table table = folder.Create(
      "SELECT DATE '2024-01-01' AS day, 'a' AS shop, 1.25::DECIMAL(10,2) AS price, 1 AS n");
  const std::string rows =
      "SELECT DATE '2024-01-01' + i::INTEGER AS day, 's' || i AS shop, "
      "(i + 0.25)::DECIMAL(10,2) AS price, 1 AS n FROM range(10) AS r(i)";
  ASSERT_TRUE(Append(table, rows));
  const auto report =
      Merge(table, "SELECT day, shop, price, 2 AS n FROM (" + rows + ") WHERE i_is(day)",
            {.keys = {"day"}});
  EXPECT_FALSE(report);  // an error of the rows' own statement is handed through
  const auto merged =
      Merge(table,
            "SELECT day, shop, CASE WHEN shop = 's4' THEN 99 ELSE price END::DECIMAL(10,2) "
            "AS price, 2 AS n FROM (" +
                rows + ") WHERE shop IN ('s3', 's4')",
            {.keys = {"day", "shop", "price"}});
  ASSERT_TRUE(merged) << merged.error().message;
  EXPECT_EQ(merged->rows_removed, 1);
  EXPECT_EQ(folder.Scan("count(*), sum(n)", ""), "11|13\n");
}

TEST(Merge, OnlyRowsThatMayReplaceDo) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id, 1 AS seen, 'x' AS v");
  ASSERT_TRUE(Append(table, "SELECT unnest([1, 2, 3]) AS id, 10 AS seen, 'old' AS v"));
  const std::string rows =
      "SELECT * FROM (VALUES (1, 5, 'late'), (2, 15, 'new'), (4, 1, 'new')) AS t(id, seen, v)";
  const MergeOptions newest{.keys = {"id"}, .replace_when = "new.seen > old.seen -- the newest"};
  const auto report = Merge(table, rows, newest);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(folder.Scan(), "1|10|old\n2|15|new\n3|10|old\n4|1|new\n");
  const auto again = Merge(table, rows, newest);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_FALSE(again->committed);
}

TEST(Merge, KeysThatAreTwiceNullOrUnknownAreRefused) {
  const TestFolder folder;
  const Table table = Shop(folder);
  const int files = folder.CountParquet();
  struct {
    const char* rows;
    const char* key;
    const char* message;
  } cases[] = {
      {"SELECT unnest([7, 7]) AS id", "id", "comes twice in the rows to merge, with the value (7)"},
      {"SELECT unnest([7, NULL]) AS id", "id", "1 rows to merge have a null"},
      {"SELECT 7 AS id", "none", "`none` is not in the table"},
  };
  for (const auto& [rows, key, message] : cases) {
    const auto report = Merge(table, rows, {.keys = {key}});
    ASSERT_FALSE(report);
    EXPECT_NE(report.error().message.find(message), std::string::npos) << report.error().message;
  }
  EXPECT_FALSE(Merge(table, "SELECT 1 AS id", {}));
  EXPECT_EQ(folder.CountParquet(), files);
  EXPECT_EQ(LoadSnapshot(table)->version, 3);
}

TEST(Merge, TheSchemaMayEvolve) {
  const TestFolder folder;
  const Table table = Shop(folder);
  const auto report = Merge(table, "SELECT 0 AS id, 'p0' AS p, 1 AS v, 'n' AS note",
                            {.keys = {"id"}, .mode = SchemaMode::kEvolve});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(folder.Scan("note", "WHERE id < 2 ORDER BY id"), "n\n\n");
}

TEST(RemoveRows, FilesAreKeptRewrittenOrRemoved) {
  const TestFolder folder;
  const Table table = Shop(folder);
  const auto report = RemoveRows(table, "id >= 6 OR p IS NULL -- and a comment");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->rows_removed, 6);
  EXPECT_EQ(report->files_removed, 2);
  EXPECT_EQ(report->files_added, 1);
  EXPECT_EQ(folder.Scan("id"), "0\n1\n2\n3\n4\n5\n");
  EXPECT_FALSE(RemoveRows(table, "id > 100")->committed);
  EXPECT_FALSE(RemoveRows(table, "nothing > 100"));
  ASSERT_TRUE(RemoveRows(table, "true"));
  EXPECT_EQ(folder.Scan(), "");
}

TEST(RemoveRows, ANullAnswerIsNo) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  ASSERT_TRUE(Append(table, "SELECT unnest([1, 2, NULL]) AS id"));
  ASSERT_TRUE(RemoveRows(table, "id = 1"));
  EXPECT_EQ(folder.Scan(), "2\n\n");
}

}  // namespace
}  // namespace aisle::delta
