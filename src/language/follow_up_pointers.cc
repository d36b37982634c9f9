// Words that point at what was said: "on it", "of both", "for the same year", "those". What they
// point at is kept, or asked for; it is never dropped.
#include "language/follow_up_pointers.h"

#include <algorithm>

#include "language/follow_up_editor.h"
#include "language/query_edits.h"
#include "language/stretch.h"

namespace aisle::language {

// "what did we make on it": of all that the last answer is about.
void FollowUpEditor::ReadOnIt() {
  if (words_.size() < 3 || !words_.Take({"on it", "from it", "with it", "on them", "from them",
                                         "on those", "from those", "on that", "from that"}))
    return;
  if (Previous().limit || Previous().having) return KeepShown();
  pointed_ = true;
  Touch(Cue::kStrong);
}

// "revenue from both": of two that were named, or are shown.
void FollowUpEditor::ReadBoth() {
  const FollowUpWords before = words_;
  if (words_.size() < 3 ||
      !words_.TakeLast({"of both", "from both", "for both", "in both", "of the two", "for the two",
                        "both of them", "of both of them", "for both of them"}))
    return;
  const auto conditions = ConditionsOf(query_.where);
  const bool named = std::any_of(conditions.begin(), conditions.end(), [](const Expr& condition) {
    const auto values = AsValues(condition);
    return values && !values->negated && values->values.size() == 2;
  });
  Hint(Cue::kStrong);
  if (context_.before.shown.size() == 2 && !Previous().groups.empty()) return KeepShown();
  if (named) return Touch(Cue::kStrong);
  Fail("Which two are meant by “both”? Name them.");
}

// "marketing for the same year": a question of its own, over the days of the last one.
bool FollowUpEditor::AsksSamePeriod() {
  const FollowUpWords before = words_;
  if (words_.size() < 4 ||
      !words_.TakeLast(
          {"for the same year",   "in the same year",     "of the same year",    "that same year",
           "for the same month",  "in the same month",    "for the same months", "same year",
           "in the same months",  "for the same quarter", "in the same quarter", "same month",
           "for the same period", "over the same period", "in the same period",  "same period",
           "for that year",       "in that year",         "for that month",      "in that month",
           "in that quarter",     "for that quarter",     "for that period",     "in that period",
           "for those months",    "in those months",      "for that time",       "over that time"}))
    return false;
  const auto at = PeriodFilter();
  if (!at) {
    Fail("The last answer is not of one period; name the one that is meant.");
    return true;
  }
  const std::string days = LabelOf(AsStretch(ConditionsOf(query_.where)[*at])->days);
  const Reading asked = context_.read(words_.Text() + " in " + days);
  const bool whole = Explains(asked) && asked.outcome == Outcome::kQuery &&
                     !asked.query.measures.empty() && NamesOwnFigure(asked);
  if (!whole) {
    Touch(Cue::kStrong);
    return false;
  }
  query_ = asked.query;
  Assume(asked);
  return true;
}

namespace {

bool IsNoun(const Piece& piece) {
  constexpr Role kNouns[] = {Role::kMetric, Role::kField, Role::kEntity,  Role::kTable,
                             Role::kValue,  Role::kFold,  Role::kTimeNoun};
  return std::any_of(std::begin(kNouns), std::end(kNouns),
                     [&](Role role) { return piece.Main() == role; });
}

}  // namespace

bool PointsBack(std::string_view question, const Reading& reading) {
  FollowUpWords words(question);
  if (words.TakeLast({"in each of them", "in each of those", "for each of them", "each of them",
                      "of both", "from both", "for both", "on it", "from it", "with it",
                      "for the same year", "in the same year", "for the same month",
                      "for the same period", "in that year", "in that month", "for that year"}))
    return true;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words.at(i).folded;
    const bool points = word == "them" || word == "those" || word == "these" || word == "they";
    if (!points) continue;
    const size_t begin = words.at(i).begin;
    const auto before = [&](const Piece& piece) { return IsNoun(piece) && piece.first < i; };
    (void)begin;
    if (std::none_of(reading.pieces.begin(), reading.pieces.end(), before)) return true;
  }
  return false;
}

}  // namespace aisle::language
