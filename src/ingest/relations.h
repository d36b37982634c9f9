// Relations between tables: columns whose values are found among the values of a key of another
// table (or of the same one: an employee's manager). Names and statistics choose the candidates;
// each is proven over all rows, and the rows that find nothing are counted.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/values.h"
#include "engine/engine.h"

namespace aisle::ingest {

// A table with its columns profiled and its keys found, and what follows FROM to read it.
struct RelationSide {
  const catalog::Table* table = nullptr;
  std::string relation_sql;
};

// `values` are those of the tables' columns that are indexed; they spare the proof of what a few
// dozen of them show to be unrelated.
Result<std::vector<catalog::Relation>> FindRelations(engine::Session& session,
                                                     const std::vector<RelationSide>& sides,
                                                     const catalog::Values& values);

}  // namespace aisle::ingest
