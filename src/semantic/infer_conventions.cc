// Conventions that the data raises: each is stated with the value that the inferred metrics have.
#include "base/text.h"
#include "semantic/conventions.h"
#include "semantic/infer_metric_returns.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

// Metrics that add up rows of the table; ratios follow by reference.
std::vector<std::string> MetricsOver(const Model& model, const std::string& table) {
  std::vector<std::string> names;
  for (const Metric& metric : model.metrics) {
    const bool whole = metric.name == "revenue" || metric.name == "units" ||
                       metric.name == "gross_revenue" || metric.name == "profit";
    if (whole && metric.table == table && MetricsOf(metric.expr).empty())
      names.push_back(metric.name);
  }
  return names;
}

void AddCancelled(const TableRole& table, Draft* draft) {
  const Metric* cancelled = draft->model.FindMetric("cancelled_orders");
  if (!cancelled || cancelled->expr.op != Op::kWhere) return;
  const Expr& condition = cancelled->expr.args[1];
  if (condition.op != Op::kEqual && condition.op != Op::kIn) return;
  Convention convention;
  convention.name = kCancelledOrders;
  convention.value = "included";
  convention.sentence = "Cancelled orders are included in revenue and units.";
  convention.choices = {"included", "excluded"};
  convention.field = condition.args[0].name;
  for (size_t i = 1; i < condition.args.size(); ++i)
    if (const auto* text = std::get_if<std::string>(&condition.args[i].value))
      convention.values.push_back(*text);
  convention.metrics = MetricsOver(draft->model, table.Name());
  if (!convention.values.empty() && !convention.metrics.empty())
    draft->model.conventions.push_back(std::move(convention));
}

// Where returns are rows below zero, revenue is what is left of the sales.
void AddTakenBack(const TableRole& table, Draft* draft) {
  const std::optional<TakenBack> taken = TakenBackOf(*draft, table);
  if (!taken || !draft->model.FindMetric("returned_orders")) return;
  Convention convention;
  convention.name = "returns";
  convention.value = "subtracted";
  convention.field = FieldsOf(taken->condition).front();
  const Dimension* number = draft->model.FindDimension(convention.field);
  convention.sentence = "Returns, the rows with a negative " + number->label +
                        ", are subtracted from revenue and units.";
  convention.metrics = MetricsOver(draft->model, table.Name());
  if (!convention.metrics.empty()) draft->model.conventions.push_back(std::move(convention));
}

void AddDiscount(Draft* draft) {
  const Metric* revenue = draft->model.FindMetric("revenue");
  const Metric* gross = draft->model.FindMetric("gross_revenue");
  const Metric* value = draft->model.FindMetric("discount_value");
  if (!revenue || !gross || !value) return;
  Convention convention;
  convention.name = kRevenueDiscount;
  convention.value = "after";
  convention.sentence = "Revenue is after discounts.";
  convention.choices = {"after", "before"};
  for (const std::string& field : FieldsOf(revenue->expr))
    if (field.find("discount") != std::string::npos) convention.field = field;
  convention.metrics = {"revenue", "gross_revenue"};
  draft->model.conventions.push_back(std::move(convention));
}

}  // namespace

void InferConventions(Draft* draft) {
  if (draft->by_priority.empty()) return;
  AddCancelled(draft->tables[draft->by_priority[0]], draft);
  AddTakenBack(draft->tables[draft->by_priority[0]], draft);
  AddDiscount(draft);
  AddEventConventions(draft);
}

}  // namespace aisle::semantic
