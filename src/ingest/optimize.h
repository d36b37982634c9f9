// Optimize puts the rows of tables into other files, as a new version of the lake: small files into
// larger ones, or the rows in Z-order of some columns. No row changes, and every source keeps its
// own: it can still be replaced alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/lake.h"

namespace aisle::ingest {

struct OptimizeOptions {
  std::string table = {};                // empty: all tables
  std::vector<std::string> zorder = {};  // columns; none: small files are put together
  int64_t file_bytes = 256 << 20;        // about what files become at most
  std::string memory = "1GB";
  int threads = 0;
};

struct OptimizedTable {
  std::string table;
  int64_t files_before = 0;
  int64_t files_after = 0;
};

struct OptimizeReport {
  std::string version;                 // in force now
  std::vector<OptimizedTable> tables;  // those that were changed; none: there was nothing to do
};

// kConflict when another program changed a table since the last load: that is to be taken up first.
Result<OptimizeReport> OptimizeLake(const std::string& root, const OptimizeOptions& options,
                                    const Teller& tell);

}  // namespace aisle::ingest
