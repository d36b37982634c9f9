// Shapes that set things in relation: what is bought together, the few that make up most, the top
// so many percent, correlations, runs of growth.
#include <algorithm>

#include "base/text.h"
#include "language/query_edits.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

// What makes one basket: the key that orders are counted by.
std::optional<semantic::Expr> Reader::BasketKey() const {
  const semantic::Metric* orders = MetricLike({"orders"});
  const auto expanded =
      orders == nullptr ? std::optional<Expr>() : std::optional<Expr>(orders->expr);
  if (expanded && expanded->op == Op::kAggregate && expanded->name == "count_distinct") {
    if (expanded->args.size() > 1) return std::nullopt;
    return expanded->args.front();
  }
  const semantic::Entity* order = model_.FindEntity("order");
  if (order == nullptr || order->key.size() != 1 || !scope_.Reaches(order->table)) {
    return std::nullopt;
  }
  return Field(order->table + "." + order->key.front());
}

// "which products are bought together", "what is bought together with Oak Bench".
void Reader::ReadTogether() {
  size_t word = kNone;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (!pieces_[i].used && pieces_[i].Main() == Role::kTogether) word = i;
  }
  const auto basket = word == kNone ? std::nullopt : BasketKey();
  if (!basket) return;
  std::optional<Expr> thing;
  for (Piece& piece : pieces_) {
    const size_t next = static_cast<size_t>(&piece - pieces_.data()) + 1;
    // "pizza categories": the thing before its own column.
    const bool modifies = piece.Is(Role::kEntity) && !piece.plural && next < pieces_.size() &&
                          pieces_[next].Main() == Role::kField && IsDimension(pieces_[next]);
    if (modifies) {
      piece.used = true;
      continue;
    }
    const bool named = !piece.used && IsDimension(piece) && piece.Main() != Role::kTimeNoun;
    const semantic::Entity* entity = named ? EntityOf(piece) : nullptr;
    const auto expr = named ? DimensionExpr(piece) : std::nullopt;
    const bool order =
        entity != nullptr &&
        Field(entity->table + "." + (entity->key.empty() ? "" : entity->key.front())) == *basket;
    if (!expr || *expr == *basket || order) continue;
    if (!thing) thing = expr;
    piece.used = true;
  }
  if (!thing && !values_.empty()) thing = Field(values_.front().field);
  if (!thing) {
    for (const semantic::Entity& entity : model_.entities) {
      if (!thing && scope_.Reaches(entity.table) && ProductLike(entity)) {
        thing = Field(DisplayOf(entity));
      }
    }
  }
  if (!thing) return;
  const Expr other = Make(Op::kOther, {*thing, *basket});
  const bool given = std::any_of(values_.begin(), values_.end(), [&](const ValueFilter& filter) {
    return filter.field == thing->name && !filter.negated;
  });
  if (!given) AddGroup(*thing, false);
  AddGroup(other, false);
  if (!given) having_.push_back(Make(Op::kLess, {*thing, other}));
  if (const auto orders = Implied("orders")) AddMeasure(*orders, word);
  for (Piece& piece : pieces_) {
    const Role role = piece.Main();
    const bool said = role == Role::kTogether || role == Role::kVerb || role == Role::kRank ||
                      role == Role::kCount || role == Role::kEntity || role == Role::kMetric ||
                      role == Role::kDistinct;
    if (said) piece.used = true;
  }
  if (rank_.set && rank_.n == 0) rank_.n = 10;
  rank_.implied.clear();
  rank_.direction = 1;
  together_ = true;
}

// "top 10% of customers by revenue": a part of the ranking, however many they are.
void Reader::ReadTopPercent() {
  if (!rank_.set) return;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const bool percent = pieces_[i].Is(Role::kNumber) && pieces_[i].unit == "%";
    const bool beside = i == rank_.at + 1 || NextIs(i, Role::kRank);
    if (!percent || !beside) continue;
    const size_t members = Next(i);
    const auto group = members == kNone || !IsDimension(pieces_[members])
                           ? std::nullopt
                           : DimensionExpr(pieces_[members]);
    if (!group) return;
    AddGroup(*group, false);
    Use(members);
    top_percent_ = pieces_[i].number / 100;
    rank_.n = 0;
    Use(i);
    return;
  }
}

semantic::Expr Reader::PartWhere(const Expr& measure, Expr condition) {
  return Make(Op::kDivide, {Make(Op::kWhere, {measure, std::move(condition)}), measure});
}

void Reader::CutAtPercent() {
  if (!top_percent_ || measures_.empty() || groups_.empty()) return;
  Expr measure = measures_.front().expr;
  if (rank_.direction < 0) {
    measure = Make(Op::kSubtract, {Literal(static_cast<int64_t>(0)), measure});
  }
  having_.push_back(Make(Op::kLess, {Make(Op::kShareAbove, {measure}), Literal(*top_percent_)}));
  const Expr by = measures_.front().expr;
  const auto share = std::find_if(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
    return piece.Main() == Role::kShare && !piece.used;
  });
  // "what share of revenue comes from the top 20 % of customers": one figure.
  if (share != pieces_.end() && groups_.size() == 1 && measures_.size() == 1) {
    auto inner = std::make_shared<semantic::Query>();
    const Expr member = MemberOf(groups_.front());
    inner->groups.push_back({member, {}});
    inner->having = having_.back();
    inner->fact = scope_.root;
    if (!where_.empty()) inner->where = semantic::And(where_);
    measures_.front().expr = PartWhere(by, semantic::InQuery(member, inner));
    having_.pop_back();
    groups_.clear();
    rank_ = Rank{};
    share->used = true;
    return;
  }
  order_ = {{by, rank_.direction > 0}};
  rank_ = Rank{};
}

