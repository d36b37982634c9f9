#include "plan/relation.h"

#include <algorithm>

#include "base/text.h"
#include "plan/expressions.h"
#include "plan/heading.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Item;
using semantic::Op;

Result<Expr> Relation::Lower(const Expr& measure, const std::string& name) {
  name_ = name;
  auto lowered = LowerUnder(measure, {});
  name_.clear();
  return lowered;
}

const Item* Relation::GroupOf(const Expr& expr) const {
  const auto found = std::find_if(groups_.begin(), groups_.end(),
                                  [&](const Item& group) { return group.expr == expr; });
  return found == groups_.end() ? nullptr : &*found;
}

Result<Expr> Relation::LowerUnder(const Expr& measure, const Conditions& filters) {
  if (const Item* group = GroupOf(measure)) return Column(group->label);
  switch (measure.op) {
    case Op::kField:
      return Invalid("`" + measure.name + "` is neither grouped by nor aggregated");
    case Op::kOf:
    case Op::kOther:
      return Invalid(semantic::ToString(measure) + " is neither grouped by nor aggregated");
    case Op::kAggregate:
      return Leaf(measure, filters);
    case Op::kWhere:
      return LowerFiltered(measure, filters);
    case Op::kTotal:
      return LowerTotal(measure.args[0], filters);
    case Op::kPer:
      return LowerPer(measure, filters);
    case Op::kShare:
    case Op::kRank:
    case Op::kChange:
    case Op::kGrowth:
    case Op::kCumulative:
    case Op::kMovingAverage:
    case Op::kShareAbove:
    case Op::kNtile:
    case Op::kCumulativeShare:
    case Op::kStreak:
      return LowerWindow(measure, filters);
    case Op::kInQuery:
      return LowerScalar(measure, filters);
    default:
      name_.clear();  // a part of something is not called by the name of the whole
      return MapArgs(measure, [&](const Expr& arg) { return LowerUnder(arg, filters); });
  }
}

// A group among the values of another query, in having.
Result<Expr> Relation::LowerScalar(const Expr& membership, const Conditions& filters) {
  auto planned = planner_.LowerScalar(membership);
  if (!planned) return planned;
  auto key = LowerUnder(membership.args[0], filters);
  if (!key) return key;
  planned->args[0] = std::move(*key);
  return planned;
}

Result<Expr> Relation::LowerFiltered(const Expr& measure, const Conditions& filters) {
  Conditions all = filters;
  for (const Expr& condition : Conjuncts(measure.args[1])) {
    auto lowered = planner_.LowerScalar(condition);
    if (!lowered) return lowered;
    if (std::find(all.begin(), all.end(), *lowered) == all.end()) all.push_back(*lowered);
  }
  return LowerUnder(measure.args[0], all);
}

Result<Expr> Relation::LowerTotal(const Expr& measure, const Conditions& filters) {
  Conditions where = where_;
  where.insert(where.end(), filters.begin(), filters.end());
  Relation whole(&planner_, {}, std::move(where));
  auto lowered = whole.Lower(measure);
  if (!lowered) return lowered;
  auto stage = whole.Finish();
  if (!stage) return stage.error();
  return semantic::Make(Op::kTotal, {std::move(*lowered)}, *stage);
}

// An aggregate over an aggregate: the measure by the groups and by what it is "per", then folded
// to the groups. Rows that lack what it is per are no customer, no day: they are left out.
Result<Expr> Relation::LowerPer(const Expr& per, const Conditions& filters) {
  const std::string name = std::exchange(name_, {});
  Conditions where = where_;
  where.insert(where.end(), filters.begin(), filters.end());
  std::vector<Item> finer = groups_;
  std::vector<std::string> taken;
  for (const Item& group : groups_) taken.push_back(group.label);
  for (size_t i = 1; i < per.args.size(); ++i) {
    auto lowered = planner_.LowerScalar(per.args[i]);
    if (!lowered) return lowered;
    where.push_back(IsKnown(*lowered));
    if (GroupOf(*lowered) != nullptr) continue;
    finer.push_back({*lowered, Unique(HeadingOf(planner_.model(), per.args[i]), taken)});
    taken.push_back(finer.back().label);
  }
  Relation inner(&planner_, std::move(finer), std::move(where));
  auto lowered = inner.Lower(per.args[0]);
  if (!lowered) return lowered;
  auto base = inner.Finish();
  if (!base) return base.error();

  return Fold(std::move(*base), semantic::Make(Op::kAggregate, {std::move(*lowered)}, per.name),
              name.empty() ? HeadingOf(planner_.model(), per) : name);
}

