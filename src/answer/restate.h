// The question said back from its Query: "Revenue by state, Apr–Jun 2022, highest first, top 5".
// What the reader checks before trusting the number.
#pragma once

#include <string>

#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::answer {

std::string Restate(const semantic::Model& model, const semantic::Query& query);
// Only the filters, "" when there are none: "Apr 2022, state Goa".
std::string RestateFilters(const semantic::Model& model, const semantic::Query& query);

}  // namespace aisle::answer
