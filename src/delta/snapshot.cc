#include "delta/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>

#include "delta/checkpoint.h"
#include "delta/files.h"
#include "delta/log_files.h"
#include "delta/protocol.h"
#include "delta/uri.h"

namespace aisle::delta {
namespace {

constexpr int64_t kNewest = std::numeric_limits<int64_t>::max();

struct Applier {
  Snapshot* snapshot;

  Status operator()(const Protocol& protocol) const {
    snapshot->protocol = protocol;
    return Done{};
  }
  Status operator()(const Metadata& metadata) const {
    auto schema = ParseSchema(metadata.schema_string);
    if (!schema) return schema.error();
    snapshot->metadata = metadata;
    snapshot->schema = *std::move(schema);
    return Done{};
  }
  Status operator()(const Add& add) const {
    const auto path = DecodePath(add.path);
    if (!path) return path.error();
    snapshot->tombstones.erase(*path);
    snapshot->files[*path] = add;
    return Done{};
  }
  Status operator()(const Remove& remove) const {
    const auto path = DecodePath(remove.path);
    if (!path) return path.error();
    snapshot->files.erase(*path);
    snapshot->tombstones[*path] = remove;
    return Done{};
  }
  Status operator()(const Transaction& transaction) const {
    snapshot->transactions[transaction.app_id] = transaction;
    return Done{};
  }
  Status operator()(const DomainMetadata& domain) const {
    snapshot->domains[domain.domain] = domain;
    return Done{};
  }
  Status operator()(const CommitInfo&) const { return Done{}; }
};

Error Missing(const std::string& root, int64_t version) {
  return Error{ErrorCode::kNotFound,
               fmt::format("version {} of the Delta table at {} is not in its log", version, root)};
}

// The newest whole checkpoint that is not above `limit`, read into the snapshot.
Status StartFromCheckpoint(const Table& table, const LogListing& listing, int64_t limit,
                           Snapshot* snapshot) {
  auto after = listing.checkpoints.upper_bound(limit);
  if (after == listing.checkpoints.begin()) return Done{};
  const auto& [version, paths] = *std::prev(after);
  const auto read = ReadCheckpoint(table.session, paths,
                                   [&](const Action& action) { return Apply(action, snapshot); });
  if (!read) return read;
  snapshot->version = version;
  return Done{};
}

// Commits from the snapshot's version on, up to `limit` or the newest there is. Each is looked
// for by its name: a listing made while commits come may miss one.
Status Follow(const Table& table, int64_t limit, Snapshot* snapshot) {
  while (snapshot->version < limit) {
    const auto actions = ReadCommit(table.root, snapshot->version + 1);
    if (!actions) return actions.error();
    if (!*actions) return Done{};
    for (const Action& action : **actions) {
      if (const auto applied = Apply(action, snapshot); !applied) return applied;
    }
    ++snapshot->version;
  }
  return Done{};
}

// A log whose first commits are gone and whose checkpoint is of the second kind cannot be read.
Status CheckBeginning(const Table& table, const LogListing& listing, const Snapshot& snapshot) {
  const auto has = [&](int64_t version) {
    return std::binary_search(listing.commits.begin(), listing.commits.end(), version);
  };
  if (snapshot.version >= 0 || has(0)) return Done{};
  if (!listing.v2_checkpoints.empty()) {
    return Invalid(
        "the table cannot be read: it uses the Delta feature `v2Checkpoint`, which is "
        "not supported");
  }
  return Missing(table.root, 0);
}

// Everything listed must have been reached: what lies behind a gap is not this table's state.
Status CheckEnd(const Table& table, const LogListing& listing, int64_t limit,
                const Snapshot& snapshot) {
  if (snapshot.version == limit) return Done{};
  if (limit != kNewest) return Missing(table.root, limit);
  const bool gap =
      (!listing.commits.empty() && listing.commits.back() > snapshot.version) ||
      (!listing.checkpoints.empty() && listing.checkpoints.rbegin()->first > snapshot.version);
  if (gap) return Missing(table.root, snapshot.version + 1);
  return Done{};
}

// When the commit was made; a checkpoint's time stands in where the commit was cleaned away.
Status ReadTime(const Table& table, Snapshot* snapshot) {
  const std::string folder = LogFolder(table.root) + "/";
  auto time = ModifiedMillis(folder + CommitName(snapshot->version));
  if (!time) time = ModifiedMillis(folder + CheckpointName(snapshot->version));
  snapshot->timestamp = time ? *time : 0;
  return Done{};
}

// Set only where it is another: a session whose settings are locked may have it already.
Status UseUtc(engine::Session* session) {
  const auto zone = session->Query("SELECT current_setting('TimeZone')");
  if (!zone) return zone.error();
  if (ToString(zone->rows[0][0]) == "UTC") return Done{};
  return session->Execute("SET TimeZone = 'UTC'");
}

Status Finish(const Table& table, Snapshot* snapshot) {
  if (const auto whole = CheckWhole(*snapshot); !whole) return whole;
  return ReadTime(table, snapshot);
}

}  // namespace

std::string CleanRoot(const std::string& root) {
  std::string clean = std::filesystem::path(root).lexically_normal().string();
  while (clean.size() > 1 && clean.back() == '/') clean.pop_back();
  return clean;
}

Result<Table> OpenTable(engine::Session* session, const std::string& root) {
  const std::string folder = CleanRoot(root);
  if (const auto listing = ListLog(folder); !listing) return listing.error();
  if (const auto utc = UseUtc(session); !utc) return utc.error();
  return Table{folder, session};
}

bool Snapshot::IsPartitionColumn(std::string_view name) const {
  const auto& columns = metadata.partition_columns;
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

Status Apply(const Action& action, Snapshot* snapshot) {
  return std::visit(Applier{snapshot}, action);
}

Status CheckWhole(const Snapshot& snapshot) {
  if (snapshot.metadata.schema_string.empty()) {
    return Invalid("the table's log has no metadata: it does not begin with a whole commit");
  }
  const auto readable = CheckReadable(snapshot.protocol, snapshot.metadata);
  if (!readable) return readable;
  for (const auto& [path, add] : snapshot.files) {
    if (!add.deletion_vector) continue;
    return Invalid(fmt::format("the table cannot be read: {} uses the Delta feature "
                               "`deletionVectors`, which is not supported",
                               path),
                   "let its writer purge them (REORG TABLE … APPLY (PURGE))");
  }
  for (const std::string& column : snapshot.metadata.partition_columns) {
    if (snapshot.schema.Find(column) == nullptr) {
      return Invalid(fmt::format("the partition column `{}` is not in the schema", column));
    }
  }
  return Done{};
}

Result<Snapshot> LoadSnapshot(const Table& table, std::optional<int64_t> version) {
  const auto listing = ListLog(table.root);
  if (!listing) return listing.error();
  const int64_t limit = version.value_or(kNewest);
  if (limit < 0) return Missing(table.root, limit);
  Snapshot snapshot;
  auto status = StartFromCheckpoint(table, *listing, limit, &snapshot);
  if (status) status = CheckBeginning(table, *listing, snapshot);
  if (status) status = Follow(table, limit, &snapshot);
  if (status) status = CheckEnd(table, *listing, limit, snapshot);
  if (status) status = Finish(table, &snapshot);
  if (!status) return status.error();
  return snapshot;
}

Status Advance(const Table& table, Snapshot* snapshot) {
  if (const auto followed = Follow(table, kNewest, snapshot); !followed) return followed;
  return Finish(table, snapshot);
}

}  // namespace aisle::delta
