// Whether a query can mean anything: every operation has the arguments it needs, every field and
// table exists. Done once, so that the rest of planning need not ask.
#pragma once

#include "base/result.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::plan {

Status CheckShape(const semantic::Model& model, const semantic::Query& query);

}  // namespace aisle::plan
