// Which end of a ranking is meant, of what, and along what: over the garden centre. Each of these
// was once answered with another number.
#include <gtest/gtest.h>

#include "language/contradictions.h"
#include "language/garden_world.h"
#include "language/question_cases.h"

namespace aisle::language {
namespace {

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

void ExpectAskedBack(std::initializer_list<const char*> questions) {
  for (const char* question : questions)
    EXPECT_NE(Garden().Understand(question).outcome, Outcome::kQuery) << question;
}

TEST(WordingRanks, TheLowEndThoughTheTopIsSaid) {
  testing::CheckCases(
      Garden(),
      {
          {"top 5 worst selling products",
           "measures units_sold\nby products.product_name\norder units_sold asc\nlimit 5"},
          {"which product is the most slow moving",
           "measures units_sold\nby products.product_name\norder units_sold asc\nlimit 1 with "
           "ties"},
          {"top 3 products with the lowest price",
           "measures min(products.price)\nby products.product_name\norder min(products.price) "
           "asc\nlimit 3"},
          {"bottom 3 best selling products",
           "measures units_sold\nby products.product_name\norder units_sold asc\nlimit 3"},
      });
}

TEST(WordingRanks, BothEndsOfSeveral) {
  testing::CheckCases(Garden(),
                      {
                          {"top 5 products with the highest & lowest revenue",
                           "measures revenue\nby products.product_name\nhaving rank(0 - revenue) "
                           "<= 5 or rank(revenue) <= 5\norder revenue desc"},
                          {"most and least expensive product in each category",
                           "measures max(products.price)\nby products.category, "
                           "products.product_name\nhaving rank(0 - max(products.price) within "
                           "products.category) <= 1 or rank(max(products.price) within "
                           "products.category) <= 1\norder max(products.price) desc"},
                      });
}

TEST(WordingRanks, TheMostOfSomethingCounted) {
  testing::CheckCases(
      Garden(),
      {
          {"top 5 countries with the most orders",
           "measures orders\nby customers.country\norder orders desc\nlimit 5"},
          {"top products sold for each month",
           "measures units_sold\nby month(orders.order_date), products.product_name\norder "
           "units_sold desc\nlimit 1 with ties\nper month(orders.order_date)"},
      });
}

TEST(WordingRanks, DeedsThatLeaveNoneOut) {
  testing::CheckCases(
      Garden(),
      {
          {"customers who bought from every category",
           "measures count_distinct(products.category)\nby customers.customer_name\nhaving "
           "count_distinct(products.category) = total(count_distinct(products.category))\norder "
           "count_distinct(products.category) desc"},
          {"which customers ordered all products",
           "measures count_distinct(products.product_name)\nby customers.customer_name\nhaving "
           "count_distinct(products.product_name) = "
           "total(count_distinct(products.product_name))\norder "
           "count_distinct(products.product_name) desc"},
      });
}

TEST(WordingRanks, EachMonthAgainstTheYearBefore) {
  testing::CheckCases(Garden(),
                      {
                          {"yoy growth by month",
                           "measures revenue, change_on_year(revenue), growth_on_year(revenue)\nby "
                           "month(orders.order_date)\norder month(orders.order_date) asc"},
                          {"revenue by quarter vs last year",
                           "measures revenue, change_on_year(revenue), growth_on_year(revenue)\nby "
                           "quarter(orders.order_date)\norder quarter(orders.order_date) asc"},
                          {"yoy growth",
                           "measures revenue, change(revenue), growth(revenue)\nby "
                           "year(orders.order_date)\norder year(orders.order_date) asc"},
                      });
}

TEST(WordingRanks, SplitsAreNotDivisors) {
  testing::CheckCases(
      Garden(),
      {
          {"average order value for each country",
           "measures average_order_value\nby customers.country\norder average_order_value desc"},
          {"average price for each category in each store",
           "measures avg(products.price)\nby products.category, stores.store_name\norder "
           "avg(products.price) desc"},
          {"revenue for each product across all stores",
           "measures revenue\nby products.product_name\norder revenue desc"},
      });
}

TEST(WordingRanks, NamesInQuotes) {
  testing::CheckCases(
      Garden(),
      {
          {"`revenue` by `Category`", "measures revenue\nby products.category\norder revenue desc"},
          {"revenue by \"country\"", "measures revenue\nby customers.country\norder revenue desc"},
      });
}

TEST(WordingRanks, AskedBack) {
  ExpectAskedBack({
      "where are the most customers",
      "how did customer 4 pay for the order",
      "how much did we earn from shipping, by store",
      "which store has the highest revenue, and which the lowest price",
  });
}

TEST(WordingRanks, EachCountedByItself) {
  const testing::World world = testing::GardenWorld();
  const auto contradicts = [&](const char* text) {
    const auto query = semantic::ParseQuery(text);
    EXPECT_TRUE(query) << text;
    return query && ContradictionIn(*query, world.model).has_value();
  };
  EXPECT_TRUE(contradicts("measures count_distinct(orders.order_id)\nby orders.order_id"));
  EXPECT_TRUE(contradicts("by orders.order_id\nhaving count_distinct(orders.order_id) > 6"));
  EXPECT_TRUE(contradicts("measures per(avg, count_distinct(orders.order_id), orders.order_id)"));
  EXPECT_FALSE(
      contradicts("measures revenue / count_distinct(orders.order_id)\nby orders.order_id"));
  EXPECT_FALSE(contradicts("measures count_distinct(orders.order_id)\nby orders.order_date"));
}

}  // namespace
}  // namespace aisle::language
