#include "plan/heading.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "plan/expressions.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Model;
using semantic::Op;

namespace {

std::string Capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

// An entity counted by its own key: "orders" for count_distinct(lines.order_id).
const semantic::Entity* CountedEntity(const Model& model, const Expr& arg) {
  for (const semantic::Entity& entity : model.entities) {
    const bool by_key = entity.key.size() == 1 && arg.name == entity.table + "." + entity.key[0];
    if (arg.op == Op::kField && by_key) return &entity;
  }
  return nullptr;
}

std::string CountHeading(const Model& model, const Expr& expr) {
  const Expr& arg = expr.args[0];
  if (arg.op == Op::kField && ColumnOf(arg.name) == "*") {
    return "Number of " + RowsName(model, TableOf(arg.name));
  }
  if (expr.name == "count_distinct") {
    const semantic::Entity* entity = CountedEntity(model, arg);
    if (entity != nullptr) return "Number of " + entity->plural;
    return "Distinct " + HeadingOf(model, arg);
  }
  return "Number of " + HeadingOf(model, arg);
}

std::string AggregateHeading(const Model& model, const Expr& expr) {
  if (expr.args.empty()) return expr.name;
  if (IsCount(expr)) return CountHeading(model, expr);
  static const std::map<std::string, std::string> kWords = {
      {"sum", "Total"},          {"avg", "Average"},   {"min", "Lowest"},
      {"max", "Highest"},        {"median", "Median"}, {"stddev", "Standard deviation of"},
      {"corr", "Correlation of"}};
  if (expr.name == "percentile" && expr.args.size() > 1) {
    return "Percentile " + semantic::ToString(expr.args[1]) + " of " +
           HeadingOf(model, expr.args[0]);
  }
  const auto word = kWords.find(expr.name);
  const std::string of = word == kWords.end() ? Capital(expr.name) : word->second;
  return of + " " + HeadingOf(model, expr.args[0]);
}

std::string WindowHeading(const Model& model, const Expr& expr) {
  static const std::map<Op, std::string> kWords = {
      {Op::kTotal, "Overall "},         {Op::kShare, "Share of "},
      {Op::kChange, "Change in "},      {Op::kGrowth, "Growth of "},
      {Op::kCumulative, "Cumulative "}, {Op::kMovingAverage, "Moving average of "},
      {Op::kRank, "Rank by "},          {Op::kShareAbove, "Share above by "},
      {Op::kNtile, "Part by "},         {Op::kCumulativeShare, "Cumulative share of "},
      {Op::kStreak, "Streak of "}};
  const bool on_year = expr.name == "on_year";  // of a change
  return kWords.at(expr.op) + HeadingOf(model, expr.args[0]) +
         (on_year ? " on the year before" : "");
}

// "Shipped", "2022-01-01 – 2022-03-31"; what is not so simple as it is written.
std::string ConditionWords(const Expr& condition) {
  const auto& args = condition.args;
  std::vector<std::string> values;
  for (size_t i = 1; i < args.size(); ++i) {
    if (args[i].op != Op::kLiteral) return semantic::ToString(condition);
    values.push_back(ToString(args[i].value));
  }
  if (values.empty()) return semantic::ToString(condition);
  if (condition.op == Op::kEqual || condition.op == Op::kIn) return Join(values, ", ");
  if (condition.op == Op::kBetween) return Join(values, " – ");
  return semantic::ToString(condition);
}

std::string ArithmeticHeading(const Model& model, const Expr& expr) {
  static const std::map<Op, std::string> kSigns = {
      {Op::kAdd, " + "}, {Op::kSubtract, " − "}, {Op::kMultiply, " × "}, {Op::kDivide, " / "}};
  std::string heading;
  for (const Expr& arg : expr.args) {
    const bool nested = kSigns.count(arg.op) > 0 && arg.op != expr.op;
    const std::string part = arg.op == Op::kLiteral ? ToString(arg.value) : HeadingOf(model, arg);
    heading += (heading.empty() ? "" : kSigns.at(expr.op)) + (nested ? "(" + part + ")" : part);
  }
  return heading;
}

std::string PerHeading(const Model& model, const Expr& expr) {
  const bool attribute = expr.op == Op::kOf;
  std::string heading =
      (attribute ? HeadingOf(model, expr.args[0]) : AggregateHeading(model, expr)) + " per ";
  for (size_t i = 1; i < expr.args.size(); ++i) {
    if (i > 1) heading += ", ";
    heading += HeadingOf(model, expr.args[i]);
  }
  return heading;
}

}  // namespace

