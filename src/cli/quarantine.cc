#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "assistant/loading.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

void PrintRowsAsJson(const ingest::QuarantineList& list) {
  for (const auto& row : list.rows) {
    PrintLine(json::serialize(json::object{
        {"file", row.file}, {"line", row.line}, {"reason", row.reason}, {"row", row.row}}));
  }
}

std::string RowsText(const ingest::QuarantineList& list, const answer::Terminal& terminal) {
  answer::TextTable reasons;
  reasons.headings = {"Reason", "Rows"};
  reasons.right = {false, true};
  for (const auto& [reason, rows] : list.reasons) reasons.rows.push_back({reason, Thousands(rows)});
  answer::TextTable rows;
  rows.headings = {"File", "Line", "Reason", "Row"};
  rows.right = {false, true, false, false};
  for (const auto& row : list.rows) {
    rows.rows.push_back({std::filesystem::path(row.file).filename().string(), Thousands(row.line),
                         row.reason, ReplaceAll(ReplaceAll(row.row, "\n", " "), "\t", " ")});
  }
  return answer::ToTerminal(reasons, terminal) + "\n" + answer::ToTerminal(rows, terminal);
}

int RunQuarantine(const Common& common, const ingest::QuarantineFilter& filter) {
  const auto list = assistant::ListQuarantine(common.settings.lake, filter);
  if (!list) {
    PrintError(list.error());
    return kFailed;
  }
  if (common.json) {
    PrintRowsAsJson(*list);
    return kAnswered;
  }
  if (list->total == 0) {
    PrintLine("No rows were set aside.");
    return kAnswered;
  }
  Print(RowsText(*list, StandardOutput()));
  const auto shown = static_cast<int64_t>(list->rows.size());
  PrintLine(shown < list->total ? fmt::format("{} of {} rows; --limit shows more.",
                                              Thousands(shown), Thousands(list->total))
                                : fmt::format("{} rows.", Thousands(list->total)));
  return kAnswered;
}

}  // namespace

void AddQuarantine(CLI::App* app, Common* common, Action* action) {
  auto* command =
      app->add_subcommand("quarantine", "List the rows that were set aside: file, line, reason");
  command->footer(
      "Examples:\n"
      "  aisle quarantine --file stock --limit 200\n"
      "  aisle quarantine --reason blank --json");
  auto filter = std::make_shared<ingest::QuarantineFilter>();
  command->add_option("--file", filter->file, "Only files whose path holds this")
      ->type_name("TEXT");
  command->add_option("--reason", filter->reason, "Only reasons that hold this")->type_name("TEXT");
  command->add_option("--limit", filter->limit, "Rows listed")->capture_default_str();
  AddLake(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunQuarantine(*common, *filter); }; });
}

}  // namespace aisle::cli
