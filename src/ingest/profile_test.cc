#include "ingest/profile.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "base/text.h"
#include "engine/duckdb/duckdb_engine.h"
#include "ingest/keys_names.h"
#include "ingest/relations_names.h"

namespace aisle::ingest {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Type TypeOf(const std::string& engine_type) {
  if (engine_type == "VARCHAR") return Type::kText;
  if (engine_type == "DATE") return Type::kDate;
  if (engine_type == "TIME") return Type::kTime;
  if (engine_type == "BOOLEAN") return Type::kBoolean;
  if (engine_type == "DOUBLE") return Type::kDouble;
  if (StartsWith(engine_type, "DECIMAL")) return Type::kDecimal;
  if (StartsWith(engine_type, "TIMESTAMP")) return Type::kTimestamp;
  return Type::kInteger;
}

// Tables made by SQL, profiled as loading would.
class World {
 public:
  World() {
    auto engine = engine::OpenDuckDb({});
    EXPECT_TRUE(engine.ok());
    engine_ = *std::move(engine);
    session_ = *engine_->Connect();
  }

  World& Add(const std::string& table, const std::string& select) {
    const auto made = session_->Execute("CREATE TABLE " + table + " AS " + select);
    EXPECT_TRUE(made.ok()) << table << ": " << (made.ok() ? "" : made.error().message);
    ProfileInput input;
    input.table = table;
    input.label = table;
    input.relation_sql = table;
    const auto columns = session_->Query(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = $1 "
        "ORDER BY ordinal_position",
        {table});
    for (const auto& row : columns->rows) {
      catalog::Column& column = input.columns.emplace_back();
      column.name = std::get<std::string>(row[0]);
      column.label = column.name;
      column.type = TypeOf(std::get<std::string>(row[1]));
      column.row_number = column.name == "index";
    }
    inputs_.push_back(std::move(input));
    return *this;
  }

  ProfileInput& last() { return inputs_.back(); }
  engine::Session& session() { return *session_; }

  Profile Run() {
    auto profile = ProfileTables(*session_, inputs_);
    EXPECT_TRUE(profile.ok()) << (profile.ok() ? "" : profile.error().message);
    return profile.ok() ? *std::move(profile) : Profile{};
  }

  int64_t Count(const std::string& sql) {
    const auto table = session_->Query(sql);
    EXPECT_TRUE(table.ok()) << sql << ": " << (table.ok() ? "" : table.error().message);
    return table.ok() ? std::get<int64_t>(table->rows[0][0]) : -1;
  }

