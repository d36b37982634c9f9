#include "ingest/profile.h"

#include <map>
#include <random>

#include "ingest/keys_names.h"
#include "ingest/profile_world.h"

namespace aisle::ingest {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Profile, ColumnStatisticsAreExact) {
  World world;
  world.Add("sales",
            "SELECT * FROM (VALUES ('b', 2, 1.50, date '2022-04-30'), ('a', 3, 2.25, NULL), "
            "('b', NULL, 1.50, date '2022-03-31'), (NULL, 2, -7.00, NULL)) "
            "t(city, qty, amount, day)");
  const Profile profile = world.Run();
  const auto& city = *profile.catalog.Find("sales", "city");
  EXPECT_EQ(city.rows, 4);
  EXPECT_EQ(city.nulls, 1);
  EXPECT_EQ(city.distinct, 2);
  EXPECT_EQ(city.min, Value("a"));
  EXPECT_EQ(city.max, Value("b"));
  EXPECT_THAT(city.top, ElementsAre(std::pair("b", 2), std::pair("a", 1)));
  const auto& qty = *profile.catalog.Find("sales", "qty");
  EXPECT_EQ(qty.min, Value(int64_t{2}));
  EXPECT_EQ(qty.max, Value(int64_t{3}));
  EXPECT_THAT(qty.top, ElementsAre(std::pair("2", 2), std::pair("3", 1)));
  const auto& amount = *profile.catalog.Find("sales", "amount");
  EXPECT_EQ(amount.min, Value(-7.0));
  EXPECT_THAT(amount.top,
              ElementsAre(std::pair("1.5", 2), std::pair("-7", 1), std::pair("2.25", 1)));
  const auto& day = *profile.catalog.Find("sales", "day");
  EXPECT_EQ(day.max, Value(FromCivil({2022, 4, 30})));
  EXPECT_EQ(day.nulls, 2);
  EXPECT_THAT(Warnings(profile, "missing"), Contains("1 of 4 rows has no city"));
}

TEST(Profile, NegativeRowsAreCountedWithTheLetterThatMarksThem) {
  World world;
  world.Add("lines",
            "SELECT CASE WHEN i % 10 = 0 THEN 'C' WHEN i = 5 THEN 'A' ELSE '' END || (5000 + i) AS "
            "invoice_no, CASE WHEN i % 10 = 0 OR i = 3 THEN -2 ELSE 4 END AS quantity, i AS price, "
            "i % 7 - 3 AS profit FROM range(100) r(i)");
  const Profile profile = world.Run();
  EXPECT_THAT(profile.catalog.Find("lines")->negatives,
              ElementsAre(catalog::Negatives{"quantity", 11, "invoice_no", "C"},
                          catalog::Negatives{"profit", 44, "", ""}));
}

// Large tables are counted in other ways, column by column: all of them say the same.
TEST(Profile, LargeTablesAreCountedExactlyToo) {
  World world;
  world.Add("lines",
            "SELECT i AS index, 'order ' || (i // 2) AS order_no, i % 45000 AS customer_id, "
            "'name ' || (i * 7 % 30000) AS customer_name, repeat('w', 70) || (i % 1500) AS remark, "
            "CASE WHEN i % 3 > 0 THEN i * 1.5 END AS amount, i // 2 AS bin FROM range(90000) r(i)");
  const Profile profile = world.Run();
  for (const auto& column : profile.catalog.tables[0].columns) {
    EXPECT_EQ(column.rows, 90000);
    const auto expect = [&](const char* what, int64_t found) {
      EXPECT_EQ(found, world.Count(fmt::format(fmt::runtime(what), column.name))) << column.name;
    };
    expect("SELECT count(DISTINCT {}) FROM lines", column.distinct);
    expect("SELECT count(*) - count({}) FROM lines", column.nulls);
    if (column.type == Type::kInteger) {
      EXPECT_EQ(column.min, Value(int64_t{0})) << column.name;
      expect("SELECT max({}) FROM lines", std::get<int64_t>(column.max));
    }
    EXPECT_EQ(column.top.size(), column.row_number ? 0 : 30) << column.name;
  }
  EXPECT_THAT(profile.catalog.Find("lines", "order_no")->top, Contains(std::pair("order 0", 2)));
  EXPECT_THAT(profile.catalog.Find("lines", "customer_name")->top,
              Contains(std::pair("name 0", 3)));
  EXPECT_EQ(profile.values.size(), 3);
}

TEST(Profile, AnEmptyTableHasNoFacts) {
  World world;
  world.Add("nothing", "SELECT 'a' AS a, 1 AS b WHERE false");
  const Profile profile = world.Run();
  EXPECT_EQ(profile.catalog.tables[0].rows, 0);
  EXPECT_TRUE(IsNull(profile.catalog.tables[0].columns[0].min));
  EXPECT_THAT(Keys(profile, "nothing"), IsEmpty());
  EXPECT_THAT(profile.values, IsEmpty());
  EXPECT_THAT(profile.catalog.warnings, IsEmpty());
}

