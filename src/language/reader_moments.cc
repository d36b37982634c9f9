// Moments: which of several dates is meant ("delivered in March"), and the first or last of them
// ("earliest order date", "when was the first order").
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Make;
using semantic::Op;

namespace {

// "shipped" and "shipping", "approval" and "approved": one stem begins like the other.
bool HasStem(const std::string& label, const std::string& stem) {
  const auto words = Tokenize(label);
  return stem.size() >= 4 && std::any_of(words.begin(), words.end(), [&](const Token& word) {
           return word.stem.size() >= 4 &&
                  (StartsWith(word.stem, stem) || StartsWith(stem, word.stem));
         });
}

}  // namespace

// The time column whose heading holds the word: "shipped" finds the ship date. Of several the one
// that tells the customer's side.
const Dimension* Reader::MomentOf(const Piece& piece) const {
  const std::string& stem = tokens_[piece.first].stem;
  if (stem == "order" || stem == "purchas" || stem == "custom") return nullptr;
  const Dimension* best = nullptr;
  for (const Dimension& dimension : model_.dimensions) {
    const bool like = dimension.kind == DimensionKind::kTime && !dimension.hidden &&
                      scope_.Reaches(dimension.table) && HasStem(dimension.label, stem);
    if (!like) continue;
    const bool planned = HasStem(dimension.label, "estim") || HasStem(dimension.label, "requir");
    if (best == nullptr || (HasStem(dimension.label, "custom") && !planned)) best = &dimension;
    if (HasStem(best->label, "estim") && !planned) best = &dimension;
  }
  return best;
}

// "by month of delivery": the months of that date.
void Reader::ReadMonthOf() {
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const bool grain = pieces_[i].Main() == Role::kTimeNoun || pieces_[i].Main() == Role::kTime;
    const size_t next = Next(i);
    if (!grain || next == kNone || pieces_[next].used || pieces_[next].count != 1) continue;
    if (pieces_[next].first == 0 || tokens_[pieces_[next].first - 1].folded != "of") continue;
    const Dimension* moment = MomentOf(pieces_[next]);
    if (moment == nullptr) continue;
    time_field_ = moment->Field();
    Use(next);
    Assume("the period counts by " + moment->label);
  }
}

// "each month", "by year".
bool Reader::SplitsByTime(size_t at) const {
  if (pieces_[at].Main() == Role::kTime) return pieces_[at].time.kind == TimeReading::Kind::kGrain;
  const size_t next = pieces_[at].Main() == Role::kGroup ? Next(at) : kNone;
  return next != kNone &&
         (pieces_[next].Main() == Role::kTimeNoun || pieces_[next].Main() == Role::kTime);
}

// "orders shipped in March", "customers registered each month": the period counts by that date.
void Reader::ReadMoments() {
  ReadMonthOf();
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    const std::string& word = tokens_[piece.first].folded;
    if (piece.count != 1 || piece.used || !EndsWith(word, "ed")) continue;
    const size_t next = Next(i);
    const bool dated = next != kNone && ((pieces_[next].Main() == Role::kTime &&
                                          pieces_[next].time.kind == TimeReading::Kind::kRange) ||
                                         SplitsByTime(next));
    const Dimension* moment = dated ? MomentOf(piece) : nullptr;
    if (moment == nullptr) continue;
    if (piece.Main() == Role::kUnknown) cost_ -= 3;
    Use(i);
    if (moment->Field() == time_field_) continue;
    time_field_ = moment->Field();
    Assume("the period counts by " + moment->label);
  }
  ReadYearsOf();
}

// The column of whole years that the verb names: published_year, release_year.
const Dimension* Reader::YearsOf(const Piece& verb) const {
  for (const Dimension& field : model_.dimensions) {
    const bool years = field.type == Type::kInteger && scope_.Reaches(field.table) &&
                       FoldName(field.label).find("year") != std::string::npos;
    if (years && HasStem(field.label, tokens_[verb.first].stem)) return &field;
  }
  return nullptr;
}

// "published after the year 2015", "released in 2006".
void Reader::ReadYearsOf() {
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const size_t next = Next(i);
    const std::string& verb = tokens_[pieces_[i].first].folded;
    if (pieces_[i].used || !EndsWith(verb, "ed") || next == kNone || pieces_[next].used) continue;
    const Token& year = tokens_[pieces_[next].first + pieces_[next].count - 1];
    const bool whole = year.kind == Token::Kind::kNumber && year.number >= 1000 &&
                       year.number <= 2100 && year.unit.empty();
    const Dimension* field = whole ? YearsOf(pieces_[i]) : nullptr;
    if (field == nullptr) continue;
    const std::string& link = tokens_[pieces_[i].first + 1].folded;
    const Op sign = link == "after"    ? Op::kGreater
                    : link == "since"  ? Op::kGreaterEqual
                    : link == "before" ? Op::kLess
                                       : Op::kEqual;
    if (sign == Op::kEqual && link != "in") continue;
    AddFilter(
        Make(sign, {Field(field->Field()), semantic::Literal(static_cast<int64_t>(year.number))}));
    if (pieces_[i].Main() == Role::kUnknown) cost_ -= 3;
    Use(i);
    Use(next);
  }
}

