// Optimize rearranges a table's rows between files; no row changes, and readers of the table see
// the same before and after. Source: the Delta protocol, `dataChange` of "Add File and Remove
// File": here it is false.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "delta/commit.h"

namespace aisle::delta {

struct OptimizeOptions {
  int64_t file_bytes = 256 << 20;                // about what files should become
  std::vector<PartitionValues> partitions = {};  // only these; none named: all
  CommitOptions commit = {};
};

// Puts files smaller than `file_bytes` together, within their partition and in one commit.
// Appends by others do not get in its way, nor it in theirs.
Result<CommitReport> Compact(const Table& table, const OptimizeOptions& options = {});

// Writes all files of the partitions anew, the rows in Z-order of one to seven columns: a file then
// holds a narrow range of each, so that a filter on any of them skips most files. The order is
// that of the interleaved bits of the columns' ranks, a rank being one of 256 parts of about as
// many rows (by a sample).
Result<CommitReport> ZOrder(const Table& table, const std::vector<std::string>& columns,
                            const OptimizeOptions& options = {});

}  // namespace aisle::delta
