#include "semantic/infer_metric_words.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace aisle::semantic {
namespace {

bool Matches(const std::string& value, const std::vector<std::string>& stems) {
  const std::string folded = FoldName(value);
  return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
    return StartsWith(folded, stem) || folded.find(" " + stem) != std::string::npos;
  });
}

bool SaysNot(const std::string& value) {
  const std::string folded = FoldName(value);
  return StartsWith(folded, "not ") || StartsWith(folded, "no ") || StartsWith(folded, "non ");
}

// "status" itself before "courier status", before other columns with such values.
int StatusRank(const ColumnRole& role) {
  if (role.phrase == "status" || role.phrase == "order status") return 0;
  if (role.Has("status") || role.Has("state")) return 1;
  return 2;
}

std::vector<Expr> MatchingValues(const ColumnRole& role, const std::vector<std::string>& stems) {
  std::vector<Expr> values;
  if (role.kind != DimensionKind::kCategory || role.column->type != Type::kText) return values;
  for (const auto& [value, count] : role.column->top)
    if (Matches(value, stems) && !SaysNot(value)) values.push_back(Literal(value));
  return values;
}

Expr InValues(const std::string& field, std::vector<Expr> values) {
  if (values.size() == 1) return Make(Op::kEqual, {Field(field), std::move(values[0])});
  values.insert(values.begin(), Field(field));
  return Make(Op::kIn, std::move(values));
}

// The spelling of "yes" in a flag's column.
Expr TrueOf(const ColumnRole& role) {
  if (role.column->type == Type::kInteger) return Literal(int64_t{1});
  if (role.column->type != Type::kText) return Literal(true);
  for (const auto& [value, count] : role.column->top)
    if (const std::string folded = FoldName(value);
        folded == "yes" || folded == "y" || folded == "true" || folded == "t" || folded == "1")
      return Literal(value);
  return Literal(std::string("Yes"));
}

std::optional<Expr> FlagCondition(const TableRole& table, const std::vector<std::string>& stems) {
  for (const ColumnRole& role : table.columns) {
    if (role.kind != DimensionKind::kFlag || role.hidden || !Matches(role.phrase, stems)) continue;
    return FlagIsSet(table, role);
  }
  return {};
}

int AmountRank(const ColumnRole& role) {
  if (role.measure == Measure::kGrossRevenue) return 50;
  if (role.measure != Measure::kRevenue) return 99;
  static const std::map<std::string, int> kRanks = {
      {"revenue", 0},         {"net revenue", 0},   {"net sale", 0},    {"sale", 1},
      {"total revenue", 1},   {"total sale", 1},    {"sale amount", 1}, {"net amount", 1},
      {"total amount", 2},    {"amount", 3},        {"line total", 2},  {"gross amount", 3},
      {"total", 3},           {"order value", 3},   {"order total", 3}, {"total price", 3},
      {"purchase amount", 3}, {"payment value", 6}, {"subtotal", 7},    {"sub total", 7}};
  const auto found = kRanks.find(role.phrase);
  if (found != kRanks.end()) return found->second;
  if (HasAny(role, {"global", "overall", "grand"})) return 2;
  if (role.Has("tax") || role.Has("paid") || role.Has("return") || role.Has("refund")) return 20;
  return role.Has("sale") || role.Has("revenue") ? 4 : 8;
}

// An amount that nobody filled in: most rows say nought.
bool IsMostlyZero(const ColumnRole& role) {
  if (role.column->top.empty()) return false;
  const auto& [value, count] = role.column->top.front();
  return count * 10 > role.column->rows * 7 && value.find_first_not_of("0.,-") == std::string::npos;
}

}  // namespace

