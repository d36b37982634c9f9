// Windows of a relation: what is computed from the groups around a group.
#include <algorithm>

#include "plan/expressions.h"
#include "plan/heading.h"
#include "plan/relation.h"
#include "plan/windows.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Item;
using semantic::Op;

namespace {

// The average as what it is made of, so that its parts can be added up first.
Expr WithoutAverages(const Expr& expr) {
  Expr plain = expr;
  for (Expr& arg : plain.args) arg = WithoutAverages(arg);
  if (plain.op != Op::kAggregate || plain.name != "avg") return plain;
  return semantic::Make(Op::kDivide, {semantic::Make(Op::kAggregate, plain.args, "sum"),
                                      semantic::Make(Op::kAggregate, plain.args, "count")});
}

}  // namespace

Result<Expr> Relation::LowerWindow(const Expr& window, const Conditions& filters) {
  if (window.op == Op::kShare) return LowerShare(window, filters);
  if (window.op == Op::kRank || window.op == Op::kShareAbove) return LowerRank(window, filters);
  if (window.op == Op::kNtile || window.op == Op::kCumulativeShare) {
    return LowerPlaced(window, filters);
  }
  return LowerAlongTime(window, filters);
}

Result<std::vector<Expr>> Relation::ColumnsOf(const std::vector<Expr>& groups) const {
  std::vector<Expr> columns;
  for (const Expr& expr : groups) {
    const Item* group = GroupOf(expr);
    if (group == nullptr) {
      return Invalid(semantic::ToString(expr) + " is not one of the groups of the query");
    }
    columns.push_back(Column(group->label));
  }
  return columns;
}

// Whether the column's values add up to the value over all groups.
bool Relation::IsAdditive(const Expr& lowered) const {
  const auto& args = lowered.args;
  switch (lowered.op) {
    case Op::kField: {
      const auto column = facts_.find(ColumnOf(lowered.name));
      return column != facts_.end() && column->second.additive;
    }
    case Op::kAdd:
    case Op::kSubtract:
      return std::all_of(args.begin(), args.end(), [&](const Expr& a) { return IsAdditive(a); });
    case Op::kMultiply:
      return (IsAdditive(args[0]) && args[1].op == Op::kLiteral) ||
             (args[0].op == Op::kLiteral && IsAdditive(args[1]));
    case Op::kDivide:
      return IsAdditive(args[0]) && args[1].op == Op::kLiteral;
    default:
      return false;
  }
}

Result<Expr> Relation::LowerShare(const Expr& share, const Conditions& filters) {
  const std::string name = std::exchange(name_, {});
  auto part = LowerUnder(share.args[0], filters);
  if (!part) return part;
  name_ = name;
  if (!IsAdditive(*part)) return ShareOfWhole(share, *part, filters);
  auto within = ColumnsOf({share.args.begin() + 1, share.args.end()});
  if (!within) return within.error();
  std::vector<Expr> args = {std::move(*part)};
  args.insert(args.end(), within->begin(), within->end());
  return Compute(semantic::Make(Op::kShare, std::move(args)));
}

// What does not add up (customers in several regions) is divided by its own value over the whole.
Result<Expr> Relation::ShareOfWhole(const Expr& share, const Expr& part,
                                    const Conditions& filters) {
  const std::string name = std::exchange(name_, {});
  std::vector<Item> wholes;
  for (size_t i = 1; i < share.args.size(); ++i) {
    const Item* group = GroupOf(share.args[i]);
    if (group == nullptr) {
      return Invalid(semantic::ToString(share.args[i]) + " is not one of the groups of the query");
    }
    wholes.push_back({group->expr, "Whole of " + group->label});
  }
  Conditions where = where_;
  where.insert(where.end(), filters.begin(), filters.end());
  Relation whole(&planner_, wholes, std::move(where));
  auto measure = whole.Lower(share.args[0]);
  if (!measure) return measure;
  auto stage = whole.Finish();
  if (!stage) return stage.error();
  std::vector<Expr> args = {std::move(*measure)};
  for (size_t i = 1; i < share.args.size(); ++i) {
    args.push_back(Column(wholes[i - 1].label));
    args.push_back(Column(GroupOf(share.args[i])->label));
  }
  name_ = name;
  return semantic::Make(Op::kDivide, {part, semantic::Make(Op::kTotal, std::move(args), *stage)});
}

Result<Expr> Relation::LowerRank(const Expr& rank, const Conditions& filters) {
  const std::string name = std::exchange(name_, {});
  auto measure = LowerUnder(rank.args[0], filters);
  if (!measure) return measure;
  auto within = ColumnsOf({rank.args.begin() + 1, rank.args.end()});
  if (!within) return within.error();
  name_ = name;
  std::vector<Expr> args = {std::move(*measure)};
  args.insert(args.end(), within->begin(), within->end());
  return Compute(semantic::Make(rank.op, std::move(args)));
}

