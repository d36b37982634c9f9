// An oracle for the planner: evaluates queries row by row in memory, straight from what a measure
// means, without joins, stages or SQL. Slow and plain on purpose, and shares no code with plan/.
//
// A leaf aggregate is over rows of its own table. A row stands in a group when the group's field is
// found by following many-to-one links from it, or, if that is not possible, when some row of a
// table that links both does so. A condition holds for a row likewise.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "engine/engine.h"
#include "plan_oracle_values.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::world {

class Oracle {
 public:
  using Key = std::vector<Value>;            // a value a group
  using Cells = std::map<std::string, Key>;  // by their text
  using Conditions = std::vector<semantic::Expr>;
  using Groups = std::vector<semantic::Expr>;

  Oracle(const semantic::Model& model, engine::Session* session);

  // Whether the attributes that the expression holds can be given.
  bool AllowsAttributes(const semantic::Expr& expr) const;
  // The conditions that an attribute of a row is under, unless it is over all rows.
  void Under(const Conditions& where);

  // Whether the measure can be given by these groups without counting anything twice.
  bool Allows(const semantic::Expr& measure, const Groups& groups, const Conditions& where) const;

  // The groups' values that there are rows for.
  Cells CellsOf(const semantic::Expr& measure, const Groups& groups, const Conditions& where) const;
  // The measure in one cell.
  Value At(const semantic::Expr& measure, const Groups& groups, const Key& cell,
           const Conditions& where) const;

 private:
  using Row = std::map<std::string, Value>;
  struct Member {        // a row of the leaf's table, in a cell
    const Row* own;      // null: the cell is there, but holds no such row
    const Row* through;  // the row that the aggregate's fields are read from
    Key cell;
  };

  std::optional<std::vector<size_t>> Way(const std::string& from, const std::string& to) const;
  bool Reaches(const std::string& from, const std::set<std::string>& all) const;
  std::string BaseOf(const semantic::Expr& leaf) const;
  std::string Between(const std::set<std::string>& all) const;
  const Row* Follow(const std::string& from, const Row* row, const std::string& to) const;
  Value Scalar(const std::string& table, const Row* row, const semantic::Expr& expr) const;
  Value Attribute(const std::string& table, const Row* row, const semantic::Expr& of) const;
  Value Condition(const std::string& table, const Row* row, const semantic::Expr& expr) const;
  bool Meets(const std::string& table, const Row* row, const Conditions& conditions) const;
  std::vector<Value> Others(const std::string& table, const Row& row,
                            const semantic::Expr& other) const;
  std::vector<Key> Standing(const std::string& table, const Row& row, const Groups& groups) const;
  std::vector<Member> Members(const semantic::Expr& leaf, const Groups& groups,
                              const Conditions& where) const;
  Value Leaf(const semantic::Expr& leaf, const Groups& groups, const Key& cell,
             const Conditions& where) const;
  Value Per(const semantic::Expr& per, const Groups& groups, const Key& cell,
            const Conditions& where) const;
  Value Placed(const semantic::Expr& window, const Groups& groups, const Key& cell,
               const Conditions& where) const;
  Value Streak(const semantic::Expr& streak, const Groups& groups, Key cell,
               const Conditions& where) const;
  Value AlongTime(const semantic::Expr& window, const Groups& groups, const Key& cell,
                  const Conditions& where) const;
  void Leaves(const semantic::Expr& measure, const Groups& groups, const Conditions& where,
              Cells* cells) const;

  const semantic::Model& model_;
  std::map<std::string, std::vector<Row>> tables_;
  Conditions scope_;
};

std::string CellText(const Oracle::Key& cell);
bool SameValue(const Value& a, const Value& b);

// ---------------------------------------------------------------- how

using semantic::Expr;
using semantic::Op;
using namespace oracle;  // its words are used on every line below

inline std::string CellText(const Oracle::Key& cell) {
  std::string text;
  for (const Value& value : cell) text += (IsNull(value) ? "-" : ToString(value)) + " | ";
  return text;
}

inline bool SameValue(const Value& a, const Value& b) {
  const auto x = Number(a), y = Number(b);
  if (x && y) return std::fabs(*x - *y) <= kTiny * std::max({1.0, std::fabs(*x), std::fabs(*y)});
  return IsNull(a) == IsNull(b) && ToString(a) == ToString(b);
}

inline Oracle::Oracle(const semantic::Model& model, engine::Session* session) : model_(model) {
  for (const auto& meaning : model.tables) {
    const auto table = session->Query("select * from " + meaning.name);
    CHECK(table.ok());
    for (const auto& cells : table->rows) {
      Row row;
      for (size_t i = 0; i < cells.size(); ++i) row[table->columns[i].name] = cells[i];
      tables_[meaning.name].push_back(std::move(row));
    }
  }
}

