#include "semantic/infer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "semantic/catalog_builder.h"
#include "semantic/model_yaml.h"

namespace aisle::semantic {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;

const Dimension& DimensionOf(const Model& model, std::string_view field) {
  static const Dimension kNone;
  const Dimension* found = model.FindDimension(field);
  EXPECT_NE(found, nullptr) << field;
  return found ? *found : kNone;
}

// A grocery chain: sales by store and product, prices and costs in the product list, daily stock.
catalog::Catalog Grocery() {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("sales", 80000)
                        .Id("SaleID", 80000)
                        .Date("SaleDate", 700)
                        .Id("StoreID", 25)
                        .Id("ProductID", 300)
                        .Whole("Units", 20, 1, 24)
                        .Key({"sale_id"})
                        .Build(),
                    TableBuilder("products", 300)
                        .Id("ProductID", 300)
                        .Text("ProductName", 300)
                        .Text("Department", 8)
                        .Text("Category", 30)
                        .Number("UnitCost", 200, 0.1, 40, "EUR")
                        .Number("UnitPrice", 200, 0.2, 60, "EUR")
                        .Key({"product_id"})
                        .Build(),
                    TableBuilder("stores", 25)
                        .Id("StoreID", 25)
                        .Text("StoreName", 25)
                        .Text("City", 20)
                        .Text("Region", 4)
                        .Date("OpenDate", 25)
                        .Key({"store_id"})
                        .Build(),
                    TableBuilder("inventory", 7500)
                        .Id("StoreID", 25)
                        .Id("ProductID", 300)
                        .Whole("StockOnHand", 90, 0, 200)
                        .Key({"store_id", "product_id"})
                        .Build()};
  catalog.relations = {Relate("sales.store_id", "stores.store_id"),
                       Relate("sales.product_id", "products.product_id"),
                       Relate("sales.units", "stores.store_id", 3),  // accidental
                       Relate("inventory.store_id", "stores.store_id"),
                       Relate("inventory.product_id", "products.product_id")};
  return catalog;
}

TEST(InferModel, GrocerySalesTakeTheirPriceAcrossTheJoin) {
  const Model model = InferModel(Grocery());
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(sales.units * products.unit_price)");
  EXPECT_EQ(ExprOf(model, "units"), "sum(sales.units)");
  EXPECT_EQ(ExprOf(model, "cost"), "sum(sales.units * products.unit_cost)");
  EXPECT_EQ(ExprOf(model, "profit"), "revenue - cost");
  EXPECT_EQ(ExprOf(model, "profit_margin"), "profit / revenue");
  EXPECT_EQ(ExprOf(model, "stock_units"), "sum(inventory.stock_on_hand)");
  EXPECT_EQ(ExprOf(model, "stock_value"), "sum(inventory.stock_on_hand * products.unit_cost)");
  EXPECT_EQ(ExprOf(model, "stockouts"), "count(inventory.*) where inventory.stock_on_hand <= 0");
  EXPECT_EQ(model.FindMetric("revenue")->unit, "EUR");
  EXPECT_EQ(model.FindMetric("revenue")->priority, 0);
}

TEST(InferModel, GroceryTablesKnowTheirPlace) {
  const Model model = InferModel(Grocery());
  EXPECT_EQ(model.joins.size(), 4u);  // the accidental one is left out
  EXPECT_TRUE(model.FindTable("sales")->fact);
  EXPECT_EQ(model.FindTable("sales")->priority, 0);
  EXPECT_EQ(model.FindTable("sales")->time, "sale_date");
  EXPECT_TRUE(model.FindTable("inventory")->snapshot);
  EXPECT_FALSE(model.FindTable("stores")->fact);
  EXPECT_EQ(model.FindTable("stores")->entity, "store");
  EXPECT_THAT(DimensionOf(model, "stores.store_name").synonyms, Contains("branch"));
  EXPECT_THAT(DimensionOf(model, "stores.open_date").synonyms, Not(Contains("date")));
  EXPECT_THAT(DimensionOf(model, "sales.sale_date").synonyms, Contains("date"));
}

// A dealer's list: a row is one car, sold at its price.
TEST(InferModel, ARowMayBeOneSaleAtItsPrice) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("Car Sales", 15000)
                        .Id("Car_id", 15000, Type::kText)
                        .Date("Date", 700)
                        .Text("Customer Name", 3000)
                        .Text("Model", 150)
                        .Number("Price ($)", 800, 1200, 85000)
                        .Key({"car_id"})
                        .Build()};
  const Model model = InferModel(catalog);
  EXPECT_TRUE(model.FindTable("car_sales")->fact);
  EXPECT_EQ(model.FindTable("car_sales")->entity, "car");
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(car_sales.price)");
  EXPECT_THAT(model.FindMetric("sales_count")->synonyms, Contains("cars sold"));
}

