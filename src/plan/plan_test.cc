#include "plan/plan.h"

#include <gtest/gtest.h>

namespace aisle::plan {
namespace {

void Column(semantic::Model* model, const char* table, const char* column, Type type) {
  semantic::Dimension dimension;
  dimension.table = table;
  dimension.column = column;
  dimension.type = type;
  model->dimensions.push_back(dimension);
}

semantic::Model TwoTables() {
  semantic::Model model;
  for (const char* name : {"orders", "lines"}) {
    semantic::TableMeaning table;
    table.name = name;
    model.tables.push_back(table);
  }
  Column(&model, "orders", "id", Type::kInteger);
  Column(&model, "orders", "freight", Type::kDecimal);
  Column(&model, "orders", "placed", Type::kDate);
  Column(&model, "lines", "order_id", Type::kInteger);
  Column(&model, "lines", "color", Type::kText);
  Column(&model, "lines", "quantity", Type::kInteger);
  semantic::Join join;
  join.from_table = "lines";
  join.from_columns = {"order_id"};
  join.to_table = "orders";
  join.to_columns = {"id"};
  model.joins.push_back(join);
  return model;
}

// A failing case prints the query and what came of it.
std::string Planned(const std::string& text) {
  const auto query = semantic::ParseQuery(text);
  if (!query) return query.error().message;
  const auto plan = MakePlan(TwoTables(), *query);
  return plan ? ToString(*plan) : plan.error().message;
}

TEST(Plan, MeasuresOfOneTableShareAStage) {
  EXPECT_EQ(Planned("measures sum(orders.freight) as \"F\", count(orders.*) as \"N\"\n"
                    "by month(orders.placed)"),
            "s1: scan orders\n"
            "  group month(orders.placed) as Month\n"
            "  column sum(orders.freight) as F\n"
            "  column count(orders.*) as N\n"
            "r1: select from s1\n"
            "  group ``.`Month` as Month\n"
            "  column ``.`F` as F\n"
            "  column ``.`N` as N\n"
            "  order ``.`Month`\n");
}

TEST(Plan, MeasuresOfTwoTablesAreAggregatedApart) {
  const std::string plan =
      Planned("measures sum(orders.freight) as \"F\", sum(lines.quantity) as \"Q\"");
  EXPECT_NE(plan.find("s1: scan orders\n"), std::string::npos) << plan;
  EXPECT_NE(plan.find("s2: scan lines\n"), std::string::npos) << plan;
  EXPECT_NE(plan.find("j1: join s1, s2\n"), std::string::npos) << plan;
}

TEST(Plan, AFilterOnTheToManySideBecomesKeys) {
  const std::string plan =
      Planned("measures sum(orders.freight) as \"F\"\nwhere lines.color = \"Red\"");
  EXPECT_NE(plan.find("f1: scan lines\n"), std::string::npos) << plan;
  EXPECT_NE(plan.find("where orders.id in (f1.*)"), std::string::npos) << plan;
}

// Customers who bought red things in May bought them in May: both are met by one line.
TEST(Plan, ConditionsThatOneRowCanMeetAreOnOneRow) {
  semantic::Model model = TwoTables();
  Column(&model, "customers", "id", Type::kInteger);
  Column(&model, "orders", "customer_id", Type::kInteger);
  semantic::Join join;
  join.from_table = "orders";
  join.from_columns = {"customer_id"};
  join.to_table = "customers";
  join.to_columns = {"id"};
  model.joins.push_back(join);
  semantic::TableMeaning customers;
  customers.name = "customers";
  model.tables.push_back(customers);
  const auto query = semantic::ParseQuery(
      "measures count(customers.*)\nwhere lines.color = \"Red\" and orders.placed between "
      "2024-05-01 and 2024-05-31");
  ASSERT_TRUE(query.ok()) << query.error().message;
  const auto plan = MakePlan(model, *query);
  ASSERT_TRUE(plan.ok()) << plan.error().message;
  const std::string text = ToString(*plan);
  EXPECT_NE(text.find("f1: scan lines\n"), std::string::npos) << text;
  EXPECT_NE(text.find("lines.color = \"Red\" and orders.placed between"), std::string::npos)
      << text;
  EXPECT_EQ(text.find("f2"), std::string::npos) << text;
}

TEST(Plan, ASumThatWouldMultiplyIsRefused) {
  EXPECT_EQ(Planned("measures sum(orders.freight)\nby lines.color"),
            "freight is one number per row of orders, but a row of orders can have several rows of "
            "lines: adding it up by color would count it more than once.");
}

TEST(Plan, RowsThatNothingTellsApartAreNotCountedInPairs) {
  semantic::Model model = TwoTables();
  semantic::Entity line;
  line.name = "line";
  line.plural = "lines";
  line.table = "lines";
  line.row = true;
  model.entities.push_back(line);
  const auto query = semantic::ParseQuery(
      "measures count(lines.*)\nby lines.color, other(lines.color, lines.order_id)");
  const auto plan = MakePlan(model, *query);
  ASSERT_FALSE(plan.ok());
  EXPECT_NE(plan.error().message.find("more than once"), std::string::npos) << plan.error().message;
}

TEST(Plan, EqualStagesAreUsedAgain) {
  const std::string plan = Planned(
      "measures sum(lines.quantity) / total(sum(lines.quantity)) as \"A\", "
      "1 - total(sum(lines.quantity)) as \"B\"\nby lines.color");
  EXPECT_EQ(plan.find("s3"), std::string::npos) << plan;
}

TEST(Plan, WhatCannotMeanAnythingIsRefused) {
  EXPECT_FALSE(MakePlan(TwoTables(), {}).ok());
  semantic::Query query;
  query.measures = {{semantic::Make(semantic::Op::kAggregate, {}, "sum"), ""}};
  EXPECT_EQ(MakePlan(TwoTables(), query).error().code, ErrorCode::kInvalid);
  query.measures = {
      {semantic::Make(semantic::Op::kAggregate, {semantic::Field("lines.quantity")}, "frobnicate"),
       ""}};
  EXPECT_EQ(MakePlan(TwoTables(), query).error().code, ErrorCode::kInvalid);
}

}  // namespace
}  // namespace aisle::plan