inline std::optional<std::vector<size_t>> Oracle::Way(const std::string& from,
                                                      const std::string& to) const {
  if (from == to) return std::vector<size_t>{};
  std::optional<std::vector<size_t>> best;
  for (size_t i = 0; i < model_.joins.size(); ++i) {
    if (model_.joins[i].from_table != from) continue;
    auto rest = Way(model_.joins[i].to_table, to);
    if (!rest || (best && best->size() <= rest->size() + 1)) continue;
    rest->insert(rest->begin(), i);
    best = rest;
  }
  return best;
}

inline bool Oracle::Reaches(const std::string& from, const std::set<std::string>& all) const {
  return std::all_of(all.begin(), all.end(),
                     [&](const std::string& to) { return Way(from, to).has_value(); });
}

inline std::string Oracle::BaseOf(const Expr& leaf) const {
  const auto tables = Tables(leaf);
  for (const std::string& table : tables) {
    if (Reaches(table, tables)) return table;
  }
  return "";
}

// The table nearest to all that links all, or nothing.
inline std::string Oracle::Between(const std::set<std::string>& all) const {
  std::string best;
  size_t fewest = 0;
  for (const auto& [table, rows] : tables_) {
    if (!Reaches(table, all)) continue;
    size_t steps = 0;
    for (const std::string& to : all) steps += Way(table, to)->size();
    if (best.empty() || steps < fewest) best = table, fewest = steps;
  }
  return best;
}

inline const Oracle::Row* Oracle::Follow(const std::string& from, const Row* row,
                                         const std::string& to) const {
  const auto way = Way(from, to);
  CHECK(way.has_value());
  for (const size_t step : *way) {
    if (row == nullptr) return nullptr;
    const semantic::Join& join = model_.joins[step];
    const Value& key = row->at(join.from_columns[0]);
    const Row* found = nullptr;
    for (const Row& candidate : tables_.at(join.to_table)) {
      if (!IsNull(key) && candidate.at(join.to_columns[0]) == key) found = &candidate;
    }
    row = found;
  }
  return row;
}

inline Value Oracle::Scalar(const std::string& table, const Row* row, const Expr& expr) const {
  const auto arg = [&](size_t i) { return Scalar(table, row, expr.args[i]); };
  if (expr.op == Op::kLiteral) return expr.value;
  if (expr.op == Op::kField) {
    const Row* holder = Follow(table, row, Table(expr.name));
    return holder == nullptr ? Value() : holder->at(ColumnName(expr.name));
  }
  if (expr.op == Op::kGrain) return PeriodStart(expr.name, arg(0));
  if (expr.op == Op::kPart) return PartOfTime(expr.name, arg(0));
  if (IsArithmetic(expr.op)) return Arithmetic(expr.op, arg(0), arg(1));
  if (expr.op == Op::kTotal) return At(expr.args[0], {}, {}, {});
  if (expr.op == Op::kOf) return Attribute(table, row, expr);
  if (expr.op == Op::kBand) return Band(arg(0), expr);
  if (expr.op == Op::kCase) {
    size_t i = 0;
    for (; i + 1 < expr.args.size(); i += 2) {
      if (IsTrue(arg(i)).value_or(false)) return arg(i + 1);
    }
    return i < expr.args.size() ? arg(i) : Value();
  }
  return Condition(table, row, expr);
}

inline void Oracle::Under(const Conditions& where) {
  scope_.clear();
  for (const Expr& condition : where) {
    if (!HoldsAttribute(condition)) scope_.push_back(condition);
  }
}

inline Value Oracle::Condition(const std::string& table, const Row* row, const Expr& expr) const {
  const auto arg = [&](size_t i) { return Scalar(table, row, expr.args[i]); };
  switch (expr.op) {
    case Op::kAnd:
    case Op::kOr: {
      const bool decisive = expr.op == Op::kOr;
      bool unknown = false;
      for (size_t i = 0; i < expr.args.size(); ++i) {
        const auto truth = IsTrue(arg(i));
        if (truth == decisive) return decisive;
        unknown = unknown || !truth;
      }
      return unknown ? Value() : Value(!decisive);
    }
    case Op::kNot: {
      const auto truth = IsTrue(arg(0));
      return Truth(truth ? std::optional(!*truth) : std::nullopt);
    }
    case Op::kIsNull:
      return IsNull(arg(0));
    case Op::kIn: {
      if (IsNull(arg(0))) return {};
      for (size_t i = 1; i < expr.args.size(); ++i) {
        if (IsTrue(Compared(Op::kEqual, arg(0), arg(i))).value_or(false)) return true;
      }
      return false;
    }
    case Op::kBetween: {
      const auto low = IsTrue(Compared(Op::kGreaterEqual, arg(0), arg(1)));
      const auto high = IsTrue(Compared(Op::kLessEqual, arg(0), arg(2)));
      if (low == false || high == false) return false;
      return low && high ? Value(true) : Value();
    }
    case Op::kContains:
    case Op::kStartsWith: {
      if (IsNull(arg(0))) return {};
      const size_t at = FoldCase(ToString(arg(0))).find(FoldCase(ToString(arg(1))));
      return expr.op == Op::kContains ? at != std::string::npos : at == 0;
    }
    default:
      return Compared(expr.op, arg(0), arg(1));
  }
}

