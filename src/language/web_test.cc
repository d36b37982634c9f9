// Questions to a web shop: visits and what they lead to, lines without a quantity, rates, counts
// that a column holds.
#include <gtest/gtest.h>

#include "language/question_cases.h"
#include "language/web_world.h"

namespace aisle::language {
namespace {

const Language& Shop() { return testing::LanguageOf<testing::WebWorld>(); }

TEST(Web, LinesAreThePiecesAndTheMoney) {
  testing::CheckCases(
      Shop(),
      {
          {"total revenue by product",
           "measures revenue\nby products.product_name\norder revenue desc"},
          {"quarterly revenue",
           "measures revenue\nby quarter(orders.created_at)\norder quarter(orders.created_at) asc"},
          {"gross profit", "measures profit"},
          {"average number of items per order", "measures units_per_order"},
          {"products with more than 500 items ordered",
           "measures units\nby products.product_name\nhaving units > 500\norder units desc"},
          {"which product has been ordered the most times",
           "measures units\nby products.product_name\norder units desc\nlimit 1 with ties"},
          {"number of orders by year and product",
           "measures orders\nby year(orders.created_at), products.product_name\norder "
           "year(orders.created_at) asc, products.product_name asc"},
          {"reorder rate by product",
           "measures reorder_rate\nby products.product_name\norder reorder_rate desc"},
          {"orders, users, items and reorder rate per product",
           "measures orders, count_distinct(orders.user_id), units, reorder_rate\nby "
           "products.product_name\norder orders desc"},
      });
}

TEST(Web, VisitsLeadToOrders) {
  testing::CheckCases(
      Shop(), {
                  {"visits by month",
                   "measures shop_visits\nby month(shop_visits.created_at)\norder "
                   "month(shop_visits.created_at) asc"},
                  {"monthly trend of visits and orders",
                   "measures shop_visits, orders\nby month(shop_visits.created_at)\norder "
                   "month(shop_visits.created_at) asc"},
                  {"which source has the most visits",
                   "measures shop_visits\nby shop_visits.source\norder shop_visits desc\nlimit 1 "
                   "with ties"},
                  {"conversion rate by device",
                   "measures conversion_rate\nby shop_visits.device\norder conversion_rate desc"},
                  {"revenue per visit by device",
                   "measures revenue / shop_visits\nby shop_visits.device\norder revenue / "
                   "shop_visits desc"},
                  {"show phone visits from search",
                   "rows shop_visits.shop_visit_id, shop_visits.device, shop_visits.source\nwhere "
                   "shop_visits.device = \"phone\" and shop_visits.source = \"search\""},
              });
}

TEST(Web, ReturnsNameTheLine) {
  testing::CheckCases(
      Shop(),
      {
          {"which product has the highest refund rate",
           "measures return_rate\nby products.product_name\norder return_rate desc\nlimit 1 with "
           "ties"},
          {"refunds by product", "measures refunds\nby products.product_name\norder refunds desc"},
      });
}

TEST(Web, RatesAskedInPercent) {
  testing::CheckCases(
      Shop(),
      {
          {"products with a discount above 50%",
           "rows products.product_id, products.product_name, products.discount_percentage\nwhere "
           "products.discount_percentage > 0.5"},
          {"products with a discount above 50",
           "rows products.product_id, products.product_name, products.discount_percentage\nwhere "
           "products.discount_percentage > 0.5"},
          {"how many products have a discount of 50% or more",
           "measures products\nwhere products.discount_percentage >= 0.5"},
          {"products with a discount between 10% and 20%",
           "rows products.product_id, products.product_name, products.discount_percentage\nwhere "
           "products.discount_percentage between 0.1 and 0.2"},
          {"products with a discount above 0.5",
           "rows products.product_id, products.product_name, products.discount_percentage\nwhere "
           "products.discount_percentage > 0.5"},
      });
}

TEST(Web, CountsThatAColumnHolds) {
  testing::CheckCases(
      Shop(),
      {
          {"which product has the highest number of ratings",
           "measures sum(products.rating_count)\nby products.product_name\norder "
           "sum(products.rating_count) desc\nlimit 1 with ties"},
          {"number of ratings per category",
           "measures sum(products.rating_count)\nby products.category\norder "
           "sum(products.rating_count) desc"},
          {"products rated below 3.5 with more than 10,000 ratings",
           "rows products.product_id, products.product_name, products.rating, "
           "products.rating_count\nwhere products.rating < 3.5 and products.rating_count > 10000"},
          {"products with more than 4 rating",
           "rows products.product_id, products.product_name, products.rating\nwhere "
           "products.rating > 4"},
      });
}

TEST(Web, AgainstTheAverageWithinAGroup) {
  testing::CheckCases(
      Shop(),
      {{"list products rated above the average rating of their category",
        "rows products.product_id, products.product_name, products.rating, "
        "products.category\nwhere products.rating > of(avg(products.rating), products.category)"}});
}

TEST(Web, TheTopOneOfSingleThings) {
  testing::CheckCases(
      Shop(), {
                  {"maximum number of orders placed by a single customer",
                   "measures orders\nby orders.user_id\norder orders desc\nlimit 1"},
                  {"the highest revenue in a single day",
                   "measures revenue\nby day(orders.created_at)\norder revenue desc\nlimit 1"},
                  {"max revenue in a month",
                   "measures revenue\nby month(orders.created_at)\norder revenue desc\nlimit 1"},
                  {"most orders from one source",
                   "measures orders\nby shop_visits.source\norder orders desc\nlimit 1"},
              });
}

}  // namespace
}  // namespace aisle::language
