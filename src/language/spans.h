// A stretch of days as a condition of a query, and the one before it. Internal to language/.
#pragma once

#include <optional>
#include <string>

#include "language/periods.h"
#include "semantic/query.h"

namespace aisle::language {

struct Span {
  std::string field;
  Days days;
};

// The days that the condition keeps; nothing where it is of another kind.
std::optional<Span> AsSpan(const semantic::Expr& condition);
semantic::Expr ToExpr(const Span& span);
Span Moved(const Span& span, int months);
// The stretch before, as long: months where it is of whole ones, a year back when `grain` says so.
Span Before(const Span& span, const std::string& grain);

}  // namespace aisle::language
