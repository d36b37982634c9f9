// Corrections, rates of what was counted, comparisons of a period, and what has no context at all.
#include <gtest/gtest.h>

#include "language/bazaar_world.h"
#include "language/conversation_cases.h"
#include "language/garden_world.h"

namespace aisle::language {
namespace {

using testing::Converse;

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

const Language& Bazaar() { return testing::LanguageOf<testing::BazaarWorld>(); }

TEST(ConversationCorrections, AnotherPeriod) {
  Converse(Garden(),
           {{"revenue by region in 2024",
             "measures revenue\nby stores.region\nwhere orders.order_date between 2024-01-01 and "
             "2024-12-31\norder revenue desc"},
            {"no, last year",
             "measures revenue\nby stores.region\nwhere orders.order_date between 2023-01-01 and "
             "2023-12-31\norder revenue desc"},
            {"no i meant last yr",  // not what was said already
             "measures revenue\nby stores.region\nwhere orders.order_date between 2022-01-01 and "
             "2022-12-31\norder revenue desc"},
            {"i mean 2024 sorry",
             "measures revenue\nby stores.region\nwhere orders.order_date between 2024-01-01 and "
             "2024-12-31\norder revenue desc"},
            {"no, monthly",
             "measures revenue\nby month(orders.order_date)\nwhere orders.order_date between "
             "2024-01-01 and 2024-12-31\norder month(orders.order_date) asc"},
            {"no filters",
             "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) asc"}});
}

TEST(ConversationCorrections, AnotherFigureOfTheSameFold) {
  Converse(
      Garden(),
      {{"average price by category",
        "measures avg(products.price)\nby products.category\norder avg(products.price) desc"},
       {"no i meant the freight",
        "measures avg(orders.freight)\nby products.category\norder avg(orders.freight) desc"},
       {"sorry i meant revenue", "measures revenue\nby products.category\norder revenue desc"}});
}

TEST(ConversationCorrections, RatesOfWhatWasCounted) {
  Converse(Bazaar(),
           {{"how many orders were cancelled in 2023",
             "measures cancelled_orders\nwhere orders.order_date between 2023-01-01 and "
             "2023-12-31"},
            {"rate by month",
             "measures cancellation_rate\nby month(orders.order_date)\nwhere orders.order_date "
             "between 2023-01-01 and 2023-12-31\norder month(orders.order_date) asc"},
            {"worst month",
             "measures cancellation_rate\nby month(orders.order_date)\nwhere orders.order_date "
             "between 2023-01-01 and 2023-12-31\norder cancellation_rate desc\nlimit 1"},
            {"and returned",
             "measures return_rate\nby month(orders.order_date)\nwhere orders.order_date "
             "between 2023-01-01 and 2023-12-31\norder return_rate desc\nlimit 1"}});
  Converse(Garden(), {{"cancelled orders in 2023",
                       "measures orders\nwhere orders.order_date between 2023-01-01 and 2023-12-31 "
                       "and orders.status = \"Cancelled\""},
                      {"what rate by region",
                       "measures (orders where orders.status = \"Cancelled\") / orders\nby "
                       "stores.region\nwhere orders.order_date between 2023-01-01 and "
                       "2023-12-31\norder (orders where orders.status = \"Cancelled\") / orders "
                       "desc"}});
  Converse(Bazaar(),
           {{"how many orders were cancelled in 2023",
             "measures cancelled_orders\nwhere orders.order_date between 2023-01-01 and "
             "2023-12-31"},
            {"cancellation rate by month",
             "measures cancellation_rate\nby month(orders.order_date)\nwhere orders.order_date "
             "between 2023-01-01 and 2023-12-31\norder month(orders.order_date) asc"}});
  Converse(Garden(), {{"revenue in 2023",
                       "measures revenue\nwhere orders.order_date between 2023-01-01 and "
                       "2023-12-31"},
                      {"rate by month", ""}});
}

TEST(ConversationCorrections, MoreCancelledOrdersAreWorse) {
  Converse(Bazaar(),
           {{"how many orders were cancelled in 2023",
             "measures cancelled_orders\nwhere orders.order_date between 2023-01-01 and "
             "2023-12-31"},
            {"worst month",
             "measures cancelled_orders\nby month(orders.order_date)\nwhere orders.order_date "
             "between 2023-01-01 and 2023-12-31\norder cancelled_orders desc\nlimit 1"}});
  Converse(Bazaar(), {{"orders by brand", "measures orders\nby products.brand\norder orders desc"},
                      {"only cancelled",
                       "measures orders\nby products.brand\nwhere orders.order_status = "
                       "\"Cancelled\"\norder orders desc"},
                      {"worst month",
                       "measures orders\nby month(orders.order_date)\nwhere orders.order_status = "
                       "\"Cancelled\"\norder orders desc\nlimit 1"}});
}

TEST(ConversationCorrections, ThePeriodBeforeAndShortYears) {
  Converse(Garden(),
           {{"revenue in june 2023",
             "measures revenue\nwhere orders.order_date between 2023-06-01 and 2023-06-30"},
            {"how does that compare w/ prev month",
             "measures (revenue where orders.order_date between 2023-05-01 and 2023-05-31), "
             "(revenue where orders.order_date between 2023-06-01 and 2023-06-30), ((revenue where "
             "orders.order_date between 2023-06-01 and 2023-06-30) - (revenue where "
             "orders.order_date between 2023-05-01 and 2023-05-31)) / (revenue where "
             "orders.order_date between 2023-05-01 and 2023-05-31)"}});
  Converse(Garden(), {{"units in 2024",
                       "measures units_sold\nwhere orders.order_date between 2024-01-01 and "
                       "2024-12-31"},
                      {"compare with the previous month", ""},
                      {"vs 23",
                       "measures (units_sold where orders.order_date between 2023-01-01 and "
                       "2023-12-31), (units_sold where orders.order_date between 2024-01-01 and "
                       "2024-12-31), ((units_sold where orders.order_date between 2024-01-01 and "
                       "2024-12-31) - (units_sold where orders.order_date between 2023-01-01 and "
                       "2023-12-31)) / (units_sold where orders.order_date between 2023-01-01 and "
                       "2023-12-31)"}});
}

TEST(ConversationCorrections, EveryFigureIsCompared) {
  Converse(
      Garden(),
      {{"revenue and units in 2024",
        "measures revenue, units_sold\nwhere orders.order_date between 2024-01-01 and 2024-12-31"},
       {"vs 2023",
        "measures (revenue where orders.order_date between 2023-01-01 and 2023-12-31), (revenue "
        "where orders.order_date between 2024-01-01 and 2024-12-31), ((revenue where "
        "orders.order_date between 2024-01-01 and 2024-12-31) - (revenue where orders.order_date "
        "between 2023-01-01 and 2023-12-31)) / (revenue where orders.order_date between "
        "2023-01-01 and 2023-12-31), (units_sold where orders.order_date between 2023-01-01 and "
        "2023-12-31), (units_sold where orders.order_date between 2024-01-01 and 2024-12-31), "
        "((units_sold where orders.order_date between 2024-01-01 and 2024-12-31) - (units_sold "
        "where orders.order_date between 2023-01-01 and 2023-12-31)) / (units_sold where "
        "orders.order_date between 2023-01-01 and 2023-12-31)"}});
}

TEST(ConversationCorrections, AgainstTheTarget) {
  Converse(Bazaar(), {{"sales by brand", "measures revenue\nby products.brand\norder revenue desc"},
                      {"hows that against target",
                       "measures revenue, sum(order_lines.target_sales), revenue - "
                       "sum(order_lines.target_sales)\nby products.brand\norder revenue desc"}});
}

// What only changes a question asks nothing by itself.
TEST(ConversationCorrections, FragmentsNeedAQuestion) {
  for (const char* fragment : {"by gender", "and men", "drop narnia", "vs 22", "by brnad",
                               "only golden", "no i meant last year", "without cancelled"}) {
    const Understanding back = Bazaar().Understand(fragment, nullptr);
    EXPECT_EQ(back.outcome, Outcome::kClarify) << fragment;
  }
  EXPECT_EQ(Bazaar().Understand("sales by brand", nullptr).outcome, Outcome::kQuery);
}

TEST(ConversationCorrections, ContradictionsAreNotAnswered) {
  const Understanding back = Bazaar().Understand("cancellation rate of returned orders", nullptr);
  EXPECT_EQ(back.outcome, Outcome::kClarify) << semantic::ToString(back.query);
}

}  // namespace
}  // namespace aisle::language
