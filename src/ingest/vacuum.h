// Vacuum removes versions of the lake that nobody should need any more, and the files that none of
// those that stay needs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/lake.h"

namespace aisle::ingest {

struct VacuumOptions {
  int64_t retention_hours = 168;
  bool dry_run = false;
};

struct VacuumReport {
  std::vector<std::string> versions;  // removed, or to be
  std::vector<std::string> files;     // relative to the lake; removed, or to be
  int64_t bytes = 0;
};

// The version in force stays, and each that was in force within the retention. A short retention
// takes files from under readers at work.
Result<VacuumReport> VacuumLake(const std::string& root, const VacuumOptions& options,
                                const Teller& tell);

}  // namespace aisle::ingest
