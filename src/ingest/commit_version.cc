#include "ingest/commit_version.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/json.h"
#include "delta/adopt.h"
#include "delta/files.h"
#include "delta/uri.h"
#include "engine/duckdb/duckdb_engine.h"
#include "ingest/take_back.h"
#include "ingest/workers.h"

namespace aisle::ingest {
namespace {

constexpr char kPrepared[] = "prepared.json";
constexpr char kRecord[] = "version.json";
constexpr char kWithdrawn[] = "withdrawn.json";
constexpr char kUndone[] = "undone.json";
constexpr std::size_t kAtOnce = 4;  // commits

bool Has(const Lake& lake, const std::string& version, const char* name) {
  return lake.Read(version, name).ok();
}

// What another program did to a table, which trying again would not change.
bool IsInTheWay(const Error& error) {
  return error.code == ErrorCode::kConflict || error.code == ErrorCode::kInvalid;
}

// Versions follow each other in time whatever the clock does.
int64_t TimeAfter(const Lake& lake) {
  const auto current = lake.Current();
  if (!current) return delta::NowMillis();
  const auto text = lake.Read(*current, kRecord);
  const auto before = text ? ParseVersionRecord(*text) : Result<VersionRecord>(text.error());
  return before ? std::max(delta::NowMillis(), before->committed + 1) : delta::NowMillis();
}

class Finisher {
 public:
  Finisher(const Lake& lake, const std::string& version, const Teller& tell)
      : lake_(lake), version_(version), tell_(tell) {}

  Status Run() {
    if (const auto opened = Open(); !opened) return opened;
    const auto committed = CommitAll();
    if (committed) return Switch();
    return IsInTheWay(committed.error()) ? Withdraw(committed.error())
                                         : Postpone(committed.error());
  }

  // Goes on with taking back.
  Status TakeBackAgain() {
    if (const auto opened = Open(); !opened) return opened;
    return Undo();
  }

 private:
  Status Open() {
    const auto text = lake_.Read(version_, kPrepared);
    if (!text) return text.error();
    auto prepared = ParsePrepared(*text);
    if (!prepared) return prepared.error();
    prepared_ = *std::move(prepared);
    record_.tables.resize(prepared_.changes.size());
    auto engine = engine::OpenDuckDb({.memory_limit = "512MB", .threads = 1});
    if (!engine) return engine.error();
    engine_ = *std::move(engine);
    const auto most = std::clamp<std::size_t>(prepared_.changes.size(), 1, kAtOnce);
    auto sessions = Workers::Open(*engine_, static_cast<int>(most));
    if (!sessions) return sessions.error();
    sessions_.emplace(*std::move(sessions));
    return Done{};
  }

  void Tell(const std::string& what) const {
    const std::lock_guard lock(telling_);
    if (tell_) tell_(what);
  }

  // Side by side: most of the time of a commit is spent waiting for the disk.
  Status CommitAll() {
    std::vector<Workers::Task> commits;
    for (std::size_t i = 0; i < prepared_.changes.size(); ++i) {
      commits.push_back([this, i](engine::Session& session) {
        return Commit(session, prepared_.changes[i], &record_.tables[i]);
      });
    }
    return sessions_->Run(commits, sessions_->count());
  }

  Status Commit(engine::Session& session, const TableChange& change, RecordedTable* table) const {
    Tell("committing " + change.folder);
    const auto version = CommitOnce(session, change);
    if (!version) {
      Error error = version.error();
      error.message = change.folder + ": " + error.message;
      return error;
    }
    *table = {change.folder, *version,          *version != change.base + 1, true,
              change.gone,   change.rows_added, change.rows_removed};
    return Done{};
  }

  Result<int64_t> CommitOnce(engine::Session& session, const TableChange& change) const {
    const std::string root = lake_.Path(change.folder);
    const int64_t step = VersionNumber(version_);
    delta::CommitOptions once;
    once.transaction = delta::Transaction{kStepName, step};
    once.info = {{"userMetadata", prepared_.operation + " " + version_}};
    const delta::Adoption adoption{change.rearranged ? "OPTIMIZE" : "WRITE",
                                   {},
                                   change.schema,
                                   change.adds,
                                   change.removes,
                                   !change.rearranged};
    const auto report = delta::Adopt(&session, root, adoption, once);
    if (!report) return report.error();
    if (report->committed) return report->version;
    return delta::VersionOfStep(root, kStepName, step);
  }

