#include "delta/scan.h"

#include "delta/checkpoint.h"
#include "delta/delta_testing.h"

namespace aisle::delta {
namespace {

TEST(Scan, EveryFileHasItsOwnPartitionWhateverIsFiltered) {
  const TestFolder folder;
  const std::string rows =
      "SELECT i AS id, (i % 40)::INTEGER AS p, 'q' || i % 3 AS q FROM range(2400) AS r(i)";
  const Table table = folder.Create(rows, {.partition_columns = {"p", "q"}});
  ASSERT_TRUE(Append(table, rows));
  ASSERT_TRUE(Append(table, rows));
  const auto twice = "SELECT * FROM (" + rows + " UNION ALL " + rows + ")";
  for (const char* filter :
       {"", "WHERE p = 7", "WHERE p IN (3, 30) AND q = 'q1'", "WHERE id = 77",
        "WHERE p % 10 = id % 7", "WHERE id > 2000 AND p < 5", "WHERE q = 'none'"}) {
    SCOPED_TRACE(filter);
    EXPECT_EQ(folder.Scan("*", std::string(filter) + " ORDER BY ALL"),
              folder.Rows("SELECT * FROM (" + twice + ") " + filter + " ORDER BY ALL"));
  }
}

TEST(Scan, SaysWhichFileARowIsFrom) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(Append(table, "SELECT " + std::to_string(i) + " AS id"));
  const auto snapshot = *LoadSnapshot(table);
  const auto files = AllFiles(snapshot);
  const auto sql = ScanSql(table, snapshot, files, {.with_file = true});
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string id =
        folder.Rows("SELECT id FROM " + ("read_parquet('" + AbsolutePath(table, *files[i]) + "')"));
    EXPECT_EQ(folder.Rows("SELECT id FROM (" + *sql + ") WHERE _delta_file = " + std::to_string(i)),
              id);
  }
}

TEST(Scan, FoldersWithNamesLikePatternsAreReadAndWritten) {
  for (const char* name : {"a[1]", "b*", "c?", "d'e", "f g", "h%20", "./x/../y//", "é{1}"}) {
    SCOPED_TRACE(name);
    const TestFolder folder;
    const std::string root = folder.root() + "/" + name;
    const auto schema = SchemaOf(folder.session(), "SELECT 1 AS id, 'x' AS p");
    const auto table = CreateTable(folder.session(), root, *schema, {.partition_columns = {"p"}});
    ASSERT_TRUE(table) << table.error().message;
    const auto report = Append(*table, "SELECT unnest([1, 2]) AS id, unnest(['*', '[a]']) AS p");
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_TRUE(WriteCheckpoint(*table, *LoadSnapshot(*table)));
    const auto snapshot = LoadSnapshot(*table);
    ASSERT_TRUE(snapshot) << snapshot.error().message;
    const auto sql = ScanSql(*table, *snapshot, AllFiles(*snapshot));
    EXPECT_EQ(folder.Rows(*sql + " ORDER BY id"), "1|*\n2|[a]\n");
  }
}

TEST(Scan, NestedColumnsAreRefusedByName) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  Snapshot snapshot = *LoadSnapshot(table);
  snapshot.schema.fields.push_back({"deep", {Kind::kNested, 0, 0, "{}"}});
  const auto sql = ScanSql(table, snapshot, {});
  ASSERT_FALSE(sql);
  EXPECT_NE(sql.error().message.find("`deep`"), std::string::npos);
}

TEST(Scan, AColumnInAFileThatTheTableDoesNotHaveIsNotRead) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  ASSERT_TRUE(Append(table, "SELECT 1 AS id"));
  const auto snapshot = *LoadSnapshot(table);
  const std::string path = AbsolutePath(table, snapshot.files.begin()->second);
  ASSERT_TRUE(folder.session()->Execute("COPY (SELECT [1] AS more, 7 AS ID) TO '" + path +
                                        "' (FORMAT parquet)"));
  EXPECT_EQ(folder.Scan(), "7\n");
}

}  // namespace
}  // namespace aisle::delta
