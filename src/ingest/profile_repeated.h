// Amounts of a whole order that each of its lines prints again: an order total, a shipping fee.
// Added up over lines they would count once for each.
#pragma once

#include <string>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"

namespace aisle::ingest {

// Sets `same_within` of the columns of `table`, whose columns are profiled, where every order of
// two lines or more has one value of it. Only columns whose headings speak of an order's money are
// read.
Status FindRepeated(engine::Session& session, const std::string& relation_sql,
                    catalog::Table* table);

}  // namespace aisle::ingest
