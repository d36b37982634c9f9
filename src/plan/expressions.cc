#include "plan/expressions.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Op;

std::string TableOf(std::string_view field) {
  return std::string(field.substr(0, field.find('.')));
}

std::string ColumnOf(std::string_view field) {
  const size_t point = field.find('.');
  return std::string(point == std::string_view::npos ? field : field.substr(point + 1));
}

std::vector<Expr> Conjuncts(const Expr& condition) {
  if (condition.op != Op::kAnd) return {condition};
  std::vector<Expr> all;
  for (const Expr& arg : condition.args) {
    for (Expr& part : Conjuncts(arg)) all.push_back(std::move(part));
  }
  return all;
}

std::set<std::string> TablesOf(const Expr& expr) {
  if (expr.op == Op::kTotal) return {};
  if (expr.op == Op::kField) {
    std::string table = TableOf(expr.name);
    if (table.empty()) return {};
    return {std::move(table)};
  }
  return TablesOf(expr.args);
}

std::set<std::string> TablesOf(const std::vector<Expr>& exprs) {
  std::set<std::string> tables;
  for (const Expr& expr : exprs) tables.merge(TablesOf(expr));
  return tables;
}

bool HasAggregate(const Expr& expr) {
  if (expr.op == Op::kTotal || expr.op == Op::kOf) return false;
  if (expr.op == Op::kAggregate || expr.op == Op::kMetric || expr.op == Op::kPer) return true;
  for (const Expr& arg : expr.args) {
    if (HasAggregate(arg)) return true;
  }
  return false;
}

bool IsWindow(Op op) {
  return op == Op::kShare || op == Op::kChange || op == Op::kGrowth || op == Op::kCumulative ||
         op == Op::kMovingAverage || op == Op::kRank || op == Op::kShareAbove || op == Op::kNtile ||
         op == Op::kCumulativeShare || op == Op::kStreak;
}

Expr IsKnown(const Expr& expr) {
  return semantic::Make(Op::kNot, {semantic::Make(Op::kIsNull, {expr})});
}

size_t EdgesOf(const Expr& band) {
  size_t edges = 0;
  while (edges + 1 < band.args.size() &&
         !std::holds_alternative<std::string>(band.args[edges + 1].value)) {
    ++edges;
  }
  return edges;
}

bool IsCount(const Expr& aggregate) {
  return aggregate.name == "count" || aggregate.name == "count_distinct";
}

Result<Expr> MapArgs(const Expr& expr, const Rewrite& rewrite) {
  Expr mapped = expr;
  for (Expr& arg : mapped.args) {
    auto rewritten = rewrite(arg);
    if (!rewritten) return rewritten.error();
    arg = std::move(*rewritten);
  }
  return mapped;
}

}  // namespace aisle::plan
