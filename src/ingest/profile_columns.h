// Statistics of columns, over all rows: rows, nulls, distinct, extremes, frequent values.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/values.h"
#include "engine/engine.h"
#include "ingest/values_index.h"

namespace aisle::ingest {

struct ColumnProfile {
  TextShape shape;               // for text
  catalog::ColumnValues values;  // table and column left open; empty unless it BelongsInIndex
};

// Fills in the computed fields of `columns`, all of the relation's, which has `rows` rows.
Result<std::vector<ColumnProfile>> ProfileColumns(engine::Session& session,
                                                  const std::string& relation_sql, int64_t rows,
                                                  std::vector<catalog::Column>* columns);

}  // namespace aisle::ingest
