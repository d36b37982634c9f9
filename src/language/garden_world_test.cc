#include "language/garden_world.h"

namespace aisle::language::testing {

namespace {

using semantic::Dimension;
using semantic::DimensionKind;

struct Column {
  const char* table;
  const char* column;
  const char* label;
  DimensionKind kind;
  Type type;
  bool additive;
  std::vector<std::string> synonyms;
};

const std::vector<Column>& Columns() {
  static const std::vector<Column> kColumns = {
      {"orders", "order_id", "Order ID", DimensionKind::kIdentifier, Type::kInteger, false, {}},
      {"orders", "order_date", "Order Date", DimensionKind::kTime, Type::kDate, false, {"date"}},
      {"orders",
       "ship_date",
       "Ship Date",
       DimensionKind::kTime,
       Type::kDate,
       false,
       {"shipped date"}},
      {"orders",
       "status",
       "Status",
       DimensionKind::kCategory,
       Type::kText,
       false,
       {"order status"}},
      {"orders", "express", "Express", DimensionKind::kFlag, Type::kBoolean, false, {}},
      {"orders", "customer_id", "Customer ID", DimensionKind::kIdentifier, Type::kText, false, {}},
      {"orders", "store_id", "Store ID", DimensionKind::kIdentifier, Type::kText, false, {}},
      {"orders",
       "freight",
       "Freight",
       DimensionKind::kNumber,
       Type::kDecimal,
       true,
       {"shipping cost"}},
      {"order_lines",
       "order_id",
       "Order ID",
       DimensionKind::kIdentifier,
       Type::kInteger,
       false,
       {}},
      {"order_lines",
       "product_id",
       "Product ID",
       DimensionKind::kIdentifier,
       Type::kText,
       false,
       {}},
      {"order_lines",
       "quantity",
       "Quantity",
       DimensionKind::kNumber,
       Type::kInteger,
       true,
       {"qty", "items"}},
      {"order_lines",
       "amount",
       "Amount",
       DimensionKind::kNumber,
       Type::kDecimal,
       true,
       {"sales amount", "sales"}},
      {"order_lines", "discount", "Discount", DimensionKind::kNumber, Type::kDecimal, false, {}},
      {"products", "product_id", "Product ID", DimensionKind::kIdentifier, Type::kText, false, {}},
      {"products", "product_name", "Product Name", DimensionKind::kName, Type::kText, false, {}},
      {"products",
       "category",
       "Category",
       DimensionKind::kCategory,
       Type::kText,
       false,
       {"product category"}},
      {"products",
       "sub_category",
       "Sub-Category",
       DimensionKind::kCategory,
       Type::kText,
       false,
       {}},
      {"products", "price", "Price", DimensionKind::kNumber, Type::kDecimal, false, {"unit price"}},
      {"customers",
       "customer_id",
       "Customer ID",
       DimensionKind::kIdentifier,
       Type::kText,
       false,
       {}},
      {"customers", "customer_name", "Customer Name", DimensionKind::kName, Type::kText, false, {}},
      {"customers", "city", "City", DimensionKind::kName, Type::kText, false, {"town"}},
      {"customers", "country", "Country", DimensionKind::kCategory, Type::kText, false, {}},
      {"customers",
       "segment",
       "Segment",
       DimensionKind::kCategory,
       Type::kText,
       false,
       {"customer segment"}},
      {"stores", "store_id", "Store ID", DimensionKind::kIdentifier, Type::kText, false, {}},
      {"stores", "store_name", "Store Name", DimensionKind::kName, Type::kText, false, {}},
      {"stores", "region", "Region", DimensionKind::kCategory, Type::kText, false, {}},
      {"stock", "sku", "SKU", DimensionKind::kIdentifier, Type::kText, false, {}},
      {"stock", "colour", "Colour", DimensionKind::kCategory, Type::kText, false, {"color"}},
      {"stock",
       "on_hand",
       "Stock",
       DimensionKind::kNumber,
       Type::kInteger,
       true,
       {"stock quantity"}},
  };
  return kColumns;
}

void AddColumns(World* world) {
  for (const Column& column : Columns()) {
    Dimension dimension;
    dimension.table = column.table;
    dimension.column = column.column;
    dimension.label = column.label;
    dimension.kind = column.kind;
    dimension.type = column.type;
    dimension.additive = column.additive;
    dimension.synonyms = column.synonyms;
    world->model.dimensions.push_back(std::move(dimension));
    catalog::Table* table = nullptr;
    for (auto& known : world->catalog.tables) {
      if (known.name == column.table) table = &known;
    }
    if (table == nullptr) {
      world->catalog.tables.emplace_back();
      table = &world->catalog.tables.back();
      table->name = column.table;
    }
    catalog::Column stored;
    stored.name = column.column;
    stored.type = column.type;
    if (column.type == Type::kDate) {
      stored.min = FromCivil({2023, 1, 2});
      stored.max = FromCivil({2024, 6, 30});
    }
    table->columns.push_back(std::move(stored));
  }
}

void AddTables(semantic::Model* model) {
  const auto table = [&](const char* name, const char* entity, const char* time, int priority,
                         bool fact) {
    semantic::TableMeaning meaning;
    meaning.name = name;
    meaning.label = name;
    meaning.entity = entity;
    meaning.time = time;
    meaning.priority = priority;
    meaning.fact = fact;
    model->tables.push_back(std::move(meaning));
  };
  table("order_lines", "order line", "", 0, true);
  table("orders", "order", "order_date", 1, true);
  table("products", "product", "", 2, false);
  table("customers", "customer", "", 2, false);
  table("stores", "store", "", 2, false);
  table("stock", "stock item", "", 4, false);
  const auto join = [&](const char* from, const char* to, const char* key) {
    model->joins.push_back({from, {key}, to, {key}, false, 0, {}});
  };
  join("order_lines", "orders", "order_id");
  join("order_lines", "products", "product_id");
  join("orders", "customers", "customer_id");
  join("orders", "stores", "store_id");
}

void AddEntities(semantic::Model* model) {
  const auto entity = [&](const char* name, const char* plural, const char* table, const char* key,
                          const char* display, std::vector<std::string> synonyms, bool row) {
    model->entities.push_back({name, plural, table, {key}, display, std::move(synonyms), row, {}});
  };
  entity("order", "orders", "orders", "order_id", "", {"purchase"}, true);
  entity("product", "products", "products", "product_id", "product_name", {"item"}, true);
  entity("customer", "customers", "customers", "customer_id", "customer_name", {"buyer", "client"},
         true);
  entity("store", "stores", "stores", "store_id", "store_name", {"shop"}, true);
  entity("sku", "skus", "stock", "sku", "", {}, true);
}

void AddMetrics(semantic::Model* model) {
  const auto metric = [&](const char* name, const char* label, const char* definition,
                          const char* table, std::vector<std::string> synonyms) {
    semantic::Metric added;
    added.name = name;
    added.label = label;
    added.expr = *semantic::ParseExpr(definition);
    added.table = table;
    added.synonyms = std::move(synonyms);
    model->metrics.push_back(std::move(added));
  };
  metric("revenue", "Revenue", "sum(order_lines.amount)", "order_lines",
         {"sales", "turnover", "total sales"});
  metric("units_sold", "Units sold", "sum(order_lines.quantity)", "order_lines",
         {"units", "quantity sold", "quantity"});
  metric("orders", "Orders", "count(orders.*)", "orders", {"number of orders"});
  metric("average_order_value", "Average order value", "revenue / orders", "order_lines", {"aov"});
  metric("stock_units", "Stock", "sum(stock.on_hand)", "stock", {"inventory"});
}

}  // namespace

World GardenWorld() {
  World world;
  AddColumns(&world);
  AddTables(&world.model);
  AddEntities(&world.model);
  AddMetrics(&world.model);
  const auto values = [&](const char* table, const char* column, std::vector<std::string> list) {
    std::vector<int64_t> counts(list.size(), 10);
    world.values.push_back({table, column, std::move(list), std::move(counts)});
  };
  values("orders", "status", {"Delivered", "Cancelled", "Pending"});
  values("products", "category", {"Tools", "Seeds", "Pots", "Garden Furniture"});
  values("products", "product_name", {"Oak Bench", "Steel Spade", "Tomato Seeds", "Clay Pot 20cm"});
  values("customers", "country", {"France", "Germany", "Spain"});
  values("customers", "segment", {"Consumer", "Trade"});
  values("customers", "city", {"Paris", "Berlin", "Lyon"});
  values("stores", "region", {"North", "South", "West"});
  values("stock", "colour", {"Red", "Green"});
  return world;
}

}  // namespace aisle::language::testing
