// version.json: what a version of the lake is, written when its tables are committed. It names the
// version of each Delta table, and what the version did to them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace aisle::ingest {

struct RecordedTable {
  std::string folder;    // "silver/orders"
  int64_t version = -1;  // of the Delta table
  // Another program wrote between the version before and this one; its files are not read.
  bool others = false;
  bool changed = false;  // by this version of the lake
  bool gone = false;     // emptied: the lake has it no longer
  int64_t rows_added = 0;
  int64_t rows_removed = 0;
};

struct VersionRecord {
  int64_t committed = 0;       // milliseconds since 1970; grows with the version
  std::string operation = {};  // "load", "restore", "optimize"
  std::string detail = {};     // "of v000002"
  std::vector<RecordedTable> tables = {};
  const RecordedTable* Find(std::string_view folder) const;  // null: none, or gone
};

Result<VersionRecord> ParseVersionRecord(std::string_view text);
std::string ToJson(const VersionRecord& record);

}  // namespace aisle::ingest
