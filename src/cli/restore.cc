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

std::string TextOf(const ingest::Restored& restored) {
  if (!restored.changed) return restored.of + " is in force already: nothing was done.";
  return fmt::format("The lake's tables are those of {} again, as version {}.", restored.of,
                     restored.now.name);
}

int RunRestore(const Common& common, const std::string& version) {
  const auto number = ReadVersionName(version);
  if (!number) {
    PrintError("expected a version of the lake, such as v3, found " + version);
    return kUsage;
  }
  const auto restored = [&] {
    ProgressLine line(true);
    return assistant::Restore(common.settings.lake, {.version = number},
                              [&](const std::string& stage) { line.Show({stage}); });
  }();
  if (!restored) {
    PrintError(restored.error());
    return kFailed;
  }
  if (common.json) {
    PrintLine(json::serialize(json::object{{"version", restored->now.name},
                                           {"restored", restored->of},
                                           {"changed", restored->changed}}));
  } else {
    PrintLine(TextOf(*restored));
  }
  return kAnswered;
}

}  // namespace

void AddRestore(CLI::App* app, Common* common, Action* action) {
  auto* command = app->add_subcommand("restore", "Make an older version of the lake the newest");
  command->footer(
      "A new version is made, whose tables are those of the older one; nothing is lost, and what\n"
      "was restored can be undone by restoring the version before.\n"
      "Examples:\n"
      "  aisle history\n"
      "  aisle restore v3");
  auto version = std::make_shared<std::string>();
  command->add_option("version", *version, "A version of the lake: v3")
      ->required()
      ->type_name("VERSION");
  AddLake(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunRestore(*common, *version); }; });
}

}  // namespace aisle::cli
