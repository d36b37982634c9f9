#include "ingest/restore.h"

#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "catalog/catalog.h"
#include "delta/changes.h"
#include "delta/snapshot.h"
#include "ingest/commit_version.h"
#include "ingest/lake_lock.h"
#include "ingest/log_session.h"
#include "ingest/version_files.h"

namespace aisle::ingest {
namespace {

class Restorer {
 public:
  Restorer(const Lake& lake, const LakeVersion& target, const VersionRecord& current,
           engine::Session* session)
      : lake_(lake), target_(target), current_(current), session_(session) {}

  Result<Prepared> Run() {
    prepared_ = {"restore", "of " + target_.name, {}, {}};
    const auto files = FilesOf(lake_, target_.name);
    if (!files) return files.error();
    for (const RecordedTable& table : target_.record.tables) {
      if (table.gone) continue;
      const auto restored = Restore(table, files->at(table.folder));
      if (!restored) return restored.error();
    }
    for (const RecordedTable& table : current_.tables) {
      if (table.gone || target_.record.Find(table.folder) != nullptr) continue;
      if (const auto emptied = Empty(table.folder); !emptied) return emptied.error();
    }
    return std::move(prepared_);
  }

 private:
  Result<delta::Snapshot> SnapshotOf(const std::string& folder, std::optional<int64_t> version) {
    return delta::LoadSnapshot({delta::CleanRoot(lake_.Path(folder)), session_}, version);
  }

  static TableChange Begin(const std::string& folder, const delta::Snapshot& newest) {
    TableChange change{folder};
    change.base = newest.version;
    return change;
  }

  static void Remove(const delta::Snapshot& newest, const std::set<std::string>& kept,
                     TableChange* change) {
    for (const auto& [path, add] : newest.files) {
      if (kept.contains(path)) continue;
      change->removes.push_back(path);
      change->rows_removed += delta::RowsOf(add);
    }
  }

  Status Add(const delta::Snapshot& then, const delta::Snapshot& newest,
             const std::set<std::string>& wanted, TableChange* change) const {
    for (const std::string& path : wanted) {
      const auto add = then.files.find(path);
      std::error_code ignored;
      if (add == then.files.end() ||
          !std::filesystem::exists(lake_.Path(change->folder + "/" + path), ignored)) {
        return Error{ErrorCode::kNotFound, target_.name + " cannot be restored: its file " +
                                               change->folder + "/" + path + " was removed"};
      }
      if (newest.files.contains(path)) continue;
      change->adds.push_back(add->second);
      change->rows_added += delta::RowsOf(add->second);
    }
    return Done{};
  }

  Status Restore(const RecordedTable& table, const std::set<std::string>& wanted) {
    const auto then = SnapshotOf(table.folder, table.version);
    if (!then) return then.error();
    const auto newest = SnapshotOf(table.folder, {});
    if (!newest) return newest.error();
    TableChange change = Begin(table.folder, *newest);
    change.schema = then->schema;
    Remove(*newest, wanted, &change);
    if (const auto added = Add(*then, *newest, wanted, &change); !added) return added;
    if (change.adds.empty() && change.removes.empty() && then->schema == newest->schema) {
      prepared_.kept.push_back({table.folder, newest->version});
    } else {
      prepared_.changes.push_back(std::move(change));
    }
    return Done{};
  }

  // A table that the version did not have.
  Status Empty(const std::string& folder) {
    const auto newest = SnapshotOf(folder, {});
    if (!newest) return newest.error();
    TableChange change = Begin(folder, *newest);
    change.gone = true;
    Remove(*newest, {}, &change);
    prepared_.changes.push_back(std::move(change));
    return Done{};
  }

  const Lake& lake_;
  const LakeVersion& target_;
  const VersionRecord& current_;
  engine::Session* session_;
  Prepared prepared_;
};

Status CopyFiles(const Lake& lake, const std::string& from, const std::string& to) {
  for (const char* name : {"values.bin", "manifest.json"}) {
    const auto bytes = lake.Read(from, name);
    if (!bytes) return bytes.error();
    if (const auto written = lake.Write(to, name, *bytes); !written) return written;
  }
  const auto text = lake.Read(from, "catalog.json");
  if (!text) return text.error();
  auto catalog = catalog::ParseCatalog(*text);
  if (!catalog) return catalog.error();
  catalog->version = to;
  return lake.Write(to, "catalog.json", catalog::ToJson(*catalog));
}

}  // namespace

Result<Restored> RestoreVersion(const std::string& root, const Moment& moment, const Teller& tell) {
  const auto lake = Lake::Open(root, false);
  if (!lake) return lake.error();
  const auto lock = LakeLock::Take(*lake, tell);
  if (!lock) return lock.error();
  if (const auto recovered = Recover(*lake, tell); !recovered) return recovered.error();
  const auto target = FindVersion(*lake, moment);
  if (!target) return target.error();
  const auto current = FindVersion(*lake, {});
  if (!current) return current.error();
  const auto session = LogSession::Open();
  if (!session) return session.error();
  const auto prepared = Restorer(*lake, *target, current->record, session->get()).Run();
  if (!prepared) return prepared.error();
  if (target->name == current->name && prepared->changes.empty()) {
    return Restored{*current, target->name, false};
  }
  const auto copy = [&](const std::string& version) -> Result<std::optional<Prepared>> {
    const auto copied = CopyFiles(*lake, target->name, version);
    if (!copied) return copied.error();
    return std::optional(*prepared);
  };
  const auto made = NewVersion(*lake, copy, tell);
  if (!made) return made.error();
  const auto now = FindVersion(*lake, {});
  if (!now) return now.error();
  return Restored{*now, target->name, true};
}

}  // namespace aisle::ingest