TEST(InferModel, WholePercentsAreNoMoney) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("sales", 15000)
                        .Id("txn_id", 2500, Type::kText)
                        .Date("date", 90)
                        .Id("prod_id", 12, Type::kText)
                        .Whole("qty", 5, 1, 5)
                        .Whole("price", 12, 10, 54)
                        .Whole("discount", 25, 0, 24)
                        .Build()};
  const Model model = InferModel(catalog);
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(sales.qty * sales.price)");
  EXPECT_EQ(ExprOf(model, "discount_value"),
            "sum(sales.qty * sales.price * (sales.discount / 100))");
}

// A restaurant: lines name items, whose price stands on the menu. Each line is one item.
TEST(InferModel, APriceOfAnotherTableCountsOncePerLine) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("order_details", 12000)
                        .Id("order_details_id", 12000)
                        .Id("order_id", 5300)
                        .Date("order_date", 90)
                        .Id("item_id", 32)
                        .Key({"order_details_id"})
                        .Build(),
                    TableBuilder("menu_items", 32)
                        .Id("menu_item_id", 32)
                        .Text("item_name", 32)
                        .Text("category", 4)
                        .Number("price", 20, 5, 20)
                        .Key({"menu_item_id"})
                        .Build()};
  catalog.relations = {Relate("order_details.item_id", "menu_items.menu_item_id")};
  EXPECT_EQ(ExprOf(InferModel(catalog), "revenue"),
            "sum(case(order_details.item_id is missing, null, menu_items.price))");
}

// Liquor by the bottle: costs are of one bottle, millilitres are no pieces, numbers have names.
TEST(InferModel, PiecesSayWhatAnEachCostIs) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("liquor sales", 13000)
                        .Id("Invoice", 13000, Type::kText)
                        .Date("Date", 700)
                        .Whole("Category", 40, 1011100, 1081900)
                        .Text("Category Name", 40)
                        .Whole("Bottle Volume (ml)", 6, 200, 1750)
                        .Number("State Bottle Cost", 300, 2, 60, "USD")
                        .Whole("Bottles Sold", 40, 1, 60)
                        .Number("Sale (Dollars)", 3000, 5, 3000, "USD")
                        .Build()};
  const Model model = InferModel(catalog);
  EXPECT_EQ(ExprOf(model, "units"), "sum(liquor_sales.bottles_sold)");
  EXPECT_EQ(ExprOf(model, "cost"),
            "sum(liquor_sales.bottles_sold * liquor_sales.state_bottle_cost)");
  EXPECT_TRUE(DimensionOf(model, "liquor_sales.category").hidden);
  EXPECT_THAT(DimensionOf(model, "liquor_sales.category_name").synonyms, Contains("category"));
}

// Returns that name a line of the orders are no lines of theirs: the orders keep the revenue.
TEST(InferModel, ReturnsOfLinesLeaveTheSalesWhereTheyAre) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("orders", 5200)
                        .Id("OrderLineID", 5200)
                        .Id("OrderID", 2600, Type::kText)
                        .Date("OrderDate", 700)
                        .Whole("Quantity", 5, 1, 5)
                        .Number("UnitPrice", 40, 3, 90, "USD")
                        .Key({"order_line_id"})
                        .Build(),
                    TableBuilder("returns", 400)
                        .Id("ReturnID", 400, Type::kText)
                        .Id("OrderLineID", 400)
                        .Date("ReturnDate", 200)
                        .Whole("ReturnedQty", 3, 1, 3)
                        .Key({"return_id"})
                        .Build()};
  catalog.relations = {Relate("returns.order_line_id", "orders.order_line_id")};
  EXPECT_EQ(ExprOf(InferModel(catalog), "revenue"), "sum(orders.quantity * orders.unit_price)");
}

TEST(InferModel, ADatedPriceListSellsNothing) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("Price History", 900)
                        .Id("ItemCode", 300)
                        .Date("Valid From", 40)
                        .Number("Price", 800, 1, 90)
                        .Build()};
  EXPECT_EQ(ExprOf(InferModel(catalog), "revenue"), "(none)");
}

