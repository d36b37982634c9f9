#include "answer/label.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "answer/format.h"
#include "answer/phrase.h"
#include "base/text.h"

namespace aisle::answer {

using semantic::Expr;
using semantic::Model;
using semantic::Op;

namespace {

bool IsUpper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool IsLower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }

std::string Capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

// "order_date" → "Order date", for columns the model does not list.
std::string Prettified(const std::string& field) {
  const size_t dot = field.find('.');
  return Capital(ReplaceAll(field.substr(dot == std::string::npos ? 0 : dot + 1), "_", " "));
}

std::string LabelOfField(const Model& model, const std::string& field) {
  const auto* dimension = model.FindDimension(field);
  if (dimension != nullptr && !dimension->label.empty()) return dimension->label;
  return Prettified(field);
}

// The rows of a table, in the plural: "Order lines".
std::string LabelOfRows(const Model& model, const std::string& table) {
  const auto* meaning = model.FindTable(table);
  const auto* entity = meaning == nullptr ? nullptr : model.FindEntity(meaning->entity);
  if (entity != nullptr) return Capital(entity->plural);
  return "Rows";
}

std::string LabelOfDistinct(const Model& model, const Expr& counted) {
  if (counted.op != Op::kField) return "Number of distinct " + InSentence(LabelOf(model, counted));
  for (const auto& entity : model.entities) {
    if (entity.key.size() == 1 && entity.table + "." + entity.key[0] == counted.name) {
      return Capital(entity.plural);
    }
  }
  return "Distinct " + InSentence(LabelOfField(model, counted.name));
}

std::string LabelOfCount(const Model& model, const Expr& counted) {
  if (counted.op != Op::kField) return "Count of " + InSentence(LabelOf(model, counted));
  const size_t dot = counted.name.find('.');
  if (dot != std::string::npos && counted.name.substr(dot) == ".*") {
    return LabelOfRows(model, counted.name.substr(0, dot));
  }
  return "Number of " + InSentence(LabelOfField(model, counted.name));
}

// "90th" for 0.9.
std::string Ordinal(const Expr& part) {
  double number = 0;
  if (!AsNumber(part.value, &number)) return ToString(part.value);
  const std::string digits = fmt::format("{:g}", 100 * number);
  const char last = digits.back();
  const bool teen = digits.size() > 1 && digits[digits.size() - 2] == '1';
  const bool whole = digits.find('.') == std::string::npos && !teen;
  const char* ending = !whole        ? "th"
                       : last == '1' ? "st"
                       : last == '2' ? "nd"
                       : last == '3' ? "rd"
                                     : "th";
  return digits + ending;
}

// Parts of equal size have names: "Quartile".
std::string PartName(const Expr& ntile) {
  const std::string parts = ToString(ntile.args.at(1).value);
  if (parts == "4") return "Quartile";
  if (parts == "5") return "Quintile";
  if (parts == "10") return "Decile";
  return parts == "100" ? "Percentile" : "Part of " + parts;
}

std::string LabelOfStreak(const std::string& kind, const std::string& measure) {
  if (kind == "active") return "Periods in a row with " + measure;
  return std::string("Periods in a row of ") + (kind == "down" ? "falling " : "rising ") + measure;
}

std::string LabelOfAggregate(const Model& model, const Expr& expr) {
  if (expr.args.empty()) return Capital(expr.name);
  const Expr& what = expr.args[0];
  if (expr.name == "count") return LabelOfCount(model, what);
  if (expr.name == "count_distinct") return LabelOfDistinct(model, what);
  const std::string label = InSentence(LabelOf(model, what));
  if (expr.name == "percentile" && expr.args.size() == 2) {
    return Ordinal(expr.args[1]) + " percentile of " + label;
  }
  if (expr.name == "sum") return "Total " + label;
  if (expr.name == "avg") return "Average " + label;
  if (expr.name == "median") return "Median " + label;
  if (expr.name == "stddev") return "Standard deviation of " + label;
  const bool time = !UnitOf(model, what).empty() ? false : FormatOf(model, what) == "day";
  if (expr.name == "min") return (time ? "First " : "Lowest ") + label;
  if (expr.name == "max") return (time ? "Last " : "Highest ") + label;
  if (expr.name == "corr" && expr.args.size() == 2) {
    return "Correlation of " + label + " and " + InSentence(LabelOf(model, expr.args[1]));
  }
  return Capital(expr.name) + " of " + label;
}

std::string FoldWord(const std::string& fold) {
  if (fold == "avg") return "Average ";
  if (fold == "max") return "Highest ";
  if (fold == "min") return "Lowest ";
  if (fold == "median") return "Median ";
  if (fold == "sum") return "Total ";
  return Capital(fold) + " of ";
}

// What a value of the key is: "customer", "state".
std::string SingularOf(const Model& model, const Expr& key) {
  for (const auto& entity : model.entities) {
    const bool is_key = entity.key.size() == 1 && key.op == Op::kField &&
                        entity.table + "." + entity.key[0] == key.name;
    if (is_key) return entity.name;
  }
  return InSentence(LabelOf(model, key));
}

const Expr& Unfiltered(const Expr& measure) {
  return measure.op == Op::kWhere ? measure.args[0] : measure;
}

// The rows of a measure that meet a condition over all of its rows: a share.
bool IsPartOfWhole(const Expr& expr) {
  const Expr& part = expr.args[0];
  return part.op == Op::kWhere && part.args[0] == expr.args[1];
}

// (after − before) / before.
bool IsGrowth(const Expr& expr) {
  const Expr& change = expr.args[0];
  return change.op == Op::kSubtract && change.args[1] == expr.args[1] &&
         Unfiltered(change.args[0]) == Unfiltered(change.args[1]);
}

// Bands of one column are called by it.
std::string LabelOfCase(const Model& model, const Expr& expr) {
  const bool weekend = expr.args[0].op == Op::kPart && expr.args[0].name == "weekend";
  if (weekend) return "Weekend or weekday";
  const std::vector<std::string> fields = semantic::FieldsOf(expr.args[0]);
  const bool plain =
      fields.size() == 1 && semantic::FieldsOf(expr) == fields && semantic::MetricsOf(expr).empty();
  if (!plain) return "Group";
  return LabelOf(model, semantic::Field(fields.front())) + " group";
}

// "Orders per customer and month": args[0] is the measure, the rest its key.
std::string LabelPerKey(const Model& model, const Expr& expr) {
  std::vector<std::string> per;
  for (size_t i = 1; i < expr.args.size(); ++i) per.push_back(SingularOf(model, expr.args[i]));
  return LabelOf(model, expr.args[0]) + " per " + Join(per, " and ");
}

std::string LabelOfPer(const Model& model, const Expr& expr) {
  return FoldWord(expr.name) + InSentence(LabelPerKey(model, expr));
}

std::string LabelOfPair(const Model& model, const Expr& expr, const char* sign) {
  std::vector<std::string> parts;
  for (const Expr& arg : expr.args) parts.push_back(InSentence(LabelOf(model, arg)));
  return Capital(Join(parts, sign));
}

std::string LabelOfPart(const Expr& expr) {
  if (expr.name == "month_end") return "Last day of month";
  if (expr.name == "day") return "Day of month";
  return Capital(expr.name);
}

// Of a change: what it is set against, where that is not the period before.
std::string OnYear(const Expr& change) {
  return change.name == "on_year" ? " on the year before" : "";
}

}  // namespace

