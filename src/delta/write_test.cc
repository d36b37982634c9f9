#include "delta/write.h"

#include "base/json.h"
#include "delta/delta_testing.h"
#include "delta/statistics.h"

namespace aisle::delta {
namespace {

const Add& OnlyFile(const Snapshot& snapshot) {
  EXPECT_EQ(snapshot.files.size(), 1u);
  return snapshot.files.begin()->second;
}

TEST(Write, RowsAreAddedAndEveryVersionStays) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1::BIGINT AS id, 'a' AS name");
  EXPECT_EQ(folder.Scan(), "");
  const auto first = Append(table, "SELECT 1::BIGINT AS id, 'a' AS name");
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->version, 1);
  EXPECT_EQ(first->rows_added, 1);
  // By name, in any order; a narrower type fits; a missing column is null.
  ASSERT_TRUE(Append(table, "SELECT 'b' AS NAME, 2::INTEGER AS id"));
  ASSERT_TRUE(Append(table, "SELECT 3 AS id"));
  EXPECT_EQ(folder.Scan(), "1|a\n2|b\n3|\n");
  EXPECT_EQ(folder.Scan("*", "ORDER BY ALL", 2), "1|a\n2|b\n");
  EXPECT_EQ(folder.Scan("*", "ORDER BY ALL", 0), "");
}

TEST(Write, NoRowsMakeNoVersion) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  const auto report = Append(table, "SELECT 1 AS id WHERE false");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->committed);
  EXPECT_EQ(LoadSnapshot(table)->version, 0);
  EXPECT_EQ(folder.CountParquet(), 0);
}

const char kAllTypes[] =
    "SELECT 1::BIGINT AS l, 2::INTEGER AS i, 3::SMALLINT AS s, 4::TINYINT AS y, 1.5::FLOAT AS f, "
    "2.5::DOUBLE AS d, true AS b, DATE '2024-02-29' AS day, TIMESTAMP '2024-01-01 10:00:00.123456' "
    "AS ntz, TIMESTAMPTZ '2024-01-01 10:00:00.123456+02' AS tz, 12.34::DECIMAL(12,2) AS m, "
    "12345678901234567890.12::DECIMAL(38,2) AS wide, 'x''y' AS t, 'ab'::BLOB AS raw";

TEST(Write, EveryTypeComesBack) {
  const TestFolder folder;
  const Table table = folder.Create(kAllTypes);
  ASSERT_TRUE(Append(table, kAllTypes));
  const std::string expected = folder.Rows(kAllTypes);
  EXPECT_EQ(folder.Scan(), expected);
  EXPECT_EQ(folder.Scan("typeof(COLUMNS(*))"),
            folder.Rows("SELECT typeof(COLUMNS(*)) FROM (" + std::string(kAllTypes) + ")"));
  EXPECT_EQ(LoadSnapshot(table)->protocol.reader_version, 3);  // for timestamp_ntz
}

TEST(Write, StatisticsHoldForEveryType) {
  const TestFolder folder;
  const Table table = folder.Create(kAllTypes);
  ASSERT_TRUE(Append(table, kAllTypes));
  EXPECT_EQ(
      OnlyFile(*LoadSnapshot(table)).stats,
      R"({"numRecords":1,"minValues":{"l":1,"i":2,"s":3,"y":4,"f":1.5,"d":2.5,"b":true,)"
      R"("day":"2024-02-29","ntz":"2024-01-01T10:00:00.123","tz":"2024-01-01T08:00:00.123Z",)"
      R"("m":12.34,"wide":12345678901234567890.12,"t":"x'y"},)"
      R"("maxValues":{"l":1,"i":2,"s":3,"y":4,"f":1.5,"d":2.5,"b":true,)"
      R"("day":"2024-02-29","ntz":"2024-01-01T10:00:00.124","tz":"2024-01-01T08:00:00.124Z",)"
      R"("m":12.34,"wide":12345678901234567890.12,"t":"x'y"},)"
      R"("nullCount":{"l":0,"i":0,"s":0,"y":0,"f":0,"d":0,"b":0,"day":0,"ntz":0,"tz":0,"m":0,)"
      R"("wide":0,"t":0,"raw":0}})");
}

struct StatsCase {
  const char* rows;
  const char* stats;
};

