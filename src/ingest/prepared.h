// prepared.json: what a version of the lake will do to its Delta tables. It is the last file of a
// version to be written before the commits, and says that all the others are there: a version that
// has it can be finished by anybody, one that has not can only be abandoned.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "delta/actions.h"
#include "delta/schema.h"
#include "ingest/version_record.h"

namespace aisle::ingest {

struct TableChange {
  std::string folder;                        // "silver/orders"
  int64_t base = -1;                         // version of the Delta table that is changed; -1: none
  std::optional<delta::Schema> schema = {};  // from now on; none: as it is
  std::vector<delta::Add> adds = {};         // files, relative to the folder
  std::vector<std::string> removes = {};     // files, relative to the folder
  int64_t rows_added = 0;
  int64_t rows_removed = 0;
  bool gone = false;        // the lake has the table no longer: nothing is left in it
  bool rearranged = false;  // the same rows in other files
};

struct Prepared {
  std::string operation;  // "load", "restore", "optimize"
  std::string detail;
  std::vector<TableChange> changes;
  std::vector<RecordedTable> kept;  // tables that stay as they are
};

Result<Prepared> ParsePrepared(std::string_view text);
std::string ToJson(const Prepared& prepared);

}  // namespace aisle::ingest
