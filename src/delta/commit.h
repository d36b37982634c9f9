// Commit makes a change of a table its next version, at once or not at all, among any number of
// writers. Source: the Delta protocol, "Delta Log Entries"; the rules of conflicts are those of
// the isolation level Serializable.
//
// A writer reads a snapshot, writes files, and puts version N+1 into the log if nobody has. If
// somebody has, what they committed is compared with what the change relied on: where nothing
// of it changed, N+2 is tried, and so on; else the change is made again from the new state.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "delta/data_files.h"
#include "delta/snapshot.h"

namespace aisle::delta {

// What a change relied on besides the files that it removes.
struct Reads {
  bool everything = false;                  // rows of the whole table
  std::vector<PartitionValues> partitions;  // or the rows of these, in their normal writing
};

struct Change {
  std::string operation;    // for the history: "WRITE", "MERGE" …
  json::object parameters;  // for the history
  std::vector<Action> actions;
  Reads reads;
  WrittenFiles written;  // deleted when the change does not come to be
  int64_t rows_added = 0;
  int64_t rows_removed = 0;
};

struct CommitOptions {
  // A step of a program, done once however often it is tried: when the table has this app's
  // version or a later one, nothing is done.
  std::optional<Transaction> transaction = {};
  int attempts = 20;               // to make the change, when others get in its way
  json::object info = {};          // added to the history's entry
  int64_t file_bytes = 256 << 20;  // about the size of the files written, unless partitioned
};

struct CommitReport {
  int64_t version = -1;    // made by the commit; where there was none, the one it is based on
  bool committed = false;  // false: there was nothing to do, or it had been done
  int64_t files_added = 0;
  int64_t files_removed = 0;
  int64_t rows_added = 0;  // in files added, minus rows only copied
  int64_t rows_removed = 0;
  int attempts = 1;
};

// Makes the change for a snapshot; nothing where there is nothing to do. Called again with a newer
// snapshot after a conflict.
using MakeChange = std::function<Result<std::optional<Change>>(const Snapshot&)>;

// kConflict when others got in the way `attempts` times. Whatever MakeChange fails with is handed
// through. kUnavailable with "durability unknown" in the message: the commit stands, but may not
// survive a loss of power. Every checkpoint interval (delta.checkpointInterval, or 10) the
// commit is followed by a checkpoint.
Result<CommitReport> RunChange(const Table& table, const CommitOptions& options,
                               const MakeChange& make);

// Why a change of a table of this schema cannot follow a commit that it did not know of; nothing
// when it can.
std::optional<std::string> FindConflict(const Change& change, const Schema& schema,
                                        const std::vector<Action>& winner);

}  // namespace aisle::delta
