// Conversations, turn by turn, typed as people type: the canonical query after each.
#include <gtest/gtest.h>

#include "language/conversation_cases.h"
#include "language/craft_world.h"
#include "language/garden_world.h"

namespace aisle::language {
namespace {

using testing::Converse;

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

const Language& Crafts() { return testing::LanguageOf<testing::CraftWorld>(); }

TEST(Conversation, FiltersComeAndGo) {
  Converse(Garden(),
           {{"revenue by category", "measures revenue\nby products.category\norder revenue desc"},
            {"only germany",
             "measures revenue\nby products.category\nwhere customers.country = \"Germany\"\norder "
             "revenue desc"},
            {"wat about spain?",
             "measures revenue\nby products.category\nwhere customers.country = \"Spain\"\norder "
             "revenue desc"},
            {"and germany too",
             "measures revenue\nby products.category\nwhere customers.country in (\"Germany\", "
             "\"Spain\")\norder revenue desc"},
            {"without cancelled",
             "measures revenue\nby products.category\nwhere customers.country in (\"Germany\", "
             "\"Spain\") and not orders.status = \"Cancelled\"\norder revenue desc"},
            {"for all countries again",
             "measures revenue\nby products.category\nwhere not orders.status = "
             "\"Cancelled\"\norder revenue desc"},
            {"remove the filter on status",
             "measures revenue\nby products.category\norder revenue desc"},
            {"2023",
             "measures revenue\nby products.category\nwhere orders.order_date between 2023-01-01 "
             "and 2023-12-31\norder revenue desc"},
            {"clear the filters", "measures revenue\nby products.category\norder revenue desc"}});
}

TEST(Conversation, FiltersByValueAlone) {
  Converse(Garden(), {{"total sales", "measures revenue"},
                      {"germany", "measures revenue\nwhere customers.country = \"Germany\""},
                      {"in 2023",
                       "measures revenue\nwhere customers.country = \"Germany\" and "
                       "orders.order_date between 2023-01-01 and 2023-12-31"},
                      {"excluding tools",
                       "measures revenue\nwhere customers.country = \"Germany\" and "
                       "orders.order_date between 2023-01-01 and 2023-12-31 and not "
                       "products.category = \"Tools\""},
                      {"2024 instead",
                       "measures revenue\nwhere customers.country = \"Germany\" and "
                       "orders.order_date between 2024-01-01 and 2024-12-31 and not "
                       "products.category = \"Tools\""},
                      {"drop germany",
                       "measures revenue\nwhere orders.order_date between 2024-01-01 and "
                       "2024-12-31 and not products.category = \"Tools\""},
                      {"no filters", "measures revenue"}});
}

TEST(Conversation, GroupsAndGrains) {
  Converse(
      Garden(),
      {{"revenue by category", "measures revenue\nby products.category\norder revenue desc"},
       {"by region insted", "measures revenue\nby stores.region\norder revenue desc"},
       {"also by month",
        "measures revenue\nby stores.region, month(orders.order_date)\norder stores.region asc, "
        "month(orders.order_date) asc"},
       {"weekly instead",
        "measures revenue\nby stores.region, week(orders.order_date)\norder stores.region asc, "
        "week(orders.order_date) asc"},
       {"by quarter",
        "measures revenue\nby stores.region, quarter(orders.order_date)\norder stores.region asc, "
        "quarter(orders.order_date) asc"},
       {"remove the split by region",
        "measures revenue\nby quarter(orders.order_date)\norder quarter(orders.order_date) asc"},
       {"per store", "measures revenue\nby stores.store_name\norder revenue desc"},
       {"in total", "measures revenue"}});
}

TEST(Conversation, GroupsAreExchangedOneForAnother) {
  Converse(Garden(),
           {{"revenue by region and category",
             "measures revenue\nby stores.region, products.category\norder revenue desc"},
            {"by segment instead of category",
             "measures revenue\nby stores.region, customers.segment\norder revenue desc"},
            {"and per country",
             "measures revenue\nby stores.region, customers.segment, customers.country\norder "
             "revenue desc"},
            {"remove segment",
             "measures revenue\nby stores.region, customers.country\norder revenue desc"},
            {"without country", "measures revenue\nby stores.region\norder revenue desc"},
            {"total only", "measures revenue"}});
}

TEST(Conversation, Figures) {
  Converse(
      Garden(),
      {{"revenue by region", "measures revenue\nby stores.region\norder revenue desc"},
       {"same for units", "measures units_sold\nby stores.region\norder units_sold desc"},
       {"show orders too", "measures units_sold, orders\nby stores.region\norder units_sold desc"},
       {"drop orders", "measures units_sold\nby stores.region\norder units_sold desc"},
       {"and the aov?",
        "measures average_order_value\nby stores.region\norder average_order_value desc"},
       {"revenue instead", "measures revenue\nby stores.region\norder revenue desc"},
       {"as a share", "measures revenue, share(revenue)\nby stores.region\norder revenue desc"},
       {"same for units",
        "measures units_sold, share(units_sold)\nby stores.region\norder units_sold desc"}});
}

TEST(Conversation, NumbersAndOrders) {
  Converse(
      Garden(),
      {{"top 5 products by revenue",
        "measures revenue\nby products.product_name\norder revenue desc\nlimit 5"},
       {"top 10 instead",
        "measures revenue\nby products.product_name\norder revenue desc\nlimit 10"},
       {"only the first 3",
        "measures revenue\nby products.product_name\norder revenue desc\nlimit 3"},
       {"lowest first", "measures revenue\nby products.product_name\norder revenue asc\nlimit 3"},
       {"sort by units",
        "measures revenue, units_sold\nby products.product_name\norder units_sold desc\nlimit "
        "3"},
       {"all of them",
        "measures revenue, units_sold\nby products.product_name\norder units_sold desc"},
       {"alphabetically",
        "measures revenue, units_sold\nby products.product_name\norder products.product_name "
        "asc"}});
}

TEST(Conversation, Comparisons) {
  Converse(
      Garden(),
      {{"revenue by region in 2024",
        "measures revenue\nby stores.region\nwhere orders.order_date between 2024-01-01 and "
        "2024-12-31\norder revenue desc"},
       {"compare with last year",
        "measures (revenue where orders.order_date between 2023-01-01 and 2023-12-31), (revenue "
        "where orders.order_date between 2024-01-01 and 2024-12-31), ((revenue where "
        "orders.order_date between 2024-01-01 and 2024-12-31) - (revenue where orders.order_date "
        "between 2023-01-01 and 2023-12-31)) / (revenue where orders.order_date between "
        "2023-01-01 and 2023-12-31)\nby stores.region\norder (revenue where orders.order_date "
        "between 2024-01-01 and 2024-12-31) desc"},
       {"monthly revenue",
        "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) asc"},
       {"vs the previous month",
        "measures revenue, change(revenue), growth(revenue)\nby "
        "month(orders.order_date)\norder month(orders.order_date) asc"},
       {"revenue in germany", "measures revenue\nwhere customers.country = \"Germany\""},
       {"vs spain",
        "measures revenue\nby customers.country\nwhere customers.country in (\"Germany\", "
        "\"Spain\")\norder revenue desc"}});
}

TEST(Conversation, RowsOfTheLastAnswer) {
  Converse(
      Garden(),
      {{"revenue by category",
        "measures revenue\nby products.category\norder revenue desc",
        {{std::string("Tools")}, {std::string("Seeds")}, {std::string("Pots")}}},
       {"the second one", "measures revenue\nwhere products.category = \"Seeds\""},
       {"by month",
        "measures revenue\nby month(orders.order_date)\nwhere products.category = \"Seeds\"\norder "
        "month(orders.order_date) asc",
        {{FromCivil({2023, 1, 1})}, {FromCivil({2023, 2, 1})}}},
       {"the first one by region",
        "measures revenue\nby stores.region\nwhere orders.order_date between 2023-01-01 and "
        "2023-01-31 and products.category = \"Seeds\"\norder revenue desc"},
       {"the 9th one", ""},
       {"same for units",
        "measures units_sold\nby stores.region\nwhere orders.order_date between 2023-01-01 and "
        "2023-01-31 and products.category = \"Seeds\"\norder units_sold desc"}});
}

TEST(Conversation, ThoseAndTheirs) {
  Converse(
      Garden(),
      {{"top 2 customers by revenue",
        "measures revenue\nby customers.customer_name\norder revenue desc\nlimit 2",
        {{std::string("Ada")}, {std::string("Bob")}}},
       {"these customers by city",
        "measures revenue\nby customers.city\nwhere customers.customer_name in (\"Ada\", "
        "\"Bob\")\norder revenue desc"},
       {"top 2 customers by revenue",
        "measures revenue\nby customers.customer_name\norder revenue desc\nlimit 2",
        {{std::string("Ada")}, {std::string("Bob")}}},
       {"the first one", "measures revenue\nwhere customers.customer_name = \"Ada\""},
       {"show me their orders", "rows orders.order_id\nwhere customers.customer_name = \"Ada\""},
       {"by month",
        "measures count(orders.*)\nby month(orders.order_date)\nwhere "
        "customers.customer_name = \"Ada\"\norder month(orders.order_date) asc"}});
}

TEST(Conversation, FreshQuestionsStartAfresh) {
  Converse(
      Garden(),
      {{"revenue in germany", "measures revenue\nwhere customers.country = \"Germany\""},
       {"units by region", "measures units_sold\nby stores.region\norder units_sold desc"},
       {"how many customers do we have?", "measures count(customers.*)"},
       {"what is the total revenue?", "measures revenue"},
       {"only trade", "measures revenue\nwhere customers.segment = \"Trade\""},
       {"new question: units in spain", "measures units_sold\nwhere customers.country = \"Spain\""},
       {"undo", ""},
       {"start over", ""}});
}

TEST(Conversation, SeveralEditsInOneLine) {
  Converse(Garden(),
           {{"revenue by category", "measures revenue\nby products.category\norder revenue desc"},
            {"by country instead, top 3",
             "measures revenue\nby customers.country\norder revenue desc\nlimit 3"},
            {"only trade, lowest first",
             "measures revenue\nby customers.country\nwhere customers.segment = \"Trade\"\norder "
             "revenue asc\nlimit 3"},
            {"germany, spain",
             "measures revenue\nby customers.country\nwhere customers.country in (\"Germany\", "
             "\"Spain\") and customers.segment = \"Trade\"\norder revenue asc\nlimit 3"},
            {"by month, drop the country filter",
             "measures revenue\nby month(orders.order_date)\nwhere customers.segment = "
             "\"Trade\"\norder month(orders.order_date) asc"}});
}

TEST(Conversation, SplitsStandBeside) {
  Converse(
      Garden(),
      {{"revenue by region", "measures revenue\nby stores.region\norder revenue desc"},
       {"split by category",
        "measures revenue\nby stores.region, products.category\norder revenue desc"},
       {"worst first", "measures revenue\nby stores.region, products.category\norder revenue asc"},
       {"by country top 2",
        "measures revenue\nby customers.country\norder revenue desc\nlimit 2"}});
}

TEST(Conversation, ThePlaceThatWasSpokenOf) {
  Converse(Garden(), {{"revenue by category in germany",
                       "measures revenue\nby products.category\nwhere customers.country = "
                       "\"Germany\"\norder revenue desc"},
                      {"top 3 products there",
                       "measures revenue\nby products.product_name\nwhere customers.country = "
                       "\"Germany\"\norder revenue desc\nlimit 3"}});
  Converse(Garden(),
           {{"revenue by category", "measures revenue\nby products.category\norder revenue desc"},
            {"top 3 products there", ""}});
}

TEST(Conversation, FiguresOfTheSamePart) {
  Converse(Crafts(), {{"cancelled orders by month",
                       "measures cancelled_orders\nby month(orders.order_date)\norder "
                       "month(orders.order_date) asc"},
                      {"and their revenue",
                       "measures (revenue where orders.order_status = \"canceled\")\nby "
                       "month(orders.order_date)\norder month(orders.order_date) asc"},
                      {"what about orders",
                       "measures (orders where orders.order_status = \"canceled\")\nby "
                       "month(orders.order_date)\norder month(orders.order_date) asc"}});
  Converse(Garden(),
           {{"revenue by country in 2023",
             "measures revenue\nby customers.country\nwhere orders.order_date between 2023-01-01 "
             "and 2023-12-31\norder revenue desc"},
            {"compare with the year before",
             "measures (revenue where orders.order_date between 2022-01-01 and 2022-12-31), "
             "(revenue where orders.order_date between 2023-01-01 and 2023-12-31), ((revenue where "
             "orders.order_date between 2023-01-01 and 2023-12-31) - (revenue where "
             "orders.order_date between 2022-01-01 and 2022-12-31)) / (revenue where "
             "orders.order_date between 2022-01-01 and 2022-12-31)\nby customers.country\norder "
             "(revenue where orders.order_date between 2023-01-01 and 2023-12-31) desc"},
            {"and units",
             "measures (units_sold where orders.order_date between 2022-01-01 and 2022-12-31), "
             "(units_sold where orders.order_date between 2023-01-01 and 2023-12-31), ((units_sold "
             "where orders.order_date between 2023-01-01 and 2023-12-31) - (units_sold where "
             "orders.order_date between 2022-01-01 and 2022-12-31)) / (units_sold where "
             "orders.order_date between 2022-01-01 and 2022-12-31)\nby customers.country\norder "
             "(units_sold where orders.order_date between 2023-01-01 and 2023-12-31) desc"}});
}

TEST(Conversation, WhatARankingNeededGoesWithIt) {
  Converse(Crafts(),
           {{"top 5 sellers by revenue",
             "measures revenue\nby sellers.seller_id\norder revenue desc\nlimit 5"},
            {"by month instead",
             "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) asc"}});
}

TEST(Conversation, MonthsAroundOne) {
  Converse(
      Garden(),
      {{"revenue by region in june 2023",
        "measures revenue\nby stores.region\nwhere orders.order_date between 2023-06-01 and "
        "2023-06-30\norder revenue desc"},
       {"and by month?",
        "measures revenue\nby stores.region, month(orders.order_date)\nwhere orders.order_date "
        "between 2023-01-01 and 2023-12-31\norder stores.region asc, month(orders.order_date) asc"},
       {"excl germany",
        "measures revenue\nby stores.region, month(orders.order_date)\nwhere not customers.country "
        "= \"Germany\" and orders.order_date between 2023-01-01 and 2023-12-31\norder "
        "stores.region asc, month(orders.order_date) asc"},
       {"why did it drop in march", ""}});
}

TEST(Conversation, WhyOffersWhereItChanged) {
  const Understanding why = Garden().Understand("why did revenue drop in june 2023?", nullptr);
  EXPECT_EQ(why.outcome, Outcome::kRefuse);
  ASSERT_FALSE(why.choices.empty());
  EXPECT_EQ(why.choices.front(), "change in revenue from May 2023 to June 2023 by category");
  for (const std::string& choice : why.choices) {
    EXPECT_EQ(Garden().Understand(choice, nullptr).outcome, Outcome::kQuery) << choice;
  }
}

TEST(Conversation, BareFiguresKeepTheFrame) {
  Converse(
      Garden(),
      {{"revenue by country in 2023",
        "measures revenue\nby customers.country\nwhere orders.order_date between 2023-01-01 and "
        "2023-12-31\norder revenue desc"},
       {"only trade",
        "measures revenue\nby customers.country\nwhere customers.segment = \"Trade\" and "
        "orders.order_date between 2023-01-01 and 2023-12-31\norder revenue desc"},
       {"aov?",
        "measures average_order_value\nby customers.country\nwhere customers.segment = \"Trade\" "
        "and orders.order_date between 2023-01-01 and 2023-12-31\norder average_order_value desc"},
       {"best month",
        "measures average_order_value\nby month(orders.order_date)\nwhere customers.segment = "
        "\"Trade\" and orders.order_date between 2023-01-01 and 2023-12-31\norder "
        "average_order_value desc\nlimit 1"},
       {"by quarter 2024",
        "measures average_order_value\nby quarter_of_year(orders.order_date)\nwhere "
        "customers.segment = \"Trade\" and orders.order_date between 2024-01-01 and "
        "2024-12-31\norder quarter_of_year(orders.order_date) asc"}});
}

TEST(Conversation, ComparisonsEndAndAreNotRepeated) {
  Converse(Garden(),
           {{"revenue by country 2023",
             "measures revenue\nby customers.country\nwhere orders.order_date between 2023-01-01 "
             "and 2023-12-31\norder revenue desc"},
            {"compare with last year",
             "measures (revenue where orders.order_date between 2022-01-01 and 2022-12-31), "
             "(revenue where orders.order_date between 2023-01-01 and 2023-12-31), ((revenue where "
             "orders.order_date between 2023-01-01 and 2023-12-31) - (revenue where "
             "orders.order_date between 2022-01-01 and 2022-12-31)) / (revenue where "
             "orders.order_date between 2022-01-01 and 2022-12-31)\nby customers.country\norder "
             "(revenue where orders.order_date between 2023-01-01 and 2023-12-31) desc"},
            {"vs last yr",
             "measures (revenue where orders.order_date between 2022-01-01 and 2022-12-31), "
             "(revenue where orders.order_date between 2023-01-01 and 2023-12-31), ((revenue where "
             "orders.order_date between 2023-01-01 and 2023-12-31) - (revenue where "
             "orders.order_date between 2022-01-01 and 2022-12-31)) / (revenue where "
             "orders.order_date between 2022-01-01 and 2022-12-31)\nby customers.country\norder "
             "(revenue where orders.order_date between 2023-01-01 and 2023-12-31) desc"},
            {"what about 2024",
             "measures revenue\nby customers.country\nwhere orders.order_date between 2024-01-01 "
             "and 2024-12-31\norder revenue desc"},
            {"now as a share",
             "measures revenue, share(revenue)\nby customers.country\nwhere orders.order_date "
             "between 2024-01-01 and 2024-12-31\norder revenue desc"},
            {"and the aov",
             "measures average_order_value\nby customers.country\nwhere orders.order_date between "
             "2024-01-01 and 2024-12-31\norder average_order_value desc"}});
}

TEST(Conversation, CraftFair) {
  Converse(Crafts(),
           {{"revenue by product category",
             "measures revenue\nby products.product_category\norder revenue desc"},
            {"only delivered",
             "measures revenue\nby products.product_category\nwhere orders.order_status = "
             "\"delivered\"\norder revenue desc"},
            {"monthly instead",
             "measures revenue\nby month(orders.order_date)\nwhere orders.order_status = "
             "\"delivered\"\norder month(orders.order_date) asc"},
            {"in 2023",
             "measures revenue\nby month(orders.order_date)\nwhere orders.order_date between "
             "2023-01-01 and 2023-12-31 and orders.order_status = \"delivered\"\norder "
             "month(orders.order_date) asc"},
            {"by quarter",
             "measures revenue\nby quarter(orders.order_date)\nwhere orders.order_date between "
             "2023-01-01 and 2023-12-31 and orders.order_status = \"delivered\"\norder "
             "quarter(orders.order_date) asc"},
            {"what about shipped",
             "measures revenue\nby quarter(orders.order_date)\nwhere orders.order_date between "
             "2023-01-01 and 2023-12-31 and orders.order_status = \"shipped\"\norder "
             "quarter(orders.order_date) asc"}});
}

}  // namespace
}  // namespace aisle::language
