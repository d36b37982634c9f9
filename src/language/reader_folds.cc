// How a column or metric is folded: "average price", "maximum of", "difference between".
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::MetricRef;
using semantic::Op;

// What one row adds to a sum or a difference of sums: revenue less cost.
std::optional<semantic::Expr> Reader::RowOf(const Expr& measure) const {
  if (measure.op == Op::kAggregate) {
    return measure.name == "sum" ? std::optional<Expr>(measure.args.front()) : std::nullopt;
  }
  if (measure.op != Op::kSubtract && measure.op != Op::kAdd) return std::nullopt;
  const auto left = RowOf(measure.args[0]);
  const auto right = RowOf(measure.args[1]);
  if (!left || !right) return std::nullopt;
  return Make(measure.op, {*left, *right});
}

// "average X": of a column, of what a metric adds up, or over what it counts.
// "total products, avg price", but not "the total, maximum and average amount".
bool Reader::HasOwnFold(const Piece& piece) const {
  const std::string own = FoldName(TextOf(piece));
  if (!StartsWith(own, "av") && !StartsWith(own, "mean ")) return false;
  for (size_t i = static_cast<size_t>(&piece - pieces_.data()); i-- > 0;) {
    const Role role = pieces_[i].Main();
    if (role == Role::kFold) return false;
    if (role != Role::kAnd && role != Role::kSymbol && role != Role::kStop) return true;
  }
  return true;
}

// "the sum of transactions": what they come to.
bool Reader::SaysSumOf(const Piece& piece) const {
  if (piece.first < 2 || tokens_[piece.first - 1].folded != "of") return false;
  return tokens_[piece.first - 2].folded == "sum";
}

std::optional<semantic::Expr> Reader::FoldOf(const std::string& fold, const Piece& piece) const {
  const Dimension* number = NumberFieldOf(piece);
  const Sense* metric = piece.Find(Role::kMetric);
  if (fold == "sum") {
    if (metric != nullptr && HasOwnFold(piece)) return MetricRef(metric->ref);
    if (metric != nullptr) {
      const auto expanded = semantic::Expand(model_, MetricRef(metric->ref));
      if (expanded && expanded->op == Op::kAggregate && expanded->name == "avg") {
        return Make(Op::kAggregate, expanded->args, "sum");
      }
    }
    const bool money = metric != nullptr && IsCountMetric(piece) && SaysSumOf(piece);
    if (money && MetricLike({"revenue"}) != nullptr) return Implied("revenue");
    if (metric != nullptr) return MetricRef(metric->ref);
    if (number != nullptr) return Make(Op::kAggregate, {Field(number->Field())}, "sum");
    // "total products" of a stock list: as many, whatever is in stock of each.
    const semantic::Entity* thing = EntityOf(piece);
    const auto* root = model_.FindTable(scope_.root);
    if (thing != nullptr && root != nullptr && root->snapshot && !thing->key.empty())
      return Make(Op::kAggregate, KeysOf(*thing), "count_distinct");
    return CountOf(piece);
  }
  if (metric != nullptr && per_.empty()) {
    const auto expanded = semantic::Expand(model_, MetricRef(metric->ref));
    if (expanded && expanded->op == Op::kAggregate && expanded->name == "avg" &&
        expanded->args.size() == 1) {
      return Make(Op::kAggregate, {expanded->args.front()}, fold);
    }
    if (expanded && expanded->op == Op::kAggregate && expanded->args.size() == 1 &&
        (expanded->name == "sum")) {
      return Make(Op::kAggregate, {expanded->args.front()}, fold);
    }
    const auto inner = expanded ? RowOf(*expanded) : std::nullopt;
    if (inner && number == nullptr) return Make(Op::kAggregate, {*inner}, fold);
    if (number == nullptr) return MetricRef(metric->ref);  // already an average or a rate
  }
  if (!per_.empty() && fold == "avg") {
    std::optional<Expr> inner;
    if (metric != nullptr)
      inner = MetricRef(metric->ref);
    else if (number != nullptr && number->additive)
      inner = Make(Op::kAggregate, {Field(number->Field())}, "sum");
    else if (number == nullptr)
      inner = CountOf(piece);
    if (inner) return inner;
  }
  if (number != nullptr) return Make(Op::kAggregate, {Field(number->Field())}, fold);
  return std::nullopt;
}

