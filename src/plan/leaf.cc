// Where one aggregate is computed: over the rows of its own base table, or, for a count of things
// by what one of them has many of, over the rows that bring both together, by distinct key.
#include <algorithm>

#include "base/text.h"
#include "plan/attributes.h"
#include "plan/expressions.h"
#include "plan/heading.h"
#include "plan/refusal.h"
#include "plan/relation.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Item;
using semantic::Op;

namespace {

bool NeedsNumber(const std::string& fold) {
  return fold == "sum" || fold == "avg" || fold == "stddev" || fold == "corr" || fold == "median" ||
         fold == "percentile";
}

// The same however often a row is seen.
bool SurvivesRepeats(const std::string& fold) {
  return fold == "count_distinct" || fold == "min" || fold == "max";
}

bool IsNumberLike(const semantic::Model& model, const Expr& arg) {
  if (arg.op == Op::kLiteral) return !std::holds_alternative<std::string>(arg.value);
  if (arg.op != Op::kField) return true;
  const semantic::Dimension* dimension = model.FindDimension(arg.name);
  return dimension == nullptr || IsNumeric(dimension->type) || dimension->type == Type::kBoolean;
}

bool CountsRows(const Expr& aggregate) {
  return aggregate.args[0].op == Op::kField && ColumnOf(aggregate.args[0].name) == "*";
}

// The key of a row that has the value; nothing of one that lacks it.
Expr OfFilled(const Expr& value, const Expr& key) {
  return semantic::Make(Op::kCase, {IsKnown(value), key});
}

std::vector<Expr> GroupExprs(const std::vector<Item>& groups) {
  std::vector<Expr> exprs;
  for (const Item& group : groups) exprs.push_back(group.expr);
  return exprs;
}

// A part of a measure that is a metric itself is called so.
std::string LeafName(const semantic::Model& model, const Expr& aggregate,
                     const std::vector<Expr>& filters) {
  for (const semantic::Metric& metric : model.metrics) {
    if (filters.empty() && metric.expr == aggregate && !metric.label.empty()) return metric.label;
  }
  return HeadingOf(model, aggregate);
}

void KeepCommon(const std::vector<Expr>& other, std::vector<Expr>* common) {
  std::erase_if(*common, [&](const Expr& condition) {
    return std::find(other.begin(), other.end(), condition) == other.end();
  });
}

}  // namespace

Result<std::string> Relation::BaseOf(const Expr& aggregate) const {
  const std::set<std::string> tables = TablesOf(aggregate.args);
  if (tables.empty()) {
    if (!planner_.fact().empty()) return planner_.fact();
    return Invalid("nothing says whose rows " + semantic::ToString(aggregate) + " is over");
  }
  if (const auto base = planner_.graph().MostDetailed(tables)) return *base;
  const bool safe = SurvivesRepeats(aggregate.name);
  const auto bridges = planner_.graph().Bridges(tables, planner_.fact());
  if (!safe || bridges.empty()) return NoCommonRow(planner_.model(), aggregate);
  return bridges.front();
}

bool Relation::IsRowKey(const Expr& expr) const {
  const auto& entities = planner_.model().entities;
  return std::any_of(entities.begin(), entities.end(), [&](const semantic::Entity& entity) {
    return entity.row && entity.key.size() == 1 && expr.op == Op::kField &&
           expr.name == entity.table + "." + entity.key[0];
  });
}

// A sum adds up over groups, and so does a count of rows, or of keys that no two rows share.
bool Relation::SumsOverRows(const Expr& aggregate) const {
  if (aggregate.name == "sum" || aggregate.name == "count") return true;
  return aggregate.name == "count_distinct" && aggregate.args.size() == 1 &&
         IsRowKey(aggregate.args[0]);
}

bool Relation::ReachesGroups(const std::string& base) const {
  return planner_.graph().ReachesAll(base, TablesOf(GroupExprs(groups_)));
}

