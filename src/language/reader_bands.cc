// What the bands that a question spells out are bands of: a column ("age groups 18-25, 26-35"), the
// hour ("Morning <12, Afternoon 12 to 17"), or what members add up to ("customers by what they
// spent: under 1,000, over 1,000").
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::Field;
using semantic::Make;
using semantic::Op;

namespace {

bool NamesPartOfDay(const std::vector<Band>& bands) {
  for (const Band& band : bands) {
    const std::string label = FoldName(band.label);
    for (const std::string_view part :
         {"morning", "afternoon", "evening", "night", "dawn", "noon"}) {
      if (label.find(part) != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace

// The members that are put into bands, by their key: customers, orders, products.
std::optional<semantic::Expr> Reader::BandedMember(size_t* at) const {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const semantic::Entity* entity = EntityOf(pieces_[i]);
    if (pieces_[i].used || entity == nullptr || entity->key.size() != 1) continue;
    *at = i;
    return Field(entity->table + "." + entity->key.front());
  }
  return std::nullopt;
}

// "customers under 18, 18 to 35 and over 35": bands of their ages, where those are known.
std::optional<semantic::Expr> Reader::AgeOfMembers() {
  const auto human = [](const Band& band) {
    return band.low.value_or(20) <= 100 && band.high.value_or(20) <= 100;
  };
  if (!std::all_of(bands_.begin(), bands_.end(), human)) return std::nullopt;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const semantic::Entity* entity = EntityOf(pieces_[i]);
    const bool person = entity != nullptr && !pieces_[i].used && pieces_[i].plural &&
                        (entity->name == "customer" || entity->name == "employee");
    for (const Dimension& field : model_.dimensions) {
      const bool age = person && field.table == entity->table &&
                       field.kind == semantic::DimensionKind::kNumber &&
                       FoldName(field.label) == "age";
      if (!age) continue;
      if (HasOtherFigure(i)) Use(i);
      return Field(field.Field());
    }
  }
  return std::nullopt;
}

// Whether a figure is asked for beside the thing at `at`.
bool Reader::HasOtherFigure(size_t at) const {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (i != at && !pieces_[i].used && IsMeasure(pieces_[i])) return true;
  }
  return false;
}

// What each member adds up to: the figure that is named, else revenue.
std::optional<semantic::Expr> Reader::BandedMeasure(size_t member) {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (i == member || pieces_[i].used) continue;
    const bool spends =
        pieces_[i].Main() == Role::kVerb && pieces_[i].senses.front().ref == "spend";
    const bool measure = IsMeasure(pieces_[i]);
    if (!spends && !measure) continue;
    std::vector<std::string> folds;
    for (size_t before = Previous(i); before != kNone; before = Previous(before)) {
      const Role role = pieces_[before].Main();
      if (role == Role::kFold) folds.push_back(pieces_[before].senses.front().ref);
      if (role != Role::kFold && role != Role::kAnd) break;
      Use(before);
    }
    if (folds.size() > 1) banded_folds_ = folds;  // "average and total spent": asked for as well
    Use(i);
    const auto expr = spends ? Implied("revenue") : DefaultMeasure(pieces_[i]);
    const auto whole = expr ? semantic::Expand(model_, *expr) : Result<Expr>(Invalid(""));
    // "by order value": what a customer's orders are worth, not what one is on average.
    if (whole && whole->op == Op::kDivide) return Implied("revenue");
    if (expr) return expr;
  }
  return NamesBands() ? std::nullopt : Implied("revenue");
}

// "tenure buckets": what is banded is named, and is no figure.
bool Reader::NamesBands() const {
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& before = pieces_[i - 1];
    if (pieces_[i].Main() == Role::kBucket && !before.used && before.Main() == Role::kField)
      return true;
  }
  return false;
}

