// What the figures are set against: "compare with last year", "vs the previous month", "vs Spain",
// "as a share".
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "language/follow_up_editor.h"
#include "language/query_edits.h"
#include "language/stretch.h"

namespace aisle::language {

using semantic::Make;
using semantic::Op;

std::optional<size_t> FollowUpEditor::PeriodFilter() const {
  const auto conditions = ConditionsOf(query_.where);
  for (size_t i = 0; i < conditions.size(); ++i) {
    if (AsStretch(conditions[i])) return i;
  }
  return std::nullopt;
}

bool FollowUpEditor::Grains(const std::string& grain) const {
  return std::any_of(query_.groups.begin(), query_.groups.end(), [&](const Item& item) {
    return item.expr.op == Op::kGrain && (grain.empty() || item.expr.name == grain);
  });
}

void FollowUpEditor::AddChange() {
  const std::vector<Item> measures = query_.measures;
  const bool compared = std::any_of(measures.begin(), measures.end(), [](const Item& item) {
    return item.expr.op == Op::kChange || item.expr.op == Op::kGrowth;
  });
  if (compared) return;  // once is enough
  for (const Item& item : measures) {
    AddMeasures({{Make(Op::kChange, {item.expr}), {}}, {Make(Op::kGrowth, {item.expr}), {}}},
                &query_);
  }
}

// Both sides and the growth as columns, of each figure.
void FollowUpEditor::CompareSides(const Expr& before, const Expr& after) {
  const std::vector<Item> measures = std::exchange(query_.measures, {});
  for (const Item& item : measures) {
    const Expr& measure = item.expr;
    const Expr a = Make(Op::kWhere, {measure, before});
    const Expr b = Make(Op::kWhere, {measure, after});
    const Expr growth = Make(Op::kDivide, {Make(Op::kSubtract, {b, a}), a});
    AddMeasures({{a, {}}, {b, {}}, {growth, {}}}, &query_);
    if (!query_.order.empty() && query_.order.front().by == measure) query_.order.front().by = b;
  }
}

// Each month against the same month a year before: the months of every year side by side.
void FollowUpEditor::CompareYears() {
  for (Item& item : query_.groups) {
    Expr& group = item.expr;
    if (group.op != Op::kGrain) continue;
    if (group.name != "month" && group.name != "quarter" && group.name != "week") {
      return Fail("Months, quarters and weeks can be set against those of the year before.");
    }
    const Expr year = Make(Op::kGrain, group.args, "year");
    group.op = Op::kPart;
    AddGroups({{year, {}}}, &query_);
    break;
  }
  if (const auto at = PeriodFilter()) {  // the year before is needed too
    std::vector<Expr> conditions = ConditionsOf(query_.where);
    Stretch span = *AsStretch(conditions[*at]);
    span.days.from = AddMonths(span.days.from, -12);
    conditions[*at] = ToExpr(span);
    query_.where = Together(std::move(conditions));
  }
  regrouped_ = true;
  AddChange();
}

namespace {

// Whether the days are a whole month, quarter or week, or one day.
bool IsOne(const Stretch& span, const std::string& grain) {
  const Date from = span.days.from;
  const Date next{span.days.to.days + 1};
  if (grain == "month" || grain == "quarter")
    return ToCivil(from).day == 1 && AddMonths(from, grain == "month" ? 1 : 3).days == next.days;
  return next.days - from.days == (grain == "week" ? 7 : 1);
}

}  // namespace

void FollowUpEditor::ComparePrevious(const std::string& grain) {
  Touch(Cue::kStrong);
  if (query_.measures.empty()) return Fail("There is no figure to compare. Ask for one first.");
  const Expr& first = query_.measures.front().expr;
  if (IsSide(first)) return;  // they are compared already
  if (grain == "year" && !Grains("year") && Grains("")) return CompareYears();
  if (Grains("")) return AddChange();
  if (const auto at = PeriodFilter()) {
    std::vector<Expr> conditions = ConditionsOf(query_.where);
    const Expr after = conditions[*at];
    const Stretch span = *AsStretch(after);
    if (!grain.empty() && grain != "year" && !IsOne(span, grain)) {
      return Fail("The last answer is over " + LabelOf(span.days) + ", which is not one " + grain +
                  ": name the " + grain + " to compare, or split by it first.");
    }
    conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(*at));
    query_.where = Together(std::move(conditions));
    return CompareSides(ToExpr(Before(span, grain)), after);
  }
  const std::string step = grain.empty() ? "month" : grain;
  const Reading along = ReadBeside("by " + step);
  if (along.query.groups.size() != 1 || !IsTimeGroup(along.query.groups.front().expr)) {
    return Fail("Nothing here has a date, so there is no period before.");
  }
  AddGroups(along.query.groups, &query_);
  regrouped_ = true;
  AddChange();
}

