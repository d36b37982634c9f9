#include "cli/complete.h"

#include <memory>

#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

struct CompleteArguments {
  std::vector<std::string> words;
  size_t limit = 8;
};

std::string Becomes(std::string_view typed, const language::Completion& item) {
  return std::string(typed.substr(0, item.from)) + item.text;
}

std::string ItemsText(std::string_view typed, const language::Completions& completions,
                      const answer::Terminal& terminal) {
  answer::TextTable table;
  table.headings = {"Becomes", "Kind", "Meaning"};
  table.right = {false, false, false};
  for (const language::Completion& item : completions.items) {
    table.rows.push_back({Becomes(typed, item), item.kind, item.meaning});
  }
  return table.rows.empty() ? "Nothing is known that could come next.\n"
                            : answer::ToTerminal(table, terminal);
}

std::string WordsText(std::string_view typed, const language::Completions& completions,
                      const answer::Terminal& terminal) {
  answer::TextTable table;
  table.headings = {"Words", "Read as", "Meaning", "State"};
  table.right = {false, false, false, false};
  for (const language::WordSpan& word : completions.words) {
    table.rows.push_back({std::string(typed.substr(word.begin, word.end - word.begin)), word.kind,
                          word.meaning, word.state});
  }
  return table.rows.empty() ? "" : "\n" + answer::ToTerminal(table, terminal);
}

json::array Items(const language::Completions& completions) {
  json::array array;
  for (const language::Completion& item : completions.items) {
    array.push_back(json::object{{"text", item.text},
                                 {"from", item.from},
                                 {"kind", item.kind},
                                 {"meaning", item.meaning},
                                 {"question", item.question}});
  }
  return array;
}

json::array Words(const language::Completions& completions) {
  json::array array;
  for (const language::WordSpan& word : completions.words) {
    array.push_back(json::object{{"begin", word.begin},
                                 {"end", word.end},
                                 {"kind", word.kind},
                                 {"meaning", word.meaning},
                                 {"state", word.state}});
  }
  return array;
}

int RunComplete(const Common& common, const CompleteArguments& arguments) {
  const auto assistant = assistant::Assistant::Open(common.settings);
  if (!assistant) {
    PrintError(assistant.error());
    return kFailed;
  }
  const std::string typed = Join(arguments.words, " ");
  const auto completions = (*assistant)->Complete(typed, arguments.limit);
  if (common.json) {
    PrintLine(CompletionsJson(typed, completions));
  } else {
    Print(CompletionsText(typed, completions, StandardOutput()));
  }
  return kAnswered;
}

}  // namespace

std::string CompletionsText(std::string_view typed, const language::Completions& completions,
                            const answer::Terminal& terminal) {
  return ItemsText(typed, completions, terminal) + WordsText(typed, completions, terminal);
}

std::string CompletionsJson(std::string_view typed, const language::Completions& completions) {
  return answer::JsonText(json::object{{"typed", typed},
                                       {"understood", completions.understood},
                                       {"words", Words(completions)},
                                       {"items", Items(completions)}});
}

void AddComplete(CLI::App* app, Common* common, Action* action) {
  auto* command =
      app->add_subcommand("complete", "Show what may come next while a question is typed");
  command->footer(
      "Every continuation works: a question with it was understood. A blank at the end asks for\n"
      "the next word. Nothing is run.\n"
      "Examples:\n"
      "  aisle complete \"top 5 ca\"            the word that is half typed\n"
      "  aisle complete \"revenue by \"         the next word\n"
      "  aisle complete \"\"                    questions to begin with\n"
      "  aisle complete \"revenue in \" --json  for programs");
  auto arguments = std::make_shared<CompleteArguments>();
  command->add_option("text", arguments->words, "What is typed so far")->type_name("TEXT");
  command->add_option("--limit", arguments->limit, "Continuations at most")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  AddLake(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunComplete(*common, *arguments); }; });
}

}  // namespace aisle::cli
