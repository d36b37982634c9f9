#include "plan/planner.h"

#include <algorithm>

#include "base/text.h"
#include "plan/attributes.h"
#include "plan/expressions.h"
#include "plan/heading.h"
#include "plan/refusal.h"
#include "plan/relation.h"
#include "plan/shape.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Item;
using semantic::Op;
using semantic::Order;
using semantic::Query;

namespace {

// The items with labels that can stand as column names: asked for or derived, and all different.
void NameColumns(const semantic::Model& model, const std::vector<Item>& asked,
                 std::vector<Item>* items, std::vector<std::string>* taken) {
  for (size_t i = 0; i < items->size(); ++i) {
    const Item& item = asked[i];
    const std::string name = item.label.empty() ? HeadingOf(model, item.expr) : item.label;
    (*items)[i].label = Unique(name, *taken);
    taken->push_back((*items)[i].label);
  }
}

// A group is shown as it is, but a band, which stages know by its number, by its words.
Item ShownGroup(const Item& group) {
  if (group.expr.op != Op::kBand) return {Column(group.label), group.label};
  Expr shown = group.expr;
  shown.args[0] = Column(group.label);
  return {shown, group.label};
}

// Equal rows must not come in another order tomorrow: what is not ordered by is ordered by last.
void OrderByGroups(const std::vector<Item>& groups, std::vector<Order>* order) {
  for (const Item& group : groups) {
    const Expr column = Column(group.label);
    const bool there =
        std::any_of(order->begin(), order->end(), [&](const Order& by) { return by.by == column; });
    if (!there) order->push_back({column, false});
  }
}

// What is grouped by, as the groups are known to the relation; what stands inside an aggregate is
// about rows.
Expr AsGrouped(const Expr& expr, const std::vector<Item>& asked, const std::vector<Item>& lowered) {
  for (size_t i = 0; i < asked.size(); ++i) {
    if (asked[i].expr == expr) return lowered[i].expr;
  }
  if (expr.op == Op::kAggregate || expr.op == Op::kOf || expr.op == Op::kPer) return expr;
  Expr grouped = expr;
  for (Expr& arg : grouped.args) arg = AsGrouped(arg, asked, lowered);
  return grouped;
}

// What tells a join from another between the same tables.
std::string RoleOf(const semantic::Join& join) {
  return join.role.empty() ? "that by " + Join(join.from_columns, ", ") : "“" + join.role + "”";
}

}  // namespace

const Stage& Plan::Find(std::string_view stage) const {
  const auto found = std::find_if(stages.begin(), stages.end(),
                                  [&](const Stage& each) { return each.name == stage; });
  CHECK(found != stages.end());
  return *found;
}

Result<Plan> MakePlan(const semantic::Model& model, const Query& query) {
  return Planner(model).Run(query);
}

Result<Plan> Planner::Run(const Query& query) {
  if (const Status shape = CheckShape(model_, query); !shape) return shape.error();
  auto resolved = Resolve(query);
  if (!resolved) return resolved.error();
  if (const Status shape = CheckShape(model_, *resolved); !shape) return shape.error();
  plan_.query = *resolved;
  auto last = PlanQuery(*resolved, query, false);
  if (!last) return last.error();
  return std::move(plan_);
}

std::string Planner::AddStage(Stage stage, const std::string& prefix) {
  stage.name.clear();
  for (const PlannedJoin& join : stage.joins) {
    if (!graph_.Ambiguous(stage.base, join.alias)) continue;
    Note(RowsName(model_, join.alias) + " are linked with " + RowsName(model_, stage.base) +
         " in several ways; taken is " + RoleOf(model_.joins[join.join]) + ".");
  }
  const std::string text = ToString(stage);
  for (const Stage& other : plan_.stages) {
    if (ToString(other) == text) return other.name;
  }
  const auto taken = [&](const std::string& name) {
    return model_.FindTable(name) != nullptr ||
           std::any_of(plan_.stages.begin(), plan_.stages.end(),
                       [&](const Stage& other) { return other.name == name; });
  };
  for (int number = 1; stage.name.empty() || taken(stage.name); ++number) {
    stage.name = prefix + std::to_string(number);
  }
  plan_.stages.push_back(std::move(stage));
  return plan_.stages.back().name;
}

