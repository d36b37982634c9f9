// How long orders take and which come late, however files say it.
#include <gtest/gtest.h>

#include "semantic/catalog_builder.h"
#include "semantic/infer.h"

namespace aisle::semantic {
namespace {

std::string ExprOf(const catalog::Catalog& catalog, std::string_view metric) {
  const Model model = InferModel(catalog);
  const Metric* found = model.FindMetric(metric);
  return found ? ToString(found->expr) : "(none)";
}

// The shipment of each order has a table of its own.
TEST(InferDelivery, FromTheOrderToItsShipment) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("orders", 900)
                        .Id("order_id", 900)
                        .Date("order_date", 300)
                        .Id("customer_id", 80)
                        .Number("amount", 500, 5, 900)
                        .Key({"order_id"})
                        .Build(),
                    TableBuilder("shipments", 850)
                        .Id("shipment_id", 850)
                        .Id("order_id", 850)
                        .Date("shipping_date", 300)
                        .Text("carrier", 4)
                        .Key({"shipment_id"})
                        .Build()};
  catalog::Relation one = Relate("shipments.order_id", "orders.order_id");
  one.cardinality = catalog::Cardinality::kOneToOne;
  catalog.relations = {one};
  EXPECT_EQ(ExprOf(catalog, "delivery_days"),
            "avg(days_between(orders.order_date, shipments.shipping_date))");
  EXPECT_EQ(ExprOf(catalog, "delay"), "(none)");  // nothing was promised
}

// "Days for shipping (real)" beside "(scheduled)", and a status.
TEST(InferDelivery, FromDaysThatAreCounted) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("lines", 4000)
                        .Id("order_id", 1500)
                        .Date("order_date", 300)
                        .Whole("days_for_shipping_real", 7, 0, 6)
                        .Whole("days_for_shipment_scheduled", 4, 0, 4)
                        .Text("delivery_status", 2, {"Late delivery", "Shipping on time"})
                        .Number("sales", 500, 5, 900)
                        .Build()};
  EXPECT_EQ(ExprOf(catalog, "delivery_days"), "avg(lines.days_for_shipping_real)");
  EXPECT_EQ(ExprOf(catalog, "delay"),
            "avg(lines.days_for_shipping_real - lines.days_for_shipment_scheduled)");
  EXPECT_EQ(ExprOf(catalog, "late_orders"),
            "count_distinct(lines.order_id) where lines.delivery_status = \"Late delivery\"");
  EXPECT_EQ(ExprOf(catalog, "on_time_rate"),
            "(count_distinct(lines.order_id) where lines.delivery_status = \"Shipping on time\") / "
            "count_distinct(lines.order_id)");
}

TEST(InferDelivery, FromADateThatWasPromised) {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("orders", 900)
                        .Id("order_id", 900)
                        .Date("order_date", 300)
                        .Date("required_date", 300)
                        .Date("shipped_date", 300)
                        .Number("amount", 500, 5, 900)
                        .Key({"order_id"})
                        .Build()};
  EXPECT_EQ(ExprOf(catalog, "delay"),
            "avg(days_between(orders.required_date, orders.shipped_date))");
  EXPECT_EQ(ExprOf(catalog, "on_time_rate"),
            "(count_distinct(orders.order_id) where orders.shipped_date <= orders.required_date) / "
            "count_distinct(orders.order_id)");
}

}  // namespace
}  // namespace aisle::semantic
