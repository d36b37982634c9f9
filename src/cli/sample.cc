#include "sample/sample.h"

#include <fmt/format.h>

#include <memory>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

int RunSample(const sample::SampleOptions& options) {
  const auto truth = sample::Generate(options);
  if (!truth) {
    PrintError(truth.error());
    return kFailed;
  }
  PrintLine(fmt::format("{} order lines and three more files in {}/files; try:",
                        Thousands(truth->orders.rows), options.folder));
  PrintLine("  aisle load " + options.folder + "/files");
  return kAnswered;
}

}  // namespace

void AddSample(CLI::App* app, Common*, Action* action) {
  auto* command =
      app->add_subcommand("sample", "Make sample data of a seller's shape, dirt included");
  command->footer(
      "Orders, international sales, stock and a price list, all names invented; the same options\n"
      "give the same files. questions.jsonl beside them is for `aisle eval`.\n"
      "Example:\n  aisle sample demo --rows 50000 && aisle load demo/files");
  auto options = std::make_shared<sample::SampleOptions>();
  command->add_option("folder", options->folder, "Where to write")->required()->type_name("DIR");
  command->add_option("--rows", options->rows, "Order lines")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command->add_option("--seed", options->seed, "Another number makes other data")
      ->capture_default_str();
  command->callback([=] { *action = [=] { return RunSample(*options); }; });
}

}  // namespace aisle::cli
