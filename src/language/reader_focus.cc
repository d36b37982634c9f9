// What a question is about where no marker says so: the things that are ranked, listed or counted.
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Make;
using semantic::Op;

// The dimension that the question is about: the first one that is not a filter.
std::optional<semantic::Expr> Reader::FocusDimension() const {
  for (const Piece& piece : pieces_) {
    if (piece.used || !IsDimension(piece)) continue;
    return DimensionExpr(piece);
  }
  if (!groups_.empty()) return groups_.front();
  return std::nullopt;
}

// Whether a value says what the thing after it is: "female customers".
bool Reader::Describes(size_t value, size_t thing) const {
  const semantic::Entity* entity = EntityOf(pieces_[thing]);
  if (entity == nullptr || value == kNone || pieces_[value].Main() != Role::kValue ||
      !pieces_[value].used) {
    return false;
  }
  return std::any_of(pieces_[value].senses.begin(), pieces_[value].senses.end(),
                     [&](const Sense& sense) {
                       return sense.role == Role::kValue && sense.table == entity->table;
                     });
}

// "at what hour do customers give the most ratings": beside what is ranked another thing that
// nothing links to it.
bool Reader::StandsLoose(size_t at, size_t focus) const {
  if (!rank_.set || focus == kNone || pieces_[at].Main() == Role::kTimeNoun) return false;
  const size_t before = Previous(at);
  const bool linked = before != kNone && (pieces_[before].Main() == Role::kAnd ||
                                          pieces_[before].Main() == Role::kList ||
                                          pieces_[before].Main() == Role::kOr || before == focus);
  const std::string comma = tokens_[pieces_[at].first - 1].text;
  return !linked && comma != "," && comma != "(" && comma != "/" && !IsContext(at);
}

// Whether a count was asked for before, which nothing here splits.
bool Reader::CountedBefore(size_t at) const {
  if (rank_.set || measures_.empty() || versus_ || !groups_.empty()) return false;
  if (pieces_[at].Main() == Role::kTimeNoun) return false;
  bool counted = false;
  for (size_t i = 0; i < at; ++i) {
    const bool before = !pieces_[i].used && IsDimension(pieces_[i]);
    if (!counted && (before || pieces_[i].Main() == Role::kWhich)) return false;
    counted = counted || pieces_[i].Main() == Role::kCount;
  }
  return counted && !PreviousIs(at, Role::kAnd);
}

// Whether the thing is who does what the verb says, or what it is done to.
bool Reader::Acts(size_t at) const {
  if (!pieces_[at].Is(Role::kEntity)) return false;
  return NextIs(at, Role::kVerb) || PreviousIs(at, Role::kVerb) || NextIs(at, Role::kStop) ||
         NextIs(at, Role::kRank);
}

// "colour of products", "average price of purchased items": whose column or figure it is.
bool Reader::IsOwner(size_t at) const {
  const semantic::Entity* entity = EntityOf(pieces_[at]);
  if (entity == nullptr || !pieces_[at].plural) return false;
  size_t of = at;
  while (of > 0 && pieces_[of - 1].used && pieces_[of - 1].Main() == Role::kValue) --of;
  if (pieces_[of].first == 0 || tokens_[pieces_[of].first - 1].folded != "of") return false;
  const size_t before = Previous(of);
  if (before == kNone || !pieces_[before].used) return false;
  const Dimension* field = FieldOf(pieces_[before]);
  const bool column = field != nullptr && field->table == entity->table &&
                      field->kind != DimensionKind::kNumber && !IsMember(*field);
  const bool figure = IsMeasure(pieces_[before]) && !rank_.set && !Has(Role::kList) &&
                      having_.empty() && !IsCountMetric(pieces_[before]);
  return column || figure;
}

// "do customers buy": who does it, and no one of them is asked for.
bool Reader::IsSubject(size_t at) const {
  const semantic::Entity* entity = EntityOf(pieces_[at]);
  if (entity == nullptr || entity->name != "customer" || !pieces_[at].plural || at == 0)
    return false;
  const std::string& before = tokens_[pieces_[at].first - 1].folded;
  const size_t next = Next(at);
  const bool acts =
      next != kNone && (pieces_[next].Main() == Role::kVerb || pieces_[next].Main() == Role::kRank);
  // "which payment method customers use most"
  const bool named = std::any_of(pieces_.begin(), pieces_.begin() + static_cast<long>(at),
                                 [&](const Piece& p) { return p.used && IsDimension(p); });
  const bool asked = Has(Role::kWhich) && named && !PreviousIs(at, Role::kWhich);
  return acts && rank_.set && (before == "do" || before == "did" || asked);
}

