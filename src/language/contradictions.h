// A query that contradicts itself: "cancellation rate where the status is Returned" is 0 % of
// every row, and says nothing; the customers of each customer are one. Internal to language/.
#pragma once

#include <optional>
#include <string>

#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::language {

// Why no row can be counted, in a sentence; nothing where the query says something.
std::optional<std::string> ContradictionIn(const semantic::Query& query,
                                           const semantic::Model& model);

}  // namespace aisle::language
