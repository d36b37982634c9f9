// The nouns that values carry: "Texas customers" after "placed by", "corporate and consumer
// customers" after "sales to". They say what the values are of, and split nothing.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;

namespace {

bool OpensPhrase(const std::string& word) {
  static const std::set<std::string, std::less<>> words = {"to",    "of",      "from", "for",
                                                           "among", "amongst", "by"};
  return words.contains(word);
}

bool SaysDone(const std::string& word) {
  static const std::set<std::string, std::less<>> words = {"bought", "made", "sold", "spent"};
  const bool sorts = word == "grouped" || word == "sorted" || word == "ordered" || word == "ranked";
  return words.contains(word) || (EndsWith(word, "ed") && !sorts);
}

}  // namespace

// "normal customers" where the column is the customer type: the noun that the value is of.
void Reader::UseNounsOfValues() {
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& value = pieces_[i - 1];
    if (pieces_[i].Main() != Role::kUnknown || value.Main() != Role::kValue || !value.used)
      continue;
    const Dimension* column = model_.FindDimension(value.Find(Role::kValue)->ref);
    const auto words = column == nullptr ? std::vector<Token>() : Tokenize(column->label);
    static const std::set<std::string, std::less<>> deeds = {
        "payment", "payments", "purchase", "purchases", "transaction", "transactions"};
    const bool deed = column != nullptr && deeds.contains(tokens_[pieces_[i].first].folded);
    const bool named = deed || std::any_of(words.begin(), words.end(), [&](const Token& word) {
                         return word.stem == tokens_[pieces_[i].first].stem;
                       });
    if (!named) continue;
    Use(i);
    cost_ -= 3;
  }
}

// "income category", "feedback group": the noun belongs to the column before it, though another
// column is called so.
void Reader::UseNounsOfFields() {
  static const std::set<std::string, std::less<>> nouns = {
      "category", "categories", "group", "groups", "band", "bracket", "level", "levels"};
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& before = pieces_[i - 1];
    const Dimension* field = before.used || before.plural ? nullptr : FieldOf(before);
    const bool noun = !pieces_[i].used && pieces_[i].count == 1 && FieldOf(pieces_[i]) != nullptr &&
                      nouns.contains(tokens_[pieces_[i].first].folded);
    if (field == nullptr || !noun || field->kind != semantic::DimensionKind::kCategory ||
        before.Is(Role::kEntity))
      continue;
    Use(i);
  }
}

// "types of coffee": of what is named, though a column is called a type.
void Reader::UseTypesOf() {
  static const std::set<std::string, std::less<>> nouns = {"type", "types", "kind",    "kinds",
                                                           "sort", "sorts", "variety", "varieties"};
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const size_t end = pieces_[i].first + pieces_[i].count;
    const bool noun = !pieces_[i].used && pieces_[i].count == 1 &&
                      nouns.contains(tokens_[pieces_[i].first].folded);
    const size_t next = Next(i);
    const bool of = end < tokens_.size() && tokens_[end].folded == "of";
    if (!noun || !of || next == kNone || pieces_[next].first != end + 1) continue;
    if (!IsDimension(pieces_[next])) continue;
    const Dimension* own = FieldOf(pieces_[i]);  // "type of payment" is the payment type
    const std::string of_what = FoldName(TextOf(pieces_[next]));
    if (own != nullptr && FoldName(own->label).find(of_what) != std::string::npos) continue;
    if (pieces_[i].Main() == Role::kUnknown) cost_ -= 3;
    Use(i);
  }
}

// "which age group spends the most", where nobody said which groups there are.
void Reader::AskForBands() {
  if (!bands_.empty() || failure_ || Has(Role::kBucket)) return;
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const std::string& word = tokens_[pieces_[i + 1].first].folded;
    const Dimension* number = pieces_[i].plural ? nullptr : NumberFieldOf(pieces_[i]);
    const bool groups = pieces_[i + 1].count == 1 && !pieces_[i + 1].used &&
                        (word == "group" || word == "groups" || word == "bracket" ||
                         word == "brackets" || word == "segment" || word == "segments");
    if (number == nullptr || pieces_[i].used || !groups) continue;
    failure_ = Fail(Outcome::kClarify, "unclear",
                    "Into which groups? Say where they begin and end, for instance: under 100, 100 "
                    "to 500, over 500.");
    return;
  }
}

