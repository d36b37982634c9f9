#include "language/craft_world.h"

#include "language/inferred_world.h"
#include "semantic/catalog_builder.h"

namespace aisle::language::testing {

namespace {

using semantic::Relate;
using semantic::TableBuilder;

std::vector<catalog::Table> EventTables() {
  return {TableBuilder("orders", 5000)
              .Id("order_id", 5000, Type::kText)
              .Id("customer_id", 900, Type::kText)
              .Text("order_status", 3, {"delivered", "shipped", "canceled"})
              .Date("order_date", 700)
              .Date("approved_at", 700, 40)
              .Date("delivered_date", 700, 300)
              .Date("estimated_delivery_date", 700)
              .Key({"order_id"})
              .Build(),
          TableBuilder("order_items", 6500)
              .Id("order_id", 5000, Type::kText)
              .Whole("order_item_id", 5, 1, 5)
              .Id("product_id", 300, Type::kText)
              .Id("seller_id", 40, Type::kText)
              .Number("price", 900, 2, 400)
              .Number("freight_value", 500, 1, 40)
              .Key({"order_id", "order_item_id"})
              .Build(),
          TableBuilder("order_payments", 5600)
              .Id("order_id", 5000, Type::kText)
              .Whole("payment_sequential", 3, 1, 3)
              .Text("payment_type", 3, {"credit_card", "voucher", "cash"})
              .Whole("payment_installments", 10, 1, 10)
              .Number("payment_value", 4000, 3, 900)
              .Build(),
          TableBuilder("order_reviews", 4400)
              .Id("review_id", 4400, Type::kText)
              .Id("order_id", 4400, Type::kText)
              .Whole("review_score", 5, 1, 5)
              .Key({"review_id"})
              .Build()};
}

std::vector<catalog::Table> MasterTables() {
  return {TableBuilder("customers", 1000)
              .Id("customer_id", 1000, Type::kText)
              .Text("customer_city", 8, {"Porto", "Lisbon"})
              .Text("customer_state", 5, {"PT", "LX"})
              .Key({"customer_id"})
              .Build(),
          TableBuilder("sellers", 40)
              .Id("seller_id", 40, Type::kText)
              .Text("seller_city", 8, {"Porto", "Faro"})
              .Text("seller_state", 5, {"PT", "FA"})
              .Key({"seller_id"})
              .Build(),
          TableBuilder("products", 300)
              .Id("product_id", 300, Type::kText)
              .Text("product_category", 6, {"pottery", "baskets", "candles"})
              .Whole("product_weight_g", 200, 50, 9000)
              .Whole("product_length_cm", 50, 5, 60)
              .Key({"product_id"})
              .Build()};
}

catalog::Catalog CraftCatalog() {
  catalog::Catalog catalog;
  catalog.tables = EventTables();
  for (catalog::Table& table : MasterTables()) catalog.tables.push_back(std::move(table));
  catalog.relations = {Relate("orders.customer_id", "customers.customer_id"),
                       Relate("order_items.order_id", "orders.order_id"),
                       Relate("order_items.product_id", "products.product_id"),
                       Relate("order_items.seller_id", "sellers.seller_id"),
                       Relate("order_payments.order_id", "orders.order_id"),
                       Relate("order_reviews.order_id", "orders.order_id")};
  return catalog;
}

}  // namespace

World CraftWorld() { return InferredWorld(CraftCatalog()); }

}  // namespace aisle::language::testing
