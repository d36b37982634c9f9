// The best of something within each row of the last answer: "which product sold best in each of
// them", "top 2 customers for each".
#include "language/follow_up_editor.h"
#include "language/query_edits.h"

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
    query_.measures = {query_.measures.front()};
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
  if (!ranks) {  // "orders in each of them": a figure of each, which names read
    if (Previous().limit) KeepShown();
    Touch(Cue::kStrong);
    return false;
  }
  if (Previous().limit || Previous().having) KeepShown();
  if (failure_) return true;
  RankWithin(asked);
  Touch(Cue::kStrong);
  return true;
}

}  // namespace aisle::language
