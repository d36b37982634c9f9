#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "semantic/catalog_builder.h"
#include "semantic/infer.h"
#include "semantic/infer_event_words.h"
#include "semantic/model_yaml.h"

namespace aisle::semantic {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;

std::vector<std::string> WordsFor(const Model& model, std::string_view metric) {
  const Metric* found = model.FindMetric(metric);
  return found ? found->synonyms : std::vector<std::string>();
}

Model ModelOf(catalog::Table table) {
  catalog::Catalog catalog;
  catalog.tables = {std::move(table)};
  return InferModel(catalog);
}

// What visitors of a shop for plants did.
TableBuilder Clicks(std::vector<std::string> values) {
  return std::move(TableBuilder("clicks", 90000)
                       .Date("event_time", 80000)
                       .Text("event_type", static_cast<int64_t>(values.size()), values)
                       .Id("plant_product_id", 900)
                       .Text("brand", 40)
                       .Id("user_id", 5000));
}

Model PlantShop() {
  return ModelOf(Clicks({"view", "cart", "purchase", "remove_from_cart"})
                     .Number("price", 300, 1, 90)
                     .Text("user_session", 20000)
                     .Build());
}

TEST(InferEvents, OnlyPurchasesAreSales) {
  const Model model = PlantShop();
  EXPECT_EQ(ExprOf(model, "revenue"),
            "sum(case(clicks.event_type = \"purchase\", clicks.price, null))");
  EXPECT_EQ(ExprOf(model, "orders"),
            "count_distinct(clicks.user_session) where clicks.event_type = \"purchase\"");
  EXPECT_EQ(ExprOf(model, "buyers"),
            "count_distinct(clicks.user_id) where clicks.event_type = \"purchase\"");
  EXPECT_EQ(ExprOf(model, "average_order_value"), "revenue / orders");
  EXPECT_EQ(ExprOf(model, "average_sold_price"),
            "avg(case(clicks.event_type = \"purchase\", clicks.price, null))");
  ASSERT_EQ(model.conventions.size(), 2u);
  EXPECT_EQ(model.conventions[0].sentence, "Only events whose Event Type is purchase are sales.");
  EXPECT_EQ(model.conventions[0].values, std::vector<std::string>{"purchase"});
  EXPECT_THAT(model.conventions[0].metrics, IsSupersetOf({"revenue", "orders", "buyers"}));
  EXPECT_EQ(model.conventions[1].sentence,
            "Without order ids, the purchases of one session are one order.");
}

TEST(InferEvents, EachKindOfEventIsCountedByWordsOfItsOwn) {
  const Model model = PlantShop();
  EXPECT_EQ(ExprOf(model, "views"), "count(clicks.*) where clicks.event_type = \"view\"");
  EXPECT_THAT(WordsFor(model, "views"), IsSupersetOf({"viewed", "page views", "product views"}));
  EXPECT_EQ(ExprOf(model, "carts"), "count(clicks.*) where clicks.event_type = \"cart\"");
  EXPECT_THAT(WordsFor(model, "carts"), IsSupersetOf({"added to cart", "cart additions"}));
  EXPECT_EQ(ExprOf(model, "removals_from_cart"),
            "count(clicks.*) where clicks.event_type = \"remove_from_cart\"");
  EXPECT_THAT(WordsFor(model, "removals_from_cart"),
              IsSupersetOf({"removed from cart", "removals", "cart removals"}));
  EXPECT_TRUE(model.FindMetric("removals_from_cart")->lower_is_better);
  EXPECT_THAT(WordsFor(model, "purchases"), IsSupersetOf({"units sold", "items purchased"}));
}

TEST(InferEvents, RatesCompareCountsOfTheSameRows) {
  const Model model = PlantShop();
  EXPECT_EQ(ExprOf(model, "view_to_purchase_rate"), "purchases / views");
  EXPECT_THAT(WordsFor(model, "view_to_purchase_rate"),
              IsSupersetOf({"conversion rate", "conversion rate from view to purchase"}));
  EXPECT_EQ(ExprOf(model, "cart_to_purchase_rate"), "purchases / carts");
  EXPECT_EQ(ExprOf(model, "view_to_cart_rate"), "carts / views");
  EXPECT_EQ(ExprOf(model, "user_conversion_rate"),
            "(count_distinct(clicks.user_id) where clicks.event_type = \"purchase\") / "
            "count_distinct(clicks.user_id)");
  EXPECT_THAT(WordsFor(model, "session_conversion_rate"), Not(Contains("conversion rate")));
}

TEST(InferEvents, UsersAndSessionsAreThingsAndUsersNoBuyers) {
  const Model model = PlantShop();
  EXPECT_EQ(model.FindTable("clicks")->entity, "event");
  const Entity* customer = model.FindEntity("customer");
  ASSERT_NE(customer, nullptr);
  EXPECT_THAT(customer->synonyms, AllOf(IsSupersetOf({"user", "visitor"}), Not(Contains("buyer"))));
  const Entity* session = model.FindEntity("session");
  ASSERT_NE(session, nullptr);
  EXPECT_EQ(session->key, std::vector<std::string>{"user_session"});
  EXPECT_EQ(ExprOf(model, "users"), "count_distinct(clicks.user_id)");
}

TEST(InferEvents, AnOrdersIdAndAQuantityAreTakenWhereTheyAre) {
  const Model model = ModelOf(Clicks({"Product Viewed", "Product Added", "Order Completed"})
                                  .Number("price", 300, 1, 90)
                                  .Whole("quantity", 9, 1, 9)
                                  .Id("order_id", 4000)
                                  .Build());
  EXPECT_EQ(
      ExprOf(model, "revenue"),
      "sum(case(clicks.event_type = \"Order Completed\", clicks.quantity * clicks.price, null))");
  EXPECT_EQ(ExprOf(model, "units"),
            "sum(case(clicks.event_type = \"Order Completed\", clicks.quantity, null))");
  EXPECT_EQ(ExprOf(model, "orders"),
            "count_distinct(clicks.order_id) where clicks.event_type = \"Order Completed\"");
  EXPECT_EQ(ExprOf(model, "view_to_cart_rate"), "product_additions / product_views");
  EXPECT_THAT(WordsFor(model, "product_additions"), Contains("added to cart"));
  EXPECT_EQ(ExprOf(model, "average_quantity"),
            "avg(case(clicks.event_type = \"Order Completed\", clicks.quantity, null))");
}

TEST(InferEvents, WhatBecomesOfOffersIsARate) {
  const Model model = ModelOf(
      TableBuilder("transcript", 30000)
          .Id("customer_id", 2000)
          .Text("event", 4, {"transaction", "offer received", "offer viewed", "offer completed"})
          .Date("time", 700)
          .Number("amount", 900, 0, 80)
          .Build());
  EXPECT_EQ(ExprOf(model, "revenue"),
            "sum(case(transcript.event = \"transaction\", transcript.amount, null))");
  EXPECT_EQ(ExprOf(model, "average_order_value"), "revenue / transactions");
  EXPECT_THAT(WordsFor(model, "transactions"), IsSupersetOf({"orders", "purchases"}));
  EXPECT_EQ(ExprOf(model, "offer_completion_rate"), "offer_completions / offer_receipts");
  EXPECT_EQ(ExprOf(model, "average_amount"), "(none)");  // rows of offers have none
}

TEST(InferEvents, WordsOfSeveralKindsAreNobodys) {
  const Model model = ModelOf(
      Clicks({"page_view", "view_item", "add_to_cart", "add_to_wishlist", "purchase"}).Build());
  EXPECT_THAT(WordsFor(model, "page_views"), Not(Contains("views")));
  EXPECT_THAT(WordsFor(model, "item_views"), AllOf(Contains("viewed"), Not(Contains("views"))));
  EXPECT_THAT(WordsFor(model, "additions_to_cart"),
              AllOf(Contains("carts"), Not(Contains("additions"))));
  EXPECT_EQ(ExprOf(model, "item_view_to_purchase_rate"), "purchases / item_views");
  EXPECT_EQ(ExprOf(model, "revenue"), "(none)");  // nothing tells of money
}

TEST(InferEvents, TwoKindsThatMaySayTheSaleLeaveItOpen) {
  const Model model = ModelOf(
      Clicks({"view", "order placed", "order completed"}).Number("price", 300, 1, 90).Build());
  EXPECT_EQ(ExprOf(model, "revenue"), "(none)");
  EXPECT_NE(ExprOf(model, "views"), "(none)");
  EXPECT_TRUE(model.conventions.empty());
}

TEST(InferEvents, ALogBesideOrdersSellsNothing) {
  catalog::Catalog catalog;
  catalog.tables = {
      Clicks({"home", "product", "cart", "purchase", "cancel"}).Number("value", 300, 1, 90).Build(),
      TableBuilder("orders", 4000)
          .Id("order_id", 4000)
          .Date("order_date", 300)
          .Number("total_amount", 900, 5, 300)
          .Key({"order_id"})
          .Build()};
  const Model model = InferModel(catalog);
  EXPECT_EQ(ExprOf(model, "revenue"), "sum(orders.total_amount)");
  EXPECT_EQ(ExprOf(model, "orders"), "count_distinct(orders.order_id)");
  EXPECT_EQ(ExprOf(model, "buyers"), "(none)");
  EXPECT_EQ(ExprOf(model, "purchase_events"),
            "count(clicks.*) where clicks.event_type = \"purchase\"");
  EXPECT_EQ(model.FindMetric("product_events")->label, "Events Named Product");
  EXPECT_TRUE(model.conventions.empty());
}

TEST(InferEvents, StatusesOfOrdersAndGoodsMovedAreNoEvents) {
  const auto sales = [](const std::string& heading, std::vector<std::string> values) {
    return ModelOf(TableBuilder("records", 9000)
                       .Date("order_date", 300)
                       .Text(heading, static_cast<int64_t>(values.size()), values)
                       .Number("amount", 900, 5, 300)
                       .Build());
  };
  for (const Model& model :
       {sales("status", {"ordered", "shipped", "cancelled"}), sales("type", {"sale", "return"}),
        sales("action", {"purchase", "sale", "adjustment"})})
    EXPECT_EQ(ExprOf(model, "revenue"), "sum(records.amount)");
}

TEST(InferEvents, WhatIsWrittenReadsBackAndChecks) {
  catalog::Catalog catalog;
  catalog.tables = {Clicks({"pageview", "addToCart", "beginCheckout", "purchase"})
                        .Number("price", 300, 1, 90)
                        .Build()};
  const Model model = InferModel(catalog);
  const std::string yaml = WriteModelYaml(model);
  EXPECT_EQ(ReadModelYaml(yaml).model, model);
  for (const Problem& problem : CheckModel(yaml, catalog))
    ADD_FAILURE() << problem.line << ":" << problem.column << " " << problem.message;
  EXPECT_EQ(ExprOf(model, "cart_to_checkout_rate"), "checkout_starts / additions_to_cart");
}

TEST(EventWords, ValuesAreReadAsWords) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(WordsOfEvent("addToCart"), (Words{"add", "to", "cart"}));
  EXPECT_EQ(WordsOfEvent("addtocart"), (Words{"add", "to", "cart"}));
  EXPECT_EQ(WordsOfEvent("Sign Up"), Words{"signup"});
  EXPECT_EQ(EventWordsOf({"offer", "viewed"}).plural, "offer views");
  EXPECT_EQ(EventWordsOf({"view", "order"}).stage, EventStage::kOther);
  EXPECT_EQ(EventWordsOf({"checkout"}).stage, EventStage::kCheckout);
}

TEST(EventWords, OnlySomeWordsSayASale) {
  EXPECT_EQ(SaleRank({"purchase"}), 0);
  EXPECT_EQ(SaleRank({"bought"}), 0);
  EXPECT_EQ(SaleRank({"order", "completed"}), 1);
  EXPECT_EQ(SaleRank({"checkout", "completed"}), 2);
  EXPECT_EQ(SaleRank({"order", "cancelled"}), -1);
  EXPECT_EQ(SaleRank({"view", "order"}), -1);
  EXPECT_EQ(SaleRank({"checkout"}), -1);
}

}  // namespace
}  // namespace aisle::semantic
