// Relations between tables: columns whose values are found among the values of a key of another
// table (or of the same one: an employee's manager). Names and statistics choose the candidates;
// each is proven over all rows, and the rows that find nothing are counted.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"

namespace aisle::ingest {

// A table with its columns profiled and its keys found, and what follows FROM to read it.
struct RelationSide {
  const catalog::Table* table = nullptr;
  std::string relation_sql;
};

Result<std::vector<catalog::Relation>> FindRelations(engine::Session& session,
                                                     const std::vector<RelationSide>& sides);

}  // namespace aisle::ingest
