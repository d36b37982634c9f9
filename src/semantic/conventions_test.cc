#include "semantic/conventions.h"

#include <gtest/gtest.h>

namespace aisle::semantic {
namespace {

void AddMetric(const char* name, const char* expr, Model* model) {
  Metric metric;
  metric.name = name;
  metric.expr = *ParseExpr(expr);
  model->metrics.push_back(metric);
}

Model Shop() {
  Model model;
  for (const char* name : {"orders", "lines", "stores"}) {
    TableMeaning table;
    table.name = name;
    model.tables.push_back(table);
  }
  Join join;
  join.from_table = "lines";
  join.from_columns = {"order_id"};
  join.to_table = "orders";
  join.to_columns = {"id"};
  model.joins.push_back(join);
  AddMetric("revenue", "sum(lines.amount)", &model);
  AddMetric("average_order_value", "revenue / count_distinct(lines.order_id)", &model);
  AddMetric("revenue_per_store", "revenue / count(stores.*)", &model);
  AddMetric("test_share", "(sum(lines.amount) where orders.status = \"TEST\") / revenue", &model);
  AddMetric("lines", "count(lines.*)", &model);
  Convention convention;
  convention.name = "test_orders";
  convention.value = kExcluded;
  convention.field = "orders.status";
  convention.values = {"TEST"};
  convention.metrics = {"revenue"};
  model.conventions.push_back(convention);
  return model;
}

std::string Applied(const Model& model, const char* metric) {
  return ToString(ApplyConventions(model).FindMetric(metric)->expr);
}

constexpr const char* kLeft = "where not orders.status = \"TEST\" or orders.status is missing";

TEST(Conventions, WhatIsExcludedUnderAnyNameIsNotAddedUp) {
  EXPECT_EQ(Applied(Shop(), "revenue"), std::string("sum(lines.amount) ") + kLeft);
}

TEST(Conventions, RatiosCountBesideThemWhatIsLeft) {
  EXPECT_EQ(Applied(Shop(), "average_order_value"),
            std::string("revenue / (count_distinct(lines.order_id) ") + kLeft + ")");
}

TEST(Conventions, WhatDoesNotKnowTheFieldOrNamesItsValuesStays) {
  EXPECT_EQ(Applied(Shop(), "revenue_per_store"), "revenue / count(stores.*)");
  EXPECT_EQ(Applied(Shop(), "test_share"),
            "(sum(lines.amount) where orders.status = \"TEST\") / revenue");
  EXPECT_EQ(Applied(Shop(), "lines"), "count(lines.*)");
}

TEST(Conventions, AnIncludedValueChangesNothing) {
  Model model = Shop();
  model.conventions[0].value = "included";
  EXPECT_EQ(ApplyConventions(model), model);
}

}  // namespace
}  // namespace aisle::semantic
