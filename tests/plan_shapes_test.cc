// Shapes of queries that are more than measures by groups, with rows worked out by hand; and what
// must hold of any query.
#include <gtest/gtest.h>

#include <random>

#include "base/text.h"
#include "plan_world.h"

namespace aisle::world {
namespace {

struct Shape {
  const char* query;
  const char* rows;
};

const Shape kShapes[] = {
    // lists
    {"by stores.region", "North\nSouth\n"},
    {"by products.category\nwhere products.price > 600", "Ethnic\nWestern\n"},
    {"by customers.name\nwhere products.category = \"Western\"", "Ann\nBob\nEve\n"},
    {"by customers.city, stores.region\nwhere customers.city = \"Pune\"",
     "Pune | North\nPune | South\n"},
    // detail rows
    {"rows\nby orders.order_id, customers.name\nwhere orders.status = \"Returned\"", "o6 | -\n"},
    {"rows\nby orders.order_id\nwhere products.color = \"Blue\" and orders.status = \"Shipped\"\n"
     "order orders.freight desc\nlimit 2",
     "o4\no2\n"},
    {"rows\nby products.product, products.price\norder products.price desc\nlimit 2 offset 1",
     "Jeans | 700\nKurta | 400\n"},
    {"rows\nby stores.store\norder stores.area asc\nlimit 1 with ties", "Six\nTwo\n"},
    {"rows\nby products.product\norder products.price desc\nlimit 1 per products.category",
     "Saree\nJeans\nScarf\n"},
    {"rows\nby orders.order_id\nwhere orders.express = true", "o1\no4\no7\no10\n"},
    {"rows\nby customers.name, orders.order_id\nwhere orders.express = true",
     "Ann | o1\nAnn | o10\nBob | o4\n- | o7\n"},
    {"rows\nby payments.payment_id\nfrom payments\nwhere payments.amount < 50", "9\n10\n"},
    // top and bottom
    {"measures revenue\nby products.product\norder revenue desc\nlimit 2",
     "Jeans | 4900\nSaree | 4502.5\n"},
    {"measures count(products.*)\nby products.color\norder count(products.*) desc\nlimit 1 with "
     "ties",
     "Red | 3\n"},
    {"measures freight\nby stores.store\norder freight asc\nlimit 2", "- | 12\nSix | 12.25\n"},
    {"measures max(products.price)\nby products.product\norder max(products.price) desc\nlimit 1 "
     "offset 1",
     "Jeans | 700\n"},
    {"measures max(products.price)\nby products.product\norder max(products.price) asc\nlimit 1 "
     "offset 1 with ties",
     "Belt | 150.25\nScarf | 150.25\n"},
    {"measures units\nby stores.region, products.product\nwhere not stores.region is missing\n"
     "order units desc\nlimit 1 per stores.region",
     "North | Kurta | 10\nSouth | 100% Silk_Tie | 9\n"},
    // thresholds on groups
    {"measures orders\nby customers.customer_id\nhaving orders >= 3", "1 | 3\n"},
    {"by customers.customer_id\nhaving orders >= 2 and freight > 30", "1\n2\n"},
    {"measures revenue\nby products.product\nhaving revenue > total(per(avg, revenue, "
     "products.product))",
     "Jeans | 4900\nKurta | 4400\nSaree | 4502.5\n"},
    {"measures orders\nby month(orders.ordered)\nhaving month(orders.ordered) >= 2022-05-01",
     "2022-05-01 | 1\n2023-01-01 | 1\n"},
    // windows that pick and order groups, shown or not
    {"measures orders\nby month(orders.ordered)\nhaving change(orders) < 0", "2022-05-01 | 1\n"},
    {"by month(orders.ordered)\nhaving growth(orders) >= 0.5", "2022-02-01\n"},
    {"by month(orders.ordered)\norder growth(orders) desc\nlimit 1", "2022-02-01\n"},
    {"measures change(orders)\nby month(orders.ordered)\norder change(orders) asc\nlimit 1",
     "2022-05-01 | -1\n"},
    {"by month(orders.ordered)\nhaving cumulative(orders) > 5 and moving_average(orders, 2) >= 2",
     "2022-04-01\n"},
    {"by stores.region, products.product\nhaving rank(revenue within stores.region) <= 1",
     "North | Kurta\nSouth | Jeans\n- | Saree\n"},
    {"by products.product\nhaving share(revenue) > 0.2", "Jeans\nKurta\nSaree\n"},
    {"measures count(products.*)\nwhere products.product in (by products.product having "
     "share(revenue) > 0.2)",
     "3\n"},
    {"measures orders\nby stores.region, month(orders.ordered)\norder growth(orders) desc\nlimit "
     "1 per stores.region",
     "North | 2022-02-01 | 2\nSouth | 2022-02-01 | 1\n- | 2022-05-01 | 1\n"},
    // what a member has
    {"measures count(customers.*)\nby of(orders, customers.customer_id)",
     "0 | 2\n1 | 1\n2 | 2\n3 | 1\n"},
    {"measures count_distinct(orders.customer_id)\nby of(orders, orders.customer_id)\norder "
     "of(orders, orders.customer_id) desc",
     "3 | 1\n2 | 2\n1 | 2\n"},
    {"measures count_distinct(orders.customer_id)\nby month(of(min(orders.ordered), "
     "orders.customer_id))",
     "2022-01-01 | 1\n2022-02-01 | 2\n2022-04-01 | 1\n2022-05-01 | 1\n"},
    {"measures orders\nby case(orders.ordered = of_all(min(orders.ordered), orders.customer_id), "
     "\"new\", orders.customer_id is not missing, \"returning\", \"unknown\")\nwhere "
     "orders.ordered between 2022-01-10 and 2022-12-31",
     "new | 4\nreturning | 2\nunknown | 1\n"},
    {"measures count(customers.*)\nwhere of(orders, customers.customer_id) >= 2 and orders.ordered "
     "< 2022-03-01",
     "2\n"},
    {"measures count(customers.*)\nwhere of_all(orders, customers.customer_id) >= 2 and "
     "orders.ordered < 2022-03-01",
     "2\n"},
    {"measures count_distinct(orders.customer_id)\nwhere of(orders, orders.customer_id) = 0",
     "0\n"},
    {"measures avg(of(revenue, orders.customer_id))\nby stores.region\nwhere stores.region is not "
     "missing",
     "North | 4726.375\nSouth | 3100.5\n"},
    {"measures avg(of(units, orders.customer_id)), per(avg, units, orders.customer_id)",
     "7.6 | 7.6\n"},
    {"measures count(customers.*)\nby of(rank(revenue), customers.customer_id)\nhaving of(rank("
     "revenue), customers.customer_id) <= 2",
     "1 | 1\n2 | 1\n"},
    {"rows\nby customers.name, of(max(orders.shipped), customers.customer_id)\nwhere "
     "of(max(orders.shipped), customers.customer_id) between 2022-02-16 and 2022-02-16",
     "Bob | 2022-02-16 00:00:00\n"},
    {"by month(orders.ordered)\nhaving streak(orders) >= 1", "2022-02-01\n"},
    {"measures streak_down(orders)\nby month(orders.ordered)\nwhere orders.ordered < 2022-12-31",
     "2022-01-01 | 0\n2022-02-01 | 0\n2022-04-01 | 0\n2022-05-01 | 1\n"},
    {"measures streak_active(orders)\nby month(orders.ordered)\nwhere orders.ordered < 2022-12-31",
     "2022-01-01 | 1\n2022-02-01 | 2\n2022-04-01 | 1\n2022-05-01 | 2\n"},
    {"measures revenue\nby products.product\nhaving cumulative_share(revenue) - share(revenue) < "
     "0.6\norder revenue desc",
     "Jeans | 4900\nSaree | 4502.5\n"},
    {"by products.product\nhaving share_above(revenue) < 0.3", "Jeans\nKurta\nSaree\n"},
    {"by products.product\nhaving ntile(revenue, 4) = 1", "Jeans\nSaree\n"},
    {"measures count(customers.*)\nby of(ntile(orders, 2), customers.customer_id)",
     "1 | 2\n2 | 2\n- | 2\n"},
    {"measures percentile(orders.freight, 0.9)\nby stores.region",
     "North | 24.35\nSouth | 18.5\n- | 12\n"},
    {"measures count(customers.*)\nby band(of(revenue, customers.customer_id), 3000, 5000, "
     "\"Silver\", \"Gold\", \"Platinum\")",
     "Silver | 1\nGold | 1\nPlatinum | 1\n- | 3\n"},
    {"measures count(customers.*)\nby case(of(orders, customers.customer_id) >= 2, \"often\", "
     "of(orders, customers.customer_id) = 1, \"once\", \"never\")",
     "never | 2\noften | 3\nonce | 1\n"},
    // facts side by side
    {"measures revenue, on_hand\nby products.product",
     "100% Silk_Tie | 0 | -\nBelt | 300.5 | -\nJeans | 4900 | 7\nKurta | 4400 | 15\n"
     "Saree | 4502.5 | 0\nScarf | 450.75 | -\n- | - | 3\n"},
    {"measures units, on_hand\nby stores.store, products.category\nwhere stores.region = "
     "\"North\"",
     "One | Ethnic | 14 | 10\nOne | Western | 1 | -\nOne | - | 3 | 3\n"},
    {"measures revenue, on_hand, sum(islands.size)", "14553.75 | 25 | 8\n"},
    {"measures count(orders.*), count(islands.*)\nwhere total(count(islands.*)) = 2", "10 | 2\n"},
    {"measures on_hand / units\nby products.category\nhaving on_hand > 5",
     "Ethnic | 0.9375\nWestern | 0.3888888888888889\n"},
    {"measures orders, paid\nby month(orders.ordered)\nhaving paid > 900 or orders > 2",
     "2022-01-01 | 2 | 2430\n2022-02-01 | 3 | 1541.75\n2022-04-01 | 2 | 1800\n"},
    // what stands together
    {"measures orders\nby products.product, other(products.product, orders.order_id)\nhaving "
     "products.product < other(products.product, orders.order_id)\norder orders desc\nlimit 2",
     "Jeans | Kurta | 2\nKurta | Saree | 2\n"},
    {"measures count_distinct(lines.order_id)\nby other(products.product, lines.order_id)\nwhere "
     "products.product = \"Kurta\"",
     "100% Silk_Tie | 1\nJeans | 2\nSaree | 2\n"},
    {"by products.product\nwhere products.product in (by other(products.product, orders.order_id) "
     "where products.product = \"Saree\")",
     "Kurta\nScarf\n"},
    {"measures corr(of(units, products.product_id), of(avg(lines.discount), products.product_id))",
     "-0.32087639230917003\n"},
    // membership
    {"measures count(customers.*)\nwhere not customers.customer_id in (by orders.customer_id)",
     "2\n"},
    {"measures count(customers.*)\nwhere not customers.customer_id in (by customers.customer_id "
     "from orders)",
     "2\n"},
    {"by products.product\nwhere not products.product_id in (by lines.product_id)", ""},
    {"measures revenue\nwhere products.product in (measures revenue by products.product order "
     "revenue desc limit 2)",
     "9402.5\n"},
    {"measures count(customers.*)\nwhere customers.customer_id in (by orders.customer_id having "
     "orders > 1)",
     "3\n"},
    {"measures orders\nby customers.name\nhaving customers.name in (by customers.name where "
     "customers.city = \"Pune\")",
     "Ann | 3\nBob | 2\n"},
    // comparisons with a number of all
    {"by products.product\nwhere products.price < total(avg(products.price))",
     "100% Silk_Tie\nBelt\nScarf\n"},
    {"measures count(orders.*)\nwhere orders.freight > total(avg(orders.freight) where "
     "orders.status = \"Shipped\")",
     "3\n"},
    {"measures total(total(paid))", "5816.75\n"},
    // text, missing, flags, days
    {"measures count(orders.*), total(count(orders.*) where orders.status = \"a\\nb\") as "
     "\"x\\ny\"",
     "10 | 0\n"},
    {"measures count(orders.*)\nby case(orders.status = \"Shipped\", \"a\\nb\", \"c\")\norder "
     "count(orders.*) desc\nlimit 1 with ties",
     "a\nb | 7\n"},
    {"by products.product\nwhere products.product contains \"_t\"", "100% Silk_Tie\n"},
    {"by products.product\nwhere products.product contains \"100%\"", "100% Silk_Tie\n"},
    {"by products.product\nwhere products.product starts with \"KU\"", "Kurta\n"},
    {"by products.product\nwhere products.product ends with \"ARF\"", "Scarf\n"},
    {"measures count(orders.*)\nwhere orders.status = \"shipped\"", "0\n"},
    {"measures count(orders.*)\nwhere orders.shipped is missing", "3\n"},
    {"measures count(orders.*)\nwhere orders.status in (\"Cancelled\", null)", "2\n"},
    {"measures count(orders.*)\nwhere orders.express = false", "5\n"},
    {"measures count(orders.*)\nwhere orders.shipped = 2022-01-31", "1\n"},
    {"measures count(orders.*)\nwhere orders.shipped <= 2022-01-31", "2\n"},
    {"measures count(orders.*)\nwhere orders.shipped in (2022-01-31, 2022-02-16)", "2\n"},
    {"measures count(orders.*)\nwhere orders.shipped != 2022-01-31", "6\n"},
    {"measures count(orders.*)\nwhere orders.order_id = 1", "0\n"},
    {"measures count(orders.*)\nwhere orders.customer_id = \"1\"", "3\n"},
    {"measures count(orders.*)\nwhere orders.ordered = \"2022-01-03\"", "1\n"},
    // buckets
    {"measures count(products.*)\nby band(products.price, 150.25, 500)",
     "under 150.25 | 1\n150.25–500 | 3\n500+ | 2\n"},
    {"measures count(orders.*)\nby case(hour_of_day(orders.shipped) < 12, \"morning\", "
     "hour_of_day(orders.shipped) >= 12, \"later\", \"not yet\")",
     "later | 4\nmorning | 3\nnot yet | 3\n"},
    {"measures count(orders.*)\nby weekend(orders.ordered)", "false | 5\ntrue | 4\n- | 1\n"},
    {"measures count(orders.*)\nby month_end(orders.ordered)", "false | 6\ntrue | 3\n- | 1\n"},
    {"measures count(orders.*)\nwhere month_end(orders.shipped)", "2\n"},
    {"measures count(orders.*)\nwhere month_end(orders.ordered) = true", "3\n"},
    {"measures count(orders.*)\nwhere weekend(orders.ordered)", "4\n"},
    // elapsed
    {"measures avg(days_between(orders.ordered, orders.shipped))", "1\n"},
    // arithmetic
    {"measures 100 * cancelled / orders", "10\n"},
    {"measures count(orders.*) / 0", "-\n"},
    {"measures sum(lines.quantity) / count(lines.*)", "2.411764705882353\n"},
    {"measures stddev(products.price), median(products.price)", "353.16196709158817 | 275.125\n"},
    // along time
    {"measures moving_average(orders, 2)\nby month(orders.ordered)\nwhere orders.ordered < "
     "2022-12-31",
     "2022-01-01 | 2\n2022-02-01 | 2.5\n2022-04-01 | 2\n2022-05-01 | 1.5\n"},
    {"measures change(orders)\nby month_of_year(orders.ordered)\nwhere orders.ordered < 2022-12-31",
     "1 | -\n2 | 1\n4 | -\n5 | -1\n"},
    {"measures cumulative(avg(orders.freight))\nby month(orders.ordered)\nwhere orders.ordered < "
     "2022-12-31",
     "2022-01-01 | 15\n2022-02-01 | 17.625\n2022-04-01 | 15.083333333333334\n"
     "2022-05-01 | 14.642857142857142\n"},
    {"measures share(orders, stores.region)\nby stores.region, orders.status\nwhere stores.region "
     "= \"North\"",
     "North | Cancelled | 0.25\nNorth | Shipped | 0.75\n"},
    {"measures rank(revenue, stores.region)\nby stores.region, products.product\nwhere "
     "stores.region = \"North\" and products.product in (\"Kurta\", \"Saree\", \"Jeans\")",
     "North | Jeans | 3\nNorth | Kurta | 1\nNorth | Saree | 2\n"},
};

TEST(PlanShapes, GiveTheRowsWorkedOutByHand) {
  const World world;
  for (const auto& [query, rows] : kShapes) {
    SCOPED_TRACE(query);
    const auto table = world.Run(std::string(query));
    EXPECT_EQ(table.ok() ? RowsText(*table) : table.error().message, rows);
  }
}

const Shape kRefused[] = {
    {"measures freight\nby products.category",
     "freight is one number per order, but an order can have several products: adding it up by "
     "category would count it more than once."},
    {"measures avg(products.price)\nby stores.region",
     "price is one number per product, but a product can have several stores: averaging it by "
     "region would count it more than once."},
    {"measures on_hand\nby customers.city",
     "city is not known for stock rows: nothing in the data links stock rows with customers."},
    {"measures revenue, freight\nby products.category", "freight is one number per order"},
    {"measures sum(products.price * customers.customer_id)",
     "price, customer_id do not stand in one row"},
    {"measures sum(customers.city)", "city is not a number, so there is no sum of it."},
    {"measures growth(revenue)\nby stores.region", "group by a period"},
    {"measures revenue\nby other(products.product, orders.order_id)",
     "would count it more than once"},
    {"measures orders\nwhere other(products.product, orders.order_id) = \"Jeans\"",
     "stands as a group"},
    {"measures orders\nby band(orders.freight, 10, \"low\")", "one name more than edges"},
    {"measures revenue, sum(islands.size)\nby products.product", "nothing in the data links"},
    {"measures streak(revenue)\nby stores.region", "group by a period"},
    {"measures cumulative_share(count_distinct(orders.customer_id))\nby stores.region",
     "would count the same thing again in every group"},
    {"measures ntile(revenue, 0)\nby stores.region", "a whole number from 1"},
    {"measures percentile(orders.freight, 90)", "one between 0 and 1"},
    {"measures per(corr, freight, orders.order_id)", "`corr` is not known"},
    {"measures cumulative(count_distinct(orders.customer_id))\nby month(orders.ordered)",
     "would count the same thing again"},
    {"measures nothing", "no metric is called 'nothing'"},
    {"measures sum(orders.frieght)", "the model has no field `orders.frieght`"},
    {"measures orders.freight", "neither grouped by nor aggregated"},
    {"measures orders\nby revenue", "cannot group by a measure"},
    {"measures orders\nwhere revenue > 5", "put it in having"},
    {"rows\nby islands.island, stores.store", "do not stand in one row"},
    {"by products.product\nwhere products.product contains products.color", "expected a value"},
    {"measures share(revenue, products.category)\nby stores.region", "not one of the groups"},
};

TEST(PlanShapes, RefusalsSayWhy) {
  const World world;
  for (const auto& [query, message] : kRefused) {
    SCOPED_TRACE(query);
    const auto table = world.Run(std::string(query));
    ASSERT_FALSE(table.ok()) << RowsText(*table);
    EXPECT_NE(table.error().message.find(message), std::string::npos) << table.error().message;
  }
}

const char* const kAdditive[] = {"revenue", "orders",         "freight",          "paid",
                                 "units",   "count(lines.*)", "count(payments.*)"};
const char* const kOrderGroups[] = {"stores.region",
                                    "customers.city",
                                    "orders.status",
                                    "month(orders.ordered)",
                                    "weekday(orders.ordered)",
                                    "orders.order_id",
                                    "hour_of_day(orders.shipped)"};

double Only(const engine::Table& table) {
  double number = 0;
  AsNumber(table.rows.at(0).back(), &number);
  return number;
}

TEST(PlanProperties, PartsSumToTheTotal) {
  const World world;
  for (const std::string measure : kAdditive) {
    const double total = Only(*world.Run("measures " + measure));
    for (const std::string group : kOrderGroups) {
      SCOPED_TRACE(measure + " by " + group);
      const auto parts = world.Run("measures " + measure + "\nby " + group);
      ASSERT_TRUE(parts.ok()) << parts.error().message;
      double sum = 0, part = 0;
      for (const auto& row : parts->rows) {
        if (AsNumber(row.back(), &part)) sum += part;
      }
      EXPECT_NEAR(sum, total, 1e-9 * total);
    }
  }
}

TEST(PlanProperties, AFilterNeverIncreasesACount) {
  const World world;
  for (const std::string table : {"customers", "orders", "lines", "products", "payments"}) {
    const std::string count = "measures count(" + table + ".*)";
    const double all = Only(*world.Run(count));
    for (const char* filter : {"products.category = \"Ethnic\"", "orders.status = \"Shipped\"",
                               "customers.city = \"Pune\"", "lines.quantity > 1",
                               "stores.region = \"South\"", "payments.method = \"card\""}) {
      SCOPED_TRACE(count + filter);
      const auto filtered = world.Run(count + "\nwhere " + filter);
      if (!filtered) {
        EXPECT_EQ(filtered.error().code, ErrorCode::kDenied);
        continue;
      }
      EXPECT_LE(Only(*filtered), all);
    }
  }
}

TEST(PlanProperties, TopNIsAPrefixOfTheRanking) {
  const World world;
  for (const std::string measure : {"revenue", "orders", "units"}) {
    for (const std::string group : {"products.product", "customers.name", "stores.store"}) {
      const std::string query =
          "measures " + measure + "\nby " + group + "\norder " + measure + " desc";
      const auto ranking = world.Run(query);
      ASSERT_TRUE(ranking.ok()) << query;
      for (size_t n = 0; n <= ranking->rows.size() + 1; ++n) {
        const auto top = world.Run(query + "\nlimit " + std::to_string(n));
        ASSERT_TRUE(top.ok());
        ASSERT_EQ(top->rows.size(), std::min(n, ranking->rows.size()));
        EXPECT_TRUE(std::equal(top->rows.begin(), top->rows.end(), ranking->rows.begin())) << query;
      }
    }
  }
}

TEST(PlanProperties, AnswersDoNotDependOnTheOrderOfMeasures) {
  const World world;
  const auto one = world.Run("measures revenue, orders, paid\nby customers.city");
  const auto two = world.Run("measures paid, revenue, orders\nby customers.city");
  ASSERT_TRUE(one.ok() && two.ok());
  ASSERT_EQ(one->rows.size(), two->rows.size());
  for (size_t i = 0; i < one->rows.size(); ++i) {
    EXPECT_EQ(one->rows[i][1], two->rows[i][2]);
    EXPECT_EQ(one->rows[i][2], two->rows[i][3]);
    EXPECT_EQ(one->rows[i][3], two->rows[i][1]);
  }
}

TEST(PlanShapes, HeadingsAreDerivedAndUnique) {
  const World world;
  const std::pair<const char*, const char*> kHeadings[] = {
      {"measures revenue, aov", "Revenue|Average order value"},
      {"measures count(orders.*), count_distinct(lines.order_id)",
       "Number of orders|Distinct order_id"},
      {"measures sum(orders.freight), sum(orders.freight)", "Total freight|Total freight 2"},
      {"measures share(revenue) as \"Part\"\nby month(orders.ordered)", "Month|Part"},
      {"measures (orders where orders.status = \"Shipped\")", "Orders (Shipped)"},
      {"measures orders\nby stores.store as \"ORDERS\"", "ORDERS|Orders 2"},
      {"measures per(avg, orders, customers.name)", "Average Orders per name"},
  };
  for (const auto& [text, headings] : kHeadings) {
    SCOPED_TRACE(text);
    const auto query = semantic::ParseQuery(text);
    ASSERT_TRUE(query.ok()) << query.error().message;
    const auto rendered = world.Sql(*query);
    ASSERT_TRUE(rendered.ok()) << rendered.error().message;
    EXPECT_EQ(Join(rendered->columns, "|"), headings);
    const auto table = world.session->Query(rendered->text);
    ASSERT_TRUE(table.ok()) << table.error().message << rendered->text;
    for (size_t i = 0; i < table->columns.size(); ++i) {
      EXPECT_EQ(table->columns[i].name, rendered->columns[i]);
    }
  }
}

}  // namespace
}  // namespace aisle::world
