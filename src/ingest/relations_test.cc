#include "ingest/relations.h"

#include "ingest/profile_world.h"
#include "ingest/relations_names.h"

namespace aisle::ingest {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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
      {"a list of the orders that were returned",
       {{"sales",
         "SELECT i AS line, 'o' || (i // 2) AS order_id, i * 1.5 AS amount FROM range(900) "
         "r(i)"},
        {"returns", "SELECT 'o' || (i * 40) AS order_id, true AS returned FROM range(9) r(i)"}},
       {"sales.order_id -> returns.order_id 18/882"}},
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

}  // namespace
}  // namespace aisle::ingest
