#include "language/query_edits.h"

#include <algorithm>

namespace aisle::language {

using semantic::Expr;
using semantic::Item;
using semantic::Literal;
using semantic::Make;
using semantic::Op;
using semantic::Query;

namespace {

bool Contains(const std::vector<Expr>& list, const Expr& expr) {
  return std::find(list.begin(), list.end(), expr) != list.end();
}

bool SharesField(const Expr& condition, const std::vector<std::string>& fields) {
  const auto mine = semantic::FieldsOf(condition);
  return std::any_of(mine.begin(), mine.end(), [&](const std::string& field) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
  });
}

bool HoldsPart(const Expr& expr) {
  return expr.op == Op::kPart || std::any_of(expr.args.begin(), expr.args.end(), HoldsPart);
}

bool Holds(const Expr& expr, const Expr& part) {
  return expr == part || std::any_of(expr.args.begin(), expr.args.end(),
                                     [&](const Expr& arg) { return Holds(arg, part); });
}

Expr DaysOf(const Expr& field, Date from, Date to) {
  return Make(Op::kBetween, {field, Literal(from), Literal(to)});
}

// The days of the period that starts at `start`; nothing for periods that are no calendar ones.
std::optional<Expr> PeriodCondition(const Expr& group, const Value& start) {
  const Date* day = std::get_if<Date>(&start);
  if (group.op != Op::kGrain || day == nullptr) return std::nullopt;
  const Expr& field = group.args.front();
  const std::string& grain = group.name;
  if (grain == "day") return DaysOf(field, *day, *day);
  if (grain == "week") return DaysOf(field, *day, Date{day->days + 6});
  const int months = grain == "month" ? 1 : grain == "quarter" ? 3 : grain == "year" ? 12 : 0;
  if (months == 0) return std::nullopt;
  return DaysOf(field, *day, Date{AddMonths(*day, months).days - 1});
}

}  // namespace

void Replace(const Expr& what, const Expr& with, Expr* in) {
  if (*in == what) {
    *in = with;
    return;
  }
  for (Expr& arg : in->args) Replace(what, with, &arg);
}

bool IsTimeGroup(const Expr& group) { return group.op == Op::kGrain || group.op == Op::kPart; }

std::vector<Expr> ConditionsOf(const std::optional<Expr>& where) {
  if (!where) return {};
  return where->op == Op::kAnd ? where->args : std::vector<Expr>{*where};
}

std::optional<Expr> Together(std::vector<Expr> conditions) {
  if (conditions.empty()) return std::nullopt;
  return semantic::And(std::move(conditions));
}

std::optional<ValueCondition> AsValues(const Expr& condition) {
  if (condition.op == Op::kNot) {
    auto inner = AsValues(condition.args.front());
    if (inner) inner->negated = !inner->negated;
    return inner;
  }
  const bool equal = condition.op == Op::kEqual || condition.op == Op::kNotEqual;
  if (!equal && condition.op != Op::kIn) return std::nullopt;
  const bool literals = std::all_of(condition.args.begin() + 1, condition.args.end(),
                                    [](const Expr& arg) { return arg.op == Op::kLiteral; });
  if (!literals) return std::nullopt;
  return ValueCondition{condition.args.front(),
                        {condition.args.begin() + 1, condition.args.end()},
                        condition.op == Op::kNotEqual};
}

Expr ToExpr(const ValueCondition& condition) {
  std::vector<Expr> args = {condition.what};
  args.insert(args.end(), condition.values.begin(), condition.values.end());
  Expr expr = Make(args.size() == 2 ? Op::kEqual : Op::kIn, std::move(args));
  return condition.negated ? Make(Op::kNot, {std::move(expr)}) : expr;
}

void ReplaceFilter(const Expr& condition, Query* query) {
  const auto fields = semantic::FieldsOf(condition);
  std::vector<Expr> kept;
  for (const Expr& old : ConditionsOf(query->where)) {
    const bool same = SharesField(old, fields) && HoldsPart(old) == HoldsPart(condition);
    if (!same) kept.push_back(old);
  }
  kept.push_back(condition);
  query->where = Together(std::move(kept));
}

void WidenFilter(const Expr& condition, Query* query) {
  const auto added = AsValues(condition);
  std::vector<Expr> conditions = ConditionsOf(query->where);
  for (Expr& old : conditions) {
    auto known = AsValues(old);
    if (!added || !known || known->what != added->what || known->negated || added->negated)
      continue;
    for (const Expr& value : added->values) {
      if (!Contains(known->values, value)) known->values.push_back(value);
    }
    old = ToExpr(*known);
    query->where = Together(std::move(conditions));
    return;
  }
  const auto fields = semantic::FieldsOf(condition);
  for (Expr& old : conditions) {  // "and 2022 too"
    if (old.op != Op::kBetween || condition.op != Op::kBetween || !SharesField(old, fields))
      continue;
    old = Make(Op::kOr, {old, condition});
    query->where = Together(std::move(conditions));
    return;
  }
  ReplaceFilter(condition, query);
}

