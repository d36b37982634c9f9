#include "language/bazaar_world.h"

#include "language/inferred_world.h"
#include "semantic/catalog_builder.h"

namespace aisle::language::testing {

namespace {

using semantic::Relate;
using semantic::TableBuilder;

std::vector<catalog::Table> EventTables() {
  return {TableBuilder("orders", 5000)
              .Id("order_id", 5000)
              .Id("customer_id", 900)
              .Id("store_id", 20)
              .Date("order_date", 700)
              .Text("order_status", 4, {"Delivered", "Shipped", "Cancelled", "Returned"})
              .Key({"order_id"})
              .Build(),
          TableBuilder("order_lines", 12000)
              .Id("order_id", 5000)
              .Id("product_id", 300)
              .Whole("quantity", 12, 1, 12)
              .Number("sales", 4000, 3, 900)
              .Number("target_sales", 400, 3, 900)
              .Number("profit", 4000, -90, 300)
              .Build()};
}

std::vector<catalog::Table> MasterTables() {
  return {TableBuilder("customers", 900)
              .Id("customer_id", 900)
              .Text("customer_name", 890)
              .Text("customer_city", 60, {"Leeds", "Derby"})
              .Text("customer_country", 3, {"Narnia", "Utopia", "Ruritania"})
              .Text("gender", 2, {"F", "M"})
              .Text("member_card", 4, {"Golden", "Silver", "Bronze", "Normal"})
              .Key({"customer_id"})
              .Build(),
          TableBuilder("stores", 20)
              .Id("store_id", 20)
              .Text("store_name", 20, {"Old Town", "Harbour"})
              .Text("store_country", 3, {"Narnia", "Utopia", "Ruritania"})
              .Key({"store_id"})
              .Build(),
          TableBuilder("products", 300)
              .Id("product_id", 300)
              .Text("product_name", 300, {"Oak Stool", "Tin Whistle", "Wool Scarf"})
              .Text("brand", 12, {"Acorn", "Borealis"})
              .Text("category", 4, {"Furniture", "Music", "Clothing"})
              .Id("supplier_id", 12)
              .Key({"product_id"})
              .Build(),
          TableBuilder("suppliers", 12)
              .Id("supplier_id", 12)
              .Text("supplier_name", 12, {"Timber Ltd", "Brassworks"})
              .Key({"supplier_id"})
              .Build()};
}

catalog::Catalog BazaarCatalog() {
  catalog::Catalog catalog;
  catalog.tables = EventTables();
  for (catalog::Table& table : MasterTables()) catalog.tables.push_back(std::move(table));
  catalog.relations = {Relate("orders.customer_id", "customers.customer_id"),
                       Relate("orders.store_id", "stores.store_id"),
                       Relate("order_lines.order_id", "orders.order_id"),
                       Relate("order_lines.product_id", "products.product_id"),
                       Relate("products.supplier_id", "suppliers.supplier_id")};
  return catalog;
}

}  // namespace

World BazaarWorld() { return InferredWorld(BazaarCatalog()); }

}  // namespace aisle::language::testing
