#include "answer/restate.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/label.h"
#include "answer/phrase.h"
#include "base/text.h"

namespace aisle::answer {

using semantic::Expr;
using semantic::Item;
using semantic::Model;
using semantic::Op;
using semantic::Query;
using semantic::QueryKind;

namespace {

std::string LabelOfItem(const Model& model, const Item& item) {
  return item.label.empty() ? LabelOf(model, item.expr) : item.label;
}

std::string List(const std::vector<std::string>& names) {
  if (names.size() < 2) return Join(names, "");
  return Join({names.begin(), names.end() - 1}, ", ") + " and " + names.back();
}

std::vector<std::string> Names(const Model& model, const std::vector<Item>& items, bool first_too) {
  std::vector<std::string> names;
  for (const Item& item : items) {
    const std::string label = LabelOfItem(model, item);
    names.push_back(names.empty() && !first_too ? label : InSentence(label));
  }
  return names;
}

std::string Head(const Model& model, const Query& query) {
  if (query.kind == QueryKind::kRows) {
    const auto* table = model.FindTable(query.fact);
    const std::string name = table == nullptr ? query.fact : table->label;
    return "Rows of " + (name.empty() ? "the data" : name);
  }
  if (query.measures.empty()) return "List of " + List(Names(model, query.groups, true));
  std::string head = List(Names(model, query.measures, false));
  if (!query.groups.empty()) head += " by " + List(Names(model, query.groups, true));
  return head;
}

bool IsTime(const Expr& expr) { return expr.op == Op::kGrain || expr.op == Op::kPart; }

// "highest first", "oldest first", with the measure's name when it is not the only one.
std::string OrderPhrase(const Model& model, const Query& query) {
  if (query.order.empty()) return {};
  const auto& order = query.order[0];
  if (IsTime(order.by)) return order.descending ? "newest first" : "";
  const bool measure = semantic::IsMeasure(order.by);
  const bool obvious = measure && query.measures.size() == 1 && query.measures[0].expr == order.by;
  std::string phrase = measure ? (order.descending ? "highest" : "lowest")
                               : (order.descending ? "descending" : "ascending");
  if (!obvious) return phrase + " " + InSentence(LabelOf(model, order.by)) + " first";
  return phrase + " first";
}

std::string LimitPhrase(const Model& model, const Query& query) {
  if (!query.limit) return {};
  const bool lowest = !query.order.empty() && !query.order[0].descending;
  std::string phrase;
  if (query.order.empty()) {
    phrase = fmt::format("first {}", *query.limit);
  } else if (query.offset > 0 && *query.limit == 1) {
    phrase = fmt::format("number {} only", query.offset + 1);
  } else {
    phrase = fmt::format("{} {}", lowest ? "bottom" : "top", *query.limit);
    if (query.offset > 0) phrase += fmt::format(" after the first {}", query.offset);
  }
  std::vector<std::string> per;
  for (const Expr& expr : query.limit_per) per.push_back(InSentence(LabelOf(model, expr)));
  if (!per.empty()) phrase += " of each " + List(per);
  return phrase;
}

}  // namespace

std::string RestateFilters(const Model& model, const Query& query) {
  if (!query.where) return {};
  std::vector<std::string> phrases;
  const std::vector<Expr> conjuncts = Conjuncts(*query.where);
  for (const Expr& conjunct : conjuncts) {
    const std::string phrase = ConditionPhrase(model, conjunct);
    const bool apart = conjunct.op == Op::kOr && conjuncts.size() > 1;
    phrases.push_back(apart ? "(" + phrase + ")" : phrase);
  }
  return Join(phrases, ", ");
}

std::string Restate(const Model& model, const Query& query) {
  std::vector<std::string> parts = {Head(model, query), RestateFilters(model, query)};
  if (query.having) parts.push_back("only " + ConditionPhrase(model, *query.having));
  parts.push_back(OrderPhrase(model, query));
  parts.push_back(LimitPhrase(model, query));
  parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
  return Join(parts, ", ");
}

}  // namespace aisle::answer
