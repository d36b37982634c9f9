#include "delta/schema.h"

#include <gtest/gtest.h>

namespace aisle::delta {
namespace {

std::string OneColumn(const std::string& type) {
  return R"({"type":"struct","fields":[{"name":"c","type":)" + type +
         R"(,"nullable":true,"metadata":{}}]})";
}

struct TypeCase {
  const char* json;
  const char* sql;
};

constexpr TypeCase kTypes[] = {
    {R"("string")", "VARCHAR"},
    {R"("long")", "BIGINT"},
    {R"("integer")", "INTEGER"},
    {R"("short")", "SMALLINT"},
    {R"("byte")", "TINYINT"},
    {R"("float")", "FLOAT"},
    {R"("double")", "DOUBLE"},
    {R"("boolean")", "BOOLEAN"},
    {R"("date")", "DATE"},
    {R"("timestamp")", "TIMESTAMP WITH TIME ZONE"},
    {R"("timestamp_ntz")", "TIMESTAMP"},
    {R"("binary")", "BLOB"},
    {"\"decimal(12,2)\"", "DECIMAL(12,2)"},
    {"\"decimal(38,0)\"", "DECIMAL(38,0)"},
};

TEST(Schema, EveryPrimitiveTypeReadsBackAndHasATypeOfTheEngine) {
  for (const auto& [json, sql] : kTypes) {
    SCOPED_TRACE(json);
    const auto schema = ParseSchema(OneColumn(json));
    ASSERT_TRUE(schema) << schema.error().message;
    EXPECT_EQ(ToSchemaString(*schema), OneColumn(json));
    EXPECT_EQ(SqlType(schema->fields[0].type), sql);
    EXPECT_EQ(*FromSqlType(sql), schema->fields[0].type);
  }
}

TEST(Schema, NestedTypesAreKeptAsTheyAre) {
  for (const char* type :
       {R"({"type":"array","elementType":"integer","containsNull":true})",
        R"({"type":"struct","fields":[{"name":"d","type":"long","nullable":true,"metadata":{}}]})",
        R"({"type":"map","keyType":"string","valueType":"long","valueContainsNull":true})",
        R"("variant")"}) {
    SCOPED_TRACE(type);
    const auto schema = ParseSchema(OneColumn(type));
    ASSERT_TRUE(schema) << schema.error().message;
    EXPECT_EQ(schema->fields[0].type.kind, Kind::kNested);
    EXPECT_EQ(SqlType(schema->fields[0].type), "");
    EXPECT_EQ(ToSchemaString(*schema), OneColumn(type));
  }
}

TEST(Schema, MetadataOfAColumnAndNotNullAreKept) {
  const std::string text =
      R"({"type":"struct","fields":[{"name":"é \"x\"","type":"long","nullable":false,)"
      R"("metadata":{"comment":"a","delta.n":1}}]})";
  const auto schema = ParseSchema(text);
  ASSERT_TRUE(schema) << schema.error().message;
  EXPECT_FALSE(schema->fields[0].nullable);
  EXPECT_EQ(ToSchemaString(*schema), text);
}

struct Refusal {
  const char* text;
  const char* message;
};

constexpr Refusal kRefused[] = {
    {"", "not JSON"},
    {"[]", "no columns"},
    {"{}", "no columns"},
    {R"({"fields":[1]})", "no name or no type"},
    {R"({"fields":[{"name":"c"}]})", "no name or no type"},
    {R"({"fields":[{"name":"c","type":"blob"}]})", "`blob` that is not known"},
    {R"x({"fields":[{"name":"c","type":"decimal(39,2)"}]})x", "not known"},
    {R"x({"fields":[{"name":"c","type":"decimal(5,6)"}]})x", "not known"},
    {R"({"fields":[{"name":"c","type":1}]})", "has no type"},
    {R"({"fields":[{"name":"c","type":"long"},{"name":"C","type":"long"}]})", "two columns"},
};

TEST(Schema, WhatIsNoSchemaIsRefusedWithAReason) {
  for (const auto& [text, message] : kRefused) {
    SCOPED_TRACE(text);
    const auto schema = ParseSchema(text);
    ASSERT_FALSE(schema);
    EXPECT_NE(schema.error().message.find(message), std::string::npos) << schema.error().message;
  }
}

TEST(Schema, TypesOfTheEngineFindTheTypeThatHoldsThem) {
  constexpr struct {
    const char* sql;
    const char* delta;
  } kWider[] = {
      {"UTINYINT", "short"},        {"USMALLINT", "integer"},          {"UINTEGER", "long"},
      {"UBIGINT", "decimal(20,0)"}, {"HUGEINT", "decimal(38,0)"},      {"UUID", "string"},
      {"ENUM('a', 'b')", "string"}, {"TIMESTAMP_MS", "timestamp_ntz"},
  };
  for (const auto& [sql, delta] : kWider) {
    SCOPED_TRACE(sql);
    const auto type = FromSqlType(sql);
    ASSERT_TRUE(type) << type.error().message;
    EXPECT_EQ(ToString(*type), delta);
  }
  for (const char* sql : {"TIME", "INTEGER[]", "STRUCT(a INTEGER)", "INTERVAL", "TIMESTAMP_NS",
                          "UHUGEINT", "ENUM('a')[]"}) {
    EXPECT_FALSE(FromSqlType(sql)) << sql;
  }
}

TEST(Schema, NamesAreFoundWhateverTheirCase) {
  const auto schema = ParseSchema(OneColumn(R"("long")"));
  EXPECT_NE(schema->Find("C"), nullptr);
  EXPECT_EQ(schema->Find("d"), nullptr);
}

}  // namespace
}  // namespace aisle::delta
