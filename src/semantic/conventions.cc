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

bool Reaches(const Model& model, const std::string& from, const std::string& table) {
  for (const Reach& reach : ReachableFrom(model, from))
    if (reach.table == table) return true;
  return false;
}

// What a metric made of touched ones counts beside them follows, where its rows know the field:
// revenue per order is that of the same orders. A part that names the values itself is left.
Expr FilterBeside(const Model& model, const Expr& expr, const Convention& convention) {
  const std::vector<std::string> fields = FieldsOf(expr);
  const auto names = [&](const std::string& field) { return field == convention.field; };
  if (expr.op == Op::kWhere && std::any_of(fields.begin(), fields.end(), names)) return expr;
  if (expr.op == Op::kAggregate) {
    const std::string table = convention.field.substr(0, convention.field.find('.'));
    const bool known = std::all_of(fields.begin(), fields.end(), [&](const std::string& field) {
      return Reaches(model, field.substr(0, field.find('.')), table);
    });
    return known ? Make(Op::kWhere, {expr, NotInValues(convention)}) : expr;
  }
  Expr result = expr;
  for (Expr& arg : result.args) arg = FilterBeside(model, arg, convention);
  return result;
}

bool Touches(const Convention& convention, const Metric& metric) {
  return std::find(convention.metrics.begin(), convention.metrics.end(), metric.name) !=
         convention.metrics.end();
}

bool MadeOfTouched(const Model& model, const Convention& convention, const Metric& metric) {
  const std::vector<std::string> parts = MetricsOf(metric.expr);
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    const Metric* known = model.FindMetric(part);
    return known != nullptr && Touches(convention, *known);
  });
}

void Exclude(const Model& model, const Convention& convention, Metric* metric) {
  if (convention.field.empty() || convention.values.empty()) return;  // nothing says which rows
  if (Touches(convention, *metric)) {
    metric->expr = FilterAggregates(metric->expr, NotInValues(convention));
  } else if (MadeOfTouched(model, convention, *metric)) {
    metric->expr = FilterBeside(model, metric->expr, convention);
  }
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
      if (convention.value == kExcluded) Exclude(model, convention, &metric);
      const bool before = convention.name == kRevenueDiscount && convention.value == "before";
      if (before && Touches(convention, metric)) UseGross(model, convention, &metric);
    }
  }
  return result;
}

}  // namespace aisle::semantic
