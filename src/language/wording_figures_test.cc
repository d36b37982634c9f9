// Which figure is meant, of each of what, and what is asked back: over the garden centre.
#include <gtest/gtest.h>

#include "language/garden_world.h"
#include "language/question_cases.h"

namespace aisle::language {
namespace {

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

TEST(Wording, ThingsBesideFiguresAreAskedBack) {
  for (const char* question : {"compare revenue of red and other products",
                               "total stores, orders and revenue of warehouses and customers"}) {
    EXPECT_NE(Garden().Understand(question).outcome, Outcome::kQuery) << question;
  }
}

TEST(Wording, HastyWords) {
  testing::CheckCases(
      Garden(),
      {
          {"rev by country pls", "measures revenue\nby customers.country\norder revenue desc"},
          {"sorry, revenue by cust country",
           "measures revenue\nby customers.country\norder revenue desc"},
          {"revenue by country 23",
           "measures revenue\nby customers.country\nwhere orders.order_date between 2023-01-01 and "
           "2023-12-31\norder revenue desc"},
          {"revenue in march 24",
           "measures revenue\nwhere orders.order_date between 2024-03-01 and 2024-03-31"},
      });
}

TEST(Wording, OneOrTheOther) {
  testing::CheckCases(Garden(), {
                                    {"orders in germany or from the garden category",
                                     "measures orders\nwhere customers.country = \"Germany\" or "
                                     "products.category = \"Garden Furniture\""},
                                    {"revenue of germany or france in the garden category",
                                     "measures revenue\nwhere customers.country in (\"France\", "
                                     "\"Germany\") and products.category = \"Garden Furniture\""},
                                });
}

TEST(Wording, TheSameMonthsOnceMore) {
  testing::CheckCases(
      Garden(), {
                    {"total revenue by month and average unit price per month",
                     "measures revenue, avg(products.price)\nby month(orders.order_date)\norder "
                     "month(orders.order_date) asc"},
                    {"sales by country with %",
                     "measures revenue, share(revenue)\nby customers.country\norder revenue desc"},
                    {"count of orders by country and arrange it in descending order",
                     "measures orders\nby customers.country\norder orders desc"},
                });
}

TEST(Wording, HowOftenCountsOrders) {
  testing::CheckCases(
      Garden(),
      {
          {"how often do customers purchase from each store",
           "measures orders\nby stores.store_name\norder orders desc"},
          {"hwo mnay orders in 2023",
           "measures orders\nwhere orders.order_date between 2023-01-01 and 2023-12-31"},
          {"how many orders were discounted", "measures orders\nwhere order_lines.discount > 0"},
          {"how often was each product ordered",
           "measures orders\nby products.product_name\norder orders desc"},
      });
}

TEST(Wording, OfEachWhereEachIsAsked) {
  testing::CheckCases(
      Garden(), {
                    {"how many Germany and France orders were made by each store",
                     "measures orders\nby stores.store_name, customers.country\nwhere "
                     "customers.country in (\"France\", \"Germany\")\norder orders desc"},
                    {"germany or france? who buys more units by month",
                     "measures units_sold\nby month(orders.order_date), customers.country\nwhere "
                     "customers.country in (\"France\", \"Germany\")\norder "
                     "month(orders.order_date) asc, customers.country asc"},
                    {"which country has the most orders? Show all countries with their revenue",
                     "measures orders, revenue\nby customers.country\norder orders desc"},
                    {"who is the biggest customer in each country",
                     "measures revenue\nby customers.country, customers.customer_name\norder "
                     "revenue desc\nlimit 1 with ties\nper customers.country"},
                    {"percentage of statuses used",
                     "measures orders, share(orders)\nby orders.status\norder orders desc"},
                });
}

TEST(Wording, WhatIsComparedIsWhatIsSaid) {
  testing::CheckCases(
      Garden(),
      {
          {"total products, average price and average order value by category",
           "measures count(products.*), avg(products.price), average_order_value\nby "
           "products.category\norder count(products.*) desc"},
          {"products whose name contains the word 'oak'",
           "rows products.product_id, products.product_name\nwhere products.product_name contains "
           "\"oak\""},
          {"revenue by month based on the order date",
           "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) asc"},
          {"which category has the highest revenue per unit sold",
           "measures revenue / units_sold\nby products.category\norder revenue / units_sold "
           "desc\nlimit 1 with ties"},
          {"customer average order value by segment",
           "measures average_order_value\nby customers.segment\norder average_order_value desc"},
      });
}

TEST(Wording, AShareOfNoFigureIsAskedBack) {
  EXPECT_NE(Garden().Understand("what is the percentage of products which have a store").outcome,
            Outcome::kQuery);
}

}  // namespace
}  // namespace aisle::language
