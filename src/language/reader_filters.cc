// Filters by the values of a column: named values, flags, parts of text.
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

namespace {

std::string TableOf(const std::string& field) { return field.substr(0, field.find('.')); }

// The literal that means "yes" in a flag column.
Value TrueOf(const Dimension& flag) {
  if (flag.type == Type::kBoolean) return true;
  if (flag.type == Type::kInteger) return static_cast<int64_t>(1);
  return std::string("Yes");
}

bool IsTextual(const Dimension* field) {
  return field != nullptr &&
         (field->kind == DimensionKind::kName || field->kind == DimensionKind::kCategory ||
          field->kind == DimensionKind::kText || field->kind == DimensionKind::kIdentifier);
}

}  // namespace

// "cities starting with 'P'", "ProductName includes the string "queso"", "cities with 'Nagar' in
// the name".
void Reader::ReadContains() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    size_t literal = kNone;
    Op op = Op::kContains;
    size_t before = i;
    if (pieces_[i].Main() == Role::kContains) {
      const std::string& how = pieces_[i].senses.front().ref;
      op = how == "starts" ? Op::kStartsWith : how == "ends" ? Op::kEndsWith : Op::kContains;
      literal = Next(i);
      if (literal == kNone && i + 1 < pieces_.size()) literal = i + 1;
    } else if (pieces_[i].quoted || tokens_[pieces_[i].first].kind == Token::Kind::kQuoted) {
      const size_t after = pieces_[i].first + pieces_[i].count;
      const bool in_name =
          after + 1 < tokens_.size() && tokens_[after].folded == "in" &&
          (tokens_[after + 1].folded == "the" || tokens_[after + 1].folded == "name" ||
           tokens_[after + 1].folded == "their");
      if (in_name) literal = i;
    }
    if (literal == kNone || pieces_[literal].used) continue;
    size_t head = kNone;
    for (size_t j = Previous(before); j != kNone; j = Previous(j)) {
      if (pieces_[j].used || pieces_[j].Main() == Role::kValue) continue;
      const auto dimension = DimensionExpr(pieces_[j]);
      const bool quoted = tokens_[pieces_[literal].first].kind == Token::Kind::kQuoted;
      const Dimension* text = dimension ? model_.FindDimension(dimension->name) : nullptr;
      // "orders containing phones" seeks no text in the order's number.
      if (text != nullptr && text->kind == DimensionKind::kIdentifier && !quoted) break;
      if (dimension && IsTextual(text)) {
        head = j;
        break;
      }
    }
    if (head == kNone) continue;
    AddFilter(
        Make(op, {*DimensionExpr(pieces_[head]), Literal(tokens_[pieces_[literal].first].text)}));
    Use(i);
    Use(literal);
    // The same column named twice ("show the ProductName where the ProductName includes") is
    // shown once; named once before the filter it stays to be listed.
    const size_t lead = Previous(head);
    if (lead != kNone &&
        (pieces_[lead].Main() == Role::kThat || pieces_[lead].Main() == Role::kWhich))
      Use(head);
  }
}

// "by marital status and churn": the flag is one more column to split by.
bool Reader::EndsGroupList(size_t at) const {
  size_t i = at;
  while (i >= 2 && LinksList(i - 1) && pieces_[i - 2].Main() == Role::kField &&
         IsDimension(pieces_[i - 2]))
    i -= 2;
  return i < at && i > 0 && pieces_[i - 1].Main() == Role::kGroup;
}

