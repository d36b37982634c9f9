// The files of a table's `_delta_log`: their names, and which are there.
//
//   00000000000000000007.json                                       a commit
//   00000000000000000007.checkpoint.parquet                         the state at version 7
//   00000000000000000007.checkpoint.0000000001.0000000002.parquet   a part of it
//   _last_checkpoint                                                a hint; the listing decides
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "delta/actions.h"

namespace aisle::delta {

std::string LogFolder(const std::string& root);
std::string CommitName(int64_t version);
std::string CheckpointName(int64_t version);

struct LogListing {
  std::vector<int64_t> commits;                             // ascending
  std::map<int64_t, std::vector<std::string>> checkpoints;  // whole ones: version → paths
  std::vector<int64_t> v2_checkpoints;                      // of the second kind, never read
};

// kNotFound when the table has no log.
Result<LogListing> ListLog(const std::string& root);

// What one file name of a log says; nothing for names that are not of the log.
struct LogName {
  enum class Kind { kCommit, kCheckpoint, kV2Checkpoint };
  Kind kind;
  int64_t version;
  int part = 1;  // of a checkpoint, from 1
  int parts = 1;
};
std::optional<LogName> ParseLogName(std::string_view name);

// The actions of one commit; nothing when there is no such version (yet).
Result<std::optional<std::vector<Action>>> ReadCommit(const std::string& root, int64_t version);

}  // namespace aisle::delta