// "against target": the column of targets for the figure that is shown, folded alike.
bool FollowUpEditor::ComparesToPlan(const std::string& names) {
  const FollowUpWords words(names);
  const bool plan = words.size() == 1 && words.Has({"target", "targets", "budget", "budgeted",
                                                    "plan", "planned", "goal", "quota"});
  const auto named = query_.measures.empty() ? std::vector<std::string>{}
                                             : semantic::MetricsOf(query_.measures.front().expr);
  const auto* metric = named.size() == 1 ? context_.model.FindMetric(named.front()) : nullptr;
  if (!plan || metric == nullptr || query_.measures.front().expr.op != Op::kMetric) return false;
  const auto mine = semantic::Expand(context_.model, query_.measures.front().expr);
  for (const auto& field : context_.model.dimensions) {
    std::vector<std::string> said = {FoldName(metric->label)};
    said.insert(said.end(), metric->synonyms.begin(), metric->synonyms.end());
    const bool same = std::any_of(said.begin(), said.end(), [&](const std::string& name) {
      const std::string label = FoldName(field.label), word = words.at(0).stem;
      return label == word + " " + name || label == name + " " + word;
    });
    const bool sums = mine && mine->op == Op::kAggregate && mine->name == "sum";
    if (!same || !sums || field.kind != semantic::DimensionKind::kNumber) continue;
    const Expr target = semantic::Sum(semantic::Field(field.Field()));
    const Expr measure = query_.measures.front().expr;
    AddMeasures({{target, {}}, {Make(Op::kSubtract, {measure, target}), {}}}, &query_);
    return true;
  }
  return false;
}

// "vs Spain", "vs 2022", "with units": another value, another period, another figure.
void FollowUpEditor::CompareWith(const std::string& names) {
  Touch(Cue::kStrong);
  if (ComparesToPlan(names)) return;
  const Reading figure = context_.read(names);
  if (Explains(figure) && NamesMeasure(figure) && !figure.query.measures.empty()) {
    AddMeasures(figure.query.measures, &query_);
    return;
  }
  Reading other = ReadBeside(names);
  if (!Explains(other) && PeriodFilter()) other = ReadBeside("in " + names);  // "97" is a year
  const auto conditions = ConditionsOf(other.query.where);
  if (!Explains(other) || conditions.size() != 1) {
    return Fail("With what should it be compared? Name a period, a value or another figure.");
  }
  const auto period = AsStretch(conditions.front());
  if (period && !IsYear(*period)) NarrowToMonths();
  if (const auto at = PeriodFilter(); at && period) {
    std::vector<Expr> kept = ConditionsOf(query_.where);
    const Expr mine = kept[*at];
    kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(*at));
    query_.where = Together(std::move(kept));
    const bool earlier = period->days.from.days < AsStretch(mine)->days.from.days;
    return earlier ? CompareSides(conditions.front(), mine)
                   : CompareSides(mine, conditions.front());
  }
  const Expr side = AtShown(conditions.front(), other);
  WidenFilter(side, &query_);
  const auto values = AsValues(side);
  if (!values) return;
  AddGroups({{values->what, {}}}, &query_);
  regrouped_ = true;
}

// "same months in 2021": the days of the year before that the last answer had data for.
void FollowUpEditor::ReadSameMonths() {
  const FollowUpWords before = words_;
  if (!words_.TakeFirst({"the same months in", "same months in", "the same months of",
                         "same months of", "the same period in", "same period in",
                         "the same period of", "same period of", "same dates in"}))
    return;
  const auto at = PeriodFilter();
  const Reading other = ReadBeside("in " + words_.TakeFrom(0));
  const auto wanted = ConditionsOf(other.query.where);
  const auto year = wanted.size() == 1 ? AsStretch(wanted.front()) : std::nullopt;
  if (!at || !year) {
    words_ = before;
    return;
  }
  std::vector<Expr> conditions = ConditionsOf(query_.where);
  Stretch span = *AsStretch(conditions[*at]);
  const Date newest = context_.newest;
  if (newest.days > span.days.from.days && newest.days < span.days.to.days) span.days.to = newest;
  const int years = ToCivil(year->days.from).year - ToCivil(span.days.from).year;
  span.days.from = AddMonths(span.days.from, 12 * years);
  span.days.to = AddMonths(span.days.to, 12 * years);
  conditions[*at] = ToExpr(span);
  query_.where = Together(std::move(conditions));
  assumptions_.push_back("the same period is " + LabelOf(span.days));
  Touch(Cue::kStrong);
}

