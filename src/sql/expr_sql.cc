#include "sql/expr_sql.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "plan/expressions.h"

namespace aisle::sql {

using plan::ColumnOf;
using plan::TableOf;
using semantic::Expr;
using semantic::Op;

namespace {

std::string Enclosed(std::string text, int own, int level) {
  return own < level ? "(" + text + ")" : text;
}

std::string Edge(const Expr& literal) {
  if (const auto* whole = std::get_if<int64_t>(&literal.value)) return Thousands(*whole);
  return ToString(literal.value);
}

// What the i-th band is called: by its own name, if it has one, else by its edges.
std::string BandName(const Expr& band, size_t i) {
  const size_t last = plan::EdgesOf(band);
  if (band.args.size() > last + 1) return ToString(band.args[last + 1 + i].value);
  if (i == 0) return "under " + Edge(band.args[1]);
  if (i == last) return Edge(band.args[last]) + "+";
  return Edge(band.args[i]) + "–" + Edge(band.args[i + 1]);
}

}  // namespace

std::string ExprSql::Field(const std::string& name) const {
  const std::string column = dialect_.QuoteIdentifier(ColumnOf(name));
  const std::string table = TableOf(name);
  if (!table.empty()) return dialect_.QuoteIdentifier(table) + "." + column;
  return relation_.empty() ? column : relation_ + "." + column;
}

std::string ExprSql::At(const Expr& expr, int level) const {
  switch (expr.op) {
    case Op::kLiteral:
      return dialect_.Literal(expr.value);
    case Op::kField:
      return Field(expr.name);
    case Op::kAdd:
      return Infix(expr, " + ", kSum, level);
    case Op::kSubtract:
      return Infix(expr, " - ", kSum, level);
    case Op::kMultiply:
      return Infix(expr, " * ", kProduct, level);
    case Op::kDivide:
      return Enclosed(dialect_.Divide(At(expr.args[0], kProduct), Write(expr.args[1])), kProduct,
                      level);
    case Op::kAnd:
      return Infix(expr, " and ", kAndLevel, level);
    case Op::kOr:
      return Infix(expr, " or ", kOrLevel, level);
    case Op::kNot:
      if (expr.args[0].op == Op::kIsNull) {
        return Enclosed(At(expr.args[0].args[0], kSum) + " is not null", kTest, level);
      }
      return Enclosed("not " + At(expr.args[0], kTight), kNotLevel, level);
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
      return Compare(expr, level);
    case Op::kIn:
      return Enclosed(In(expr), expr.args.size() > 2 ? kTest : kOrLevel, level);
    case Op::kBetween:
      return Enclosed(Between(expr), IsTimestamp(expr.args[0]) ? kAndLevel : kTest, level);
    case Op::kIsNull:
      return Enclosed(At(expr.args[0], kSum) + " is null", kTest, level);
    case Op::kInQuery:
      return Enclosed(InStage(expr), kTest, level);
    case Op::kOf:
    case Op::kOther:
      return OfStage(expr, level);
    case Op::kShare:
    case Op::kShareAbove:
    case Op::kCumulativeShare:
      return Enclosed(Window(expr), kProduct, level);
    default:
      return Call(expr);
  }
}

std::string ExprSql::Call(const Expr& expr) const {
  switch (expr.op) {
    case Op::kGrain:
      return dialect_.PeriodStart(expr.name, At(expr.args[0], kTight));
    case Op::kPart:
      return dialect_.PartOfTime(expr.name, At(expr.args[0], kTight));
    case Op::kElapsed:
      return dialect_.Elapsed(expr.name, At(expr.args[0], kTight), At(expr.args[1], kTight));
    case Op::kBand:
      return BandIndex(expr);
    case Op::kCase:
      return Case(expr);
    case Op::kContains:
    case Op::kStartsWith:
    case Op::kEndsWith:
      return MatchText(expr);
    case Op::kAggregate:
      return Aggregate(expr);
    case Op::kWhere:
      return dialect_.Filtered(At(expr.args[0], kTight), Write(expr.args[1]));
    case Op::kTotal:
      return TotalOfStage(expr);
    default:
      return Window(expr);
  }
}

// The left operand may bind as loosely as the operation itself; the others must bind tighter, for
// a - (b - c) is not a - b - c.
std::string ExprSql::Infix(const Expr& expr, const char* word, int own, int level) const {
  std::string text = At(expr.args[0], own);
  for (size_t i = 1; i < expr.args.size(); ++i) text += word + At(expr.args[i], own + 1);
  return Enclosed(std::move(text), expr.args.size() > 1 ? own : level, level);
}

std::string ExprSql::Case(const Expr& expr) const {
  const auto& args = expr.args;
  const bool fills_nulls = args.size() == 3 && args[0].op == Op::kIsNull &&
                           args[0].args[0] == args[2] && args[1].op == Op::kLiteral;
  if (fills_nulls) return fmt::format("coalesce({}, {})", Write(args[2]), Write(args[1]));
  std::string text = "case";
  size_t i = 0;
  for (; i + 1 < args.size(); i += 2) {
    text += " when " + Write(args[i]) + " then " + Write(args[i + 1]);
  }
  if (i < args.size()) text += " else " + Write(args[i]);
  return text + " end";
}

// Bands are numbers inside a plan, so that they sort as they should: 0 is below the first edge.
std::string ExprSql::BandIndex(const Expr& band) const {
  const std::string x = At(band.args[0], kSum);
  std::string text = "case";
  const size_t edges = plan::EdgesOf(band);
  for (size_t i = 1; i <= edges; ++i) {
    text += fmt::format(" when {} < {} then {}", x, At(band.args[i], kSum), i - 1);
  }
  return text + fmt::format(" when {} is not null then {} end", x, edges);
}

std::string ExprSql::BandLabel(const Expr& band) const {
  const std::string x = At(band.args[0], kSum);
  const size_t last = plan::EdgesOf(band);
  std::string text = "case " + x;
  for (size_t i = 0; i <= last; ++i) {
    text += fmt::format(" when {} then {}", i, dialect_.QuoteLiteral(BandName(band, i)));
  }
  return text + " end";
}

std::string ExprSql::Aggregate(const Expr& expr) const {
  if (expr.args[0].op == Op::kField && ColumnOf(expr.args[0].name) == "*") return "count(*)";
  const bool counts = plan::IsCount(expr) || expr.name == "min" || expr.name == "max";
  std::vector<std::string> args;
  for (const Expr& arg : expr.args) {
    const auto* field = arg.op == Op::kField ? model_.FindDimension(arg.name) : nullptr;
    const bool flag = field != nullptr && field->type == Type::kBoolean;
    args.push_back(flag && !counts ? dialect_.CastToNumber(Write(arg)) : Write(arg));
  }
  return dialect_.Aggregate(expr.name, args);
}

std::string ExprSql::InStage(const Expr& expr) const {
  std::vector<std::string> own, keys, filled;
  for (const Expr& arg : expr.args) own.push_back(Write(arg));
  const plan::Stage& stage = plan_.Find(expr.name);
  for (size_t i = 0; i < own.size() && i < stage.groups.size(); ++i) {
    keys.push_back(dialect_.QuoteIdentifier(stage.groups[i].label));
    filled.push_back(keys.back() + " is not null");
  }
  const std::string left = own.size() == 1 ? own[0] : "(" + Join(own, ", ") + ")";
  return fmt::format("{} in (select {} from {} where {})", left, Join(keys, ", "), expr.name,
                     Join(filled, " and "));
}

std::string ExprSql::TotalOfStage(const Expr& expr) const {
  ExprSql inner(dialect_, model_, plan_);
  if (expr.name.empty()) return "(" + inner.Write(expr.args[0]) + ")";  // made of other totals
  std::string text = "(select " + inner.Write(expr.args[0]) + " from " + expr.name;
  for (size_t i = 1; i + 1 < expr.args.size(); i += 2) {
    text += i == 1 ? " where " : " and ";
    text += dialect_.SameOrBothNull(inner.Write(expr.args[i]), Write(expr.args[i + 1]));
  }
  return text + ")";
}

std::string ExprSql::OfStage(const Expr& attribute, int level) const {
  ExprSql inner(dialect_, model_, plan_);
  inner.QualifyBy(attribute.name);
  return inner.At(attribute.args[0], level);
}

}  // namespace aisle::sql
