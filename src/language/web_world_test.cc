#include "language/web_world.h"

#include "language/inferred_world.h"
#include "semantic/catalog_builder.h"

namespace aisle::language::testing {

namespace {

using semantic::Relate;
using semantic::TableBuilder;

std::vector<catalog::Table> WebTables() {
  return {TableBuilder("shop_visits", 9000)
              .Id("shop_visit_id", 9000)
              .Date("created_at", 800)
              .Id("visitor_id", 4000)
              .Text("source", 3, {"search", "mail", "social"})
              .Text("device", 2, {"phone", "desktop"})
              .Key({"shop_visit_id"})
              .Build(),
          TableBuilder("orders", 1200)
              .Id("order_id", 1200)
              .Date("created_at", 700)
              .Id("shop_visit_id", 1200)
              .Id("user_id", 900)
              .Whole("items_purchased", 3, 1, 3)
              .Number("price_eur", 60, 9, 300)
              .Number("cogs_eur", 60, 4, 150)
              .Key({"order_id"})
              .Build(),
          TableBuilder("order_items", 1500)
              .Id("order_item_id", 1500)
              .Date("created_at", 700)
              .Id("order_id", 1200)
              .Id("product_id", 8)
              .Number("price_eur", 8, 9, 120)
              .Number("cogs_eur", 8, 4, 60)
              .Flag("reordered")
              .Key({"order_item_id"})
              .Build(),
          TableBuilder("order_item_refunds", 90)
              .Id("order_item_refund_id", 90)
              .Date("created_at", 80)
              .Id("order_item_id", 90)
              .Id("order_id", 88)
              .Number("refund_amount_eur", 8, 9, 120)
              .Key({"order_item_refund_id"})
              .Build(),
          TableBuilder("products", 8)
              .Id("product_id", 8)
              .Text("product_name", 8, {"Moon Lamp", "Desk Lamp"})
              .Text("category", 3, {"Desk", "Floor", "Wall"})
              .Number("discount_percentage", 60, 0, 0.8)
              .Number("rating", 20, 1, 5)
              .Whole("rating_count", 8, 3, 20000)
              .Key({"product_id"})
              .Build()};
}

catalog::Catalog WebCatalog() {
  catalog::Catalog catalog;
  catalog.tables = WebTables();
  catalog::Relation visit = Relate("orders.shop_visit_id", "shop_visits.shop_visit_id");
  visit.cardinality = catalog::Cardinality::kOneToOne;
  catalog::Relation refund =
      Relate("order_item_refunds.order_item_id", "order_items.order_item_id");
  refund.cardinality = catalog::Cardinality::kOneToOne;
  catalog.relations = {visit, Relate("order_items.order_id", "orders.order_id"),
                       Relate("order_items.product_id", "products.product_id"), refund,
                       Relate("order_item_refunds.order_id", "orders.order_id")};
  return catalog;
}

}  // namespace

World WebWorld() { return InferredWorld(WebCatalog()); }

}  // namespace aisle::language::testing
