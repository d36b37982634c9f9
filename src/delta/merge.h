// Merge is an upsert by key: rows whose key the table has take the place of the table's, the others
// are added. Files without such keys stay; the rest of the others is copied.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "delta/commit.h"
#include "delta/conform.h"

namespace aisle::delta {

struct MergeOptions {
  std::vector<std::string> keys;  // columns of the table
  // An expression over "old" (the table's row) and "new": a row replaces those of its key only when
  // this holds for all of them, such as `new.changed_at >= old.changed_at`. Null is no; empty is
  // always.
  std::string replace_when = {};
  SchemaMode mode = SchemaMode::kExact;  // or kEvolve
  CommitOptions commit = {};
};

// `rows` as in write.h; each replaces a whole row, columns that it lacks become null. kInvalid
// when a key comes twice in the rows, or is null in a column. CommitReport::rows_added is what was
// taken of the rows, rows_removed what was replaced.
Result<CommitReport> Merge(const Table& table, const std::string& rows,
                           const MergeOptions& options);

}  // namespace aisle::delta