// Conditions that cannot be read off the row must all hold on one row that links to it.
inline bool Oracle::Meets(const std::string& table, const Row* row,
                          const Conditions& conditions) const {
  struct Linked {
    std::set<std::string> tables;
    Conditions all;
  };
  std::vector<Linked> elsewhere;  // what one row can meet is on one row
  for (const Expr& condition : conditions) {
    auto tables = Tables(condition);
    if (Reaches(table, tables)) {
      if (!IsTrue(Scalar(table, row, condition)).value_or(false)) return false;
      continue;
    }
    tables.insert(table);
    const auto joined = [&](const Linked& known) {
      std::set<std::string> both = known.tables;
      both.insert(tables.begin(), tables.end());
      return both;
    };
    const auto known = std::find_if(elsewhere.begin(), elsewhere.end(), [&](const Linked& each) {
      return !Between(joined(each)).empty();
    });
    if (known == elsewhere.end()) {
      elsewhere.push_back({tables, {condition}});
    } else {
      known->tables = joined(*known);
      known->all.push_back(condition);
    }
  }
  for (const Linked& linked_rows : elsewhere) {
    const std::string bridge = Between(linked_rows.tables);
    const auto& rows = tables_.at(bridge);
    const bool any = std::any_of(rows.begin(), rows.end(), [&](const Row& linked) {
      return Follow(bridge, &linked, table) == row && Meets(bridge, &linked, linked_rows.all);
    });
    if (!any) return false;
  }
  return true;
}

inline std::vector<Oracle::Member> Oracle::Members(const Expr& leaf, const Groups& groups,
                                                   const Conditions& where) const {
  const std::string base = BaseOf(leaf);
  std::set<std::string> all = {base};
  for (const Expr& group : groups) all.merge(Tables(group));
  const std::string table = Reaches(base, all) ? base : Between(all);
  std::vector<Member> members;
  for (const Row& row : tables_.at(table)) {
    if (!Meets(table, &row, where)) continue;
    Member member{Follow(table, &row, base), &row, {}};
    for (Key& cell : Standing(table, row, groups)) {
      member.cell = std::move(cell);
      const bool again = std::any_of(members.begin(), members.end(), [&](const Member& other) {
        return other.own == member.own && other.cell == member.cell;
      });
      if (!again) members.push_back(member);
    }
  }
  return members;
}

inline Value Oracle::Leaf(const Expr& leaf, const Groups& groups, const Key& cell,
                          const Conditions& where) const {
  const std::string base = BaseOf(leaf);
  std::vector<Value> values;
  for (const Member& member : Members(leaf, groups, where)) {
    if (member.own == nullptr || CellText(member.cell) != CellText(cell)) continue;
    const bool rows = ColumnName(leaf.args[0].name) == "*";
    values.push_back(rows ? Value(int64_t{1}) : Scalar(base, member.own, leaf.args[0]));
  }
  return Folded(leaf.name, std::move(values));
}

inline Value Oracle::Per(const Expr& per, const Groups& groups, const Key& cell,
                         const Conditions& where) const {
  Groups finer = groups;
  finer.insert(finer.end(), per.args.begin() + 1, per.args.end());
  std::vector<Value> values;
  for (const auto& [text, inner] : CellsOf(per.args[0], finer, where)) {
    const bool here = StartsWith(text, CellText(cell));
    const bool known = std::none_of(inner.begin() + static_cast<std::ptrdiff_t>(groups.size()),
                                    inner.end(), [](const Value& v) { return IsNull(v); });
    if (here && known) values.push_back(At(per.args[0], finer, inner, where));
  }
  return Folded(per.name, std::move(values));
}

inline void Oracle::Leaves(const Expr& measure, const Groups& groups, const Conditions& where,
                           Cells* cells) const {
  if (measure.op == Op::kTotal) return;
  if (measure.op == Op::kAggregate) {
    for (const Member& member : Members(measure, groups, where)) {
      cells->emplace(CellText(member.cell), member.cell);
    }
    return;
  }
  if (measure.op == Op::kWhere) {
    return Leaves(measure.args[0], groups, With(where, measure.args[1]), cells);
  }
  if (measure.op == Op::kPer) {
    Groups finer = groups;
    finer.insert(finer.end(), measure.args.begin() + 1, measure.args.end());
    for (auto& [text, key] : CellsOf(measure.args[0], finer, where)) {
      const auto own = key.begin() + static_cast<std::ptrdiff_t>(groups.size());
      if (std::any_of(own, key.end(), [](const Value& v) { return IsNull(v); })) continue;
      Key outer(key.begin(), own);
      cells->emplace(CellText(outer), outer);
    }
    return;
  }
  for (const Expr& arg : measure.args) {
    if (semantic::IsMeasure(arg)) Leaves(arg, groups, where, cells);
  }
}