// What gives each row a place of its own: groups with equal measures follow each other in the order
// of their values.
Result<Expr> Relation::LowerPlaced(const Expr& window, const Conditions& filters) {
  const std::string name = std::exchange(name_, {});
  const size_t own = window.op == Op::kNtile ? 2 : 1;
  auto measure = LowerUnder(window.args[0], filters);
  if (!measure) return measure;
  if (own == 1 && !IsAdditive(*measure)) return CountsAgain(*measure, "in every group");
  const auto groups_begin = window.args.begin() + static_cast<std::ptrdiff_t>(own);
  auto within = ColumnsOf({groups_begin, window.args.end()});
  if (!within) return within.error();
  std::vector<Expr> args = {std::move(*measure)};
  if (own == 2) args.push_back(window.args[1]);
  args.insert(args.end(), within->begin(), within->end());
  for (const Item& group : groups_) {
    const Expr column = Column(group.label);
    const bool parts = std::find(within->begin(), within->end(), column) != within->end();
    if (!parts) args.push_back(column);
  }
  name_ = name;
  return Compute(semantic::Make(window.op, std::move(args), std::to_string(within->size())));
}

std::vector<Expr> Relation::Parting(size_t time_group) const {
  std::vector<Expr> columns = {Column(groups_[time_group].label)};
  for (size_t i = 0; i < groups_.size(); ++i) {
    if (i != time_group) columns.push_back(Column(groups_[i].label));
  }
  return columns;
}

Result<Expr> Relation::LowerAlongTime(const Expr& window, const Conditions& filters) {
  const std::string name = std::exchange(name_, {});
  const auto time = TimeGroup(groups_);
  if (!time) {
    return Invalid(
        "a change, a running total, a moving average or a streak runs along time: group by a "
        "period, such as the month");
  }
  const std::vector<Expr> along = Parting(*time);
  const bool running = window.op == Op::kCumulative;
  auto measure = LowerUnder(running ? WithoutAverages(window.args[0]) : window.args[0], filters);
  if (!measure) return measure;
  name_ = name;
  if (running) return Cumulative(*measure, along);
  if (window.op == Op::kStreak) {
    return Streak(window, *measure, along, StepOf(groups_[*time].expr));
  }
  std::vector<Expr> args = {std::move(*measure)};
  if (window.op == Op::kMovingAverage) args.push_back(window.args[1]);
  args.insert(args.end(), along.begin(), along.end());
  const Expr& period = groups_[*time].expr;
  if (window.name == "on_year" && period.op != Op::kGrain) {
    return Invalid(
        "a change on the year before runs along dates: group by a period, such as the month");
  }
  return Compute(semantic::Make(window.op, std::move(args), StepBack(window, period)));
}

Expr Relation::ComputeAs(const std::string& name, const Expr& window) {
  name_ = name;
  return Compute(window);
}

// A row's place along time, less that of the last row that broke the streak.
Expr Relation::Streak(const Expr& streak, const Expr& measure, const std::vector<Expr>& along,
                      const std::string& step) {
  const auto with = [&](const Expr& first) {
    std::vector<Expr> args = {first};
    args.insert(args.end(), along.begin(), along.end());
    return args;
  };
  name_.clear();
  const bool active = streak.name == "active";
  const Expr zero = semantic::Literal(int64_t{0}), one = semantic::Literal(int64_t{1});
  const Expr place = ComputeAs("place", semantic::Make(Op::kCumulative, with(along[0]), "count"));
  const Expr change = active
                          ? ComputeAs("period before", semantic::Make(Op::kChange, with(one), step))
                          : Compute(semantic::Make(Op::kChange, with(measure), step));
  const Op sign = streak.name == "down" ? Op::kLess : Op::kGreater;
  const Expr goes_on = active ? IsKnown(change) : semantic::Make(sign, {change, zero});
  const Expr broken = semantic::Make(Op::kCase, {goes_on, semantic::Literal({}), place});
  const Expr last = ComputeAs("last break", semantic::Make(Op::kCumulative, with(broken), "max"));
  const Expr length = semantic::Make(Op::kSubtract, {place, last});
  return active ? semantic::Make(Op::kAdd, {length, one}) : length;
}

// Running totals are taken of the parts that add up, and what is made of them is made again.
Result<Expr> Relation::Cumulative(const Expr& lowered, const std::vector<Expr>& along) {
  if (lowered.op == Op::kField) return CumulativeColumn(lowered, along);
  if (lowered.op == Op::kTotal || lowered.op == Op::kLiteral) return lowered;
  name_.clear();
  return MapArgs(lowered, [&](const Expr& arg) { return Cumulative(arg, along); });
}

Error Relation::CountsAgain(const Expr& lowered, const std::string& where) const {
  const std::string what = HeadingOf(planner_.model(), lowered);
  return Error{ErrorCode::kDenied,
               "A running total of “" + what + "” would count the same thing again " + where + ".",
               "Ask for it without the running total."};
}

Result<Expr> Relation::CumulativeColumn(const Expr& column, const std::vector<Expr>& along) {
  const Facts& facts = facts_[ColumnOf(column.name)];
  const bool extreme = facts.level == 0 && (facts.fold == "min" || facts.fold == "max");
  if (!facts.additive && !extreme) {
    return CountsAgain(column, "in every period");
  }
  std::vector<Expr> args = {column};
  args.insert(args.end(), along.begin(), along.end());
  return Compute(semantic::Make(Op::kCumulative, std::move(args), extreme ? facts.fold : "sum"));
}

}  // namespace aisle::plan
