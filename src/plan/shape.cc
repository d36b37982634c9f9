#include "plan/shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/text.h"
#include "plan/expressions.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Model;
using semantic::Op;
using semantic::Query;

namespace {

constexpr std::array<std::string_view, 6> kGrains = {"hour",  "day",     "week",
                                                     "month", "quarter", "year"};
constexpr std::array<std::string_view, 9> kParts = {
    "hour", "weekday", "day", "month", "quarter", "year", "week", "weekend", "month_end"};
constexpr std::array<std::string_view, 3> kElapsedUnits = {"days", "hours", "months"};
constexpr std::array<std::string_view, 8> kFolds = {"sum", "count", "count_distinct", "avg",
                                                    "min", "max",   "median",         "stddev"};
constexpr std::array<std::string_view, 3> kStreaks = {"", "down", "active"};

template <size_t N>
bool IsOneOf(const std::string& name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool KnownName(const Expr& expr) {
  switch (expr.op) {
    case Op::kGrain:
      return IsOneOf(expr.name, kGrains);
    case Op::kPart:
      return IsOneOf(expr.name, kParts);
    case Op::kOf:
      return expr.name.empty() || expr.name == "all";
    case Op::kElapsed:
      return IsOneOf(expr.name, kElapsedUnits);
    case Op::kChange:
    case Op::kGrowth:
      return expr.name.empty() || expr.name == "on_year";
    case Op::kStreak:
      return IsOneOf(expr.name, kStreaks);
    case Op::kAggregate:
      return IsOneOf(expr.name, kFolds) || expr.name == "corr" || expr.name == "percentile";
    case Op::kPer:
      return IsOneOf(expr.name, kFolds);
    default:
      return true;
  }
}

bool NeedsLiteral(const Expr& expr) {
  const Op op = expr.op;
  return op == Op::kContains || op == Op::kStartsWith || op == Op::kEndsWith ||
         op == Op::kMovingAverage || op == Op::kNtile || expr.name == "percentile";
}

bool BandsAreNamed(const Expr& band) {
  const size_t edges = EdgesOf(band), names = band.args.size() - 1 - edges;
  const bool words =
      std::all_of(band.args.begin() + 1 + static_cast<std::ptrdiff_t>(edges), band.args.end(),
                  [](const Expr& name) { return std::holds_alternative<std::string>(name.value); });
  return edges > 0 && words && (names == 0 || names == edges + 1);
}

// A percentile is at a part of all; there is at least one part to part rows into.
bool LiteralInRange(const Expr& expr) {
  double number = 0;
  const bool tile = expr.op == Op::kNtile, percentile = expr.name == "percentile";
  if (!tile && !percentile) return true;
  if (!AsNumber(expr.args[1].value, &number)) return false;
  return tile ? number >= 1 && number == std::floor(number) : number >= 0 && number <= 1;
}

size_t FewestArgs(const Expr& expr) {
  switch (expr.op) {
    case Op::kLiteral:
    case Op::kField:
    case Op::kMetric:
      return 0;
    case Op::kBetween:
      return 3;
    case Op::kAggregate:
      return expr.name == "corr" || expr.name == "percentile" ? 2 : 1;
    case Op::kGrain:
    case Op::kPart:
    case Op::kNot:
    case Op::kIsNull:
    case Op::kInQuery:
    case Op::kTotal:
    case Op::kShare:
    case Op::kChange:
    case Op::kGrowth:
    case Op::kCumulative:
    case Op::kRank:
    case Op::kShareAbove:
    case Op::kCumulativeShare:
    case Op::kStreak:
    case Op::kAnd:
    case Op::kOr:
      return 1;
    default:
      return 2;
  }
}

Error Unknown(const Model& model, const std::string& field) {
  std::vector<std::string> names;
  for (const semantic::Dimension& dimension : model.dimensions) names.push_back(dimension.Field());
  const std::string nearest = Nearest(field, names);
  return Error{ErrorCode::kNotFound, "the model has no field `" + field + "`",
               nearest.empty() ? "" : "did you mean `" + nearest + "`?"};
}

Status CheckField(const Model& model, const std::string& field) {
  const bool rows = ColumnOf(field) == "*";
  if (rows ? model.FindTable(TableOf(field)) == nullptr : model.FindDimension(field) == nullptr) {
    return Unknown(model, field);
  }
  return Done{};
}

Status CheckExpr(const Model& model, const Expr& expr) {
  if (expr.op == Op::kField) return CheckField(model, expr.name);
  if (!KnownName(expr)) return Invalid("`" + expr.name + "` is not known: " + ToString(expr));
  if (expr.args.size() < FewestArgs(expr)) {
    return Invalid("an argument is missing in " + ToString(expr));
  }
  if (NeedsLiteral(expr) && expr.args[1].op != Op::kLiteral) {
    return Invalid("expected a value, found " + ToString(expr.args[1]) + " in " + ToString(expr));
  }
  if (expr.op == Op::kBand && !BandsAreNamed(expr)) {
    return Invalid("a band has one name more than edges, or none: " + ToString(expr));
  }
  if (!LiteralInRange(expr)) {
    return Invalid("ntile takes a whole number from 1, percentile one between 0 and 1: " +
                   ToString(expr));
  }
  if (expr.op == Op::kOf && !semantic::IsMeasure(expr.args[0])) {
    return Invalid("expected a measure, found " + ToString(expr.args[0]) + " in " + ToString(expr));
  }
  if (expr.op == Op::kInQuery) {
    if (expr.query == nullptr || expr.query->groups.empty()) {
      return Invalid("a query among whose values to look must have a group");
    }
    if (const Status inner = CheckShape(model, *expr.query); !inner) return inner;
  }
  for (const Expr& arg : expr.args) {
    if (const Status status = CheckExpr(model, arg); !status) return status;
  }
  return Done{};
}

}  // namespace

Status CheckShape(const Model& model, const Query& query) {
  if (query.measures.empty() && query.groups.empty()) {
    return Invalid("the query asks for no measure and no group");
  }
  if (query.limit.value_or(0) < 0 || query.offset < 0) {
    return Invalid("limit and offset count from 0");
  }
  for (const Expr& expr : semantic::ExprsOf(query)) {
    if (const Status status = CheckExpr(model, expr); !status) return status;
  }
  return Done{};
}

}  // namespace aisle::plan
