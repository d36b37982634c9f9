#include "catalog/catalog.h"

#include <gtest/gtest.h>

#include <chrono>

#include "catalog/values.h"

namespace aisle::catalog {
namespace {

Column Col(std::string name, Type type, Value min, Value max) {
  Column column;
  column.name = name;
  column.label = "The " + name;
  column.type = type;
  column.rows = 10;
  column.nulls = 1;
  column.distinct = 3;
  column.min = std::move(min);
  column.max = std::move(max);
  column.top = {{"a \"b\" ₹", 5}, {"", 2}};
  return column;
}

Catalog Example() {
  Table table;
  table.name = "orders";
  table.label = "Orders";
  table.sources = {"in/orders.csv"};
  table.files = {"silver/orders-v000001.parquet"};
  table.rows = 10;
  table.columns = {Col("id", Type::kInteger, int64_t{1}, int64_t{9007199254740993}),
                   Col("price", Type::kDecimal, 0.1, 1e300),
                   Col("ordered", Type::kDate, Date{-5}, Date{20000}),
                   Col("at", Type::kTimestamp, Timestamp{-1}, Timestamp{1'600'000'000'000'001}),
                   Col("clock", Type::kTime, TimeOfDay{0}, TimeOfDay{86'399'999'999}),
                   Col("paid", Type::kBoolean, false, true),
                   Col("name", Type::kText, std::string("A"), Value())};
  table.keys = {{"id"}, {"name", "at"}};
  table.columns.back().level_of = "path";
  table.columns.back().level = 2;
  table.repeats = true;
  table.columns[1].same_within = "id";
  table.columns[2].made_of = "Year, Month";
  table.columns[2].grain = "month";
  table.negatives = {{"price", 3, "name", "A"}};
  table.formulas = {{FormulaKind::kDiscounted, "total", {"quantity", "price", "discount"}, 9, 1},
                    {FormulaKind::kDifference, "profit", {"sales", "cost"}, 9, 0}};
  Catalog catalog;
  catalog.version = "v000001";
  catalog.loaded_at = "2026-01-02T03:04:05Z";
  catalog.tables = {table};
  catalog.relations = {{"a", {"x", "y"}, "b", {"x", "y"}, Cardinality::kOneToOne, 3, 7}};
  catalog.warnings = {{"orders", "price", "missing", "1 of 10 rows has no price", 1}};
  return catalog;
}

TEST(Catalog, JsonLosesNothing) {
  const Catalog catalog = Example();
  const auto read = ParseCatalog(ToJson(catalog));
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(*read, catalog);
}

TEST(Catalog, FindsTablesAndColumns) {
  const Catalog catalog = Example();
  EXPECT_EQ(catalog.Find("orders")->label, "Orders");
  EXPECT_EQ(catalog.Find("orders", "price")->type, Type::kDecimal);
  EXPECT_EQ(catalog.Find("nothing"), nullptr);
  EXPECT_EQ(catalog.Find("nothing", "price"), nullptr);
  EXPECT_EQ(catalog.Find("orders", "nothing"), nullptr);
}

TEST(Catalog, WrongJsonSaysWhatWasExpected) {
  EXPECT_EQ(ParseCatalog("[]").error().message, "catalog.json: \"catalog\": expected an object");
  EXPECT_EQ(ParseCatalog("{}").error().message, "catalog.json: \"version\": expected to be there");
  EXPECT_FALSE(ParseCatalog("{\"version\": 3}").ok());
  EXPECT_FALSE(ParseCatalog("not json").ok());
}

TEST(Values, BytesLoseNothing) {
  const Values values = {{"orders", "state", {"MAHARASHTRA", "", "Côte-d’Or"}, {10, 2, 1}},
                         {"orders", "empty", {}, {}}};
  const auto read = ParseValues(ToBytes(values));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, values);
}

TEST(Values, EveryDamageIsRefused) {
  const std::string bytes = ToBytes({{"orders", "state", {"A", "BB"}, {10, 2}}});
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(ParseValues(std::string_view(bytes).substr(0, size)).ok()) << size;
  EXPECT_FALSE(ParseValues(bytes + "x").ok());
  for (size_t i = 0; i < bytes.size(); ++i) {  // must not crash, whatever it finds
    std::string damaged = bytes;
    damaged[i] = '\xff';
    (void)ParseValues(damaged);
  }
}

TEST(Values, FiftyThousandLoadInMilliseconds) {
  ColumnValues column{"t", "c", {}, {}};
  for (int i = 0; i < 50000; ++i) {
    column.values.push_back("a value of some length " + std::to_string(i));
    column.counts.push_back(i);
  }
  const std::string bytes = ToBytes({column});
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE(ParseValues(bytes).ok());
  const auto took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took, std::chrono::milliseconds(200));  // some 3 ms optimised and alone
}

}  // namespace
}  // namespace aisle::catalog
