#include <fmt/format.h>

#include <memory>

#include "assistant/care.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace aisle::cli {
namespace {

struct OptimizeArguments {
  std::string table;
  std::string zorder;  // "state,day"
};

std::vector<std::string> Columns(const std::string& list) {
  std::vector<std::string> columns;
  for (const std::string& column : Split(list, ',')) {
    if (!Trim(column).empty()) columns.emplace_back(Trim(column));
  }
  return columns;
}

void PrintAsJson(const ingest::OptimizeReport& report) {
  json::array tables;
  for (const auto& table : report.tables) {
    tables.push_back(json::object{{"table", table.table},
                                  {"files_before", table.files_before},
                                  {"files_after", table.files_after}});
  }
  PrintLine(json::serialize(json::object{{"version", report.version},
                                         {"changed", !report.tables.empty()},
                                         {"tables", std::move(tables)}}));
}

void PrintAsText(const ingest::OptimizeReport& report) {
  if (report.tables.empty()) return PrintLine("There is nothing to put together.");
  for (const auto& table : report.tables) {
    PrintLine(fmt::format("{}: {} → {} files", table.table, Thousands(table.files_before),
                          Thousands(table.files_after)));
  }
  PrintLine("Version " + report.version + ".");
}

int RunOptimize(const Common& common, const OptimizeArguments& arguments) {
  ingest::OptimizeOptions options;
  options.table = arguments.table;
  options.zorder = Columns(arguments.zorder);
  options.memory = common.settings.memory;
  options.threads = common.settings.threads;
  const auto report = [&] {
    ProgressLine line(true);
    return assistant::Optimize(common.settings.lake, options,
                               [&](const std::string& stage) { line.Show({stage}); });
  }();
  if (!report) {
    PrintError(report.error());
    return kFailed;
  }
  common.json ? PrintAsJson(*report) : PrintAsText(*report);
  return kAnswered;
}

}  // namespace

void AddOptimize(CLI::App* app, Common* common, Action* action) {
  auto* command =
      app->add_subcommand("optimize", "Put small files of tables together, or rows in order");
  command->footer(
      "No row changes. With --zorder the rows of each loaded file are sorted by several columns "
      "at\n"
      "once, so that a filter on any of them reads little.\n"
      "Examples:\n"
      "  aisle optimize\n"
      "  aisle optimize orders --zorder order_date,state");
  auto arguments = std::make_shared<OptimizeArguments>();
  command->add_option("table", arguments->table, "A table; else all")->type_name("TABLE");
  command->add_option("--zorder", arguments->zorder, "Up to seven columns, with commas between")
      ->type_name("COLUMNS");
  AddLake(command, common);
  AddResources(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunOptimize(*common, *arguments); }; });
}

}  // namespace aisle::cli