std::vector<std::string> MetricWords(const std::string& base) {
  static const std::map<std::string, std::vector<std::string>> kWords = {
      {"revenue",
       {"sales",
        "sale",
        "total sales",
        "total revenue",
        "sales revenue",
        "turnover",
        "sales amount",
        "sales value",
        "total sales amount",
        "value of sales",
        "takings",
        "gmv",
        "spend",
        "spending",
        "amount spent",
        "total spend",
        "money made",
        "purchase value",
        "purchase amount",
        "total amount",
        "order total",
        "income from sales",
        "value of orders",
        "total value of orders",
        "total sales revenue",
        "revenue generated",
        "sales generated"}},
      {"gross revenue",
       {"gross sales", "revenue before discount", "sales before discount", "undiscounted sales",
        "list value"}},
      {"discount value",
       {"discount amount", "total discount", "total discounts", "value of discounts",
        "discounts given", "money off", "revenue lost due to discounts",
        "revenue lost to discounts", "revenue lost due to applied discounts"}},
      {"average sale",
       {"average sale amount", "average sales", "average amount", "average transaction value",
        "average transaction amount", "average purchase amount", "average transaction size",
        "average spend", "average sales amount", "average line value", "average ticket",
        "average revenue"}},
      {"units",
       {"units sold",
        "quantity",
        "quantity sold",
        "sales quantity",
        "total sales quantity",
        "total quantity",
        "total quantity sold",
        "items sold",
        "pieces",
        "pieces sold",
        "volume",
        "sales volume",
        "unit sales",
        "sales quantity",
        "sold quantity",
        "number of units",
        "number of items",
        "item count",
        "qty",
        "total units",
        "pcs",
        "quantity ordered",
        "units ordered"}},
      {"orders",
       {"order count", "number of orders", "total orders", "orders placed", "order volume",
        "transactions", "number of transactions", "purchases", "invoices", "total transactions",
        "count of orders", "order frequency", "sales transactions"}},
      {"order lines",
       {"lines", "line items", "order items", "number of lines", "order details", "sales records",
        "records", "number of line items"}},
      {"sales count",
       {"number of sales", "transactions", "number of transactions", "sales records", "records",
        "orders", "number of orders", "purchases", "number of purchases", "sales transactions"}},
      {"customers",
       {"customer count", "number of customers", "total customers", "unique customers",
        "distinct customers"}},
      {"active customers",
       {"customers who ordered", "customers who bought", "customers with orders",
        "paying customers", "customers who placed an order", "customers who placed orders",
        "customers who purchased", "customers who made a purchase",
        "customers who have made a purchase", "buying customers", "customers who have ordered",
        "purchasing customers", "customers that ordered", "number of active customers",
        "customers who have placed an order"}},
      {"products",
       {"product count", "number of products", "unique products", "distinct products",
        "total products"}},
      {"average order value",
       {"aov",
        "order value",
        "average order",
        "average basket",
        "average basket value",
        "average order size",
        "average order amount",
        "avg order value",
        "mean order value",
        "revenue per order",
        "sales per order",
        "sales per transaction",
        "revenue per transaction",
        "average revenue per order",
        "average sales per order",
        "average spend per order",
        "average bill",
        "average price of an order",
        "average order price",
        "price of an order",
        "average ticket size",
        "average sales order value",
        "average order revenue",
        "average order total",
        "average transaction value",
        "average transaction size",
        "average transaction amount",
        "average transaction",
        "average purchase value",
        "average invoice value",
        "average ticket"}},
      {"units per order",
       {"items per order", "basket items", "average items per order", "average units per order",
        "average quantity per order", "quantity per order", "pieces per order",
        "average number of items per order"}},
      {"lines per order", {"line items per order", "average lines per order"}},
      {"revenue per customer",
       {"sales per customer", "average revenue per customer", "average sales per customer",
        "average spend per customer", "spend per customer", "average customer value",
        "customer lifetime value", "average customer lifetime value", "lifetime value", "clv",
        "ltv"}},
      {"orders per customer",
       {"average orders per customer", "average number of orders per customer",
        "purchases per customer", "average order frequency"}},
      {"profit",
       {"profits", "total profit", "gross profit", "net profit", "earnings", "profitability",
        "profit earned", "profit made", "gain"}},
      {"profit margin",
       {"margin", "profit ratio", "margin percent", "profit percentage", "profit rate",
        "gross margin", "gross profit margin", "margins", "profit margin percent",
        "return on sales"}},
      {"cost",
       {"total cost", "costs", "cost of goods", "cost of goods sold", "cogs", "cost of sales"}},
      {"cancelled orders",
       {"canceled orders", "cancellations", "orders cancelled", "orders canceled",
        "number of cancellations", "number of cancelled orders"}},
      {"cancellation rate",
       {"cancel rate", "cancelled rate", "cancellation percentage",
        "percentage of cancelled orders", "share of cancelled orders", "cancellation percent",
        "percent of orders cancelled"}},
      {"cancelled revenue",
       {"revenue of cancelled orders", "cancelled sales", "lost revenue", "cancelled amount"}},
      {"returned orders",
       {"returns", "orders returned", "number of returns", "refunds", "return orders",
        "times returned", "number of refunds", "refunded orders"}},
      {"return rate",
       {"returned rate", "return percentage", "percentage of returned orders", "refund rate",
        "share of returned orders"}},
      {"returned units",
       {"units returned", "returned quantity", "quantity returned", "items returned",
        "returned items", "products returned", "returned products", "number of returned items",
        "total returns", "returned goods"}},
      {"returned revenue",
       {"revenue of returned orders", "returned sales", "refunded revenue", "returned value",
        "value of returns", "total value of returns", "value of returned goods",
        "total value of returned goods", "value of returned products", "value of returned items",
        "return value", "returned amount", "amount returned", "refund amount", "refunded amount",
        "amount refunded", "total refunds"}},
      {"delivery days",
       {"delivery time",
        "fulfillment time",
        "order fulfillment time",
        "delivery",
        "shipping time",
        "ship time",
        "average delivery time",
        "average shipping time",
        "days to ship",
        "days to deliver",
        "time to ship",
        "time between order and shipment",
        "time between order and delivery",
        "time between order placement and shipment",
        "time between order placement and delivery",
        "time between order date and ship date",
        "time to deliver",
        "shipping days",
        "average shipping days",
        "average days to ship",
        "fulfillment time",
        "lead time",
        "processing time",
        "average ship time",
        "shipping duration"}},
      {"delay",
       {"average delay", "shipping delay", "average shipping delay", "delivery delay",
        "average delivery delay", "delay in days", "delay days", "days late", "average days late"}},
      {"on time rate",
       {"on-time rate", "on time delivery rate", "on-time delivery rate", "on time percentage",
        "percentage of orders delivered on time", "percentage of on time orders",
        "percentage of on time deliveries", "on time shipping rate", "on-time shipping rate"}},
      {"scheduled days",
       {"average scheduled days", "scheduled shipping days", "average scheduled shipping days",
        "scheduled delivery days", "planned days"}},
      {"late orders",
       {"late deliveries", "delayed orders", "orders shipped late", "late shipments",
        "overdue orders", "orders arriving late", "number of late orders"}},
      {"late rate",
       {"late percentage", "percentage of late orders", "share of late orders", "late order rate",
        "delay rate", "late delivery rate", "late delivery percentage",
        "percentage of late deliveries", "share of late deliveries", "late shipment rate",
        "late delivery rates", "percentage of orders delivered late"}},
      {"stock units",
       {"stock",          "inventory",        "units in stock",   "stock on hand",
        "on hand",        "stock level",      "inventory level",  "stock quantity",
        "total stock",    "total inventory",  "available stock",  "pieces in stock",
        "items in stock", "stock available",  "units on hand",    "inventory on hand",
        "on hand units",  "on hand quantity", "quantity on hand", "inventory units",
        "stock held",     "inventory held",   "pieces on hand",   "items on hand"}},
      {"stockouts",
       {"stockout", "stock out", "stock outs", "product stockouts", "stockout count",
        "number of stockouts"}},
      {"expenses",
       {"expense", "total expense", "total expenses", "expense amount", "total expense amount",
        "spending", "outlay", "expenditure"}},
      {"payments",
       {"payment", "total payments", "payment amount", "amount paid", "total amount paid",
        "payments received"}},
      {"target", {"targets", "budget", "goal", "quota", "planned sales", "sales target"}},
      {"refunds", {"refund amount", "refunded amount", "total refunds", "returned amount"}},
      {"received amount",
       {"amount received", "total received", "receipts", "money received", "received",
        "total received amount"}},
      {"average sold price",
       {"average selling price", "average price sold", "avg selling price", "average sale price",
        "average price paid"}},
      {"stock value",
       {"inventory value",
        "value of stock",
        "value of inventory",
        "total stock value",
        "total inventory value",
        "stock worth",
        "inventory investment",
        "money tied up in inventory",
        "money tied up in stock",
        "inventory cost",
        "capital tied up in inventory",
        "capital tied up in stock",
        "cash tied up in inventory",
        "cash tied up in stock",
        "tied up in inventory",
        "tied up in stock",
        "worth of stock",
        "worth of inventory",
        "stock valuation",
        "inventory valuation"}},
  };
  const auto found = kWords.find(base);
  return found == kWords.end() ? std::vector<std::string>() : found->second;
}

