// Gives each column of paths (path_shape.h) columns of their levels: category_level_1, the widest,
// category_level_2 … The paths stay as they are, rows are neither added nor dropped.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"
#include "ingest/text_counts.h"

namespace aisle::ingest {

struct LevelsTarget {
  std::string engine_table;
  std::vector<catalog::Column>* columns = nullptr;  // gets the levels at its end
  CountsByColumn* counts = nullptr;  // of all columns that hold texts; gets those of the levels
};

// A sentence for each column that was split.
Result<std::vector<std::string>> SplitPaths(engine::Session& session, const LevelsTarget& target);

}  // namespace aisle::ingest
