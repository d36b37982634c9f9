#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "assistant/loading.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/question.h"
#include "cli/supervised.h"

namespace aisle::cli {
namespace {

struct AskArguments {
  std::vector<std::string> words;
  std::string batch;
  bool sql = false;
  bool csv = false;
};

int Show(const answer::Answer& answer, const Common& common, const AskArguments& arguments) {
  if (common.json) {
    PrintLine(answer::ToJson(answer));
  } else if (arguments.csv && answer.status == "answered") {
    Print(answer::ToCsv(answer));
  } else if (arguments.sql && !answer.sql.empty()) {
    PrintLine(answer.sql);
  } else {
    Print(answer::ToTerminal(answer, StandardOutput()));
  }
  return CodeOf(answer);
}

answer::Answer Unreadable(size_t line, const std::string& why) {
  answer::Answer answer;
  answer.id = "line " + std::to_string(line);
  answer.status = "failed";
  answer.reason = "input";
  answer.message = "line " + std::to_string(line) + ": " + why;
  return answer;
}

// One line of a batch: {"id": …, "question": …}. Each question is asked afresh.
answer::Answer AskLine(assistant::Assistant* assistant, const std::string& text, size_t line) {
  const auto parsed = ParseJson(text);
  if (!parsed || !parsed->is_object()) return Unreadable(line, "expected a JSON object");
  const auto& object = parsed->as_object();
  const auto* question = object.if_contains("question");
  if (question == nullptr || !question->is_string()) {
    return Unreadable(line, "expected a text under \"question\"");
  }
  assistant::Conversation fresh;
  answer::Answer answer = assistant->Ask(std::string(question->as_string()), &fresh);
  if (const auto* id = object.if_contains("id")) {
    answer.id = id->is_string() ? std::string(id->as_string()) : json::serialize(*id);
  }
  return answer;
}

int AskBatch(assistant::Assistant* assistant, const Common& common, const AskArguments& arguments) {
  std::ifstream file;
  if (arguments.batch != "-") {
    file.open(arguments.batch);
    if (!file) {
      PrintError("cannot read " + arguments.batch);
      return kFailed;
    }
  }
  std::istream& lines = arguments.batch == "-" ? std::cin : file;
  std::string line;
  for (size_t number = 1; std::getline(lines, line); ++number) {
    if (Trim(line).empty()) continue;
    const answer::Answer answer = AskLine(assistant, line, number);
    PrintLine(common.json ? answer::ToJson(answer)
                          : answer.id + "\t" + answer.status + "\t" + answer.message);
  }
  return kAnswered;
}

int AskLake(const Common& common, const AskArguments& arguments, const std::string& question) {
  const auto assistant = assistant::Assistant::Open(common.settings);
  if (!assistant) {
    PrintError(assistant.error());
    return kFailed;
  }
  if (!arguments.batch.empty()) return AskBatch(assistant->get(), common, arguments);
  assistant::Conversation conversation;
  return Show((*assistant)->Ask(question, &conversation), common, arguments);
}

// Loads the files into a lake and asks it.
int LoadAndAsk(Common common, const AskArguments& arguments, const Question& question) {
  ingest::LoadOptions options;
  options.paths = question.files;
  options.lake = common.settings.lake;
  options.memory = common.settings.memory;
  options.threads = common.settings.threads;
  const auto loaded = [&] {
    ProgressLine line(true);
    return assistant::LoadFiles(options, [&](const ingest::Progress& p) { line.Show(p); });
  }();
  if (!loaded) {
    PrintError(loaded.error());
    return kFailed;
  }
  for (const auto& file : loaded->report.files) {
    if (!file.error.empty()) PrintError(file.path + ": " + file.error);
  }
  if (loaded->report.catalog.tables.empty()) return kFailed;
  return AskLake(common, arguments, question.text);
}

// The lake lives as long as the answer takes, also when that is cut short.
int AskFiles(Common common, const AskArguments& arguments, const Question& question) {
  const SignalsHeld signals;  // until the lake is removed
  const auto lake = assistant::TemporaryLake::Make();
  if (!lake) {
    PrintError(lake.error());
    return kFailed;
  }
  common.settings.lake = lake->Path();
  return RunSupervised([&] { return LoadAndAsk(common, arguments, question); });
}

int RunAsk(const Common& common, const AskArguments& arguments) {
  const auto question = SplitQuestion(arguments.words);
  if (!question) {
    PrintError(question.error());
    return kUsage;
  }
  if (question->text.empty() && arguments.batch.empty()) {
    PrintError("expected a question, for example: aisle ask \"total revenue by month\"");
    return kUsage;
  }
  if (!question->files.empty()) return AskFiles(common, arguments, *question);
  return AskLake(common, arguments, question->text);
}

}  // namespace

void AddAsk(CLI::App* app, Common* common, Action* action) {
  auto* command = app->add_subcommand("ask", "Answer a question, or a batch of them");
  command->footer(
      "Examples:\n"
      "  aisle ask \"top 5 states by revenue\"\n"
      "  aisle ask \"revenue by month in 2022\" --csv > trend.csv\n"
      "  aisle ask orders.csv customers.csv \"orders per customer\"\n"
      "  aisle ask --batch questions.jsonl --json   one {\"id\", \"question\"} a line; - is stdin\n"
      "Exit codes: 0 answered, 1 failed, 2 usage, 3 asked back, 4 refused; 0 for a batch.");
  auto arguments = std::make_shared<AskArguments>();
  command->add_option("question", arguments->words, "Files (optional), then the question")
      ->type_name("[FILE…] QUESTION");
  auto* batch =
      command->add_option("--batch", arguments->batch, "Questions, one JSON object a line")
          ->type_name("FILE");
  auto* sql = command->add_flag("--sql", arguments->sql, "Print the SQL instead of the answer");
  command->add_flag("--csv", arguments->csv, "Print the table as CSV")
      ->excludes(sql)
      ->excludes(batch);
  AddLake(command, common);
  AddAsOf(command, common);
  AddResources(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunAsk(*common, *arguments); }; });
}

}  // namespace aisle::cli
