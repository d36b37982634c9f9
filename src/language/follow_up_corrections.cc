// What was meant instead: "no, last year", "no i meant the length", "i mean 2013 sorry".
#include <algorithm>

#include "language/follow_up_editor.h"
#include "language/query_edits.h"
#include "language/stretch.h"

namespace aisle::language {

using semantic::Op;

// "no, weekly" and "no the length" correct what was said; "no filters" gives something up.
bool FollowUpEditor::OpensWithNo() const {
  if (words_.size() < 2 || words_.at(0).folded != "no") return false;
  const size_t end = words_.at(0).end;
  if (end < question_.size() && question_[end] == ',') return true;
  const double year = words_.at(1).number;
  if (year > 1900 && year < 2100) return true;  // not row 2016
  constexpr std::string_view kNexts[] = {"the",  "i",    "last", "in",   "by",   "for", "just",
                                         "make", "show", "it",   "this", "that", "not", "only"};
  return std::find(std::begin(kNexts), std::end(kNexts), words_.at(1).folded) != std::end(kNexts);
}

void FollowUpEditor::ReadCorrection() {
  bool corrects = false;
  if (OpensWithNo()) {
    words_.Drop(0);
    corrects = true;
  }
  while (words_.TakeFirst({"sorry i meant", "sorry i mean", "i meant to say", "i meant", "i mean",
                           "i wanted", "i should have said", "sorry", "oops", "my mistake",
                           "it should be", "that should be", "should be"}))
    corrects = true;
  while (words_.size() > 1 &&
         words_.TakeLast({"sorry", "i meant", "i mean", "my bad", "oops", "my mistake"}))
    corrects = true;
  if (!corrects || words_.empty()) return;
  corrects_ = true;
  question_ = words_.Text();
  words_ = FollowUpWords(question_);
  Hint(Cue::kStrong);
}

namespace {

// The sum of a column whose fold nobody named.
bool IsSum(const semantic::Expr& figure) {
  return figure.op == Op::kAggregate && figure.name == "sum" &&
         figure.args.front().op == Op::kField;
}

}  // namespace

// "average rental rate", "no i meant the length": its average, as the fold was not taken back.
void FollowUpEditor::KeepFold(std::vector<Item>* figures) const {
  if (!corrects_ || Previous().measures.empty() || figures->size() != 1) return;
  const Expr& before = Previous().measures.front().expr;
  Expr& now = figures->front().expr;
  const bool folded = before.op == Op::kAggregate && before.args.size() == 1 &&
                      before.args.front().op == Op::kField && before.name != "count" &&
                      before.name != "count_distinct";
  if (folded && IsSum(now)) now.name = before.name;
}

// "no, last year" of the year that was asked for anyway: the one before it is meant.
bool FollowUpEditor::RepeatsPeriod(const Expr& condition) {
  const auto said = AsStretch(condition);
  const auto at = PeriodFilter();
  if (!corrects_ || !said || !at || !words_.Has({"last", "previous"})) return false;
  std::vector<Expr> conditions = ConditionsOf(query_.where);
  if (conditions[*at] != condition) return false;
  const Stretch before = Before(*said, {});
  conditions[*at] = ToExpr(before);
  query_.where = Together(std::move(conditions));
  assumptions_.push_back("“" + words_.Text() + "” is taken as " + LabelOf(before.days) +
                         ", before " + LabelOf(said->days));
  Touch(Cue::kStrong);
  return true;
}

}  // namespace aisle::language
