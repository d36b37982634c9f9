#include "semantic/conventions.h"

#include <algorithm>

namespace aisle::semantic {
namespace {

Expr InValues(const Convention& convention) {
  std::vector<Expr> args = {Field(convention.field)};
  for (const std::string& value : convention.values) args.push_back(Literal(value));
  const Op op = args.size() == 2 ? Op::kEqual : Op::kIn;
  return Make(op, std::move(args));
}

// Rows where the field is missing are kept: they are not known to be cancelled.
Expr NotInValues(const Convention& convention) {
  return Make(Op::kOr, {Make(Op::kNot, {InValues(convention)}),
                        Make(Op::kIsNull, {Field(convention.field)})});
}

Expr FilterAggregates(const Expr& expr, const Expr& condition) {
  if (expr.op == Op::kAggregate) return Make(Op::kWhere, {expr, condition});
  Expr result = expr;
  for (Expr& arg : result.args) arg = FilterAggregates(arg, condition);
  return result;
}

void ExcludeRows(const Convention& convention, Metric* metric) {
  if (convention.field.empty() || convention.values.empty()) return;  // nothing says which rows
  metric->expr = FilterAggregates(metric->expr, NotInValues(convention));
}

bool Touches(const Convention& convention, const Metric& metric) {
  return std::find(convention.metrics.begin(), convention.metrics.end(), metric.name) !=
         convention.metrics.end();
}

// revenue becomes what its gross_… partner is.
void UseGross(const Model& model, const Convention& convention, Metric* metric) {
  for (const std::string& other : convention.metrics) {
    const Metric* gross = model.FindMetric(other);
    if (gross && gross->name != metric->name && gross->name.find("gross") != std::string::npos &&
        metric->name.find("gross") == std::string::npos)
      metric->expr = gross->expr;
  }
}

}  // namespace

Model ApplyConventions(const Model& model) {
  Model result = model;
  for (const Convention& convention : model.conventions) {
    for (Metric& metric : result.metrics) {
      if (!Touches(convention, metric)) continue;
      if (convention.name == kCancelledOrders && convention.value == "excluded")
        ExcludeRows(convention, &metric);
      if (convention.name == kRevenueDiscount && convention.value == "before")
        UseGross(model, convention, &metric);
    }
  }
  return result;
}

}  // namespace aisle::semantic