// "sales on promo days": the days are those of the promotion, and split nothing.
void Reader::UseDaysOf() {
  if (Has(Role::kCount) || Has(Role::kCountAfter)) return;
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& of = pieces_[i - 1];
    const std::string& word = tokens_[pieces_[i].first].folded;
    const bool days = !pieces_[i].used && pieces_[i].Main() == Role::kTimeNoun &&
                      (word == "days" || word == "dates" || word == "weeks");
    const Dimension* flag = FieldOf(of);
    const bool marked = flag != nullptr && flag->kind == semantic::DimensionKind::kFlag;
    const size_t end = pieces_[i].first + 1;
    const bool told = tokens_[of.first].folded == "on" && end < tokens_.size() &&
                      tokens_[end].folded == "when";  // "on days when it rained"
    if (days && told) Use(i);
    if (days && (marked || of.Main() == Role::kValue) && !PreviousIs(i - 1, Role::kGroup)) Use(i);
  }
}

// "by campaign type" where campaigns have no type that is known: left unexplained, not dropped.
void Reader::KeepKindsOfThings() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& noun = pieces_[i];
    const std::string& word = tokens_[noun.first].folded;
    if (noun.Main() != Role::kStop || noun.count != 1 || (word != "type" && word != "types"))
      continue;
    const bool of = NextIs(i, Role::kEntity) && noun.first + 1 < tokens_.size() &&
                    tokens_[noun.first + 1].folded == "of";
    const bool behind = i > 0 && pieces_[i - 1].Is(Role::kEntity) && !pieces_[i - 1].plural;
    const size_t thing = of ? Next(i) : behind ? i - 1 : kNone;
    const semantic::Entity* entity = thing == kNone ? nullptr : EntityOf(pieces_[thing]);
    const Dimension* own = thing == kNone ? nullptr : FieldOf(pieces_[thing]);
    const bool numbered = own != nullptr && own->kind == semantic::DimensionKind::kIdentifier;
    if (entity == nullptr || ProductLike(*entity) || (own != nullptr && !numbered)) continue;
    noun.senses.front().role = Role::kUnknown;
    cost_ += 1.5;
  }
}

// "cash versus card": two values of a column, though another column is called so.
void Reader::PruneSides() {
  for (size_t i = 1; i + 1 < pieces_.size(); ++i) {
    if (pieces_[i].Main() != Role::kVersus) continue;
    const size_t left = Previous(i), right = Next(i);
    if (left == kNone || right == kNone) continue;
    const auto value_in = [](Piece& piece, const std::string& field) {
      return std::find_if(piece.senses.begin(), piece.senses.end(), [&](const Sense& sense) {
        return sense.role == Role::kValue && sense.ref == field;
      });
    };
    auto& senses = pieces_[left].senses;
    const auto one = std::find_if(senses.begin(), senses.end(), [&](const Sense& sense) {
      return sense.role == Role::kValue &&
             value_in(pieces_[right], sense.ref) != pieces_[right].senses.end();
    });
    if (one == senses.end()) continue;
    const auto other = value_in(pieces_[right], one->ref);
    std::rotate(pieces_[right].senses.begin(), other, other + 1);
    std::rotate(senses.begin(), one, one + 1);
  }
}

