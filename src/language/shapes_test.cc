// Shapes of questions over the two invented worlds, grouped as the passes that read them.
#include <gtest/gtest.h>

#include "language/craft_world.h"
#include "language/question_cases.h"
#include "language/video_world.h"

namespace aisle::language {
namespace {

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

const Language& Crafts() { return testing::LanguageOf<testing::CraftWorld>(); }

const Language& Videos() { return testing::LanguageOf<testing::VideoWorld>(); }

TEST(Shapes, ARentalBusiness) {
  testing::CheckCases(
      Videos(),
      {
          {"Film category with the lowest revenue",
           "measures revenue\nby category.name\norder revenue asc\nlimit 1 with ties"},
          {"which film was rented the most",
           "measures rentals\nby film.title\norder rentals desc\nlimit 1 with ties"},
          {"top 5 genres by revenue",
           "measures revenue\nby category.name\norder revenue desc\nlimit 5"},
          {"number of rentals per month",
           "measures rentals\nby month(rental.rental_date)\norder month(rental.rental_date) asc"},
          {"highest grossing film in each category",
           "measures revenue\nby category.name, film.title\norder revenue desc\nlimit 1 with "
           "ties\nper category.name"},
          {"average running time of all the films", "measures avg(film.length)"},
          {"how many movies are longer than the average length?",
           "measures films\nwhere film.length > total(avg(film.length))"},
          {"when was the first rental?", "measures min(rental.rental_date)"},
          {"active and inactive customers",
           "measures customers\nby customer.active\norder customers desc"},
          {"average number of films per customer",
           "measures per(avg, films, customer.customer_id)"},
          {"movies released after 1999",
           "rows film.film_id, film.title, film.release_year\nwhere film.release_year > 1999"},
          {"which customers are inactive?",
           "rows customer.customer_id, customer.first_name, customer.last_name, "
           "customer.active\nwhere not customer.active = true"},
          {"List the films that have never been rented",
           "rows film.film_id, film.title\nwhere not film.film_id in (by film.film_id from "
           "rental)"},
          {"films that were not rented",
           "rows film.film_id, film.title\nwhere not film.film_id in (by film.film_id from "
           "rental)"},
      });
}

TEST(Shapes, BandsSpeltOut) {
  testing::CheckCases(Garden(), {
                                    {"number of orders by freight: under 5, 5 to 20, over 20",
                                     "measures orders\nby case(orders.freight < 5, \"under 5\", "
                                     "orders.freight <= 20 and orders.freight >= 5, \"5 to 20\", "
                                     "orders.freight > 20, \"over 20\")\norder orders desc"},
                                });
}

TEST(Shapes, AgainstTheAverage) {
  testing::CheckCases(
      Garden(),
      {
          {"Which products have a price above twice the average price?",
           "rows products.product_id, products.product_name, products.price\nwhere products.price "
           "> 2 * total(avg(products.price))"},
          {"products that cost more than the average price of all products",
           "rows products.product_id, products.product_name, products.price\nwhere products.price "
           "> total(avg(products.price))"},
          {"How many stores earn more than the average store revenue?",
           "measures count(stores.*)\nwhere stores.store_id in (by stores.store_id having revenue "
           "> total(per(avg, revenue, stores.store_name)) from order_lines)"},
          {"days with sales above the daily average",
           "measures revenue\nby day(orders.order_date)\nhaving revenue > total(per(avg, revenue, "
           "day(orders.order_date)))\norder day(orders.order_date) asc"},
          {"customers who placed more orders than the average customer",
           "measures orders\nby customers.customer_name\nhaving orders > total(per(avg, orders, "
           "customers.customer_name))\norder orders desc"},
          {"How many products are more expensive than average?",
           "measures count(products.*)\nwhere products.price > total(avg(products.price))"},
          {"stores that earned more than 5000",
           "measures revenue\nby stores.store_name\nhaving revenue > 5000\norder revenue desc"},
      });
}

TEST(Shapes, TwoConditionsAreNoBands) {
  testing::CheckCases(
      Garden(),
      {
          {"products with more than 100 orders and less than 50 units",
           "measures orders, units_sold\nby products.product_name\nhaving orders > 100 and "
           "units_sold < 50\norder orders desc"},
          {"Which categories increased their sales from March 2023 to April 2023?",
           "measures (revenue where orders.order_date between 2023-03-01 and 2023-03-31), (revenue "
           "where orders.order_date between 2023-04-01 and 2023-04-30), ((revenue where "
           "orders.order_date between 2023-04-01 and 2023-04-30) - (revenue where "
           "orders.order_date between 2023-03-01 and 2023-03-31)) / (revenue where "
           "orders.order_date between 2023-03-01 and 2023-03-31)\nby products.category\nwhere "
           "orders.order_date between 2023-03-01 and 2023-04-30\nhaving ((revenue where "
           "orders.order_date between 2023-04-01 and 2023-04-30) - (revenue where "
           "orders.order_date between 2023-03-01 and 2023-03-31)) / (revenue where "
           "orders.order_date between 2023-03-01 and 2023-03-31) > 0\norder (revenue where "
           "orders.order_date between 2023-03-01 and 2023-03-31) desc"},
          {"Which segments prefer Germany?",
           "measures orders\nby customers.segment\nwhere customers.country = \"Germany\"\norder "
           "orders desc\nlimit 10 with ties"},
      });
}

TEST(Shapes, DeedsCountTheirRows) {
  testing::CheckCases(Crafts(), {
                                    {"Which order statuses are reviewed the most?",
                                     "measures order_reviews\nby orders.order_status\norder "
                                     "order_reviews desc\nlimit 10 with ties"},
                                    {"total amount paid", "measures payments"},
                                });
}

TEST(Shapes, WhoseAndByWhom) {
  testing::CheckCases(
      Garden(),
      {
          {"units sold by product",
           "measures units_sold\nby products.product_name\norder units_sold desc"},
          {"which category of products sells best",
           "measures units_sold\nby products.category\norder units_sold desc\nlimit 1 with ties"},
          {"average price of products by category",
           "measures avg(products.price)\nby products.category\norder avg(products.price) desc"},
          {"share of Germany in total sales in 2023",
           "measures (revenue where customers.country = \"Germany\") / revenue\nwhere "
           "orders.order_date between 2023-01-01 and 2023-12-31"},
          {"percentage split of revenue by sub-category for each category",
           "measures revenue, share(revenue within products.category)\nby products.category, "
           "products.sub_category\norder revenue desc"},
          {"how many orders were placed within this date range?", "measures orders"},
          {"orders with and without express",
           "measures orders\nby orders.express\norder orders desc"},
          {"share of Germany in sales by year",
           "measures (revenue where customers.country = \"Germany\") / revenue\nby "
           "year(orders.order_date)\norder year(orders.order_date) asc"},
          {"revenue of customers not from Germany, Spain",
           "measures revenue\nwhere not customers.country in (\"Germany\", \"Spain\")"},
          {"products that have not been sold",
           "rows products.product_id, products.product_name\nwhere not products.product_id in (by "
           "order_lines.product_id from order_lines)"},
          {"products with more than 100 total units sold",
           "measures units_sold\nby products.product_name\nhaving units_sold > 100\norder "
           "units_sold desc"},
          {"which orders have a value above 500?",
           "measures revenue\nby orders.order_id\nhaving revenue > 500\norder revenue desc"},
          {"5 stores with the biggest percentage drop in sales from 2022 to 2023",
           "measures revenue, change(revenue), growth(revenue)\nby stores.store_name, "
           "year(orders.order_date)\nwhere orders.order_date between 2022-01-01 and "
           "2023-12-31\norder growth(revenue) asc\nlimit 5"},
      });
}

TEST(Shapes, MembersByWhatTheyDid) {
  testing::CheckCases(
      Crafts(),
      {
          {"How many new customers each month?",
           "measures count_distinct(orders.customer_id)\nby month(of_all(min(orders.order_date), "
           "orders.customer_id))\norder month(of_all(min(orders.order_date), orders.customer_id)) "
           "asc"},
          {"Repeat vs one-time customers",
           "measures count_distinct(orders.customer_id)\nby case(of(orders, orders.customer_id) > "
           "1, \"Repeat\", \"One-time\")\norder count_distinct(orders.customer_id) desc"},
          {"new vs returning customers by month",
           "measures (count_distinct(orders.customer_id) where month(orders.order_date) = "
           "month(of_all(min(orders.order_date), orders.customer_id))), "
           "(count_distinct(orders.customer_id) where month(orders.order_date) > "
           "month(of_all(min(orders.order_date), orders.customer_id)))\nby "
           "month(orders.order_date)\norder month(orders.order_date) asc"},
          {"repeat purchase rate",
           "measures (count_distinct(orders.customer_id) where of(orders, orders.customer_id) > 1) "
           "/ count_distinct(orders.customer_id)"},
          {"What percentage of customers are repeat buyers?",
           "measures (count_distinct(orders.customer_id) where of(orders, orders.customer_id) > 1) "
           "/ count_distinct(orders.customer_id)"},
          {"number of customers by number of orders",
           "measures customers\nby of(orders, customers.customer_id)\norder customers desc"},
      });
}

TEST(Shapes, BasketsAndParts) {
  testing::CheckCases(
      Garden(),
      {
          {"which products are bought together most often?",
           "measures orders\nby products.product_name, other(products.product_name, "
           "orders.order_id)\nhaving products.product_name < other(products.product_name, "
           "orders.order_id)\norder orders desc\nlimit 10"},
          {"what is bought together with Oak Bench?",
           "measures orders\nby other(products.product_name, orders.order_id)\nwhere "
           "products.product_name = \"Oak Bench\"\norder orders desc"},
          {"Which products make up 80% of sales?",
           "measures revenue, cumulative_share(revenue)\nby products.product_name\nhaving "
           "cumulative_share(revenue) - share(revenue) < 0.8\norder revenue desc"},
          {"top 10% of customers by revenue",
           "measures revenue\nby customers.customer_name\nhaving share_above(revenue) < 0.1\norder "
           "revenue desc"},
          {"correlation between discount and quantity",
           "measures corr(order_lines.discount, order_lines.quantity)"},
      });
}

TEST(Shapes, ChangeRanksAndKeeps) {
  testing::CheckCases(
      Garden(),
      {
          {"Which month had the biggest increase in revenue?",
           "measures revenue, change(revenue), growth(revenue)\nby month(orders.order_date)\norder "
           "change(revenue) desc\nlimit 1 with ties"},
          {"Which categories grew between 2023 and 2024?",
           "measures (revenue where orders.order_date between 2023-01-01 and 2023-12-31), (revenue "
           "where orders.order_date between 2024-01-01 and 2024-12-31), ((revenue where "
           "orders.order_date between 2024-01-01 and 2024-12-31) - (revenue where "
           "orders.order_date between 2023-01-01 and 2023-12-31)) / (revenue where "
           "orders.order_date between 2023-01-01 and 2023-12-31)\nby products.category\nwhere "
           "orders.order_date between 2023-01-01 and 2024-12-31\nhaving ((revenue where "
           "orders.order_date between 2024-01-01 and 2024-12-31) - (revenue where "
           "orders.order_date between 2023-01-01 and 2023-12-31)) / (revenue where "
           "orders.order_date between 2023-01-01 and 2023-12-31) > 0\norder (revenue where "
           "orders.order_date between 2023-01-01 and 2023-12-31) desc"},
          {"Find categories where sales increased for two consecutive months",
           "measures revenue\nby month(orders.order_date), products.category\nhaving "
           "streak(revenue) >= 2\norder month(orders.order_date) asc, products.category asc"},
      });
}

TEST(Shapes, RatiosOfWhatIsNamed) {
  testing::CheckCases(
      Garden(),
      {
          {"freight as a percentage of revenue by region",
           "measures sum(orders.freight) / revenue\nby stores.region\norder sum(orders.freight) / "
           "revenue desc"},
          {"percentage of cancelled orders by region",
           "measures (orders where orders.status = \"Cancelled\") / orders\nby "
           "stores.region\norder (orders where orders.status = \"Cancelled\") / orders desc"},
          {"share of revenue by region",
           "measures revenue, share(revenue)\nby stores.region\norder revenue desc"},
          {"top 3 products by margin (amount - discount)",
           "measures sum(order_lines.amount - order_lines.discount)\nby "
           "products.product_name\norder sum(order_lines.amount - order_lines.discount) "
           "desc\nlimit 3"},
          {"average sales per order for each region",
           "measures revenue / count_distinct(orders.order_id)\nby stores.region\norder revenue / "
           "count_distinct(orders.order_id) desc"},
          {"How many units does a customer buy on average?",
           "measures units_sold / count_distinct(customers.customer_id)"},
      });
}

TEST(Shapes, WhatBelongsToWhat) {
  testing::CheckCases(
      Garden(),
      {
          {"how many customers placed only one order?",
           "measures count(customers.*)\nwhere customers.customer_id in (by customers.customer_id "
           "having orders = 1 from orders)"},
          {"how many customers have made purchases?",
           "measures count_distinct(orders.customer_id)"},
          {"Which category sold in the most regions?",
           "measures count_distinct(stores.region)\nby products.category\norder "
           "count_distinct(stores.region) desc\nlimit 1 with ties"},
          {"revenue by month for Germany and France",
           "measures revenue\nby month(orders.order_date), customers.country\nwhere "
           "customers.country in (\"France\", \"Germany\")\norder month(orders.order_date) asc, "
           "customers.country asc"},
          {"top 2 products by revenue in each of Germany, France and Spain",
           "measures revenue\nby customers.country, products.product_name\nwhere customers.country "
           "in (\"France\", \"Germany\", \"Spain\")\norder revenue desc\nlimit 2 per "
           "customers.country"},
          {"Compare revenue of Tools vs Seeds",
           "measures revenue\nby products.category\nwhere products.category in (\"Seeds\", "
           "\"Tools\")\norder revenue desc"},
          {"best month in each year by revenue",
           "measures revenue\nby year(orders.order_date), month(orders.order_date)\norder revenue "
           "desc\nlimit 1 with ties per year(orders.order_date)"},
          {"total revenue across all regions", "measures revenue"},
          {"German customers",
           "rows customers.customer_id, customers.customer_name, customers.country\nwhere "
           "customers.country = \"Germany\""},
          {"wich category has the higest sales",
           "measures revenue\nby products.category\norder revenue desc\nlimit 1 with ties"},
          {"weekday vs weekend revenue",
           "measures revenue\nby case(weekend(orders.order_date), \"Weekend\", \"Weekday\")\norder "
           "revenue desc"},
      });
}

TEST(Shapes, AskedBackRatherThanGuessed) {
  for (const std::string_view question :
       {"top category, top region and top product", "which categories grew?",
        "top 3 products for Germany and France", "sales quantity revenue", "high-value customers",
        "orders vs nothing"}) {
    EXPECT_NE(Garden().Understand(question).outcome, Outcome::kQuery) << question;
  }
}

}  // namespace
}  // namespace aisle::language
