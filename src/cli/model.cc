#include <fmt/format.h>

#include <memory>

#include "assistant/loading.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

int RunShow(const Common& common) {
  const auto text = assistant::ModelText(common.settings.lake);
  if (!text) {
    PrintError(text.error());
    return kFailed;
  }
  Print(*text);
  return kAnswered;
}

struct InferArguments {
  bool write = false;
  bool replace = false;
};

int RunInfer(const Common& common, const InferArguments& arguments) {
  if (!arguments.write && !arguments.replace) {
    const auto text = assistant::InferredModel(common.settings.lake);
    if (text) Print(*text);
    if (!text) PrintError(text.error());
    return text ? kAnswered : kFailed;
  }
  const auto path = assistant::WriteInferredModel(common.settings.lake, arguments.replace);
  if (path) PrintLine("wrote " + *path);
  if (!path) PrintError(path.error());
  return path ? kAnswered : kFailed;
}

void PrintProblems(const std::string& file, const std::vector<semantic::Problem>& problems,
                   bool as_json) {
  for (const auto& problem : problems) {
    if (as_json) {
      PrintLine(json::serialize(json::object{
          {"line", problem.line}, {"column", problem.column}, {"message", problem.message}}));
    } else {
      PrintLine(fmt::format("{}:{}:{}: {}", file, problem.line, problem.column, problem.message));
    }
  }
}

int RunCheck(const Common& common) {
  const auto problems = assistant::CheckLakeModel(common.settings.lake);
  if (!problems) {
    PrintError(problems.error());
    return kFailed;
  }
  PrintProblems("model.yaml", *problems, common.json);
  if (problems->empty() && !common.json) PrintLine("model.yaml is right.");
  return problems->empty() ? kAnswered : kFailed;
}

int RunEdit(const Common& common, const std::string& file) {
  const auto edited = assistant::EditLakeModel(common.settings.lake, file);
  if (!edited) {
    PrintError(edited.error());
    return kFailed;
  }
  PrintProblems(file, edited->problems, common.json);
  if (!edited->problems.empty()) return kFailed;
  for (const std::string& change : edited->changes) PrintLine(change);
  return kAnswered;
}

}  // namespace

void AddModel(CLI::App* app, Common* common, Action* action) {
  auto* command = app->add_subcommand("model", "Infer, show, check and edit model.yaml");
  command->require_subcommand(1);
  command->footer(
      "model.yaml is inferred at the first load and then belongs to people: no command changes it\n"
      "unless told to, with `edit` or --replace.\n"
      "Examples:\n"
      "  aisle model show\n"
      "  aisle model check\n"
      "  aisle model infer > model.new.yaml\n"
      "  aisle model edit edits.yaml");
  auto* infer = command->add_subcommand("infer", "Print the model that the data suggests");
  auto arguments = std::make_shared<InferArguments>();
  infer->add_flag("--write", arguments->write, "Write it to the lake where there is none");
  infer->add_flag("--replace", arguments->replace, "Write it over the lake's model.yaml");
  AddLake(infer, common);
  infer->callback([=] { *action = [=] { return RunInfer(*common, *arguments); }; });
  auto* show = command->add_subcommand("show", "Print the lake's model.yaml");
  AddLake(show, common);
  show->callback([=] { *action = [=] { return RunShow(*common); }; });
  auto* check = command->add_subcommand("check", "List every mistake, with line and column");
  AddLake(check, common);
  AddJson(check, common);
  auto* edit = command->add_subcommand("edit", "Apply a file of edits to the lake's model.yaml");
  auto file = std::make_shared<std::string>();
  edit->add_option("FILE", *file, "Sections of model.yaml with only what changes")->required();
  AddLake(edit, common);
  AddJson(edit, common);
  edit->callback([=] { *action = [=] { return RunEdit(*common, *file); }; });
  check->callback([=] { *action = [=] { return RunCheck(*common); }; });
}

}  // namespace aisle::cli