// "earliest order date", "when was the last order": one moment, not a ranking.
void Reader::ReadFirstLast() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Sense* rank = pieces_[i].used ? nullptr : pieces_[i].Find(Role::kRank);
    if (rank == nullptr || rank->ref != "time" || pieces_[i].Main() != Role::kRank) continue;
    size_t at = Next(i);
    // "first and last sale date": both ends of the same.
    const size_t again = at != kNone && pieces_[at].Main() == Role::kAnd ? Next(at) : kNone;
    const Sense* other = again == kNone ? nullptr : pieces_[again].Find(Role::kRank);
    const bool both =
        other != nullptr && other->ref == "time" && other->direction != rank->direction;
    if (both) at = Next(again);
    // "the first order date": the thing before its own date.
    if (at != kNone && pieces_[at].Is(Role::kEntity) && !pieces_[at].plural) {
      const size_t after = Next(at);
      const Dimension* date = after == kNone ? nullptr : FieldOf(pieces_[after]);
      if (date != nullptr && date->kind == DimensionKind::kTime) {
        Use(at);
        at = after;
      }
    }
    if (at == kNone || pieces_[at].used) continue;
    if (EntityOf(pieces_[at]) != nullptr && !time_field_.empty() && DateFollows(at)) {
      AddEnds(time_field_, rank->direction, both, at);
      for (const size_t used : {i, at, Next(at)}) Use(used);
      if (both) Use(again);
      continue;
    }
    const Dimension* date = FieldOf(pieces_[at]);
    const bool moment = date != nullptr && date->kind == DimensionKind::kTime;
    const semantic::Entity* thing = EntityOf(pieces_[at]);
    const auto* table = thing == nullptr ? nullptr : model_.FindTable(thing->table);
    const bool sale = tokens_[0].folded == "when" && !time_field_.empty() &&
                      (pieces_[at].Is(Role::kMetric) || pieces_[at].Main() == Role::kDetail);
    const bool each = tokens_[0].folded == "when" && !time_field_.empty() &&
                      pieces_[at].Main() == Role::kVerb && MentionsText("each");
    const bool event = sale || each ||
                       (table != nullptr && table->fact && !pieces_[at].plural &&
                        !time_field_.empty() && (MentionsText("when") || SplitFollows(at)));
    if (!moment && !event) continue;
    const std::string field = moment ? date->Field() : time_field_;
    AddEnds(field, rank->direction, both, at);
    Use(i);
    Use(at);
    if (both) Use(again);
  }
}

void Reader::AddEnds(const std::string& field, int direction, bool both, size_t at) {
  AddMeasure(Make(Op::kAggregate, {Field(field)}, direction > 0 ? "max" : "min"), at);
  if (both) AddMeasure(Make(Op::kAggregate, {Field(field)}, direction > 0 ? "min" : "max"), at);
}

// "the first order date": the word "date" after the thing.
bool Reader::DateFollows(size_t at) const {
  const size_t next = at + 1;
  if (next >= pieces_.size() || pieces_[next].used || pieces_[next].count != 1) return false;
  const std::string& word = tokens_[pieces_[next].first].folded;
  return word == "date" || word == "day" || word == "time" || word == "timestamp";
}

// Whether a later word says by what to split: "first order per customer".
bool Reader::SplitFollows(size_t at) const {
  for (size_t i = at + 1; i < pieces_.size(); ++i) {
    if (pieces_[i].Main() == Role::kGroup && NextIs(i, Role::kEntity)) return true;
    const std::string& word = tokens_[pieces_[i].first].folded;
    if (pieces_[i].Main() == Role::kStop && word == "of" && NextIs(i, Role::kGroup)) return true;
  }
  return false;
}

// "suppliers with sales in every month": those that leave no month out.
void Reader::ReadInEvery() {
  const size_t after = pieces_.empty() ? 0 : pieces_[0].count;
  const bool whose = after < tokens_.size() && IsDimension(pieces_[0]) &&
                     (tokens_[after].folded == "with" || tokens_[after].folded == "who");
  const bool asks = Has(Role::kList) || Has(Role::kWhich) || whose;
  if (!asks || Has(Role::kCount) || rank_.set) return;
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    const size_t first = piece.first;
    const bool grain =
        !piece.used && piece.Main() == Role::kTime && piece.time.kind == TimeReading::Kind::kGrain;
    const bool every = tokens_[first].folded == "every" ||
                       (first > 0 && tokens_[first - 1].folded == "every") ||
                       (first + 1 < tokens_.size() && tokens_[first].folded == "in" &&
                        tokens_[first + 1].folded == "every");
    const auto period = grain && every ? TimeExpr(piece.time.name) : std::nullopt;
    if (!period) continue;
    size_t thing = kNone;
    for (size_t j = 0; j < i && thing == kNone; ++j)
      if (!pieces_[j].used && pieces_[j].plural && IsDimension(pieces_[j])) thing = j;
    if (thing == kNone || PreviousIs(thing, Role::kGroup)) continue;
    AddGroup(*DimensionExpr(pieces_[thing]), false);
    const Expr periods = CountDistinct(*period);
    having_.push_back(Make(Op::kEqual, {periods, Make(Op::kTotal, {periods})}));
    for (size_t j = thing; j <= i; ++j) Use(j);  // "with sales data"
    return;
  }
}

}  // namespace aisle::language
