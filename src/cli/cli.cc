#include "cli/cli.h"

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

constexpr const char* kAbout =
    "Aisle answers questions about retail data: load files, ask in plain words, get the number\n"
    "with its proof.";

constexpr const char* kFooter =
    "Examples:\n"
    "  aisle load sales/*.csv                     load files into ./lake\n"
    "  aisle ask \"revenue by state, top 5\"        one answer\n"
    "  aisle ask orders.csv \"how many orders?\"    without a lake\n"
    "  aisle                                      a conversation\n"
    "Exit codes: 0 answered, 1 failed, 2 usage, 3 asked back, 4 refused.\n"
    "`aisle COMMAND --help` tells more. The lake is ./lake, or AISLE_LAKE, or --lake.";

}  // namespace

void AddLake(CLI::App* command, Common* common) {
  command->add_option("--lake", common->settings.lake, "Folder of the lake, or AISLE_LAKE")
      ->capture_default_str()
      ->type_name("DIR");
}

void AddResources(CLI::App* command, Common* common) {
  command->add_option("--memory", common->settings.memory, "Memory the engine may use")
      ->capture_default_str()
      ->type_name("SIZE");
  command->add_option("--threads", common->settings.threads, "Threads; 0 uses every core")
      ->capture_default_str()
      ->check(CLI::Range(0, 1024));
}

void AddJson(CLI::App* command, Common* common) {
  command->add_flag("--json", common->json, "Print JSON, one object a line");
}

int CodeOf(const answer::Answer& answer) {
  if (answer.status == "answered") return kAnswered;
  if (answer.status == "clarify") return kAskedBack;
  return answer.status == "refused" ? kRefused : kFailed;
}

int Main(int argc, char** argv) {
  CLI::App app(kAbout, "aisle");
  app.footer(kFooter);
  app.set_version_flag("--version", "aisle 0.1.0");
  app.require_subcommand(0, 1);
  Common common;
  // Not by CLI11's envname: a subcommand would read it over a --lake given before its name.
  const char* lake = std::getenv("AISLE_LAKE");
  if (lake != nullptr && *lake != '\0') common.settings.lake = lake;
  Action action = [&] { return Converse(common); };
  AddLake(&app, &common);
  AddJson(&app, &common);
  AddResources(&app, &common);
  AddAsOf(&app, &common);
  AddLoad(&app, &common, &action);
  AddAsk(&app, &common, &action);
  AddExplain(&app, &common, &action);
  AddComplete(&app, &common, &action);
  AddSummary(&app, &common, &action);
  AddSql(&app, &common, &action);
  AddModel(&app, &common, &action);
  AddVerify(&app, &common, &action);
  AddQuarantine(&app, &common, &action);
  AddHistory(&app, &common, &action);
  AddRestore(&app, &common, &action);
  AddOptimize(&app, &common, &action);
  AddVacuum(&app, &common, &action);
  AddEval(&app, &common, &action);
  AddSample(&app, &common, &action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kAnswered : kUsage;
  }
  return action();
}

}  // namespace aisle::cli
