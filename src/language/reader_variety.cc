// How many kinds, and how large one deed was: "the widest size range", "the maximum amount of a
// single order".
#include <algorithm>
#include <array>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::CountDistinct;
using semantic::Dimension;
using semantic::Field;
using semantic::Make;
using semantic::Op;

namespace {

bool SaysVariety(std::string_view word) {
  for (const std::string_view variety :
       {"variety", "range", "selection", "assortment", "diversity"}) {
    if (word == variety) return true;
  }
  return false;
}

}  // namespace

// "widest size range", "most diverse price range": the kinds of a column, the span of a
// number. Only where something is ranked by it.
void Reader::ReadVariety() {
  if (!Has(Role::kRank) || Has(Role::kBucket)) return;
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& word = pieces_[i];
    Piece& what = pieces_[i - 1];
    if (word.used || what.used || !SaysVariety(tokens_[word.first].folded)) continue;
    const Dimension* number = NumberFieldOf(what);
    const Dimension* field = number != nullptr ? number : FieldOf(what);
    if (field == nullptr || PreviousIs(i - 1, Role::kGroup)) continue;
    const Expr kinds = CountDistinct(Field(field->Field()));
    const Expr span = Make(Op::kSubtract, {Make(Op::kAggregate, {Field(field->Field())}, "max"),
                                           Make(Op::kAggregate, {Field(field->Field())}, "min")});
    AddMeasure(number != nullptr ? span : kinds, i - 1);
    named_measure_ = true;
    if (word.Main() == Role::kUnknown) cost_ -= 3;
    Use(i - 1);
    Use(i);
  }
}

// Whether "by a single", "in one", "on any", for times "in a" too, leads to the thing at `at`.
bool Reader::SaysSingle(size_t at, std::vector<size_t>* taken) const {
  bool single = false;
  for (size_t i = at; i-- > 0;) {
    const Piece& piece = pieces_[i];
    const std::string& word = tokens_[piece.first].folded;
    const std::string& last = tokens_[piece.first + piece.count - 1].folded;
    taken->push_back(i);
    if (piece.Main() == Role::kGroup || word == "in" || word == "on" || word == "from" ||
        word == "for" || word == "within") {
      return single || last == "single" || (last == "a" && pieces_[at].Is(Role::kTimeNoun));
    }
    const bool one = word == "single" || word == "one" || word == "any";
    const semantic::Entity* entity = EntityOf(pieces_[at]);
    const bool product =
        entity != nullptr && ProductLike(*entity);  // "the highest price for a product"
    const bool article = word == "a" && (pieces_[at].Is(Role::kTimeNoun) || product);
    single = single || one || article;
    if (!one && word != "a") return false;
  }
  return false;
}

// "the most orders by a single customer", "the highest revenue in a day": the top one of them.
void Reader::ReadSingleThings() {
  size_t extreme = rank_.set && rank_.n <= 1 && rank_.implied.empty() ? rank_.at : kNone;
  for (size_t i = 0; i < pieces_.size() && extreme == kNone; ++i) {
    if (pieces_[i].used || pieces_[i].Main() != Role::kFold) continue;
    const std::string& fold = pieces_[i].senses.front().ref;
    if (fold == "max" || fold == "min") extreme = i;
  }
  if (extreme == kNone) return;
  bool found = false;
  for (size_t i = extreme + 1; i < pieces_.size(); ++i) {
    std::vector<size_t> taken;
    const bool thing = !pieces_[i].used && !pieces_[i].plural && IsDimension(pieces_[i]);
    if (!thing || !SaysSingle(i, &taken)) continue;
    AddGroup(*DimensionExpr(pieces_[i]), false);
    Use(i);
    for (const size_t used : taken) Use(used);
    found = true;
  }
  if (!found) return;
  if (!rank_.set) {
    rank_.set = rank_.counts = true;
    rank_.at = rank_.counts_at = extreme;
    rank_.direction = pieces_[extreme].senses.front().ref == "max" ? 1 : -1;
    Use(extreme);
  }
  rank_.n = 1;
}

// "the maximum amount of a single order": of each order's total, not of its lines.
void Reader::ReadSingleDeeds() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Sense* repeat = pieces_[i].used ? nullptr : pieces_[i].Find(Role::kRepeat);
    if (repeat == nullptr || repeat->ref != "single" || measures_.size() != 1) continue;
    Expr& measure = measures_.front().expr;
    const bool extreme =
        measure.op == Op::kAggregate && (measure.name == "max" || measure.name == "min");
    const auto basket = extreme ? BasketKey() : std::nullopt;
    if (!basket || !groups_.empty()) continue;
    measure = Make(Op::kPer, {Make(Op::kAggregate, measure.args, "sum"), *basket}, measure.name);
    Use(i);
  }
}

