// Restore makes a new version of the lake whose tables are those of an older one; versions between
// stay as they were, and so does the history of each Delta table.
#pragma once

#include <string>

#include "base/result.h"
#include "ingest/lake.h"
#include "ingest/lake_versions.h"

namespace aisle::ingest {

struct Restored {
  LakeVersion now;       // the version in force
  std::string of;        // the version whose tables it has
  bool changed = false;  // false: that one is in force already
};

// Rows that other programs wrote since are not in the new version, as with any restore. kNotFound
// when the version, or a file of it, was removed.
Result<Restored> RestoreVersion(const std::string& root, const Moment& moment, const Teller& tell);

}  // namespace aisle::ingest