// Claims point at the sales they are about: they sell nothing themselves.
TEST(InferModel, RowsThatFollowSalesAreNoSales) {
  catalog::Catalog catalog = Grocery();
  catalog.tables.push_back(TableBuilder("warranty", 900)
                               .Id("ClaimID", 900)
                               .Id("SaleID", 880)
                               .Date("ClaimDate", 400)
                               .Text("RepairStatus", 4)
                               .Key({"claim_id"})
                               .Build());
  catalog.relations.push_back(Relate("warranty.sale_id", "sales.sale_id"));
  const Model model = InferModel(catalog);
  EXPECT_EQ(model.FindTable("warranty")->entity, "warranty claim");
  EXPECT_EQ(model.FindEntity("warranty claim")->key, std::vector<std::string>{"claim_id"});
  EXPECT_THAT(model.FindEntity("warranty claim")->synonyms, Contains("claim"));
  EXPECT_EQ(ExprOf(model, "warranty_claims"), "count_distinct(warranty.claim_id)");
  EXPECT_EQ(model.FindMetric("warranty_revenue"), nullptr);
  EXPECT_EQ(model.FindTable("sales")->entity, "order");
}

// Fashion in one wide table: orders with lines, statuses, returns, several places and dates.
catalog::Catalog Fashion() {
  catalog::Catalog catalog;
  catalog.tables = {
      TableBuilder("Fashion Orders Report", 5000)
          .RowNumber("index")
          .Id("Order No.", 3200, Type::kText)
          .Date("Order Date", 200)
          .Date("Ship Date", 210, 300)
          .Text("Status", 5, {"Delivered", "Shipped", "Cancelled", "Returned", "Return requested"})
          .Text("Courier Status", 3, {"Shipped", "Cancelled", "On the way"})
          .Id("SKU", 900, Type::kText)
          .Text("Category", 9)
          .Text("Colour", 30)
          .Text("Size", 7)
          .Whole("Qty", 6, 0, 8)
          .Text("currency", 1, {"GBP"})
          .Number("Amount", 800, 0, 450)
          .Text("ship-city", 300)
          .Text("ship-state", 40)
          .Id("ship-postal-code", 900)
          .Number("Discount", 12, 0, 0.4)
          .Flag("B2B")
          .Text("Unnamed: 22", 1)
          .Build()};
  return catalog;
}

TEST(InferModel, FashionLinesAndOrdersAreToldApart) {
  const Model model = InferModel(Fashion());
  const std::string t = "fashion_orders_report.";
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(" + t + "amount)");
  EXPECT_EQ(model.FindMetric("revenue")->unit, "GBP");
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(" + t + "order_no)");
  EXPECT_EQ(ExprOf(model, "order_lines"), "count(" + t + "*)");
  EXPECT_EQ(ExprOf(model, "average_order_value"), "revenue / count_distinct(" + t + "order_no)");
  EXPECT_EQ(ExprOf(model, "cancellation_rate"),
            "(count(" + t + "*) where " + t + "status = \"Cancelled\") / count(" + t + "*)");
  EXPECT_EQ(ExprOf(model, "return_rate"),
            "(count(" + t + "*) where " + t +
                "status in (\"Returned\", \"Return requested\")) / count(" + t + "*)");
  EXPECT_EQ(ExprOf(model, "delivery_days"),
            "avg(days_between(" + t + "order_date, " + t + "ship_date))");
  EXPECT_EQ(ExprOf(model, "profit"), "(none)");  // nothing to take it from
  EXPECT_EQ(ExprOf(model, "stock_value"), "(none)");
  EXPECT_EQ(model.FindTable("fashion_orders_report")->entity, "order line");
  ASSERT_NE(model.FindEntity("order"), nullptr);
  EXPECT_EQ(model.FindEntity("order")->key, std::vector<std::string>{"order_no"});
  EXPECT_EQ(model.FindEntity("product")->key, std::vector<std::string>{"sku"});
}

TEST(InferModel, AWordOfOneTableGoesToTheColumnItFitsBest) {
  const Model model = InferModel(Fashion());
  const std::string t = "fashion_orders_report.";
  EXPECT_THAT(DimensionOf(model, t + "order_date").synonyms, Contains("date"));
  EXPECT_THAT(DimensionOf(model, t + "ship_date").synonyms, Not(Contains("date")));
  EXPECT_THAT(DimensionOf(model, t + "ship_state").synonyms, Contains("state"));
  EXPECT_THAT(DimensionOf(model, t + "ship_postal_code").synonyms, Contains("pincode"));
  EXPECT_THAT(DimensionOf(model, t + "courier_status").synonyms, Not(Contains("order status")));
  EXPECT_THAT(DimensionOf(model, t + "qty").synonyms, Contains("units"));
  EXPECT_TRUE(DimensionOf(model, t + "index").hidden);
  EXPECT_TRUE(DimensionOf(model, t + "unnamed_22").hidden);
}

