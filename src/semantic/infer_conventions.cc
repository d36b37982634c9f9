// Conventions that the data raises: each is stated with the value that the inferred metrics have.
#include <set>

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

// Rows that no customer caused: "TEST", "VOID". Whether they count is said, and may be changed.
bool IsScrap(const std::string& value) {
  static const std::set<std::string> scrap = {"test",  "void", "voided",     "training",
                                              "dummy", "demo", "test order", "test transaction"};
  return scrap.contains(FoldName(value));
}

bool AddTests(const TableRole& table, const TableRole& main, Draft* draft) {
  for (const ColumnRole& role : table.columns) {
    const bool codes = role.kind == DimensionKind::kCategory && !role.hidden &&
                       role.column->type == Type::kText && role.column->distinct <= 20;
    Convention convention;
    for (const auto& [value, rows] : role.column->top)
      if (codes && IsScrap(value)) convention.values.push_back(value);
    convention.metrics = MetricsOver(draft->model, main.Name());
    if (convention.values.empty() || convention.metrics.empty()) continue;
    convention.name = "test_orders";
    convention.value = "included";
    convention.choices = {"included", "excluded"};
    convention.field = table.Name() + "." + role.Name();
    convention.sentence = "Rows whose " + role.column->label + " is " +
                          aisle::Join(convention.values, " or ") +
                          " are included in revenue and units.";
    draft->model.conventions.push_back(std::move(convention));
    return true;
  }
  return false;
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
  const TableRole& main = draft->tables[draft->by_priority[0]];
  AddCancelled(main, draft);
  if (!AddTests(main, main, draft) && main.header >= 0)
    AddTests(draft->tables[static_cast<size_t>(main.header)], main, draft);
  AddTakenBack(main, draft);
  AddDiscount(draft);
  AddEventConventions(draft);
}

}  // namespace aisle::semantic