TEST(Profile, AMissingColumnIsAnErrorNotACrash) {
  World world;
  world.Add("t", "SELECT 1 AS a");
  world.last().columns[0].name = "b";
  EXPECT_FALSE(ProfileTables(world.session(), {world.last()}).ok());
}

struct KeyCase {
  const char* what;
  const char* select;
  std::vector<std::string> keys;
};

TEST(Keys, AreMinimalProvenAndSensible) {
  const KeyCase kCases[] = {
      {"an id", "SELECT i AS order_id, i % 3 AS kind FROM range(50) r(i)", {"order_id"}},
      {"the id comes before the name",
       "SELECT 'n' || i AS category_name, i AS category_id FROM range(8) r(i)",
       {"category_id", "category_name"}},
      {"a row number does not count", "SELECT i AS index, 'x' AS a FROM range(9) r(i)", {}},
      {"an id with a gap in it does not count",
       "SELECT nullif(i, 3) AS order_id, 1 AS a FROM range(9) r(i)",
       {}},
      {"a repeated id does not count", "SELECT i % 8 AS order_id, 1 AS a FROM range(9) r(i)", {}},
      {"measures that happen to be unique are no keys",
       "SELECT i * 10 AS amount, i * 1.5 AS price, 'a' AS a FROM range(9) r(i)",
       {}},
      {"nor are whole numbers that name nothing",
       "SELECT 'a' AS a, i * 7 AS inhabitants FROM range(9) r(i)",
       {}},
      {"two columns together",
       "SELECT i // 3 AS order_id, i % 3 AS product_id, 5 AS quantity FROM range(30) r(i)",
       {"order_id+product_id"}},
      {"three columns together",
       "SELECT i // 12 AS store_id, date '2022-01-01' + ((i // 3) % 4)::INT AS day, "
       "i % 3 AS product_id, 1 AS qty FROM range(120) r(i)",
       {"store_id+day+product_id"}},
      {"copies of rows leave no key",
       "SELECT i % 7 AS order_id, i % 7 AS product_id FROM range(20) r(i)",
       {}},
      {"a key of one column is not widened",
       "SELECT i AS line_id, i // 3 AS order_id, i % 3 AS product_id FROM range(30) r(i)",
       {"line_id"}},
      {"months of a plan",
       "SELECT date '2022-01-01' + (i * 31)::INT AS month, i * 2.5 AS target "
       "FROM range(12) r(i)",
       {"month"}},
      {"prose is no key",
       "SELECT repeat('words ', 30) || i AS review, 'a' AS a FROM range(12) r(i)",
       {}},
  };
  for (const KeyCase& each : kCases) {
    World world;
    world.Add("things", each.select);
    EXPECT_EQ(Keys(world.Run(), "things"), each.keys) << each.what;
  }
}

TEST(Keys, CopiesAndNearKeysAreToldWithTheirRows) {
  World world;
  world.Add("copies", "SELECT 'a' AS a, 1 AS n FROM range(3) UNION ALL SELECT 'b', 1");
  world.Add("lines",
            "SELECT (i // 3)::INT AS order_id, 'p' || (i % 3) AS sku, i * 1.5 AS amount "
            "FROM range(3000) r(i) UNION ALL SELECT 5, 'p1', 0.1 UNION ALL SELECT 6, 'p2', 0.2");
  world.Add("stock",
            "SELECT 'c' || i AS sku_code, 2 AS pieces, i * 0.5 AS worth FROM range(1000) r(i) "
            "UNION ALL SELECT 'c7', 3, 9.5 UNION ALL SELECT NULL, 4, 8.5");
  const Profile profile = world.Run();
  EXPECT_THAT(Warnings(profile, "duplicates"),
              ElementsAre("2 of 4 rows repeat an earlier row in every column",
                          "2 of 3,002 rows repeat the order_id + sku of an earlier row",
                          "1 of 1,002 rows repeats the sku_code of an earlier row"));
  EXPECT_THAT(Keys(profile, "lines"), IsEmpty());
}

struct NameCase {
  const char* column;
  const char* stem;
  bool identifies;
  bool measures;
};

TEST(KeysNames, SayWhatAColumnIsAbout) {
  const NameCase kCases[] = {
      {"order_id", "order", true, false},
      {"customerid", "customer", true, false},
      {"id", "", true, false},
      {"sku", "sku", true, false},
      {"sku_code", "sku", true, false},
      {"design_no", "design", true, false},
      {"postal_code", "postal", true, false},
      {"qty", "qty", false, true},
      {"unit_price", "unit_price", false, true},
      {"number_of_items", "of_item", false, true},
      {"paid", "paid", false, false},
      {"city", "city", false, false},
      {"product_key", "product", true, false},
      {"id_customer", "customer", true, false},
  };
  for (const NameCase& each : kCases) {
    const NameHint hint = ReadName(each.column);
    EXPECT_EQ(hint.stem, each.stem) << each.column;
    EXPECT_EQ(hint.identifies, each.identifies) << each.column;
    EXPECT_EQ(hint.measures, each.measures) << each.column;
  }
}