TEST(InferModel, CancelledOrdersAreAConventionThatCanBeChanged) {
  const catalog::Catalog catalog = Fashion();
  std::string yaml = WriteModelYaml(InferModel(catalog));
  const Model included = ReadModelYaml(yaml).model;
  ASSERT_EQ(included.conventions.size(), 1u);
  EXPECT_EQ(included.conventions[0].values, std::vector<std::string>{"Cancelled"});
  EXPECT_EQ(ExprOf(included, "revenue"), "sum(fashion_orders_report.amount)");
  yaml = ReplaceAll(yaml, "value: included", "value: excluded");
  EXPECT_TRUE(CheckModel(yaml, catalog).empty());
  EXPECT_EQ(ExprOf(ReadModelYaml(yaml).model, "revenue"),
            "sum(fashion_orders_report.amount) where not fashion_orders_report.status = "
            "\"Cancelled\" or fashion_orders_report.status is missing");
}

// A B2B distributor: headers and lines with a discount, promised dates, sales reps, suppliers.
catalog::Catalog Distributor() {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("invoices", 4000)
                        .Id("InvoiceNo", 4000)
                        .Id("ClientID", 200)
                        .Id("RepID", 12)
                        .Date("InvoiceDate", 600)
                        .Date("DueDate", 600)
                        .Date("DeliveryDate", 600, 50)
                        .Number("Freight", 900, 0, 400, "USD")
                        .Key({"invoice_no"})
                        .Build(),
                    TableBuilder("invoice_lines", 21000)
                        .Id("InvoiceNo", 4000)
                        .Id("ItemCode", 450)
                        .Whole("Quantity", 90, 1, 200)
                        .Number("UnitPrice", 300, 1, 900, "USD")
                        .Number("Discount", 5, 0, 0.25, "%")
                        .Key({"invoice_no", "item_code"})
                        .Build(),
                    TableBuilder("clients", 210)
                        .Id("ClientID", 210)
                        .Text("CompanyName", 210)
                        .Text("Country", 20)
                        .Key({"client_id"})
                        .Build(),
                    TableBuilder("reps", 12)
                        .Id("RepID", 12)
                        .Text("RepName", 12)
                        .Text("Title", 3, {"Sales Representative", "Manager", "Clerk"})
                        .Key({"rep_id"})
                        .Build(),
                    TableBuilder("items", 450)
                        .Id("ItemCode", 450)
                        .Text("ItemName", 450)
                        .Id("SupplierID", 30)
                        .Number("UnitPrice", 300, 1, 950, "USD")
                        .Whole("UnitsInStock", 100, 0, 900)
                        .Key({"item_code"})
                        .Build(),
                    TableBuilder("suppliers", 30)
                        .Id("SupplierID", 30)
                        .Text("SupplierName", 30)
                        .Text("City", 25)
                        .Key({"supplier_id"})
                        .Build()};
  catalog.relations = {Relate("invoice_lines.invoice_no", "invoices.invoice_no"),
                       Relate("invoice_lines.item_code", "items.item_code"),
                       Relate("invoices.client_id", "clients.client_id"),
                       Relate("invoices.rep_id", "reps.rep_id"),
                       Relate("items.supplier_id", "suppliers.supplier_id"),
                       Relate("reps.rep_id", "suppliers.supplier_id")};
  return catalog;
}

TEST(InferModel, DistributorLinesAreNetOfTheirDiscount) {
  const Model model = InferModel(Distributor());
  EXPECT_EQ(
      ExprOf(model, "revenue"),
      "sum(invoice_lines.quantity * invoice_lines.unit_price * (1 - invoice_lines.discount))");
  EXPECT_EQ(ExprOf(model, "gross_revenue"),
            "sum(invoice_lines.quantity * invoice_lines.unit_price)");
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(invoices.invoice_no)");
  EXPECT_EQ(ExprOf(model, "customers"), "count_distinct(clients.client_id)");
  EXPECT_EQ(ExprOf(model, "freight"), "sum(invoices.freight)");
  EXPECT_EQ(ExprOf(model, "late_orders"),
            "count_distinct(invoices.invoice_no) where invoices.delivery_date > invoices.due_date");
  EXPECT_EQ(ExprOf(model, "stock_units"), "sum(items.units_in_stock)");
  EXPECT_EQ(model.FindTable("invoice_lines")->priority, 0);
  EXPECT_EQ(model.FindTable("invoices")->priority, 1);
  EXPECT_EQ(model.FindTable("invoices")->time, "invoice_date");
  EXPECT_EQ(model.FindEntity("customer")->display, "company_name");
  EXPECT_EQ(model.joins.size(), 5u);
}

