#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <optional>

#include "assistant/care.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"
#include "cli/progress.h"

namespace aisle::cli {
namespace {

struct VacuumArguments {
  std::string retain = "7d";
  bool dry_run = false;
};

// "7d", "12h", "0" as hours.
std::optional<int64_t> ReadHours(const std::string& text) {
  int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [unit, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc() || number < 0 || number > 100'000) return {};
  const std::string_view rest(unit, static_cast<std::size_t>(end - unit));
  if (rest == "d") return number * 24;
  if (rest == "h" || (rest.empty() && number == 0)) return number;
  return {};
}

json::array Texts(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

std::string TextOf(const ingest::VacuumReport& report, bool dry_run) {
  if (report.versions.empty() && report.files.empty()) return "There is nothing to remove.";
  std::string text = fmt::format("{} {} versions and {} files, {:.1f} MB.",
                                 dry_run ? "Would remove" : "Removed", report.versions.size(),
                                 report.files.size(), static_cast<double>(report.bytes) / 1e6);
  if (!report.versions.empty()) text += " Versions: " + Join(report.versions, ", ") + ".";
  return text;
}

int RunVacuum(const Common& common, const VacuumArguments& arguments) {
  const auto hours = ReadHours(arguments.retain);
  if (!hours) {
    PrintError("--retain: expected days or hours, such as 7d or 12h, found " + arguments.retain);
    return kUsage;
  }
  const auto report = [&] {
    ProgressLine line(true);
    return assistant::Vacuum(common.settings.lake, {*hours, arguments.dry_run},
                             [&](const std::string& stage) { line.Show({stage}); });
  }();
  if (!report) {
    PrintError(report.error());
    return kFailed;
  }
  if (common.json) {
    PrintLine(json::serialize(json::object{{"versions", Texts(report->versions)},
                                           {"files", Texts(report->files)},
                                           {"bytes", report->bytes},
                                           {"dry_run", arguments.dry_run}}));
  } else {
    PrintLine(TextOf(*report, arguments.dry_run));
  }
  return kAnswered;
}

}  // namespace

void AddVacuum(CLI::App* app, Common* common, Action* action) {
  auto* command =
      app->add_subcommand("vacuum", "Remove versions of the lake that are older than a week");
  command->footer(
      "The version in force stays, and each that was in force within the time to retain, with\n"
      "all their files. A short time takes files from under readers that are at work.\n"
      "Examples:\n"
      "  aisle vacuum --dry-run\n"
      "  aisle vacuum --retain 30d");
  auto arguments = std::make_shared<VacuumArguments>();
  command->add_option("--retain", arguments->retain, "Days or hours that versions stay readable")
      ->capture_default_str()
      ->type_name("TIME");
  command->add_flag("--dry-run", arguments->dry_run, "Only say what would be removed");
  AddLake(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunVacuum(*common, *arguments); }; });
}

}  // namespace aisle::cli