std::string FieldLabel(const Model& model, std::string_view field) {
  const semantic::Dimension* dimension = model.FindDimension(field);
  if (dimension != nullptr && !dimension->label.empty()) return dimension->label;
  return ColumnOf(field);
}

std::string RowName(const Model& model, std::string_view table) {
  const semantic::TableMeaning* meaning = model.FindTable(table);
  if (meaning == nullptr) return std::string(table);
  if (!meaning->entity.empty()) return meaning->entity;
  return "row of " + (meaning->label.empty() ? meaning->name : meaning->label);
}

std::string RowsName(const Model& model, std::string_view table) {
  const semantic::TableMeaning* meaning = model.FindTable(table);
  if (meaning == nullptr) return std::string(table);
  const semantic::Entity* entity = model.FindEntity(meaning->entity);
  if (entity != nullptr && !entity->plural.empty()) return entity->plural;
  if (!meaning->entity.empty()) return Plural(meaning->entity);
  return "rows of " + (meaning->label.empty() ? meaning->name : meaning->label);
}

std::string HeadingOf(const Model& model, const Expr& expr) {
  const auto first = [&] { return HeadingOf(model, expr.args[0]); };
  if (expr.op != Op::kLiteral && expr.op != Op::kField && expr.op != Op::kMetric &&
      expr.args.empty()) {
    return semantic::ToString(expr);
  }
  switch (expr.op) {
    case Op::kField:
      return FieldLabel(model, expr.name);
    case Op::kMetric: {
      const semantic::Metric* metric = model.FindMetric(expr.name);
      return metric != nullptr && !metric->label.empty() ? metric->label : expr.name;
    }
    case Op::kGrain:
    case Op::kPart:
      return Capital(ReplaceAll(expr.name, "_", " "));
    case Op::kElapsed:
      return Capital(expr.name) + " from " + first();
    case Op::kBand:
      return first() + " band";
    case Op::kOther:
      return "Other " + first();
    case Op::kWhere:
      if (!semantic::IsMeasure(expr)) return first();
      return first() + " (" + ConditionWords(expr.args.back()) + ")";
    case Op::kAggregate:
      return AggregateHeading(model, expr);
    case Op::kPer:
    case Op::kOf:
      return PerHeading(model, expr);
    case Op::kTotal:
    case Op::kShare:
    case Op::kChange:
    case Op::kGrowth:
    case Op::kCumulative:
    case Op::kMovingAverage:
    case Op::kRank:
    case Op::kShareAbove:
    case Op::kNtile:
    case Op::kCumulativeShare:
    case Op::kStreak:
      return WindowHeading(model, expr);
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
      return ArithmeticHeading(model, expr);
    default:
      return semantic::ToString(expr);
  }
}

std::string Unique(std::string name, const std::vector<std::string>& taken) {
  const auto used = [&](const std::string& candidate) {
    return std::any_of(taken.begin(), taken.end(), [&](const std::string& other) {
      return FoldCase(other) == FoldCase(candidate);
    });
  };
  if (name.empty()) name = "Value";
  if (!used(name)) return name;
  for (int number = 2;; ++number) {
    const std::string numbered = name + " " + std::to_string(number);
    if (!used(numbered)) return numbered;
  }
}

}  // namespace aisle::plan