TEST(InferModel, CustomersAreAllWhoAreListedAndActiveOnesThoseWhoBought) {
  const Model model = InferModel(Distributor());
  EXPECT_EQ(ExprOf(model, "active_customers"), "count_distinct(invoices.client_id)");
  EXPECT_EQ(ExprOf(model, "orders_per_customer"), "orders / count_distinct(invoices.client_id)");
}

TEST(InferModel, WordsThatAreValuesOfTheDataAreNoSynonyms) {
  const Model model = InferModel(Distributor());
  ASSERT_NE(model.FindEntity("employee"), nullptr);
  EXPECT_THAT(model.FindEntity("employee")->synonyms, Contains("salesperson"));
  EXPECT_THAT(model.FindEntity("employee")->synonyms, Not(Contains("sales representative")));
}

TEST(InferModel, WithoutRegionsTheWidestPlaceIsTheRegion) {
  const Model distributor = InferModel(Distributor()), fashion = InferModel(Fashion());
  EXPECT_THAT(DimensionOf(distributor, "clients.country").synonyms, Contains("region"));
  EXPECT_THAT(DimensionOf(fashion, "fashion_orders_report.ship_state").synonyms,
              Contains("region"));
  const Model grocery = InferModel(Grocery());
  EXPECT_THAT(DimensionOf(grocery, "stores.city").synonyms, Not(Contains("region")));
}

TEST(InferModel, PriceIsThePriceListsAndLinesHoldWhatWasPaid) {
  const Model model = InferModel(Distributor());
  EXPECT_THAT(DimensionOf(model, "items.unit_price").synonyms, Contains("price"));
  EXPECT_THAT(DimensionOf(model, "invoice_lines.unit_price").synonyms, Not(Contains("price")));
  EXPECT_EQ(ExprOf(model, "average_unit_price"), "avg(items.unit_price)");
  EXPECT_EQ(ExprOf(model, "average_sold_price"), "avg(invoice_lines.unit_price)");
}

TEST(InferModel, ASecondFactTagsWhatTheFirstHasNamed) {
  catalog::Catalog catalog = Fashion();
  catalog.tables.push_back(TableBuilder("Export sales", 900)
                               .Date("Date", 90)
                               .Text("Customer", 60)
                               .Whole("PCS", 20, 1, 50)
                               .Number("Rate", 100, 1, 90)
                               .Number("Gross Amt", 500, 1, 4000)
                               .Build());
  const Model model = InferModel(catalog);
  EXPECT_EQ(ExprOf(model, "export_revenue"), "sum(export_sales.gross_amt)");
  EXPECT_EQ(ExprOf(model, "export_units"), "sum(export_sales.pcs)");
  EXPECT_EQ(ExprOf(model, "customers"), "count_distinct(export_sales.customer)");
  EXPECT_EQ(ExprOf(model, "average_rate"), "avg(export_sales.rate)");  // a price, never summed
  EXPECT_THAT(model.FindMetric("export_revenue")->synonyms, Contains("export sales"));
  EXPECT_LT(model.FindMetric("revenue")->priority, model.FindMetric("export_revenue")->priority);
}

TEST(InferModel, RepeatsAreHiddenAndNeverMeasured) {
  catalog::Catalog catalog = Fashion();
  catalog::Table again = catalog.tables[0];
  again.name = "fashion_again";
  again.repeats = true;
  catalog.tables.insert(catalog.tables.begin(), again);
  const Model model = InferModel(catalog);
  EXPECT_TRUE(model.FindTable("fashion_again")->hidden);
  for (const Metric& metric : model.metrics)
    EXPECT_NE(metric.table, "fashion_again") << metric.name;
}

