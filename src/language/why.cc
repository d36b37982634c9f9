#include "language/why.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "language/periods.h"
#include "language/query_edits.h"
#include "language/stretch.h"

namespace aisle::language {

namespace {

using semantic::Model;
using semantic::Query;

constexpr size_t kMostSplits = 3;

std::string FigureOf(const Model& model, const Query& query) {
  for (const semantic::Item& item : query.measures) {
    for (const std::string& name : semantic::MetricsOf(item.expr)) {
      const auto* metric = model.FindMetric(name);
      if (metric != nullptr) return FoldCase(metric->label);
    }
  }
  return {};
}

std::optional<Stretch> StretchOf(const Query& query) {
  for (const semantic::Expr& condition : ConditionsOf(query.where)) {
    if (auto stretch = AsStretch(condition)) return stretch;
  }
  return std::nullopt;
}

// "in February" of the year that was spoken of before.
std::optional<int> MonthOf(const Query& query) {
  for (const semantic::Expr& condition : ConditionsOf(query.where)) {
    const auto values = AsValues(condition);
    const bool month = values && values->what.op == semantic::Op::kPart &&
                       values->what.name == "month" && values->values.size() == 1;
    const auto* number = month ? std::get_if<int64_t>(&values->values[0].value) : nullptr;
    if (number != nullptr) return static_cast<int>(*number);
  }
  return std::nullopt;
}

std::optional<Stretch> SpokenOf(const Query& asked, const Turn* before) {
  if (auto stretch = StretchOf(asked)) return stretch;
  auto stretch = before == nullptr ? std::nullopt : StretchOf(before->query);
  const auto month = MonthOf(asked);
  if (stretch && month) stretch->days = MonthsOf(ToCivil(stretch->days.to).year, *month, 1);
  return stretch;
}

// " for West, for Chairs": the values that the rows are narrowed to.
std::string ValuesOf(const Query& query) {
  std::string text;
  for (const semantic::Expr& condition : ConditionsOf(query.where)) {
    const auto values = AsValues(condition);
    const bool one = values && !values->negated && values->values.size() == 1;
    const auto* value = one ? std::get_if<std::string>(&values->values[0].value) : nullptr;
    if (value != nullptr) text += " for " + *value;
  }
  return text;
}

// What managers look at first comes first.
size_t Weight(const std::string& name) {
  constexpr std::string_view kFirst[] = {"category", "region",  "channel", "store",
                                         "segment",  "country", "brand",   "state"};
  size_t at = 0;
  while (at < std::size(kFirst) && name.find(kFirst[at]) == std::string::npos) ++at;
  return at;
}

// What the figure may be split by.
std::vector<std::string> Splits(const Model& model, const std::string& narrowed) {
  std::vector<std::string> names;
  for (const auto& field : model.dimensions) {
    const bool category = !field.hidden && field.kind == semantic::DimensionKind::kCategory;
    if (category && narrowed.find(field.label) == std::string::npos)
      names.push_back(FoldCase(field.label));
  }
  for (const auto& entity : model.entities) {
    if (!entity.display.empty()) names.push_back(entity.name);
  }
  std::stable_sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    return Weight(a) < Weight(b);
  });
  return names;
}

}  // namespace

std::vector<std::string> WhereItChanged(const Query& asked, const Turn* before,
                                        const ChoiceContext& context) {
  const std::optional<Stretch> stretch = SpokenOf(asked, before);
  if (!stretch) return {};
  std::string figure = FigureOf(context.model, asked);
  if (figure.empty() && before != nullptr) figure = FigureOf(context.model, before->query);
  if (figure.empty() && !context.model.metrics.empty())
    figure = FoldCase(context.model.metrics.front().label);
  const std::string values =
      ValuesOf(asked) + (before == nullptr ? std::string() : ValuesOf(before->query));
  const std::string change = "change in " + figure + " from " + LabelOf(Before(*stretch, "").days) +
                             " to " + LabelOf(stretch->days) + " by ";
  std::vector<std::string> choices;
  std::set<std::string> meanings;
  for (const std::string& split : Splits(context.model, values)) {
    const std::string meaning = context.meaning(change + split + values);
    if (meaning.empty() || !meanings.insert(meaning).second) continue;
    choices.push_back(change + split + values);
    if (choices.size() == kMostSplits) break;
  }
  return choices;
}

}  // namespace aisle::language
