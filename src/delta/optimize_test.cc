#include "delta/optimize.h"

#include "delta/delta_testing.h"
#include "delta/history.h"
#include "delta/statistics.h"
#include "delta/zorder.h"

namespace aisle::delta {
namespace {

TEST(Optimize, SmallFilesOfAPartitionBecomeOne) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id, 'x' AS p", {.partition_columns = {"p"}});
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(
        Append(table, "SELECT " + std::to_string(i) + " AS id, unnest(['a/b', NULL]) AS p"));
  }
  const std::string before = folder.Scan();
  const auto report = Compact(table);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files_removed, 8);
  EXPECT_EQ(report->files_added, 2);
  EXPECT_EQ(folder.Scan(), before);
  const auto commit = ReadCommit(table.root, report->version);
  for (const Action& action : **commit) {
    const auto* add = std::get_if<Add>(&action);
    const auto* remove = std::get_if<Remove>(&action);
    EXPECT_FALSE((add != nullptr && add->data_change) ||
                 (remove != nullptr && remove->data_change));
  }
  EXPECT_FALSE(Compact(table)->committed);  // there is nothing left to do
}

TEST(Optimize, OnlyThePartitionsAskedFor) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id, 'x' AS p", {.partition_columns = {"p"}});
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(Append(table, "SELECT 1 AS id, unnest(['a', 'b']) AS p"));
  const auto report = Compact(table, {.partitions = {{{"p", "a"}}}});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files_removed, 2);
  EXPECT_EQ(folder.Scan(), "1|a\n1|a\n1|b\n1|b\n");
}

TEST(Optimize, FilesWithoutNewColumnsArePutTogetherWithThoseThatHaveThem) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  ASSERT_TRUE(Append(table, "SELECT 1 AS id"));
  ASSERT_TRUE(Append(table, "SELECT 2 AS id, 'x' AS note", SchemaMode::kEvolve));
  ASSERT_TRUE(Compact(table));
  EXPECT_EQ(folder.Scan(), "1|\n2|x\n");
}

TEST(ZOrder, FilesHoldNarrowRangesOfEachColumn) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1::BIGINT AS x, 1::BIGINT AS y");
  ASSERT_TRUE(Append(table,
                     "SELECT hash(i) % 100000 AS x, hash(i + 1000000) % 100000 AS y FROM "
                     "(SELECT i FROM range(400000) AS r(i))")
                  .ok() == false);  // hashes are decimals here: they do not fit
  ASSERT_TRUE(Append(table,
                     "SELECT (hash(i) % 100000)::BIGINT AS x, (hash(i + 1000000) % 100000)::BIGINT "
                     "AS y FROM range(1000000) AS r(i)"));
  const std::string before = folder.Scan("count(*), sum(x), sum(y), sum(hash(x, y))", "");
  const auto report = ZOrder(table, {"x", "y"}, {.file_bytes = 100'000});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(folder.Scan("count(*), sum(x), sum(y), sum(hash(x, y))", ""), before);
  const auto snapshot = *LoadSnapshot(table);
  ASSERT_GE(snapshot.files.size(), 6u);  // about: it depends on when threads end row groups
  for (const char* column : {"x", "y"}) {
    const auto some = FilesFor(snapshot, {{column, int64_t{500}, int64_t{600}}});
    EXPECT_LE(some.size(), (snapshot.files.size() + 1) / 2) << column;
    EXPECT_GE(some.size(), 1u);
  }
}

TEST(ZOrder, RanksAreFoundAndInterleaved) {
  const TestFolder folder;
  const std::string rank = RankSql("v", {"10", "20", "30"});
  EXPECT_EQ(folder.Rows("SELECT " + rank + " FROM unnest([NULL, 5, 10, 19, 20, 30, 99]) AS t(v)"),
            "0\n0\n1\n1\n2\n3\n3\n");
  EXPECT_EQ(RankSql("v", {}), "CAST(CASE WHEN v IS NULL THEN 0 ELSE 0 END AS BIGINT)");
  EXPECT_EQ(folder.Rows("SELECT " + InterleaveSql({"a", "b"}) +
                        " FROM (VALUES (1, 0), (0, 1), (3, 0), (255, 255), (128, 0)) AS t(a, b)"),
            "2\n1\n10\n65535\n32768\n");
}

TEST(ZOrder, EveryTypeAndNullsAndPartitionsKeepTheirRows) {
  const TestFolder folder;
  const std::string rows =
      "SELECT i AS id, 'p' || i % 2 AS p, CASE WHEN i % 7 = 0 THEN NULL ELSE 't''' || i END AS t, "
      "DATE '2024-01-01' + i::INTEGER AS d, (i / 3)::DECIMAL(20,5) AS m, "
      "CASE WHEN i % 5 = 0 THEN 'nan'::DOUBLE ELSE i / 7 END AS f, i % 3 = 0 AS b, "
      "TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_hours(i::INTEGER) AS z FROM range(500) AS r(i)";
  const Table table = folder.Create(rows, {.partition_columns = {"p"}});
  ASSERT_TRUE(Append(table, rows));
  const std::string before = folder.Scan();
  for (const char* column : {"t", "d", "m", "f", "b", "z"}) {
    const auto report = ZOrder(table, {column, "id"});
    ASSERT_TRUE(report) << column << report.error().message;
    EXPECT_EQ(folder.Scan(), before) << column;
  }
  for (const std::vector<std::string>& columns :
       {std::vector<std::string>{}, {"p"}, {"none"}, {"id", "id"}}) {
    EXPECT_FALSE(ZOrder(table, columns));
  }
}

}  // namespace
}  // namespace aisle::delta