// "the average dish price", "customer age": the thing whose attribute it is, and no split by it.
// "Product sales" add up, and may be sales by product.
void Reader::UseOwnersOfAttributes() {
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& owner = pieces_[i - 1];
    const Dimension* number = pieces_[i].used ? nullptr : NumberFieldOf(pieces_[i]);
    const bool next = owner.first + owner.count == pieces_[i].first;
    if (number == nullptr || number->additive || !next || owner.used || owner.plural) continue;
    if (owner.Main() != Role::kField && owner.Main() != Role::kEntity) continue;
    const Dimension* field = FieldOf(owner);
    const semantic::Entity* entity = EntityOf(owner);
    const bool names = field != nullptr && field->table == number->table &&
                       field->kind == semantic::DimensionKind::kName;
    const bool holds = entity != nullptr && entity->table == number->table;
    const size_t before = Previous(i - 1);
    const bool split = before != kNone && pieces_[before].Main() == Role::kGroup;
    if ((names || holds) && !split) Use(i - 1);
  }
}

// "the products that the store sells": who asks, where the data knows of no stores.
void Reader::UseOurselves() {
  static const std::set<std::string, std::less<>> selves = {"store", "shop", "company", "business"};
  for (Piece& piece : pieces_) {
    const std::string before = piece.first == 0 ? "" : tokens_[piece.first - 1].folded;
    const bool self = piece.count == 1 && piece.Main() == Role::kUnknown && !piece.plural &&
                      (before == "the" || before == "our") &&
                      selves.contains(tokens_[piece.first].folded);
    if (!self) continue;
    piece.used = true;
    cost_ -= 3;
  }
}

// "the cheapest products and their suppliers": each with its own, where it has but one.
void Reader::ReadTheirs() {
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const semantic::Entity* entity = pieces_[i].used ? nullptr : EntityOf(pieces_[i]);
    const std::string& whose = tokens_[pieces_[i].first - 1].folded;
    const auto shown = entity == nullptr ? std::nullopt : DimensionExpr(pieces_[i]);
    if (!shown || (whose != "their" && whose != "its")) continue;
    const auto owner = FocusDimension();
    if (!owner || owner->op != semantic::Op::kField || *owner == *shown) continue;
    const std::string table = owner->name.substr(0, owner->name.find('.'));
    for (const auto& step : semantic::ReachableFrom(model_, table)) {
      if (step.table != entity->table || step.table == table || theirs_.size() > 3) continue;
      theirs_.push_back(*shown);
      Use(i);
    }
  }
}

void Reader::ShowTheirs() {
  for (const Expr& expr : theirs_) AddGroup(expr, false);
}

// Where the values before the noun begin; nothing where there are none.
std::optional<size_t> Reader::ValuesBefore(size_t noun) const {
  size_t first = noun;
  while (first > 0) {
    const Piece& piece = pieces_[first - 1];
    const bool value = piece.used && piece.Main() == Role::kValue;
    const bool link = first < noun && (piece.Main() == Role::kAnd || piece.Main() == Role::kOr ||
                                       tokens_[piece.first].text == ",");
    if (!value && !link) break;
    --first;
  }
  return first == noun ? std::nullopt : std::optional(first);
}

// "orders placed by Texas customers", "the average discount of corporate and consumer customers".
void Reader::UsePeopleOfValues() {
  for (size_t i = 2; i < pieces_.size(); ++i) {
    const bool people = !pieces_[i].used && pieces_[i].Is(Role::kEntity) && pieces_[i].plural;
    const auto first = people ? ValuesBefore(i) : std::nullopt;
    if (!first || *first < 2) continue;
    Piece& opener = pieces_[*first - 1];
    const std::string word = FoldName(TextOf(opener));
    const std::string before = opener.first == 0 ? "" : tokens_[opener.first - 1].folded;
    if (!OpensPhrase(word) || (word == "by" && !SaysDone(before))) continue;
    const bool figure =
        std::any_of(pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(*first - 1),
                    [&](const Piece& piece) {
                      return !piece.used && (IsMeasure(piece) || IsCountMetric(piece));
                    });
    if (!figure) continue;
    if (word == "by") {
      opener.used = true;
      opener.senses.front().role = Role::kStop;
    }
    Use(i);
  }
}

}  // namespace aisle::language
