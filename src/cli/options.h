// What the subcommands share: the lake, memory and threads, and how to print.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "assistant/assistant.h"

namespace aisle::cli {

struct Common {
  assistant::Settings settings;  // --lake, --memory, --threads
  bool json = false;
};

// The command that was chosen: runs after the arguments were read, gives the exit code.
using Action = std::function<int()>;

void AddLake(CLI::App* command, Common* common);       // --lake, AISLE_LAKE
void AddResources(CLI::App* command, Common* common);  // --memory, --threads
void AddJson(CLI::App* command, Common* common);
void AddAsOf(CLI::App* command, Common* common);  // --as-of
// "3", "v3", "v000003", "version:3"; nothing for other texts.
std::optional<int64_t> ReadVersionName(const std::string& text);

// Each adds its subcommand to `app` and sets `action` when it is the one chosen.
void AddLoad(CLI::App* app, Common* common, Action* action);
void AddAsk(CLI::App* app, Common* common, Action* action);
void AddExplain(CLI::App* app, Common* common, Action* action);
void AddComplete(CLI::App* app, Common* common, Action* action);
void AddSummary(CLI::App* app, Common* common, Action* action);
void AddSql(CLI::App* app, Common* common, Action* action);
void AddModel(CLI::App* app, Common* common, Action* action);
void AddVerify(CLI::App* app, Common* common, Action* action);
void AddQuarantine(CLI::App* app, Common* common, Action* action);
void AddHistory(CLI::App* app, Common* common, Action* action);
void AddRestore(CLI::App* app, Common* common, Action* action);
void AddOptimize(CLI::App* app, Common* common, Action* action);
void AddVacuum(CLI::App* app, Common* common, Action* action);
void AddEval(CLI::App* app, Common* common, Action* action);
void AddSample(CLI::App* app, Common* common, Action* action);

int Converse(const Common& common);  // `aisle` alone

// Exit code of an answer's status.
int CodeOf(const answer::Answer& answer);

}  // namespace aisle::cli