TEST(InferModel, WhatIsWrittenReadsBackAndChecks) {
  for (const catalog::Catalog& catalog :
       {Grocery(), Fashion(), Distributor(), catalog::Catalog{}}) {
    const Model model = InferModel(catalog);
    const std::string yaml = WriteModelYaml(model);
    const ModelRead read = ReadModelYaml(yaml);
    EXPECT_TRUE(read.problems.empty());
    EXPECT_EQ(read.model, model);
    for (const Problem& problem : CheckModel(yaml, catalog))
      ADD_FAILURE() << problem.line << ":" << problem.column << " " << problem.message;
  }
}

struct Header {
  const char* label;
  Type type;
  DimensionKind kind;
  bool additive;
  const char* synonym;  // one that must be there
};

// One column alone in a table of sales.
const Header kHeaders[] = {
    {"Qty", Type::kInteger, DimensionKind::kNumber, true, "quantity"},
    {"quantiy", Type::kInteger, DimensionKind::kNumber, true, "qty"},
    {"Weekly_Sales", Type::kDecimal, DimensionKind::kNumber, true, "weekly sale"},
    {"Purchase Amount (USD)", Type::kDecimal, DimensionKind::kNumber, true, "purchase amount"},
    {"unit_price", Type::kDecimal, DimensionKind::kNumber, false, "price"},
    {"Final MRP", Type::kDecimal, DimensionKind::kNumber, false, "mrp"},
    {"Tax 5%", Type::kDecimal, DimensionKind::kNumber, true, ""},
    {"Freight", Type::kDecimal, DimensionKind::kNumber, true, "shipping cost"},
    {"Review Rating", Type::kDecimal, DimensionKind::kNumber, false, "rating"},
    {"Age", Type::kInteger, DimensionKind::kNumber, false, "customer age"},
    {"total children", Type::kInteger, DimensionKind::kNumber, true, ""},
    {"order_status", Type::kInteger, DimensionKind::kCategory, false, "status"},
    {"model_year", Type::kInteger, DimensionKind::kCategory, false, "year"},
    {"Store", Type::kInteger, DimensionKind::kIdentifier, false, "branch"},
    {"zip_code_prefix", Type::kInteger, DimensionKind::kIdentifier, false, ""},
    {"order_line_item", Type::kInteger, DimensionKind::kIdentifier, false, ""},
    {"CustomerID", Type::kInteger, DimensionKind::kIdentifier, false, "client"},
    {"productline", Type::kText, DimensionKind::kCategory, false, "product family"},
    {"fulfilment", Type::kText, DimensionKind::kCategory, false, "fulfillment channel"},
    {"Sales Channel", Type::kText, DimensionKind::kCategory, false, "channel"},
    {"Customer Name", Type::kText, DimensionKind::kName, false, "buyer"},
    {"InvoiceDate", Type::kDate, DimensionKind::kTime, false, "date"},
    {"ordered_at", Type::kTime, DimensionKind::kTimeOfDay, false, ""},
    {"B2B", Type::kBoolean, DimensionKind::kFlag, false, "business"},
};

TEST(InferModel, MoneyReceivedAndSpentKeepTheirWordsBesideSales) {
  catalog::Catalog catalog = Fashion();
  catalog.tables.push_back(
      TableBuilder("Received Amount", 9).Date("Day", 9).Number("Amount", 9, 500, 2000).Build());
  const Model model = InferModel(catalog);
  const Metric* received = model.FindMetric("received_amount");
  ASSERT_NE(received, nullptr);
  EXPECT_LT(received->priority, 100);
  EXPECT_THAT(received->synonyms,
              AllOf(Contains("total received amount"), Not(Contains("total amount"))));
}

TEST(InferModel, GoodsMovedAreNeitherSoldNorHeld) {
  catalog::Catalog catalog = Grocery();
  catalog.tables.push_back(TableBuilder("stock_movements", 90000)
                               .Id("MovementID", 90000)
                               .Date("MovementDate", 700)
                               .Id("ProductID", 300)
                               .Whole("Quantity", 90, -50, 50)
                               .Negative("quantity", 9000)
                               .Key({"movement_id"})
                               .Build());
  const Model model = InferModel(catalog);
  EXPECT_EQ(ExprOf(model, "stock_units"), "sum(inventory.stock_on_hand)");
  EXPECT_EQ(ExprOf(model, "units"), "sum(sales.units)");
  EXPECT_EQ(ExprOf(model, "returned_orders"), "(none)");
  EXPECT_GT(model.FindTable("stock_movements")->priority, model.FindTable("sales")->priority);
  EXPECT_EQ(model.FindTable("stock_movements")->entity, "movement");
}

