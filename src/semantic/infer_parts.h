// The steps of InferModel and what they hand on. Private to semantic/. Each step reads the Draft
// and adds its part; infer.cc says in which order.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "semantic/model.h"
#include "semantic/vocabulary.h"

namespace aisle::semantic {

struct ColumnRole {
  const catalog::Column* column = nullptr;
  std::vector<std::string> words;  // of its heading, spelt out
  std::string phrase;              // the words with blanks
  std::string label;               // the heading, or what a level of paths is called
  std::string heading;             // the same, lower case, with blanks
  DimensionKind kind = DimensionKind::kCategory;
  Measure measure = Measure::kNone;  // for numbers
  std::string unit;                  // a currency that the heading names
  const Thing* thing = nullptr;      // what it identifies or names: "customer"
  bool hidden = false;

  const std::string& Name() const { return column->name; }
  bool Has(std::string_view word) const;
};

inline bool HasAny(const ColumnRole& role, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return role.Has(word); });
}

struct TableRole {
  const catalog::Table* table = nullptr;
  std::vector<ColumnRole> columns;
  std::vector<std::string> words;  // of its name without filler: "order line"
  const Thing* thing = nullptr;    // what its single key identifies, when it is master data
  bool referenced = false;         // other tables point at it
  bool fact = false;
  bool snapshot = false;
  bool hidden = false;
  bool marks = false;       // it lists some of another table's ids: the orders that were returned
  bool follows = false;     // its rows tell of sales that another table holds: claims, returns
  bool visits = false;      // sessions and visits that sales may follow from
  bool sells_rows = false;  // each row is one sale of one thing, at its price
  bool only_money = false;  // payments that stand for the sales, as nothing else tells of money
  int header = -1;          // index of the table that holds the orders of these lines
  int priority = 0;
  std::string time;  // default time column

  const std::string& Name() const { return table->name; }
  const ColumnRole* Find(std::string_view column) const;
  const ColumnRole* FindMeasure(Measure measure) const;  // the first that is not hidden
  bool IsKey(std::string_view column) const;             // alone
  bool Mentions(std::string_view word) const;            // in its name
};

struct Draft {
  const catalog::Catalog* catalog = nullptr;
  std::vector<TableRole> tables;
  std::vector<size_t> by_priority;  // indexes into tables, most important first
  Model model;

  TableRole* Find(std::string_view table);
  const TableRole* Find(std::string_view table) const;
  int IndexOf(std::string_view table) const;
};

TableRole RoleOf(const catalog::Table& table);  // infer_roles.cc: what each column is
void ReadFormulas(TableRole* table);            // infer_formulas.cc: what proven formulas say
void InferJoins(Draft* draft);                  // infer_joins.cc
void InferCalendarJoins(Draft* draft);          // infer_calendar.cc
void InferTables(Draft* draft);                 // infer_tables.cc: facts, masters, priorities
void InferDimensions(Draft* draft);             // infer_dimensions.cc: labels and synonyms
void InferEntities(Draft* draft);               // infer_entities.cc
void InferEventEntities(Draft* draft);          // infer_events.cc: users and sessions of a log
void InferHierarchies(Draft* draft);            // infer_dimensions.cc
void InferPaths(Draft* draft);                  // infer_paths.cc: levels of category paths
void InferMetrics(Draft* draft);                // infer_metrics.cc
void InferWords(Draft* draft);                  // infer_words.cc: synonyms against the data
void InferConventions(Draft* draft);            // infer_conventions.cc
void AddEventConventions(Draft* draft);         // infer_events.cc: what a log counts as sales

// What a column is called: its heading, or the name of a level of paths ("subcategory").
std::string HeadingOf(const catalog::Table& table, const catalog::Column& column);
// Whether rows tell of goods moved, not of goods sold or held: stock movements, adjustments.
bool HoldsMovements(const TableRole& table);
// The date on which the rows of a table happened, or null.
const ColumnRole* DefaultTime(const TableRole& table);
// What names the things of `table` for people: product_name, company_name; or null.
const ColumnRole* DisplayOf(const TableRole& table);
// The table that names the rows of a product table without names of its own: pizza_types for
// pizzas; or null.
const TableRole* NamerOf(const Draft& draft, const TableRole& table);
// Whether a table that `table` leads to lists prices as well: then its own are prices as sold.
bool HasListedPrice(const Draft& draft, const TableRole& table);
// The column of `table` that identifies the thing (order_id), or names it when nothing does.
// The columns that tell the things of `key` apart, itself first: a receipt's number begins anew in
// each store, where the rows are unique by both.
std::vector<std::string> KeyColumnsOf(const TableRole& table, const ColumnRole& key);
const ColumnRole* KeyOf(const TableRole& table, std::string_view thing);
// "International sale Report" → "international"; empty when nothing sets the table apart.
std::string TagOf(const Draft& draft, const TableRole& table);
std::string TitleCase(std::string_view phrase);
void AddUnique(std::string word, std::vector<std::string>* words);

}  // namespace aisle::semantic