void FollowUpEditor::ReadCompare() {
  ReadSameMonths();
  const bool asks = words_.TakeFirst(
      {"how does that", "how does this", "how does it", "and how does that", "hows that",
       "how is that", "how are those", "how do they", "how do those", "how are they"});
  const bool compares = words_.TakeFirst({"compare it with",
                                          "compare it to",
                                          "compare that with",
                                          "compare that to",
                                          "compare this with",
                                          "compare this to",
                                          "compare them with",
                                          "compare them to",
                                          "compare with",
                                          "compare to",
                                          "compare against",
                                          "compared with",
                                          "compared to",
                                          "compared against",
                                          "comparison with",
                                          "in comparison with",
                                          "in comparison to",
                                          "set against",
                                          "versus",
                                          "vs",
                                          "v",
                                          "against"});
  words_.TakeFirst({"the", "that of"});
  constexpr std::string_view kGrains[] = {"year", "quarter", "month", "week", "day"};
  for (const std::string_view grain : kGrains) {
    const std::string name(grain);
    const std::string last = "last " + name, previous = "previous " + name, prior = "prior " + name;
    const std::string before = name + " before", earlier = "same period last " + name;
    const std::string ago = "same time last " + name, over = name + " over " + name;
    const std::string same = "same " + name + " last year";
    if (words_.TakeAll({over}) ||
        (compares && words_.TakeAll({last, previous, prior, before, earlier, ago,
                                     "a " + name + " ago", "a " + name + " earlier"}))) {
      return ComparePrevious(name);
    }
    if (compares && words_.TakeAll({same})) return ComparePrevious("year");
  }
  if (words_.TakeAll({"yoy"})) return ComparePrevious("year");
  if (words_.TakeAll({"mom"})) return ComparePrevious("month");
  if ((compares && words_.TakeAll({"previous period", "period before", "previous one", "one before",
                                   "previous", "before"})) ||
      words_.TakeAll({"the growth", "growth", "with growth", "show growth", "the change", "change",
                      "with the change", "show the change", "how did it change",
                      "how has it changed", "as growth", "what changed"})) {
    return ComparePrevious("");
  }
  if (asks && compares) Hint(Cue::kStrong);
  if (compares && !words_.empty()) CompareWith(words_.TakeFrom(0));
}

// "cancelled orders" are a part of all by their only filter that is no period.
bool FollowUpEditor::TakeCondition(Expr* measure) {
  std::vector<Expr> kept, taken;
  for (const Expr& condition : ConditionsOf(query_.where))
    (AsStretch(condition) ? kept : taken).push_back(condition);
  if (taken.size() != 1) return false;
  *measure = Make(Op::kWhere, {*measure, taken.front()});
  query_.where = Together(std::move(kept));
  return true;
}

// Whether one may be a part of the other: money is no part of a number of orders.
bool FollowUpEditor::Comparable(const Expr& part, const Expr& whole) const {
  const auto has = [&](const Expr& figure, std::string_view fold) {
    auto expanded = semantic::Expand(context_.model, figure);
    while (expanded && expanded->op == Op::kWhere) expanded = Expr(expanded->args.front());
    return expanded && expanded->op == Op::kAggregate && StartsWith(expanded->name, fold);
  };
  return !(has(part, "sum") && has(whole, "count"));
}

// "returns as % of units sold": the returned units, where returns say how many they are of.
semantic::Expr FollowUpEditor::InUnits(const Expr& part, const Expr& whole) {
  const auto counted = semantic::Expand(context_.model, part);
  const auto summed = semantic::Expand(context_.model, whole);
  const bool counts = counted && counted->op == Op::kAggregate && counted->name == "count";
  const bool sums = summed && summed->op == Op::kAggregate && summed->name == "sum" &&
                    summed->args.front().op == Op::kField;
  if (!counts || !sums) return part;
  const auto table = [](const std::string& field) { return field.substr(0, field.find('.')); };
  const std::string here = table(counted->args.front().name);
  const auto* number = context_.model.FindDimension(summed->args.front().name);
  if (number == nullptr || number->table == here) return part;
  for (const auto& field : context_.model.dimensions) {
    const bool same = field.table == here && field.additive &&
                      (FoldName(field.column) == FoldName(number->column) ||
                       EndsWith(FoldName(field.column), " " + FoldName(number->column)));
    if (!same) continue;
    assumptions_.push_back("counted by their " + field.label + ", not by their rows");
    return semantic::Sum(semantic::Field(field.Field()));
  }
  return part;
}

