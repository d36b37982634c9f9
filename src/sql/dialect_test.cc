#include "sql/dialect.h"

#include <gtest/gtest.h>

#include <limits>

namespace aisle::sql {
namespace {

const Dialect& DuckDb() { return *FindDialect("duckdb"); }

TEST(Dialect, IsFoundByName) {
  EXPECT_EQ(DuckDb().Name(), "duckdb");
  EXPECT_EQ(FindDialect("nothing"), nullptr);
}

TEST(Dialect, QuotesIdentifiersWhereTheyNeedIt) {
  const std::pair<const char*, const char*> kCases[] = {
      {"orders", "orders"},
      {"order_id", "order_id"},
      {"_x9", "_x9"},
      {"order", "\"order\""},
      {"date", "\"date\""},
      {"Revenue", "\"Revenue\""},
      {"total sales", "\"total sales\""},
      {"9lives", "\"9lives\""},
      {"", "\"\""},
      {"a\"b", "\"a\"\"b\""},
      {"größe", "\"größe\""},
      {"current_user", "\"current_user\""},
  };
  for (const auto& [name, quoted] : kCases) EXPECT_EQ(DuckDb().QuoteIdentifier(name), quoted);
}

TEST(Dialect, WritesLiterals) {
  const std::pair<Value, const char*> kCases[] = {
      {Value(), "null"},
      {true, "true"},
      {int64_t{-5}, "(-5)"},
      {2.5, "2.5"},
      {std::numeric_limits<double>::infinity(), "null"},
      {"it's", "'it''s'"},
      {FromCivil({2022, 4, 30}), "date '2022-04-30'"},
      {Timestamp{0}, "timestamp '1970-01-01 00:00:00'"},
      {TimeOfDay{36'900'000'000}, "time '10:15:00'"},
  };
  for (const auto& [value, sql] : kCases) EXPECT_EQ(DuckDb().Literal(value), sql);
}

TEST(Dialect, SpellsWhatEnginesDisagreeAbout) {
  const Dialect& sql = DuckDb();
  EXPECT_EQ(sql.PeriodStart("month", "x"), "cast(date_trunc('month', x) as date)");
  EXPECT_EQ(sql.PeriodStart("day", "x"), "cast(x as date)");
  EXPECT_EQ(sql.PartOfTime("weekday", "x"), "isodow(x)");
  EXPECT_EQ(sql.Interval("quarter", 2), "interval 2 quarter");
  EXPECT_EQ(sql.Divide("x", "y"), "x / nullif(y, 0)");
  EXPECT_EQ(sql.CountDistinct({"a"}), "count(distinct a)");
  EXPECT_EQ(sql.CountDistinct({"a", "b"}),
            "count(distinct case when a is not null and b is not null then (a, b) end)");
  EXPECT_EQ(sql.Aggregate("stddev", {"x"}), "stddev_samp(x)");
  EXPECT_EQ(sql.Aggregate("percentile", {"x", "0.9"}), "quantile_cont(cast(x as double), 0.9)");
  EXPECT_EQ(sql.Limit(5, 0), "limit 5");
  EXPECT_EQ(sql.Limit(5, 2), "limit 5 offset 2");
}

}  // namespace
}  // namespace aisle::sql
