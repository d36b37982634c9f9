// What the formulas that hold on a table's rows say about its columns: a heading such as "Amount"
// is the price of one where pieces times it give the total.
#include <utility>

#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

using catalog::Formula;
using catalog::FormulaKind;

bool IsOneOf(const ColumnRole& role, std::initializer_list<Measure> measures) {
  return std::find(measures.begin(), measures.end(), role.measure) != measures.end();
}

bool IsSales(const ColumnRole& role) {
  return IsOneOf(role, {Measure::kRevenue, Measure::kGrossRevenue});
}

bool IsPrice(const ColumnRole& role) {
  return IsOneOf(role, {Measure::kUnitPrice, Measure::kListPrice});
}

bool IsCost(const ColumnRole& role) { return IsOneOf(role, {Measure::kCost, Measure::kUnitCost}); }

ColumnRole* Named(TableRole* table, const std::string& name) {
  for (ColumnRole& role : table->columns)
    if (role.Name() == name) return &role;
  return nullptr;
}

// Whole numbers named for nothing that is no count: total purchases, items.
bool MayCount(const ColumnRole& role) {
  return role.column->type == Type::kInteger &&
         (IsSales(role) || IsOneOf(role, {Measure::kCount, Measure::kOther}));
}

struct Parts {
  ColumnRole* pieces = nullptr;
  ColumnRole* each = nullptr;
};

// Which of the two factors counts. Without a heading that says so the product is to be money, and
// the other factor no whole number.
Parts PartsOf(const ColumnRole& result, ColumnRole* a, ColumnRole* b) {
  for (const auto& [pieces, each] : {std::pair(a, b), std::pair(b, a)})
    if (pieces->measure == Measure::kQuantity && each->measure != Measure::kQuantity)
      return {pieces, each};
  if (!IsSales(result) && !IsCost(result)) return {};
  for (const auto& [pieces, each] : {std::pair(a, b), std::pair(b, a)})
    if (MayCount(*pieces) && each->column->type != Type::kInteger &&
        (IsSales(*each) || IsPrice(*each) || IsCost(*each)))
      return {pieces, each};
  return {};
}

// The result is of the whole row, the factor of one piece.
void ReadTotal(ColumnRole* result, const Parts& parts) {
  ColumnRole& each = *parts.each;
  if (IsCost(*result) && (IsCost(each) || each.measure == Measure::kOther)) {
    result->measure = Measure::kCost;
    each.measure = Measure::kUnitCost;
  } else if (IsSales(*result) || result->measure == Measure::kUnitPrice) {
    const bool money = IsSales(each) || IsPrice(each) || IsCost(each);
    if (!money && each.measure != Measure::kOther) return;
    if (!IsSales(*result)) result->measure = Measure::kRevenue;
    if (!IsPrice(each)) each.measure = Measure::kUnitPrice;
  } else if (result->measure == Measure::kProfit && each.measure == Measure::kProfit) {
    each.measure = Measure::kOther;
  } else {
    return;
  }
  parts.pieces->measure = Measure::kQuantity;
}

void ReadProduct(const Formula& formula, TableRole* table) {
  ColumnRole* result = Named(table, formula.result);
  ColumnRole* a = Named(table, formula.of[0]);
  ColumnRole* b = Named(table, formula.of[1]);
  if (!result || !a || !b) return;
  const Parts parts = PartsOf(*result, a, b);
  if (parts.pieces) ReadTotal(result, parts);
}

// What is taken off the sales of a row is the cost of the row, whatever its heading says.
void ReadDifference(const Formula& formula, TableRole* table) {
  const ColumnRole* result = Named(table, formula.result);
  const ColumnRole* sales = Named(table, formula.of[0]);
  ColumnRole* cost = Named(table, formula.of[1]);
  if (!result || !sales || !cost) return;
  if (result->measure == Measure::kProfit && IsSales(*sales) && IsCost(*cost))
    cost->measure = Measure::kCost;
}

}  // namespace

void ReadFormulas(TableRole* table) {
  for (const Formula& formula : table->table->formulas)
    if (formula.kind != FormulaKind::kDifference) ReadProduct(formula, table);
  for (const Formula& formula : table->table->formulas)
    if (formula.kind == FormulaKind::kDifference) ReadDifference(formula, table);
}

}  // namespace aisle::semantic
