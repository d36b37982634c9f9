// What the oracle computes with: values, times, comparisons and folds, each as plain as can be.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/value.h"
#include "semantic/expr.h"

namespace aisle::world::oracle {

using semantic::Expr;
using semantic::Op;

inline constexpr double kTiny = 1e-9;

inline std::string Table(const std::string& field) { return field.substr(0, field.find('.')); }
inline std::string ColumnName(const std::string& field) {
  return field.substr(field.find('.') + 1);
}

// The tables whose rows an expression reads: of an attribute, those of its key.
inline std::set<std::string> Tables(const Expr& expr) {
  if (expr.op == Op::kField) return {Table(expr.name)};
  std::set<std::string> all;
  for (const Expr& arg : expr.args) {
    if (expr.op != Op::kOf || &arg != expr.args.data()) all.merge(Tables(arg));
  }
  return all;
}

inline Value Truth(std::optional<bool> truth) { return truth ? Value(*truth) : Value(); }
inline std::optional<bool> IsTrue(const Value& value) {
  return IsNull(value) ? std::nullopt : std::optional(std::get<bool>(value));
}

inline std::optional<double> Number(const Value& value) {
  double number = 0;
  if (AsNumber(value, &number)) return number;
  return std::nullopt;
}

// -1, 0, 1; times against days by their day's start.
inline int Order(const Value& a, const Value& b) {
  const auto x = Number(a), y = Number(b);
  if (x && y) return *x < *y ? -1 : *x > *y ? 1 : 0;
  const std::string s = ToString(a), t = ToString(b);
  return s < t ? -1 : s > t ? 1 : 0;
}

inline Date DayOf(const Value& time) {
  if (const auto* date = std::get_if<Date>(&time)) return *date;
  const int64_t micros = std::get<Timestamp>(time).micros;
  return Date{static_cast<int32_t>(std::floor(static_cast<double>(micros) / 86400e6))};
}

inline Value PeriodStart(const std::string& grain, const Value& time) {
  if (IsNull(time)) return {};
  const Date day = DayOf(time);
  CivilDate civil = ToCivil(day);
  if (grain == "day") return day;
  if (grain == "week") return Date{day.days - Weekday(day) + 1};
  civil.day = 1;
  if (grain == "quarter") civil.month = (civil.month - 1) / 3 * 3 + 1;
  if (grain == "year") civil.month = 1;
  return FromCivil(civil);
}

inline Value PartOfTime(const std::string& part, const Value& time) {
  if (IsNull(time)) return {};
  const CivilDate civil = ToCivil(DayOf(time));
  if (part == "month") return int64_t{civil.month};
  if (part == "year") return int64_t{civil.year};
  if (part == "day") return int64_t{civil.day};
  if (part == "quarter") return int64_t{(civil.month - 1) / 3 + 1};
  if (part == "weekday") return int64_t{Weekday(DayOf(time))};
  if (part == "weekend") return Weekday(DayOf(time)) >= 6;
  if (part == "month_end") return civil.day == DaysInMonth(civil.year, civil.month);
  const int64_t micros = std::get<Timestamp>(time).micros;
  return micros / 3'600'000'000 % 24;
}

// A day against a moment: the whole day.
inline Value Trimmed(const Value& x, const Value& against) {
  const bool day = std::holds_alternative<Date>(against);
  return day && std::holds_alternative<Timestamp>(x) ? Value(DayOf(x)) : x;
}

inline Value Compared(Op op, const Value& raw, const Value& y) {
  if (IsNull(raw) || IsNull(y)) return {};
  const int order = Order(Trimmed(raw, y), y);
  switch (op) {
    case Op::kEqual:
      return order == 0;
    case Op::kNotEqual:
      return order != 0;
    case Op::kLess:
      return order < 0;
    case Op::kLessEqual:
      return order <= 0;
    case Op::kGreater:
      return order > 0;
    default:
      return order >= 0;
  }
}

inline Value Arithmetic(Op op, const Value& a, const Value& b) {
  const auto x = Number(a), y = Number(b);
  if (!x || !y) return {};
  if (op == Op::kAdd) return *x + *y;
  if (op == Op::kSubtract) return *x - *y;
  if (op == Op::kMultiply) return *x * *y;
  return *y == 0 ? Value() : Value(*x / *y);
}

inline Value Folded(const std::string& fold, std::vector<Value> values) {
  std::erase_if(values, [](const Value& value) { return IsNull(value); });
  const auto size = static_cast<int64_t>(values.size());
  if (fold == "count") return size;
  std::sort(values.begin(), values.end(),
            [](const Value& a, const Value& b) { return Order(a, b) < 0; });
  if (fold == "count_distinct") {
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return static_cast<int64_t>(values.size());
  }
  if (values.empty()) return {};
  if (fold == "min") return values.front();
  if (fold == "max") return values.back();
  if (fold == "percentile") {
    const double at = 0.25 * static_cast<double>(values.size() - 1);
    const auto low = static_cast<size_t>(at);
    const size_t high = std::min(low + 1, values.size() - 1);
    return *Number(values[low]) +
           (at - std::floor(at)) * (*Number(values[high]) - *Number(values[low]));
  }
  if (fold == "median") {
    return (*Number(values[(values.size() - 1) / 2]) + *Number(values[values.size() / 2])) / 2;
  }
  double sum = 0, squares = 0;
  for (const Value& value : values) sum += *Number(value);
  if (fold == "sum") return sum;
  const double mean = sum / static_cast<double>(size);
  if (fold == "avg") return mean;
  for (const Value& value : values) squares += std::pow(*Number(value) - mean, 2);
  return size < 2 ? Value() : Value(std::sqrt(squares / static_cast<double>(size - 1)));
}

// The words of the band in which x lies.
inline Value Band(const Value& x, const Expr& band) {
  const auto number = Number(x);
  if (!number) return {};
  const auto last = std::find_if(band.args.begin() + 1, band.args.end(), [](const Expr& arg) {
    return std::holds_alternative<std::string>(arg.value);
  });
  const auto edges = static_cast<size_t>(last - band.args.begin()) - 1;
  size_t below = 0;
  while (below < edges && *number >= *Number(band.args[below + 1].value)) ++below;
  if (last != band.args.end()) return band.args[edges + 1 + below].value;
  const auto edge = [&](size_t i) { return Thousands(std::get<int64_t>(band.args[i].value)); };
  if (below == 0) return "under " + edge(1);
  return below == edges ? edge(edges) + "+" : edge(below) + "–" + edge(below + 1);
}

inline bool HoldsAttribute(const Expr& expr) {
  return expr.op == Op::kOf || std::any_of(expr.args.begin(), expr.args.end(), HoldsAttribute);
}

inline bool IsArithmetic(Op op) {
  return op == Op::kAdd || op == Op::kSubtract || op == Op::kMultiply || op == Op::kDivide;
}

inline bool SurvivesRepeats(const std::string& fold) {
  return fold == "count" || fold == "count_distinct" || fold == "min" || fold == "max";
}

inline std::vector<semantic::Expr> With(std::vector<semantic::Expr> conditions, const Expr& more) {
  if (more.op == Op::kAnd) {
    for (const Expr& arg : more.args) conditions.push_back(arg);
  } else {
    conditions.push_back(more);
  }
  return conditions;
}

}  // namespace aisle::world::oracle
