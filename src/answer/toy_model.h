// A small model for the tests of this folder.
#pragma once

#include "semantic/model.h"

namespace aisle::answer {

inline semantic::Model ToyModel() {
  using semantic::DimensionKind;
  semantic::Model model;
  const auto add = [&](const char* column, const char* label, DimensionKind kind, Type type,
                       const char* unit) {
    semantic::Dimension dimension;
    dimension.table = "sales";
    dimension.column = column;
    dimension.label = label;
    dimension.kind = kind;
    dimension.type = type;
    dimension.unit = unit;
    model.dimensions.push_back(dimension);
  };
  add("state", "State", DimensionKind::kCategory, Type::kText, "");
  add("sku", "SKU", DimensionKind::kIdentifier, Type::kText, "");
  add("order_date", "Order Date", DimensionKind::kTime, Type::kDate, "");
  add("amount", "Amount", DimensionKind::kNumber, Type::kDecimal, "INR");
  add("order_id", "Order ID", DimensionKind::kIdentifier, Type::kText, "");
  add("b2b", "B2B", DimensionKind::kFlag, Type::kBoolean, "");
  semantic::Entity order;
  order.name = "order";
  order.plural = "orders";
  order.table = "sales";
  order.key = {"order_id"};
  model.entities.push_back(order);
  semantic::Metric revenue;
  revenue.name = "revenue";
  revenue.label = "Revenue";
  revenue.expr = semantic::Sum(semantic::Field("sales.amount"));
  revenue.unit = "INR";
  revenue.table = "sales";
  model.metrics.push_back(revenue);
  semantic::TableMeaning sales;
  sales.name = "sales";
  sales.label = "Sales";
  sales.time = "order_date";
  sales.fact = true;
  model.tables.push_back(sales);
  return model;
}

}  // namespace aisle::answer
