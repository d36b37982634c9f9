#include "semantic/expr.h"

#include <algorithm>
#include <cmath>

#include "semantic/query.h"

namespace aisle::semantic {
namespace {

bool SameQuery(const std::shared_ptr<const Query>& a, const std::shared_ptr<const Query>& b) {
  if (!a || !b) return a == b;
  return *a == *b;
}

void Collect(const Expr& expr, Op op, std::vector<std::string>* names) {
  const bool is_new = std::find(names->begin(), names->end(), expr.name) == names->end();
  if (expr.op == op && is_new) names->push_back(expr.name);
  for (const Expr& arg : expr.args) Collect(arg, op, names);
}

// 5.0 and 5 mean the same number.
Expr ShortestNumber(Expr expr) {
  const double* number = std::get_if<double>(&expr.value);
  if (number && std::trunc(*number) == *number && std::fabs(*number) < 9e15)
    expr.value = static_cast<int64_t>(*number);
  return expr;
}

void SortByText(std::vector<Expr>::iterator begin, std::vector<Expr>* args) {
  std::sort(begin, args->end(),
            [](const Expr& a, const Expr& b) { return ToString(a) < ToString(b); });
  args->erase(std::unique(begin, args->end()), args->end());
}

Op Mirrored(Op op) {
  switch (op) {
    case Op::kLess:
      return Op::kGreater;
    case Op::kLessEqual:
      return Op::kGreaterEqual;
    case Op::kGreater:
      return Op::kLess;
    case Op::kGreaterEqual:
      return Op::kLessEqual;
    default:
      return op;
  }
}

bool IsComparison(Op op) { return op >= Op::kEqual && op <= Op::kGreaterEqual; }

// x = "a" or x = "b" is x in ("a", "b").
Expr MergeEquals(Expr any) {
  std::vector<Expr> rest;
  for (Expr& arg : any.args) {
    const bool equals_literal =
        arg.op == Op::kEqual && arg.args.size() == 2 && arg.args[1].op == Op::kLiteral;
    const bool lists = equals_literal || (arg.op == Op::kIn && !arg.args.empty());
    auto same = std::find_if(rest.begin(), rest.end(), [&](const Expr& other) {
      return lists && other.op == Op::kIn && other.args[0] == arg.args[0];
    });
    if (same != rest.end()) {
      same->args.insert(same->args.end(), arg.args.begin() + 1, arg.args.end());
    } else {
      if (lists) arg.op = Op::kIn;
      rest.push_back(std::move(arg));
    }
  }
  any.args = std::move(rest);
  return any;
}

Expr CanonicalIn(Expr in) {
  if (in.args.size() < 2) return in;
  SortByText(in.args.begin() + 1, &in.args);
  if (in.args.size() == 2) in.op = Op::kEqual;
  return in;
}

Expr CanonicalJunction(Expr junction) {
  std::vector<Expr> flat;
  for (Expr& arg : junction.args) {
    if (arg.op == junction.op) {
      for (Expr& inner : arg.args) flat.push_back(std::move(inner));
    } else {
      flat.push_back(std::move(arg));
    }
  }
  junction.args = std::move(flat);
  if (junction.op == Op::kOr) {
    junction = MergeEquals(std::move(junction));
    for (Expr& arg : junction.args)
      if (arg.op == Op::kIn) arg = CanonicalIn(std::move(arg));
  }
  SortByText(junction.args.begin(), &junction.args);
  if (junction.args.size() == 1) return Expr(junction.args[0]);
  return junction;
}

Expr CanonicalComparison(Expr expr) {
  if (expr.args.size() != 2) return expr;
  if (expr.args[0].op == Op::kLiteral && expr.args[1].op != Op::kLiteral) {
    std::swap(expr.args[0], expr.args[1]);
    expr.op = Mirrored(expr.op);
  }
  return expr;
}

}  // namespace

bool Expr::operator==(const Expr& other) const {
  return op == other.op && name == other.name && value == other.value && args == other.args &&
         SameQuery(query, other.query);
}

Expr Literal(Value value) {
  Expr expr;
  expr.value = std::move(value);
  return expr;
}

Expr Field(std::string table_dot_column) {
  return Make(Op::kField, {}, std::move(table_dot_column));
}

Expr MetricRef(std::string name) { return Make(Op::kMetric, {}, std::move(name)); }

Expr Make(Op op, std::vector<Expr> args, std::string name) {
  Expr expr;
  expr.op = op;
  expr.name = std::move(name);
  expr.args = std::move(args);
  return expr;
}

Expr And(std::vector<Expr> conditions) {
  std::vector<Expr> flat;
  for (Expr& condition : conditions) {
    if (condition.op == Op::kAnd) {
      for (Expr& inner : condition.args) flat.push_back(std::move(inner));
    } else {
      flat.push_back(std::move(condition));
    }
  }
  if (flat.empty()) return Literal(true);
  if (flat.size() == 1) return std::move(flat[0]);
  return Make(Op::kAnd, std::move(flat));
}

bool IsMeasure(const Expr& expr) {
  if (expr.op == Op::kAggregate || expr.op == Op::kMetric) return true;
  if (expr.op == Op::kTotal || expr.op == Op::kOf) return false;
  return std::any_of(expr.args.begin(), expr.args.end(), IsMeasure);
}

std::vector<std::string> FieldsOf(const Expr& expr) {
  std::vector<std::string> names;
  Collect(expr, Op::kField, &names);
  return names;
}

std::vector<std::string> MetricsOf(const Expr& expr) {
  std::vector<std::string> names;
  Collect(expr, Op::kMetric, &names);
  return names;
}

Expr Canonical(const Expr& expr) {
  Expr result = expr;
  for (Expr& arg : result.args) arg = Canonical(arg);
  if (result.query) result.query = std::make_shared<const Query>(Canonical(*result.query));
  if (result.op == Op::kLiteral) return ShortestNumber(std::move(result));
  if ((result.op == Op::kAnd || result.op == Op::kOr) && !result.args.empty())
    return CanonicalJunction(std::move(result));
  if (result.op == Op::kIn) result = CanonicalIn(std::move(result));
  if (IsComparison(result.op)) return CanonicalComparison(std::move(result));
  const bool twice_not = result.op == Op::kNot && result.args.size() == 1 &&
                         result.args[0].op == Op::kNot && result.args[0].args.size() == 1;
  if (twice_not) return Expr(result.args[0].args[0]);
  return result;
}

}  // namespace aisle::semantic
