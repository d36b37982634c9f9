// A stretch of days as a condition of a query, and the one before it. Internal to language/.
#pragma once

#include <optional>
#include <string>

#include "language/periods.h"
#include "semantic/query.h"

namespace aisle::language {

struct Stretch {
  std::string field;
  Days days;
};

// The days that the condition keeps; nothing where it is of another kind.
std::optional<Stretch> AsStretch(const semantic::Expr& condition);
// Whether the figure is one side of a comparison of two stretches: its condition is one.
bool IsSide(const semantic::Expr& figure);
semantic::Expr ToExpr(const Stretch& stretch);
// Whether it is one calendar year.
bool IsYear(const Stretch& stretch);
Stretch Moved(const Stretch& stretch, int months);
// The stretch before, as long: months where it is of whole ones, a year back when `grain` says so.
Stretch Before(const Stretch& stretch, const std::string& grain);

}  // namespace aisle::language
