#include "language/language.h"

#include <gtest/gtest.h>

#include "language/garden_world.h"

namespace aisle::language {
namespace {

using testing::GardenWorld;
using testing::World;

const Language& Garden() {
  static const World world = GardenWorld();
  static const std::unique_ptr<Language> language =
      MakeLanguage(world.model, world.catalog, world.values);
  return *language;
}

std::string Explained(const Understanding& understanding) {
  std::string text = understanding.message;
  for (const Mention& mention : understanding.mentions) {
    text += "\n  " + mention.text + " → " + mention.kind + " " + mention.meaning;
  }
  return text;
}

struct Case {
  std::string_view question, query;  // the query in text form, any spelling that parses
};

void Check(const std::vector<Case>& cases) {
  for (const auto& [question, text] : cases) {
    const auto expected = semantic::ParseQuery(text);
    ASSERT_TRUE(expected) << question << ": " << expected.error().message << " in " << text;
    const Understanding understanding = Garden().Understand(question);
    semantic::Query got = understanding.query;
    got.fact.clear();
    if (understanding.outcome != Outcome::kQuery) {
      ADD_FAILURE() << question << "\n" << Explained(understanding);
      continue;
    }
    EXPECT_EQ(semantic::ToString(semantic::Canonical(got)),
              semantic::ToString(semantic::Canonical(*expected)))
        << question << Explained(understanding);
  }
}

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

TEST(Language, RefusesWhatTheDataCannotSay) {
  for (const std::string_view question :
       {"What is the profit by category?", "predict next month's sales", "why did sales drop?",
        "what is the weather today?", "total revenue in 2031", "show me the best",
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
