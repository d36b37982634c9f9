// Comparisons without a number: "negative profit", "out of stock", "repeat customers", "in multiple
// regions".
#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

const Dimension* Reader::StockField() const {
  if (const semantic::Metric* stock = MetricLike({"stock_units"})) {
    const auto fields = semantic::FieldsOf(stock->expr);
    if (fields.size() == 1) return model_.FindDimension(fields.front());
  }
  for (const Dimension& dimension : model_.dimensions) {
    if (dimension.kind != DimensionKind::kNumber || !dimension.additive ||
        !scope_.Reaches(dimension.table))
      continue;
    for (const std::string_view word : {"stock", "on_hand", "inventory"}) {
      if (dimension.column.find(word) != std::string::npos) return &dimension;
    }
  }
  return nullptr;
}

bool Reader::SaysLoss(const Piece& piece) const {
  const std::string text = FoldName(TextOf(piece));
  return text.find("los") != std::string::npos || text.find("unprofitable") != std::string::npos;
}

// "negative profit", "zero sales", "out of stock".
// "how many orders were discounted": those with any discount.
void Reader::ReadDiscounted() {
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Dimension* rate = pieces_[i].used ? nullptr : NumberFieldOf(pieces_[i]);
    const std::string& word = tokens_[pieces_[i].first].folded;
    const std::string& verb = tokens_[pieces_[i].first - 1].folded;
    const bool were = verb == "were" || verb == "was" || verb == "are" || verb == "is";
    if (rate == nullptr || word != "discounted" || pieces_[i].count != 1 || !were) continue;
    AddFilter(Make(Op::kGreater, {Field(rate->Field()), Literal(static_cast<int64_t>(0))}));
    Use(i);
  }
}

void Reader::ReadSigns() {
  ReadDiscounted();

  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Role role = pieces_[i].Main();
    if (role == Role::kZero && pieces_[i].senses.front().ref == "stock") {
      const Dimension* stock = StockField();
      if (stock == nullptr) continue;
      AddFilter(Make(Op::kEqual, {Field(stock->Field()), Literal(static_cast<int64_t>(0))}));
      Use(i);
      listing_ = true;
      continue;
    }
    const bool zero = role == Role::kZero || (role == Role::kNumber && pieces_[i].Is(Role::kZero));
    if ((role != Role::kNegative && !zero) || pieces_[i].used) continue;
    size_t at = Next(i);
    while (at != kNone && pieces_[at].Main() == Role::kFold) {
      Use(at);
      at = Next(at);
    }
    Target target = at == kNone ? Target{} : TargetOf(at);
    if (SaysLoss(pieces_[i])) {  // "losing money": of profit, whatever figure stands beside
      target = Target{};
      const semantic::Metric* profit = MetricLike({"profit"});
      if (profit != nullptr) target.measure = semantic::MetricRef(profit->name);
    } else if (!target.measure) {
      target = TargetLeft(i);
    }
    if (!target.measure) continue;
    const Op op = zero ? Op::kEqual : Op::kLess;
    target.folded = true;
    if (zero) {
      having_.push_back(
          Make(Op::kOr, {Make(Op::kIsNull, {*target.measure}),
                         Make(op, {*target.measure, Literal(static_cast<int64_t>(0))})}));
    } else {
      AddComparison(target, op, Literal(static_cast<int64_t>(0)));
    }
    const bool losses = SaysLoss(pieces_[i]) && !rank_.set && !zero;
    if (losses && order_.empty() && !direction_) order_ = {{*target.measure, false}};
    Use(i);
    AddMeasure(*target.measure, target.at == kNone ? i : target.at);
    if (target.at != kNone) Use(target.at);
  }
}

namespace {

// What may stand between a deed and the thing that it leaves out none of.
bool LinksToThing(std::string_view word) {
  for (const std::string_view link : {"from", "in", "of", "at", "the", "our", "type", "kind",
                                      "single", "different", "available", "across", "i.e", "("})
    if (Singular(std::string(word)) == link || word == link) return true;
  return false;
}

bool SaysEvery(std::string_view word) { return word == "every" || word == "all"; }

}  // namespace

// Where the thing is that the deed at `deed` leaves out none of; `every` is said at `*said`.
size_t Reader::EveryThingAfter(size_t deed, size_t* said) const {
  const size_t before = *said;
  for (size_t i = deed + 1; i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    if (*said != kNone && IsDimension(piece) && piece.Main() != Role::kTimeNoun) {
      const size_t again = i + 1 < pieces_.size() ? EveryThingAfter(i, said) : kNone;
      return again == kNone ? i : again;  // "all products (i.e. from every category)"
    }
    for (size_t t = piece.first; t < piece.first + piece.count; ++t) {
      if (SaysEvery(tokens_[t].folded))
        *said = i;
      else if (!LinksToThing(tokens_[t].folded))
        return *said = before, kNone;
    }
  }
  return *said = before, kNone;
}

