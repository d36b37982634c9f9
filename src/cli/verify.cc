#include "assistant/verify.h"

#include <fmt/format.h>

#include <memory>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

using assistant::Verification;
using assistant::VerifiedState;

std::string TextOf(const VerifiedState& state) {
  std::string text = fmt::format("{:<8} {}\n", assistant::NameOf(state.kind), state.question);
  if (!state.message.empty()) text += "         " + state.message + "\n";
  for (const std::string& row : state.removed) text += "         - " + row + "\n";
  for (const std::string& row : state.added) text += "         + " + row + "\n";
  return text;
}

std::string TextOf(const Verification& verification) {
  if (verification.questions.empty()) {
    return "model.yaml has no verified questions. Add them under `verified`; docs/verify.md "
           "shows how.\n";
  }
  std::string text;
  size_t same = 0;
  for (const VerifiedState& state : verification.questions) {
    text += TextOf(state);
    same += state.kind == VerifiedState::Kind::kSame ? 1 : 0;
  }
  text += fmt::format("{} of {} as accepted.", same, verification.questions.size());
  const bool moved = !verification.accepted_version.empty() &&
                     verification.accepted_version != verification.data_version;
  if (moved) {
    text += fmt::format(" The data is {}; accepted was {}.", verification.data_version,
                        verification.accepted_version);
  }
  if (!verification.Clean()) text += " Keep what is right with: aisle verify --accept";
  return text + "\n";
}

int RunVerify(const Common& common, bool accept) {
  const auto assistant = assistant::Assistant::Open(common.settings);
  if (!assistant) {
    PrintError(assistant.error());
    return kFailed;
  }
  const std::string& lake = common.settings.lake;
  const auto verification = accept ? assistant::Accept(assistant->get(), lake)
                                   : assistant::Verify(assistant->get(), lake);
  if (!verification) {
    PrintError(verification.error());
    return kFailed;
  }
  if (common.json) {
    PrintLine(assistant::ToJson(*verification));
  } else {
    Print(TextOf(*verification));
  }
  return verification->Clean() ? kAnswered : kFailed;
}

}  // namespace

void AddVerify(CLI::App* app, Common* common, Action* action) {
  auto* command =
      app->add_subcommand("verify", "Run the verified questions of model.yaml; show what changed");
  command->footer(
      "Results are held against those of the last --accept, in verified.jsonl beside model.yaml.\n"
      "Examples:\n"
      "  aisle verify --accept     keep what the queries give now\n"
      "  aisle verify              after an edit of the model: what is different\n"
      "  aisle verify --json | jq '.questions[] | select(.state != \"same\")'\n"
      "Exit codes: 0 nothing changed, 1 something did, or failed.");
  auto accept = std::make_shared<bool>(false);
  command->add_flag("--accept", *accept, "Keep these results as the right ones");
  AddLake(command, common);
  AddResources(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunVerify(*common, *accept); }; });
}

}  // namespace aisle::cli
