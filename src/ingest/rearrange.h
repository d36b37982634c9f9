// Rearrange writes the rows of one table into other files of its folder. Nothing is committed.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "delta/snapshot.h"
#include "ingest/lake.h"
#include "ingest/manifest.h"
#include "ingest/optimize.h"
#include "ingest/prepared.h"
#include "ingest/table_files.h"

namespace aisle::ingest {

// A table to rearrange.
struct Rearranging {
  const Lake& lake;
  engine::Session& session;
  const TableFiles& names;
  std::string table;
  const delta::Snapshot& newest;  // of its Delta table
};

// Where a table's parts are changed in the manifest, and the change for its log. Without removes
// there was nothing to do.
Result<TableChange> PutTogether(const Rearranging& at, int64_t file_bytes, Manifest* manifest);
Result<TableChange> PutInOrder(const Rearranging& at, const std::vector<std::string>& columns,
                               Manifest* manifest);

}  // namespace aisle::ingest