// "customers who bought from every category", "who ordered all products": those that leave none
// out.
void Reader::ReadDeedsOfEvery() {
  size_t members = kNone;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    const bool plural =
        piece.plural && !piece.used && EntityOf(piece) != nullptr && DimensionExpr(piece);
    if (plural && members == kNone) members = i;
    if (members == kNone || piece.Main() != Role::kVerb) continue;
    size_t said = kNone;
    const size_t thing = EveryThingAfter(i, &said);
    const auto split = thing == kNone ? std::nullopt : DimensionExpr(pieces_[thing]);
    if (!split || *split == *DimensionExpr(pieces_[members])) continue;
    pieces_[said].senses.resize(1);
    pieces_[said].senses.front().role = Role::kInEvery;
    for (size_t link = i; link < thing; ++link)
      if (link != said) Use(link);
    if (Has(Role::kCount)) continue;
    AddGroup(*DimensionExpr(pieces_[members]), false);
    Use(members);
  }
}

// "orders in multiple regions", "categories appearing in every month".
void Reader::ReadMultiple() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Role role = pieces_[i].Main();
    if ((role != Role::kMultiple && role != Role::kInEvery) || pieces_[i].used) continue;
    const size_t next = Next(i);
    if (next == kNone) continue;
    const auto dimension = IsDimension(pieces_[next]) ? DimensionExpr(pieces_[next]) : std::nullopt;
    const bool purchase = FoldName(TextOf(pieces_[next])) == "purchase";
    const auto deeds = purchase && role == Role::kMultiple ? Implied("orders") : std::nullopt;
    if (!dimension && !deeds) continue;
    const Expr count = dimension ? semantic::CountDistinct(*dimension) : *deeds;
    having_.push_back(role == Role::kMultiple
                          ? Make(Op::kGreater, {count, Literal(static_cast<int64_t>(1))})
                          : Make(Op::kEqual, {count, Make(Op::kTotal, {count})}));
    Use(i);
    Use(next);
    // "customers who have made orders in multiple regions": the orders only link the two.
    const size_t before = Previous(i);
    if (before != kNone && pieces_[before].Is(Role::kEntity) && !pieces_[before].used &&
        PreviousIs(before, Role::kVerb)) {
      Use(before);
    }
    AddMeasure(count, next);
    measures_.back().support = true;
  }
}

// "repeat customers": with more than one order. "duplicate order ids": on more than one row.
void Reader::ReadRepeat() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].Main() != Role::kRepeat || pieces_[i].used) continue;
    if (pieces_[i].senses.front().ref == "new") continue;
    const bool single = pieces_[i].senses.front().ref == "single";
    const size_t deed = Previous(i);
    if (single && Has(Role::kNever)) {  // "never placed a single order"
      Use(i);
      continue;
    }
    // "the value of a single order" counts no orders.
    if (single && (deed == kNone ||
                   (pieces_[deed].Main() != Role::kVerb && pieces_[deed].Main() != Role::kThat))) {
      continue;
    }
    const std::string text = TextOf(pieces_[i]);
    std::optional<Expr> count;
    if (text.find("uplicate") != std::string::npos) {
      count = semantic::CountRows(scope_.root);
    } else {
      const auto* root = model_.FindTable(scope_.root);
      if (root != nullptr && root->fact) count = Implied("orders");
    }
    if (!count) continue;
    Use(i);
    const bool once = single || pieces_[i].senses.front().ref == "once";
    const Expr more_than_once =
        Make(once ? Op::kEqual : Op::kGreater, {*count, Literal(static_cast<int64_t>(1))});
    // "how many repeat customers" counts the members of a query.
    const size_t before = Previous(i);
    const size_t after = Next(i);
    const semantic::Entity* entity = after == kNone ? nullptr : EntityOf(pieces_[after]);
    if (before != kNone && pieces_[before].Main() == Role::kCount && entity != nullptr &&
        entity->key.size() == 1) {
      auto inner = std::make_shared<semantic::Query>();
      const std::string key = entity->table + "." + entity->key.front();
      inner->groups.push_back({Field(key), {}});
      inner->having = more_than_once;
      inner->fact = scope_.root;
      AddFilter(semantic::InQuery(Field(key), inner));
    } else {
      having_.push_back(more_than_once);
      AddMeasure(*count, i);
      measures_.back().support = measures_.back().expr == *count;
    }
  }
}

}  // namespace aisle::language