const StatsCase kStats[] = {
    {"SELECT CAST(NULL AS BIGINT) AS c FROM range(3)",
     R"({"numRecords":3,"minValues":{},"maxValues":{},"nullCount":{"c":3}})"},
    {"SELECT * FROM (VALUES (1.0), ('nan'::DOUBLE), (NULL)) AS t(c)",
     R"({"numRecords":3,"minValues":{},"maxValues":{},"nullCount":{"c":1}})"},
    {"SELECT * FROM (VALUES (1.0), ('inf'::DOUBLE)) AS t(c)",
     R"({"numRecords":2,"minValues":{"c":1.0},"maxValues":{},"nullCount":{"c":0}})"},
    {"SELECT repeat('é', 40) AS c",
     R"({"numRecords":1,"minValues":{"c":"éééééééééééééééééééééééééééééééé"},)"
     "\"maxValues\":{\"c\":\"éééééééééééééééééééééééééééééééé\xF4\x8F\xBF\xBF\"},"
     R"("nullCount":{"c":0}})"},
    // The engine's own footer has a shorter upper bound where a character would be cut in two.
    {"SELECT 'a' || repeat('é', 400) AS c",
     R"({"numRecords":1,"minValues":{"c":"aééééééééééééééééééééééééééééééé"},)"
     R"("maxValues":{"c":"b"},"nullCount":{"c":0}})"},
    {"SELECT repeat(chr(1114111), 40) AS c",
     "{\"numRecords\":1,\"minValues\":{\"c\":\"" /* 32 times U+10FFFF, and no upper bound */},
    {"SELECT unnest(['a\"b', 'zz', '']) AS c",
     R"({"numRecords":3,"minValues":{"c":""},"maxValues":{"c":"zz"},"nullCount":{"c":0}})"},
    {"SELECT unnest([DATE '0001-01-01', DATE '9999-12-31', 'infinity'::DATE]) AS c",
     R"({"numRecords":3,"minValues":{"c":"0001-01-01"},"maxValues":{},"nullCount":{"c":0}})"},
    {"SELECT unnest([TIMESTAMP '1969-12-31 23:59:59.999999', TIMESTAMP '-290000-01-01']) AS c",
     R"({"numRecords":2,"minValues":{},"maxValues":{"c":"1970-01-01T00:00:00.000"},)"
     R"("nullCount":{"c":0}})"},
};

TEST(Write, StatisticsAreLeftOutWhereTheyCannotHold) {
  for (const auto& [rows, stats] : kStats) {
    SCOPED_TRACE(rows);
    const TestFolder folder;
    const Table table = folder.Create(rows);
    const auto report = Append(table, rows);
    ASSERT_TRUE(report) << report.error().message;
    const std::string found = OnlyFile(*LoadSnapshot(table)).stats;
    EXPECT_EQ(found.substr(0, std::string(stats).size()), stats);
    EXPECT_TRUE(ParseJson(found)) << found;
    if (std::string(rows).find("1114111") != std::string::npos) {
      EXPECT_NE(found.find("\"maxValues\":{}"), std::string::npos) << found;
    }
  }
}

TEST(Write, PartitionsAreWrittenAndReadBackWhateverTheirValues) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id, 'x' AS p, DATE '2024-01-01' AS d",
                                    {.partition_columns = {"p", "d"}});
  const std::string rows =
      "SELECT * FROM (VALUES (1, 'a b/c=%é''\"+', DATE '2024-01-01'), (2, NULL, NULL), "
      "(3, '100%', DATE '2024-12-31'), (4, 'p=1', NULL), (5, '..', NULL)) AS t(id, p, d)";
  const auto report = Append(table, rows);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files_added, 5);
  EXPECT_EQ(folder.Scan(), folder.Rows(rows + " ORDER BY ALL"));
  EXPECT_EQ(folder.Scan("typeof(d)", "LIMIT 1"), "DATE\n");
  // An empty text is null in a partition column: the protocol has nothing else for it.
  ASSERT_TRUE(Append(table, "SELECT 6 AS id, '' AS p"));
  EXPECT_EQ(folder.Scan("p IS NULL", "WHERE id = 6"), "true\n");
}

TEST(Write, EveryTypeOfAPartitionComesBack) {
  for (const char* value :
       {"-5::BIGINT", "5::TINYINT", "12.30::DECIMAL(10,2)", "true", "DATE '2024-02-29'",
        "TIMESTAMP '2024-01-01 10:00:00.123456'", "TIMESTAMPTZ '2024-01-01 10:00:00+05'"}) {
    SCOPED_TRACE(value);
    const TestFolder folder;
    const std::string rows = std::string("SELECT 1 AS id, ") + value + " AS p";
    const Table table = folder.Create(rows, {.partition_columns = {"p"}});
    const auto report = Append(table, rows);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(folder.Scan(), folder.Rows(rows));
    EXPECT_EQ(folder.Scan("typeof(p)"), folder.Rows("SELECT typeof(p) FROM (" + rows + ")"));
    // Replacing the partition of the same value leaves its new rows alone.
    const auto again = Overwrite(table, std::string("SELECT 2 AS id, ") + value + " AS p",
                                 {Replaced::What::kPartitionsOfRows});
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(folder.Scan("id"), "2\n");
  }
}