void ExcludeFilter(const Expr& condition, Query* query) {
  auto out = AsValues(condition);
  std::vector<Expr> conditions = ConditionsOf(query->where);
  for (Expr& old : conditions) {
    auto known = AsValues(old);
    if (!out || !known || known->what != out->what) continue;
    for (const Expr& value : out->values) {
      if (!known->negated) std::erase(known->values, value);
      if (known->negated && !Contains(known->values, value)) known->values.push_back(value);
    }
    if (known->values.empty()) {
      out->negated = true;
      known = out;
    }
    old = ToExpr(*known);
    query->where = Together(std::move(conditions));
    return;
  }
  if (out) out->negated = true;
  conditions.push_back(out ? ToExpr(*out) : Make(Op::kNot, {condition}));
  query->where = Together(std::move(conditions));
}

bool DropFilters(const std::vector<std::string>& fields, Query* query) {
  std::vector<Expr> conditions = ConditionsOf(query->where);
  const size_t before = conditions.size();
  std::erase_if(conditions, [&](const Expr& condition) { return SharesField(condition, fields); });
  const bool dropped = conditions.size() < before;
  query->where = Together(std::move(conditions));
  return dropped;
}

// "state is not missing" was said for the ranking of states; it goes with them.
void DropKnown(const std::vector<Item>& groups, Query* query) {
  std::vector<Expr> conditions = ConditionsOf(query->where);
  std::erase_if(conditions, [&](const Expr& condition) {
    const bool known = condition.op == Op::kNot && condition.args.front().op == Op::kIsNull;
    return known && std::any_of(groups.begin(), groups.end(), [&](const Item& group) {
             return group.expr == condition.args.front().args.front();
           });
  });
  query->where = Together(std::move(conditions));
}

void SwapGroups(const std::vector<Item>& groups, Query* query) {
  DropKnown(query->groups, query);
  const bool one_time = groups.size() == 1 && IsTimeGroup(groups.front().expr);
  const auto old = std::find_if(query->groups.begin(), query->groups.end(),
                                [](const Item& item) { return IsTimeGroup(item.expr); });
  if (one_time && old != query->groups.end()) {
    *old = groups.front();
  } else {
    query->groups = groups;
  }
  query->limit.reset();
  query->offset = 0;
  query->ties = false;
  query->limit_per.clear();
}

void AddGroups(const std::vector<Item>& groups, Query* query) {
  for (const Item& group : groups) {
    const bool known =
        std::find(query->groups.begin(), query->groups.end(), group) != query->groups.end();
    if (!known) query->groups.push_back(group);
  }
}

void SwapMeasures(const std::vector<Item>& measures, Query* query) {
  if (measures.size() != 1 || query->measures.empty()) {
    query->measures = measures;
    return;
  }
  const Expr& first = query->measures.front().expr;
  const Expr old = first.op == Op::kWhere ? first.args.front() : first;  // in each of two periods
  const Expr& now = measures.front().expr;
  for (Item& item : query->measures) {
    item.label.clear();
    Replace(old, now, &item.expr);
  }
  for (semantic::Order& order : query->order) Replace(old, now, &order.by);
  // What stands beside is of another figure: then it goes too.
  const bool all = std::all_of(query->measures.begin(), query->measures.end(),
                               [&](const Item& item) { return Holds(item.expr, now); });
  if (!all) query->measures = measures;
}

void AddMeasures(const std::vector<Item>& measures, Query* query) {
  for (const Item& measure : measures) {
    const bool known =
        std::find(query->measures.begin(), query->measures.end(), measure) != query->measures.end();
    if (!known) query->measures.push_back(measure);
  }
}

void OrderAgain(Query* query) {
  const bool lowest = query->limit && !query->order.empty() && !query->order.front().descending;
  const auto shown = [&](const Item& item) {
    return !query->order.empty() && item.expr == query->order.front().by;
  };
  auto by = std::find_if(query->measures.begin(), query->measures.end(), shown);
  if (by == query->measures.end()) by = query->measures.begin();
  query->order.clear();
  if (query->groups.empty()) {
    query->limit.reset();
    query->offset = 0;
    query->ties = false;
    query->limit_per.clear();
    return;
  }
  if (query->kind == semantic::QueryKind::kRows || query->measures.empty()) return;
  const bool along = std::any_of(query->groups.begin(), query->groups.end(),
                                 [](const Item& item) { return IsTimeGroup(item.expr); });
  if (along && !query->limit) {
    for (const Item& item : query->groups) query->order.push_back({item.expr, false});
  } else {
    query->order.push_back({by->expr, !lowest});
  }
}

Expr RowCondition(const std::vector<Item>& groups, const std::vector<Value>& row) {
  std::vector<Expr> conditions;
  for (size_t i = 0; i < groups.size() && i < row.size(); ++i) {
    const Expr& group = groups[i].expr;
    if (std::holds_alternative<std::monostate>(row[i])) {
      conditions.push_back(Make(Op::kIsNull, {group}));
    } else if (auto period = PeriodCondition(group, row[i])) {
      conditions.push_back(std::move(*period));
    } else {
      conditions.push_back(Make(Op::kEqual, {group, Literal(row[i])}));
    }
  }
  return semantic::And(std::move(conditions));
}

}  // namespace aisle::language
