// Names that mean what is shown, shares of everything, changes between two sides, and the tables
// that a figure moves to.
#include <gtest/gtest.h>

#include "language/bazaar_world.h"
#include "language/conversation_cases.h"
#include "language/garden_world.h"
#include "language/video_world.h"

namespace aisle::language {
namespace {

using testing::Converse;
using testing::World;

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

const Language& Bazaar() { return testing::LanguageOf<testing::BazaarWorld>(); }

const Language& Videos() { return testing::LanguageOf<testing::VideoWorld>(); }

TEST(ConversationShown, ValuesAreThoseOfTheColumnInSight) {
  Converse(Bazaar(),
           {{"sales by store country",
             "measures revenue\nby stores.store_country\norder revenue desc",
             {{"Narnia"}, {"Utopia"}}},
            {"drop narnia",
             "measures revenue\nby stores.store_country\nwhere not stores.store_country = "
             "\"Narnia\"\norder revenue desc"},
            {"only utopia",
             "measures revenue\nby stores.store_country\nwhere stores.store_country = "
             "\"Utopia\"\norder revenue desc"}});
  Converse(Bazaar(), {{"sales by customer country",
                       "measures revenue\nby customers.customer_country\norder revenue desc",
                       {{"Narnia"}, {"Utopia"}}},
                      {"without narnia",
                       "measures revenue\nby customers.customer_country\nwhere not "
                       "customers.customer_country = \"Narnia\"\norder revenue desc"}});
}

TEST(ConversationShown, BeginningsOfShownValues) {
  Converse(Bazaar(), {{"sales by member card",
                       "measures revenue\nby customers.member_card\norder revenue desc",
                       {{"Golden"}, {"Silver"}, {"Bronze"}}},
                      {"gold only",
                       "measures revenue\nby customers.member_card\nwhere customers.member_card = "
                       "\"Golden\"\norder revenue desc"}});
}

TEST(ConversationShown, SomeOfTheGroupsKeepTheirFigure) {
  Converse(Bazaar(),
           {{"profit by brand", "measures profit\nby products.brand\norder profit desc"},
            {"only brands w/ more than 500 units",
             "measures profit\nby products.brand\nhaving units > 500\norder profit desc"}});
}

TEST(ConversationShown, SharesOfTheTotalAreOfEverything) {
  Converse(Bazaar(),
           {{"top 2 products by sales",
             "measures revenue\nby products.product_name\norder revenue desc\nlimit 2",
             {{"Oak Stool"}, {"Tin Whistle"}}},
            {"profit of those",
             "measures profit\nby products.product_name\nwhere products.product_name in (\"Oak "
             "Stool\", \"Tin Whistle\")\norder profit desc",
             {{"Oak Stool"}, {"Tin Whistle"}}},
            {"as a share of total",
             "measures profit, share(profit)\nby products.product_name\nhaving "
             "products.product_name in (\"Oak Stool\", \"Tin Whistle\")\norder profit desc"}});
  Converse(
      Garden(),
      {{"revenue in germany in 2023",
        "measures revenue\nwhere customers.country = \"Germany\" and orders.order_date between "
        "2023-01-01 and 2023-12-31"},
       {"as a share of the total",
        "measures (revenue where customers.country = \"Germany\") / revenue\nwhere "
        "orders.order_date between 2023-01-01 and 2023-12-31"}});
}

TEST(ConversationShown, HalfAYearAgainstAnother) {
  Converse(Garden(), {{"units in 2024",
                       "measures units_sold\nwhere orders.order_date between 2024-01-01 and "
                       "2024-12-31"},
                      {"q1 only",
                       "measures units_sold\nwhere quarter_of_year(orders.order_date) = 1 and "
                       "orders.order_date between 2024-01-01 and 2024-12-31"}});
  Converse(Garden(),
           {{"units in 2024",
             "measures units_sold\nwhere orders.order_date between 2024-01-01 and 2024-12-31"},
            {"h1 only",
             "measures units_sold\nwhere month_of_year(orders.order_date) in (1, 2, 3, 4, 5, 6) "
             "and orders.order_date between 2024-01-01 and 2024-12-31"},
            {"vs h1 2023",
             "measures (units_sold where orders.order_date between 2023-01-01 and 2023-06-30), "
             "(units_sold where orders.order_date between 2024-01-01 and 2024-06-30), ((units_sold "
             "where orders.order_date between 2024-01-01 and 2024-06-30) - (units_sold where "
             "orders.order_date between 2023-01-01 and 2023-06-30)) / (units_sold where "
             "orders.order_date between 2023-01-01 and 2023-06-30)"},
            {"biggest drop, which category",
             "measures (units_sold where orders.order_date between 2023-01-01 and 2023-06-30), "
             "(units_sold where orders.order_date between 2024-01-01 and 2024-06-30), (units_sold "
             "where orders.order_date between 2024-01-01 and 2024-06-30) - (units_sold where "
             "orders.order_date between 2023-01-01 and 2023-06-30)\nby products.category\nhaving "
             "(units_sold where orders.order_date between 2024-01-01 and 2024-06-30) - (units_sold "
             "where orders.order_date between 2023-01-01 and 2023-06-30) < 0\norder (units_sold "
             "where orders.order_date between 2024-01-01 and 2024-06-30) - (units_sold where "
             "orders.order_date between 2023-01-01 and 2023-06-30) asc\nlimit 1 with ties"}});
}

TEST(ConversationShown, TheLongestOne) {
  Converse(Videos(),
           {{"average length by rating",
             "measures average_length\nby film.rating\norder average_length desc"},
            {"longest one in each category",
             "measures max(film.length)\nby category.name, film.title\norder max(film.length) "
             "desc\nlimit 1 with ties\nper category.name"}});
}

// The garden centre with returned goods, which nothing joins to the orders.
World GardenWithReturns() {
  World world = testing::GardenWorld();
  const auto column = [&](const char* name, semantic::DimensionKind kind, Type type) {
    semantic::Dimension field;
    field.table = "returns";
    field.column = field.label = name;
    field.kind = kind;
    field.type = type;
    field.additive = type == Type::kInteger;
    world.model.dimensions.push_back(std::move(field));
    catalog::Column stored;
    stored.name = name;
    stored.type = type;
    stored.min = FromCivil({2023, 1, 2});
    stored.max = FromCivil({2024, 6, 30});
    world.catalog.tables.back().columns.push_back(std::move(stored));
  };
  world.catalog.tables.emplace_back();
  world.catalog.tables.back().name = "returns";
  column("product_id", semantic::DimensionKind::kIdentifier, Type::kText);
  column("return_date", semantic::DimensionKind::kTime, Type::kDate);
  column("quantity", semantic::DimensionKind::kNumber, Type::kInteger);
  semantic::TableMeaning table;
  table.name = table.label = "returns";
  table.time = "return_date";
  table.priority = 3;
  table.fact = true;
  world.model.tables.push_back(std::move(table));
  world.model.joins.push_back(
      {"returns", {"product_id"}, "products", {"product_id"}, false, 0, {}});
  semantic::Metric returns;
  returns.name = "returns";
  returns.label = "Returns";
  returns.expr = semantic::CountRows("returns");
  returns.table = "returns";
  world.model.metrics.push_back(std::move(returns));
  return world;
}

const Language& Returns() { return testing::LanguageOf<GardenWithReturns>(); }

TEST(ConversationShown, ReturnsInUnits) {
  Converse(Returns(),
           {{"returns by category", "measures returns\nby products.category\norder returns desc"},
            {"as % of units sold",
             "measures sum(returns.quantity) / units_sold\nby products.category\norder "
             "sum(returns.quantity) / units_sold desc"}});
  Converse(Returns(),
           {{"revenue by category", "measures revenue\nby products.category\norder revenue desc"},
            {"as % of all orders", ""}});
}

// Returns have dates of their own, which no sale reaches; a payment reaches its rental, whose own
// date is not the day of the payment.
TEST(ConversationShown, DatesMoveOnlyToTablesApart) {
  Converse(Returns(),
           {{"revenue by category in 2023",
             "measures revenue\nby products.category\nwhere orders.order_date between 2023-01-01 "
             "and 2023-12-31\norder revenue desc"},
            {"same for returns",
             "measures returns\nby products.category\nwhere returns.return_date between "
             "2023-01-01 and 2023-12-31\norder returns desc"}});
  Converse(Videos(), {{"revenue in 2023",
                       "measures revenue\nwhere payment.payment_date between 2023-01-01 and "
                       "2023-12-31"},
                      {"same for rentals",
                       "measures rentals\nwhere payment.payment_date between 2023-01-01 and "
                       "2023-12-31"}});
}

// The figure that is spoken of ranks what is asked for, as it was filtered.
TEST(ConversationShown, RankedByTheFigureSpokenOf) {
  Converse(Garden(), {{"units by category in germany",
                       "measures units_sold\nby products.category\nwhere customers.country = "
                       "\"Germany\"\norder units_sold desc"},
                      {"which day was best",
                       "measures units_sold\nby day(orders.order_date)\nwhere customers.country = "
                       "\"Germany\"\norder units_sold desc\nlimit 1 with ties"}});
}

// Nothing is answered with the same rows again.
TEST(ConversationShown, TheSameRowsAreNoAnswer) {
  Converse(Garden(),
           {{"revenue by category", "measures revenue\nby products.category\norder revenue desc"},
            {"who sold to them", ""},
            {"who buys in each of them", ""}});
}

// Nor by a list that the context has nothing to do with.
TEST(ConversationShown, FragmentsAreNoFreshQuestions) {
  Converse(Garden(), {{"revenue by category in germany",
                       "measures revenue\nby products.category\nwhere customers.country = "
                       "\"Germany\"\norder revenue desc"},
                      {"which stores", ""},
                      {"by sku", ""}});
}

TEST(ConversationShown, ThingsAreSplitBy) {
  Converse(Garden(), {{"revenue by category in germany",
                       "measures revenue\nby products.category\nwhere customers.country = "
                       "\"Germany\"\norder revenue desc"},
                      {"by customer",
                       "measures revenue\nby customers.customer_name\nwhere customers.country = "
                       "\"Germany\"\norder revenue desc"},
                      {"the 3 worst",
                       "measures revenue\nby customers.customer_name\nwhere customers.country = "
                       "\"Germany\"\norder revenue asc\nlimit 3"}});
}

TEST(ConversationShown, MonthsOfTheSameYear) {
  Converse(Garden(), {{"units in december 2023",
                       "measures units_sold\nwhere orders.order_date between 2023-12-01 and "
                       "2023-12-31"},
                      {"same for march",
                       "measures units_sold\nwhere orders.order_date between 2023-03-01 and "
                       "2023-03-31"},
                      {"no 2024",
                       "measures units_sold\nwhere orders.order_date between 2024-01-01 and "
                       "2024-12-31"}});
}

TEST(ConversationShown, RatiosKeepTheFrame) {
  Converse(Bazaar(), {{"sales by brand in 2023",
                       "measures revenue\nby products.brand\nwhere orders.order_date between "
                       "2023-01-01 and 2023-12-31\norder revenue desc"},
                      {"profit per unit",
                       "measures profit / units\nby products.brand\nwhere orders.order_date "
                       "between 2023-01-01 and 2023-12-31\norder profit / units desc"},
                      {"as % of units sold", ""}});
  Converse(Bazaar(), {{"sales by member card",
                       "measures revenue\nby customers.member_card\norder revenue desc"},
                      {"avg spend per head for those",
                       "measures revenue_per_customer\nby customers.member_card\norder "
                       "revenue_per_customer desc"}});
}

}  // namespace
}  // namespace aisle::language
