// Attributes: what a measure is for the key of a row, as a scalar of that row. In a plan the
// measure is a stage of its own, one row a key, that scans join by the key.
#pragma once

#include <string>
#include <vector>

#include "semantic/query.h"

namespace aisle::plan {

// The query with every of(…) told its conditions: `of(m, key)` is `of_all(m where c, key)`, c being
// the conditions of `where` that hold where it stands, but those that hold an attribute themselves.
semantic::Query BindAttributes(semantic::Query query);

bool HasAttribute(const semantic::Expr& expr);
// The lowered attributes of an expression, and what stands with it, each once, in order.
std::vector<semantic::Expr> AttributesOf(const semantic::Expr& expr);

// The keys of the attributes that the arguments of an aggregate are made of, if they are made of
// nothing else: then its value belongs to the key and not to the row. Else nothing.
std::vector<semantic::Expr> MemberKeys(const semantic::Expr& aggregate);

// Grouped by what stands with a row, the row is seen several times, or not at all.
bool IsOther(const semantic::Item& group);

}  // namespace aisle::plan
