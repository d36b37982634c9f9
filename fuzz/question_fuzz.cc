// Question text: whatever is typed, understanding must end, without a crash, in one of its
// outcomes, and a query it finds must print and parse back to itself.
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/check.h"
#include "language/language.h"
#include "semantic/query.h"

namespace {

using namespace aisle;

semantic::Dimension MakeDimension(const char* column, const char* label,
                                  semantic::DimensionKind kind, Type type) {
  semantic::Dimension dimension;
  dimension.table = "orders";
  dimension.column = column;
  dimension.label = label;
  dimension.kind = kind;
  dimension.type = type;
  return dimension;
}

catalog::Column MakeColumn(const char* name, const char* label, Type type) {
  catalog::Column column;
  column.name = name;
  column.label = label;
  column.type = type;
  column.rows = 1000;
  column.distinct = 10;
  if (type == Type::kDate) {
    column.min = FromCivil({2024, 1, 1});
    column.max = FromCivil({2025, 6, 30});
  }
  return column;
}

semantic::Model SmallModel() {
  using Kind = semantic::DimensionKind;
  semantic::Model model;
  model.name = "shop";
  model.currency = "INR";
  semantic::TableMeaning orders;
  orders.name = "orders";
  orders.label = "Orders";
  orders.entity = "order";
  orders.time = "order_date";
  orders.fact = true;
  model.tables = {orders};
  model.dimensions = {MakeDimension("order_id", "Order ID", Kind::kIdentifier, Type::kText),
                      MakeDimension("order_date", "Order Date", Kind::kTime, Type::kDate),
                      MakeDimension("state", "State", Kind::kCategory, Type::kText),
                      MakeDimension("quantity", "Quantity", Kind::kNumber, Type::kInteger)};
  semantic::Entity order;
  order.name = "order";
  order.plural = "orders";
  order.table = "orders";
  order.key = {"order_id"};
  model.entities = {order};
  semantic::Metric revenue;
  revenue.name = "revenue";
  revenue.label = "Revenue";
  revenue.expr = semantic::Sum(semantic::Field("orders.amount"));
  revenue.unit = "INR";
  revenue.synonyms = {"sales", "turnover"};
  revenue.table = "orders";
  model.metrics = {revenue};
  return model;
}

catalog::Catalog SmallCatalog() {
  catalog::Table orders;
  orders.name = "orders";
  orders.label = "Orders";
  orders.rows = 1000;
  orders.columns = {MakeColumn("order_id", "Order ID", Type::kText),
                    MakeColumn("order_date", "Order Date", Type::kDate),
                    MakeColumn("state", "State", Type::kText),
                    MakeColumn("quantity", "Quantity", Type::kInteger),
                    MakeColumn("amount", "Amount", Type::kDecimal)};
  orders.keys = {{"order_id"}};
  catalog::Catalog catalog;
  catalog.version = "v1";
  catalog.tables = {orders};
  return catalog;
}

std::unique_ptr<language::Language> SmallLanguage() {
  const catalog::Values values = {
      {"orders", "state", {"Karnataka", "Goa", "Tamil Nadu", "Côte-d’Or"}, {500, 300, 150, 50}}};
  return language::MakeLanguage(SmallModel(), SmallCatalog(), values);
}

void CheckPrintsBack(const semantic::Query& query) {
  const std::string text = semantic::ToString(semantic::Canonical(query));
  const auto read = semantic::ParseQuery(text);
  CHECK(read.ok());
  CHECK(semantic::ToString(semantic::Canonical(*read)) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::unique_ptr<language::Language> language = SmallLanguage();
  const std::string_view question(reinterpret_cast<const char*>(data), size);
  const auto fresh = language->Understand(question);
  if (fresh.outcome == language::Outcome::kQuery) CheckPrintsBack(fresh.query);
  const auto previous = language->Understand("revenue by state");
  const language::Turn before{previous.query, {{std::string("Goa")}, {std::string("Karnataka")}}};
  const auto follow_up = language->Understand(question, &before);
  if (follow_up.outcome == language::Outcome::kQuery) CheckPrintsBack(follow_up.query);
  return 0;
}
