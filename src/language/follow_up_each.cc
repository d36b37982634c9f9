// The best of something within each row of the last answer: "which product sold best in each of
// them", "top 2 customers for each".
#include <algorithm>

#include "base/text.h"
#include "language/follow_up_editor.h"
#include "language/query_edits.h"
#include "language/stretch.h"

namespace aisle::language {

using semantic::QueryKind;

// Whether the words name a figure, not only that something is ranked: "sold best" does not.
bool FollowUpEditor::NamesOwnFigure(const Reading& reading) const {
  const bool figure =
      std::any_of(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
        const bool counts = piece.Main() == Role::kMetric && !piece.Is(Role::kEntity);
        return counts || piece.Main() == Role::kCount || piece.Main() == Role::kFold;
      });
  return figure || NamesNumber(reading);
}

// The ranking `asked`, within the rows that are shown.
void FollowUpEditor::RankWithin(const Reading& asked) {
  for (const Expr& condition : ConditionsOf(asked.query.where)) ReplaceFilter(condition, &query_);
  if (NamesOwnFigure(asked)) {
    query_.measures = asked.query.measures;
    MoveTo(asked.query.fact);
  } else {
    const bool sides = query_.measures.size() > 1 && IsSide(query_.measures.front().expr);
    query_.measures = {query_.measures[sides ? 1 : 0]};  // the later of two periods
  }
  const bool highest = asked.query.order.empty() || asked.query.order.front().descending;
  query_.limit_per.clear();
  for (const Item& group : query_.groups) query_.limit_per.push_back(group.expr);
  AddGroups(asked.query.groups, &query_);
  query_.limit = asked.query.limit.value_or(1);
  query_.ties = asked.query.ties || !asked.query.limit;
  query_.offset = 0;
  query_.order = {{query_.measures.front().expr, highest}};
  Assume(asked);
}

// "which day was best": nothing says by what, so by the figure that is spoken of, as it was
// filtered.
bool FollowUpEditor::RanksAnew(const Reading& asked) {
  const bool plain = !touched_ && Tokenize(question_).size() <= 6 && Explains(asked) &&
                     !asked.query.where && asked.query.groups.size() == 1 && asked.query.limit &&
                     !asked.query.having && !query_.measures.empty() &&
                     Previous().kind == QueryKind::kAggregate;
  const auto vague = [](const Piece& piece) {
    return piece.Main() == Role::kRank && piece.senses.front().ref.empty();
  };
  const auto& pieces = asked.pieces;
  if (!plain || NamesOwnFigure(asked) || std::none_of(pieces.begin(), pieces.end(), vague) ||
      std::any_of(pieces.begin(), pieces.end(),
                  [](const Piece& piece) { return piece.Main() == Role::kVerb; }))
    return false;
  const FollowUpWords said(question_);
  const bool good = said.Has({"best"}), bad = said.Has({"worst"});
  const bool first = asked.query.order.empty() || asked.query.order.front().descending;
  const bool highest = good ? HighIsGood() : bad ? !HighIsGood() : first;
  const bool sides = query_.measures.size() > 1 && IsSide(query_.measures.front().expr);
  query_.measures = {query_.measures[sides ? 1 : 0]};
  SwapGroups(asked.query.groups, &query_);
  query_.groups = asked.query.groups;
  query_.having.reset();
  query_.limit = asked.query.limit;
  query_.ties = asked.query.ties;
  query_.order = {{query_.measures.front().expr, highest}};
  Touch(Cue::kStrong);
  return true;
}

// True when the whole text is taken.
bool FollowUpEditor::AsksInEach() {
  const FollowUpWords before = words_;
  if (words_.size() < 3 ||
      !words_.TakeLast({"in each of them", "in each of those", "in each of these", "in each one",
                        "in every one of them", "for each of them", "for each of those",
                        "for each of these", "for each one", "of each of them", "of each of those",
                        "per each of them", "each of them", "in each", "for each", "of each"}))
    return false;
  const Reading asked = context_.read(words_.Text());
  const bool ranks = Explains(asked) && asked.outcome == Outcome::kQuery &&
                     asked.query.kind == QueryKind::kAggregate && asked.query.groups.size() == 1 &&
                     !asked.query.having;
  const bool shown = Previous().kind == QueryKind::kAggregate && !Previous().groups.empty() &&
                     !Previous().measures.empty();
  if (!shown) {
    Fail("In each of what? The last answer shows one figure; name a column to split by.");
    return true;
  }
  if (!ranks) {
    const bool figure = Explains(asked) && NamesOwnFigure(asked) && asked.query.groups.empty();
    if (!figure) {
      Fail("What is asked of each of them is not clear: name a figure, or what to rank in each.");
      return true;
    }
    if (Previous().limit) KeepShown();  // "orders in each of them": names read the figure
    Touch(Cue::kStrong);
    return false;
  }
  if (Previous().limit || Previous().having) KeepShown();
  if (failure_) return true;
  RankWithin(asked);
  Touch(Cue::kStrong);
  return true;
}

// "longest one in each category", where films were spoken of: the longest film.
bool FollowUpEditor::AsksForOne() {
  const auto* table = context_.model.FindTable(Previous().fact);
  const auto* row = table == nullptr ? nullptr : context_.model.FindEntity(table->entity);
  const std::string group = NameOfGroup(false);
  const auto* shown = context_.model.FindEntity(group);
  const auto* thing = shown != nullptr ? shown : row;
  for (size_t i = 1; i + 1 < words_.size() && thing != nullptr; ++i) {
    const std::string& word = words_.at(i - 1).folded;
    const bool ranked = EndsWith(word, "est") || word == "expensive" || word == "popular";
    if (words_.at(i).folded != "one" || !ranked || word == "latest") continue;
    const FollowUpWords before = words_;
    const std::string rest = words_.TakeFrom(i + 1);
    words_.TakeLast({"one"});
    const Reading asked = context_.read(words_.Text() + " " + thing->name + " " + rest);
    const bool whole = Explains(asked) && asked.outcome == Outcome::kQuery &&
                       !asked.query.groups.empty() && asked.query.limit;
    if (!whole) return words_ = before, false;
    const std::optional<Expr> where = query_.where;
    query_ = asked.query;
    query_.where = where;
    for (const Expr& condition : ConditionsOf(asked.query.where)) ReplaceFilter(condition, &query_);
    Assume(asked);
    Touch(Cue::kStrong);
    return true;
  }
  return false;
}

}  // namespace aisle::language
