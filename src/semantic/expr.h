// Expr is the one expression tree of Aisle: a metric's definition in model.yaml, a filter, a
// grouping and a measure of a Query are all Exprs. It names fields as "table.column" of the
// model and metrics by name; it knows neither SQL nor the engine.
//
//   sum(order_details.quantity * pizzas.price)
//   revenue / count_distinct(orders.order_id)
//   sum(sales.amount) where sales.status = "Cancelled"
//   share(revenue)            growth(revenue)           per(avg, revenue, month(sales.date))
//
// ParseExpr and ToString are inverse. Exprs are values: copy, compare, share between threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/value.h"

namespace aisle::semantic {

struct Query;

enum class Op {
  // leaves
  kLiteral,  // value
  kField,    // name = "table.column"
  kMetric,   // name
  // scalars, one value a row
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,  // two args; x / 0 is null
  kGrain,   // name = hour day week month quarter year; args[0] a time field: its period's start
  kPart,    // name = hour weekday day month quarter year week weekend; args[0] a time (or, for
  // hour, a time of day): 0–23, 1–7 from Monday, 1–31, 1–12 …; weekend and
  // month_end (the month's last day) are flags
  kElapsed,  // name = days hours months; from args[0] to args[1]
  kBand,     // args[0] number, args[1…] ascending literal edges: which band, as text; then, if
             // given, what the bands are called, lowest first: one name more than edges
  kCase,     // args: condition, value, condition, value, …, otherwise
  kOf,       // args[0] a measure, args[1…] its key: the measure for the row's key ("orders of the
             // customer"), under the query's plain row filters; name = all: over all rows
  kOther,  // a group only: args[0] a scalar, args[1…] a key: each other value that stands with the
           // row's own under the same key ("bought in the same order"); args[0] may be a kWhere
  // conditions
  kAnd,
  kOr,  // two or more args
  kNot,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,       // args[0] a scalar, args[1…] literals
  kBetween,  // args[0] ≥ args[1] and ≤ args[2]; for times args[2] is the last *day*, inclusive
  kContains,
  kStartsWith,
  kEndsWith,  // args[0] text, args[1] literal; without regard to case
  kIsNull,    // missing: null
  kInQuery,   // args[0] a field; query: its first group's values ("customers who ordered twice")
  // measures: aggregates and what is made of them
  kAggregate,  // name = sum count count_distinct avg min max median stddev corr percentile; args:
               // scalars; percentile: the number below which the part args[1] (0..1) lies.
               // count(table.*): args[0] is a field whose column is "*", counting that table's rows
  kWhere,      // args[0] a measure, args[1] a condition: over only the rows that meet it
  kTotal,      // args[0] a measure, over all groups: one number. Allowed in filters too:
               // price > total(avg(products.price))
  kShare,      // args[0] a measure; args[1…] groups held fixed: its part of the total (0..1)
  kChange,     // args[0] a measure; along the query's time group, against the period before;
               // name = on_year: against the same period of the year before
  kGrowth,     // the same as a fraction of that period's
  kCumulative,       // args[0] a measure; running total along the query's time group
  kMovingAverage,    // args[0] a measure, args[1] how many periods, this one included
  kRank,             // args[0] a measure; args[1…] groups within which to rank; 1 = highest
  kShareAbove,       // args as kRank: the part of the groups that rank higher: below 0.1 are the
                     // top 10 %
  kNtile,            // args[0] a measure, args[1] how many parts of equal size, args[2…] groups
                     // within which; 1 = highest
  kCumulativeShare,  // args as kRank: the part of the total up to this group, highest first
  kStreak,  // args[0] a measure; how many periods in a row, up to this one, it rose; name = down:
            // it fell; name = active: there was one
  kPer,     // name = fold; args[0] a measure, args[1…] groupings: fold of the measure over them
            // ("average orders per customer": per(avg, orders, customers.customer_id))
};

struct Expr {
  Op op = Op::kLiteral;
  std::string name;  // see Op
  Value value;       // kLiteral
  std::vector<Expr> args;
  std::shared_ptr<const Query> query;  // kInQuery

  bool operator==(const Expr& other) const;
};

// Builders.
Expr Literal(Value value);
Expr Field(std::string table_dot_column);
Expr MetricRef(std::string name);
Expr Make(Op op, std::vector<Expr> args, std::string name = {});
Expr And(std::vector<Expr> conditions);  // flattens; one condition is itself
inline Expr Sum(Expr x) { return Make(Op::kAggregate, {std::move(x)}, "sum"); }
// Whether `field` is among the values of the first group of `query`.
inline Expr InQuery(Expr field, std::shared_ptr<const Query> query) {
  Expr in = Make(Op::kInQuery, {std::move(field)});
  in.query = std::move(query);
  return in;
}
inline Expr CountRows(const std::string& table) {
  return Make(Op::kAggregate, {Field(table + ".*")}, "count");
}
inline Expr CountDistinct(Expr x) { return Make(Op::kAggregate, {std::move(x)}, "count_distinct"); }

bool IsMeasure(const Expr& expr);  // holds an aggregate or a metric outside kTotal and kOf
std::vector<std::string> FieldsOf(const Expr& expr);   // every field named, in order, once each
std::vector<std::string> MetricsOf(const Expr& expr);  // every metric named, likewise

// The same meaning in one form: and/or/in flattened, sorted, without repeats; `x = 1 or x = 2` as
// `x in (1, 2)`; literals on the right; 5.0 as 5. ToString(Canonical(x)) compares meanings.
Expr Canonical(const Expr& expr);
// The text form (docs/query.md), with no more parentheses than needed; text quoted with "…".
std::string ToString(const Expr& expr);
// Reads ToString's form and what a person would write; errors carry the offset at fault and the
// word that was expected. Names are not checked against a model here.
Result<Expr> ParseExpr(std::string_view text);

}  // namespace aisle::semantic
