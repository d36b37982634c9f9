// Writes: rows added, rows replaced. `rows` is everywhere a statement that gives rows
// in the table's session; it may run several times when other writers get in the way, and
// should give the same rows each time.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "delta/commit.h"
#include "delta/conform.h"
#include "delta/create.h"
#include "delta/snapshot.h"

namespace aisle::delta {

// Adds the rows. Never conflicts with other appends. Nothing is committed when there are no rows
// and the schema stays.
Result<CommitReport> Append(const Table& table, const std::string& rows,
                            SchemaMode mode = SchemaMode::kExact,
                            const CommitOptions& options = {});

// Which rows of the table an overwrite replaces.
struct Replaced {
  enum class What { kAll, kPartitionsOfRows, kPartitions };
  What what = What::kAll;
  std::vector<PartitionValues> partitions = {};  // kPartitions: these, whatever the rows are
};

// Puts the rows in the place of others. With SchemaMode::kReplace the table takes the rows' columns
// and types; that is for kAll alone. With kPartitions rows of other partitions are kInvalid.
Result<CommitReport> Overwrite(const Table& table, const std::string& rows,
                               const Replaced& replaced = {}, SchemaMode mode = SchemaMode::kExact,
                               const CommitOptions& options = {});

}  // namespace aisle::delta