// "revenue of discounted and other transactions": the rows that are measured, each of them one.
bool Reader::IsMeasuredRow(size_t at) const {
  const semantic::Entity* entity = EntityOf(pieces_[at]);
  const auto* table = entity == nullptr ? nullptr : model_.FindTable(entity->table);
  const bool row = table != nullptr && table->fact && (entity->row || entity->name == "order");
  if (!row || !pieces_[at].plural || measures_.empty() || groups_.empty() || rank_.set)
    return false;
  const bool asked = PreviousIs(at, Role::kWhich) || PreviousIs(at, Role::kList) ||
                     PreviousIs(at, Role::kGroup) || PreviousIs(at, Role::kAnd);
  const auto* subject = having_.empty() ? nullptr : SubjectOfCondition();
  const bool theirs = subject != nullptr && subject != entity;
  return !asked && (having_.empty() || theirs) && !listing_;
}

// "total customers, transactions and revenue", "revenue of allergic and other products": a thing
// beside figures that no word splits them by.
bool Reader::SplitsUnasked(size_t at) const {
  const Dimension* field = FieldOf(pieces_[at]);
  const bool member = pieces_[at].Is(Role::kEntity) || (field != nullptr && IsMember(*field));
  const bool listed = Has(Role::kList) || Has(Role::kWhich) || Has(Role::kRankList) || listing_;
  const bool sides = PreviousIs(at, Role::kVersus) || NextIs(at, Role::kVersus);
  if (!member || listed || sides || rank_.set || measures_.empty() || !having_.empty())
    return false;
  const std::string lead = pieces_[at].first == 0 ? "" : tokens_[pieces_[at].first - 1].folded;
  const size_t before = Previous(at);
  const bool beside = before != kNone && IsMeasure(pieces_[before]) &&
                      pieces_[before].first + pieces_[before].count == pieces_[at].first;
  return !beside && lead != "each" && lead != "by" && lead != "per" && lead != "every" &&
         !PreviousIs(at, Role::kAnd);
}

// "supplier's": the apostrophe stands behind the thing.
bool Reader::IsPossessive(size_t at) const {
  const Token& last = tokens_[pieces_[at].first + pieces_[at].count - 1];
  return EndsWith(last.text, "'s") || EndsWith(last.text, "’s");
}

// "by month, based on the order date": the column that the grains are of splits nothing more.
void Reader::DropDateOfGrains() {
  std::erase_if(groups_, [&](const Expr& group) {
    return group.op == Op::kField &&
           std::any_of(groups_.begin(), groups_.end(), [&](const Expr& g) {
             return (g.op == Op::kGrain || g.op == Op::kPart) && g.args.front() == group;
           });
  });
}

bool Reader::OwnsRate(size_t at) const {
  const size_t next = at + 1;
  if (next >= pieces_.size() || groups_.empty() || rank_.set || pieces_[at].plural) return false;
  const Sense* metric = pieces_[next].Find(Role::kMetric);
  return pieces_[at].Is(Role::kEntity) && metric != nullptr && IsMeasure(pieces_[next]) &&
         IsAverageLike(semantic::MetricRef(metric->ref));
}

