// Recursive descent over the tokens, one function a level of binding. Depth is bounded twice:
// how deeply parentheses nest, and how long chains of left-associative operators grow, because
// each link deepens the tree that others walk recursively.
#include <algorithm>

#include "base/text.h"
#include "semantic/ops.h"
#include "semantic/text_form.h"

namespace aisle::semantic {
namespace {

constexpr int kMaxDepth = 100;
constexpr int kParenthesis = 2;  // levels that one pair takes
constexpr int kMaxChain = 1000;

std::string Found(const Token& token) {
  switch (token.kind) {
    case TokenKind::kEnd:
      return "the end";
    case TokenKind::kLiteral:
      return token.text;
    case TokenKind::kBad:
      return token.text;
    default:
      return "'" + token.text + "'";
  }
}

struct Comparator {
  std::string_view symbol;
  Op op;
};
constexpr Comparator kComparators[] = {
    {"=", Op::kEqual},      {"!=", Op::kNotEqual}, {"<", Op::kLess},
    {"<=", Op::kLessEqual}, {">", Op::kGreater},   {">=", Op::kGreaterEqual},
};

bool IsFold(std::string_view word) {
  const Function* function = FindFunction(word);
  return function && function->op == Op::kAggregate;
}

}  // namespace

const Token& Reader::Ahead(size_t steps) const {
  return tokens_[std::min(position_ + steps, tokens_.size() - 1)];
}

bool Reader::IsWord(std::string_view word) const {
  return Now().kind == TokenKind::kWord && Now().text == word;
}

bool Reader::IsSymbol(std::string_view symbol) const {
  return Now().kind == TokenKind::kSymbol && Now().text == symbol;
}

bool Reader::TakeWord(std::string_view word) {
  if (failed_ || !IsWord(word)) return false;
  ++position_;
  return true;
}

bool Reader::TakeSymbol(std::string_view symbol) {
  if (failed_ || !IsSymbol(symbol)) return false;
  ++position_;
  return true;
}

void Reader::ExpectWord(std::string_view word) {
  if (!TakeWord(word)) Expected("'" + std::string(word) + "'");
}

void Reader::ExpectSymbol(std::string_view symbol) {
  if (!TakeSymbol(symbol)) Expected("'" + std::string(symbol) + "'");
}

void Reader::Expected(std::string_view what) {
  const Token& now = Now();
  if (now.kind == TokenKind::kBad) return Fail(now.text, now.at);
  Fail("expected " + std::string(what) + ", found " + Found(now), now.at);
}

void Reader::Fail(std::string message, size_t at) {
  if (failed_) return;
  failed_ = true;
  error_ = Error{ErrorCode::kInvalid, std::move(message), {}, at};
}

bool Reader::Enter() {
  if (depth_ < kMaxDepth) return !failed_;
  Fail("nested too deeply", Now().at);
  return false;
}

Result<Expr> Reader::WholeExpr() {
  Expr expr = Filtered();
  if (!failed_ && Now().kind != TokenKind::kEnd) Expected("the end of the expression");
  if (failed_) return error_;
  return expr;
}

Expr Reader::Filtered() {
  if (!Enter()) return {};
  ++depth_;
  Expr expr = Disjunction();
  while (TakeWord("where")) expr = Chain(Op::kWhere, std::move(expr), Disjunction());
  --depth_;
  return expr;
}

Expr Reader::Disjunction() {
  if (!Enter()) return {};
  ++depth_;
  std::vector<Expr> args;
  do {
    args.push_back(Conjunction());
  } while (TakeWord("or"));
  --depth_;
  if (args.size() == 1) return std::move(args[0]);
  return Make(Op::kOr, std::move(args));
}

Expr Reader::Conjunction() {
  std::vector<Expr> args;
  do {
    args.push_back(Negation());
  } while (TakeWord("and"));
  if (args.size() == 1) return std::move(args[0]);
  return Make(Op::kAnd, std::move(args));
}

Expr Reader::Negation() {
  if (!TakeWord("not")) return Comparison();
  if (!Enter()) return {};
  ++depth_;
  Expr negated = Make(Op::kNot, {Negation()});
  --depth_;
  return negated;
}

Expr Reader::Comparison() {
  Expr left = Additive();
  if (failed_ || Now().kind == TokenKind::kEnd) return left;
  return Test(std::move(left));
}

Expr Reader::Test(Expr left) {
  for (const Comparator& comparator : kComparators)
    if (TakeSymbol(comparator.symbol)) return Make(comparator.op, {std::move(left), Additive()});
  if (TakeWord("in")) return Membership(std::move(left));
  if (IsWord("not") && Ahead(1).kind == TokenKind::kWord && Ahead(1).text != "not") {
    TakeWord("not");
    return Make(Op::kNot, {Test(std::move(left))});
  }
  if (TakeWord("between")) {
    Expr low = Additive();
    ExpectWord("and");
    return Make(Op::kBetween, {std::move(left), std::move(low), Additive()});
  }
  if (TakeWord("contains")) return Make(Op::kContains, {std::move(left), Additive()});
  if (IsWord("starts") || IsWord("ends")) {
    const Op op = IsWord("starts") ? Op::kStartsWith : Op::kEndsWith;
    ++position_;
    ExpectWord("with");
    return Make(op, {std::move(left), Additive()});
  }
  if (TakeWord("is")) {
    const bool negated = TakeWord("not");
    if (!TakeWord("missing") && !TakeWord("null")) Expected("'missing'");
    Expr missing = Make(Op::kIsNull, {std::move(left)});
    return negated ? Make(Op::kNot, {std::move(missing)}) : missing;
  }
  return left;
}

Expr Reader::Membership(Expr left) {
  ExpectSymbol("(");
  if (failed_) return {};
  Expr in = Make(Op::kIn, {std::move(left)});
  if (Now().kind == TokenKind::kWord && IsClauseWord(Now().text)) {
    if (!Enter()) return {};
    depth_ += 4;
    in.op = Op::kInQuery;
    in.query = std::make_shared<const Query>(Clauses());
    depth_ -= 4;
  } else {
    Arguments(&in);
  }
  ExpectSymbol(")");
  return in;
}

Expr Reader::Chain(Op op, Expr left, Expr right) {
  if (++chained_ > kMaxChain) Fail("the expression is too long", Now().at);
  std::vector<Expr> args;
  args.push_back(std::move(left));
  args.push_back(std::move(right));
  return Make(op, std::move(args));
}

Expr Reader::Additive() {
  Expr left = Multiplicative();
  while (!failed_) {
    if (TakeSymbol("+"))
      left = Chain(Op::kAdd, std::move(left), Multiplicative());
    else if (TakeSymbol("-"))
      left = Chain(Op::kSubtract, std::move(left), Multiplicative());
    else
      break;
  }
  return left;
}

Expr Reader::Multiplicative() {
  Expr left = Unary();
  while (!failed_) {
    if (TakeSymbol("*"))
      left = Chain(Op::kMultiply, std::move(left), Unary());
    else if (TakeSymbol("/"))
      left = Chain(Op::kDivide, std::move(left), Unary());
    else
      break;
  }
  return left;
}

// A minus before a number belongs to the number; before anything else it is 0 - x, as deep as the
// parentheses that x is printed in.
Expr Reader::Unary() {
  if (!TakeSymbol("-")) return Primary();
  depth_ += kParenthesis - 1;
  if (!Enter()) return {};  // as deep as a parenthesis may stand
  ++depth_;
  const bool number = Now().kind == TokenKind::kLiteral;
  Expr operand = Unary();
  depth_ -= kParenthesis;
  if (number && operand.op == Op::kLiteral) {
    if (auto* integer = std::get_if<int64_t>(&operand.value)) return Literal(-*integer);
    if (auto* real = std::get_if<double>(&operand.value)) return Literal(-*real);
  }
  return Make(Op::kSubtract, {Literal(int64_t{0}), std::move(operand)});
}

Expr Reader::Primary() {
  if (failed_) return {};
  const Token now = Now();
  if (now.kind == TokenKind::kLiteral) {
    ++position_;
    return Literal(now.value);
  }
  if (TakeSymbol("(")) {
    Expr inner = Filtered();
    ExpectSymbol(")");
    return inner;
  }
  if (TakeWord("true")) return Literal(true);
  if (TakeWord("false")) return Literal(false);
  if (TakeWord("null")) return Literal(Value());
  if (now.kind == TokenKind::kWord && Ahead(1).kind == TokenKind::kSymbol && Ahead(1).text == "(") {
    position_ += 2;
    return Call(now.text, now.at);
  }
  return Name();
}

Expr Reader::Name() {
  const Token first = Now();
  const bool word = first.kind == TokenKind::kWord && !IsReserved(first.text);
  if (!word && first.kind != TokenKind::kQuoted) {
    Expected("a field, a metric, a number or text");
    return {};
  }
  ++position_;
  if (!TakeSymbol(".")) return MetricRef(first.text);
  const Token second = Now();
  const bool named = second.kind == TokenKind::kWord || second.kind == TokenKind::kQuoted;
  if (!named && !IsSymbol("*")) {
    Expected("a column after '" + first.text + ".'");
    return {};
  }
  ++position_;
  return Field(first.text + "." + second.text);
}

Expr Reader::Call(const std::string& function, size_t at) {
  const Function* known = FindFunction(function);
  if (!known) {
    std::vector<std::string> names;
    for (const Function& each : Functions()) names.emplace_back(each.spelling);
    const std::string nearest = Nearest(function, names);
    Fail("no function is called '" + function + "'" +
             (nearest.empty() ? "" : "; did you mean '" + nearest + "'?"),
         at);
    return {};
  }
  Expr call = Make(known->op, {}, std::string(known->name));
  if (known->op == Op::kPer) {
    if (!IsFold(Now().text)) Expected("sum, avg, min, max, median or count");
    call.name = Now().text;
    if (!failed_) ++position_;
    ExpectSymbol(",");
  }
  if (!IsSymbol(")")) Arguments(&call);
  if (known->before_within > 0 && TakeWord("within")) Arguments(&call);
  ExpectSymbol(")");
  return CheckArity(std::move(call), function, at);
}

void Reader::Arguments(Expr* call) {
  do {
    call->args.push_back(Filtered());
  } while (TakeSymbol(","));
}

Expr Reader::CheckArity(Expr call, const std::string& function, size_t at) {
  const Function* known = FindFunction(function);
  const size_t count = call.args.size();
  if (!failed_ && (count < known->min_args || count > known->max_args)) {
    const bool few = count < known->min_args;
    const size_t wanted = few ? known->min_args : known->max_args;
    Fail("'" + function + "' takes " + (known->max_args > wanted ? "at least " : "") +
             std::to_string(wanted) + (wanted == 1 ? " argument" : " arguments") + ", found " +
             std::to_string(count),
         at);
  }
  return call;
}

Result<Expr> ParseExpr(std::string_view text) { return Reader(text).WholeExpr(); }

}  // namespace aisle::semantic
