// Dates that stand for whole weeks, months or years: nothing finer can be told from them.
#pragma once

#include <string>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"

namespace aisle::ingest {

// Sets `grain` of the columns of dates of `table`, whose columns are profiled.
Status FindGrains(engine::Session& session, const std::string& relation_sql, catalog::Table* table);

}  // namespace aisle::ingest
