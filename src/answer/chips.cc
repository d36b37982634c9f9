#include "answer/chips.h"

#include <fmt/format.h>

#include "answer/format.h"
#include "answer/label.h"
#include "answer/phrase.h"

namespace aisle::answer {

using semantic::Expr;
using semantic::Model;
using semantic::Op;
using semantic::Query;
using semantic::QueryKind;

namespace {

// "country: Germany" for a column that is one value; any other condition in its own words.
std::string ConditionChip(const Model& model, const Expr& condition) {
  const bool equal = condition.op == Op::kEqual && condition.args[0].op == Op::kField &&
                     condition.args[1].op == Op::kLiteral;
  const auto* text = equal ? std::get_if<std::string>(&condition.args[1].value) : nullptr;
  if (text == nullptr) return ConditionPhrase(model, condition);
  return InSentence(LabelOf(model, condition.args[0])) + ": " + *text;
}

std::string LimitChip(const Query& query) {
  const bool lowest = !query.order.empty() && !query.order.front().descending;
  if (query.offset > 0)
    return fmt::format("ranks {}–{}", query.offset + 1, query.offset + *query.limit);
  return fmt::format("{} {}",
                     query.order.empty() ? "first"
                     : lowest            ? "bottom"
                                         : "top",
                     *query.limit);
}

// An order that the rest of the chips does not tell.
std::string OrderChip(const Model& model, const Query& query) {
  const auto& order = query.order.front();
  const bool time = order.by.op == Op::kGrain || order.by.op == Op::kPart;
  if (time) return order.descending ? "newest first" : "";
  const bool first = !query.measures.empty() && query.measures.front().expr == order.by;
  if (first) return order.descending || query.limit ? "" : "lowest first";
  return "sorted by " + InSentence(LabelOf(model, order.by));
}

void Add(std::string chip, std::vector<std::string>* chips) {
  if (!chip.empty()) chips->push_back(std::move(chip));
}

}  // namespace

std::vector<std::string> ChipsOf(const Model& model, const Query& query) {
  std::vector<std::string> chips;
  if (query.kind == QueryKind::kRows) {
    const auto* table = model.FindTable(query.fact);
    Add("rows of " + (table == nullptr || table->label.empty() ? query.fact : table->label),
        &chips);
  }
  for (const auto& item : query.measures) Add(InSentence(LabelOf(model, item.expr)), &chips);
  for (const auto& item : query.groups) {
    if (query.kind == QueryKind::kRows) break;
    Add((query.measures.empty() ? "" : "by ") + InSentence(LabelOf(model, item.expr)), &chips);
  }
  if (query.where) {
    for (const Expr& condition : Conjuncts(*query.where)) {
      Add(ConditionChip(model, condition), &chips);
    }
  }
  if (query.having) Add("only " + ConditionPhrase(model, *query.having), &chips);
  if (!query.order.empty()) Add(OrderChip(model, query), &chips);
  if (query.limit) Add(LimitChip(query), &chips);
  return chips;
}

std::string ChipLine(const std::vector<std::string>& chips) {
  std::string line;
  for (const std::string& chip : chips) line += (line.empty() ? "[" : " [") + chip + "]";
  return line;
}

}  // namespace aisle::answer