TEST(Profile, ColumnsThatContradictEachOtherAreCounted) {
  World world;
  world.Add("sales",
            "SELECT * FROM (VALUES ('p1', 'Mug', 0, 5.0, date '2022-01-02', date '2022-01-01'), "
            "('p1', 'Cup', 2, NULL, date '2022-01-02', date '2022-01-02'), "
            "('p2', 'Jug', 1, 0.0, date '2022-01-02', NULL), "
            "('p2', 'Jug', 1, 7.0, date '2022-01-02', date '2022-02-01')) "
            "t(product_id, product_name, qty, amount, order_date, ship_date)");
  EXPECT_THAT(Warnings(world.Run(), "inconsistent"),
              ElementsAre("1 of 2 values of product_id have more than one product_name",
                          "1 of 4 rows have amount although qty is 0",
                          "2 of 4 rows have qty above 0 but no amount, or 0",
                          "1 of 4 rows have ship_date before order_date"));
}

TEST(ValuesIndex, HoldsNamesAndLeavesOutNumbersOfDocumentsAndProse) {
  World world;
  world.Add(
      "lines",
      "SELECT 'Doc-' || i AS document, 'SKU' || (i % 6000) AS sku, 'City ' || (i % 40) AS city, "
      "repeat('word ', 25) || (i % 2000) AS remark, i AS n FROM range(30000) r(i)");
  const Profile profile = world.Run();
  std::map<std::string, std::size_t> sizes;
  for (const auto& values : profile.values) sizes[values.column] = values.values.size();
  EXPECT_EQ(sizes, (std::map<std::string, std::size_t>{{"sku", 6000}, {"city", 40}}));
  const auto& city = profile.values.back();
  EXPECT_EQ(city.table, "lines");
  EXPECT_EQ(city.counts.front(), 750);
  EXPECT_EQ(city.values.front(), "City 0");
}

// Random tables: whatever is claimed equals what a plain count over all rows says.
TEST(Profile, ClaimsEqualBruteForce) {
  std::mt19937 random(7);
  const auto pick = [&](int below) {
    return static_cast<int>(random() % static_cast<unsigned>(below));
  };
  for (int round = 0; round < 25; ++round) {
    const int orders = 2 + pick(60);
    const int lines = 1 + pick(200);
    World world;
    world.Add("orders", fmt::format("SELECT (i * 7 % {0})::INT AS order_id, "
                                    "'c' || (i % {1}) AS customer FROM range({0}) r(i)",
                                    orders, 1 + pick(9)));
    world.Add("order_lines",
              fmt::format("SELECT CASE WHEN hash(i + {0}) % 9 > 0 THEN (hash(i) % {1})::INT END AS "
                          "order_id, (hash(i + 5) % {2})::INT AS product_id, (hash(i) % 4)::INT AS "
                          "qty FROM range({3}) r(i)",
                          round, orders + pick(orders), 1 + pick(30), lines));
    const Profile profile = world.Run();
    for (const auto& table : profile.catalog.tables) {
      for (const auto& key : table.keys) {
        EXPECT_EQ(world.Count(fmt::format("SELECT count(*) FROM (SELECT {1} FROM {0} GROUP BY {1} "
                                          "HAVING count(*) > 1)",
                                          table.name, Join(key, ", "))),
                  0);
      }
      for (const auto& column : table.columns) {
        EXPECT_EQ(column.distinct, world.Count(fmt::format("SELECT count(DISTINCT {}) FROM {}",
                                                           column.name, table.name)));
        EXPECT_EQ(column.nulls, world.Count(fmt::format("SELECT count(*) FROM {} WHERE {} IS NULL",
                                                        table.name, column.name)));
      }
    }
    for (const auto& relation : profile.catalog.relations) {
      const std::string orphans = fmt::format(
          "SELECT count(*) FROM {0} f WHERE f.{1} IS NOT NULL AND f.{1} NOT IN (SELECT {3} FROM "
          "{2} WHERE {3} IS NOT NULL)",
          relation.from_table, relation.from_columns[0], relation.to_table, relation.to_columns[0]);
      EXPECT_EQ(relation.orphans, world.Count(orphans));
      EXPECT_EQ(relation.matched + relation.orphans,
                world.Count(fmt::format("SELECT count({}) FROM {}", relation.from_columns[0],
                                        relation.from_table)));
    }
  }
}

}  // namespace
}  // namespace aisle::ingest