void Planner::Note(const std::string& note) {
  const auto& notes = plan_.notes;
  if (std::find(notes.begin(), notes.end(), note) == notes.end()) plan_.notes.push_back(note);
}

// Metrics replaced by their definitions everywhere, attributes told their conditions; labels kept.
Result<Query> Planner::Resolve(const Query& query) const {
  Query resolved = query;
  std::vector<Expr*> all;
  for (auto& item : resolved.measures) all.push_back(&item.expr);
  for (auto& item : resolved.groups) all.push_back(&item.expr);
  if (resolved.where) all.push_back(&*resolved.where);
  if (resolved.having) all.push_back(&*resolved.having);
  for (auto& order : resolved.order) all.push_back(&order.by);
  for (auto& expr : resolved.limit_per) all.push_back(&expr);
  for (Expr* expr : all) {
    auto expanded = semantic::Expand(model_, *expr);
    if (!expanded) return expanded.error();
    *expr = std::move(*expanded);
  }
  return BindAttributes(std::move(resolved));
}

Result<std::string> Planner::PlanQuery(const Query& query, const Query& asked, bool keys_only) {
  const std::string outer = std::exchange(fact_, query.fact);
  auto planned = query.kind == semantic::QueryKind::kRows ? PlanRows(query, asked)
                                                          : PlanAggregate(query, asked, keys_only);
  fact_ = outer;
  return planned;
}

Result<std::vector<Expr>> Planner::LowerWhere(const Query& query) {
  std::vector<Expr> lowered;
  if (!query.where) return lowered;
  for (const Expr& condition : Conjuncts(*query.where)) {
    auto row = LowerScalar(condition);
    if (!row) return row.error();
    lowered.push_back(std::move(*row));
  }
  return lowered;
}

Result<Expr> Planner::LowerGroup(const Expr& group) {
  if (HasAggregate(group)) {
    return Invalid("cannot group by a measure: " + semantic::ToString(group));
  }
  return group.op == Op::kOther ? LowerOther(group) : LowerScalar(group);
}

Result<std::string> Planner::PlanAggregate(const Query& query, const Query& asked, bool keys_only) {
  auto where = LowerWhere(query);
  if (!where) return where.error();
  std::vector<std::string> taken;
  std::vector<Item> groups = query.groups;
  std::vector<Item> measures = query.measures;
  NameColumns(model_, asked.groups, &groups, &taken);
  NameColumns(model_, asked.measures, &measures, &taken);
  for (Item& group : groups) {
    auto lowered = LowerGroup(group.expr);
    if (!lowered) return lowered.error();
    group.expr = std::move(*lowered);
  }

  Relation relation(this, groups, std::move(*where));
  if (keys_only && model_.FindTable(query.fact) != nullptr) relation.Over(query.fact);
  Stage select;
  select.kind = StageKind::kSelect;
  const auto lower = [&](const Expr& expr, const std::string& name = {}) {
    return relation.Lower(AsGrouped(expr, query.groups, groups), name);
  };
  for (const Item& measure : measures) {
    auto lowered = lower(measure.expr, measure.label);
    if (!lowered) return lowered.error();
    if (!keys_only) select.aggregates.push_back({std::move(*lowered), measure.label});
  }
  if (query.having) {
    auto lowered = lower(*query.having);
    if (!lowered) return lowered.error();
    select.where = std::move(*lowered);
  }
  for (const Order& order : query.order) {
    auto lowered = lower(order.by);
    if (!lowered) return lowered.error();
    select.order.push_back({std::move(*lowered), order.descending});
  }
  for (const Expr& expr : query.limit_per) {
    auto lowered = lower(expr);
    if (!lowered) return lowered.error();
    select.limit_per.push_back(std::move(*lowered));
  }
  auto base = relation.Finish();
  if (!base) return base.error();
  select.base = std::move(*base);
  for (const Item& group : groups) {
    if (keys_only && !select.groups.empty()) break;
    select.groups.push_back(ShownGroup(group));
  }
  OrderByGroups(groups, &select.order);
  if (keys_only && !query.limit && query.offset == 0) select.order.clear();
  select.limit = query.limit;
  select.offset = query.offset;
  select.ties = query.ties;
  return AddStage(std::move(select), keys_only ? "q" : "r");
}

