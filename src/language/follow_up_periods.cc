// The periods of a comparison: half a year that was said as months of a year, and what rose or fell
// most between two sides.
#include <algorithm>

#include "language/follow_up_editor.h"
#include "language/query_edits.h"
#include "language/stretch.h"

namespace aisle::language {

using semantic::Make;
using semantic::Op;

namespace {

// The first and last month of "month_of_year(date) in (1, 2, 3)"; nothing where some are left out.
std::optional<std::pair<int, int>> MonthsIn(const semantic::Expr& condition) {
  const auto values = AsValues(condition);
  const bool months =
      values && !values->negated && values->what.op == Op::kPart && values->what.name == "month";
  if (!months) return std::nullopt;
  std::vector<int64_t> numbers;
  for (const semantic::Expr& value : values->values)
    if (const auto* number = std::get_if<int64_t>(&value.value)) numbers.push_back(*number);
  std::sort(numbers.begin(), numbers.end());
  if (numbers.empty() || numbers.size() != values->values.size()) return std::nullopt;
  const auto span = numbers.back() - numbers.front() + 1;
  if (span != static_cast<int64_t>(numbers.size())) return std::nullopt;
  return std::pair{static_cast<int>(numbers.front()), static_cast<int>(numbers.back())};
}

}  // namespace

// "2016", then "h1 only": its first half, one stretch that another can be set against.
void FollowUpEditor::NarrowToMonths() {
  const auto at = PeriodFilter();
  std::vector<Expr> conditions = ConditionsOf(query_.where);
  if (!at || !IsYear(*AsStretch(conditions[*at]))) return;
  Stretch span = *AsStretch(conditions[*at]);
  for (size_t i = 0; i < conditions.size(); ++i) {
    const auto months = MonthsIn(conditions[i]);
    if (!months || semantic::FieldsOf(conditions[i]).front() != span.field) continue;
    span.days =
        MonthsOf(ToCivil(span.days.from).year, months->first, months->second - months->first + 1);
    conditions[*at] = ToExpr(span);
    conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(i));
    query_.where = Together(std::move(conditions));
    return;
  }
}

// "same for jan" after December of a year: its January, not January within December.
bool FollowUpEditor::MovesWithinYear(const Expr& condition) {
  const auto at = PeriodFilter();
  const auto months = MonthsIn(condition);
  if (!at || !months || excludes_ || adds_) return false;
  std::vector<Expr> conditions = ConditionsOf(query_.where);
  Stretch span = *AsStretch(conditions[*at]);
  const CivilDate first = ToCivil(span.days.from), last = ToCivil(span.days.to);
  const bool within = first.year == last.year && !IsYear(span) &&
                      (months->first < first.month || months->second > last.month);
  if (!within || semantic::FieldsOf(condition).front() != span.field) return false;
  span.days = MonthsOf(first.year, months->first, months->second - months->first + 1);
  conditions[*at] = ToExpr(span);
  query_.where = Together(std::move(conditions));
  assumptions_.push_back("the year is that of the last answer: " + LabelOf(span.days));
  Touch();
  return true;
}

// "biggest drop, which sub category", where two periods stand side by side.
bool FollowUpEditor::RanksChange() {
  const FollowUpWords before = words_;
  const bool two = query_.measures.size() > 1 && IsSide(query_.measures[0].expr) &&
                   IsSide(query_.measures[1].expr);
  if (!two || !words_.TakeFirst({"the biggest", "biggest", "the largest", "largest", "the most",
                                 "the greatest", "greatest", "the highest", "highest", "worst",
                                 "the worst", "best", "the best", "which had the biggest"}))
    return false;
  const bool down = words_.TakeFirst({"drop", "drops", "fall", "falls", "decline", "declines",
                                      "decrease", "decreases", "loss", "losers", "dip"});
  const bool up = !down && words_.TakeFirst({"rise", "rises", "increase", "increases", "growth",
                                             "gain", "gains", "jump", "jumps", "winners"});
  words_.TakeFirst({"in which", "by which", "which", "by", "in what", "what", "of which"});
  if (!words_.empty() && (down || up)) {
    const Reading split = ReadBeside("by " + words_.TakeFrom(0));
    const bool known = Explains(split) && !split.query.groups.empty() && !split.query.where;
    if (!known) return words_ = before, false;
    SwapGroups(split.query.groups, &query_);
  }
  if ((!down && !up) || query_.groups.empty()) return words_ = before, false;
  const Expr a = query_.measures[0].expr, b = query_.measures[1].expr;
  const Expr change = Make(Op::kSubtract, {b, a});
  query_.measures = {{a, {}}, {b, {}}, {change, {}}};
  query_.having = Make(down ? Op::kLess : Op::kGreater, {change, semantic::Literal(int64_t{0})});
  query_.order = {{change, up}};
  query_.limit = 1;
  query_.ties = true;
  Touch(Cue::kStrong);
  return true;
}

}  // namespace aisle::language
