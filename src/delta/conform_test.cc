#include "delta/conform.h"

#include "delta/delta_testing.h"

namespace aisle::delta {
namespace {

DataType Type(const std::string& name) {
  return ParseSchema(R"({"fields":[{"name":"c","type":")" + name + "\"}]}")->fields[0].type;
}

TEST(Conform, OnlyTypesThatKeepEveryValueFit) {
  constexpr struct {
    const char* from;
    const char* to;
    bool fits;
  } kCases[] = {
      {"byte", "long", true},
      {"long", "integer", false},
      {"integer", "double", true},
      {"long", "double", false},  // 2^53 + 1 has no double
      {"integer", "float", false},
      {"short", "float", true},
      {"float", "double", true},
      {"double", "float", false},
      {"integer", "decimal(10,0)", true},
      {"integer", "decimal(10,2)", false},
      {"long", "decimal(19,0)", true},
      {"decimal(10,2)", "decimal(12,4)", true},
      {"decimal(10,2)", "decimal(12,5)", false},
      {"decimal(10,0)", "long", false},
      {"date", "timestamp_ntz", true},
      {"date", "timestamp", false},
      {"timestamp_ntz", "timestamp", false},
      {"string", "long", false},
      {"long", "string", false},
      {"boolean", "byte", false},
  };
  for (const auto& [from, to, fits] : kCases) {
    EXPECT_EQ(FitsInto(Type(from), Type(to)), fits) << from << " into " << to;
  }
}

TEST(Conform, ValuesThatFitComeBackTheSame) {
  const TestFolder folder;
  const Table table = folder.Create(
      "SELECT 1.5::DOUBLE AS d, 1::DECIMAL(12,4) AS m, TIMESTAMP '2024-01-01' AS t, 'x' AS s");
  ASSERT_TRUE(Append(table,
                     "SELECT 2147483647::INTEGER AS d, 12345678.25::DECIMAL(10,2) AS m, "
                     "DATE '2024-02-29' AS t"));
  EXPECT_EQ(folder.Scan("CAST(COLUMNS(*) AS VARCHAR)"),
            "2147483647.0|12345678.2500|2024-02-29 00:00:00|\n");
}

TEST(Conform, WhatTheSchemaBecomes) {
  constexpr struct {
    SchemaMode mode;
    const char* rows;
    const char* schema;  // names and types; null: refused
  } kCases[] = {
      {SchemaMode::kExact, "SELECT 'x' AS b, 1::TINYINT AS a", "a integer b string "},
      {SchemaMode::kExact, "SELECT 1 AS a, 2 AS c", nullptr},
      {SchemaMode::kEvolve, "SELECT 2 AS c, 1 AS a", "a integer b string c integer "},
      {SchemaMode::kEvolve, "SELECT 1::BIGINT AS a", nullptr},
      {SchemaMode::kEvolve, "SELECT 1 AS b", nullptr},
      {SchemaMode::kReplace, "SELECT 2.5::DOUBLE AS c, 'y' AS a", "c double a string "},
      {SchemaMode::kReplace, "SELECT TIME '10:00' AS c", nullptr},
  };
  const TestFolder folder;
  const Schema table = *SchemaOf(folder.session(), "SELECT 1 AS a, 'x' AS b");
  for (const auto& [mode, rows, schema] : kCases) {
    SCOPED_TRACE(rows);
    const auto conformed = Conform(folder.session(), rows, table, mode);
    ASSERT_EQ(conformed.ok(), schema != nullptr);
    if (!conformed) continue;
    std::string found;
    for (const Field& field : conformed->schema.fields) {
      found += field.name + " " + ToString(field.type) + " ";
    }
    EXPECT_EQ(found, schema);
    EXPECT_EQ(conformed->changed, conformed->schema != table);
  }
}

}  // namespace
}  // namespace aisle::delta
