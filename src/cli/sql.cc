#include <memory>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

struct SqlArguments {
  std::vector<std::string> words;
  bool csv = false;
};

int RunSql(const Common& common, const SqlArguments& arguments) {
  const auto assistant = assistant::Assistant::Open(common.settings);
  if (!assistant) {
    PrintError(assistant.error());
    return kFailed;
  }
  const answer::Answer answer = (*assistant)->Sql(Join(arguments.words, " "));
  if (common.json) {
    PrintLine(answer::ToJson(answer));
  } else if (answer.status != "answered") {
    PrintError(answer.message);
  } else {
    Print(arguments.csv ? answer::ToCsv(answer) : answer::TableOf(answer, StandardOutput()));
  }
  return CodeOf(answer);
}

}  // namespace

void AddSql(CLI::App* app, Common* common, Action* action) {
  auto* command = app->add_subcommand("sql", "Run one read-only statement over the lake's tables");
  command->footer(
      "Only SELECT, only the lake's tables: files, settings and other databases are out of reach.\n"
      "Examples:\n"
      "  aisle sql \"select count(*) from orders\"\n"
      "  aisle sql --csv \"select * from orders limit 100\" > orders.csv");
  auto arguments = std::make_shared<SqlArguments>();
  command->add_option("statement", arguments->words, "The statement")->required()->type_name("SQL");
  command->add_flag("--csv", arguments->csv, "Print the table as CSV");
  AddLake(command, common);
  AddAsOf(command, common);
  AddResources(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunSql(*common, *arguments); }; });
}

}  // namespace aisle::cli
