// What columns hold, told by the formulas that hold on their rows.
#include <gtest/gtest.h>

#include "semantic/catalog_builder.h"
#include "semantic/infer.h"

namespace aisle::semantic {
namespace {

using catalog::FormulaKind;

std::string ExprOf(const catalog::Table& table, std::string_view metric) {
  catalog::Catalog catalog;
  catalog.tables = {table};
  const Model model = InferModel(catalog);
  const Metric* found = model.FindMetric(metric);
  return found ? ToString(found->expr) : "(none)";
}

// A line of a receipt whose "amount" is the price of one piece.
TableBuilder Line() {
  TableBuilder line("lines", 4000);
  line.Id("order_id", 1500).Date("order_date", 300);
  return line;
}

TEST(InferFormulas, AnAmountThatPiecesMultiplyIsAPrice) {
  TableBuilder line = Line();
  line.Whole("total_purchases", 10, 1, 10).Number("amount", 500, 5, 500);
  line.Number("bill_value", 900, 5, 5000);
  EXPECT_EQ(ExprOf(line.Build(), "revenue"), "sum(lines.amount)");  // nothing speaks against it
  line.Formula("bill_value", FormulaKind::kProduct, {"total_purchases", "amount"});
  EXPECT_EQ(ExprOf(line.Build(), "revenue"), "sum(lines.bill_value)");
  EXPECT_EQ(ExprOf(line.Build(), "units"), "sum(lines.total_purchases)");
}

TEST(InferFormulas, ACostThatPiecesMultiplyIsOfOne) {
  TableBuilder line = Line();
  line.Whole("quantity", 10, 1, 10).Number("sales", 500, 5, 500);
  line.Number("cost", 500, 2, 80).Number("total_cost", 900, 2, 800);
  line.Formula("total_cost", FormulaKind::kProduct, {"quantity", "cost"});
  EXPECT_EQ(ExprOf(line.Build(), "cost"), "sum(lines.total_cost)");
}

TEST(InferFormulas, ACostTakenOffTheSalesIsOfTheRow) {
  TableBuilder line = Line();
  line.Whole("quantity", 10, 1, 10).Number("sales", 500, 5, 500);
  line.Number("cost_price", 500, 2, 400).Number("net_profit", 900, 2, 400);
  EXPECT_EQ(ExprOf(line.Build(), "cost_price"), "(none)");  // an average of what one costs
  line.Formula("net_profit", FormulaKind::kDifference, {"sales", "cost_price"});
  EXPECT_EQ(ExprOf(line.Build(), "cost_price"), "sum(lines.cost_price)");
  EXPECT_EQ(ExprOf(line.Build(), "profit"), "sum(lines.net_profit)");
}

// No total beside them: sales by two ways add up; a total is the total.
TEST(InferFormulas, SalesByTwoWaysAddUp) {
  TableBuilder line = Line();
  line.Number("retail sales", 500, 5, 500).Number("warehouse sales", 900, 5, 5000);
  EXPECT_EQ(ExprOf(line.Build(), "revenue"),
            "sum(case(lines.retail_sales is missing, 0, lines.retail_sales) + "
            "case(lines.warehouse_sales is missing, 0, lines.warehouse_sales))");
  EXPECT_EQ(ExprOf(line.Build(), "retail_sales"), "sum(lines.retail_sales)");
  line.Number("total sales", 900, 5, 5000);
  EXPECT_EQ(ExprOf(line.Build(), "revenue"), "sum(lines.total_sales)");
}

TEST(InferFormulas, AreasAreNoSales) {
  TableBuilder line = Line();
  line.Number("length", 500, 1, 90).Number("width", 400, 1, 50).Number("surface", 900, 1, 4500);
  line.Formula("surface", FormulaKind::kProduct, {"length", "width"});
  EXPECT_EQ(ExprOf(line.Build(), "revenue"), "(none)");
  EXPECT_EQ(ExprOf(line.Build(), "units"), "(none)");
}

}  // namespace
}  // namespace aisle::semantic
