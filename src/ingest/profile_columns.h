// Statistics of one column, over all rows: rows, nulls, distinct, extremes, frequent values.
#pragma once

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

// Fills in the computed fields of `column`, one of the relation's, which has `rows` rows.
Result<ColumnProfile> ProfileColumn(engine::Session& session, const std::string& relation_sql,
                                    int64_t rows, catalog::Column* column);

}  // namespace aisle::ingest
