#include "cli/explain.h"

#include <fmt/format.h>

#include <memory>

#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

std::string OutcomeName(language::Outcome outcome) {
  switch (outcome) {
    case language::Outcome::kQuery:
      return "query";
    case language::Outcome::kSummary:
      return "summary";
    case language::Outcome::kAbout:
      return "about";
    case language::Outcome::kClarify:
      return "clarify";
    case language::Outcome::kRefuse:
      return "refuse";
    case language::Outcome::kUndo:
      return "undo";
    case language::Outcome::kStartOver:
      return "start over";
  }
  return "";
}

std::string Indented(const std::string& text) {
  std::string trimmed(Trim(text));
  return "  " + ReplaceAll(trimmed, "\n", "\n  ") + "\n";
}

std::string Section(const std::string& title, const std::string& text) {
  return text.empty() ? "" : "\n" + title + "\n" + Indented(text);
}

std::string Words(const language::Understanding& understanding, const answer::Terminal& terminal) {
  answer::TextTable table;
  table.headings = {"Words", "Read as", "Meaning", "Cost"};
  table.right = {false, false, false, true};
  for (const auto& mention : understanding.mentions) {
    table.rows.push_back(
        {mention.text, mention.kind, mention.meaning, fmt::format("{:.2f}", mention.cost)});
  }
  return table.rows.empty() ? "" : answer::ToTerminal(table, terminal);
}

std::string Considered(const language::Understanding& understanding) {
  std::string text;
  for (const auto& candidate : understanding.considered) {
    text += fmt::format("{:.2f}  {}\n", candidate.cost, candidate.verdict);
    text += "      " + ReplaceAll(std::string(Trim(candidate.query)), "\n", "\n      ") + "\n";
  }
  return text;
}

json::array Mentions(const language::Understanding& understanding) {
  json::array array;
  for (const auto& m : understanding.mentions) {
    array.push_back(json::object{{"begin", m.begin},
                                 {"end", m.end},
                                 {"text", m.text},
                                 {"kind", m.kind},
                                 {"meaning", m.meaning},
                                 {"cost", m.cost}});
  }
  return array;
}

json::array Candidates(const language::Understanding& understanding) {
  json::array array;
  for (const auto& c : understanding.considered) {
    array.push_back(json::object{{"query", c.query}, {"cost", c.cost}, {"verdict", c.verdict}});
  }
  return array;
}

int RunExplain(const Common& common, const std::vector<std::string>& words) {
  const auto assistant = assistant::Assistant::Open(common.settings);
  if (!assistant) {
    PrintError(assistant.error());
    return kFailed;
  }
  const auto explanation = (*assistant)->Explain(Join(words, " "), nullptr);
  if (common.json) {
    PrintLine(ExplanationJson(explanation));
  } else {
    Print(ExplanationText(explanation, StandardOutput()));
  }
  return kAnswered;
}

}  // namespace

std::string ExplanationText(const assistant::Explanation& explanation,
                            const answer::Terminal& terminal) {
  const auto& understanding = explanation.understanding;
  const auto& answer = explanation.answer;
  std::string text = "Outcome: " + OutcomeName(understanding.outcome);
  if (!understanding.topic.empty()) text += " (" + understanding.topic + ")";
  if (!answer.reason.empty()) text += " (" + answer.reason + ")";
  text += "\n";
  if (!answer.message.empty()) text += Indented(answer.message);
  for (const std::string& choice : answer.choices) text += "    – " + choice + "\n";
  const std::string table = Words(understanding, terminal);
  if (!table.empty()) text += "\nWords\n" + table;
  text += Section("Considered", Considered(understanding));
  text += Section("Restated", answer.restatement);
  text += Section("Assumed", Join(answer.assumptions, "\n"));
  text += Section("Query", answer.query);
  text += Section("Plan", answer.plan);
  text += Section("SQL", answer.sql);
  return text + fmt::format("\nUnderstood in {:.2f} ms, planned in {:.2f} ms.\n",
                            answer.understand_ms, answer.ms - answer.understand_ms);
}

std::string ExplanationJson(const assistant::Explanation& explanation) {
  auto parsed = ParseJson(answer::ToJson(explanation.answer));
  json::object object = parsed && parsed->is_object() ? parsed->as_object() : json::object{};
  object.erase("status");
  object["outcome"] = OutcomeName(explanation.understanding.outcome);
  object["topic"] = explanation.understanding.topic;
  object["mentions"] = Mentions(explanation.understanding);
  object["considered"] = Candidates(explanation.understanding);
  return answer::JsonText(object);
}

void AddExplain(CLI::App* app, Common* common, Action* action) {
  auto* command =
      app->add_subcommand("explain", "Show how a question is understood, planned and put into SQL");
  command->footer("Nothing is run.\nExample:\n  aisle explain \"top 5 states by revenue\"");
  auto words = std::make_shared<std::vector<std::string>>();
  command->add_option("question", *words, "The question")->required()->type_name("QUESTION");
  AddLake(command, common);
  AddAsOf(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunExplain(*common, *words); }; });
}

}  // namespace aisle::cli
