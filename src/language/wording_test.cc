// Wordings that were once taken for something else, over the garden centre and the video library.
#include <gtest/gtest.h>

#include "language/craft_world.h"
#include "language/question_cases.h"
#include "language/video_world.h"

namespace aisle::language {
namespace {

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

const Language& Crafts() { return testing::LanguageOf<testing::CraftWorld>(); }

TEST(Wording, TheTopOneOfSingleThings) {
  testing::CheckCases(
      Garden(), {
                    {"maximum number of orders placed by a single customer",
                     "measures orders\nby customers.customer_name\norder orders desc\nlimit 1"},
                    {"highest revenue in a single day",
                     "measures revenue\nby day(orders.order_date)\norder revenue desc\nlimit 1"},
                    {"the most orders in a month",
                     "measures orders\nby month(orders.order_date)\norder orders desc\nlimit 1"},
                    {"max sales in one store",
                     "measures revenue\nby stores.store_name\norder revenue desc\nlimit 1"},
                });
}

TEST(Wording, ListsOfFiguresCount) {
  testing::CheckCases(
      Garden(),
      {
          {"orders, customers and revenue by country",
           "measures orders, count(customers.*), revenue\nby customers.country\norder orders desc"},
          {"Compare total orders, customers and revenue between 2023 and 2024",
           "measures orders, count(customers.*), revenue\nby year(orders.order_date)\nwhere "
           "orders.order_date between 2023-01-01 and 2024-12-31\norder year(orders.order_date) "
           "asc"},
          {"number of orders by year and product",
           "measures orders\nby year(orders.order_date), products.product_name\norder "
           "year(orders.order_date) asc, products.product_name asc"},
      });
}

TEST(Wording, SharesWithinAPeriod) {
  testing::CheckCases(
      Garden(), {
                    {"share of revenue by category for each year",
                     "measures revenue, share(revenue within year(orders.order_date))\nby "
                     "year(orders.order_date), products.category\norder year(orders.order_date) "
                     "asc, products.category asc"},
                    {"share of revenue by category",
                     "measures revenue, share(revenue)\nby products.category\norder revenue desc"},
                });
}

TEST(Wording, AveragesOfPeriods) {
  testing::CheckCases(
      Garden(),
      {
          {"average revenue per month", "measures per(avg, revenue, month(orders.order_date))"},
          {"average weekly revenue for each category over all years",
           "measures per(avg, revenue, week(orders.order_date))\nby products.category\norder "
           "per(avg, revenue, week(orders.order_date)) desc"},
          {"average revenue we earn per day", "measures per(avg, revenue, day(orders.order_date))"},
      });
}

TEST(Wording, PeopleAndTheirDates) {
  testing::CheckCases(
      Garden(),
      {
          {"How many customers were acquired every month?",
           "measures count_distinct(orders.customer_id)\nby month(of_all(min(orders.order_date), "
           "orders.customer_id))\norder month(of_all(min(orders.order_date), orders.customer_id)) "
           "asc"},
          {"when did each customer last order",
           "measures max(orders.order_date)\nby customers.customer_name\norder "
           "max(orders.order_date) desc"},
          {"new vs returning customers in 2024",
           "measures (count_distinct(orders.customer_id) where of_all(min(orders.order_date), "
           "orders.customer_id) >= 2024-01-01), (count_distinct(orders.customer_id) where not "
           "of_all(min(orders.order_date), orders.customer_id) >= 2024-01-01)\nwhere "
           "orders.order_date between 2024-01-01 and 2024-12-31"},
          {"average number of items per sale", "measures units_sold / orders"},
      });
}

TEST(Wording, WhoseThingsTheyAre) {
  testing::CheckCases(
      Garden(),
      {
          {"which category's products bring in the most revenue?",
           "measures revenue\nby products.category\norder revenue desc\nlimit 1 with ties"},
          {"amount by category",
           "measures sum(order_lines.amount)\nby products.category\norder sum(order_lines.amount) "
           "desc"},
          {"value of cancelled orders", "measures revenue\nwhere orders.status = \"Cancelled\""},
          {"return the total revenue by category",
           "measures revenue\nby products.category\norder revenue desc"},
      });
}

TEST(Wording, OrdersInBandsAreWhole) {
  testing::CheckCases(
      Garden(),
      {
          {"Classify orders as low (below 50), medium (50 to 200) and "
           "high (above 200) by revenue and count them",
           "measures orders\nby case(of(revenue, orders.order_id) < 50, \"low\", of(revenue, "
           "orders.order_id) <= 200 and of(revenue, orders.order_id) >= 50, \"medium\", "
           "of(revenue, orders.order_id) > 200, \"high\")\norder orders desc"},
      });
}

TEST(Wording, WhoDoesIt) {
  testing::CheckCases(Garden(),
                      {
                          {"what day of the week do customers buy the most?",
                           "measures units_sold\nby weekday(orders.order_date)\norder units_sold "
                           "desc\nlimit 1 with ties"},
                          {"which products do customers buy the most",
                           "measures units_sold\nby products.product_name\norder units_sold "
                           "desc\nlimit 10 with ties"},
                          {"customers that never placed a single order",
                           "rows customers.customer_id, customers.customer_name\nwhere not "
                           "customers.customer_id in (by orders.customer_id from orders)"},
                      });
}

TEST(Wording, MisspeltTimes) {
  testing::CheckCases(
      Garden(),
      {
          {"revenue last yaer",
           "measures revenue\nwhere orders.order_date between 2023-01-01 and 2023-12-31"},
          {"revenue by mounth",
           "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) asc"},
          {"orders in Febuary 2024",
           "measures orders\nwhere orders.order_date between 2024-02-01 and 2024-02-29"},
          {"orders in Decmber",
           "measures orders\nwhere orders.order_date between 2023-12-01 and 2023-12-31"},
          {"revenue lsat month",
           "measures revenue\nwhere orders.order_date between 2024-05-01 and 2024-05-31"},
      });
}

// What is asked within a group is not answered over all.
TEST(Wording, AverageWithinAGroupIsNotTheAverageOfAll) {
  EXPECT_EQ(
      Garden().Understand("stores whose revenue is above the average of their country").outcome,
      Outcome::kRefuse);
}

// Another table's name is no filler.
TEST(Wording, NothingIsDropped) {
  for (const std::string_view question :
       {"revenue of cafes", "revenue below 3 with more than 10,000 units of stock"}) {
    EXPECT_NE(Garden().Understand(question).outcome, Outcome::kQuery) << question;
  }
}

TEST(Wording, WhichEndComesFirst) {
  testing::CheckCases(
      Garden(),
      {
          {"revenue by category in ascending order",
           "measures revenue\nby products.category\norder revenue asc"},
          {"revenue by category worst first",
           "measures revenue\nby products.category\norder revenue asc"},
          {"revenue by month from highest to lowest",
           "measures revenue\nby month(orders.order_date)\norder revenue desc"},
          {"revenue by month newest first",
           "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) desc"},
          {"revenue by category alphabetically",
           "measures revenue\nby products.category\norder products.category asc"},
          {"list customers in Germany in descending order",
           "rows customers.customer_id, customers.customer_name, customers.country\nwhere "
           "customers.country = \"Germany\"\norder customers.customer_id desc"},
          {"top 3 categories by revenue lowest first",
           "measures revenue\nby products.category\norder revenue desc\nlimit 3"},
      });
}

TEST(Wording, NounsThatValuesCarry) {
  testing::CheckCases(
      Garden(), {
                    {"orders placed by trade customers",
                     "measures orders\nwhere customers.segment = \"Trade\""},
                    {"revenue from trade and consumer customers",
                     "measures revenue\nwhere customers.segment in (\"Consumer\", \"Trade\")"},
                    {"number of trade customers",
                     "measures count(customers.*)\nwhere customers.segment = \"Trade\""},
                    {"list all cancelled orders",
                     "rows orders.order_id, orders.status\nwhere orders.status = \"Cancelled\""},
                    {"names of customers in Germany",
                     "rows customers.customer_id, customers.customer_name, "
                     "customers.country\nwhere customers.country = \"Germany\""},
                    {"average order value in Germany and Spain",
                     "measures average_order_value\nby customers.country\nwhere customers.country "
                     "in (\"Germany\", \"Spain\")\norder average_order_value desc"},
                });
}

TEST(Wording, PartsAndSides) {
  testing::CheckCases(
      Garden(),
      {
          {"what percentage of customers made more than one purchase",
           "measures (count(customers.*) where customers.customer_id in (by customers.customer_id "
           "having orders > 1 from order_lines)) / count_distinct(orders.customer_id)"},
          {"how many customers made more than 3 purchases",
           "measures count(customers.*)\nwhere customers.customer_id in (by customers.customer_id "
           "having count(orders.*) > 3 from orders)"},
          {"customers who bought tools but not pots",
           "by customers.customer_name\nwhere not customers.customer_id in (by "
           "customers.customer_id where products.category = \"Pots\" from order_lines) and "
           "products.category = \"Tools\""},
          {"who purchased more, trade or consumer",
           "measures revenue\nby customers.segment\nwhere customers.segment in (\"Consumer\", "
           "\"Trade\")\norder revenue desc"},
          {"cancelled rate by country",
           "measures (orders where orders.status = \"Cancelled\") / orders\nby "
           "customers.country\norder (orders where orders.status = \"Cancelled\") / orders desc"},
          {"percentage distribution of order status",
           "measures orders, share(orders)\nby orders.status\norder orders desc"},
          {"which country is contributing to maximum revenue",
           "measures revenue, share(revenue)\nby customers.country\norder revenue desc\nlimit 1 "
           "with ties"},
          {"which country has the highest revenue per order",
           "measures revenue / orders\nby customers.country\norder revenue / orders desc\nlimit 1 "
           "with ties"},
          {"which month had the highest revenue and orders",
           "measures revenue, orders\nby month(orders.order_date)\norder revenue desc\nlimit 1 "
           "with ties"},
          {"colours with stock below 10 units",
           "measures stock_units\nby stock.colour\nhaving stock_units < 10\norder stock_units "
           "desc"},
      });
}

TEST(Wording, NamesThatGoOn) {
  testing::CheckCases(
      Garden(),
      {
          {"customers who ordered in 2023",
           "by customers.customer_name\nwhere orders.order_date between 2023-01-01 and 2023-12-31"},
          {"customers who bought from at least 3 categories",
           "measures count_distinct(products.category)\nby customers.customer_name\nhaving "
           "count_distinct(products.category) >= 3\norder count_distinct(products.category) desc"},
          {"find customers who bought tools",
           "by customers.customer_name\nwhere products.category = \"Tools\""},
          {"customers who have not made any orders in 2023",
           "rows customers.customer_id, customers.customer_name\nwhere not customers.customer_id "
           "in (by orders.customer_id where orders.order_date between 2023-01-01 and 2023-12-31 "
           "from orders)"},
      });
}

TEST(Wording, NounsOfColumnsAndDatesOfDeeds) {
  testing::CheckCases(Garden(),
                      {
                          {"revenue by segment category",
                           "measures revenue\nby customers.segment\norder revenue desc"},
                          {"top 3 products by revenue and their category",
                           "measures revenue\nby products.product_name, products.category\norder "
                           "revenue desc\nlimit 3"},
                          {"which product sold the most in Germany",
                           "measures units_sold\nby products.product_name\nwhere customers.country "
                           "= \"Germany\"\norder units_sold desc\nlimit 1 with ties"},
                          {"how many products are sold under each category",
                           "measures units_sold\nby products.category\norder units_sold desc"},
                      });
  testing::CheckCases(
      Crafts(), {
                    {"orders delivered each month",
                     "measures orders\nby month(orders.delivered_date)\norder "
                     "month(orders.delivered_date) asc"},
                    {"weekend orders", "measures orders\nwhere weekend(orders.order_date) = 1"},
                });
}

TEST(Wording, ThingsCountedAndThingsListed) {
  testing::CheckCases(
      Garden(),
      {
          {"top 3 countries with the highest number of orders placed",
           "measures orders\nby customers.country\norder orders desc\nlimit 3"},
          {"which country sold the most products",
           "measures units_sold\nby customers.country\norder units_sold desc\nlimit 1 with ties"},
          {"what is the total revenue of the company by month",
           "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) asc"},
          {"how has revenue trended over time",
           "measures revenue\nby month(orders.order_date)\norder month(orders.order_date) asc"},
      });
}

TEST(Wording, YearsBeforeNounsAndCombinations) {
  testing::CheckCases(
      Garden(), {
                    {"compare revenue in the first half of 2023 and 2024",
                     "measures revenue\nby year(orders.order_date)\nwhere orders.order_date "
                     "between 2023-01-01 and 2023-06-30 or orders.order_date between 2024-01-01 "
                     "and 2024-06-30\norder year(orders.order_date) asc"},
                    {"2023 orders by country",
                     "measures orders\nby customers.country\nwhere orders.order_date between "
                     "2023-01-01 and 2023-12-31\norder orders desc"},
                    {"top 3 products by revenue for each year-month",
                     "measures revenue\nby month(orders.order_date), products.product_name\norder "
                     "revenue desc\nlimit 3\nper month(orders.order_date)"},
                    {"which category country combination has the highest revenue",
                     "measures revenue\nby products.category, customers.country\norder revenue "
                     "desc\nlimit 1 with ties"},
                });
}

TEST(Wording, ShortenedAndHastyWords) {
  testing::CheckCases(
      Garden(),
      {
          {"revenue by country last 2 yrs",
           "measures revenue\nby customers.country\nwhere orders.order_date between 2022-07-01 and "
           "2024-06-30\norder revenue desc"},
          {"sales 2023 v 2024",
           "measures revenue\nby year(orders.order_date)\nwhere orders.order_date between "
           "2023-01-01 and 2023-12-31 or orders.order_date between 2024-01-01 and "
           "2024-12-31\norder year(orders.order_date) asc"},
          {"revenue by custmr", "measures revenue\nby customers.customer_name\norder revenue desc"},
          {"number of times each product was ordered",
           "measures orders\nby products.product_name\norder orders desc"},
      });
}

TEST(Wording, TheLargestOfEach) {
  testing::CheckCases(
      Garden(),
      {
          {"largest order of each customer",
           "measures per(max, sum(order_lines.amount), orders.order_id)\nby "
           "customers.customer_name\norder per(max, sum(order_lines.amount), orders.order_id) "
           "desc"},
          {"smallest order per country",
           "measures per(min, sum(order_lines.amount), orders.order_id)\nby "
           "customers.country\norder per(min, sum(order_lines.amount), orders.order_id) desc"},
          {"which countries contribute the most to revenue",
           "measures revenue, share(revenue)\nby customers.country\norder revenue desc\nlimit 10 "
           "with ties"},
      });
}

TEST(Wording, TheConditionIsOnItsSubject) {
  testing::CheckCases(
      Garden(),
      {
          {"for customers who spent at least 500, what is their revenue and number of orders",
           "measures revenue, orders\nby customers.customer_name\nhaving revenue >= 500\norder "
           "revenue desc"},
          {"what is the revenue and the number of orders of customers who spent at least 500",
           "measures revenue, orders\nwhere customers.customer_id in (by customers.customer_id "
           "having revenue >= 500 from order_lines)"},
          {"number of customers in each country who spent more than 500",
           "measures count(customers.*)\nby customers.country\nwhere customers.customer_id in (by "
           "customers.customer_id having revenue > 500 from order_lines)\norder count(customers.*) "
           "desc"},
          {"revenue by country for products that were ordered more than 5 times",
           "measures revenue\nby customers.country\nwhere products.product_id in (by "
           "products.product_id having orders > 5 from order_lines)\norder revenue desc"},
      });
}

TEST(Wording, HowMuchAndHowMany) {
  testing::CheckCases(
      Garden(),
      {
          {"how much did germany sell", "measures revenue\nwhere customers.country = \"Germany\""},
          {"how many did we sell in germany",
           "measures units_sold\nwhere customers.country = \"Germany\""},
          {"how much did each store make in 2023",
           "measures revenue\nby stores.store_name\nwhere orders.order_date between 2023-01-01 and "
           "2023-12-31\norder revenue desc"},
      });
}

TEST(Wording, WhoseAttributeItIs) {
  testing::CheckCases(
      Garden(),
      {
          {"average product price by category",
           "measures avg(products.price)\nby products.category\norder avg(products.price) desc"},
          {"average monthly revenue by month",
           "measures per(avg, revenue, month(orders.order_date))\nby "
           "month_of_year(orders.order_date)\norder month_of_year(orders.order_date) asc"},
          {"best selling category by month",
           "measures units_sold\nby month(orders.order_date), products.category\norder units_sold "
           "desc\nlimit 1 with ties\nper month(orders.order_date)"},
          {"average revenue generated per order",
           "measures revenue / count_distinct(orders.order_id)"},
          {"what share of revenue comes from the top 20% of customers",
           "measures (revenue where customers.customer_name in (by customers.customer_name having "
           "share_above(revenue) < 0.2 from order_lines)) / revenue"},
      });
}

TEST(Wording, InEveryPeriod) {
  testing::CheckCases(
      Garden(), {
                    {"customers with orders in every month",
                     "by customers.customer_name\nhaving count_distinct(month(orders.order_date)) "
                     "= total(count_distinct(month(orders.order_date)))"},
                    {"which stores sold in every year",
                     "measures count_distinct(year(orders.order_date))\nby "
                     "stores.store_name\nhaving count_distinct(year(orders.order_date)) = "
                     "total(count_distinct(year(orders.order_date)))\norder "
                     "count_distinct(year(orders.order_date)) desc"},
                });
}

// Confident answers to what is not read: asked back instead.
TEST(Wording, RankingsWithinRankingsAreAskedBack) {
  for (const char* question :
       {"within the top category, which 3 products made the most revenue",
        "top 2 orders of each country by amount", "trending product per month",
        "the youngest and the oldest customers"}) {
    EXPECT_NE(Garden().Understand(question).outcome, Outcome::kQuery) << question;
  }
}

}  // namespace
}  // namespace aisle::language
