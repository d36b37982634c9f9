// History is what was done to a table, version by version, and the way back: the version that was
// in force at a time, and restoring one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "delta/commit.h"
#include "delta/snapshot.h"

namespace aisle::delta {

struct HistoryEntry {
  int64_t version = 0;
  int64_t timestamp = 0;  // of the commit file, milliseconds since 1970; grows with the version
  std::string operation;  // "WRITE", "MERGE" …; empty where the writer did not say
  json::object info;      // all that the writer said
};

// The newest `limit` versions whose commits are still in the log, newest first.
Result<std::vector<HistoryEntry>> ReadHistory(const Table& table, std::size_t limit = 1000);

// The newest version that was committed at `millis` (since 1970) or before. kNotFound when the log
// has none so old.
Result<int64_t> VersionAt(const Table& table, int64_t millis);

// Makes a new version with the rows and the schema of an older one. kNotFound when a data file of
// it was vacuumed, or the version is not in the log.
Result<CommitReport> Restore(const Table& table, int64_t version,
                             const CommitOptions& options = {});

}  // namespace aisle::delta