inline Oracle::Cells Oracle::CellsOf(const Expr& measure, const Groups& groups,
                                     const Conditions& where) const {
  Cells cells;
  if (groups.empty()) {
    cells.emplace("", Key{});
  } else {
    Leaves(measure, groups, where, &cells);
  }
  return cells;
}

inline Value Oracle::At(const Expr& measure, const Groups& groups, const Key& cell,
                        const Conditions& where) const {
  const auto& args = measure.args;
  switch (measure.op) {
    case Op::kLiteral:
      return measure.value;
    case Op::kAggregate:
      return Leaf(measure, groups, cell, where);
    case Op::kWhere:
      return At(args[0], groups, cell, With(where, args[1]));
    case Op::kTotal:
      return At(args[0], {}, {}, where);
    case Op::kPer:
      return Per(measure, groups, cell, where);
    case Op::kShare: {
      Groups fixed;
      Key part;
      for (size_t i = 0; i < groups.size(); ++i) {
        if (std::find(args.begin() + 1, args.end(), groups[i]) == args.end()) continue;
        fixed.push_back(groups[i]);
        part.push_back(cell[i]);
      }
      return Arithmetic(Op::kDivide, At(args[0], groups, cell, where),
                        At(args[0], fixed, part, where));
    }
    case Op::kRank: {
      int64_t rank = 1;
      const Value own = At(args[0], groups, cell, where);
      for (const auto& [text, key] : CellsOf(args[0], groups, where)) {
        const Value other = At(args[0], groups, key, where);
        if (!IsNull(other) && (IsNull(own) || Order(other, own) > 0)) ++rank;
      }
      return rank;
    }
    case Op::kShareAbove: {
      const Value rank = At(semantic::Make(Op::kRank, args), groups, cell, where);
      return (*Number(rank) - 1) / static_cast<double>(CellsOf(args[0], groups, where).size());
    }
    case Op::kNtile:
    case Op::kCumulativeShare:
      return Placed(measure, groups, cell, where);
    case Op::kStreak:
      return Streak(measure, groups, cell, where);
    case Op::kChange:
    case Op::kGrowth:
    case Op::kCumulative:
      return AlongTime(measure, groups, cell, where);
    default:
      return Arithmetic(measure.op, At(args[0], groups, cell, where),
                        At(args[1], groups, cell, where));
  }
}

inline bool Oracle::AllowsAttributes(const Expr& expr) const {
  const bool inner = std::all_of(expr.args.begin(), expr.args.end(),
                                 [&](const Expr& arg) { return AllowsAttributes(arg); });
  if (!inner || expr.op != Op::kOf) return inner;
  const Groups keys(expr.args.begin() + 1, expr.args.end());
  return Allows(expr.args[0], keys, expr.name == "all" ? Conditions{} : scope_);
}

inline bool Oracle::Allows(const Expr& measure, const Groups& groups,
                           const Conditions& where) const {
  if (measure.op == Op::kWhere)
    return Allows(measure.args[0], groups, With(where, measure.args[1]));
  if (measure.op == Op::kTotal) return Allows(measure.args[0], {}, where);
  if (measure.op == Op::kPer) {
    Groups finer = groups;
    finer.insert(finer.end(), measure.args.begin() + 1, measure.args.end());
    return Allows(measure.args[0], finer, where);
  }
  if (measure.op != Op::kAggregate) {
    return std::all_of(measure.args.begin(), measure.args.end(), [&](const Expr& arg) {
      return !semantic::IsMeasure(arg) || Allows(arg, groups, where);
    });
  }
  const bool others = std::any_of(groups.begin(), groups.end(),
                                  [](const Expr& group) { return group.op == Op::kOther; });
  if (others && !SurvivesRepeats(measure.name)) return false;
  std::string base = BaseOf(measure);
  std::set<std::string> all = {base};
  for (const Expr& group : groups) all.merge(Tables(group));
  if (!Reaches(base, all)) {
    if (!SurvivesRepeats(measure.name)) return false;
    base = Between(all);
    if (base.empty()) return false;
  }
  return std::all_of(where.begin(), where.end(), [&](const Expr& condition) {
    auto tables = Tables(condition);
    tables.insert(base);
    return !Between(tables).empty();
  });
}

}  // namespace aisle::world
