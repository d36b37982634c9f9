#include "ingest/vacuum.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "delta/files.h"
#include "delta/vacuum.h"
#include "ingest/commit_version.h"
#include "ingest/lake_lock.h"
#include "ingest/lake_versions.h"
#include "ingest/log_session.h"
#include "ingest/version_files.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMillisPerHour = 3'600'000;

// Folders of Delta tables, those that the lake has no longer among them.
std::vector<std::string> TableFolders(const Lake& lake) {
  std::vector<std::string> folders = {kQuarantineFolder};
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(lake.Path("silver"), failure)) {
    folders.push_back(SilverFolder(entry.path().filename().string()));
  }
  std::erase_if(folders, [&](const std::string& folder) {
    return !fs::is_directory(lake.Path(folder + "/_delta_log"), failure);
  });
  std::sort(folders.begin(), folders.end());
  return folders;
}

class Sweeper {
 public:
  Sweeper(const Lake& lake, const VacuumOptions& options) : lake_(lake), options_(options) {}

  Result<VacuumReport> Run() {
    const auto versions = ListVersions(lake_);
    if (!versions) return versions.error();
    if (const auto sorted = SortOut(*versions); !sorted) return sorted.error();
    const auto session = LogSession::Open();
    if (!session) return session.error();
    for (const std::string& folder : TableFolders(lake_)) {
      if (const auto swept = Sweep(folder, session->get()); !swept) return swept.error();
    }
    return std::move(report_);
  }

 private:
  // A version stays while its successor is younger than the retention. The folders of versions that
  // go are removed before any file: what is listed can be read.
  Status SortOut(const std::vector<LakeVersion>& versions) {
    const int64_t expired = delta::NowMillis() - options_.retention_hours * kMillisPerHour;
    std::set<int64_t> kept;
    for (std::size_t i = 0; i < versions.size(); ++i) {
      const bool last = i + 1 == versions.size();
      if (!last && versions[i + 1].record.committed <= expired) continue;
      kept.insert(VersionNumber(versions[i].name));
      if (const auto noted = KeepFilesOf(versions[i].name); !noted) return noted;
    }
    for (const int64_t number : lake_.Folders()) {
      if (number < VersionNumber(versions.back().name) && !kept.contains(number)) Drop(number);
    }
    return Done{};
  }

  Status KeepFilesOf(const std::string& version) {
    const auto files = FilesOf(lake_, version);
    if (!files) return files.error();
    for (const auto& [folder, names] : *files) kept_[folder].insert(names.begin(), names.end());
    return Done{};
  }

  void Drop(int64_t number) {
    const std::string name = VersionName(number);
    report_.versions.push_back(name);
    std::error_code ignored;
    if (!options_.dry_run) fs::remove_all(lake_.Path("versions/" + name), ignored);
  }

  Status Sweep(const std::string& folder, engine::Session* session) {
    const auto table = delta::OpenTable(session, lake_.Path(folder));
    if (!table) return table.error();
    delta::VacuumOptions options{options_.retention_hours, true, options_.dry_run, kept_[folder]};
    const auto swept = delta::Vacuum(*table, options);
    if (!swept) return swept.error();
    for (const std::string& path : swept->paths) report_.files.push_back(folder + "/" + path);
    report_.bytes += swept->bytes;
    return Done{};
  }

  const Lake& lake_;
  const VacuumOptions& options_;
  FilesByFolder kept_;
  VacuumReport report_;
};

}  // namespace

Result<VacuumReport> VacuumLake(const std::string& root, const VacuumOptions& options,
                                const Teller& tell) {
  const auto lake = Lake::Open(root, false);
  if (!lake) return lake.error();
  const auto lock = LakeLock::Take(*lake, tell);
  if (!lock) return lock.error();
  if (const auto recovered = Recover(*lake, tell); !recovered) return recovered.error();
  return Sweeper(*lake, options).Run();
}

}  // namespace aisle::ingest
