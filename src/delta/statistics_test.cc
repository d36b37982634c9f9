#include "delta/statistics.h"

#include "delta/bounds.h"
#include "delta/delta_testing.h"

namespace aisle::delta {
namespace {

struct BoundCase {
  const char* type;
  const char* bound;  // as JSON
  const char* low;    // as text; empty: unknown
  const char* high;
};

// A bound as text, times in microseconds.
std::string Text(const Value& bound) {
  const auto* time = std::get_if<Timestamp>(&bound);
  return time != nullptr ? std::to_string(time->micros) : ToString(bound);
}

// Bounds as other writers leave them: whatever is not certain is unknown or wider.
const BoundCase kBounds[] = {
    {"long", "5", "5", "5"},
    {"long", "9223372036854775807", "9223372036854775807", "9223372036854775807"},
    {"long", "\"5\"", "", ""},
    {"long", "null", "", ""},
    {"double", "0.1", "0.09999999999999998", "0.10000000000000003"},
    {"double", "3", "3", "3"},
    {"float", "0.1", "0.09999999403953552", "0.10000000894069672"},
    {"decimal(10,2)", "0.1", "0.09999999999999998", "0.10000000000000003"},
    {"decimal(20,0)", "18446744073709551615", "18446744073709547520", "18446744073709559808"},
    {"boolean", "true", "true", "true"},
    {"boolean", "1", "", ""},
    {"string", "\"é\"", "é", "é"},
    {"date", "\"2024-02-29\"", "2024-02-29", "2024-02-29"},
    {"date", "\"yesterday\"", "", ""},
    {"timestamp", "\"2024-01-01T10:00:00.123Z\"", "1704103200123000", "1704103200123999"},
    {"timestamp", "\"2024-01-01T10:00:00.123456Z\"", "1704103200123456", "1704103200124455"},
    {"timestamp", "\"2024-01-01T10:00:00+00:00\"", "1704103200000000", "1704103200000999"},
    {"timestamp", "\"2024-01-01T10:00:00+02:00\"", "", ""},
    {"timestamp_ntz", "\"2024-01-01 10:00:00.5\"", "1704103200500000", "1704103200500999"},
    {"timestamp", "\"1969-12-31 23:59:59.999999\"", "-1", "998"},
    {"timestamp", "\"2024-01-01\"", "", ""},
    {"binary", "\"x\"", "", ""},
};

TEST(Statistics, BoundsOfOthersAreReadOrUnknown) {
  for (const auto& [type, bound, low, high] : kBounds) {
    SCOPED_TRACE(std::string(type) + " " + bound);
    const auto schema =
        ParseSchema(std::string(R"({"fields":[{"name":"c","type":")") + type + "\"}]}");
    ASSERT_TRUE(schema);
    const auto json = ParseJson(bound);
    EXPECT_EQ(Text(ReadLowBound(schema->fields[0].type, *json)), low);
    EXPECT_EQ(Text(ReadHighBound(schema->fields[0].type, *json)), high);
  }
}

TEST(Statistics, OfAnyTextAreReadOrUnknown) {
  const Schema schema = *ParseSchema(R"({"fields":[{"name":"c","type":"long"}]})");
  for (const char* text :
       {"", "{", "[]", "{}", R"({"numRecords":"1","minValues":[],"nullCount":1})",
        R"({"minValues":{"c":{"d":1}},"nullCount":{"c":"x"}})"}) {
    SCOPED_TRACE(text);
    const auto statistics = ParseStatistics(text, schema);
    EXPECT_FALSE(statistics.rows);
    for (const auto& [name, column] : statistics.columns) {
      EXPECT_TRUE(IsNull(column.low) && IsNull(column.high) && !column.nulls);
    }
  }
  const auto statistics = ParseStatistics(
      R"({"numRecords":3,"minValues":{"c":1},"maxValues":{"c":2},"nullCount":{"c":0}})", schema);
  EXPECT_EQ(statistics.rows, 3);
  EXPECT_EQ(statistics.columns.at("c").nulls, 0);
  EXPECT_EQ(ToString(statistics.columns.at("c").high), "2");
}

struct RangeCase {
  const char* column;
  Value low;
  Value high;
  const char* files;
};

// Files a: 0..9, b: 10..19, c: all null, d: 20 and no statistics.
TEST(FilesFor, LeavesOutFilesWithoutRowsInTheRanges) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1::BIGINT AS n, DATE '2024-01-01' AS d, 'p' AS p",
                                    {.partition_columns = {"p"}});
  const auto add = [&](const std::string& p, const std::string& from) {
    const auto report = Append(
        table, "SELECT n, DATE '2024-01-01' + n::INTEGER AS d, '" + p + "' AS p FROM " + from);
    ASSERT_TRUE(report) << report.error().message;
  };
  add("a", "range(0, 10) AS r(n)");
  add("b", "range(10, 20) AS r(n)");
  add("c", "(SELECT NULL::BIGINT AS n)");
  add("d", "range(20, 21) AS r(n)");
  Snapshot snapshot = *LoadSnapshot(table);
  for (auto& [path, file] : snapshot.files) {
    if (file.partition_values["p"] == "d") file.stats = "";
  }
  const RangeCase cases[] = {
      {"n", {}, {}, "abcd"},
      {"n", int64_t{5}, int64_t{5}, "ad"},
      {"n", 9.5, 9.9, "d"},
      {"n", int64_t{9}, int64_t{10}, "abd"},
      {"n", int64_t{15}, {}, "bd"},
      {"n", {}, int64_t{-1}, "d"},
      {"N", int64_t{5}, int64_t{5}, "ad"},
      {"d", Date{19723 + 12}, Date{19723 + 12}, "bd"},
      {"d", std::string("2024"), {}, "abd"},  // another type says nothing; all null says no
      {"p", std::string("b"), std::string("b"), "b"},
      {"p", std::string("c"), {}, "cd"},
      {"unknown", int64_t{1}, int64_t{1}, "abcd"},
  };
  for (const auto& [column, low, high, expected] : cases) {
    SCOPED_TRACE(std::string(column) + " " + ToString(low) + " " + ToString(high));
    std::string found;
    for (const Add* file : FilesFor(snapshot, {{column, low, high}})) {
      found += *file->partition_values.at("p");
    }
    EXPECT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace aisle::delta