void Reader::ReadBands() {
  if (bands_.empty()) return;
  for (Piece& piece : pieces_) {
    if (piece.Main() == Role::kBucket) {
      piece.used = true;
      const size_t at = static_cast<size_t>(&piece - pieces_.data());
      const bool many = at > 0 && pieces_[at - 1].Is(Role::kNumber);  // "into 3 shifts"
      if (many) Use(at - 1);
    }
    // "in each group", "per bucket"
    const size_t here = static_cast<size_t>(&piece - pieces_.data());
    const size_t noun = piece.Main() == Role::kGroup ? Next(here) : kNone;
    const std::string named = noun == kNone ? "" : tokens_[pieces_[noun].first].folded;
    if (named == "group" || named == "groups" || named == "bucket" || named == "band" ||
        named == "class" || named == "segment" || named == "tier") {
      piece.used = true;
      Use(noun);
    }
    // "categorize customers … count by category": the bands are the categories.
    const std::string& word = tokens_[piece.first].folded;
    const bool category = (MentionsText("categorize") || MentionsText("categorise")) &&
                          (word == "category" || word == "categories");
    const bool segment = MentionsText("segmented") && (word == "segment" || word == "segments");
    if (category || segment) piece.used = true;
  }
  std::optional<Expr> scalar;
  if (NamesPartOfDay(bands_)) {
    scalar = TimeExpr("hour");
    for (Piece& piece : pieces_) {
      const bool hour = piece.Main() == Role::kTimeNoun || piece.Main() == Role::kTime;
      if (hour && piece.time.kind != TimeReading::Kind::kRange) piece.used = true;
    }
  }
  // A number of rows that no figure is asked of: age, unit price.
  for (size_t i = 0; i < pieces_.size() && !scalar; ++i) {
    const Dimension* number = NumberFieldOf(pieces_[i]);
    const bool folded = PreviousIs(i, Role::kFold);
    if (number == nullptr || pieces_[i].used || folded || Distributes(i)) continue;
    if (number->additive && EventKeyed(*number)) continue;
    scalar = Field(number->Field());
    Use(i);
    const std::string noun = i + 1 < pieces_.size() ? tokens_[pieces_[i + 1].first].folded : "";
    if (noun == "category" || noun == "class" || noun == "level") Use(i + 1);  // "price category"
  }
  size_t member = kNone;
  if (!scalar) scalar = AgeOfMembers();
  if (!scalar) {
    const auto key = BandedMember(&member);
    const auto measure = key ? BandedMeasure(member) : std::nullopt;
    if (measure) scalar = Make(Op::kOf, {*measure, *key});
  }
  if (!scalar) {
    failure_ = Fail(Outcome::kClarify, "unclear", "Which figure should be put into these bands?");
    return;
  }
  AddGroup(BandOf(*scalar, bands_), false);
  if (member == kNone) {
    const bool counts = Has(Role::kCount) || Has(Role::kCountAfter);
    const bool thing = std::any_of(pieces_.begin(), pieces_.end(),
                                   [&](const Piece& piece) { return EntityOf(piece) != nullptr; });
    const bool rows = scalar->op == Op::kField && counts && !thing && MentionsText("them");
    if (rows) AddMeasure(semantic::CountRows(scope_.root), 0);  // "classify sales … and count them"
    return;
  }
  // Members in bands are counted, or each is put into its own: "categorize the customers".
  const bool each = !Has(Role::kCount) && !Has(Role::kCountAfter) &&
                    (MentionsText("categorize") || MentionsText("classify") ||
                     MentionsText("categorise") || MentionsText("group"));
  if (each) {
    if (const auto shown = DimensionExpr(pieces_[member])) AddGroup(*shown, false);
    AddMeasure(scalar->args.front(), member);
  } else if (const auto count = CountOf(pieces_[member])) {
    AddMeasure(*count, member);
  }
  for (const std::string& fold : banded_folds_) {
    const Expr& total = scalar->args.front();
    AddMeasure(fold == "avg" ? Make(Op::kDivide, {total, semantic::CountDistinct(scalar->args[1])})
                             : total,
               member);
  }
  Use(member);
  const size_t before = Previous(member);
  if (before != kNone && pieces_[before].Main() == Role::kCount) Use(before);
}

// "revenue by age group": the figure that is spread over the bands, not what they are of.
bool Reader::Distributes(size_t at) const {
  if (!pieces_[at].Is(Role::kMetric)) return false;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const bool other = i != at && !pieces_[i].used && NumberFieldOf(pieces_[i]) != nullptr &&
                       !NumberFieldOf(pieces_[i])->additive;
    if (other) return true;
  }
  return false;
}

// A line's amount when orders are put into bands: each order's total is meant.
bool Reader::EventKeyed(const Dimension& number) const {
  for (const Piece& piece : pieces_) {
    const semantic::Entity* entity = EntityOf(piece);
    if (entity == nullptr || entity->key.size() != 1) continue;
    const catalog::Column* key = catalog_.Find(entity->table, entity->key.front());
    const bool repeats = key != nullptr && key->distinct < key->rows - key->nulls;
    return entity->table != number.table || repeats;
  }
  return false;
}

}  // namespace aisle::language
