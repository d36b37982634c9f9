#include "semantic/infer_metric_returns.h"

#include <algorithm>

#include "base/text.h"
#include "semantic/infer_metric_words.h"

namespace aisle::semantic {
namespace {

bool SaysReturn(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "return" || word == "returned" || word == "refund" || word == "refunded";
  });
}

// Whether some table or a column of this one tells of returns in its own way.
bool KnowsReturns(const Draft& draft, const TableRole& table) {
  const bool listed =
      std::any_of(draft.tables.begin(), draft.tables.end(),
                  [](const TableRole& each) { return !each.hidden && SaysReturn(each.words); });
  return listed || std::any_of(table.columns.begin(), table.columns.end(),
                               [](const ColumnRole& role) { return SaysReturn(role.words); });
}

const catalog::Negatives* NegativesOf(const TableRole& table) {
  const ColumnRole* quantity = table.FindMeasure(Measure::kQuantity);
  for (const ColumnRole* role : {quantity, quantity ? nullptr : BestAmount(table)})
    for (const catalog::Negatives& each : table.table->negatives)
      if (role && each.column == role->Name() && each.rows * 4 <= role->column->rows) return &each;
  return nullptr;
}

Expr Negated(const Expr& x) { return Times(Literal(int64_t{-1}), x); }

}  // namespace

// "C" is how tills mark a cancellation; any other letter says only that the rows were taken back.
std::optional<TakenBack> TakenBackOf(const Draft& draft, const TableRole& table) {
  const catalog::Negatives* negatives = NegativesOf(table);
  if (!negatives || KnowsReturns(draft, table)) return {};
  const Expr number = Field(table.Name() + "." + negatives->column);
  TakenBack found{Make(Op::kLess, {number, Literal(int64_t{0})}), {}};
  const ColumnRole* order = KeyOf(table, "order");
  if (negatives->mark.empty() || !order || order->Name() != negatives->marked) return found;
  const Expr marked = Make(
      Op::kStartsWith, {Field(table.Name() + "." + negatives->marked), Literal(negatives->mark)});
  found.condition = Make(Op::kAnd, {found.condition, marked});
  if (FoldCase(negatives->mark) == "c") found.cancelled = marked;
  return found;
}

Found ReturnMetrics::OrderKey() const {
  if (header_)
    if (const ColumnRole* key = KeyOf(*header_, "order")) return Found{header_->Name(), key};
  return LineOrderKey();
}

void ReturnMetrics::AddBad(const std::string& base, Expr expr, const std::string& unit,
                           const std::string& description) {
  Metric* metric = Add(base, std::move(expr), unit, description);
  if (metric) metric->lower_is_better = true;
}

void ReturnMetrics::AddStatusRates() {
  AddStatusRate("cancelled", "cancellation rate", {"cancel"});
  AddStatusRate("returned", "return rate", {"return"});
  if (!Has("returned orders")) AddStatusRate("returned", "return rate", {"refund"});
}

void ReturnMetrics::AddStatusRate(const std::string& done, const std::string& rate,
                                  const std::vector<std::string>& stems) {
  const TableRole* holder = &table_;
  std::optional<Expr> condition = StatusCondition(table_, stems);
  if (!condition && header_) {
    holder = header_;
    condition = StatusCondition(*header_, stems);
  }
  const bool marked = !condition;
  if (marked) {
    holder = &table_;
    condition = MarkedBy(stems);
  }
  if (!condition) return;
  const Found key = OrderKey();
  const Expr orders = key.role ? DistinctKeys(key) : CountRows(holder->Name());
  Metric* count = Add(done + " orders", Filtered(orders, *condition), "",
                      "Orders with at least one " + done + " line.");
  if (count) count->lower_is_better = true;
  if (count) count->table = holder->Name();
  const Expr rows = marked ? orders : CountRows(holder->Name());
  const std::string what = marked ? " orders" : " rows";
  Metric* part = Add(
      rate, Over(Filtered(rows, *condition), rows), "%",
      TitleCase(done) + what + " as a part of all" + what + " of " + holder->table->label + ".");
  if (part) part->lower_is_better = true;
  if (part) part->table = holder->Name();
  if (Has("revenue") && holder == &table_)
    Add(done + " revenue", Filtered(Get("revenue").expr, *condition), Get("revenue").unit,
        "Revenue of " + done + " rows.");
}

