// Comparisons as SQL. A day compared with a moment means the whole day; a number that names
// something is compared as the text it is stored as.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "plan/expressions.h"
#include "sql/expr_sql.h"

namespace aisle::sql {

using semantic::Expr;
using semantic::Op;

namespace {

const char* Sign(Op op) {
  switch (op) {
    case Op::kEqual:
      return " = ";
    case Op::kNotEqual:
      return " <> ";
    case Op::kLess:
      return " < ";
    case Op::kLessEqual:
      return " <= ";
    case Op::kGreater:
      return " > ";
    default:
      return " >= ";
  }
}

bool IsNullLiteral(const Expr& expr) { return expr.op == Op::kLiteral && IsNull(expr.value); }

const Date* AsDay(const Expr& expr) {
  return expr.op == Op::kLiteral ? std::get_if<Date>(&expr.value) : nullptr;
}

bool IsNumber(const Expr& literal) {
  return std::holds_alternative<int64_t>(literal.value) ||
         std::holds_alternative<double>(literal.value);
}

}  // namespace

// What the column of an attribute's stage is computed from there.
Expr ExprSql::SourceOf(const Expr& attribute) const {
  for (const semantic::Item& item : plan_.Find(attribute.name).aggregates) {
    if (attribute.args[0] == plan::Column(item.label)) return item.expr;
  }
  return {};
}

bool ExprSql::IsTimestamp(const Expr& expr) const {
  if (expr.op == Op::kGrain) return expr.name == "hour";
  if (expr.op == Op::kOf) return IsTimestamp(SourceOf(expr));
  if (expr.op == Op::kAggregate && expr.args.size() == 1) return IsTimestamp(expr.args[0]);
  if (expr.op != Op::kField) return false;
  const semantic::Dimension* dimension = model_.FindDimension(expr.name);
  return dimension != nullptr && dimension->type == Type::kTimestamp;
}

bool ExprSql::IsText(const Expr& expr) const {
  if (expr.op != Op::kField) return false;
  const semantic::Dimension* dimension = model_.FindDimension(expr.name);
  return dimension != nullptr && dimension->type == Type::kText;
}

// A literal of another type than the field would make the engine cast every stored value, and fail
// on the first that does not look like a number.
std::string ExprSql::LiteralFor(const Expr& field, const Expr& literal) const {
  if (literal.op != Op::kLiteral) return At(literal, kSum);
  const bool text = std::holds_alternative<std::string>(literal.value);
  if (IsText(field) && !text && !IsNull(literal.value)) {
    return dialect_.QuoteLiteral(ToString(literal.value));
  }
  const auto* dimension = field.op == Op::kField ? model_.FindDimension(field.name) : nullptr;
  if (text && dimension != nullptr && IsTemporal(dimension->type)) {
    Date date;
    if (ParseIsoDate(std::get<std::string>(literal.value), &date)) return dialect_.Literal(date);
  }
  return At(literal, kSum);
}

std::string ExprSql::AsText(const Expr& expr) const {
  const bool text = IsText(expr) || expr.op == Op::kCase;
  return text ? At(expr, kSum) : dialect_.CastToText(Write(expr));
}

std::string ExprSql::CompareDay(const std::string& x, Op op, Date day) const {
  const std::string from = dialect_.Literal(day);
  const std::string next = dialect_.Literal(Date{day.days + 1});
  switch (op) {
    case Op::kEqual:
      return fmt::format("({} >= {} and {} < {})", x, from, x, next);
    case Op::kNotEqual:
      return fmt::format("({} < {} or {} >= {})", x, from, x, next);
    case Op::kLessEqual:
      return fmt::format("{} < {}", x, next);
    case Op::kGreater:
      return fmt::format("{} >= {}", x, next);
    default:
      return x + Sign(op) + from;
  }
}

std::string ExprSql::Compare(const Expr& expr, int level) const {
  const Expr& left = expr.args[0];
  const Expr& right = expr.args[1];
  const bool plain_test = expr.op == Op::kEqual || expr.op == Op::kNotEqual;
  std::string text;
  if (IsNullLiteral(right) && plain_test) {
    text = At(left, kSum) + (expr.op == Op::kEqual ? " is null" : " is not null");
  } else if (AsDay(right) != nullptr && IsTimestamp(left)) {
    text = CompareDay(At(left, kSum), expr.op, *AsDay(right));
  } else if (right.op == Op::kLiteral && std::holds_alternative<std::string>(right.value) &&
             plain_test && left.op == Op::kField && model_.FindDimension(left.name) != nullptr &&
             !IsText(left) && !IsTemporal(model_.FindDimension(left.name)->type)) {
    text = AsText(left) + Sign(expr.op) + At(right, kSum);
  } else if (left.op == Op::kLiteral && IsNumber(left) && IsText(right)) {
    text = LiteralFor(right, left) + Sign(expr.op) + At(right, kSum);
  } else {
    text = At(left, kSum) + Sign(expr.op) + LiteralFor(left, right);
  }
  return kTest < level ? "(" + text + ")" : text;
}

std::string ExprSql::In(const Expr& expr) const {
  const Expr& x = expr.args[0];
  std::vector<std::string> values, whole;
  bool null = false;
  for (size_t i = 1; i < expr.args.size(); ++i) {
    const Expr& value = expr.args[i];
    if (IsNullLiteral(value)) {
      null = true;
    } else if (AsDay(value) != nullptr && IsTimestamp(x)) {
      whole.push_back(CompareDay(At(x, kSum), Op::kEqual, *AsDay(value)));
    } else {
      values.push_back(LiteralFor(x, value));
    }
  }
  const bool text = std::any_of(expr.args.begin() + 1, expr.args.end(), [](const Expr& value) {
    return std::holds_alternative<std::string>(value.value);
  });
  const auto* dimension = x.op == Op::kField ? model_.FindDimension(x.name) : nullptr;
  const bool cast = text && dimension != nullptr && !IsText(x) && !IsTemporal(dimension->type);
  const std::string left = cast ? AsText(x) : At(x, kSum);
  if (!values.empty()) whole.push_back(left + " in (" + Join(values, ", ") + ")");
  if (null) whole.push_back(left + " is null");
  return whole.size() == 1 ? whole[0] : "(" + Join(whole, " or ") + ")";
}

std::string ExprSql::Between(const Expr& expr) const {
  const Expr& x = expr.args[0];
  const std::string left = At(x, kSum);
  if (IsTimestamp(x) && AsDay(expr.args[2]) != nullptr) {
    return left + " >= " + LiteralFor(x, expr.args[1]) + " and " +
           CompareDay(left, Op::kLessEqual, *AsDay(expr.args[2]));
  }
  return left + " between " + LiteralFor(x, expr.args[1]) + " and " + LiteralFor(x, expr.args[2]);
}

std::string ExprSql::MatchText(const Expr& expr) const {
  const std::string x = AsText(expr.args[0]);
  const std::string text = ToString(expr.args[1].value);
  if (expr.op == Op::kStartsWith) return dialect_.StartsWith(x, text);
  if (expr.op == Op::kEndsWith) return dialect_.EndsWith(x, text);
  return dialect_.Contains(x, text);
}

}  // namespace aisle::sql