// "how much did Germany sell", "how many were sold": money, or pieces, where nothing is named.
void Reader::ReadHowMuch() {
  size_t much = kNone, deed = kNone;
  for (size_t i = 0; i + 1 < tokens_.size(); ++i) {
    const std::string& next = tokens_[i + 1].folded;
    if (tokens_[i].folded == "how" && (next == "much" || next == "many") && much == kNone) much = i;
  }
  for (size_t i = much == kNone ? tokens_.size() : much; i < tokens_.size(); ++i) {
    const std::string& word = tokens_[i].folded;
    const bool sells = word == "sell" || word == "sold" || word == "sells";
    const bool makes =
        word == "make" || word == "makes" || word == "earn" || word == "earned" || word == "made";
    if (sells || (makes && tokens_[much + 1].folded == "much")) deed = i;
  }
  if (deed == kNone) return;
  const bool money = tokens_[much + 1].folded == "much";
  const bool named = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return !piece.used && piece.Main() != Role::kVerb && piece.first == much + 2 &&
           (IsMeasure(piece) || (IsDimension(piece) && piece.Main() != Role::kValue));
  });
  const semantic::Metric* metric = money ? MetricLike({"revenue"}) : MetricLike({"units"});
  if (named || metric == nullptr || rank_.set) return;
  AddMeasure(semantic::MetricRef(metric->name), 0);
  named_measure_ = true;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const bool asks = pieces_[i].first == much || pieces_[i].first == much + 1;
    if (asks || pieces_[i].first == deed) Use(i);
  }
}

// "how often do customers purchase from each store": the orders, and not the customers.
void Reader::ReadHowOften() {
  for (size_t often = 0; often < pieces_.size(); ++often) {
    if (pieces_[often].used || FoldName(TextOf(pieces_[often])) != "how often") continue;
    size_t verb = often + 1;
    while (verb < pieces_.size() && pieces_[verb].Main() != Role::kVerb) ++verb;
    if (verb == pieces_.size()) return;
    const std::string& deed = pieces_[verb].senses.front().ref;
    const auto orders = deed == "order" || deed == "spend" ? Implied("orders") : std::nullopt;
    if (!orders) return;
    for (size_t i = often + 1; i < verb; ++i) {
      if (pieces_[i].Is(Role::kEntity) && pieces_[i].plural && !PreviousIs(i, Role::kGroup)) Use(i);
    }
    AddMeasure(*orders, often);
    Use(often);
    Use(verb);
  }
}

// "the average score of late orders": the score of those, beside no number of them.
void Reader::NarrowByNamed() {
  if (measures_.size() != 2 || measures_[0].at >= measures_[1].at) return;
  const Piece& of = pieces_[measures_[1].at];
  const std::string& link = of.first == 0 ? of.senses.front().ref : tokens_[of.first - 1].folded;
  if (link != "of" && link != "for" && link != "on") return;
  const auto named = semantic::Expand(model_, measures_[1].expr);
  const bool part = measures_[1].expr.op == Op::kMetric && named && named->op == Op::kWhere &&
                    named->args.front().op == Op::kAggregate;
  if (!part || Next(measures_[0].at) != measures_[1].at) return;
  measures_[0].expr = Make(Op::kWhere, {measures_[0].expr, named->args[1]});
  measures_.pop_back();
}

// "the largest sale of each seller": the one with the most money, and not the seller's all.
void Reader::ReadLargestOfEach() {
  const bool one = rank_.set && !rank_.both && (rank_.n <= 1 || rank_.unsaid);
  if (!one || groups_.size() != 1 || measures_.size() > 1 || !rank_.implied.empty()) return;
  const size_t noun = Next(rank_.at);
  if (noun == kNone || pieces_[noun].count != 1) return;
  constexpr std::array<std::string_view, 5> kDeeds = {"sale", "order", "transaction", "purchase",
                                                      "invoice"};
  const Token& deed = tokens_[pieces_[noun].first];
  if (std::find(kDeeds.begin(), kDeeds.end(), deed.folded) == kDeeds.end()) return;
  const bool each = std::any_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
    return token.folded == "each" || token.folded == "every" || token.folded == "per";
  });
  const semantic::Metric* revenue = MetricLike({"revenue"});
  if (!each) return;
  cost_ += revenue == nullptr ? 2 : 0;  // where money is not known, no order is the largest
  if (revenue == nullptr) return;
  const auto expanded = semantic::Expand(model_, revenue->expr);
  const auto row = expanded ? RowOf(*expanded) : std::nullopt;
  if (!row) return;
  const std::string fold = rank_.direction > 0 ? "max" : "min";
  const auto basket = BasketKey();
  measures_.clear();
  AddMeasure(basket ? Make(Op::kPer, {semantic::Sum(*row), *basket}, fold)
                    : Make(Op::kAggregate, {*row}, fold),
             noun);
  Use(noun);
  rank_ = Rank{};
}

}  // namespace aisle::language
