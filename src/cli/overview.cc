#include "cli/overview.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/console.h"
#include "cli/options.h"

namespace aisle::cli {
namespace {

// "+12.5 %" of the period before; empty when either is missing.
std::string ChangeOf(const assistant::Card& card) {
  double current = 0;
  double before = 0;
  if (!AsNumber(card.current, &current) || !AsNumber(card.before, &before) || before == 0)
    return {};
  const double change = current / before - 1;
  return (change > 0 ? "+" : "") + answer::FormatNumber(100 * change, 1) + " %";
}

std::string CardsText(const assistant::Overview& overview, const answer::Terminal& terminal) {
  answer::TextTable table;
  const assistant::Card* compared = nullptr;
  for (const auto& card : overview.cards) {
    if (!card.current_period.empty() && !card.before_period.empty()) compared = &card;
  }
  table.headings = {"", "Total"};
  table.right = {false, true};
  if (compared != nullptr) {
    table.headings.insert(table.headings.end(),
                          {compared->before_period, compared->current_period, "Change"});
    table.right.insert(table.right.end(), {true, true, true});
  }
  for (const auto& card : overview.cards) {
    std::vector<std::string> row = {card.column.name, answer::FormatCell(card.total, card.column)};
    if (compared != nullptr) {
      row.insert(row.end(), {answer::FormatCell(card.before, card.column),
                             answer::FormatCell(card.current, card.column), ChangeOf(card)});
    }
    table.rows.push_back(std::move(row));
  }
  return answer::ToTerminal(table, terminal);
}

int RunSummary(const Common& common) {
  const auto assistant = assistant::Assistant::Open(common.settings);
  if (!assistant) {
    PrintError(assistant.error());
    return kFailed;
  }
  const assistant::Overview overview = (*assistant)->Summary();
  if (common.json) {
    PrintLine(assistant::ToJson(overview));
  } else if (!overview.error.empty()) {
    PrintError(overview.error);
  } else {
    Print(OverviewText(overview, StandardOutput()));
  }
  return overview.error.empty() ? kAnswered : kFailed;
}

}  // namespace

std::string OverviewText(const assistant::Overview& overview, const answer::Terminal& terminal) {
  constexpr int64_t kMostRows = 8;
  std::string text = overview.title + "\n\n" + CardsText(overview, terminal);
  answer::Terminal brief = terminal;
  brief.max_rows = kMostRows;
  for (const auto& table : overview.tables) {
    if (table.id == "trend") brief.max_rows = 36;
    text += "\n" + table.restatement + "\n" + answer::TableOf(table, brief);
    text += table.id == "trend" ? answer::ChartOf(table, brief) : "";
  }
  if (!overview.findings.empty()) text += "\nFindings\n";
  for (const std::string& finding : overview.findings) text += "  • " + finding + "\n";
  if (!overview.freshness.empty()) text += "\n" + overview.freshness + "\n";
  return text;
}

void AddSummary(CLI::App* app, Common* common, Action* action) {
  auto* command =
      app->add_subcommand("summary", "Headline figures with their change, mix, trend, findings");
  command->footer("Examples:\n  aisle summary\n  aisle summary --json | jq .findings");
  AddLake(command, common);
  AddAsOf(command, common);
  AddResources(command, common);
  AddJson(command, common);
  command->callback([=] { *action = [=] { return RunSummary(*common); }; });
}

}  // namespace aisle::cli
