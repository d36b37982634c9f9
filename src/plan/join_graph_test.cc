#include "plan/join_graph.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace aisle::plan {
namespace {

void Link(semantic::Model* model, const char* from, const char* column, const char* to) {
  semantic::Join join;
  join.from_table = from;
  join.from_columns = {column};
  join.to_table = to;
  join.to_columns = {"id"};
  model->joins.push_back(join);
}

// lines → orders → customers, orders → stores; lines → products; returns → orders, products;
// stock → products, stores.
semantic::Model Shop() {
  semantic::Model model;
  for (const char* name :
       {"customers", "lines", "orders", "products", "returns", "stock", "stores", "weather"}) {
    semantic::TableMeaning table;
    table.name = name;
    table.snapshot = std::string(name) == "stock";
    model.tables.push_back(table);
  }
  Link(&model, "lines", "order_id", "orders");
  Link(&model, "orders", "customer_id", "customers");
  Link(&model, "orders", "store_id", "stores");
  Link(&model, "lines", "product_id", "products");
  Link(&model, "returns", "order_id", "orders");
  Link(&model, "returns", "product_id", "products");
  Link(&model, "stock", "product_id", "products");
  Link(&model, "stock", "store_id", "stores");
  return model;
}

using Names = std::vector<std::string>;

TEST(JoinGraph, ReachesOnlyAlongManyToOne) {
  const semantic::Model model = Shop();
  const JoinGraph graph(model);
  EXPECT_TRUE(graph.Reaches("lines", "customers"));
  EXPECT_TRUE(graph.Reaches("lines", "lines"));
  EXPECT_FALSE(graph.Reaches("customers", "orders"));
  EXPECT_FALSE(graph.Reaches("stock", "customers"));
}

TEST(JoinGraph, MostDetailedIsTheOneThatReachesTheRest) {
  const semantic::Model model = Shop();
  const JoinGraph graph(model);
  EXPECT_EQ(graph.MostDetailed({"lines", "products", "customers"}), "lines");
  EXPECT_EQ(graph.MostDetailed({"orders", "products"}), std::nullopt);
  EXPECT_EQ(graph.MostDetailed({"stores"}), "stores");
}

TEST(JoinGraph, BridgesAreNearestFirst) {
  semantic::Model model = Shop();
  EXPECT_EQ(JoinGraph(model).Bridges({"orders", "products"}, ""), (Names{"lines", "returns"}));
  EXPECT_EQ(JoinGraph(model).Bridges({"orders", "products"}, "returns"),
            (Names{"returns", "lines"}));
  EXPECT_EQ(JoinGraph(model).Bridges({"customers", "stores"}, ""), (Names{"orders"}));
  EXPECT_EQ(JoinGraph(model).Bridges({"customers", "weather"}, ""), Names{});
  // What lies in stock comes after what was sold.
  EXPECT_EQ(JoinGraph(model).Bridges({"products", "stores"}, "").back(), "stock");
  model.tables[4].hidden = true;  // returns
  EXPECT_EQ(JoinGraph(model).Bridges({"orders", "products"}, ""), (Names{"lines"}));
}

TEST(JoinGraph, OneToOneIsReachedFromBothEnds) {
  semantic::Model model = Shop();
  Link(&model, "weather", "id", "stores");
  EXPECT_FALSE(JoinGraph(model).Reaches("lines", "weather"));
  model.joins.back().one_to_one = true;
  const JoinGraph graph(model);
  EXPECT_TRUE(graph.Reaches("lines", "weather"));
  const PlannedJoin last = graph.Joins("lines", {"weather"}).back();
  EXPECT_EQ(last.from_alias, "stores");
  EXPECT_EQ(HopOf(model, last).to_table, "weather");
  EXPECT_EQ(HopOf(model, last).to_columns, (Names{"id"}));
}

TEST(JoinGraph, JoinsEachTableOnceInAnOrderThatWorks) {
  const semantic::Model model = Shop();
  const JoinGraph graph(model);
  const auto joins = graph.Joins("lines", {"customers", "stores", "orders"});
  Names aliases;
  for (const PlannedJoin& join : joins) {
    EXPECT_TRUE(join.from_alias == "lines" ||
                std::find(aliases.begin(), aliases.end(), join.from_alias) != aliases.end());
    aliases.push_back(join.alias);
  }
  EXPECT_EQ(aliases, (Names{"orders", "customers", "stores"}));
  EXPECT_EQ(graph.LastHop("lines", "customers").from_table, "orders");
}

}  // namespace
}  // namespace aisle::plan