// "B2B orders" → only where the flag is set; "non-B2B" → where it is not; "B2B vs B2C" → both,
// side by side.
void Reader::ReadFlags() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Dimension* flag = pieces_[i].Main() == Role::kField ? FieldOf(pieces_[i]) : nullptr;
    if (flag == nullptr || flag->kind != DimensionKind::kFlag || pieces_[i].used) continue;
    const size_t previous = Previous(i);
    const bool before_measure = i + 1 < pieces_.size() && IsMeasure(pieces_[i + 1]);
    if (previous != kNone && pieces_[previous].Main() == Role::kGroup && !before_measure) continue;
    if (NextIs(i, Role::kWise)) continue;
    if (EndsGroupList(i) && !before_measure) continue;
    Use(i);
    if (SplitsByFlag(i, *flag) || NamesBothSides(i, *flag)) continue;
    CountHolders(i, *flag);
    if (versus_) {
      const Expr set = Make(Op::kEqual, {Field(flag->Field()), Literal(TrueOf(*flag))});
      if (MentionsText("b2c")) {
        AddGroup(Make(Op::kCase, {set, Literal(flag->label), Literal(std::string("B2C"))}), false);
      } else {
        AddGroup(Field(flag->Field()), false);
      }
      for (Piece& piece : pieces_) {
        const std::string text = FoldName(TextOf(piece));
        if (piece.Main() == Role::kUnknown && text == "b2c") {
          piece.used = true;
          cost_ -= 3;
        }
        if (piece.Main() == Role::kNot) piece.used = true;
        if (&piece != &pieces_[i] && piece.Main() == Role::kField && FieldOf(piece) == flag)
          piece.used = true;
      }
      continue;
    }
    const bool denied = previous != kNone && pieces_[previous].Main() == Role::kNot;
    const bool negated = denied != (pieces_[i].senses.front().value == "negated");
    if (denied) Use(previous);
    const Expr is_set = Make(Op::kEqual, {Field(flag->Field()), Literal(TrueOf(*flag))});
    AddFilter(negated ? Make(Op::kNot, {is_set}) : is_set);
  }
}

// "not from Germany, Mexico or Spain": the value goes on with the list before it.
bool Reader::ContinuesList(size_t at) const {
  for (size_t i = at; i-- > 0;) {
    const Role role = pieces_[i].Main();
    if (role == Role::kValue) return pieces_[i].used;
    const bool link = role == Role::kSymbol || role == Role::kAnd || role == Role::kOr;
    if (!link || tokens_[pieces_[i].first].text == ".") return false;
  }
  return false;
}

// "organic" where many names begin with it: none of them is meant alone.
bool Reader::IsPartOfSeveral(const Piece& piece, const Sense& chosen) const {
  if (chosen.whole) return false;
  const auto same = std::count_if(piece.senses.begin(), piece.senses.end(), [&](const Sense& s) {
    return s.role == Role::kValue && s.ref == chosen.ref && !s.whole;
  });
  const Dimension* field = model_.FindDimension(chosen.ref);
  return same > 1 && field != nullptr && field->kind == DimensionKind::kName;
}

semantic::Expr Reader::ConditionOf(const ValueFilter& filter) {
  std::vector<Expr> args = {Field(filter.field)};
  for (const std::string& value : filter.values) args.push_back(Literal(value));
  Expr condition = filter.values.size() == 1 ? Make(Op::kEqual, args) : Make(Op::kIn, args);
  return filter.negated ? Make(Op::kNot, {std::move(condition)}) : condition;
}

// "the first name Carlos or the last name Diaz": one of the two.
bool Reader::IsAlternative(const ValueFilter& left, const ValueFilter& right) const {
  for (size_t i = LastValueOf(left) + 1; i < right.at; ++i)
    if (pieces_[i].Main() == Role::kOr) return true;
  return false;
}