const ColumnRole* BestAmount(const TableRole& table) {
  const ColumnRole* best = nullptr;
  for (const ColumnRole& role : table.columns) {
    if (role.column->distinct == 0 || AmountRank(role) > 90) continue;
    if (IsMostlyZero(role) && AmountRank(role) > 1) continue;  // "Revenue" is what it says
    // Where the lines have amounts of their own, the order's total is no line's.
    const bool priced =
        table.FindMeasure(Measure::kQuantity) && table.FindMeasure(Measure::kUnitPrice);
    if (priced && !role.column->same_within.empty()) continue;
    if (!best || AmountRank(role) < AmountRank(*best)) best = &role;
  }
  return best;
}

std::string AmountBase(const TableRole& table) {
  if (table.only_money) return "revenue";
  auto mentions = [&](std::string_view word) {
    const bool column = std::any_of(
        table.columns.begin(), table.columns.end(),
        [&](const ColumnRole& role) { return role.Name() == table.time && role.Has(word); });
    return column || std::find(table.words.begin(), table.words.end(), word) != table.words.end();
  };
  if (HoldsMovements(table)) return "movements";
  if (mentions("received")) return "received amount";
  for (const char* word : {"expense", "expenditure", "spending", "expance"})
    if (mentions(word)) return "expenses";
  // What is spent on advertising; what customers spend is sales.
  const bool of_sales =
      KeyOf(table, "customer") || KeyOf(table, "order") || KeyOf(table, "product");
  for (const char* word : {"marketing", "advertising", "advertisement", "spend", "campaign"})
    if (!of_sales && mentions(word)) return "expenses";
  for (const char* word : {"target", "budget", "forecast", "goal", "quota"})
    if (mentions(word)) return "target";
  if (mentions("refund") || mentions("return")) return "refunds";
  return mentions("payment") ? "payments" : "revenue";
}

std::optional<Expr> StatusCondition(const TableRole& table, const std::vector<std::string>& stems) {
  const ColumnRole* best = nullptr;
  for (const ColumnRole& role : table.columns) {
    if (role.hidden || StatusRank(role) > 1 || MatchingValues(role, stems).empty()) continue;
    if (!best || StatusRank(role) < StatusRank(*best)) best = &role;
  }
  if (!best) return FlagCondition(table, stems);
  return InValues(table.Name() + "." + best->Name(), MatchingValues(*best, stems));
}

Expr FlagIsSet(const TableRole& table, const ColumnRole& flag) {
  return Make(Op::kEqual, {Field(table.Name() + "." + flag.Name()), TrueOf(flag)});
}

}  // namespace aisle::semantic
