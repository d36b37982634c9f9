#include "eval/eval.h"

#include <fstream>
#include <iterator>
#include <memory>

#include "base/json.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

struct EvalArguments {
  std::string questions;
  eval::Options options;
  bool brief = false;
};

eval::Reply AskOne(assistant::Assistant* assistant, std::string_view question) {
  assistant::Conversation fresh;
  eval::Reply reply;
  const auto parsed = ParseJson(answer::ToJson(assistant->Ask(question, &fresh)));
  if (parsed && parsed->is_object()) reply.answer = parsed->as_object();
  const auto understood = assistant->Understand(question, nullptr);
  for (const auto& mention : understood.mentions) {
    reply.mentions.push_back("“" + mention.text + "” → " + mention.kind + " " + mention.meaning);
  }
  for (const auto& candidate : understood.considered) {
    reply.considered.push_back(candidate.query + " — " + candidate.verdict);
  }
  return reply;
}

Result<eval::QuestionSet> ReadQuestions(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::kNotFound, "cannot read " + path};
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return eval::ReadQuestionSet(text);
}

int RunEval(const Common& common, const EvalArguments& arguments) {
  const auto set = ReadQuestions(arguments.questions);
  if (!set) {
    PrintError(set.error());
    return kFailed;
  }
  const auto assistant = assistant::Assistant::Open(common.settings);
  if (!assistant) {
    PrintError(assistant.error());
    return kFailed;
  }
  const auto ask = [&](std::string_view question) { return AskOne(assistant->get(), question); };
  const eval::Report report = eval::Evaluate(*set, ask, arguments.options);
  if (common.json) {
    PrintLine(eval::ToJson(report));
  } else {
    Print(eval::ToText(report, !arguments.brief));
  }
  return report.missed.empty() ? kAnswered : kFailed;
}

}  // namespace

void AddEval(CLI::App* app, Common* common, Action* action) {
  auto* command = app->add_subcommand("eval", "Ask a set of questions and score the answers");
  command->footer(
      "Prints accuracy by class, latency, and for each failure what was understood and why.\n"
      "docs/eval.md describes the set's fields. Ends with 1 when a target is missed.\n"
      "Example:\n  aisle eval golden.jsonl --lake shop");
  auto arguments = std::make_shared<EvalArguments>();
  command->add_option("questions", arguments->questions, "Questions, one JSON object a line")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--tolerance", arguments->options.tolerance,
                   "Part by which expected numbers may differ")
      ->capture_default_str();
  command->add_flag("--exact", arguments->options.exact, "No tolerance");
  command->add_flag("--brief", arguments->brief, "Leave out the list of failures");
  AddLake(command, common);
  AddResources(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunEval(*common, *arguments); }; });
}

}  // namespace aisle::cli