void Reader::ReadValues() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    if (piece.used || !piece.Is(Role::kValue)) continue;
    if (piece.Main() != Role::kValue && !piece.quoted) continue;
    const size_t previous = Previous(i);
    const size_t next = Next(i);
    // Which column? One that is named beside the value, else the cheapest.
    const Sense* chosen = piece.Find(Role::kValue);
    size_t head = kNone;
    bool named = false;
    for (const size_t beside : {previous, next, previous == kNone ? kNone : Previous(previous)}) {
      if (beside == kNone || pieces_[beside].used) continue;
      for (const Sense& sense : piece.senses) {
        if (sense.role != Role::kValue || named) continue;
        for (const Sense& other : pieces_[beside].senses) {
          const bool same_field = other.role == Role::kField && other.ref == sense.ref;
          const auto* entity = other.role == Role::kEntity ? model_.FindEntity(other.ref) : nullptr;
          const bool same_entity =
              entity != nullptr && !entity->key.empty() && entity->table == TableOf(sense.ref) &&
              (entity->display == sense.ref.substr(sense.ref.find('.') + 1) ||
               entity->key.front() == sense.ref.substr(sense.ref.find('.') + 1));
          if (!same_field && !same_entity) continue;
          chosen = &sense;
          head = beside;
          named = true;
          break;
        }
      }
    }
    if (!named) {
      // "customers in Porto": of equal columns the one of a thing that the question names.
      for (const Sense& sense : piece.senses) {
        if (sense.role != Role::kValue || sense.cost > chosen->cost + 0.06) continue;
        const bool mentioned = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& other) {
          const semantic::Entity* entity = EntityOf(other);
          return entity != nullptr && entity->table == TableOf(sense.ref);
        });
        if (mentioned) {
          chosen = &sense;
          break;
        }
      }
      for (const Sense& sense : piece.senses) {
        const bool other = sense.role == Role::kValue && sense.ref != chosen->ref &&
                           sense.cost <= chosen->cost + 0.06 &&
                           TableOf(sense.ref) != TableOf(chosen->ref);
        const Dimension* taken = model_.FindDimension(chosen->ref);
        const Dimension* left = model_.FindDimension(sense.ref);
        if (!other || taken == nullptr || left == nullptr) continue;
        Assume("“" + TextOf(piece) + "” is taken as " + taken->label + " of " + taken->table +
               ", not " + left->label + " of " + left->table);
        break;
      }
    }
    if (!chosen->whole && !named && !piece.quoted && chosen->cost > 1.2) continue;
    const bool negated = previous != kNone && (pieces_[previous].Main() == Role::kNot);
    if (negated) Use(previous);
    if (IsPartOfSeveral(piece, *chosen)) {
      const Expr holds = Make(Op::kContains, {Field(chosen->ref), Literal(TextOf(piece))});
      AddFilter(negated ? Make(Op::kNot, {holds}) : holds);
      Assume("“" + TextOf(piece) + "” is sought anywhere in " +
             model_.FindDimension(chosen->ref)->label);
      piece.used = true;
      if (head != kNone) Use(head);
      continue;
    }
    // "Kurta Set" is rather one value than two side by side.
    if (i > 0 && pieces_[i - 1].Main() == Role::kValue && pieces_[i - 1].used &&
        std::any_of(values_.begin(), values_.end(),
                    [&](const ValueFilter& f) { return f.field == chosen->ref; })) {
      cost_ += 1;
    }
    if (chosen->cost > 0.5 && FoldName(chosen->value) != FoldName(TextOf(piece))) {
      Assume("“" + TextOf(piece) + "” is read as “" + chosen->value + "”");
    }
    auto same = std::find_if(values_.begin(), values_.end(), [&](const ValueFilter& filter) {
      return filter.field == chosen->ref && (filter.negated == negated || ContinuesList(i));
    });
    if (same == values_.end()) {
      values_.push_back({chosen->ref, {chosen->value}, negated, i});
    } else {
      same->values.push_back(chosen->value);
    }
    piece.used = true;
    if (head == kNone) continue;
    // "the 'Moments' catalog", "where category is Set": the column only says where to look. In
    // "which segment (Consumer, Corporate)" and "by size" it is asked for.
    const size_t lead = Previous(head);
    const bool asked = lead != kNone && (pieces_[lead].Main() == Role::kGroup ||
                                         pieces_[lead].Main() == Role::kRank);
    const bool enumerated = head < i && tokens_[piece.first - 1].text == "(";
    const bool which = lead != kNone && pieces_[lead].Main() == Role::kWhich && head < i &&
                       FoldName(TextOf(pieces_[lead])) != "where" &&
                       FoldName(TextOf(pieces_[lead])) != "whose";
    const bool plural_list = pieces_[head].plural && head < i;
    if (!asked && !enumerated && !which && !plural_list) Use(head);
    for (size_t j = std::min(head, i); j < std::max(head, i); ++j) {
      if (pieces_[j].Main() == Role::kCompare && pieces_[j].senses.front().ref == "=") Use(j);
    }
  }
  const ValueFilter* before = nullptr;
  for (const ValueFilter& filter : values_) {
    Expr condition = ConditionOf(filter);
    if (before != nullptr && IsAlternative(*before, filter)) {
      where_.back() = Make(Op::kOr, {where_.back(), std::move(condition)});
    } else {
      AddFilter(std::move(condition));
    }
    before = &filter;
    if (versus_ && filter.values.size() > 1 && !filter.negated)
      AddGroup(Field(filter.field), false);
  }
}

}  // namespace aisle::language
