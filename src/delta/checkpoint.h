// Checkpoints are the state of a table at one version as Parquet, so that a reader need not replay
// the log from its beginning. Source: the Delta protocol, "Checkpoints", the classic kind.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "delta/actions.h"
#include "engine/engine.h"

namespace aisle::delta {

// Hands over the actions in the checkpoint's files, until one is not taken. kInvalid for a
// checkpoint of the second kind (`v2Checkpoint`), which keeps its actions in other files.
Status ReadCheckpoint(engine::Session* session, const std::vector<std::string>& paths,
                      const std::function<Status(const Action&)>& take);

struct Table;
struct Snapshot;

// Writes the snapshot's checkpoint and the hint `_last_checkpoint`; the checkpoint of another
// writer at the same version is replaced, which readers do not notice. Tombstones older than the
// table's retention are left out. Returns the number of actions.
Result<int64_t> WriteCheckpoint(const Table& table, const Snapshot& snapshot);

}  // namespace aisle::delta