std::string InSentence(const std::string& label) {
  std::vector<std::string> words = Split(label, ' ');
  for (std::string& word : words) {
    const auto capitals = std::count_if(word.begin(), word.end(), IsUpper);
    const bool acronym = capitals > 1 && std::none_of(word.begin(), word.end(), IsLower);
    if (!acronym) word = FoldCase(word);
  }
  return Join(words, " ");
}

std::string LabelOf(const Model& model, const Expr& expr) {
  const auto inner = [&] { return InSentence(LabelOf(model, expr.args.at(0))); };
  switch (expr.op) {
    case Op::kLiteral:
      return ToString(expr.value);
    case Op::kField:
      return LabelOfField(model, expr.name);
    case Op::kMetric: {
      const auto* metric = model.FindMetric(expr.name);
      return metric != nullptr && !metric->label.empty() ? metric->label : Prettified(expr.name);
    }
    case Op::kAdd:
      return LabelOfPair(model, expr, " + ");
    case Op::kSubtract:
      return LabelOfPair(model, expr, " less ");
    case Op::kMultiply:
      return LabelOfPair(model, expr, " × ");
    case Op::kDivide:
      if (IsPartOfWhole(expr)) return "Share of " + InSentence(LabelOf(model, expr.args[0]));
      if (IsGrowth(expr))
        return "Growth of " + InSentence(LabelOf(model, Unfiltered(expr.args[1])));
      return LabelOfPair(model, expr, " per ");
    case Op::kGrain:  // of what a member has, the month says nothing without it
      return Capital(expr.name) + (expr.args.at(0).op == Op::kOf ? " of " + inner() : "");
    case Op::kPart:
      return LabelOfPart(expr);
    case Op::kElapsed:
      return Capital(expr.name) + " from " + inner() + " to " +
             InSentence(LabelOf(model, expr.args.at(1)));
    case Op::kBand:
      return Capital(inner()) + " band";
    case Op::kCase:
      return LabelOfCase(model, expr);
    case Op::kAggregate:
      return LabelOfAggregate(model, expr);
    case Op::kWhere:
      return LabelOf(model, expr.args.at(0)) + " (" + ConditionPhrase(model, expr.args.at(1)) + ")";
    case Op::kTotal:
      return "Overall " + inner();
    case Op::kShare:
      return "Share of " + inner();
    case Op::kChange:
      return "Change in " + inner() + OnYear(expr);
    case Op::kGrowth:
      return "Growth of " + inner() + OnYear(expr);
    case Op::kCumulative:
      return "Running total of " + inner();
    case Op::kMovingAverage:
      return "Moving average of " + inner();
    case Op::kRank:
      return "Rank by " + inner();
    case Op::kShareAbove:
      return "Share above by " + inner();
    case Op::kNtile:
      return PartName(expr) + " by " + inner();
    case Op::kCumulativeShare:
      return "Cumulative share of " + inner();
    case Op::kStreak:
      return LabelOfStreak(expr.name, inner());
    case Op::kPer:
      return LabelOfPer(model, expr);
    case Op::kOf:
      return LabelPerKey(model, expr);
    case Op::kOther:
      return "Other " + inner();
    default:
      return Capital(ConditionPhrase(model, expr));
  }
}

