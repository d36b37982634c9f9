#include "language/language.h"

#include <gtest/gtest.h>

#include "language/garden_world.h"
#include "language/question_cases.h"

namespace aisle::language {
namespace {

using testing::Case;
using testing::Explained;
using testing::GardenWorld;
using testing::World;

const Language& Garden() {
  static const World world = GardenWorld();
  static const std::unique_ptr<Language> language =
      MakeLanguage(world.model, world.catalog, world.values);
  return *language;
}

void Check(const std::vector<Case>& cases) { testing::CheckCases(Garden(), cases); }

TEST(Language, Totals) {
  Check({{"What is the total revenue?", "measures revenue"},
         {"total sales", "measures revenue"},
         {"How many orders are there?", "measures orders"},
         {"how many customers do we have?", "measures count(customers.*)"},
         {"number of distinct categories", "measures count_distinct(products.category)"},
         {"average order value", "measures average_order_value"},
         {"What is the average discount?", "measures avg(order_lines.discount)"},
         {"average quantity per order", "measures units_sold / count_distinct(orders.order_id)"},
         {"What are the minimum, maximum and average product prices?",
          "measures min(products.price), max(products.price), avg(products.price)"}});
}

TEST(Language, Groups) {
  Check(
      {{"revenue by category", "measures revenue\nby products.category\norder revenue desc"},
       {"Show me revenue per product category",
        "measures revenue\nby products.category\norder revenue desc"},
       {"category wise sales", "measures revenue\nby products.category\norder revenue desc"},
       {"number of customers by country and city",
        "measures count(customers.*)\nby customers.country, customers.city\norder "
        "count(customers.*) desc"},
       {"revenue and orders by region",
        "measures revenue, orders\nby stores.region\norder revenue desc"},
       {"monthly revenue",
        "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) asc"},
       {"sales by weekday",
        "measures revenue\nby weekday(orders.order_date)\norder weekday(orders.order_date) asc"}});
}

TEST(Language, Ranks) {
  Check({{"top 5 products by revenue",
          "measures revenue\nby products.product_name\norder revenue desc\nlimit 5"},
         {"Which category has the highest sales?",
          "measures revenue\nby products.category\norder revenue desc\nlimit 1 with ties"},
         {"Which country has the most customers?",
          "measures count(customers.*)\nby customers.country\norder count(customers.*) desc\nlimit "
          "1 with ties"},
         {"bottom 3 regions by number of orders",
          "measures orders\nby stores.region\norder orders asc\nlimit 3"},
         {"top 3 products in each category by sales",
          "measures revenue\nby products.category, products.product_name\norder revenue "
          "desc\nlimit 3 per "
          "products.category"},
         {"which month had the highest revenue?",
          "measures revenue\nby month(orders.order_date)\norder revenue desc\nlimit 1 with ties"},
         {"best selling products",
          "measures units_sold\nby products.product_name\norder units_sold desc\nlimit 10 with "
          "ties"}});
}

TEST(Language, Filters) {
  Check({{"revenue in Germany", "measures revenue\nwhere customers.country = \"Germany\""},
         {"how many cancelled orders", "measures orders\nwhere orders.status = \"Cancelled\""},
         {"revenue for Tools by region",
          "measures revenue\nby stores.region\nwhere products.category = \"Tools\"\norder revenue "
          "desc"},
         {"total revenue in 2023",
          "measures revenue\nwhere orders.order_date between 2023-01-01 and 2023-12-31"},
         {"orders by region with more than 500 orders",
          "measures orders\nby stores.region\nhaving orders > 500\norder orders desc"},
         {"express orders", "measures orders\nwhere orders.express = true"},
         {"compare sales of Tools vs Seeds",
          "measures revenue\nby products.category\nwhere products.category in (\"Seeds\", "
          "\"Tools\")\norder revenue desc"}});
}

TEST(Language, Windows) {
  Check({{"percentage of sales by category",
          "measures revenue, share(revenue)\nby products.category\norder revenue desc"},
         {"what percentage of orders are cancelled",
          "measures (orders where orders.status = \"Cancelled\") / orders"},
         {"running total of sales by month",
          "measures revenue, cumulative(revenue)\nby month(orders.order_date)\norder "
          "month(orders.order_date) asc"},
         {"regions with sales above the average region sales",
          "measures revenue\nby stores.region\nhaving revenue > total(per(avg, revenue, "
          "stores.region))\norder revenue desc"}});
}

struct FollowUp {
  std::string_view question, follow_up, query;
};

TEST(Language, FollowUpsEditTheLastQuery) {
  const FollowUp turns[] = {
      {"total revenue", "only Germany", "measures revenue\nwhere customers.country = \"Germany\""},
      {"revenue in Germany", "and for Spain?",
       "measures revenue\nwhere customers.country = \"Spain\""},
      {"revenue by category", "by region instead",
       "measures revenue\nby stores.region\norder revenue desc"},
      {"revenue by category", "by month",
       "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) asc"},
      {"top 5 products by revenue", "top 10 instead",
       "measures revenue\nby products.product_name\norder revenue desc\nlimit 10"},
      {"Which category has the highest sales?", "what about the lowest?",
       "measures revenue\nby products.category\norder revenue asc\nlimit 1 with ties"},
      {"revenue by region", "in 2023",
       "measures revenue\nby stores.region\nwhere orders.order_date between 2023-01-01 and "
       "2023-12-31\norder revenue desc"},
      {"revenue by region", "how many customers do we have?", "measures count(customers.*)"},
  };
  for (const auto& [question, follow_up, text] : turns) {
    const Understanding first = Garden().Understand(question);
    const Turn before{first.query, {}};
    const Understanding second = Garden().Understand(follow_up, &before);
    const auto expected = semantic::ParseQuery(text);
    ASSERT_TRUE(expected) << text;
    semantic::Query got = second.query;
    got.fact.clear();
    EXPECT_EQ(second.outcome, Outcome::kQuery) << follow_up << Explained(second);
    EXPECT_EQ(semantic::ToString(semantic::Canonical(got)),
              semantic::ToString(semantic::Canonical(*expected)))
        << question << " … " << follow_up << Explained(second);
  }
}

// No word may be lost: these differ in one word, and must not mean the same.
TEST(Language, MinimalPairsDiffer) {
  const std::pair<std::string_view, std::string_view> pairs[] = {
      {"revenue in Germany", "revenue in Spain"},
      {"revenue by category", "revenue by sub-category"},
      {"top 5 products by revenue", "bottom 5 products by revenue"},
      {"orders with status Pending", "orders with status not Pending"},
      {"revenue in January 2024", "revenue in February 2024"},
      {"average price", "maximum price"},
      {"revenue last month", "revenue last quarter"},
      {"sales above 500 by region", "sales below 500 by region"},
      {"units by category", "revenue by category"},
  };
  for (const auto& [a, b] : pairs) {
    EXPECT_NE(semantic::ToString(semantic::Canonical(Garden().Understand(a).query)),
              semantic::ToString(semantic::Canonical(Garden().Understand(b).query)))
        << a << " / " << b;
  }
}

TEST(Language, ParaphrasesMeanTheSame) {
  const std::vector<std::vector<std::string_view>> groups = {
      {"revenue by category", "Show me the sales per category",
       "what is the total revenue for each category?", "category-wise revenue",
       "Total sales by product category."},
      {"top 5 products by revenue", "What are the top five products by sales?",
       "list the 5 best products by revenue", "Which 5 products have the highest revenue?"},
      {"how many orders were cancelled?", "number of cancelled orders",
       "count of orders with status Cancelled"},
      {"monthly revenue", "revenue by month", "What is the monthly trend of sales?",
       "revenue per month"},
  };
  for (const auto& group : groups) {
    const std::string first =
        semantic::ToString(semantic::Canonical(Garden().Understand(group.front()).query));
    for (const std::string_view question : group) {
      const Understanding understanding = Garden().Understand(question);
      EXPECT_EQ(semantic::ToString(semantic::Canonical(understanding.query)), first)
          << question << Explained(understanding);
    }
  }
}

// Names of shapes that once went wrong, over a world that is none of the sets they came from.
TEST(Language, WordsKeepTheirNature) {
  Check({{"units ordered by category",
          "measures units_sold\nby products.category\norder units_sold desc"},
         {"number of sales by region", "measures orders\nby stores.region\norder orders desc"},
         {"customers from Spain",
          "rows customers.customer_id, customers.customer_name, customers.country\nwhere "
          "customers.country = \"Spain\""},
         {"total revenue for orders with status Cancelled",
          "measures revenue\nwhere orders.status = \"Cancelled\""},
         {"customers who never placed an order",
          "rows customers.customer_id, customers.customer_name\nwhere not customers.customer_id in "
          "(by "
          "orders.customer_id from orders)"},
         {"customers with more than 3 orders",
          "measures orders\nby customers.customer_name\nhaving orders > 3\norder orders desc"},
         {"out of stock skus", "rows stock.sku, stock.on_hand\nwhere stock.on_hand = 0"},
         {"how many customers placed more than one order?",
          "measures count(customers.*)\nwhere customers.customer_id in (by customers.customer_id "
          "having count_distinct(orders.order_id) > 1 from orders)"},
         {"highest price", "measures max(products.price)"},
         {"how many stores have more than 30 orders?",
          "measures count(stores.*)\nwhere stores.store_id in (by stores.store_id having orders > "
          "30 from orders)"},
         {"share of revenue by region, top 2",
          "measures revenue, share(revenue)\nby stores.region\norder revenue desc\nlimit 2"},
         {"how many customers placed an order", "measures count_distinct(orders.customer_id)"},
         {"customers without orders",
          "rows customers.customer_id, customers.customer_name\nwhere not customers.customer_id in "
          "(by "
          "orders.customer_id from orders)"},
         {"cheapest product",
          "measures min(products.price)\nby products.product_name\norder min(products.price) "
          "asc\nlimit 1 with "
          "ties"},
         {"units sold to customers in Spain",
          "measures units_sold\nwhere customers.country = \"Spain\""},
         {"average purchase value", "measures average_order_value"},
         {"average daily sales", "measures per(avg, revenue, day(orders.order_date))"},
         {"total sales of order 17", "measures revenue\nwhere orders.order_id = 17"},
         {"Which category has the maximum sales?",
          "measures revenue\nby products.category\norder revenue desc\nlimit 1 with ties"},
         {"what percentage of orders were cancelled?",
          "measures (orders where orders.status = \"Cancelled\") / orders"},
         {"rank products by revenue within each category",
          "measures revenue, rank(revenue within products.category)\nby products.category, "
          "products.product_name\norder revenue desc"},
         {"categories with sales in multiple regions",
          "measures revenue, count_distinct(stores.region)\nby products.category\nhaving "
          "count_distinct(stores.region) > 1\norder revenue desc"}});
}

// The nearest name, whatever other names begin with the same letter.
TEST(Language, MisspeltNamesAreTheNearest) {
  Check({{"revenue by regoin", "measures revenue\nby stores.region\norder revenue desc"},
         {"revenue by segmnet", "measures revenue\nby customers.segment\norder revenue desc"},
         {"revenue by coutnry", "measures revenue\nby customers.country\norder revenue desc"}});
}

TEST(Language, RefusesWhatTheDataCannotSay) {
  for (const std::string_view question :
       {"What is the profit by category?", "predict next month's sales", "why did sales drop?",
        "what is the weather today?", "revenue by type", "average number of orders by region",
        "revenue per method", "sales by level", "total revenue in 2031", "show me the best",
        "salaries by store"}) {
    const Understanding understanding = Garden().Understand(question);
    EXPECT_TRUE(understanding.outcome == Outcome::kRefuse ||
                understanding.outcome == Outcome::kClarify)
        << question << "\n"
        << semantic::ToString(understanding.query) << Explained(understanding);
  }
}

}  // namespace
}  // namespace aisle::language