TEST(InferModel, AListOfReturnedOrdersMarksThem) {
  catalog::Catalog catalog = Fashion();
  catalog.tables[0].columns.erase(catalog.tables[0].columns.begin() + 4,
                                  catalog.tables[0].columns.begin() + 6);  // its statuses
  catalog.tables.push_back(
      TableBuilder("Returns", 300).Id("Order No.", 300, Type::kText).Key({"order_no"}).Build());
  catalog.relations = {Relate("fashion_orders_report.order_no", "returns.order_no", 4600)};
  catalog.relations[0].matched = 400;
  const Model model = InferModel(catalog);
  ASSERT_EQ(model.joins.size(), 1u);
  EXPECT_EQ(ExprOf(model, "returned_orders"),
            "count_distinct(fashion_orders_report.order_no) where not returns.order_no is missing");
  EXPECT_EQ(ExprOf(model, "returns"), "(none)");
  EXPECT_EQ(model.FindTable("returns")->entity, "return");
}

// Orders with what followed them: each payment and each return names one.
TEST(InferModel, PaymentsAndReturnsFollowTheOrdersTheyName) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("orders", 1500)
                        .Id("order_id", 1500)
                        .Date("order_date", 300)
                        .Whole("quantity", 5, 1, 5)
                        .Number("total_amount", 900, 5, 200)
                        .Key({"order_id"})
                        .Build(),
                    TableBuilder("payments", 1500)
                        .Id("payment_id", 1500)
                        .Id("order_id", 1500)
                        .Date("payment_date", 300)
                        .Number("amount", 900, 5, 200)
                        .Key({"payment_id"})
                        .Key({"order_id"})
                        .Build(),
                    TableBuilder("returns", 120)
                        .Id("return_id", 120)
                        .Id("order_id", 120)
                        .Date("return_date", 90)
                        .Number("refund_amount", 110, 5, 100)
                        .Key({"return_id"})
                        .Key({"order_id"})
                        .Build()};
  catalog.relations = {Relate("payments.order_id", "orders.order_id"),
                       Relate("returns.order_id", "orders.order_id")};
  for (catalog::Relation& relation : catalog.relations)
    relation.cardinality = catalog::Cardinality::kOneToOne;
  const Model model = InferModel(catalog);
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(orders.total_amount)");
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(orders.order_id)");
  EXPECT_EQ(ExprOf(model, "payments"), "sum(payments.amount)");
  EXPECT_EQ(ExprOf(model, "refunds"), "sum(returns.refund_amount)");
  EXPECT_EQ(ExprOf(model, "returns"), "count_distinct(returns.return_id)");
  EXPECT_EQ(ExprOf(model, "return_rate"), "returned_orders / orders");
  EXPECT_EQ(model.FindTable("payments")->time, "payment_date");
}

// A till's lines; what came back stands below zero.
catalog::Catalog Till(std::string marked, std::string mark) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("till", 1000)
                        .Id("InvoiceNo", 400, Type::kText)
                        .Id("StockCode", 90, Type::kText)
                        .Whole("Quantity", 30, -20, 90)
                        .Date("InvoiceDate", 200)
                        .Number("UnitPrice", 70, 0.5, 20)
                        .Negative("quantity", 40, std::move(marked), std::move(mark))
                        .Build()};
  return catalog;
}

TEST(InferModel, RowsBelowZeroAreReturns) {
  const Model model = InferModel(Till("", ""));
  EXPECT_EQ(ExprOf(model, "returned_orders"),
            "count_distinct(till.invoice_no) where till.quantity < 0");
  EXPECT_EQ(ExprOf(model, "returned_units"), "sum(-1 * till.quantity) where till.quantity < 0");
  EXPECT_EQ(ExprOf(model, "return_rate"), "returned_orders / count_distinct(till.invoice_no)");
  EXPECT_EQ(ExprOf(model, "cancelled_orders"), "(none)");
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(till.quantity * till.unit_price)");
  ASSERT_EQ(model.conventions.size(), 1u);
  EXPECT_EQ(model.conventions[0].sentence,
            "Returns, the rows with a negative Quantity, are subtracted from revenue and units.");
}

TEST(InferModel, AnInvoicesLetterMarksWhatWasCancelled) {
  const Model model = InferModel(Till("invoice_no", "C"));
  EXPECT_EQ(ExprOf(model, "returned_orders"),
            "count_distinct(till.invoice_no) where till.quantity < 0 and till.invoice_no starts "
            "with \"C\"");
  EXPECT_EQ(ExprOf(model, "cancelled_orders"),
            "count_distinct(till.invoice_no) where till.invoice_no starts with \"C\"");
  EXPECT_EQ(ExprOf(InferModel(Till("invoice_no", "R")), "cancelled_orders"), "(none)");
}

