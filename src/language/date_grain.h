// Dates that stand for whole months tell nothing of days: such questions are refused, not answered
// from the first of each month.
#pragma once

#include <optional>
#include <string>

#include "catalog/catalog.h"
#include "semantic/query.h"

namespace aisle::language {

// Why the query cannot be answered: it splits or filters by something finer than its dates; or
// nothing where it does not.
std::optional<std::string> FinerThanDates(const semantic::Query& query,
                                          const catalog::Catalog& catalog);

}  // namespace aisle::language
