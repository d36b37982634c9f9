#include "language/scope_times.h"

#include <gtest/gtest.h>

namespace aisle::language {
namespace {

TEST(ScopeTimes, FactsEndWhereTheirKeysDo) {
  semantic::Model model;
  semantic::Join join;
  join.from_table = "sales";
  join.from_columns = {"order_date_key"};
  join.to_table = "days";
  join.to_columns = {"date_key"};
  model.joins.push_back(join);
  catalog::Table sales;
  sales.name = "sales";
  catalog::Column key;
  key.name = "order_date_key";
  key.min = int64_t{20120229};
  key.max = int64_t{20140128};
  sales.columns.push_back(key);
  catalog::Catalog catalog;
  catalog.tables.push_back(sales);
  Scope scope;
  scope.root = "sales";
  scope.time = "days.date";
  TimeContext context;
  context.as_of = FromCivil({2014, 12, 31});
  KeepToKeys(model, catalog, scope, &context);
  EXPECT_EQ(context.first, FromCivil({2012, 2, 29}));
  EXPECT_EQ(context.as_of, FromCivil({2014, 1, 28}));
}

}  // namespace
}  // namespace aisle::language
