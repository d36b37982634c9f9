// Statistics of columns, over all rows: rows, nulls, distinct, extremes, frequent values.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/values.h"
#include "engine/engine.h"
#include "ingest/text_counts.h"
#include "ingest/values_index.h"

namespace aisle::ingest {

struct ColumnProfile {
  TextShape shape;               // for text
  catalog::ColumnValues values;  // table and column left open; empty unless it BelongsInIndex
};

struct ColumnsSource {
  const std::string& relation_sql;
  int64_t rows = 0;
  const CountsByColumn& counts;  // of texts that were counted already
};

// Fills in the computed fields of `columns`, all of the relation's.
Result<std::vector<ColumnProfile>> ProfileColumns(engine::Session& session,
                                                  const ColumnsSource& source,
                                                  std::vector<catalog::Column>* columns);

}  // namespace aisle::ingest
