// The history of one table of a lake, by its Delta log: what loads did, and what others did.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace aisle::ingest {

struct TableVersion {
  int64_t version = 0;    // of the Delta table
  int64_t committed = 0;  // milliseconds since 1970
  std::string operation;  // "WRITE", "MERGE" …
  std::string writer;     // "Aisle", "delta-rs:0.25" …; empty: it did not say
  std::string lake;       // the lake's version that made it; empty: another program did
  int64_t rows_added = 0;
  int64_t rows_removed = 0;
};

// Oldest first. `table` is a table that the lake has or had, or "quarantine".
Result<std::vector<TableVersion>> ReadTableHistory(const std::string& root,
                                                   const std::string& table);

}  // namespace aisle::ingest