std::optional<semantic::Expr> Reader::DefaultMeasure(const Piece& piece) const {
  const Sense* metric = piece.Find(Role::kMetric);
  const Dimension* number = NumberFieldOf(piece);
  // The same word names both: the metric says how it is added up. A longer or closer name of the
  // column wins over a distant synonym of the metric.
  if (metric != nullptr &&
      (number == nullptr || metric->cost <= piece.Find(Role::kField)->cost + 0.05)) {
    return MetricRef(metric->ref);
  }
  if (number == nullptr) return std::nullopt;
  if (rank_.set && !number->additive) {
    return Make(Op::kAggregate, {Field(number->Field())}, rank_.direction > 0 ? "max" : "min");
  }
  return Make(Op::kAggregate, {Field(number->Field())}, number->additive ? "sum" : "avg");
}

bool Reader::IsRatio(const Piece& piece) const {
  const Sense* metric = piece.Find(Role::kMetric);
  if (metric == nullptr) return false;
  const auto expanded = semantic::Expand(model_, MetricRef(metric->ref));
  return expanded && expanded->op == Op::kDivide;
}

// "difference between TP 1 and TP 2", "biggest spread between cost and price".
void Reader::ReadDifferences() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].Main() != Role::kDifference || pieces_[i].used) continue;
    size_t first = Next(i);
    if (first != kNone && pieces_[first].Main() == Role::kBetween) {
      Use(first);
      first = Next(first);
    }
    const size_t link = first == kNone ? kNone : Next(first);
    const size_t second = link == kNone ? kNone : Next(link);
    if (second == kNone || pieces_[link].Main() != Role::kAnd) continue;
    const Dimension* a = NumberFieldOf(pieces_[first]);
    const Dimension* b = NumberFieldOf(pieces_[second]);
    if (a == nullptr || b == nullptr) continue;
    const bool spread = FoldName(TextOf(pieces_[i])).rfind("diff", 0) != 0;
    const Expr low = Field((spread ? a : b)->Field());
    const Expr high = Field((spread ? b : a)->Field());
    const Expr difference = Make(Op::kSubtract, {high, low});
    const std::string fold = a->additive && b->additive ? "sum" : rank_.set ? "max" : "avg";
    if (rank_.set) {
      AddMeasure(Make(Op::kAggregate, {difference}, fold), i);
      AddMeasure(Make(Op::kAggregate, {low}, fold), first);
      AddMeasure(Make(Op::kAggregate, {high}, fold), second);
    } else {
      AddMeasure(Make(Op::kAggregate, {Field(a->Field())}, fold), first);
      AddMeasure(Make(Op::kAggregate, {Field(b->Field())}, fold), second);
      AddMeasure(Make(Op::kAggregate, {difference}, fold), i);
    }
    for (const size_t used : {i, first, link, second}) Use(used);
  }
}

// "shipped and cancelled orders, and the ratio between them": a third figure out of two.
void Reader::ReadBothFigures() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].Main() != Role::kBoth || measures_.size() != 2) continue;
    const bool ratio = pieces_[i].senses.front().ref == "ratio";
    AddMeasure(Make(ratio ? Op::kDivide : Op::kSubtract, {measures_[0].expr, measures_[1].expr}),
               i);
    Use(i);
  }
}

// "shipped and cancelled orders": no order is both in one column, so each is counted by itself.
void Reader::CountApart() {
  if (measures_.size() != 1) return;
  const auto narrowed = semantic::Expand(model_, measures_.front().expr);
  if (!narrowed || narrowed->op != Op::kWhere || narrowed->args[1].op != Op::kEqual) return;
  for (const ValueFilter& filter : values_) {
    const Expr other = Make(Op::kEqual, {Field(filter.field), Literal(filter.values.front())});
    const auto found = std::find(where_.begin(), where_.end(), other);
    if (found == where_.end() || other == narrowed->args[1] ||
        other.args.front() != narrowed->args[1].args.front()) {
      continue;
    }
    where_.erase(found);
    measures_.insert(measures_.begin(), {Make(Op::kWhere, {narrowed->args[0], other}), filter.at});
    return;
  }
}

}  // namespace aisle::language