TEST(Write, PartitionsThatDifferInMicrosecondsAreTwo) {
  const TestFolder folder;
  const std::string rows = "SELECT 1 AS id, TIMESTAMP '2024-01-01 10:00:00.000001' AS p";
  const Table table = folder.Create(rows, {.partition_columns = {"p"}});
  ASSERT_TRUE(Append(table, rows));
  ASSERT_TRUE(Overwrite(table, "SELECT 2 AS id, TIMESTAMP '2024-01-01 10:00:00.000002' AS p",
                        {Replaced::What::kPartitionsOfRows, {}}));
  EXPECT_EQ(folder.Scan("id"), "1\n2\n");
}

TEST(Write, OverwritesReplaceAllRowsOrThoseOfPartitions) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id, 'x' AS p", {.partition_columns = {"p"}});
  ASSERT_TRUE(Append(table, "SELECT i::INTEGER AS id, 'p' || i % 3 AS p FROM range(6) AS r(i)"));
  const auto some =
      Overwrite(table, "SELECT 100 AS id, 'p1' AS p", {Replaced::What::kPartitionsOfRows});
  ASSERT_TRUE(some) << some.error().message;
  EXPECT_EQ(folder.Scan(), "0|p0\n2|p2\n3|p0\n5|p2\n100|p1\n");
  EXPECT_EQ(some->rows_removed, 2);
  const auto outside =
      Overwrite(table, "SELECT 7 AS id, 'p2' AS p", {Replaced::What::kPartitions, {{{"p", "p0"}}}});
  EXPECT_FALSE(outside);
  ASSERT_TRUE(Overwrite(table, "SELECT 7 AS id, 'p0' AS p WHERE false",
                        {Replaced::What::kPartitions, {{{"p", "p0"}}}}));
  EXPECT_EQ(folder.Scan(), "2|p2\n5|p2\n100|p1\n");
  ASSERT_TRUE(Overwrite(table, "SELECT 1 AS id, 'z' AS p"));
  EXPECT_EQ(folder.Scan(), "1|z\n");
  EXPECT_EQ(folder.Scan("count(*)", "", 1), "6\n");
}

struct Misfit {
  const char* table;
  const char* rows;
  const char* message;
};

constexpr Misfit kMisfits[] = {
    {"SELECT 1 AS id", "SELECT 1 AS idd", "no column `idd`"},
    {"SELECT 1 AS id", "SELECT 1::BIGINT AS id", "is long in the rows and integer in the table"},
    {"SELECT 1 AS id", "SELECT 'x' AS id", "is string in the rows"},
    {"SELECT 1::DECIMAL(10,2) AS c", "SELECT 1::DECIMAL(10,3) AS c", "decimal(10,3)"},
    {"SELECT 1 AS id", "SELECT [1] AS id", "no type for the engine's INTEGER[]"},
    {"SELECT 1 AS id", "SELECT 1 AS id, 2 AS ID", "no column"},
    {"SELECT 1 AS id", "SELECT nothing", "nothing"},
};

TEST(Write, RowsThatDoNotFitAreRefusedAndLeaveNothing) {
  for (const auto& [like, rows, message] : kMisfits) {
    SCOPED_TRACE(rows);
    const TestFolder folder;
    const Table table = folder.Create(like);
    const auto report = Append(table, rows);
    ASSERT_FALSE(report);
    EXPECT_NE(report.error().message.find(message), std::string::npos) << report.error().message;
    EXPECT_EQ(LoadSnapshot(table)->version, 0);
    EXPECT_EQ(folder.CountParquet(), 0);
  }
}

TEST(Write, NullsWhereNoneMayBeAreRefusedAndLeaveNothing) {
  const TestFolder folder;
  Schema schema = *SchemaOf(folder.session(), "SELECT 1 AS id, 'x' AS p");
  for (Field& field : schema.fields) field.nullable = false;
  const Table table =
      *CreateTable(folder.session(), folder.root(), schema, {.partition_columns = {"p"}});
  EXPECT_FALSE(Append(table, "SELECT unnest([1, NULL]) AS id, 'x' AS p"));
  EXPECT_FALSE(Append(table, "SELECT 1 AS id, NULL::VARCHAR AS p"));
  EXPECT_FALSE(Append(table, "SELECT 1 AS id"));
  EXPECT_FALSE(Append(table, "SELECT 1 AS id, '__HIVE_DEFAULT_PARTITION__' AS p"));
  EXPECT_EQ(folder.CountParquet(), 0);
  EXPECT_TRUE(Append(table, "SELECT 1 AS id, 'x' AS p"));
}