TEST(InferModel, MostRowsBelowZeroAreNoReturns) {
  catalog::Catalog catalog = Till("", "");
  catalog.tables[0].negatives[0].rows = 600;
  EXPECT_EQ(ExprOf(InferModel(catalog), "returned_orders"), "(none)");
}

// One row for each customer, with yes/no columns.
catalog::Catalog Shoppers(int64_t customers) {
  catalog::Catalog catalog;
  TableBuilder table("shoppers", 900);
  table.Id("Customer ID", customers).Number("Purchase Amount (USD)", 80, 20, 100);
  table.Flag("Subscription Status").Flag("Discount Applied").Flag("Promo Code Used");
  if (customers == 900) table.Key({"customer_id"});
  catalog.tables = {table.Build()};
  return catalog;
}

TEST(InferModel, FlagsAreCalledByWhatWasUsedAndWhoHasIt) {
  const Model model = InferModel(Shoppers(900));
  EXPECT_THAT(DimensionOf(model, "shoppers.promo_code_used").synonyms,
              IsSupersetOf({"promo code", "used promo code", "coupon"}));
  EXPECT_THAT(DimensionOf(model, "shoppers.discount_applied").synonyms, Contains("discount"));
  EXPECT_THAT(DimensionOf(model, "shoppers.subscription_status").synonyms,
              IsSupersetOf({"subscription", "subscriber", "subscribed"}));
}

TEST(InferModel, WhereCustomersRepeatAFlagIsNotCalledByWhoHasIt) {
  const Model model = InferModel(Shoppers(300));
  EXPECT_THAT(DimensionOf(model, "shoppers.subscription_status").synonyms,
              Not(Contains("subscriber")));
  const auto customer = std::find_if(model.entities.begin(), model.entities.end(),
                                     [](const Entity& each) { return each.name == "customer"; });
  ASSERT_NE(customer, model.entities.end());
  EXPECT_THAT(customer->dimensions, Contains("subscription_status"));
}

TEST(InferModel, SharesOfFlagsAreRates) {
  const Model model = InferModel(Shoppers(300));
  EXPECT_EQ(ExprOf(model, "subscription_rate"),
            "(count_distinct(shoppers.customer_id) where shoppers.subscription_status = true) / "
            "count_distinct(shoppers.customer_id)");
  EXPECT_EQ(ExprOf(model, "promo_code_usage_rate"),
            "(count(shoppers.*) where shoppers.promo_code_used = true) / count(shoppers.*)");
}

TEST(InferModel, ADiscountThatIsANumberKeepsItsWord) {
  catalog::Catalog catalog = Shoppers(900);
  catalog.tables.push_back(TableBuilder("lines", 5000)
                               .Id("Order ID", 3000)
                               .Date("Order Date", 300)
                               .Number("Amount", 300, 1, 90)
                               .Number("Discount", 5, 0, 0.5)
                               .Build());
  const Model model = InferModel(catalog);
  EXPECT_THAT(DimensionOf(model, "shoppers.discount_applied").synonyms, Not(Contains("discount")));
}

TEST(InferModel, HeadingsSayWhatColumnsAre) {
  for (const Header& header : kHeaders) {
    SCOPED_TRACE(header.label);
    catalog::Catalog catalog;
    catalog::Table table = TableBuilder("shop", 5000).Text("note", 12).Build();
    catalog::Column column;
    column.label = header.label;
    column.name = SnakeCase(header.label);
    column.type = header.type;
    column.rows = 5000;
    column.distinct = 20;
    if (IsNumeric(header.type)) column.min = int64_t{1}, column.max = int64_t{50};
    for (int i = 0; i < 20; ++i) column.top.emplace_back("value " + std::to_string(i), 1);
    table.columns.push_back(column);
    catalog.tables = {table};
    const Model model = InferModel(catalog);
    const Dimension& dimension = DimensionOf(model, "shop." + column.name);
    EXPECT_EQ(dimension.kind, header.kind);
    EXPECT_EQ(dimension.additive, header.additive);
    if (*header.synonym) {
      EXPECT_THAT(dimension.synonyms, Contains(header.synonym));
    }
  }
}

}  // namespace
}  // namespace aisle::semantic
