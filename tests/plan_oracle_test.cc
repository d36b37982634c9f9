// Every metric × dimension × grain × filter of the small world, planned and run on the engine and
// evaluated by the oracle: same cells, same values, refused exactly where a sum would multiply.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "base/text.h"
#include "plan_oracle_windows.h"
#include "plan_world.h"

namespace aisle::world {

using semantic::Expr;
using semantic::Op;

namespace {

struct Tally {
  int answered = 0;
  int refused = 0;
};

class PlanOracleTest : public testing::Test {
 protected:
  PlanOracleTest() : oracle_(world_.model, world_.session.get()) {}

  static Expr Parsed(const std::string& text) {
    const auto expr = semantic::ParseExpr(text);
    EXPECT_TRUE(expr.ok()) << text << ": " << (expr.ok() ? "" : expr.error().message);
    return *expr;
  }

  // Runs the query both ways and compares cell by cell.
  void Compare(const std::string& measure_text, const std::vector<std::string>& group_texts,
               const std::string& where_text) {
    semantic::Query query;
    const Expr measure = *semantic::Expand(world_.model, Parsed(measure_text));
    query.measures = {{measure, "m"}};
    Oracle::Groups groups;
    for (const std::string& text : group_texts) {
      groups.push_back(Parsed(text));
      query.groups.push_back({groups.back(), ""});
    }
    Oracle::Conditions where;
    if (!where_text.empty()) {
      query.where = Parsed(where_text);
      where = With({}, *query.where);
    }
    oracle_.Under(where);
    SCOPED_TRACE(ToString(query));
    const auto rendered = world_.Sql(query);
    bool allowed = oracle_.Allows(measure, groups, where) && oracle_.AllowsAttributes(measure);
    for (const Expr& group : groups) allowed = allowed && oracle_.AllowsAttributes(group);
    for (const Expr& condition : where) allowed = allowed && oracle_.AllowsAttributes(condition);
    ASSERT_EQ(rendered.ok(), allowed)
        << (rendered.ok() ? rendered->text : rendered.error().message);
    if (!allowed) {
      ++tally_.refused;
      EXPECT_EQ(rendered.error().code, ErrorCode::kDenied) << rendered.error().message;
      return;
    }
    ++tally_.answered;
    const auto table = world_.session->Query(rendered->text);
    ASSERT_TRUE(table) << table.error().message << "\n" << rendered->text;
    Oracle::Cells cells = oracle_.CellsOf(measure, groups, where);
    for (const auto& row : table->rows) {
      const Oracle::Key cell(row.begin(), row.end() - 1);
      ASSERT_EQ(cells.erase(CellText(cell)), 1u) << "a cell too many: " << CellText(cell) << "\n"
                                                 << rendered->text << "\n"
                                                 << RowsText(*table);
      const Value expected = oracle_.At(measure, groups, cell, where);
      ASSERT_TRUE(SameValue(row.back(), expected))
          << CellText(cell) << ": expected " << ToString(expected) << ", found "
          << ToString(row.back()) << "\n"
          << rendered->text;
    }
    ASSERT_TRUE(cells.empty()) << "missing: " << cells.begin()->first << "\n" << rendered->text;
  }