  Status Switch() {
    record_.committed = TimeAfter(lake_);
    record_.operation = prepared_.operation;
    record_.detail = prepared_.detail;
    for (const RecordedTable& kept : prepared_.kept) record_.tables.push_back(kept);
    if (const auto written = lake_.Put(version_, kRecord, ToJson(record_)); !written) {
      return Postpone(written.error());
    }
    Tell("switching to " + version_);
    const auto switched = lake_.Switch(version_);
    return switched ? switched : Postpone(switched.error());
  }

  static Error Postpone(Error error) {
    error.hint = "everything is prepared: load again, and it will be finished";
    return error;
  }

  // Said on the disk first, so that whoever comes next takes back too.
  Status Withdraw(const Error& reason) {
    const std::string why =
        "another program changed a table meanwhile, and all was taken back: " + reason.message;
    const auto said = lake_.Put(version_, kWithdrawn, json::serialize(json::object{{"why", why}}));
    if (!said) return Postpone(said.error());
    if (const auto undone = Undo(); !undone) return undone;
    return Error{ErrorCode::kConflict, why, "load again"};
  }

  // The folder stays: the version's number is in the logs and must not come again.
  Status Undo() {
    Tell("taking back " + version_);
    const auto undone = TakeBack(&sessions_->first(), lake_, version_, prepared_);
    return undone ? lake_.Put(version_, kUndone, "{}") : undone;
  }

  const Lake& lake_;
  const std::string version_;
  const Teller& tell_;
  mutable std::mutex telling_;  // commits are side by side
  std::unique_ptr<engine::Engine> engine_;
  std::optional<Workers> sessions_;
  Prepared prepared_;
  VersionRecord record_;
};

bool AreFilesThere(const Lake& lake, const Prepared& prepared) {
  for (const TableChange& change : prepared.changes) {
    for (const delta::Add& add : change.adds) {
      const auto path = delta::DecodePath(add.path);
      std::error_code failure;
      const auto size = std::filesystem::file_size(
          lake.Path(change.folder) + "/" + (path ? *path : add.path), failure);
      if (failure || static_cast<int64_t>(size) != add.size) return false;
    }
  }
  return true;
}

bool CanBeFinished(const Lake& lake, const std::string& version) {
  const auto text = lake.Read(version, kPrepared);
  if (!text) return false;
  const auto prepared = ParsePrepared(*text);
  return prepared && AreFilesThere(lake, *prepared);
}

// A version of which something may be committed already is taken back, others leave no trace.
Status Clear(const Lake& lake, const std::string& version, const Teller& tell) {
  if (Has(lake, version, kUndone)) return Done{};
  if (Has(lake, version, kPrepared)) return Finisher(lake, version, tell).TakeBackAgain();
  lake.Abandon(version);
  return Done{};
}

}  // namespace

Result<std::string> NewVersion(const Lake& lake, const MakeVersion& make, const Teller& tell) {
  const auto version = lake.Begin();
  if (!version) return version.error();
  const auto prepared = make(*version);
  const bool any = prepared && *prepared;
  const auto made = any ? Prepare(lake, *version, **prepared) : Status(Done{});
  if (!any || !made) {
    lake.Abandon(*version);
    if (!prepared) return prepared.error();
    return made ? Result<std::string>(std::string()) : made.error();
  }
  if (const auto finished = Finish(lake, *version, tell); !finished) return finished.error();
  return *version;
}

Status Prepare(const Lake& lake, const std::string& version, const Prepared& prepared) {
  return lake.Put(version, kPrepared, ToJson(prepared));
}

Status Finish(const Lake& lake, const std::string& version, const Teller& tell) {
  return Finisher(lake, version, tell).Run();
}

Status Recover(const Lake& lake, const Teller& tell) {
  const auto current = lake.Current();
  const int64_t in_force = current ? VersionNumber(*current) : 0;
  for (const int64_t number : lake.Folders()) {
    if (number <= in_force) continue;
    const std::string version = VersionName(number);
    const bool withdrawn = Has(lake, version, kWithdrawn) || Has(lake, version, kUndone);
    if (withdrawn || !CanBeFinished(lake, version)) {
      if (const auto cleared = Clear(lake, version, tell); !cleared) return cleared;
      continue;
    }
    const auto finished = Finish(lake, version, tell);
    if (!finished && finished.error().code != ErrorCode::kConflict) return finished;
  }
  return Done{};
}

}  // namespace aisle::ingest
