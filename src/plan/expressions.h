// Small things that planning asks of expressions.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "semantic/expr.h"

namespace aisle::plan {

std::string TableOf(std::string_view field);   // "orders.date" → "orders"; ".Revenue" → ""
std::string ColumnOf(std::string_view field);  // what follows the first point
inline semantic::Expr Column(const std::string& name) { return semantic::Field("." + name); }

// The conditions that must all hold: an `and` taken apart.
std::vector<semantic::Expr> Conjuncts(const semantic::Expr& condition);

// The tables whose rows the expression reads; not those inside totals and subqueries.
std::set<std::string> TablesOf(const semantic::Expr& expr);
std::set<std::string> TablesOf(const std::vector<semantic::Expr>& exprs);

bool HasAggregate(const semantic::Expr& expr);  // outside totals, attributes and subqueries
bool IsWindow(semantic::Op op);
semantic::Expr IsKnown(const semantic::Expr& expr);  // is not missing
size_t EdgesOf(const semantic::Expr& band);          // how many; after them stand names, or nothing
bool IsCount(const semantic::Expr& aggregate);       // count and count_distinct

using Rewrite = std::function<Result<semantic::Expr>(const semantic::Expr&)>;
// The expression with every argument rewritten; the first failure wins.
Result<semantic::Expr> MapArgs(const semantic::Expr& expr, const Rewrite& rewrite);

}  // namespace aisle::plan
