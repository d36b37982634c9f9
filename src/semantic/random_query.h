// Random well-formed Exprs and Queries for tests, the same for the same seed.
#pragma once

#include <random>

#include "semantic/query.h"

namespace aisle::semantic {

class RandomQuery {
 public:
  explicit RandomQuery(unsigned seed) : random_(seed) {}

  Query Any(int depth) {
    Query query;
    if (Chance(5)) query.kind = QueryKind::kRows;
    for (int i = Below(3); i > 0; --i) query.measures.push_back(Item{Measure(depth), Label()});
    for (int i = Below(3); i > 0; --i) query.groups.push_back(Item{Scalar(depth), Label()});
    if (Chance(2)) query.where = Condition(depth);
    if (Chance(4)) query.having = Condition(depth);
    for (int i = Below(3); i > 0; --i) query.order.push_back(Order{Measure(depth), Chance(2)});
    if (Chance(2)) query.limit = Below(100);
    if (Chance(3)) query.offset = Below(9);
    for (int i = Below(2); i > 0; --i) query.limit_per.push_back(FieldLeaf());
    query.ties = Chance(4);
    if (Chance(3)) query.fact = Name();
    return query;
  }

  Expr Any(Op op, int depth) { return Sized(op, depth); }

  Expr Scalar(int depth) {
    if (depth <= 0) return Chance(3) ? LiteralLeaf() : FieldLeaf();
    constexpr Op kOps[] = {Op::kLiteral, Op::kField, Op::kAdd,  Op::kSubtract, Op::kMultiply,
                           Op::kDivide,  Op::kGrain, Op::kPart, Op::kElapsed,  Op::kBand,
                           Op::kCase,    Op::kOf,    Op::kOther};
    return Sized(kOps[Below(std::size(kOps))], depth - 1);
  }

  Expr Condition(int depth) {
    if (depth <= 0) return Make(Op::kEqual, {FieldLeaf(), LiteralLeaf()});
    constexpr Op kOps[] = {Op::kAnd,      Op::kOr,      Op::kNot,       Op::kEqual,
                           Op::kNotEqual, Op::kLess,    Op::kLessEqual, Op::kGreater,
                           Op::kIn,       Op::kBetween, Op::kContains,  Op::kStartsWith,
                           Op::kEndsWith, Op::kIsNull,  Op::kInQuery,   Op::kGreaterEqual};
    return Sized(kOps[Below(std::size(kOps))], depth - 1);
  }

  Expr Measure(int depth) {
    if (depth <= 0) return Chance(2) ? MetricRef(Name()) : Sum(FieldLeaf());
    constexpr Op kOps[] = {
        Op::kCumulativeShare, Op::kShareAbove, Op::kNtile, Op::kStreak,        Op::kAggregate,
        Op::kMetric,          Op::kWhere,      Op::kTotal, Op::kShare,         Op::kChange,
        Op::kGrowth,          Op::kCumulative, Op::kRank,  Op::kMovingAverage, Op::kPer,
        Op::kDivide};
    return Sized(kOps[Below(std::size(kOps))], depth - 1);
  }

 private:
  int Below(size_t n) { return static_cast<int>(random_() % n); }
  bool Chance(size_t one_in) { return Below(one_in) == 0; }
  template <size_t N>
  std::string Pick(const char* const (&words)[N]) {
    return words[Below(N)];
  }

  std::string Label() { return Chance(4) ? "a \"label\" \\ with\nlines" : ""; }

  std::string Name() {
    return Pick({"revenue", "orders", "order", "by", "per", "sum", "limit", "Odd Name", "from",
                 "tick`tick", "_x1", "true", "städte", "rank", "with"});
  }

  Expr FieldLeaf() { return Field(Name() + "." + Name()); }

