// Small catalogs for tests, in a few words: names, types and the statistics that inference reads.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "catalog/catalog.h"
#include "semantic/infer.h"

namespace aisle::semantic {

class TableBuilder {
 public:
  TableBuilder(std::string label, int64_t rows) {
    table_.label = label;
    table_.name = SnakeCase(label);
    table_.rows = rows;
  }

  TableBuilder& Text(std::string label, int64_t distinct, std::vector<std::string> values = {}) {
    if (values.empty())
      for (int i = 0; i < distinct && i < 10; ++i) values.push_back("value " + std::to_string(i));
    catalog::Column& column = Add(std::move(label), Type::kText, distinct);
    for (std::string& value : values) column.top.emplace_back(std::move(value), 1);
    return *this;
  }
  TableBuilder& Id(std::string label, int64_t distinct, Type type = Type::kInteger) {
    Add(std::move(label), type, distinct).identifier = true;
    return *this;
  }
  TableBuilder& Number(std::string label, int64_t distinct, double low, double high,
                       std::string unit = {}) {
    catalog::Column& column = Add(std::move(label), Type::kDecimal, distinct);
    column.min = low;
    column.max = high;
    column.unit = std::move(unit);
    return *this;
  }
  TableBuilder& Whole(std::string label, int64_t distinct, int64_t low, int64_t high) {
    catalog::Column& column = Add(std::move(label), Type::kInteger, distinct);
    column.min = low;
    column.max = high;
    return *this;
  }
  TableBuilder& Date(std::string label, int64_t distinct, int64_t nulls = 0) {
    Add(std::move(label), Type::kDate, distinct).nulls = nulls;
    return *this;
  }
  TableBuilder& Flag(std::string label) {
    Add(std::move(label), Type::kBoolean, 2);
    return *this;
  }
  TableBuilder& RowNumber(std::string label) {
    Add(std::move(label), Type::kInteger, table_.rows).row_number = true;
    return *this;
  }
  TableBuilder& Negative(std::string column, int64_t rows, std::string marked = {},
                         std::string mark = {}) {
    table_.negatives.push_back({std::move(column), rows, std::move(marked), std::move(mark)});
    return *this;
  }
  TableBuilder& Formula(std::string result, catalog::FormulaKind kind,
                        std::vector<std::string> of) {
    table_.formulas.push_back({kind, std::move(result), std::move(of), table_.rows, 0});
    return *this;
  }
  TableBuilder& Key(std::vector<std::string> columns) {
    table_.keys.push_back(std::move(columns));
    return *this;
  }
  catalog::Table Build() const { return table_; }

 private:
  catalog::Column& Add(std::string label, Type type, int64_t distinct) {
    catalog::Column column;
    column.name = SnakeCase(label);
    column.label = std::move(label);
    column.type = type;
    column.rows = table_.rows;
    column.distinct = distinct;
    table_.columns.push_back(std::move(column));
    return table_.columns.back();
  }

  catalog::Table table_;
};

// "orders.customer_id", "customers.customer_id": every row finds its match unless orphans are
// given.
inline catalog::Relation Relate(const std::string& from, const std::string& to,
                                int64_t orphans = 0) {
  const size_t a = from.find('.'), b = to.find('.');
  return {from.substr(0, a),
          {from.substr(a + 1)},
          to.substr(0, b),
          {to.substr(b + 1)},
          catalog::Cardinality::kManyToOne,
          orphans,
          1000};
}

inline Model ModelOf(std::vector<catalog::Table> tables,
                     std::vector<catalog::Relation> relations = {}) {
  catalog::Catalog catalog;
  catalog.tables = std::move(tables);
  catalog.relations = std::move(relations);
  return InferModel(catalog);
}

// A metric's definition as text.
inline std::string ExprOf(const Model& model, std::string_view metric) {
  const Metric* found = model.FindMetric(metric);
  return found ? ToString(found->expr) : "(none)";
}

}  // namespace aisle::semantic
