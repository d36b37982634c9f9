#include "delta/commit.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "delta/checkpoint.h"
#include "delta/files.h"
#include "delta/log_files.h"
#include "delta/protocol.h"

namespace aisle::delta {
namespace {

Error Conflict(const std::string& reason, int64_t version) {
  return Error{ErrorCode::kConflict,
               fmt::format("version {} was committed by another writer: {}", version, reason),
               "try again"};
}

Error Unsynced(int64_t version) {
  return Error{ErrorCode::kUnavailable,
               fmt::format("version {} was committed, durability unknown: the log's folder could "
                           "not be synced",
                           version),
               "look at the table's history before trying again"};
}

template <typename T>
int64_t Count(const Change& change) {
  return std::count_if(change.actions.begin(), change.actions.end(),
                       [](const Action& action) { return std::holds_alternative<T>(action); });
}

// The history's entry for the change.
CommitInfo Describe(const Snapshot& base, const Change& change, const CommitOptions& options) {
  json::object metrics{{"numAddedFiles", std::to_string(Count<Add>(change))},
                       {"numRemovedFiles", std::to_string(Count<Remove>(change))},
                       {"numAddedRows", std::to_string(change.rows_added)},
                       {"numRemovedRows", std::to_string(change.rows_removed)}};
  const bool blind =
      !change.reads.everything && change.reads.partitions.empty() && Count<Remove>(change) == 0;
  json::object info{{"timestamp", NowMillis()},
                    {"operation", change.operation},
                    {"operationParameters", change.parameters},
                    {"isolationLevel", "Serializable"},
                    {"isBlindAppend", blind},
                    {"operationMetrics", std::move(metrics)},
                    {"engineInfo", "Aisle"}};
  if (base.version >= 0) info["readVersion"] = base.version;
  for (const auto& item : options.info) info[item.key()] = item.value();
  return CommitInfo{std::move(info)};
}

std::string TextOf(const Snapshot& base, const Change& change, const CommitOptions& options) {
  std::vector<Action> actions = {Describe(base, change, options)};
  actions.insert(actions.end(), change.actions.begin(), change.actions.end());
  return ToCommit(actions);
}

// Reads what was committed at and after `version`; the first version that is free, or kConflict.
Result<int64_t> PassWinners(const Table& table, const Change& change, const Schema& schema,
                            int64_t version) {
  while (true) {
    const auto winner = ReadCommit(table.root, version);
    if (!winner) return winner.error();
    if (!*winner) return version;
    if (const auto reason = FindConflict(change, schema, **winner))
      return Conflict(*reason, version);
    ++version;
  }
}

// The version that was made, or kConflict.
Result<int64_t> Commit(const Table& table, const Snapshot& base, const CommitOptions& options,
                       Change* change) {
  if (options.transaction) {
    Transaction step = *options.transaction;
    step.last_updated = NowMillis();
    change->actions.emplace_back(std::move(step));
  }
  const std::string text = TextOf(base, *change, options);
  if (const auto synced = change->written.Sync(table.root); !synced) return synced.error();
  int64_t version = base.version + 1;
  while (true) {
    const auto made = PutIfAbsent(LogFolder(table.root), CommitName(version), text);
    if (!made) return made.error();
    if (*made != Put::kExists) change->written.Keep();
    if (*made == Put::kUnsynced) return Unsynced(version);
    if (*made == Put::kMade) return version;
    const auto next = PassWinners(table, *change, base.schema, version);
    if (!next) return next;
    version = *next;
  }
}

void WaitABit(int attempt) {
  thread_local std::mt19937 random{std::random_device{}()};
  const int most = 5 << std::min(attempt, 6);
  std::this_thread::sleep_for(
      std::chrono::milliseconds(std::uniform_int_distribution(1, most)(random)));
}

bool IsDone(const Snapshot& snapshot, const CommitOptions& options) {
  if (!options.transaction) return false;
  const auto found = snapshot.transactions.find(options.transaction->app_id);
  return found != snapshot.transactions.end() &&
         found->second.version >= options.transaction->version;
}

int64_t CheckpointInterval(const Metadata& metadata) {
  const auto found = metadata.configuration.find("delta.checkpointInterval");
  const int64_t every =
      found == metadata.configuration.end() ? 0 : std::strtoll(found->second.c_str(), nullptr, 10);
  return every > 0 ? every : 10;
}

// A checkpoint only saves time, so that one which fails is no failure of the commit.
void CheckpointIfDue(const Table& table, const Snapshot& base, int64_t version) {
  if (version == 0 || version % CheckpointInterval(base.metadata) != 0) return;
  const auto snapshot = LoadSnapshot(table, version);
  if (snapshot) (void)WriteCheckpoint(table, *snapshot);
}

CommitReport ReportOf(const Change& change, int64_t version, int attempts) {
  CommitReport report{version, true, Count<Add>(change), Count<Remove>(change)};
  report.rows_added = change.rows_added;
  report.rows_removed = change.rows_removed;
  report.attempts = attempts;
  return report;
}

// Nothing: in vain, because of others.
Result<std::optional<CommitReport>> Attempt(const Table& table, const CommitOptions& options,
                                            const MakeChange& make, int attempt, Error* conflict) {
  const auto base = LoadSnapshot(table);
  if (!base) return base.error();
  if (IsDone(*base, options)) return std::optional(CommitReport{base->version});
  const auto writable = CheckWritable(base->protocol, base->metadata, base->schema);
  if (!writable) return writable.error();
  auto change = make(*base);
  if (!change) return change.error();
  if (!*change) return std::optional(CommitReport{base->version});
  const auto version = Commit(table, *base, options, &**change);
  if (version) {
    CheckpointIfDue(table, *base, *version);
    return std::optional(ReportOf(**change, *version, attempt));
  }
  if (version.error().code != ErrorCode::kConflict) return version.error();
  *conflict = version.error();
  return std::optional<CommitReport>();
}

}  // namespace

Result<CommitReport> RunChange(const Table& table, const CommitOptions& options,
                               const MakeChange& make) {
  Error conflict;
  for (int attempt = 1; attempt <= options.attempts; ++attempt) {
    auto report = Attempt(table, options, make, attempt, &conflict);
    if (!report) return report.error();
    if (*report) return **report;
    WaitABit(attempt);
  }
  conflict.message += fmt::format(" (tried {} times)", options.attempts);
  return conflict;
}

}  // namespace aisle::delta
