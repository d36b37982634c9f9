// A small retail world with everything that makes adding up go wrong: orders with several lines
// and several payments (two to-many sides of one order), customers without orders, orders without
// lines or customer, lines whose product does not exist, products without category, stock by
// product and store, ties, duplicates, and an empty month. Loaded into a DuckDB session.
#pragma once

#include <memory>
#include <string>

#include "engine/duckdb/duckdb_engine.h"
#include "plan/plan.h"
#include "semantic/model.h"
#include "semantic/query.h"
#include "sql/sql.h"

namespace aisle::world {

inline constexpr const char* kTables = R"sql(
create table customers(customer_id integer, name text, city text, since date);
insert into customers values
  (1, 'Ann', 'Pune', '2021-01-05'), (2, 'Bob', 'Pune', '2021-02-01'), (3, 'Cid', 'Delhi', null),
  (4, 'Dee', null, '2022-03-09'), (5, 'Eve', 'Delhi', '2022-01-01'), (6, 'Ann', 'Agra', '2022-01-02');
create table stores(store_id integer, store text, region text, area decimal(9,1));
insert into stores values (1, 'One', 'North', 120.5), (2, 'Two', 'South', 80.0), (3, 'Six', 'South', 80.0);
create table products(product_id text, product text, category text, price decimal(18,2), color text);
insert into products values
  ('p1', 'Kurta', 'Ethnic', 400.00, 'Red'), ('p2', 'Saree', 'Ethnic', 900.50, 'Blue'),
  ('p3', 'Jeans', 'Western', 700.00, 'Blue'), ('p4', 'Scarf', null, 150.25, 'Red'),
  ('p5', 'Belt', 'Western', 150.25, null), ('p6', '100% Silk_Tie', 'Western', 0, 'Red');
create table orders(order_id text, customer_id integer, store_id integer, ordered date,
                    shipped timestamp, freight decimal(18,2), status text, express boolean);
insert into orders values
  ('o1', 1, 1, '2022-01-03', '2022-01-05 10:15:00', 10.00, 'Shipped', true),
  ('o2', 1, 2, '2022-01-31', '2022-01-31 23:59:59', 20.00, 'Shipped', false),
  ('o3', 2, 1, '2022-02-01', null, 10.00, 'Cancelled', false),
  ('o4', 2, 1, '2022-02-14', '2022-02-16 00:00:00', 30.50, 'Shipped', true),
  ('o5', 3, 2, '2022-02-28', '2022-03-01 08:30:00', null, 'Shipped', null),
  ('o6', null, 2, '2022-04-02', '2022-04-02 18:00:00', 15.00, 'Returned', false),
  ('o7', 99, 3, '2022-04-30', '2022-04-30 23:30:00', 5.00, 'Shipped', true),
  ('o8', 5, null, '2022-05-01', null, 12.00, null, false),
  ('o9', 5, 3, null, null, 7.25, 'Shipped', false),
  ('o10', 1, 1, '2023-01-15', '2023-01-17 12:00:00', 10.00, 'Shipped', true);
create table lines(line_id integer, order_id text, product_id text, quantity integer, discount double);
insert into lines values
  (1, 'o1', 'p1', 2, 0), (2, 'o1', 'p2', 1, 0.1), (3, 'o1', 'p1', 2, 0), (4, 'o2', 'p3', 1, 0),
  (5, 'o3', 'p1', 5, 0.5), (6, 'o3', 'p3', 1, null), (7, 'o4', 'p2', 1, 0), (8, 'o4', 'p4', 3, 0),
  (9, 'o5', 'p9', 4, 0), (10, 'o6', 'p5', 2, 0.2), (11, 'o7', 'p1', 1, 0), (12, 'o7', 'p3', 2, 0),
  (13, 'o7', 'p6', 9, 0), (14, 'o9', 'p3', 3, 0), (15, 'o10', 'p1', 1, 0), (16, 'o10', 'p2', 2, 0.25),
  (17, null, 'p2', 1, 0);
create table payments(payment_id integer, order_id text, amount decimal(18,2), method text, paid date);
insert into payments values
  (1, 'o1', 800.00, 'card', '2022-01-03'), (2, 'o1', 910.00, 'cash', '2022-01-04'),
  (3, 'o2', 720.00, 'card', '2022-01-31'), (4, 'o3', 100.00, 'upi', '2022-02-01'),
  (5, 'o4', 1381.75, 'upi', '2022-02-14'), (6, 'o5', 60.00, null, '2022-03-01'),
  (7, 'o7', 900.00, 'card', '2022-04-30'), (8, 'o7', 900.00, 'card', '2022-05-02'),
  (9, 'o8', 12.00, 'cash', '2022-05-01'), (10, null, 33.00, 'cash', '2022-05-03');
create table stock(product_id text, store_id integer, on_hand integer);
insert into stock values ('p1', 1, 10), ('p1', 2, 5), ('p2', 1, 0), ('p3', 3, 7), ('p4', 2, null), ('p9', 1, 3);
create table islands(island text, size integer);
insert into islands values ('Elba', 3), ('Malta', 5);
)sql";

// name, type, kind: a line of a table's columns.
struct ColumnSpec {
  const char* name;
  Type type;
};

