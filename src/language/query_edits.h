// Edits of a Query that need no words: filters merged, widened, turned round or dropped, groups
// exchanged, figures exchanged, the order that belongs to what is shown. Internal to language/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/value.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::language {

// The conditions that a filter holds together: those of an "and", else itself.
std::vector<semantic::Expr> ConditionsOf(const std::optional<semantic::Expr>& where);
std::optional<semantic::Expr> Together(std::vector<semantic::Expr> conditions);

// A condition that a column is, or is none of, some values.
struct ValueCondition {
  semantic::Expr what;
  std::vector<semantic::Expr> values;  // literals
  bool negated = false;
};
std::optional<ValueCondition> AsValues(const semantic::Expr& condition);
semantic::Expr ToExpr(const ValueCondition& condition);

// The new condition takes the place of those that speak of the same columns; a part of time
// ("in March") stands beside a period ("2023").
void ReplaceFilter(const semantic::Expr& condition, semantic::Query* query);
// "and Spain too": one more value of the column; else it is added.
void WidenFilter(const semantic::Expr& condition, semantic::Query* query);
// "without Spain": a value less, or all but it.
void ExcludeFilter(const semantic::Expr& condition, semantic::Query* query);
// Forgets conditions that name one of the fields; false when there are none.
bool DropFilters(const std::vector<std::string>& fields, semantic::Query* query);

// Puts one expression in the place of another, wherever it stands.
void Replace(const semantic::Expr& what, const semantic::Expr& with, semantic::Expr* in);

// Groups of the same kind of time are exchanged in their place, all others replaced.
void SwapGroups(const std::vector<semantic::Item>& groups, semantic::Query* query);
void AddGroups(const std::vector<semantic::Item>& groups, semantic::Query* query);
// The figure in the place of the first one, also inside what is computed of it.
void SwapMeasures(const std::vector<semantic::Item>& measures, semantic::Query* query);
void AddMeasures(const std::vector<semantic::Item>& measures, semantic::Query* query);
// The order of a query whose groups or figures changed: along time, else highest first.
void OrderAgain(semantic::Query* query);

bool IsTimeGroup(const semantic::Expr& group);

// The rows of `query` as a condition: the one row whose groups have these values.
semantic::Expr RowCondition(const std::vector<semantic::Item>& groups,
                            const std::vector<Value>& row);

}  // namespace aisle::language
