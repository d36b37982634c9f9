// Questions over the craft fair, whose model is inferred: what was once misread over data that
// nobody had tuned anything to.
#include <gtest/gtest.h>

#include "language/craft_world.h"
#include "language/question_cases.h"

namespace aisle::language {
namespace {

const Language& Crafts() { return testing::LanguageOf<testing::CraftWorld>(); }

void Check(const std::vector<testing::Case>& cases) { testing::CheckCases(Crafts(), cases); }

TEST(Craft, LinesWithoutQuantityArePieces) {
  Check({{"How many items were sold?", "measures units"},
         {"Sellers with more than 40 items sold",
          "measures units\nby sellers.seller_id\nhaving units > 40\norder units desc"},
         {"Average number of items per order", "measures units_per_order"},
         {"How many products does each seller sell?",
          "measures products\nby sellers.seller_id\norder products desc"},
         {"How many products have never been sold?",
          "measures products\nwhere not products.product_id in (by order_items.product_id from "
          "order_items)"}});
}

TEST(Craft, PartsOfHeadingsNameColumns) {
  Check({{"average freight by seller state",
          "measures avg(order_items.freight_value)\nby sellers.seller_state\norder "
          "avg(order_items.freight_value) desc"},
         {"How many orders were paid with more than 5 installments?",
          "measures orders\nwhere order_payments.payment_installments > 5"},
         {"average product weight by category",
          "measures avg(products.product_weight_g)\nby products.product_category\norder "
          "avg(products.product_weight_g) desc"},
         {"Average score by state",
          "measures avg(order_reviews.review_score)\nby customers.customer_state\norder "
          "avg(order_reviews.review_score) desc"}});
}

TEST(Craft, SuperlativesOfQualities) {
  Check({{"Heaviest product in each category",
          "measures max(products.product_weight_g)\nby products.product_category, "
          "products.product_id\norder max(products.product_weight_g) desc\nlimit 1 with ties per "
          "products.product_category"},
         {"Which state has the slowest delivery?",
          "measures delivery_days\nby customers.customer_state\norder delivery_days desc\nlimit 1 "
          "with ties"},
         {"Which payment type is used the most?",
          "measures orders\nby order_payments.payment_type\norder orders desc\nlimit 1 with ties"},
         {"Which product is sold in the most states?",
          "measures count_distinct(customers.customer_state)\nby products.product_id\norder "
          "count_distinct(customers.customer_state) desc\nlimit 1 with ties"}});
}

TEST(Craft, EachDeedHasItsDate) {
  Check({{"Number of orders delivered in March 2023",
          "measures orders\nwhere orders.delivered_date between 2023-03-01 and 2023-03-31"},
         {"orders approved in March 2023",
          "measures orders\nwhere orders.approved_at between 2023-03-01 and 2023-03-31"},
         {"number of orders by month of delivery",
          "measures orders\nby month(orders.delivered_date)\norder month(orders.delivered_date) "
          "asc"},
         {"Orders not delivered yet", "measures orders\nwhere orders.delivered_date is missing"},
         {"Orders without approval date", "measures orders\nwhere orders.approved_at is missing"},
         {"When was the first order?", "measures min(orders.order_date)"},
         {"Earliest order date", "measures min(orders.order_date)"},
         {"Last order of each customer",
          "measures max(orders.order_date)\nby customers.customer_id\norder "
          "max(orders.order_date) desc"}});
}

TEST(Craft, WhatIsNotThere) {
  Check({{"How many orders have no review?",
          "measures orders\nwhere not orders.order_id in (by order_reviews.order_id from "
          "order_reviews)"},
         {"How many customers never ordered?",
          "measures customers\nwhere not customers.customer_id in (by orders.customer_id from "
          "orders)"},
         {"How many customers did not order in 2023?",
          "measures customers\nwhere not customers.customer_id in (by orders.customer_id where "
          "orders.order_date between 2023-01-01 and 2023-12-31 from orders)"},
         {"Total revenue excluding canceled orders",
          "measures revenue\nwhere not orders.order_status = \"canceled\""},
         {"How many customers bought only once?",
          "measures customers\nwhere customers.customer_id in (by customers.customer_id having "
          "orders = 1 from order_items)"}});
}

// The buyer's place where none is named, and the answer says so.
TEST(Craft, TheBuyersSide) {
  const Understanding understanding = Crafts().Understand("revenue by state");
  ASSERT_EQ(understanding.outcome, Outcome::kQuery);
  EXPECT_EQ(semantic::ToString(understanding.query.groups.front().expr),
            "customers.customer_state");
  ASSERT_FALSE(understanding.assumptions.empty());
  EXPECT_NE(understanding.assumptions.front().find("not Seller State"), std::string::npos);
}

}  // namespace
}  // namespace aisle::language