Result<std::string> Planner::RowsBase(const Query& query, const std::vector<Expr>& exprs) {
  const std::set<std::string> tables = TablesOf(exprs);
  if (!query.fact.empty() && model_.FindTable(query.fact) != nullptr &&
      graph_.ReachesAll(query.fact, tables)) {
    return query.fact;
  }
  if (const auto base = graph_.MostDetailed(tables)) return *base;
  const auto bridges = graph_.Bridges(tables, query.fact);
  if (bridges.empty()) return NoCommonRow(model_, semantic::Make(Op::kAnd, exprs));
  Note("the rows shown are those of " + RowsName(model_, bridges.front()) + ".");
  return bridges.front();
}

// Detail rows: one scan whose rows stay rows, then order and limit. Rows of one table that nobody
// wants ordered stay as the file has them, which is what its readers know and costs no sort.
Result<std::string> Planner::PlanRows(const Query& query, const Query& asked) {
  if (!query.measures.empty() || query.having) {
    return Invalid("detail rows have no measures: group them, or ask for the rows alone");
  }
  auto where = LowerWhere(query);
  if (!where) return where.error();
  std::vector<std::string> taken;
  std::vector<Item> columns = query.groups;
  NameColumns(model_, asked.groups, &columns, &taken);
  const size_t shown = columns.size();
  const auto column_for = [&](const Expr& expr) -> Expr {
    const auto same = std::find_if(columns.begin(), columns.end(),
                                   [&](const Item& item) { return item.expr == expr; });
    if (same != columns.end()) return Column(same->label);
    columns.push_back({expr, Unique(HeadingOf(model_, expr), taken)});
    taken.push_back(columns.back().label);
    return Column(columns.back().label);
  };
  Stage select;
  select.kind = StageKind::kSelect;
  for (const Order& order : query.order) {
    select.order.push_back({column_for(order.by), order.descending});
  }
  for (const Expr& expr : query.limit_per) select.limit_per.push_back(column_for(expr));

  std::vector<Expr> exprs;
  for (Item& column : columns) {
    if (HasAggregate(column.expr)) {
      return Invalid("a row has no " + semantic::ToString(column.expr) + " of its own");
    }
    auto lowered = LowerScalar(column.expr);
    if (!lowered) return lowered.error();
    column.expr = std::move(*lowered);
    exprs.push_back(column.expr);
  }
  auto base = RowsBase(query, exprs);
  if (!base) return base.error();
  exprs.insert(exprs.end(), where->begin(), where->end());
  const bool joins = TablesOf(exprs) != std::set<std::string>{*base};
  auto filter = FilterOn(*base, *where);
  if (!filter) return filter.error();
  Stage scan = Scan(*base, columns, std::move(*filter));
  scan.detail = true;
  for (size_t i = 0; i < shown; ++i) select.groups.push_back(ShownGroup(columns[i]));
  select.base = AddStage(std::move(scan), "s");
  if (!query.order.empty() || joins) {
    OrderByGroups({columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(shown)},
                  &select.order);
  }
  select.limit = query.limit;
  select.offset = query.offset;
  select.ties = query.ties;
  return AddStage(std::move(select), "r");
}

}  // namespace aisle::plan
