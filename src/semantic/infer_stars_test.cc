// Stars as warehouses export them: keys with the letters of their table, calendars of their own,
// lines without quantities, nations of both sides.
#include <gtest/gtest.h>

#include <algorithm>

#include "semantic/catalog_builder.h"
#include "semantic/infer.h"

namespace aisle::semantic {
namespace {

catalog::Table Lines(const char* product) {
  return TableBuilder("order_lines", 6000)
      .Id("line_id", 6000)
      .Id("order_id", 3000)
      .Id(product, 900)
      .Number("price", 400, 1, 30)
      .Key({"line_id"})
      .Build();
}

catalog::Table Orders() {
  return TableBuilder("orders", 3000)
      .Id("order_id", 3000)
      .Id("customer_id", 500)
      .Date("order_date", 900)
      .Key({"order_id"})
      .Build();
}

TEST(InferStars, LinesWithoutQuantitiesAreOnePieceEach) {
  const Model model = ModelOf({Lines("lamp_id"), Orders(),
                               TableBuilder("lamps", 900)
                                   .Id("lamp_id", 900)
                                   .Text("title", 900)
                                   .Date("publication_date", 500)
                                   .Key({"lamp_id"})
                                   .Build()},
                              {Relate("order_lines.order_id", "orders.order_id"),
                               Relate("order_lines.lamp_id", "lamps.lamp_id")});
  EXPECT_EQ(ExprOf(model, "units"), "count(order_lines.*)");
}

TEST(InferStars, ACalendarIsReachedByTheMainDate) {
  const Model model = ModelOf(
      {TableBuilder("sales", 9000)
           .Id("invoice_id", 3000)
           .Date("invoice_date", 900)
           .Date("delivery_date", 900)
           .Number("amount", 700, 1, 90)
           .Build(),
       TableBuilder("dates", 1400)
           .Date("date", 1400)
           .Text("month", 12)
           .Whole("fiscal_year", 5, 2013, 2017)
           .Key({"date"})
           .Build()},
      {Relate("sales.invoice_date", "dates.date"), Relate("sales.delivery_date", "dates.date")});
  ASSERT_EQ(model.joins.size(), 1U);
  EXPECT_EQ(model.joins[0].from_columns, std::vector<std::string>{"invoice_date"});
  ASSERT_NE(model.FindDimension("dates.fiscal_year"), nullptr);
  EXPECT_FALSE(model.FindDimension("dates.fiscal_year")->hidden);
  const Dimension* month = model.FindDimension("dates.month");  // the date tells it
  EXPECT_TRUE(month == nullptr || month->hidden);
}

TEST(InferStars, AColumnOfCustomersCountsThem) {
  const Model model = ModelOf({TableBuilder("train", 27000)
                                   .Id("store", 30)
                                   .Date("date", 900)
                                   .Whole("sales", 9000, 0, 26000)
                                   .Whole("customers", 2200, 0, 5700)
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "customers"), "sum(train.customers)");
}

TEST(InferStars, InvoicesBeforeTheNumbersOfTheirRows) {
  const Model model = ModelOf({TableBuilder("sale", 19000)
                                   .Id("sale_key", 19000)
                                   .Id("acme_invoice_id", 6600)
                                   .Date("invoice_date", 1000)
                                   .Whole("quantity", 49, 1, 360)
                                   .Number("unit_price", 47, 1, 1900)
                                   .Key({"sale_key"})
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(sale.acme_invoice_id)");
}

TEST(InferStars, LettersOfTheTableAreNoWords) {
  const Model model = ModelOf({TableBuilder("orders", 3000)
                                   .Id("o_orderkey", 3000)
                                   .Id("o_custkey", 400)
                                   .Date("o_orderdate", 900)
                                   .Number("o_totalprice", 2900, 900, 90000)
                                   .Key({"o_orderkey"})
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(orders.o_orderkey)");
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(orders.o_totalprice)");
}

TEST(InferStars, SalesOrdersAreOrders) {
  const Model model = ModelOf({TableBuilder("internet_sales", 9000)
                                   .Id("product_key", 200)
                                   .Id("sales_order_number", 4700, Type::kText)
                                   .Date("order_date", 900)
                                   .Number("sales_amount", 700, 1, 3600)
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(internet_sales.sales_order_number)");
}

TEST(InferStars, PurchasesWithoutPricesAreSales) {
  const Model model = ModelOf({TableBuilder("baskets", 28000)
                                   .Id("member_number", 3800)
                                   .Date("date", 700)
                                   .Text("item_description", 167)
                                   .Build()});
  const TableMeaning* table = model.FindTable("baskets");
  ASSERT_NE(table, nullptr);
  EXPECT_TRUE(table->fact);
  EXPECT_NE(model.FindEntity("product"), nullptr);
}

// Nations of sales are those of the customers, though the suppliers' are nearer.
TEST(InferStars, NationsAreThoseOfTheCustomers) {
  const Model model = ModelOf({TableBuilder("lines", 6000)
                                   .Id("order_id", 3000)
                                   .Id("supplier_id", 40)
                                   .Number("amount", 900, 1, 90)
                                   .Build(),
                               TableBuilder("orders", 3000)
                                   .Id("order_id", 3000)
                                   .Id("customer_id", 400)
                                   .Date("order_date", 900)
                                   .Key({"order_id"})
                                   .Build(),
                               TableBuilder("customers", 400)
                                   .Id("customer_id", 400)
                                   .Id("nation_id", 25)
                                   .Key({"customer_id"})
                                   .Build(),
                               TableBuilder("suppliers", 40)
                                   .Id("supplier_id", 40)
                                   .Id("nation_id", 25)
                                   .Key({"supplier_id"})
                                   .Build(),
                               TableBuilder("nations", 25)
                                   .Id("nation_id", 25)
                                   .Text("nation_name", 25)
                                   .Key({"nation_id"})
                                   .Build()},
                              {Relate("lines.order_id", "orders.order_id"),
                               Relate("lines.supplier_id", "suppliers.supplier_id"),
                               Relate("orders.customer_id", "customers.customer_id"),
                               Relate("customers.nation_id", "nations.nation_id"),
                               Relate("suppliers.nation_id", "nations.nation_id")});
  const auto reached = ReachableFrom(model, "lines");
  const auto nations = std::find_if(reached.begin(), reached.end(),
                                    [](const Reach& reach) { return reach.table == "nations"; });
  ASSERT_NE(nations, reached.end());
  EXPECT_EQ(model.joins[nations->path.back()].from_table, "customers");
}

TEST(InferStars, NamesBeforeNicknames) {
  const Model model = ModelOf({TableBuilder("employee", 20)
                                   .Id("employee_key", 20)
                                   .Text("employee", 20)
                                   .Text("preferred_name", 19)
                                   .Key({"employee_key"})
                                   .Build()});
  const Entity* employee = model.FindEntity("employee");
  ASSERT_NE(employee, nullptr);
  EXPECT_EQ(employee->display, "employee");
}

}  // namespace
}  // namespace aisle::semantic
