// Snapshot is a Delta table as of one version: what the log says, replayed. A plain value; the
// table's later versions do not change it. Source: the Delta protocol, "Action Reconciliation".
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "delta/actions.h"
#include "delta/schema.h"
#include "engine/engine.h"

namespace aisle::delta {

// A table is its folder and the session that reads and writes its Parquet. The session belongs
// to one thread at a time, and so does the table; two of one folder are independent.
struct Table {
  std::string root;          // see CleanRoot
  engine::Session* session;  // outlives the table; its time zone becomes UTC
};

// The folder's name in the one form that paths of files begin with: no `.`, no slash at its end.
std::string CleanRoot(const std::string& root);

// kNotFound when there is no `_delta_log` in the folder.
Result<Table> OpenTable(engine::Session* session, const std::string& root);

struct Snapshot {
  int64_t version = -1;
  int64_t timestamp = 0;  // of the commit file, milliseconds since 1970
  Protocol protocol;
  Metadata metadata;
  Schema schema;
  std::map<std::string, Add> files;          // decoded path → the file
  std::map<std::string, Remove> tombstones;  // decoded path → when it was removed
  std::map<std::string, Transaction> transactions;
  std::map<std::string, DomainMetadata> domains;

  bool IsPartitionColumn(std::string_view name) const;
};

// The newest version, or the one asked for. kNotFound: no such table or version (or its log was
// cleaned away). kInvalid: a broken log, or a feature that is not read (protocol.h).
Result<Snapshot> LoadSnapshot(const Table& table, std::optional<int64_t> version = {});

// Follows the commits after the snapshot's, up to the newest. On failure the snapshot is unusable.
Status Advance(const Table& table, Snapshot* snapshot);

// Applies one action, as a replay does.
Status Apply(const Action& action, Snapshot* snapshot);

// What the snapshot's last action leaves to be checked: that it has a protocol and a schema, that
// it can be read, that no file has a deletion vector.
Status CheckWhole(const Snapshot& snapshot);

}  // namespace aisle::delta