  Expr LiteralLeaf() {
    switch (Below(8)) {
      case 0:
        return Literal(int64_t{Below(2000)} - 1000);
      case 1:
        return Literal(static_cast<double>(static_cast<int>(random_())) / 64.0);
      case 2:
        return Literal(std::string("it's \"so\" \\ ₹\t`x`"));
      case 3:
        return Literal(Date{Below(40000) - 10000});
      case 4:
        return Literal(Timestamp{int64_t{Below(40000) - 10000} * 86'400'000'001});
      case 5:
        return Literal(TimeOfDay{int64_t{Below(86400)} * 1'000'000 + Below(3)});
      case 6:
        return Literal(Chance(2));
      default:
        return Literal(Value());
    }
  }

  std::vector<Expr> Many(int least, int most, int depth, Expr (RandomQuery::*make)(int)) {
    std::vector<Expr> args;
    for (int i = least + Below(most - least + 1); i > 0; --i) args.push_back((this->*make)(depth));
    return args;
  }

  std::vector<Expr> MeasureThen(int most, int depth) {
    std::vector<Expr> args = {Measure(depth)};
    for (int i = Below(most + 1); i > 0; --i) args.push_back(FieldLeaf());
    return args;
  }

  Expr Sized(Op op, int depth) {
    switch (op) {
      case Op::kLiteral:
        return LiteralLeaf();
      case Op::kField:
        return FieldLeaf();
      case Op::kMetric:
        return MetricRef(Name());
      case Op::kGrain:
        return Make(op, {Scalar(depth)}, Pick({"hour", "day", "week", "month"}));
      case Op::kPart:
        return Make(op, {Scalar(depth)}, Pick({"hour", "weekday", "year", "week"}));
      case Op::kElapsed:
        return Make(op, {Scalar(depth), Scalar(depth)}, Pick({"days", "hours", "months"}));
      case Op::kBand:
        return Make(op, Many(2, 4, 0, &RandomQuery::Scalar));
      case Op::kCase:
        return Make(op, {Condition(depth), Scalar(depth), Scalar(depth)});
      case Op::kOther:
        return Make(op, {Make(Op::kWhere, {FieldLeaf(), Condition(depth)}), FieldLeaf()});
      case Op::kOf:
        return Make(op, {Measure(depth), FieldLeaf(), Scalar(0)}, Pick({"", "all"}));
      case Op::kAnd:
      case Op::kOr:
        return Make(op, Many(2, 3, depth, &RandomQuery::Condition));
      case Op::kNot:
        return Make(op, {Condition(depth)});
      case Op::kIn:
        return Make(op, Many(2, 4, 0, &RandomQuery::Scalar));
      case Op::kBetween:
        return Make(op, {Scalar(depth), Scalar(0), Scalar(0)});
      case Op::kIsNull:
        return Make(op, {Scalar(depth)});
      case Op::kInQuery: {
        Expr in = Make(op, {FieldLeaf()});
        in.query = std::make_shared<const Query>(Any(depth / 2));
        return in;
      }
      case Op::kAggregate:
        return Make(op, {Scalar(depth)}, Pick({"sum", "count", "avg", "median", "count_distinct"}));
      case Op::kWhere:
        return Make(op, {Measure(depth), Condition(depth)});
      case Op::kChange:
      case Op::kGrowth:
        return Make(op, {Measure(depth)}, Pick({"", "on_year"}));
      case Op::kTotal:
      case Op::kCumulative:
        return Make(op, {Measure(depth)});
      case Op::kMovingAverage:
        return Make(op, {Measure(depth), Literal(int64_t{3})});
      case Op::kStreak:
        return Make(op, {Measure(depth)}, Pick({"", "down", "active"}));
      case Op::kNtile:
        return Make(op, {Measure(depth), Literal(int64_t{4}), FieldLeaf()});
      case Op::kCumulativeShare:
      case Op::kShareAbove:
      case Op::kShare:
      case Op::kRank:
        return Make(op, MeasureThen(2, depth));
      case Op::kPer:
        return Make(op, MeasureThen(2, depth), Pick({"avg", "max", "sum"}));
      default:
        return Make(op, {Scalar(depth), Scalar(depth)});
    }
  }

  std::mt19937 random_;
};

}  // namespace aisle::semantic