// The rows of a stage that has the groups among its columns, aggregated to them.
Expr Relation::Fold(std::string stage, const Expr& aggregate, const std::string& name) {
  Stage fold;
  fold.kind = StageKind::kFold;
  fold.base = std::move(stage);
  for (const Item& group : groups_) fold.groups.push_back({Column(group.label), group.label});
  const std::string column = NewName(name);
  fold.aggregates = {{aggregate, column}};
  folds_.push_back(std::move(fold));
  return AddColumn(column, {.count = IsCount(aggregate), .fold = aggregate.name});
}

std::string Relation::NewName(const std::string& name) const {
  std::vector<std::string> taken;
  for (const Item& group : groups_) taken.push_back(group.label);
  for (const auto& [column, facts] : facts_) taken.push_back(column);
  return Unique(name, taken);
}

Expr Relation::AddColumn(const std::string& name, Facts facts) {
  facts_[name] = std::move(facts);
  return Column(name);
}

size_t Relation::LevelOf(const Expr& lowered) const {
  size_t level = 0;
  if (lowered.op == Op::kField) {
    const auto column = facts_.find(ColumnOf(lowered.name));
    if (column != facts_.end()) level = column->second.level;
  }
  if (lowered.op == Op::kTotal) return 0;
  for (const Expr& arg : lowered.args) level = std::max(level, LevelOf(arg));
  return level;
}

// A window becomes a column of the compute stage after all that it reads is there.
Expr Relation::Compute(const Expr& window) {
  const size_t level = LevelOf(window);
  if (computed_.size() <= level) computed_.resize(level + 1);
  for (const Item& item : computed_[level]) {
    if (item.expr == window) return Column(item.label);
  }
  const std::string asked = std::exchange(name_, {});
  const std::string name = NewName(asked.empty() ? HeadingOf(planner_.model(), window) : asked);
  computed_[level].push_back({window, name});
  return AddColumn(name, {.level = level + 1});
}

// A single stage is the relation itself; several are joined; windows come on top.
Result<std::string> Relation::Finish() {
  std::vector<std::string> stages;
  for (Unit& unit : units_) {
    SettleFilters(&unit);
    planner_.SetJoins(&unit.stage);
    stages.push_back(planner_.AddStage(unit.stage, "s"));
  }
  for (const Stage& fold : folds_) stages.push_back(planner_.AddStage(fold, "s"));
  if (stages.empty()) {
    auto distinct = DistinctGroups();
    if (!distinct) return distinct;
    stages.push_back(std::move(*distinct));
  }
  return AddComputed(stages.size() == 1 ? stages.front() : JoinStages(stages));
}

std::string Relation::JoinStages(const std::vector<std::string>& stages) {
  Stage join;
  join.kind = StageKind::kJoin;
  join.inputs = stages;
  for (const Item& group : groups_) join.groups.push_back({Column(group.label), group.label});
  const auto take = [&](const std::string& stage, const std::vector<Item>& aggregates) {
    for (const Item& item : aggregates) {
      Expr column = semantic::Field(stage + "." + item.label);
      if (facts_[item.label].count) {
        column = semantic::Make(Op::kCase, {semantic::Make(Op::kIsNull, {column}),
                                            semantic::Literal(int64_t{0}), column});
      }
      join.aggregates.push_back({std::move(column), item.label});
    }
  };
  for (size_t i = 0; i < units_.size(); ++i) take(stages[i], units_[i].stage.aggregates);
  for (size_t i = 0; i < folds_.size(); ++i) take(stages[units_.size() + i], folds_[i].aggregates);
  return planner_.AddStage(std::move(join), "j");
}

std::string Relation::AddComputed(std::string base) {
  for (const std::vector<Item>& columns : computed_) {
    if (columns.empty()) continue;
    Stage compute;
    compute.kind = StageKind::kCompute;
    compute.base = std::move(base);
    compute.aggregates = columns;
    base = planner_.AddStage(std::move(compute), "w");
  }
  return base;
}

}  // namespace aisle::plan
