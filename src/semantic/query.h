// Query is what is asked, in the words of the model: the pivot between understanding
// (language/) and execution (plan/, sql/). A plain value that prints, parses back, compares,
// and travels as JSON; two questions that mean the same have byte-identical canonical forms.
//
//   measures revenue, share(revenue)
//   by superstore.region
//   where superstore.order_date between 2017-01-01 and 2017-12-31
//   order revenue desc
//   limit 5
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "semantic/expr.h"

namespace aisle::semantic {

enum class QueryKind {
  kAggregate,  // measures by groups; without groups one row; without measures the distinct groups
  kRows,       // detail rows: `groups` are the columns shown, `where` picks the rows
};

struct Item {
  Expr expr;
  std::string label;  // the column's heading; empty: derived from expr. Not part of the meaning.
  bool operator==(const Item& other) const { return expr == other.expr; }
};

struct Order {
  Expr by;  // a measure or group of the query, or another measure
  bool descending = true;
  bool operator==(const Order&) const = default;
};

struct Query {
  QueryKind kind = QueryKind::kAggregate;
  std::vector<Item> measures;
  std::vector<Item> groups;
  std::optional<Expr> where;   // on rows, before aggregation
  std::optional<Expr> having;  // on groups, after
  std::vector<Order> order;
  std::optional<int64_t> limit;  // rows; with limit_per, rows of each combination
  int64_t offset = 0;            // ranks skipped first: "the second highest" is limit 1 offset 1
  std::vector<Expr> limit_per;   // groups within which `limit` counts ("top 3 per category")
  bool ties = false;             // keep rows that tie with the last one kept
  std::string fact;              // the table whose rows are meant when nothing else says ("orders")

  bool operator==(const Query&) const = default;
};

// Every expression of the query, clause by clause: measures, groups, filters, order.
std::vector<Expr> ExprsOf(const Query& query);

// Sorted filters, absolute dates, no labels: the cache key and what tests compare.
Query Canonical(const Query& query);
std::string ToString(const Query& query);  // clauses on lines of their own, as above
Result<Query> ParseQuery(std::string_view text);
std::string ToJson(const Query& query);  // {"measures": [...], "by": [...], "where": …}
Result<Query> ParseQueryJson(std::string_view json);

}  // namespace aisle::semantic