Result<Expr> Relation::OverBridge(const Expr& aggregate, std::string* base) {
  std::set<std::string> together = TablesOf(GroupExprs(groups_));
  const auto far = std::find_if(groups_.begin(), groups_.end(), [&](const Item& group) {
    return !planner_.graph().ReachesAll(*base, TablesOf(group.expr));
  });
  together.insert(*base);
  const auto bridges = planner_.graph().Bridges(together, planner_.fact());
  if (bridges.empty()) return NotLinked(planner_.model(), *base, far->expr);
  const std::string own = std::exchange(*base, bridges.front());
  if (bridges.size() > 1) {
    planner_.Note(RowsName(planner_.model(), own) + " are linked with " +
                  HeadingOf(planner_.model(), far->expr) + " through " +
                  RowsName(planner_.model(), *base) + "; through " +
                  RowsName(planner_.model(), bridges[1]) + " would be another way.");
  }
  const std::string& fold = aggregate.name;
  if (SurvivesRepeats(fold)) return aggregate;
  if (fold != "count") return WouldMultiply(planner_.model(), aggregate, own, far->expr);
  std::vector<Expr> keys;
  for (const std::string& column : planner_.graph().LastHop(*base, own).to_columns) {
    const Expr key = semantic::Field(own + "." + column);
    keys.push_back(CountsRows(aggregate) ? key : OfFilled(aggregate.args[0], key));
  }
  planner_.Note(RowsName(planner_.model(), own) + " are counted once each by " +
                HeadingOf(planner_.model(), far->expr) + ": one may count in several groups.");
  return semantic::Make(Op::kAggregate, std::move(keys), "count_distinct");
}

// Rows that are seen once for each value that stands with them are counted by their key.
Result<Expr> Relation::OncePerRow(const Expr& aggregate, const std::string& base) {
  if (SurvivesRepeats(aggregate.name)) return aggregate;
  const auto other = std::find_if(groups_.begin(), groups_.end(), IsOther);
  for (const semantic::Entity& entity : planner_.model().entities) {
    const bool told_apart = entity.row && entity.table == base && !entity.key.empty();
    if (aggregate.name != "count" || !told_apart) continue;
    std::vector<Expr> keys;
    for (const std::string& column : entity.key) {
      const Expr key = semantic::Field(base + "." + column);
      keys.push_back(CountsRows(aggregate) ? key : OfFilled(aggregate.args[0], key));
    }
    return semantic::Make(Op::kAggregate, std::move(keys), "count_distinct");
  }
  return WouldMultiply(planner_.model(), aggregate, base, other->expr);
}

// A row that nothing stands with is in no group.
Stage Relation::ScanOf(const std::string& base, Conditions where) const {
  for (const Item& group : groups_) {
    if (IsOther(group)) where.push_back(IsKnown(group.expr));
  }
  return planner_.Scan(base, groups_, std::move(where));
}

Result<Expr> Relation::Leaf(const Expr& aggregate, const Conditions& filters) {
  const std::string name = std::exchange(name_, {});
  auto lowered = MapArgs(aggregate, [&](const Expr& arg) { return planner_.LowerScalar(arg); });
  if (!lowered) return lowered;
  for (const Expr& arg : lowered->args) {
    if (NeedsNumber(lowered->name) && !IsNumberLike(planner_.model(), arg)) {
      return NotANumber(planner_.model(), *lowered);
    }
  }
  const std::vector<Expr> keys = MemberKeys(*lowered);
  if (!keys.empty() && !SurvivesRepeats(lowered->name)) {
    const bool row = keys.size() == 1 && IsRowKey(keys[0]) && ReachesGroups(TableOf(keys[0].name));
    name_ = name.empty() ? HeadingOf(planner_.model(), aggregate) : name;
    if (!row) return OverMembers(*lowered, keys, filters);
  }
  auto base = BaseOf(*lowered);
  if (!base) return base.error();
  bool additive = SumsOverRows(*lowered);
  if (!ReachesGroups(*base)) {
    lowered = OverBridge(*lowered, &*base);
    if (!lowered) return lowered;
    additive = false;
  }
  if (std::any_of(groups_.begin(), groups_.end(), IsOther)) {
    lowered = OncePerRow(*lowered, *base);
    if (!lowered) return lowered;
    additive = false;
  }
  auto where = planner_.FilterOn(*base, where_);
  if (!where) return where.error();
  Conditions both = where_;
  const Conditions known = WithKnownMembers(*lowered, filters);
  both.insert(both.end(), known.begin(), known.end());
  auto own = planner_.FilterOn(*base, both);
  if (!own) return own.error();
  std::erase_if(*own, [&](const Expr& condition) {
    return std::find(where->begin(), where->end(), condition) != where->end();
  });
  name_ = name.empty() ? LeafName(planner_.model(), aggregate, filters) : name;
  const Expr column = AddTo(UnitFor(*base, *where), *lowered, *own);
  facts_[ColumnOf(column.name)].additive = additive;
  name_.clear();
  return column;
}

// Members that are grouped by what they have are counted where there is one: rows without any make
// no group of their own.
Relation::Conditions Relation::WithKnownMembers(const Expr& aggregate, Conditions filters) const {
  if (aggregate.name != "count_distinct" || IsRowKey(aggregate.args[0])) return filters;
  for (const Item& group : groups_) {
    for (const Expr& attribute : AttributesOf(group.expr)) {
      if (std::equal(attribute.args.begin() + 1, attribute.args.end(), aggregate.args.begin(),
                     aggregate.args.end())) {
        for (const Expr& key : aggregate.args) filters.push_back(IsKnown(key));
        return filters;
      }
    }
  }
  return filters;
}

