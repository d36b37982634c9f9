// Turns that point at what was said: they edit it or ask back, and never drop it.
#include <gtest/gtest.h>

#include "language/bazaar_world.h"
#include "language/conversation_cases.h"
#include "language/garden_world.h"

namespace aisle::language {
namespace {

using testing::Converse;

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

const Language& Bazaar() { return testing::LanguageOf<testing::BazaarWorld>(); }

TEST(ConversationPointers, TheBestInEachOfThem) {
  Converse(Garden(),
           {{"revenue by region in 2023",
             "measures revenue\nby stores.region\nwhere orders.order_date between 2023-01-01 and "
             "2023-12-31\norder revenue desc"},
            {"which product sold best in each of them",
             "measures revenue\nby stores.region, products.product_name\nwhere orders.order_date "
             "between 2023-01-01 and 2023-12-31\norder revenue desc\nlimit 1 with ties\nper "
             "stores.region"}});
  Converse(Garden(), {{"revenue in 2023",
                       "measures revenue\nwhere orders.order_date between 2023-01-01 and "
                       "2023-12-31"},
                      {"which product sold best in each of them", ""}});
}

TEST(ConversationPointers, OnItKeepsTheContext) {
  Converse(Bazaar(), {{"sales by store country in 2023",
                       "measures revenue\nby stores.store_country\nwhere orders.order_date between "
                       "2023-01-01 and 2023-12-31\norder revenue desc"},
                      {"what did we make on it, profit",
                       "measures profit\nby stores.store_country\nwhere orders.order_date between "
                       "2023-01-01 and 2023-12-31\norder profit desc"}});
}

TEST(ConversationPointers, TheSamePeriod) {
  Converse(Bazaar(),
           {{"sales by store country in 2023",
             "measures revenue\nby stores.store_country\nwhere orders.order_date between "
             "2023-01-01 and 2023-12-31\norder revenue desc"},
            {"profit by brand for the same yr",
             "measures profit\nby products.brand\nwhere orders.order_date between 2023-01-01 and "
             "2023-12-31\norder profit desc"},
            {"sales by brand", "measures revenue\nby products.brand\norder revenue desc"},
            {"profit by category for the same year", ""}});
}

TEST(ConversationPointers, BothOfWhat) {
  Converse(Garden(), {{"revenue by category in germany",
                       "measures revenue\nby products.category\nwhere customers.country = "
                       "\"Germany\"\norder revenue desc"},
                      {"units from both", ""}});
  Converse(Garden(),
           {{"orders in germany and spain",
             "measures orders\nwhere customers.country in (\"Germany\", \"Spain\")"},
            {"units from both",
             "measures units_sold\nwhere customers.country in (\"Germany\", \"Spain\")"}});
}

TEST(ConversationPointers, ANumberOfThem) {
  Converse(Garden(),
           {{"top 2 customers by revenue",
             "measures revenue\nby customers.customer_name\norder revenue desc\nlimit 2",
             {{"Ada"}, {"Bob"}}},
            {"what else, how many orders had those 2",
             "measures orders\nby customers.customer_name\nwhere customers.customer_name in "
             "(\"Ada\", \"Bob\")\norder orders desc"}});
  Converse(Garden(), {{"top 2 customers by revenue",
                       "measures revenue\nby customers.customer_name\norder revenue desc\nlimit 2",
                       {{"Ada"}, {"Bob"}}},
                      {"how many orders had those 5", ""}});
}

TEST(ConversationPointers, WhoDidAndWhere) {
  Converse(Bazaar(),
           {{"top 2 products by sales",
             "measures revenue\nby products.product_name\norder revenue desc\nlimit 2",
             {{"Oak Stool"}, {"Tin Whistle"}}},
            {"who supplies them",
             "by products.product_name, suppliers.supplier_name\nwhere products.product_name in "
             "(\"Oak Stool\", \"Tin Whistle\")\norder products.product_name asc, "
             "suppliers.supplier_name asc",
             {{"Oak Stool", "Timber Ltd"}, {"Tin Whistle", "Brassworks"}}},
            {"sales of those suppliers",
             "measures revenue\nby suppliers.supplier_name\nwhere suppliers.supplier_name in "
             "(\"Brassworks\", \"Timber Ltd\")\norder revenue desc"}});
  Converse(Bazaar(),
           {{"top 2 customers by sales",
             "measures revenue\nby customers.customer_name, customers.customer_id\norder revenue "
             "desc\nlimit 2",
             {{"Ada", int64_t{7}}, {"Bob", int64_t{9}}}},
            {"where do they live",
             "by customers.customer_name, customers.customer_id, customers.customer_city, "
             "customers.customer_country\nwhere customers.customer_id = 7 and "
             "customers.customer_name = \"Ada\" or customers.customer_id = 9 and "
             "customers.customer_name = \"Bob\"\norder customers.customer_name asc, "
             "customers.customer_id asc, customers.customer_city asc, "
             "customers.customer_country asc"}});
  Converse(Bazaar(), {{"top 2 products by sales",
                       "measures revenue\nby products.product_name\norder revenue desc\nlimit 2",
                       {{"Oak Stool"}, {"Tin Whistle"}}},
                      {"where do they live", ""}});
}

TEST(ConversationPointers, ThoseThatBelongToWhatIsShown) {
  Converse(Bazaar(),
           {{"top 2 products by sales",
             "measures revenue\nby products.product_name\norder revenue desc\nlimit 2",
             {{"Oak Stool"}, {"Tin Whistle"}}},
            {"sales of those suppliers",
             "measures revenue\nby suppliers.supplier_name\nwhere suppliers.supplier_name in (by "
             "suppliers.supplier_name where products.product_name in (\"Oak Stool\", \"Tin "
             "Whistle\") from order_lines)\norder revenue desc"}});
}

TEST(ConversationPointers, WhatTheOnesInSightBuy) {
  Converse(Garden(),
           {{"revenue in germany", "measures revenue\nwhere customers.country = \"Germany\""},
            {"what do they buy most",
             "measures revenue\nby products.product_name\nwhere customers.country = "
             "\"Germany\"\norder revenue desc"}});
}

}  // namespace
}  // namespace aisle::language