// Dimensions that no marker named: what is ranked, listed or counted.
void Reader::ReadFocus() {
  std::vector<Expr> focus;
  bool plural = false;
  const bool which =
      !pieces_.empty() && ((pieces_[0].Main() == Role::kWhich && tokens_[0].folded == "which") ||
                           pieces_[0].Main() == Role::kList);
  const auto comma = [&](size_t i) { return i > 0 && (tokens_[pieces_[i].first - 1].text == ","); };
  size_t rows_of = kNone;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    if (piece.used || !IsDimension(piece)) continue;
    const bool owner = i > 0 && pieces_[i - 1].Main() == Role::kWhich && !piece.plural &&
                       IsPossessive(i) && i + 1 < pieces_.size();
    if (owner && IsDimension(pieces_[i + 1])) Use(i + 1);  // "which supplier's products": suppliers
    // "pizza category", "customer countries": the thing before its own column adds nothing.
    if (!owner && piece.Is(Role::kEntity) && i + 1 < pieces_.size() && !pieces_[i + 1].used &&
        (pieces_[i + 1].Main() == Role::kField || IsDimension(pieces_[i + 1])) && !piece.plural &&
        pieces_[i + 1].Main() != Role::kTimeNoun) {
      piece.used = true;
      continue;
    }
    const auto expr = DimensionExpr(piece);
    if (!expr) continue;
    if (std::find(focus.begin(), focus.end(), *expr) != focus.end()) {
      piece.used = true;  // named again
      continue;
    }
    if (IsSubject(i)) {  // "what time do customers buy the most": they all do
      piece.used = true;
      continue;
    }
    if (IsOwner(i) || IsMeasuredRow(i)) {
      piece.used = true;
      continue;
    }
    if (StandsLoose(i, rows_of)) {
      if (!Acts(i)) continue;  // left unexplained: it is asked about
      piece.used = true;
      cost_ += 0.3;
      continue;
    }
    const std::string article = piece.first == 0 ? "" : tokens_[piece.first - 1].folded;
    if (CountedBefore(i)) {  // "how many customers have made purchases"
      if (!Acts(i)) continue;
      piece.used = true;
      cost_ += 0.1;
      continue;
    }
    const bool deed = (article == "a" || article == "an") && !piece.plural && !measures_.empty() &&
                      !rank_.set && piece.Is(Role::kEntity);
    const bool split = groups_.size() + per_.size() > 0 || Has(Role::kShare);
    const bool described = !measures_.empty() && !rank_.set && split && Describes(Previous(i), i);
    const Dimension* kind = EntityOf(piece) == nullptr ? FieldOf(piece) : nullptr;
    const bool narrows = kind != nullptr && (kind->kind == semantic::DimensionKind::kCategory ||
                                             kind->kind == semantic::DimensionKind::kFlag);
    // "sales on holidays": some of the rows, and not known which
    const bool listed = Has(Role::kDistinct) || Has(Role::kCountAfter);
    if (!deed && !described && !listed && narrows && !rank_.set && IsContext(i)) continue;
    if (deed || described || IsContext(i) ||
        (rows_of != kNone && which && !PreviousIs(i, Role::kAnd) && article != "which" &&
         !comma(i) && !rank_.set && having_.empty() && measures_.empty())) {
      piece.used = true;
      if (measures_.empty()) cost_ += 0.3;
      continue;
    }
    if (OwnsRate(i)) {  // "product margin by category": whose margin it is
      piece.used = true;
      continue;
    }
    if (SplitsUnasked(i)) continue;  // left unexplained: it is asked about
    piece.used = true;
    if (rows_of == kNone) rows_of = i;
    plural = plural || piece.plural;
    if (std::find(focus.begin(), focus.end(), *expr) == focus.end()) focus.push_back(*expr);
  }
  for (const Expr& expr : focus) AddGroup(expr, false);
  // "the different expenses and their count"
  for (size_t i = 0; i < pieces_.size() && measures_.empty() && !groups_.empty(); ++i) {
    if (pieces_[i].Main() != Role::kCountAfter || pieces_[i].used) continue;
    AddMeasure(semantic::CountRows(scope_.root), i);
    Use(i);
  }
  if (rank_.set && groups_.empty() && rank_.implied == "units") {
    const semantic::Entity* product = counted_;
    for (const semantic::Entity& entity : model_.entities) {
      if (product == nullptr && scope_.Reaches(entity.table) && ProductLike(entity))
        product = &entity;
    }
    if (product != nullptr && !DisplayOf(*product).empty()) {
      AddGroup(Field(DisplayOf(*product)), false);
      plural = true;
    }
  }
  // "the busiest days" are days of the week.
  if (rank_.implied == "orders" && rank_.n < 2) {
    for (Expr& group : groups_) {
      if (group.op == Op::kGrain && group.name == "day")
        group = Make(Op::kPart, group.args, "weekday");
    }
  }
  // "the top product for each month": the period is what the rank counts within.
  if (rank_.set && groups_.size() > 1) {
    for (const Piece& piece : pieces_) {
      if (piece.Main() != Role::kTime || !piece.used ||
          piece.time.kind != TimeReading::Kind::kGrain)
        continue;
      const std::string& lead = tokens_[piece.first].folded;
      // "the best selling category by month": of each, where one is asked for.
      const bool by = lead == "by" || (piece.first > 0 && tokens_[piece.first - 1].folded == "by");
      const bool one = by && rank_.n == 0 && !plural && !focus.empty();
      if (!one && lead != "each" && lead != "per" && lead != "every" && lead != "for" &&
          lead != "in")
        continue;
      for (const Expr& group : groups_) {
        if (group.op == Op::kGrain && group.name == piece.time.name) AddGroup(group, true);
      }
    }
  }
  DropDateOfGrains();
  FixCoarserGrain();
  if (rank_.set && rank_.n == 0 && !rank_.both) rank_.unsaid = true;
  if (rank_.set && rank_.n == 0 && !rank_.both) rank_.n = plural || focus.empty() ? 10 : 1;
}

}  // namespace aisle::language
