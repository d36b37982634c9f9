#include <fmt/format.h>

#include <memory>

#include "assistant/care.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

// "silver/orders" → "orders", "quarantine/rows" → "quarantine"
std::string TableOf(const std::string& folder) {
  if (folder == ingest::kQuarantineFolder) return "quarantine";
  return folder.substr(folder.find('/') + 1);
}

json::object ToJson(const ingest::LakeVersion& version, bool current) {
  json::array tables;
  for (const auto& table : version.record.tables) {
    tables.push_back(json::object{{"table", TableOf(table.folder)},
                                  {"version", table.version},
                                  {"changed", table.changed},
                                  {"gone", table.gone},
                                  {"rows_added", table.rows_added},
                                  {"rows_removed", table.rows_removed}});
  }
  return {{"version", version.name},
          {"committed", ingest::TimeText(version.record.committed)},
          {"operation", version.record.operation},
          {"detail", version.record.detail},
          {"current", current},
          {"tables", std::move(tables)}};
}

json::object ToJson(const ingest::TableVersion& version) {
  return {{"version", version.version},          {"committed", ingest::TimeText(version.committed)},
          {"operation", version.operation},      {"writer", version.writer},
          {"lake_version", version.lake},        {"rows_added", version.rows_added},
          {"rows_removed", version.rows_removed}};
}

// What a version changed, and by how many rows.
struct Changes {
  std::vector<std::string> tables;
  int64_t added = 0;
  int64_t removed = 0;
};

Changes ChangesOf(const ingest::VersionRecord& record) {
  Changes changes;
  for (const auto& table : record.tables) {
    if (!table.changed) continue;
    changes.tables.push_back(TableOf(table.folder));
    changes.added += table.rows_added;
    changes.removed += table.rows_removed;
  }
  return changes;
}

// The first few, and how many more.
std::string Listed(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 2;
  if (names.size() <= kShown + 1) return Join(names, ", ");
  return Join({names.begin(), names.begin() + kShown}, ", ") +
         fmt::format(" and {} more", names.size() - kShown);
}

std::string LakeText(const std::vector<ingest::LakeVersion>& versions) {
  answer::TextTable table;
  table.headings = {"Version", "Committed", "What", "Added", "Removed", "Tables"};
  table.right = {false, false, false, true, true, false};
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    const auto& record = version->record;
    const Changes changes = ChangesOf(record);
    table.rows.push_back({version->name, ingest::TimeText(record.committed),
                          record.operation + (record.detail.empty() ? "" : " " + record.detail),
                          Thousands(changes.added), Thousands(changes.removed),
                          Listed(changes.tables)});
  }
  return answer::ToTerminal(table, StandardOutput());
}

std::string TableText(const std::vector<ingest::TableVersion>& versions) {
  answer::TextTable table;
  table.headings = {"Version", "Committed", "What", "Added", "Removed", "By"};
  table.right = {true, false, false, true, true, false};
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    table.rows.push_back({std::to_string(version->version), ingest::TimeText(version->committed),
                          version->operation, Thousands(version->rows_added),
                          Thousands(version->rows_removed),
                          version->lake.empty() ? version->writer : version->lake});
  }
  return answer::ToTerminal(table, StandardOutput());
}

int ShowLake(const Common& common) {
  const auto versions = assistant::History(common.settings.lake);
  if (!versions) {
    PrintError(versions.error());
    return kFailed;
  }
  if (!common.json) {
    Print(LakeText(*versions));
    return kAnswered;
  }
  for (const auto& version : *versions) {
    PrintLine(json::serialize(ToJson(version, &version == &versions->back())));
  }
  return kAnswered;
}

int ShowTable(const Common& common, const std::string& table) {
  const auto versions = assistant::HistoryOfTable(common.settings.lake, table);
  if (!versions) {
    PrintError(versions.error());
    return kFailed;
  }
  if (!common.json) {
    Print(TableText(*versions));
    return kAnswered;
  }
  for (const auto& version : *versions) PrintLine(json::serialize(ToJson(version)));
  return kAnswered;
}

}  // namespace

void AddHistory(CLI::App* app, Common* common, Action* action) {
  auto* command = app->add_subcommand("history", "List the versions of the lake, or of one table");
  command->footer(
      "A table's versions are those of its Delta log; other programs' are among them.\n"
      "Examples:\n"
      "  aisle history\n"
      "  aisle history orders --json\n"
      "  aisle ask --as-of v3 \"how many orders\"     asks an older version");
  auto table = std::make_shared<std::string>();
  command->add_option("table", *table, "A table, or quarantine")->type_name("TABLE");
  AddLake(command, common);
  AddJson(command, common);
  command->callback([=] {
    *action = [=] { return table->empty() ? ShowLake(*common) : ShowTable(*common, *table); };
  });
}

}  // namespace aisle::cli