// "as a percentage of all orders": each figure as a part of another.
bool FollowUpEditor::DividesBy() {
  const FollowUpWords before = words_;
  if (!words_.TakeFirst({"as a percentage of", "as percentage of", "as a percent of",
                         "as percent of", "as a share of", "as share of", "as a % of", "as % of",
                         "as a part of", "as a fraction of", "in percent of", "relative to"}))
    return false;
  words_.TakeFirst({"all the", "all", "the"});
  const std::string names = words_.TakeFrom(0);
  if (names.empty() || names == "total" || names == "whole") {
    words_ = before;
    return false;
  }
  Reading whole = context_.read(names);
  if (!Explains(whole) || whole.outcome != Outcome::kQuery || whole.query.measures.empty())
    whole = context_.read("number of " + names);
  const bool figure = Explains(whole) && whole.outcome == Outcome::kQuery && !whole.query.where &&
                      whole.query.groups.empty() && whole.query.measures.size() == 1;
  if (!figure || query_.measures.empty()) {
    words_ = before;
    return false;
  }
  Expr part = query_.measures.front().expr;
  if (part == whole.query.measures.front().expr && !TakeCondition(&part)) {
    Hint(Cue::kStrong);
    Fail("As a part of which? Name the filter that tells the part from the whole.");
    return true;
  }
  const auto ratio = semantic::Expand(context_.model, part);
  if (ratio && ratio->op == Op::kDivide) {
    Hint(Cue::kStrong);
    Fail("The figure is a ratio already, which is no part of “" + names + "”.");
    return true;
  }
  if (!Comparable(part, whole.query.measures.front().expr)) {
    Hint(Cue::kStrong);
    Fail("Amounts are no part of a count: “" + names + "” counts things. Name an amount.");
    return true;
  }
  part = InUnits(part, whole.query.measures.front().expr);
  query_.measures = {{Make(Op::kDivide, {part, whole.query.measures.front().expr}), {}}};
  remeasured_ = true;
  Touch(Cue::kStrong);
  return true;
}

void FollowUpEditor::ReadShare() {
  if (DividesBy()) return;
  if (!words_.TakeAll({"as a share",
                       "as share",
                       "as shares",
                       "as a share of the total",
                       "as a share of total",
                       "as percentages",
                       "as a percentage",
                       "as percentage",
                       "as a percent",
                       "in percent",
                       "in percentages",
                       "as percent",
                       "as a percentage of the total",
                       "as a percentage of total",
                       "the share",
                       "share",
                       "shares",
                       "show shares",
                       "show the share",
                       "with shares",
                       "what share",
                       "what share is that",
                       "as parts of the whole",
                       "as % of total",
                       "as % of the total",
                       "as percent of total",
                       "as percentage of total",
                       "as share of total",
                       "share of total",
                       "share of the total",
                       "% of total",
                       "as a % of total",
                       "as a % of the total",
                       "as a % of all",
                       "in %",
                       "as %",
                       "what percentage is that",
                       "percentage",
                       "the percentage"})) {
    return;
  }
  Touch(Cue::kStrong);
  if (query_.measures.empty()) return Fail("There is no figure to take a share of.");
  const Expr measure = query_.measures.front().expr;
  if (!query_.groups.empty()) {
    if (FollowUpWords(question_).Has({"total", "all", "overall", "everything"})) ChooseAfter();
    return AddMeasures({{Make(Op::kShare, {measure}), {}}}, &query_);
  }
  ShareOfOne(measure);
}

// "as a share of the total" of some suppliers: of all there are, so they are chosen once all are
// added up.
void FollowUpEditor::ChooseAfter() {
  std::vector<Expr> kept, chosen = ConditionsOf(query_.having);
  for (const Expr& condition : ConditionsOf(query_.where)) {
    const auto values = AsValues(condition);
    const bool names = (values && !values->negated) || condition.op == Op::kInQuery;
    const bool group =
        names && std::any_of(query_.groups.begin(), query_.groups.end(),
                             [&](const Item& item) { return item.expr == condition.args.front(); });
    (group ? chosen : kept).push_back(condition);
  }
  query_.where = Together(std::move(kept));
  query_.having = Together(std::move(chosen));
}

// What one figure is of the same figure without its filters; of the same period, if it has one.
void FollowUpEditor::ShareOfOne(const Expr& measure) {
  std::vector<Expr> periods, parts;
  for (const Expr& condition : ConditionsOf(query_.where))
    (AsStretch(condition) ? periods : parts).push_back(condition);
  if (parts.empty()) std::swap(periods, parts);
  if (parts.empty()) return Fail("That is all there is: the share would be 100 %.");
  const Expr part = Make(Op::kWhere, {measure, semantic::And(std::move(parts))});
  query_.measures = {{Make(Op::kDivide, {part, measure}), {}}};
  query_.where = Together(std::move(periods));
}

}  // namespace aisle::language