std::string UnitOf(const Model& model, const Expr& expr) {
  const auto arg = [&](size_t i) {
    return i < expr.args.size() ? UnitOf(model, expr.args[i]) : std::string();
  };
  switch (expr.op) {
    case Op::kField: {
      const auto* dimension = model.FindDimension(expr.name);
      return dimension == nullptr ? "" : dimension->unit;
    }
    case Op::kMetric: {
      const auto* metric = model.FindMetric(expr.name);
      return metric == nullptr ? "" : metric->unit;
    }
    case Op::kAggregate:
      return expr.name == "count" || expr.name == "count_distinct" || expr.name == "corr" ? ""
                                                                                          : arg(0);
    case Op::kElapsed:
      return expr.name;
    case Op::kShare:
    case Op::kShareAbove:
    case Op::kCumulativeShare:
    case Op::kGrowth:
      return "%";
    case Op::kDivide:
      if (IsPartOfWhole(expr) || IsGrowth(expr)) return "%";
      if (arg(0) == arg(1)) return "";
      return arg(1).empty() || arg(1) == "%" ? arg(0) : "";
    case Op::kMultiply: {
      if (arg(0).empty() || arg(0) == "%") return arg(1);
      return arg(0);
    }
    case Op::kAdd:
    case Op::kSubtract:
      return arg(0).empty() ? arg(1) : arg(0);
    case Op::kWhere:
    case Op::kTotal:
    case Op::kChange:
    case Op::kCumulative:
    case Op::kMovingAverage:
    case Op::kPer:
    case Op::kOf:
    case Op::kOther:
      return arg(0);
    case Op::kCase:
      return arg(1);
    default:
      return "";
  }
}

std::string FormatOf(const Model& model, const Expr& expr) {
  const bool flag = expr.name == "weekend" || expr.name == "month_end";
  if (expr.op == Op::kGrain || expr.op == Op::kPart) return flag ? "" : expr.name;
  if (expr.op == Op::kField) {
    const auto* dimension = model.FindDimension(expr.name);
    if (dimension == nullptr) return "";
    if (dimension->kind == semantic::DimensionKind::kIdentifier) return "plain";
    return dimension->type == Type::kDate ? "day" : "";
  }
  const bool extreme = expr.op == Op::kAggregate && (expr.name == "min" || expr.name == "max");
  const bool keeps =
      extreme || expr.op == Op::kOf || expr.op == Op::kOther || expr.op == Op::kWhere;
  return keeps && !expr.args.empty() ? FormatOf(model, expr.args[0]) : "";
}

semantic::Query Labelled(const Model& model, semantic::Query query) {
  std::set<std::string> taken;
  const auto label = [&](semantic::Item& item) {
    if (item.label.empty()) item.label = LabelOf(model, item.expr);
    const std::string wanted = item.label;
    // DuckDB's names ignore case.
    for (int n = 2; !taken.insert(FoldCase(item.label)).second; ++n) {
      item.label = fmt::format("{} {}", wanted, n);
    }
  };
  for (auto& item : query.groups) label(item);
  for (auto& item : query.measures) label(item);
  return query;
}

}  // namespace aisle::answer