inline void AddTable(semantic::Model* model, const std::string& name, const std::string& entity,
                     const std::string& plural, const std::string& key, bool fact,
                     const std::vector<ColumnSpec>& columns) {
  semantic::TableMeaning table;
  table.name = name;
  table.label = name;
  table.entity = entity;
  table.fact = fact;
  model->tables.push_back(table);
  semantic::Entity row;
  row.name = entity;
  row.plural = plural;
  row.table = name;
  row.key = {key};
  row.row = !key.empty();
  if (!key.empty()) model->entities.push_back(row);
  for (const ColumnSpec& column : columns) {
    semantic::Dimension dimension;
    dimension.table = name;
    dimension.column = column.name;
    dimension.label = column.name;
    dimension.type = column.type;
    model->dimensions.push_back(dimension);
  }
}

inline void AddJoin(semantic::Model* model, const std::string& from, const std::string& to,
                    const std::string& column) {
  semantic::Join join;
  join.from_table = from;
  join.from_columns = {column};
  join.to_table = to;
  join.to_columns = {column};
  model->joins.push_back(join);
}

inline void AddMetric(semantic::Model* model, const std::string& name, const std::string& label,
                      const std::string& expr) {
  semantic::Metric metric;
  metric.name = name;
  metric.label = label;
  metric.expr = *semantic::ParseExpr(expr);
  model->metrics.push_back(metric);
}

inline semantic::Model MakeModel() {
  semantic::Model model;
  AddTable(&model, "customers", "customer", "customers", "customer_id", false,
           {{"customer_id", Type::kInteger},
            {"name", Type::kText},
            {"city", Type::kText},
            {"since", Type::kDate}});
  AddTable(&model, "stores", "store", "stores", "store_id", false,
           {{"store_id", Type::kInteger},
            {"store", Type::kText},
            {"region", Type::kText},
            {"area", Type::kDecimal}});
  AddTable(&model, "products", "product", "products", "product_id", false,
           {{"product_id", Type::kText},
            {"product", Type::kText},
            {"category", Type::kText},
            {"price", Type::kDecimal},
            {"color", Type::kText}});
  AddTable(&model, "orders", "order", "orders", "order_id", true,
           {{"order_id", Type::kText},
            {"customer_id", Type::kInteger},
            {"store_id", Type::kInteger},
            {"ordered", Type::kDate},
            {"shipped", Type::kTimestamp},
            {"freight", Type::kDecimal},
            {"status", Type::kText},
            {"express", Type::kBoolean}});
  AddTable(&model, "lines", "order line", "order lines", "line_id", true,
           {{"line_id", Type::kInteger},
            {"order_id", Type::kText},
            {"product_id", Type::kText},
            {"quantity", Type::kInteger},
            {"discount", Type::kDouble}});
  AddTable(&model, "payments", "payment", "payments", "payment_id", true,
           {{"payment_id", Type::kInteger},
            {"order_id", Type::kText},
            {"amount", Type::kDecimal},
            {"method", Type::kText},
            {"paid", Type::kDate}});
  AddTable(
      &model, "stock", "stock row", "stock rows", "", true,
      {{"product_id", Type::kText}, {"store_id", Type::kInteger}, {"on_hand", Type::kInteger}});
  AddTable(&model, "islands", "island", "islands", "island", false,
           {{"island", Type::kText}, {"size", Type::kInteger}});
  AddJoin(&model, "lines", "orders", "order_id");
  AddJoin(&model, "lines", "products", "product_id");
  AddJoin(&model, "orders", "customers", "customer_id");
  AddJoin(&model, "orders", "stores", "store_id");
  AddJoin(&model, "payments", "orders", "order_id");
  AddJoin(&model, "stock", "products", "product_id");
  AddJoin(&model, "stock", "stores", "store_id");
  AddMetric(&model, "revenue", "Revenue", "sum(lines.quantity * products.price)");
  AddMetric(&model, "orders", "Orders", "count(orders.*)");
  AddMetric(&model, "freight", "Freight", "sum(orders.freight)");
  AddMetric(&model, "paid", "Paid", "sum(payments.amount)");
  AddMetric(&model, "units", "Units", "sum(lines.quantity)");
  AddMetric(&model, "aov", "Average order value", "revenue / orders");
  AddMetric(&model, "cancelled", "Cancelled orders",
            "count(orders.*) where orders.status = \"Cancelled\"");
  AddMetric(&model, "on_hand", "On hand", "sum(stock.on_hand)");
  return model;
}

struct World {
  World() : model(MakeModel()) {
    engine = std::move(*engine::OpenDuckDb({.threads = 2}));
    session = std::move(*engine->Connect());
    CHECK(session->Execute(kTables).ok());
  }

  Result<sql::Rendered> Sql(const semantic::Query& query) const {
    auto planned = plan::MakePlan(model, query);
    if (!planned) return planned.error();
    return sql::Render(model, *planned, [](const std::string& table) { return table; });
  }

  // The rows of a query; what failed names the SQL.
  Result<engine::Table> Run(const semantic::Query& query) const {
    auto rendered = Sql(query);
    if (!rendered) return rendered.error();
    auto table = session->Query(rendered->text);
    if (!table) {
      return Error{table.error().code, table.error().message + "\n" + rendered->text};
    }
    return table;
  }

  Result<engine::Table> Run(const std::string& text) const {
    auto query = semantic::ParseQuery(text);
    if (!query) return query.error();
    return Run(*query);
  }

  semantic::Model model;
  std::unique_ptr<engine::Engine> engine;
  std::unique_ptr<engine::Session> session;
};

// Rows as text, a row a line, cells parted by bars; null is "-".
inline std::string RowsText(const engine::Table& table) {
  std::string text;
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += " | ";
      text += IsNull(row[i]) ? "-" : ToString(row[i]);
    }
    text += "\n";
  }
  return text;
}

}  // namespace aisle::world