 private:
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
  std::vector<ProfileInput> inputs_;
};

std::string ToString(const catalog::Relation& relation) {
  return fmt::format("{}.{} {} {}.{} {}/{}", relation.from_table, Join(relation.from_columns, "+"),
                     relation.cardinality == catalog::Cardinality::kOneToOne ? "=" : "->",
                     relation.to_table, Join(relation.to_columns, "+"), relation.matched,
                     relation.orphans);
}

std::vector<std::string> Relations(const Profile& profile) {
  std::vector<std::string> texts;
  for (const auto& relation : profile.catalog.relations) texts.push_back(ToString(relation));
  return texts;
}

std::vector<std::string> Keys(const Profile& profile, std::string_view table) {
  std::vector<std::string> texts;
  for (const auto& key : profile.catalog.Find(table)->keys) texts.push_back(Join(key, "+"));
  return texts;
}

std::vector<std::string> Warnings(const Profile& profile, std::string_view kind) {
  std::vector<std::string> texts;
  for (const auto& warning : profile.catalog.warnings) {
    if (warning.kind == kind) texts.push_back(warning.text);
  }
  return texts;
}

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

struct AffinityCase {
  ColumnName from;
  ColumnName to;
  bool strong;
};

TEST(RelationsNames, SuggestWhatRefersToWhat) {
  const AffinityCase kCases[] = {
      {{"order_details", "order_id"}, {"orders", "order_id"}, true},
      {{"orders", "customer"}, {"customers", "id"}, true},
      {{"orders", "customer_id"}, {"customers", "id"}, true},
      {{"orders", "ship_customer_id"}, {"customers", "customer_id"}, true},
      {{"pizzas", "pizza_type"}, {"pizza_types", "pizza_type"}, true},
      {{"products", "category"}, {"categories", "category_name"}, true},
      {{"sales", "sku"}, {"stock", "sku_code"}, true},
      {{"employees", "reports_to"}, {"employees", "employee_id"}, true},
      {{"employees", "manager_id"}, {"employees", "employee_id"}, true},
      {{"employees", "city_id"}, {"employees", "employee_id"}, false},
      {{"orders", "id"}, {"customers", "id"}, false},
      {{"shippers", "name"}, {"customers", "name"}, false},
      {{"orders", "quantity"}, {"categories", "category_id"}, false},
      {{"orders", "order_id"}, {"products", "product_id"}, false},
  };
  for (const AffinityCase& each : kCases) {
    EXPECT_EQ(Affinity(each.from, each.to) >= kAffinity, each.strong)
        << each.from.table << '.' << each.from.column << " to " << each.to.table << '.'
        << each.to.column;
  }
}

struct RelationCase {
  const char* what;
  std::vector<std::pair<const char*, const char*>> tables;
  std::vector<std::string> relations;
};

const char* const kOrders =
    "SELECT i AS order_id, i % 5 AS customer_id, date '2022-01-01' AS day FROM range(20) r(i)";
const char* const kLines =
    "SELECT i AS line_id, i % 20 AS order_id, i % 4 AS quantity FROM range(60) r(i)";

TEST(Relations, AreFoundWithTheirCardinalityAndOrphans) {
  const RelationCase kCases[] = {
      {"lines to orders",
       {{"orders", kOrders}, {"order_lines", kLines}},
       {"order_lines.order_id -> orders.order_id 60/0"}},
      {"orphans are counted, nulls are none",
       {{"orders", kOrders},
        {"order_lines",
         "SELECT i AS line_id, CASE WHEN i = 1 THEN NULL WHEN i = 2 THEN 99 "
         "ELSE i % 20 END AS order_id FROM range(60) r(i)"}},
       {"order_lines.order_id -> orders.order_id 58/1"}},
      {"a table's own key called id",
       {{"customers", "SELECT i AS id, 'n' || i AS name FROM range(5) r(i)"}, {"orders", kOrders}},
       {"orders.customer_id -> customers.id 20/0"}},
      {"a reference to the same table",
       {{"employees",
         "SELECT i AS employee_id, CASE WHEN i > 0 THEN i // 2 END AS reports_to "
         "FROM range(9) r(i)"}},
       {"employees.reports_to -> employees.employee_id 8/0"}},
      {"one to one leads to the things meant",
       {{"payments", "SELECT i AS order_id, i * 1.5 AS paid FROM range(20) r(i)"},
        {"orders", kOrders}},
       {"payments.order_id = orders.order_id 20/0"}},
      {"no detour over a one-to-one table",
       {{"payments", "SELECT i AS order_id, i * 1.5 AS paid FROM range(20) r(i)"},
        {"orders", kOrders},
        {"order_lines", kLines}},
       {"payments.order_id = orders.order_id 20/0",
        "order_lines.order_id -> orders.order_id 60/0"}},
      {"small numbers without a name in common are an accident",
       {{"grades", "SELECT i AS grade_id, 'g' || i AS grade FROM range(10) r(i)"},
        {"lines",
         "SELECT i AS line_id, i % 10 AS quantity, i % 5 AS floor_id FROM range(60) r(i)"}},
       {}},
      {"the same name but nothing found",
       {{"customers", "SELECT 'A' || i AS company_name, i AS customer_id FROM range(9) r(i)"},
        {"shippers", "SELECT 'B' || i AS company_name, i AS shipper_id FROM range(3) r(i)"}},
       {}},
      {"other names, many texts, all found",
       {{"stock", "SELECT 'SKU-' || i AS article, i AS pieces FROM range(200) r(i)"},
        {"sales", "SELECT 'SKU-' || (i % 100) AS style, i * 1.5 AS amount FROM range(400) r(i)"}},
       {"sales.style -> stock.article 400/0"}},
      {"other names, few texts: an accident",
       {{"sizes", "SELECT unnest(['S', 'M', 'L']) AS label, 1.5 AS factor"},
        {"sales",
         "SELECT ['S', 'M', 'L'][1 + (i % 3)::INT] AS fit, i * 1.5 AS amount "
         "FROM range(40) r(i)"}},
       {}},
      {"a repeated code is nobody's target",
       {{"stock", "SELECT 'c' || (i % 99) AS sku, i AS bin_id FROM range(100) r(i)"},
        {"sales", "SELECT 'c' || (i % 50) AS sku, i * 1.5 AS amount FROM range(90) r(i)"}},
       {}},
      {"of two keys the identifier is taken",
       {{"customers", "SELECT i AS customer_id, 'n' || i AS customer_name FROM range(5) r(i)"},
        {"orders",
         "SELECT i AS order_id, i % 5 AS customer_id, 'n' || (i % 5) AS customer_name "
         "FROM range(20) r(i)"}},
       {"orders.customer_id -> customers.customer_id 20/0"}},
      {"two references to one table are both kept",
       {{"addresses", "SELECT i AS address_id, 'c' || i AS city FROM range(9) r(i)"},
        {"orders",
         "SELECT i AS order_id, i % 9 AS ship_address_id, i % 3 AS bill_address_id "
         "FROM range(20) r(i)"}},
       {"orders.ship_address_id -> addresses.address_id 20/0",
        "orders.bill_address_id -> addresses.address_id 20/0"}},
      {"two columns together",
       {{"order_lines",
         "SELECT i // 3 AS order_id, i % 3 AS line_no, i * 1.5 AS amount "
         "FROM range(30) r(i)"},
        {"returns",
         "SELECT i // 3 AS order_id, i % 3 AS line_no, 'broken' AS reason "
         "FROM range(12) r(i)"}},
       {"returns.order_id+line_no = order_lines.order_id+line_no 12/0"}},
      {"a common name is found by the table it names",
       {{"customers", "SELECT 'n' || i AS name, i AS customer_id FROM range(5) r(i)"},
        {"orders", "SELECT i AS order_id, 'n' || (i % 5) AS customer_name FROM range(20) r(i)"}},
       {"orders.customer_name -> customers.name 20/0"}},
      {"ranks have nothing in common",
       {{"films", "SELECT i AS rank, 'f' || i AS film FROM range(20) r(i)"},
        {"books", "SELECT i AS rank, 'b' || i AS book FROM range(20) r(i)"}},
       {}},
      {"nor have serial numbers",
       {{"films", "SELECT i AS sr_no, 'f' || i AS film FROM range(20) r(i)"},
        {"books", "SELECT i AS sr_no, 'b' || i AS book FROM range(20) r(i)"}},
       {}},
      {"two years of the same thing do not refer to each other",
       {{"orders_2021", kOrders}, {"orders_2022", kOrders}},
       {}},
      {"sales and stock share stores and products, not each other",
       {{"stores", "SELECT i AS store_id, 'n' || i AS town FROM range(4) r(i)"},
        {"products", "SELECT i AS product_id, 'p' || i AS product FROM range(5) r(i)"},
        {"stock",
         "SELECT i // 5 AS store_id, i % 5 AS product_id, 7 AS pieces FROM range(20) r(i)"},
        {"sales",
         "SELECT i AS sale_id, i % 4 AS store_id, i % 5 AS product_id FROM range(60) r(i)"}},
       {"sales.store_id -> stores.store_id 60/0", "stock.store_id -> stores.store_id 20/0",
        "sales.product_id -> products.product_id 60/0",
        "stock.product_id -> products.product_id 20/0"}},
      {"tables with noise in their names, one to one",
       {{"olist_orders_dataset",
         "SELECT 'o' || i AS order_id, 'c' || i AS customer_id FROM range(30) r(i)"},
        {"olist_customers_dataset",
         "SELECT 'c' || i AS customer_id, 'u' || (i // 2) AS customer_unique_id FROM range(30) "
         "r(i)"}},
       {"olist_orders_dataset.customer_id = olist_customers_dataset.customer_id 30/0"}},
      {"weeks of stores, described by store and by week",
       {{"stores", "SELECT i AS store, 'A' AS kind FROM range(4) r(i)"},
        {"features",
         "SELECT i // 10 AS store, date '2022-01-07' + 7 * (i % 10)::INT AS date, "
         "i * 0.5 AS fuel_price FROM range(40) r(i)"},
        {"train",
         "SELECT (i // 3) // 10 AS store, i % 3 AS dept, "
         "date '2022-01-07' + 7 * ((i // 3) % 10)::INT AS date, i * 1.5 AS weekly_sales "
         "FROM range(120) r(i)"}},
       {"features.store -> stores.store 40/0", "train.store -> stores.store 120/0",
        "train.store+date -> features.store+date 120/0"}},
      {"several date keys lead to one table of dates",
       {{"dim_date", "SELECT 20220100 + i AS date_key, i // 7 AS week FROM range(1, 30) r(i)"},
        {"fact_sales",
         "SELECT i AS sale_key, 20220101 + i % 20 AS order_date_key, "
         "20220102 + i % 20 AS ship_date_key FROM range(60) r(i)"}},
       {"fact_sales.order_date_key -> dim_date.date_key 60/0",
        "fact_sales.ship_date_key -> dim_date.date_key 60/0"}},
      {"dates lead to a calendar",
       {{"calendar",
         "SELECT date '2022-01-01' + i::INT AS date, i // 7 AS week FROM range(40) r(i)"},
        {"orders", kOrders}},
       {"orders.day -> calendar.date 20/0"}},
      {"but not to any table with unique dates",
       {{"plans", "SELECT date '2022-01-01' + i::INT AS day, 7.5 AS target FROM range(40) r(i)"},
        {"orders", kOrders}},
       {}},
  };
  for (const RelationCase& each : kCases) {
    World world;
    for (const auto& [table, select] : each.tables) world.Add(table, select);
    EXPECT_THAT(Relations(world.Run()), testing::UnorderedElementsAreArray(each.relations))
        << each.what;
  }
}

TEST(Relations, ATableThatRepeatsAnotherHasNone) {
  World world;
  world.Add("orders", kOrders).Add("order_lines", kLines);
  world.last().repeats = true;
  const Profile profile = world.Run();
  EXPECT_THAT(profile.catalog.relations, IsEmpty());
  EXPECT_TRUE(profile.catalog.Find("order_lines")->repeats);
}

TEST(Relations, OrphansAreAWarning) {
  World world;
  world.Add("orders", kOrders);
  world.Add("order_lines", "SELECT i AS line_id, i AS order_id FROM range(21) r(i)");
  EXPECT_THAT(Warnings(world.Run(), "orphans"),
              ElementsAre("1 of 21 rows of order_lines has a order_id that orders does not hold"));
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
