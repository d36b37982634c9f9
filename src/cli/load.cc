#include <fmt/format.h>

#include <cstdio>

#include "assistant/loading.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/load_report.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace aisle::cli {
namespace {

struct LoadArguments {
  std::vector<std::string> paths;
  bool quiet = false;
};

bool AnyRead(const ingest::LoadReport& report) {
  for (const auto& file : report.files) {
    if (file.error.empty()) return true;
  }
  return false;
}

int RunLoad(const Common& common, const LoadArguments& arguments) {
  ingest::LoadOptions options;
  options.paths = arguments.paths;
  options.lake = common.settings.lake;
  options.memory = common.settings.memory;
  options.threads = common.settings.threads;
  Result<assistant::Loaded> loaded = [&] {
    ProgressLine line(!arguments.quiet);
    return assistant::LoadFiles(options, [&](const ingest::Progress& p) { line.Show(p); });
  }();
  if (!loaded) {
    PrintError(loaded.error());
    return kFailed;
  }
  if (common.json) {
    PrintLine(assistant::ToJson(*loaded));
  } else if (!arguments.quiet) {
    Print(LoadReportText(*loaded, common.settings.lake, StandardOutput()));
  }
  // A file that could not be read is told on stderr too, for scripts that drop the report.
  for (const auto& file : loaded->report.files) {
    if (!file.error.empty()) PrintError(file.path + ": " + file.error);
  }
  return AnyRead(loaded->report) ? kAnswered : kFailed;
}

}  // namespace

void AddLoad(CLI::App* app, Common* common, Action* action) {
  auto* command = app->add_subcommand("load", "Load files into the lake, and report on them");
  command->footer(
      "CSV (any delimiter, quoting, encoding; gzip, zstd), Parquet, JSON lines, folders, globs.\n"
      "Loading the same files again changes nothing; a changed file replaces its own rows.\n"
      "Examples:\n"
      "  aisle load data/\n"
      "  aisle load 'exports/*.csv.gz' prices.parquet --lake shop --memory 2GB");
  auto arguments = std::make_shared<LoadArguments>();
  command->add_option("paths", arguments->paths, "Files, folders or globs")->required();
  command->add_flag("--quiet", arguments->quiet, "Print errors only");
  AddLake(command, common);
  AddResources(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunLoad(*common, *arguments); }; });
}

}  // namespace aisle::cli
