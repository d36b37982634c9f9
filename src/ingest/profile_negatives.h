// Rows that take back others: negative quantities and amounts, and the letter that marks their ids.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"

namespace aisle::ingest {

// `table` has its columns profiled. Only columns whose extremes lie on both sides of zero are read.
Result<std::vector<catalog::Negatives>> FindNegatives(engine::Session& session,
                                                      const std::string& relation_sql,
                                                      const catalog::Table& table);

}  // namespace aisle::ingest