// "which products make up 80% of sales": the highest ones until that part is reached.
void Reader::ReadMakeUp() {
  if (rank_.set || groups_.size() != 1 || !having_.empty()) return;
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const bool percent = !pieces_[i].used && pieces_[i].Is(Role::kNumber) && pieces_[i].unit == "%";
    const size_t after = pieces_[i].first + pieces_[i].count;
    if (!percent || after >= tokens_.size() || tokens_[after].folded != "of") continue;
    if (measures_.empty()) {
      if (const auto revenue = Implied("revenue")) AddMeasure(*revenue, i);
    }
    if (measures_.empty()) return;
    const Expr measure = measures_.front().expr;
    const Expr before =
        Make(Op::kSubtract, {Make(Op::kCumulativeShare, {measure}), Make(Op::kShare, {measure})});
    having_.push_back(Make(Op::kLess, {before, Literal(pieces_[i].number / 100)}));
    AddMeasure(Make(Op::kCumulativeShare, {measure}), i);
    Use(i);
    return;
  }
}

// The figures that a relation is asked of, as scalars of rows where they are columns.
std::vector<size_t> Reader::RelatedFigures() const {
  std::vector<size_t> figures;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (!pieces_[i].used && IsMeasure(pieces_[i])) figures.push_back(i);
  }
  return figures;
}

// "correlation between discount and profit", "impact of discounts on profit".
void Reader::ReadRelation() {
  size_t word = kNone;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (!pieces_[i].used && pieces_[i].Main() == Role::kRelation) word = i;
  }
  const std::vector<size_t> figures = word == kNone ? std::vector<size_t>() : RelatedFigures();
  if (figures.size() != 2) return;
  const Dimension* a = NumberFieldOf(pieces_[figures[0]]);
  const Dimension* b = NumberFieldOf(pieces_[figures[1]]);
  const bool correlation = pieces_[word].senses.front().ref == "correlation";
  if (correlation && a != nullptr && b != nullptr) {
    AddMeasure(Make(Op::kAggregate, {Field(a->Field()), Field(b->Field())}, "corr"), word);
  } else if (!SplitByLevels(figures)) {
    return;
  }
  for (const size_t used : {word, figures[0], figures[1]}) Use(used);
  for (Piece& piece : pieces_) {
    if (piece.Main() == Role::kBetween || piece.Main() == Role::kAnd) piece.used = true;
  }
}

// A rate of few levels splits the other figure: profit by discount.
bool Reader::SplitByLevels(const std::vector<size_t>& figures) {
  constexpr int64_t kLevels = 60;
  for (const size_t at : figures) {
    const Dimension* level = NumberFieldOf(pieces_[at]);
    if (level == nullptr || level->additive) continue;
    const catalog::Column* column = catalog_.Find(level->table, level->column);
    if (column == nullptr || column->distinct == 0 || column->distinct > kLevels) continue;
    const auto measure = DefaultMeasure(pieces_[at == figures[0] ? figures[1] : figures[0]]);
    if (!measure) return false;
    AddGroup(Field(level->Field()), false);
    AddMeasure(*measure, at);
    order_ = {{Field(level->Field()), false}};
    if (const auto rows = Implied("count")) AddMeasure(*rows, at);
    return true;
  }
  return false;
}

// "grew for three consecutive months": runs along time.
void Reader::ReadStreak() {
  size_t word = kNone;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (!pieces_[i].used && pieces_[i].Main() == Role::kStreak) word = i;
  }
  if (word == kNone) return;
  int64_t periods = 2;
  std::string grain = "month";
  bool down = false, moves = false;
  for (Piece& piece : pieces_) {
    const bool number = piece.Is(Role::kNumber) && !piece.used;
    if (number) periods = static_cast<int64_t>(piece.number);
    if (piece.Main() == Role::kTimeNoun) grain = piece.senses.front().ref;
    if (piece.Main() == Role::kChange) moves = true, down = down || Falls(piece);
    if (number || piece.Main() == Role::kTimeNoun || piece.Main() == Role::kChange) {
      piece.used = true;
    }
  }
  const auto time = TimeExpr(grain);
  if (!time || !moves) return;
  Use(word);
  streak_ = {periods, down};
  AddGroup(*time, false);
}

bool Reader::Falls(const Piece& piece) const {
  const std::string& stem = tokens_[piece.first].stem;
  for (const std::string_view fall : {"declin", "decreas", "drop", "fell", "fall", "reduct"}) {
    if (stem.rfind(fall, 0) == 0) return true;
  }
  return false;
}

void Reader::CutAtStreak() {
  if (streak_.first == 0) return;
  if (measures_.empty()) {
    if (const auto revenue = Implied("revenue")) AddMeasure(*revenue, 0);
  }
  if (measures_.empty()) return;
  const Expr run = Make(Op::kStreak, {measures_.front().expr}, streak_.second ? "down" : "");
  having_.push_back(Make(Op::kGreaterEqual, {run, Literal(streak_.first)}));
}

// "profit per unit" where the figure was named by a condition: the condition is on the ratio too.
void Reader::DivideNamed() {
  if (!denominator_) return;
  for (Measure& measure : measures_) {
    if (measure.expr.op == Op::kDivide) continue;
    const auto expanded = semantic::Expand(model_, measure.expr);
    Expr total = measure.expr;
    if (expanded && expanded->op == Op::kAggregate && expanded->name == "avg") {
      total = Make(Op::kAggregate, expanded->args, "sum");
    }
    const Expr ratio = Make(Op::kDivide, {total, *denominator_});
    for (Expr& condition : having_) Replace(measure.expr, ratio, &condition);
    measure.expr = ratio;
  }
}

}  // namespace aisle::language
