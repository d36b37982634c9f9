#include "ingest/table_history.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "base/text.h"
#include "delta/history.h"
#include "ingest/json_members.h"
#include "ingest/lake_versions.h"
#include "ingest/log_session.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;

std::string FolderNamed(const std::string& table) {
  return table == "quarantine" ? kQuarantineFolder : SilverFolder(table);
}

// Tables that the lake has, or had.
std::vector<std::string> TableNames(const Lake& lake) {
  std::vector<std::string> names = {"quarantine"};
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(lake.Path("silver"), failure)) {
    names.push_back(entry.path().filename().string());
  }
  std::erase_if(names, [&](const std::string& name) {
    return !fs::is_directory(lake.Path(FolderNamed(name) + "/_delta_log"), failure);
  });
  return names;
}

// The folder of a table that is there.
Result<std::string> FolderOf(const Lake& lake, const std::string& table) {
  const auto names = TableNames(lake);
  if (std::find(names.begin(), names.end(), table) != names.end()) return FolderNamed(table);
  const std::string near = Nearest(table, names);
  return Error{ErrorCode::kNotFound, "the lake has no table `" + table + "`",
               near.empty() ? "" : "did you mean `" + near + "`?"};
}

// Delta version → the lake's version that made it.
Result<std::map<int64_t, std::string>> LakeVersionsOf(const Lake& lake, const std::string& folder) {
  const auto versions = ListVersions(lake);
  if (!versions) return versions.error();
  std::map<int64_t, std::string> made;
  for (const LakeVersion& version : *versions) {
    for (const RecordedTable& table : version.record.tables) {
      if (table.folder == folder && table.changed) made[table.version] = version.name;
    }
  }
  return made;
}

// Writers put numbers into texts.
int64_t Metric(const json::object& info, const char* name) {
  const json::value* metrics = info.if_contains("operationMetrics");
  if (metrics == nullptr || !metrics->is_object()) return 0;
  return std::atoll(TextOf(metrics->get_object(), name).c_str());
}

TableVersion ToVersion(const delta::HistoryEntry& entry,
                       const std::map<int64_t, std::string>& made) {
  TableVersion version{
      entry.version, entry.timestamp, entry.operation, TextOf(entry.info, "engineInfo"), "", 0, 0};
  const auto lake = made.find(entry.version);
  if (lake != made.end()) version.lake = lake->second;
  version.rows_added = Metric(entry.info, "numAddedRows");
  version.rows_removed = Metric(entry.info, "numRemovedRows");
  return version;
}

}  // namespace

Result<std::vector<TableVersion>> ReadTableHistory(const std::string& root,
                                                   const std::string& table) {
  const auto lake = Lake::Open(root, false);
  if (!lake) return lake.error();
  const auto folder = FolderOf(*lake, table);
  if (!folder) return folder.error();
  const auto made = LakeVersionsOf(*lake, *folder);
  if (!made) return made.error();
  const auto session = LogSession::Open();
  if (!session) return session.error();
  const auto opened = delta::OpenTable(session->get(), lake->Path(*folder));
  if (!opened) return opened.error();
  const auto entries = delta::ReadHistory(*opened);
  if (!entries) return entries.error();
  std::vector<TableVersion> versions;
  for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
    versions.push_back(ToVersion(*entry, *made));
  }
  return versions;
}

}  // namespace aisle::ingest
