// Columns of one table that contradict each other: an id with two names, an amount without a
// quantity, goods shipped before they were ordered. Names choose the pairs, all rows are counted.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"

namespace aisle::ingest {

// `table` has its columns profiled.
Result<std::vector<catalog::QualityWarning>> FindInconsistencies(engine::Session& session,
                                                                 const std::string& relation_sql,
                                                                 const catalog::Table& table);

}  // namespace aisle::ingest