  World world_;
  Oracle oracle_;
  Tally tally_;
};

const std::vector<std::string> kMeasures = {
    "revenue",
    "orders",
    "freight",
    "paid",
    "units",
    "on_hand",
    "aov",
    "cancelled",
    "count(customers.*)",
    "count(lines.*)",
    "count(products.*)",
    "count(payments.*)",
    "count(orders.freight)",
    "count_distinct(orders.customer_id)",
    "count_distinct(lines.product_id)",
    "count_distinct(orders.order_id)",
    "avg(orders.freight)",
    "min(lines.quantity)",
    "max(orders.freight)",
    "median(payments.amount)",
    "percentile(orders.freight, 0.25)",
    "stddev(lines.quantity)",
    "avg(products.price)",
    "max(products.price)",
    "paid - freight",
    "(revenue where products.category = \"Ethnic\") / revenue",
    "sum(lines.quantity * products.price * (1 - lines.discount))"};

const std::vector<std::string> kGroups = {"customers.city",
                                          "customers.name",
                                          "month(customers.since)",
                                          "stores.region",
                                          "stores.store",
                                          "products.category",
                                          "products.color",
                                          "orders.status",
                                          "orders.express",
                                          "orders.order_id",
                                          "day(orders.ordered)",
                                          "week(orders.ordered)",
                                          "month(orders.ordered)",
                                          "quarter(orders.ordered)",
                                          "year(orders.ordered)",
                                          "weekday(orders.ordered)",
                                          "month_of_year(orders.ordered)",
                                          "hour_of_day(orders.shipped)",
                                          "month(orders.shipped)",
                                          "payments.method",
                                          "month(payments.paid)",
                                          "lines.quantity",
                                          "stock.on_hand",
                                          "islands.island"};

const std::vector<std::string> kFilters = {
    "products.category = \"Ethnic\"",
    "products.category = \"Ethnic\" and products.color = \"Blue\"",
    "orders.status = \"Shipped\" and payments.method = \"card\"",
    "stores.region = \"South\"",
    "customers.city is missing",
    "orders.ordered between 2022-01-01 and 2022-02-14",
    "orders.shipped between 2022-01-01 and 2022-01-31",
    "orders.shipped > 2022-02-16",
    "not products.color = \"Red\"",
    "customers.city = \"Pune\" or products.category = \"Western\"",
    "products.price > total(avg(products.price))",
    "products.product contains \"%\"",
    "stock.on_hand > 4",
    "month_end(orders.shipped)"};

TEST_F(PlanOracleTest, EveryMeasureByEveryGroup) {
  for (const std::string& measure : kMeasures) {
    Compare(measure, {}, "");
    for (const std::string& group : kGroups) Compare(measure, {group}, "");
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(tally_.answered, 350);
  EXPECT_GT(tally_.refused, 100);
}

TEST_F(PlanOracleTest, EveryMeasureUnderEveryFilter) {
  for (const std::string& measure : kMeasures) {
    for (const std::string& filter : kFilters) {
      Compare(measure, {}, filter);
      Compare(measure, {"stores.region"}, filter);
      Compare(measure, {"products.category"}, filter);
      if (HasFatalFailure()) return;
    }
  }
}

TEST_F(PlanOracleTest, MeasuresMadeOfMeasures) {
  const char* const kMade[] = {
      "share(revenue)",
      "share(orders)",
      "share(paid)",
      "share(aov)",
      "share_above(revenue)",
      "share_above(0 - units)",
      "ntile(revenue, 2)",
      "ntile(orders, 3)",
      "cumulative_share(revenue)",
      "cumulative_share(revenue) - share(revenue)",
      "rank(revenue)",
      "rank(orders)",
      "revenue / total(revenue)",
      "per(avg, orders, customers.customer_id)",
      "per(avg, revenue, orders.order_id)",
      "per(max, units, day(orders.ordered))",
      "per(median, paid, orders.order_id)",
      "per(count, orders, customers.customer_id)",
      "per(sum, orders, customers.customer_id) where orders.status = \"Shipped\""};
  for (const char* measure : kMade) {
    for (const char* group : {"stores.region", "products.category", "customers.city",
                              "month(orders.ordered)", "payments.method"}) {
      Compare(measure, {group}, "");
      Compare(measure, {group}, "orders.status = \"Shipped\"");
      Compare(measure, {group, "products.category"}, "");
    }
    if (HasFatalFailure()) return;
  }
}

TEST_F(PlanOracleTest, RunningSharesOfCounts) {
  for (const char* group : {"stores.region", "customers.city", "month(orders.ordered)"}) {
    Compare("cumulative_share(orders)", {group}, "");
    Compare("cumulative_share(orders)", {group, "orders.status"}, "stores.region = \"South\"");
  }
}

TEST_F(PlanOracleTest, MeasuresAlongTime) {
  for (const char* measure :
       {"growth(revenue)", "change(orders)", "growth(aov)", "change(paid)", "cumulative(revenue)",
        "cumulative(orders)", "cumulative(paid)", "streak(revenue)", "streak(orders)",
        "streak_down(orders)", "streak_down(aov)", "streak_active(orders)"}) {
    Compare(measure, {"month(orders.ordered)"}, "");
    Compare(measure, {"month(orders.ordered)"}, "stores.region = \"South\"");
    Compare(measure, {"stores.region", "month(orders.ordered)"}, "");
    if (HasFatalFailure()) return;
  }
}

// What a member has, as a group, a filter and inside aggregates.
const char* const kAttributes[] = {
    "of(orders, customers.customer_id)",
    "of_all(orders, customers.customer_id)",
    "of(count_distinct(lines.product_id), orders.order_id)",
    "band(of(revenue, customers.customer_id), 1000, 5000)",
    "band(of(paid, orders.order_id), 100, 1000, \"z\", \"y\", \"x\")",
    "band(of_all(units, products.product_id), 3, 8, 10)",
    "month(of_all(min(orders.ordered), customers.customer_id))",
    "of(max(orders.ordered), stores.store_id, orders.status)",
    "of(paid - freight, orders.order_id)",
    "of(on_hand, products.category)"};

TEST_F(PlanOracleTest, GroupsByAttributes) {
  for (const char* attribute : kAttributes) {
    const std::string expanded = ToString(*semantic::Expand(world_.model, Parsed(attribute)));
    for (const char* measure : {"orders", "revenue", "count(customers.*)", "paid", "aov",
                                "count_distinct(orders.order_id)", "max(products.price)"}) {
      Compare(measure, {expanded}, "");
      Compare(measure, {expanded, "stores.region"}, "");
      Compare(measure, {expanded}, "orders.ordered >= 2022-02-01");
      Compare(measure, {expanded}, "products.category = \"Ethnic\"");
    }
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(tally_.answered, 100);
}

TEST_F(PlanOracleTest, FiltersByAttributes) {
  for (const char* filter :
       {"of(orders, customers.customer_id) >= 2", "of_all(orders, customers.customer_id) = 1",
        "orders.ordered = of_all(min(orders.ordered), customers.customer_id)",
        "of(units, orders.order_id) > 2 and orders.status = \"Shipped\"",
        "of_all(units, orders.order_id) > 2 and products.category = \"Ethnic\"",
        "of(revenue, products.category) > 3000 and stores.region = \"North\"",
        "products.price < of_all(max(products.price), products.category)",
        "of(max(orders.shipped), customers.customer_id) between 2022-02-16 and 2022-04-30"}) {
    const std::string expanded = ToString(*semantic::Expand(world_.model, Parsed(filter)));
    for (const std::string& measure : kMeasures) {
      Compare(measure, {}, expanded);
      Compare(measure, {"customers.city"}, expanded);
    }
    if (HasFatalFailure()) return;
  }
}

TEST_F(PlanOracleTest, AggregatesOfAttributes) {
  for (const char* measure :
       {"avg(of(orders, customers.customer_id))", "max(of(revenue, customers.customer_id))",
        "sum(of(paid, orders.order_id))", "sum(lines.quantity / of(units, products.product_id))",
        "count_distinct(of(orders, customers.customer_id))",
        "avg(case(of(orders, customers.customer_id) > 1, 1, 0))",
        "(revenue where of(orders, customers.customer_id) > 1) / revenue",
        "(orders where orders.ordered > of_all(min(orders.ordered), customers.customer_id))",
        "per(max, revenue, of(orders, customers.customer_id))",
        "share(sum(of(paid, orders.order_id)))"}) {
    for (const char* group : {"customers.city", "month(customers.since)"}) {
      Compare(measure, {group}, "");
      Compare(measure, {group}, "stores.region = \"South\"");
    }
    Compare(measure, {}, "orders.ordered >= 2022-02-01");
    if (HasFatalFailure()) return;
  }
}

TEST_F(PlanOracleTest, WhatStandsTogether) {
  const std::vector<std::vector<std::string>> kPairs = {
      {"products.product", "other(products.product, lines.order_id)"},
      {"other(products.product, orders.order_id)"},
      {"other(products.category, orders.customer_id)"},
      {"products.color", "other(products.color where products.price > 200, orders.order_id)"},
      {"stores.store", "other(stores.store, orders.customer_id)"}};
  for (const auto& groups : kPairs) {
    for (const char* measure :
         {"count_distinct(orders.order_id)", "orders", "count(lines.*)", "count(customers.*)",
          "max(lines.quantity)", "revenue", "orders / count(customers.*)"}) {
      Compare(measure, groups, "");
      Compare(measure, groups, "products.product = \"Kurta\"");
      Compare(measure, groups, "orders.ordered >= 2022-02-01");
    }
    if (HasFatalFailure()) return;
  }
}

TEST_F(PlanOracleTest, RandomQueries) {
  std::mt19937 random(20220101);
  const auto pick = [&](const std::vector<std::string>& from) {
    return from[random() % from.size()];
  };
  for (int i = 0; i < 400; ++i) {
    std::string measure = pick(kMeasures);
    if (random() % 4 == 0) measure = "(" + measure + ") where " + pick(kFilters);
    if (random() % 4 == 0) measure = "(" + measure + ") + (" + pick(kMeasures) + ")";
    std::vector<std::string> groups;
    for (size_t n = random() % 3; n > 0; --n) groups.push_back(pick(kGroups));
    if (random() % 6 == 0) {
      const char* attribute = kAttributes[random() % std::size(kAttributes)];
      groups.push_back(ToString(*semantic::Expand(world_.model, Parsed(attribute))));
    }
    if (groups.size() == 2 && groups[0] == groups[1]) groups.pop_back();
    std::string where = random() % 2 == 0 ? pick(kFilters) : "";
    if (!where.empty() && random() % 3 == 0) where = "(" + where + ") and (" + pick(kFilters) + ")";
    Compare(measure, groups, where);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace aisle::world
