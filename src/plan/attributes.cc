#include "plan/attributes.h"

#include <algorithm>

#include "plan/expressions.h"
#include "plan/heading.h"
#include "plan/planner.h"
#include "plan/relation.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Item;
using semantic::Op;
using semantic::Query;

namespace {

constexpr const char* kAllRows = "all";

using Conditions = std::vector<Expr>;

void AddOnce(const Expr& expr, std::vector<Expr>* all) {
  if (std::find(all->begin(), all->end(), expr) == all->end()) all->push_back(expr);
}

Conditions WithPlain(Conditions scope, const Expr& condition) {
  for (const Expr& part : Conjuncts(condition)) {
    if (!HasAttribute(part)) AddOnce(part, &scope);
  }
  return scope;
}

Expr Bound(const Expr& expr, const Conditions& scope) {
  Expr bound = expr;
  if (expr.op == Op::kWhere) {
    const Conditions narrower = WithPlain(scope, expr.args[1]);
    for (Expr& arg : bound.args) arg = Bound(arg, narrower);
    return bound;
  }
  const bool all_rows = expr.op == Op::kOf && expr.name == kAllRows;
  for (Expr& arg : bound.args) arg = Bound(arg, all_rows ? Conditions{} : scope);
  if (expr.op != Op::kOf || all_rows) return bound;
  bound.name = kAllRows;
  if (!scope.empty()) {
    bound.args[0] = semantic::Make(Op::kWhere, {bound.args[0], semantic::And(scope)});
  }
  return bound;
}

void CollectAttributes(const Expr& expr, std::vector<Expr>* all) {
  if (expr.op == Op::kTotal) return;
  if (expr.op == Op::kOf || expr.op == Op::kOther) AddOnce(expr, all);
  for (const Expr& arg : expr.args) CollectAttributes(arg, all);
}

bool ReadsOnly(const Expr& expr, const std::vector<Expr>& keys) {
  const bool known = std::find(keys.begin(), keys.end(), expr) != keys.end();
  if (known || expr.op == Op::kOf || expr.op == Op::kTotal) return true;
  return expr.op != Op::kField &&
         std::all_of(expr.args.begin(), expr.args.end(),
                     [&](const Expr& arg) { return ReadsOnly(arg, keys); });
}

// Where nothing is found for the key, there is none: 0, and not unknown.
bool CountsThings(const Expr& measure) {
  if (measure.op == Op::kWhere) return CountsThings(measure.args[0]);
  return measure.op == Op::kAggregate && IsCount(measure);
}

Expr NoneIsZero(const Expr& attribute) {
  Conditions known;
  for (size_t i = 1; i < attribute.args.size(); ++i) known.push_back(IsKnown(attribute.args[i]));
  const Expr filled = semantic::Make(Op::kCase, {semantic::Make(Op::kIsNull, {attribute}),
                                                 semantic::Literal(int64_t{0}), attribute});
  return semantic::Make(Op::kCase, {semantic::And(std::move(known)), filled});
}

}  // namespace

Query BindAttributes(Query query) {
  const Conditions scope = query.where ? WithPlain({}, *query.where) : Conditions{};
  const auto bind = [&](Expr* expr) { *expr = Bound(*expr, scope); };
  for (Item& item : query.measures) bind(&item.expr);
  for (Item& item : query.groups) bind(&item.expr);
  if (query.where) bind(&*query.where);
  if (query.having) bind(&*query.having);
  for (auto& order : query.order) bind(&order.by);
  for (Expr& expr : query.limit_per) bind(&expr);
  return query;
}

bool HasAttribute(const Expr& expr) {
  return expr.op == Op::kOf || std::any_of(expr.args.begin(), expr.args.end(), HasAttribute);
}

bool IsOther(const Item& group) { return group.expr.op == Op::kOther; }

std::vector<Expr> AttributesOf(const Expr& expr) {
  std::vector<Expr> all;
  CollectAttributes(expr, &all);
  return all;
}

std::vector<Expr> MemberKeys(const Expr& aggregate) {
  std::vector<Expr> keys;
  for (const Expr& attribute : AttributesOf(aggregate)) {
    for (size_t i = 1; i < attribute.args.size(); ++i) AddOnce(attribute.args[i], &keys);
  }
  const auto& args = aggregate.args;
  const bool only =
      std::all_of(args.begin(), args.end(), [&](const Expr& arg) { return ReadsOnly(arg, keys); });
  return only ? keys : std::vector<Expr>{};
}

// The measure by its key, as a stage; rows that lack the key have no such attribute.
Result<Expr> Planner::LowerAttribute(const Expr& of) {
  if (of.name != kAllRows) return of;  // done before
  std::vector<Item> keys;
  std::vector<std::string> taken;
  Conditions known;
  for (size_t i = 1; i < of.args.size(); ++i) {
    auto key = LowerScalar(of.args[i]);
    if (!key) return key;
    known.push_back(IsKnown(*key));
    keys.push_back({std::move(*key), Unique(HeadingOf(model_, of.args[i]), taken)});
    taken.push_back(keys.back().label);
  }
  Relation relation(this, keys, std::move(known));
  auto measure = relation.Lower(of.args[0]);
  if (!measure) return measure;
  auto stage = relation.Finish();
  if (!stage) return stage.error();
  Expr lowered = semantic::Make(Op::kOf, {std::move(*measure)}, *stage);
  for (Item& key : keys) lowered.args.push_back(std::move(key.expr));
  return CountsThings(of.args[0]) ? NoneIsZero(lowered) : lowered;
}

// The values by their key, as a stage; a row finds those that differ from its own.
Result<Expr> Planner::LowerOther(const Expr& other) {
  Conditions where;
  const Expr* value = &other.args[0];
  for (; value->op == Op::kWhere; value = &value->args[0]) {
    auto condition = LowerScalar(value->args[1]);
    if (!condition) return condition;
    where.push_back(std::move(*condition));
  }
  std::vector<Item> columns;
  std::vector<std::string> taken;
  const auto add = [&](const Expr& expr) -> Status {
    auto lowered = LowerScalar(expr);
    if (!lowered) return lowered.error();
    where.push_back(IsKnown(*lowered));
    columns.push_back({std::move(*lowered), Unique(HeadingOf(model_, expr), taken)});
    taken.push_back(columns.back().label);
    return Done{};
  };
  for (size_t i = 1; i < other.args.size(); ++i) {
    if (const Status added = add(other.args[i]); !added) return added.error();
  }
  if (const Status added = add(*value); !added) return added.error();
  auto stage = Relation(this, columns, std::move(where)).Finish();
  if (!stage) return stage.error();
  Expr lowered = semantic::Make(Op::kOther, {Column(taken.back())}, *stage);
  for (Item& column : columns) lowered.args.push_back(std::move(column.expr));
  return lowered;
}

}  // namespace aisle::plan