// What is made of attributes alone has one value a key, however many rows hold that key: each key
// is taken once in each group.
Result<Expr> Relation::OverMembers(const Expr& aggregate, const std::vector<Expr>& keys,
                                   const Conditions& filters) {
  const std::string name = std::exchange(name_, {});
  Conditions where = where_;
  where.insert(where.end(), filters.begin(), filters.end());
  std::vector<Item> columns = groups_;
  std::vector<std::string> taken;
  for (const Item& group : groups_) taken.push_back(group.label);
  const auto column_of = [&](const Expr& expr, const std::string& heading) {
    columns.push_back({expr, Unique(heading, taken)});
    taken.push_back(columns.back().label);
    return Column(taken.back());
  };
  for (const Expr& key : keys) {
    where.push_back(IsKnown(key));
    if (GroupOf(key) == nullptr) column_of(key, HeadingOf(planner_.model(), key));
  }
  Expr fold = aggregate;
  for (Expr& arg : fold.args) {
    if (arg.op != Op::kLiteral) arg = column_of(arg, "Value");
  }
  Relation members(&planner_, std::move(columns), std::move(where));
  auto stage = members.Finish();
  if (!stage) return stage.error();
  return Fold(std::move(*stage), fold, name);
}

Relation::Unit* Relation::UnitFor(const std::string& base, const Conditions& where) {
  const Stage scan = ScanOf(base, where);
  for (Unit& unit : units_) {
    if (unit.stage.base == base && unit.stage.where == scan.where) return &unit;
  }
  units_.push_back({scan, {}, {}});
  return &units_.back();
}

Expr Relation::AddTo(Unit* unit, const Expr& aggregate, const Conditions& filters) {
  for (size_t i = 0; i < unit->aggregates.size(); ++i) {
    if (unit->aggregates[i].expr == aggregate && unit->filters[i] == filters) {
      return Column(unit->aggregates[i].label);
    }
  }
  const std::string column = NewName(name_);
  unit->aggregates.push_back({aggregate, column});
  unit->filters.push_back(filters);
  return AddColumn(column, {.count = IsCount(aggregate), .fold = aggregate.name});
}

// What every aggregate of the scan asks for becomes a condition of the scan, so that groups
// without any such row do not appear; the rest stays a filter of each aggregate.
void Relation::SettleFilters(Unit* unit) const {
  Conditions common = unit->filters.front();
  for (const Conditions& filters : unit->filters) KeepCommon(filters, &common);
  Conditions where;
  if (unit->stage.where) where = Conjuncts(*unit->stage.where);
  where.insert(where.end(), common.begin(), common.end());

  std::vector<Expr> any;
  bool all_filtered = !groups_.empty();
  unit->stage.aggregates.clear();
  for (size_t i = 0; i < unit->aggregates.size(); ++i) {
    Conditions own = unit->filters[i];
    std::erase_if(own, [&](const Expr& condition) {
      return std::find(common.begin(), common.end(), condition) != common.end();
    });
    Item item = unit->aggregates[i];
    all_filtered = all_filtered && !own.empty();
    if (!own.empty()) {
      const Expr filter = semantic::And(std::move(own));
      if (std::find(any.begin(), any.end(), filter) == any.end()) any.push_back(filter);
      item.expr = semantic::Make(Op::kWhere, {item.expr, filter});
    }
    unit->stage.aggregates.push_back(std::move(item));
  }
  if (all_filtered && any.size() > 1) where.push_back(semantic::Make(Op::kOr, std::move(any)));
  if (!where.empty()) unit->stage.where = semantic::And(std::move(where));
}

// No measure: the groups that there are, over the rows that hold them.
Result<std::string> Relation::DistinctGroups() {
  if (groups_.empty()) return std::string();
  const std::vector<Expr> exprs = GroupExprs(groups_);
  const std::set<std::string> tables = TablesOf(exprs);
  std::optional<std::string> base = planner_.graph().MostDetailed(tables);
  if (!over_.empty() && planner_.graph().ReachesAll(over_, tables)) base = over_;
  if (!base) {
    const auto bridges = planner_.graph().Bridges(tables, planner_.fact());
    if (bridges.empty()) {
      return NoCommonRow(planner_.model(), semantic::Make(Op::kAnd, exprs));
    }
    base = bridges.front();
  }
  auto where = planner_.FilterOn(*base, where_);
  if (!where) return where.error();
  return planner_.AddStage(ScanOf(*base, std::move(*where)), "s");
}

}  // namespace aisle::plan
