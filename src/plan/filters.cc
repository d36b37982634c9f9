// Conditions on rows: totals and subqueries inside them, and filters on the to-many side.
#include <algorithm>

#include "base/text.h"
#include "plan/attributes.h"
#include "plan/expressions.h"
#include "plan/heading.h"
#include "plan/planner.h"
#include "plan/refusal.h"
#include "plan/relation.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Item;
using semantic::Op;

Result<Expr> Planner::LowerScalar(const Expr& expr) {
  if (expr.op == Op::kInQuery) return LowerSubquery(expr);
  if (expr.op == Op::kOf) return LowerAttribute(expr);
  if (expr.op == Op::kOther) {
    return Invalid(semantic::ToString(expr) +
                   " stands as a group, where it may be compared in having");
  }
  const bool of_many = expr.op == Op::kAggregate || expr.op == Op::kPer || expr.op == Op::kWhere;
  if (of_many || IsWindow(expr.op)) {
    return Invalid("a row has no " + semantic::ToString(expr) +
                   ": compare with total(…), or put it in having");
  }
  if (expr.op != Op::kTotal) {
    return MapArgs(expr, [this](const Expr& arg) { return LowerScalar(arg); });
  }
  Relation whole(this, {}, {});  // over all rows: the filter it stands in does not bind it
  auto measure = whole.Lower(expr.args[0]);
  if (!measure) return measure.error();
  auto stage = whole.Finish();
  if (!stage) return stage.error();
  return semantic::Make(Op::kTotal, {std::move(*measure)}, *stage);
}

Result<Expr> Planner::LowerSubquery(const Expr& expr) {
  if (!expr.name.empty()) return expr;  // done before
  auto key = LowerScalar(expr.args[0]);
  if (!key) return key.error();
  auto resolved = Resolve(*expr.query);
  if (!resolved) return resolved.error();
  auto stage = PlanQuery(*resolved, *expr.query, true);
  if (!stage) return stage.error();
  return semantic::Make(Op::kInQuery, {std::move(*key)}, *stage);
}

void Planner::SetJoins(Stage* stage) const {
  std::vector<Expr> exprs;
  for (const Item& item : stage->groups) exprs.push_back(item.expr);
  for (const Item& item : stage->aggregates) exprs.push_back(item.expr);
  if (stage->where) exprs.push_back(*stage->where);
  stage->joins = graph_.Joins(stage->base, TablesOf(exprs));
  stage->attributes.clear();
  for (const Expr& of : AttributesOf(semantic::Make(Op::kAnd, std::move(exprs)))) {
    const PlannedAttribute attribute{
        of.name, {of.args.begin() + 1, of.args.end()}, of.op == Op::kOther};
    auto& all = stage->attributes;
    if (std::find(all.begin(), all.end(), attribute) == all.end()) all.push_back(attribute);
  }
}

Stage Planner::Scan(const std::string& base, std::vector<Item> groups,
                    std::vector<Expr> where) const {
  Stage stage;
  stage.base = base;
  stage.groups = std::move(groups);
  if (!where.empty()) stage.where = semantic::And(std::move(where));
  SetJoins(&stage);
  return stage;
}

// "orders.order_id in (the order_ids of lines whose product is a pizza)": however many lines
// match, the order stays one row.
Expr Planner::KeysAmong(const std::string& base, const std::string& bridge,
                        const std::vector<Expr>& conditions) {
  const Hop hop = graph_.LastHop(bridge, base);
  std::vector<Item> keys;
  std::vector<Expr> own;
  for (size_t i = 0; i < hop.from_columns.size(); ++i) {
    keys.push_back(
        {semantic::Field(hop.from_table + "." + hop.from_columns[i]), hop.from_columns[i]});
    own.push_back(semantic::Field(base + "." + hop.to_columns[i]));
  }
  const std::string stage = AddStage(Scan(bridge, std::move(keys), conditions), "f");
  return semantic::Make(Op::kInQuery, std::move(own), stage);
}

Result<std::vector<Expr>> Planner::FilterOn(const std::string& base,
                                            const std::vector<Expr>& conditions) {
  std::vector<Expr> filter;
  std::vector<Bridged> bridged;
  for (const Expr& condition : conditions) {
    if (graph_.ReachesAll(base, TablesOf(condition))) {
      filter.push_back(condition);
    } else if (!AddBridged(base, condition, &bridged)) {
      return NotLinked(model_, base, condition);
    }
  }
  for (const auto& [bridge, tables, about] : bridged) {
    filter.push_back(KeysAmong(base, bridge, about));
    Note("only " + RowsName(model_, base) + " that have " + RowsName(model_, bridge) +
         " meeting the filter are taken, each once.");
  }
  return filter;
}

// "who bought rakes in May" bought them in May: conditions that one row can meet are on one row.
bool Planner::AddBridged(const std::string& base, const Expr& condition,
                         std::vector<Bridged>* bridged) {
  std::set<std::string> tables = TablesOf(condition);
  tables.insert(base);
  for (Bridged& known : *bridged) {
    std::set<std::string> both = known.tables;
    both.insert(tables.begin(), tables.end());
    const auto bridges = graph_.Bridges(both, fact_);
    if (bridges.empty()) continue;
    known.bridge = bridges.front();
    known.tables = std::move(both);
    known.conditions.push_back(condition);
    return true;
  }
  const auto bridges = graph_.Bridges(tables, fact_);
  if (!bridges.empty()) bridged->push_back({bridges.front(), std::move(tables), {condition}});
  return !bridges.empty();
}

}  // namespace aisle::plan
