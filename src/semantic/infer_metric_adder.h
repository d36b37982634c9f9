// Adds metrics of one table to the model, under names and synonyms that tell tables apart, and
// finds the columns that they are made of. Private to semantic/.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "semantic/infer_parts.h"

namespace aisle::semantic {

struct Found {  // a column, in the table or behind a join
  std::string table;
  const ColumnRole* role = nullptr;
  std::string Field() const { return table + "." + role->Name(); }
};

inline Expr Of(const Found& found) { return Field(found.Field()); }
inline Expr Average(Expr x) { return Make(Op::kAggregate, {std::move(x)}, "avg"); }
inline Expr Times(Expr a, Expr b) { return Make(Op::kMultiply, {std::move(a), std::move(b)}); }
inline Expr Plus(Expr a, Expr b) { return Make(Op::kAdd, {std::move(a), std::move(b)}); }
inline Expr Minus(Expr a, Expr b) { return Make(Op::kSubtract, {std::move(a), std::move(b)}); }
inline Expr Over(Expr a, Expr b) { return Make(Op::kDivide, {std::move(a), std::move(b)}); }
inline Expr Filtered(Expr measure, Expr condition) {
  return Make(Op::kWhere, {std::move(measure), std::move(condition)});
}

class MetricAdder {
 public:
  MetricAdder(Draft* draft, const TableRole& table)
      : draft_(*draft), table_(table), tag_(table.priority == 0 ? "" : TagOf(*draft, table)) {}

 protected:
  std::string NameFor(const std::string& base, const Expr& expr) const;
  bool Has(const std::string& base) const { return named_.contains(base); }
  const Metric& Get(const std::string& base) const {
    return *draft_.model.FindMetric(named_.at(base));
  }
  Expr Ref(const std::string& base) const { return MetricRef(named_.at(base)); }
  // The metric as added, until the next is added; null when the model has it already.
  Metric* Add(const std::string& base, Expr expr, const std::string& unit,
              const std::string& description, std::vector<std::string> more = {});

  // How many different ones the key tells apart.
  Expr DistinctKeys(const Found& key) const;
  std::string UnitOf(const Found& found) const;
  Found Own(Measure measure) const { return Found{table_.Name(), table_.FindMeasure(measure)}; }
  // In the table itself, else in the nearest table that one path of joins leads to.
  Found Reached(Measure measure) const;
  Found Price() const;

  Draft& draft_;
  const TableRole& table_;

 private:
  std::vector<std::string> Tagged(const std::vector<std::string>& words) const;

  std::string tag_;
  std::map<std::string, std::string> named_;  // this table's metrics: base → name
  int next_ = 0;
};

}  // namespace aisle::semantic
