// Conversations about the things of the last answer: which of them, how many of them, what they do.
#include <gtest/gtest.h>

#include "language/conversation_cases.h"
#include "language/garden_world.h"

namespace aisle::language {
namespace {

using testing::Converse;

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

TEST(ConversationThings, WhichOneOfThem) {
  Converse(Garden(),
           {{"revenue by category", "measures revenue\nby products.category\norder revenue desc"},
            {"only germany",
             "measures revenue\nby products.category\nwhere customers.country = \"Germany\"\norder "
             "revenue desc"},
            {"which one has the most orders",
             "measures orders\nby products.category\nwhere customers.country = \"Germany\"\norder "
             "orders desc\nlimit 1 with ties"},
            {"and the worst 2",
             "measures orders\nby products.category\nwhere customers.country = \"Germany\"\norder "
             "orders asc\nlimit 2"}});
}

TEST(ConversationThings, WhoTheyAre) {
  Converse(Garden(), {{"number of customers", "measures count(customers.*)"},
                      {"who are they", "rows customers.customer_id, customers.customer_name"},
                      {"only germany",
                       "rows customers.customer_id, customers.customer_name\nwhere "
                       "customers.country = \"Germany\""}});
}

TEST(ConversationThings, HowManyOfThem) {
  Converse(
      Garden(),
      {{"number of customers in germany",
        "measures count(customers.*)\nwhere customers.country = \"Germany\""},
       {"how many of them ordered more than once",
        "measures count(customers.*)\nwhere customers.country = \"Germany\" and "
        "customers.customer_id in (by customers.customer_id having orders > 1 from order_lines)"}});
}

TEST(ConversationThings, OthersTakeTheirPlaceInARanking) {
  Converse(Garden(), {{"top 3 products by revenue",
                       "measures revenue\nby products.product_name\norder revenue desc\nlimit 3"},
                      {"and customers?",
                       "measures revenue\nby customers.customer_name\norder revenue desc\nlimit 3"},
                      {"drop the top 3 show all",
                       "measures revenue\nby customers.customer_name\norder revenue desc"}});
}

TEST(ConversationThings, PartsOfAnotherFigure) {
  Converse(
      Garden(),
      {{"cancelled orders by country",
        "measures orders\nby customers.country\nwhere orders.status = \"Cancelled\"\norder orders "
        "desc"},
       {"as a percentage of all orders",
        "measures (orders where orders.status = \"Cancelled\") / orders\nby "
        "customers.country\norder (orders where orders.status = \"Cancelled\") / orders desc"}});
}

TEST(ConversationThings, TwoSidesOfWhatWasAsked) {
  Converse(
      Garden(),
      {{"average order value by country",
        "measures average_order_value\nby customers.country\norder average_order_value desc"},
       {"2023 v 2024",
        "measures average_order_value\nby customers.country, year(orders.order_date)\nwhere "
        "orders.order_date between 2023-01-01 and 2023-12-31 or orders.order_date between "
        "2024-01-01 and 2024-12-31\norder customers.country asc, year(orders.order_date) asc"}});
  Converse(Garden(),
           {{"revenue by category", "measures revenue\nby products.category\norder revenue desc"},
            {"only france",
             "measures revenue\nby products.category\nwhere customers.country = \"France\"\norder "
             "revenue desc"},
            {"forget france, do germany vs spain",
             "measures revenue\nby customers.country\nwhere customers.country in (\"Germany\", "
             "\"Spain\")\norder revenue desc"}});
}

TEST(ConversationThings, HowMuchThatIs) {
  Converse(Garden(),
           {{"revenue by category in germany",
             "measures revenue\nby products.category\nwhere customers.country = \"Germany\"\norder "
             "revenue desc"},
            {"how many orders is that", "measures orders\nwhere customers.country = \"Germany\""},
            {"per customer instead",
             "measures orders\nby customers.customer_name\nwhere customers.country = "
             "\"Germany\"\norder orders desc"}});
}

TEST(ConversationThings, WhatTheySell) {
  Converse(Garden(),
           {{"best store by revenue",
             "measures revenue\nby stores.store_name\norder revenue desc\nlimit 1 with ties",
             {{"Main Street"}}},
            {"what does it sell",
             "measures revenue\nby products.product_name\nwhere stores.store_name = \"Main "
             "Street\"\norder revenue desc"}});
}

// Several rows are shown, so "that" is none of them.
TEST(ConversationThings, AVagueThatIsAskedBack) {
  Converse(Garden(), {{"revenue by category",
                       "measures revenue\nby products.category\norder revenue desc",
                       {{"Pots"}, {"Tools"}}},
                      {"number of orders of that", ""}});
}

}  // namespace
}  // namespace aisle::language
