// Printing: the inverse of the reader (expr_parse.cc), with the fewest parentheses that keep the
// tree. Levels are the reader's: what binds looser than its place allows is put in parentheses.
#include <charconv>
#include <cmath>
#include <map>

#include "semantic/ops.h"
#include "semantic/query.h"
#include "semantic/text_form.h"

namespace aisle::semantic {
namespace {

enum Level { kFiltered, kOrLevel, kAndLevel, kNotLevel, kTest, kSum, kProduct, kLeaf };

std::string Print(const Expr& expr, int level);

std::string QuoteText(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n')
      quoted += "\\n";
    else if (c == '\t')
      quoted += "\\t";
    else if (c == '\r')
      quoted += "\\r";
    else
      quoted += c;
  }
  return quoted + "\"";
}

std::string PrintDouble(double number) {
  if (!std::isfinite(number)) return "null";
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  std::string text(buffer, end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string Padded(int64_t number, size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string PrintTime(int64_t micros) {
  const int64_t seconds = micros / 1'000'000, fraction = micros % 1'000'000;
  std::string text = Padded(seconds / 3600, 2) + ":" + Padded(seconds / 60 % 60, 2) + ":" +
                     Padded(seconds % 60, 2);
  if (fraction != 0) text += "." + Padded(fraction, 6);
  return text;
}

std::string PrintDate(Date date) {
  const CivilDate civil = ToCivil(date);
  return Padded(civil.year, 4) + "-" + Padded(civil.month, 2) + "-" + Padded(civil.day, 2);
}

std::string PrintTimestamp(Timestamp time) {
  constexpr int64_t kDay = 86'400'000'000;
  const int64_t days = time.micros / kDay - (time.micros % kDay < 0 ? 1 : 0);
  return PrintDate(Date{static_cast<int32_t>(days)}) + " " + PrintTime(time.micros - days * kDay);
}

struct LiteralPrinter {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return PrintDouble(number); }
  std::string operator()(const std::string& text) const { return QuoteText(text); }
  std::string operator()(Date date) const { return PrintDate(date); }
  std::string operator()(Timestamp time) const { return PrintTimestamp(time); }
  std::string operator()(TimeOfDay time) const { return PrintTime(time.micros); }
};

std::string PrintField(const std::string& field) {
  const size_t dot = field.find('.');
  if (dot == std::string::npos) return QuoteName(field);
  const std::string column = field.substr(dot + 1);
  return QuoteName(field.substr(0, dot)) + "." + (column == "*" ? column : QuoteName(column));
}

std::string Listed(const std::vector<Expr>& args, size_t from, size_t to,
                   std::string_view separator, int level) {
  std::string text;
  for (size_t i = from; i < to && i < args.size(); ++i) {
    if (i > from) text += separator;
    text += Print(args[i], level);
  }
  return text;
}

std::string PrintCall(const Expr& expr) {
  const Function* function = FindFunction(expr.op, expr.name);
  std::string text(function ? function->spelling : QuoteName(expr.name));
  text += "(";
  if (expr.op == Op::kPer) text += expr.name + ", ";
  const size_t before = function ? function->before_within : 0;
  if (before > 0 && expr.args.size() > before) {
    text += Listed(expr.args, 0, before, ", ", kFiltered) + " within ";
    return text + Listed(expr.args, before, expr.args.size(), ", ", kFiltered) + ")";
  }
  return text + Listed(expr.args, 0, expr.args.size(), ", ", kFiltered) + ")";
}

// "a and b", "x + y": `left` and `right` are the levels of the first and of the other operands.
struct Infix {
  std::string_view word;
  int own = kLeaf;
  int left = kLeaf;
  int right = kLeaf;
};

const Infix* FindInfix(Op op) {
  static const std::map<Op, Infix> kInfixes = {
      {Op::kWhere, {" where ", kFiltered, kOrLevel, kOrLevel}},
      {Op::kOr, {" or ", kOrLevel, kAndLevel, kAndLevel}},
      {Op::kAnd, {" and ", kAndLevel, kNotLevel, kNotLevel}},
      {Op::kEqual, {" = ", kTest, kSum, kSum}},
      {Op::kNotEqual, {" != ", kTest, kSum, kSum}},
      {Op::kLess, {" < ", kTest, kSum, kSum}},
      {Op::kLessEqual, {" <= ", kTest, kSum, kSum}},
      {Op::kGreater, {" > ", kTest, kSum, kSum}},
      {Op::kGreaterEqual, {" >= ", kTest, kSum, kSum}},
      {Op::kContains, {" contains ", kTest, kSum, kSum}},
      {Op::kStartsWith, {" starts with ", kTest, kSum, kSum}},
      {Op::kEndsWith, {" ends with ", kTest, kSum, kSum}},
      {Op::kAdd, {" + ", kSum, kSum, kProduct}},
      {Op::kSubtract, {" - ", kSum, kSum, kProduct}},
      {Op::kMultiply, {" * ", kProduct, kProduct, kLeaf}},
      {Op::kDivide, {" / ", kProduct, kProduct, kLeaf}},
  };
  const auto found = kInfixes.find(op);
  return found == kInfixes.end() ? nullptr : &found->second;
}

std::string Enclosed(std::string text, int own, int level) {
  return own < level ? "(" + text + ")" : text;
}

std::string PrintInfix(const Expr& expr, const Infix& infix, int level) {
  std::string text = Listed(expr.args, 0, 1, "", infix.left);
  for (size_t i = 1; i < expr.args.size(); ++i)
    text += std::string(infix.word) + Print(expr.args[i], infix.right);
  return Enclosed(std::move(text), infix.own, level);
}

// An `and` or `or` of one operand has no infix form; it prints as that operand.
std::string Print(const Expr& expr, int level) {
  const auto& args = expr.args;
  switch (expr.op) {
    case Op::kLiteral:
      return std::visit(LiteralPrinter{}, expr.value);
    case Op::kField:
      return PrintField(expr.name);
    case Op::kMetric:
      return QuoteName(expr.name);
    case Op::kNot:
      return Enclosed("not " + Listed(args, 0, 1, "", kNotLevel), kNotLevel, level);
    case Op::kIn:
      return Enclosed(Listed(args, 0, 1, "", kSum) + " in (" +
                          Listed(args, 1, args.size(), ", ", kFiltered) + ")",
                      kTest, level);
    case Op::kInQuery:
      return Enclosed(Listed(args, 0, 1, "", kSum) + " in (" +
                          (expr.query ? QueryText(*expr.query, " ") : "measures") + ")",
                      kTest, level);
    case Op::kBetween:
      return Enclosed(
          Listed(args, 0, 1, "", kSum) + " between " + Listed(args, 1, args.size(), " and ", kSum),
          kTest, level);
    case Op::kIsNull:
      return Enclosed(Listed(args, 0, 1, "", kSum) + " is missing", kTest, level);
    default:
      break;
  }
  const Infix* infix = FindInfix(expr.op);
  return infix ? PrintInfix(expr, *infix, level) : PrintCall(expr);
}

}  // namespace

std::string ToString(const Expr& expr) { return Print(expr, kFiltered); }

std::string ItemText(const Expr& expr) { return Print(expr, kOrLevel); }

std::string TextLiteral(const std::string& text) { return QuoteText(text); }

}  // namespace aisle::semantic
