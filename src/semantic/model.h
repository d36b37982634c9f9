// Model gives data its meaning: which tables, what a row is, what can be measured, by what it
// can be grouped, how tables join, and what people call all of it. Inferred from the Catalog
// (semantic/infer.h), written as model.yaml (semantic/model_yaml.h), then owned by people.
//
// A field is "table.column", with the catalog's names. A plain value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/value.h"
#include "catalog/catalog.h"
#include "semantic/calendar.h"
#include "semantic/expr.h"
#include "semantic/query.h"

namespace aisle::semantic {

enum class DimensionKind {
  kCategory,    // few values that repeat: region, status, size
  kName,        // names of things: product name, customer name, city
  kIdentifier,  // ids and codes: order id, postal code
  kTime,        // date or timestamp
  kTimeOfDay,
  kFlag,    // two values: yes/no
  kNumber,  // a quantity that can be measured, filtered or banded: price, quantity, weight
  kText,    // prose: description, comment
};

struct Dimension {
  std::string table;
  std::string column;
  std::string label;  // "Order Date", as people read it; also the first thing they may type
  DimensionKind kind = DimensionKind::kCategory;
  Type type = Type::kText;
  std::string unit;                   // "INR", "USD", "%", "days", ""
  std::vector<std::string> synonyms;  // lower case; from the retail vocabulary or people
  std::string description;
  bool additive = false;  // kNumber only: may be summed (quantity, amount), not price or rate
  bool hidden = false;    // row numbers, constant columns: not offered, still usable by name

  std::string Field() const { return table + "." + column; }
  bool operator==(const Dimension&) const = default;
};

// A thing people count and rank: order, customer, product, store. It is known by key columns in
// `table`; when those are not a key of the table, it lives inside it (a customer inside an order
// line) and is counted by distinct key.
struct Entity {
  std::string name;    // singular, lower case: "customer", "order line"
  std::string plural;  // "customers"
  std::string table;
  std::vector<std::string> key;  // columns of `table`
  std::string display;  // column that names it for people ("customer_name"), may be the key
  std::vector<std::string> synonyms;    // singular forms: "client", "buyer", "shopper"
  bool row = false;                     // each row of `table` is one of these
  std::vector<std::string> dimensions;  // columns of `table` that describe it (one value each)

  bool operator==(const Entity&) const = default;
};

struct Join {  // every from-row finds at most one to-row
  std::string from_table;
  std::vector<std::string> from_columns;
  std::string to_table;
  std::vector<std::string> to_columns;
  bool one_to_one = false;
  int64_t orphans = 0;
  std::string role;  // when several joins link the same tables: "bill to", "ship to"
  bool operator==(const Join&) const = default;
};

struct Metric {
  std::string name;   // [a-z][a-z0-9_]*, unique
  std::string label;  // "Revenue"
  Expr expr;          // a measure
  std::string unit;   // "INR", "%", "" (a count), "days"
  std::vector<std::string> synonyms;
  std::string description;  // one sentence: what is in, what is out
  std::string table;        // where its rows are; for a ratio its numerator's
  int priority = 0;         // 0 = the metric meant when people say just "sales"; higher = less so
  bool lower_is_better = false;
  bool operator==(const Metric&) const = default;
};

struct TableMeaning {
  std::string name;  // as in the catalog
  std::string label;
  std::vector<std::string> synonyms;  // lower case: "orders", "stock", "inventory"
  std::string entity;                 // name of the entity that a row is
  std::string time;                   // default time column, or empty
  int priority = 0;                   // 0 = the main fact table; ties are an ambiguity
  bool fact = false;                  // events or measurements (as against master data)
  bool snapshot = false;              // a stock list or price list: numbers do not add over time
  bool hidden = false;                // repeats, scraps: not used unless named
  bool operator==(const TableMeaning&) const = default;
};

struct Hierarchy {
  std::string name;                 // "geography", "product"
  std::vector<std::string> levels;  // fields, widest first: country, state, city
  bool operator==(const Hierarchy&) const = default;
};

// A choice the model makes where the words leave it open, stated in answers it touches.
struct Convention {
  std::string name;                  // "cancelled_orders"
  std::string value;                 // "included"
  std::string sentence;              // "Cancelled orders are included in revenue."
  std::vector<std::string> choices;  // {"included", "excluded"}
  std::string field;                 // "amazon_sale_report.status": what it depends on
  std::vector<std::string> values;   // the field's values meant: {"Cancelled"}
  std::vector<std::string> metrics;  // metrics it touches
  bool operator==(const Convention&) const = default;
};

// A wording and the query that answers it, agreed on by people (docs/verify.md). Questions that
// mean the same are answered with that query.
struct Verified {
  std::string question;
  Query query;
  bool operator==(const Verified&) const = default;
};

struct Model {
  std::string name;
  std::string currency;  // default unit of money, or empty
  Calendar calendar;
  std::vector<TableMeaning> tables;
  std::vector<Dimension> dimensions;
  std::vector<Entity> entities;
  std::vector<Join> joins;
  std::vector<Metric> metrics;
  std::vector<Hierarchy> hierarchies;
  std::vector<Convention> conventions;
  std::vector<Verified> verified;

  const TableMeaning* FindTable(std::string_view name) const;
  const Dimension* FindDimension(std::string_view field) const;  // "table.column"
  const Entity* FindEntity(std::string_view name) const;
  const Metric* FindMetric(std::string_view name) const;
  bool operator==(const Model&) const = default;
};

// Tables that a row of `from` reaches by many-to-one joins only, `from` first; with the path of
// indexes into model.joins that leads to each. Where two paths lead to a table the shortest is
// taken (`ambiguous` is then true when another of equal length exists). Joins with a role come
// last: a sale's nation is that of its customer, not that of the supplier.
struct Reach {
  std::string table;
  std::vector<size_t> path;
  bool ambiguous = false;
};
std::vector<Reach> ReachableFrom(const Model& model, std::string_view from);

// The expression with every metric replaced by its definition, all the way down. Fails on an
// unknown metric (naming the nearest) and on a circle.
Result<Expr> Expand(const Model& model, const Expr& expr);

}  // namespace aisle::semantic