TEST(Write, ACopyThatFailsHalfwayLeavesNothing) {
  const TestFolder folder;
  const Table table =
      folder.Create("SELECT 1::BIGINT AS id, 'x' AS p", {.partition_columns = {"p"}});
  const auto report =
      Append(table,
             "SELECT CASE WHEN i = 2900000 THEN error('stop') ELSE i END AS id, 'p' || i % 2 AS p "
             "FROM range(3000000) AS r(i)");
  ASSERT_FALSE(report);
  EXPECT_EQ(folder.CountParquet(), 0);
  EXPECT_EQ(LoadSnapshot(table)->version, 0);
}

TEST(Write, SchemasEvolve) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1::TINYINT AS id, 'a' AS name");
  ASSERT_TRUE(Append(table, "SELECT 1::TINYINT AS id, 'a' AS name"));
  const auto report =
      Append(table, "SELECT 70000::INTEGER AS id, TIMESTAMP '2024-01-01' AS at, 'b' AS name",
             SchemaMode::kEvolve);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(folder.Scan(), "1|a|\n70000|b|2024-01-01 00:00:00\n");
  EXPECT_EQ(LoadSnapshot(table)->protocol.reader_version, 3);  // a timestamp_ntz came
  EXPECT_EQ(folder.Scan("*", "ORDER BY ALL", 1), "1|a\n");
  // What needs type widening is refused, by its name.
  const auto wider = Append(table, "SELECT 1::BIGINT AS id", SchemaMode::kEvolve);
  ASSERT_FALSE(wider);
  EXPECT_NE(wider.error().message.find("typeWidening"), std::string::npos);
  const auto other = Append(table, "SELECT 1 AS name", SchemaMode::kEvolve);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().message.find("typeWidening"), std::string::npos);
  // All of it can be replaced, by an order and types of its own.
  ASSERT_TRUE(Overwrite(table, "SELECT 'n' AS name, 1::BIGINT AS id", {}, SchemaMode::kReplace));
  EXPECT_EQ(folder.Scan(), "n|1\n");
}

TEST(Write, AStepIsDoneOnce) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  const CommitOptions step{.transaction = Transaction{"load", 5}};
  EXPECT_TRUE(Append(table, "SELECT 1 AS id", SchemaMode::kExact, step)->committed);
  EXPECT_FALSE(Append(table, "SELECT 1 AS id", SchemaMode::kExact, step)->committed);
  const CommitOptions next{.transaction = Transaction{"load", 6}};
  EXPECT_TRUE(Append(table, "SELECT 2 AS id WHERE false", SchemaMode::kExact, next)->committed);
  EXPECT_EQ(folder.Scan(), "1\n");
  EXPECT_EQ(LoadSnapshot(table)->transactions.at("load").version, 6);
}

TEST(Write, TablesThatCannotBeAreRefused) {
  const TestFolder folder;
  const auto schema = *SchemaOf(folder.session(), "SELECT 1 AS id, 1.5::DOUBLE AS x");
  for (const std::vector<std::string>& columns :
       {std::vector<std::string>{"none"}, {"x"}, {"id", "id"}, {"id", "x"}}) {
    EXPECT_FALSE(CreateTable(folder.session(), folder.root(), schema, {columns}));
  }
  EXPECT_TRUE(CreateTable(folder.session(), folder.root(), schema));
  const auto again = CreateTable(folder.session(), folder.root(), schema);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kConflict);
}

TEST(Write, TablesOfFeaturesThatAreNotWrittenAreRefused) {
  for (const std::pair<std::string, std::string>& property :
       {std::pair<std::string, std::string>{"delta.constraints.c", "id > 0"},
        {"delta.enableChangeDataFeed", "true"}}) {
    const TestFolder folder;
    const auto schema = *SchemaOf(folder.session(), "SELECT 1 AS id");
    EXPECT_FALSE(CreateTable(folder.session(), folder.root(), schema,
                             {.configuration = {{property.first, property.second}}}));
  }
  const TestFolder folder;
  const Table table =
      folder.Create("SELECT 1 AS id", {.configuration = {{"delta.appendOnly", "true"}}});
  EXPECT_TRUE(Append(table, "SELECT 1 AS id"));
  EXPECT_FALSE(Overwrite(table, "SELECT 1 AS id"));
}

}  // namespace
}  // namespace aisle::delta