std::optional<Expr> ReturnMetrics::MarkedBy(const std::vector<std::string>& stems) const {
  for (const Join& join : draft_.model.joins) {
    const TableRole* to = draft_.Find(join.to_table);
    if (join.from_table != table_.Name() || !to->marks) continue;
    const bool says = std::any_of(to->words.begin(), to->words.end(), [&](const std::string& word) {
      return std::any_of(stems.begin(), stems.end(),
                         [&](const std::string& stem) { return StartsWith(word, stem); });
    });
    if (!says) continue;
    if (std::optional<Expr> set = StatusCondition(*to, stems)) return set;
    const Expr id = Field(to->Name() + "." + join.to_columns[0]);
    return Make(Op::kNot, {Make(Op::kIsNull, {id})});
  }
  return {};
}

void ReturnMetrics::AddReturnedUnits(const Found& quantity) {
  const bool returns = AmountBase(table_) == "refunds";
  if (!returns) return;
  Metric* metric = Add("returned units", Sum(Of(quantity)), "",
                       "Sum of " + quantity.role->column->label + " over all rows.",
                       {quantity.role->heading, "total " + quantity.role->heading, "returned",
                        "returns", "number of returns", "orders returned"});
  if (metric) metric->lower_is_better = true;
  if (!metric || !draft_.model.FindMetric("units") || draft_.model.FindMetric("return_rate"))
    return;
  AddBad("return rate", Over(Ref("returned units"), MetricRef("units")), "%",
         "Returned units as a part of units sold.");
}

// Where a return names the line that came back, it is lines that are returned.
bool ReturnMetrics::AddReturnedLines() {
  for (const Join& join : draft_.model.joins) {
    const TableRole* lines = draft_.Find(join.to_table);
    const bool named = join.from_table == table_.Name() && join.from_columns.size() == 1 &&
                       lines->header >= 0 && !lines->FindMeasure(Measure::kQuantity);
    if (!named) continue;
    const Expr line = Field(table_.Name() + "." + join.from_columns[0]);
    AddBad("returned units", CountDistinct(line), "", "Lines that came back, each counted once.");
    AddBad("return rate", Over(CountDistinct(line), CountRows(lines->Name())), "%",
           "Lines that came back as a part of all lines.");
    return true;
  }
  return false;
}

void ReturnMetrics::AddReturnedOrders() {
  const Found key = LineOrderKey();
  const bool returns = AmountBase(table_) == "refunds" && table_.follows && key.role;
  if (!returns || !draft_.model.FindMetric("orders")) return;
  AddBad("returned orders", CountDistinct(Of(key)), "",
         "Orders that " + table_.table->label + " names, each counted once.");
  if (!Has("returned orders") || draft_.model.FindMetric("return_rate")) return;
  if (AddReturnedLines()) return;
  AddBad("return rate", Over(Ref("returned orders"), MetricRef("orders")), "%",
         "Returned orders as a part of all orders.");
}

// Without a status and a table of returns, rows below zero are what came back.
void ReturnMetrics::AddTakenBack() {
  const std::optional<TakenBack> taken = TakenBackOf(draft_, table_);
  if (!taken || !Has("revenue") || Has("returned orders")) return;
  const Found key = LineOrderKey();
  const Expr orders = key.role ? CountDistinct(Of(key)) : CountRows(table_.Name());
  const std::string what = key.role ? "Orders" : "Rows";
  const std::string which = " where " + ToString(taken->condition) + ".";
  AddBad("returned orders", Filtered(orders, taken->condition), "", what + which);
  AddTakenBackSums(taken->condition);
  AddBad("return rate", Over(Ref("returned orders"), orders), "%",
         "Returned orders as a part of all orders.");
  if (!taken->cancelled || Has("cancelled orders")) return;
  AddBad("cancelled orders", Filtered(orders, *taken->cancelled), "",
         what + " where " + ToString(*taken->cancelled) + ".");
  AddBad("cancellation rate", Over(Ref("cancelled orders"), orders), "%",
         "Cancelled orders as a part of all orders.");
}

void ReturnMetrics::AddTakenBackSums(const Expr& condition) {
  const Found quantity = Own(Measure::kQuantity);
  if (quantity.role)
    AddBad("returned units", Filtered(Sum(Negated(Of(quantity))), condition), "",
           "Pieces taken back, as a positive number.");
  if (!Has("revenue")) return;
  const Metric revenue = Get("revenue");
  const bool summed = revenue.expr.op == Op::kAggregate && revenue.expr.name == "sum";
  if (summed && revenue.table == table_.Name())
    AddBad("returned revenue", Filtered(Sum(Negated(revenue.expr.args[0])), condition),
           revenue.unit, "Revenue taken back, as a positive number.");
}

}  // namespace aisle::semantic
