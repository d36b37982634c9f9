// Vacuum deletes the data files that no version younger than the retention needs: those that were
// removed long enough ago, and those that were written and never committed.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "delta/snapshot.h"

namespace aisle::delta {

struct VacuumOptions {
  // Hours; the table's own (delta.deletedFileRetentionDuration, or 168) unless said otherwise.
  std::optional<int64_t> retention_hours = {};
  // Less than a week may take files from under a slow reader, and less than the longest write from
  // under a writer that has not committed yet; it must be asked for.
  bool allow_short = false;
  bool dry_run = false;
  std::set<std::string> keep = {};  // files that stay anyhow, relative to the table's folder
};

struct VacuumReport {
  std::vector<std::string> paths;  // relative to the table's folder; deleted, or to be
  int64_t bytes = 0;
};

// Older versions whose files are deleted can no longer be read: time travel to them fails.
Result<VacuumReport> Vacuum(const Table& table, const VacuumOptions& options = {});

}  // namespace aisle::delta
