#include <gtest/gtest.h>

#include "semantic/catalog_builder.h"
#include "semantic/infer.h"

namespace aisle::semantic {
namespace {

// A shop that keeps its orders' totals twice, and its lines one by one.
Model LampShop() {
  catalog::Relation visit = Relate("orders.visit_id", "shop_visits.visit_id");
  visit.cardinality = catalog::Cardinality::kOneToOne;
  return ModelOf({TableBuilder("shop_visits", 9000)
                      .Id("visit_id", 9000)
                      .Date("created_at", 800)
                      .Text("device", 2)
                      .Key({"visit_id"})
                      .Build(),
                  TableBuilder("orders", 1200)
                      .Id("order_id", 1200)
                      .Date("created_at", 700)
                      .Id("visit_id", 1200)
                      .Whole("items_purchased", 3, 1, 3)
                      .Number("price_eur", 60, 9, 300)
                      .Key({"order_id"})
                      .Build(),
                  TableBuilder("order_items", 1500)
                      .Id("order_item_id", 1500)
                      .Date("created_at", 700)
                      .Id("order_id", 1200)
                      .Id("product_id", 8)
                      .Number("price_eur", 8, 9, 120)
                      .Flag("reordered")
                      .Key({"order_item_id"})
                      .Build(),
                  TableBuilder("products", 8)
                      .Id("product_id", 8)
                      .Text("product_name", 8)
                      .Key({"product_id"})
                      .Build()},
                 {visit, Relate("order_items.order_id", "orders.order_id"),
                  Relate("order_items.product_id", "products.product_id")});
}

TEST(InferWeb, LinesAddUpToTheOrdersTotals) {
  const Model model = LampShop();
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(order_items.price_eur)");
  EXPECT_EQ(ExprOf(model, "units"), "count(order_items.*)");
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(orders.order_id)");
  EXPECT_EQ(ExprOf(model, "reorder_rate"),
            "(count(order_items.*) where order_items.reordered = true) / count(order_items.*)");
}

TEST(InferWeb, VisitsConvert) {
  const Model model = LampShop();
  EXPECT_EQ(ExprOf(model, "conversion_rate"), "orders / count_distinct(shop_visits.visit_id)");
  EXPECT_TRUE(model.FindTable("shop_visits")->fact);
}

// Orders without dates are still what their lines hang from.
TEST(InferWeb, OrdersWithoutDates) {
  const Model model = ModelOf({TableBuilder("orders", 3000)
                                   .Id("order_id", 3000)
                                   .Id("user_id", 200)
                                   .Whole("order_dow", 7, 0, 6)
                                   .Key({"order_id"})
                                   .Build(),
                               TableBuilder("order_products", 20000)
                                   .Id("order_id", 3000)
                                   .Id("product_id", 400)
                                   .Whole("add_to_cart_order", 40, 1, 40)
                                   .Key({"order_id", "product_id"})
                                   .Build(),
                               TableBuilder("products", 400)
                                   .Id("product_id", 400)
                                   .Text("product_name", 400)
                                   .Key({"product_id"})
                                   .Build()},
                              {Relate("order_products.order_id", "orders.order_id"),
                               Relate("order_products.product_id", "products.product_id")});
  EXPECT_EQ(ExprOf(model, "units"), "count(order_products.*)");
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(orders.order_id)");
  EXPECT_EQ(ExprOf(model, "add_to_cart_order"), "(none)");  // a position adds up to nothing
  EXPECT_EQ(model.FindDimension("orders.order_dow")->kind, DimensionKind::kCategory);
}

TEST(InferWeb, AdvertisingIsNoSale) {
  const Model model = ModelOf({TableBuilder("marketing_spend", 365)
                                   .Date("date", 365)
                                   .Number("offline_spend", 40, 500, 5000)
                                   .Number("online_spend", 300, 300, 4000)
                                   .Key({"date"})
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "revenue"), "(none)");
  EXPECT_EQ(ExprOf(model, "expenses"),
            "sum(marketing_spend.offline_spend + marketing_spend.online_spend)");
}

TEST(InferWeb, RowsThatSayHowManySalesTheySumUp) {
  const Model model = ModelOf({TableBuilder("weekly_sales", 5000)
                                   .Date("week_date", 72)
                                   .Text("region", 7)
                                   .Whole("transactions", 4000, 10, 900000)
                                   .Whole("sales", 4900, 200, 90000000)
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "orders"), "sum(weekly_sales.transactions)");
  EXPECT_EQ(ExprOf(model, "average_order_value"), "revenue / orders");
  for (const std::string& word : model.FindMetric("average_sale")->synonyms)
    EXPECT_EQ(word.find("transaction"), std::string::npos) << word;
}

TEST(InferWeb, WhatEveryLineRepeatsCountsOnceForTheOrder) {
  catalog::Table lines = TableBuilder("lines", 3000)
                             .Id("order_id", 1000)
                             .Date("order_date", 300)
                             .Text("item", 20)
                             .Whole("qty", 5, 1, 5)
                             .Number("price", 30, 1, 90)
                             .Number("order_total", 700, 1, 900)
                             .Number("shipping_fee", 3, 0, 6)
                             .Build();
  for (catalog::Column& column : lines.columns)
    if (column.name == "order_total" || column.name == "shipping_fee")
      column.same_within = "order_id";
  const Model model = ModelOf({lines});
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(lines.qty * lines.price)");
  EXPECT_EQ(ExprOf(model, "order_total"), "per(sum, max(lines.order_total), lines.order_id)");
  EXPECT_EQ(ExprOf(model, "average_shipping_fee"),
            "per(avg, max(lines.shipping_fee), lines.order_id)");
}

// What a row comes to, not what one piece of it costs.
TEST(InferWeb, TotalAmountsBeforeAmounts) {
  const Model model = ModelOf({TableBuilder("purchases", 4000)
                                   .Id("transaction_id", 4000)
                                   .Date("date", 300)
                                   .Whole("total_purchases", 10, 1, 10)
                                   .Number("amount", 900, 10, 500)
                                   .Number("total_amount", 3000, 10, 5000)
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(purchases.total_amount)");
}

// Several districts share a sales region, which is what people call a region.
TEST(InferWeb, RegionsByNameNotByNumber) {
  const Model model = ModelOf({TableBuilder("regions", 100)
                                   .Id("region_id", 100)
                                   .Text("sales_district", 90)
                                   .Text("sales_region", 8)
                                   .Key({"region_id"})
                                   .Build()});
  EXPECT_EQ(model.FindEntity("region"), nullptr);
  EXPECT_NE(model.FindEntity("region row"), nullptr);
}

TEST(InferWeb, RefundsAreNoReturnsWhereBothAreKnown) {
  const Model model = ModelOf({TableBuilder("orders", 3000)
                                   .Id("order_id", 3000)
                                   .Date("order_date", 300)
                                   .Text("status", 3, {"Delivered", "Returned", "Refunded"})
                                   .Number("amount", 900, 10, 500)
                                   .Key({"order_id"})
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "returned_orders"),
            "count_distinct(orders.order_id) where orders.status = \"Returned\"");
}

// Receipt numbers begin anew in each store.
TEST(InferWeb, ReceiptsByStoreAndNumber) {
  const Model model = ModelOf({TableBuilder("till", 3000)
                                   .Id("store_no", 3)
                                   .Id("receipt_no", 400)
                                   .Whole("line_no", 4, 1, 4)
                                   .Date("date", 300)
                                   .Id("item", 40, Type::kText)
                                   .Whole("qty", 5, 1, 5)
                                   .Number("price", 300, 1, 20)
                                   .Key({"store_no", "receipt_no", "line_no"})
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(till.receipt_no, till.store_no)");
  ASSERT_NE(model.FindEntity("order"), nullptr);
  EXPECT_EQ(model.FindEntity("order")->key, (std::vector<std::string>{"receipt_no", "store_no"}));
}

TEST(InferWeb, NetPricesAreWhatWasPaid) {
  const Model model = ModelOf({TableBuilder("sales", 4000)
                                   .Id("order_key", 1500)
                                   .Date("order_date", 300)
                                   .Whole("quantity", 5, 1, 5)
                                   .Number("unit_price", 300, 10, 500)
                                   .Number("net_price", 900, 8, 500)
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(sales.quantity * sales.net_price)");
  EXPECT_EQ(ExprOf(model, "gross_revenue"), "sum(sales.quantity * sales.unit_price)");
  EXPECT_EQ(ExprOf(model, "discount_value"), "gross_revenue - revenue");
}

TEST(InferWeb, PlansAreNoResults) {
  const Model model =
      ModelOf({TableBuilder("chain", 3000)
                   .Date("date", 300)
                   .Number("difference_between_actual_and_target_profit", 900, -90, 90)
                   .Number("target_profit", 900, 0, 300)
                   .Number("sales", 900, 10, 500)
                   .Number("profit", 900, -90, 300)
                   .Text("product", 13)
                   .Build()});
  EXPECT_EQ(ExprOf(model, "profit"), "sum(chain.profit)");
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(chain.sales)");
  EXPECT_EQ(ExprOf(model, "target_profit"), "sum(chain.target_profit)");
}

TEST(InferWeb, PurchasesInWholeNumbersAreCounted) {
  const Model model = ModelOf({TableBuilder("leads", 1000)
                                   .Id("lead_id", 1000)
                                   .Text("segment", 3)
                                   .Whole("past_3_years_toy_purchases", 90, 0, 99)
                                   .Build()});
  EXPECT_EQ(model.FindMetric("revenue"), nullptr);
}

TEST(InferWeb, SalesBesideAListPriceAreSales) {
  const Model model = ModelOf({TableBuilder("mart", 4000)
                                   .Id("item_id", 900)
                                   .Number("item_mrp", 300, 10, 500)
                                   .Text("outlet_type", 4)
                                   .Number("item_outlet_sales", 900, 10, 900)
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(mart.item_outlet_sales)");
}

TEST(InferWeb, WhatAPieceCostTheCustomerIsItsPrice) {
  const Model model = ModelOf({TableBuilder("purchases", 4000)
                                   .Id("product_id", 20)
                                   .Id("customer_id", 30)
                                   .Date("market_date", 300)
                                   .Number("quantity", 40, 1, 9)
                                   .Number("cost_to_customer_per_qty", 30, 1, 20)
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "revenue"),
            "sum(purchases.quantity * purchases.cost_to_customer_per_qty)");
}

TEST(InferWeb, UsersWithSeveralRowsAreCountedOnce) {
  const Model model = ModelOf({TableBuilder("users", 1500)
                                   .Id("user_id", 400)
                                   .Id("cookie_id", 1500)
                                   .Date("start_date", 300)
                                   .Build()});
  const Entity* customer = model.FindEntity("customer");
  ASSERT_NE(customer, nullptr);
  EXPECT_EQ(customer->key, std::vector<std::string>{"user_id"});
}

TEST(InferWeb, RowsOfOnePieceHaveAProfit) {
  const Model model = ModelOf({TableBuilder("transactions", 4000)
                                   .Id("transaction_id", 4000)
                                   .Id("customer_id", 300)
                                   .Date("transaction_date", 300)
                                   .Number("list_price", 300, 10, 900)
                                   .Number("standard_cost", 300, 5, 500)
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(transactions.list_price)");
  EXPECT_EQ(ExprOf(model, "cost"), "sum(transactions.standard_cost)");
  EXPECT_EQ(ExprOf(model, "profit"), "revenue - cost");
}

TEST(InferWeb, TenureIsALengthOfTime) {
  const Model model = ModelOf({TableBuilder("customers", 1000)
                                   .Id("customer_id", 1000)
                                   .Whole("tenure_months", 60, 1, 60)
                                   .Build()});
  const Dimension* tenure = model.FindDimension("customers.tenure_months");
  ASSERT_NE(tenure, nullptr);
  EXPECT_EQ(tenure->kind, DimensionKind::kNumber);
  EXPECT_FALSE(tenure->additive);
}

TEST(InferWeb, AColumnCalledRevenueIsRevenueThoughMostlyNought) {
  catalog::Table sales = TableBuilder("sales", 2500)
                             .Id("order_id", 2400)
                             .Date("order_date", 300)
                             .Whole("units_sold", 6, -1, 4)
                             .Number("mrp", 900, 2000, 9900)
                             .Number("revenue", 177, 0, 35000)
                             .Build();
  sales.columns.back().top = {{"0", 2324}};
  const Model model = ModelOf({sales});
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(sales.revenue)");
}

TEST(InferWeb, TheListPriceAloneGivesNoDiscount) {
  const Model model = ModelOf({TableBuilder("sales", 2500)
                                   .Id("order_id", 2400)
                                   .Date("order_date", 300)
                                   .Whole("units", 6, 1, 4)
                                   .Number("mrp", 900, 2000, 9900)
                                   .Build()});
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(sales.units * sales.mrp)");
  EXPECT_EQ(model.FindMetric("discount_value"), nullptr);
}

}  // namespace
}  // namespace aisle::semantic
