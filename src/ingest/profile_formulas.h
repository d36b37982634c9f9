// Columns that the others of their row give: a total that is quantity × price, a profit that is
// sales - cost. They tell what an ambiguous heading ("Amount") holds.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"

namespace aisle::ingest {

// `table` has its columns profiled. The first rows propose; all rows decide: what holds on fewer
// than 95 % of those that have every column is left out.
Result<std::vector<catalog::Formula>> FindFormulas(engine::Session& session,
                                                   const std::string& relation_sql,
                                                   const catalog::Table& table);

}  // namespace aisle::ingest
