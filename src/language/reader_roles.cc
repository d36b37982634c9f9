// Words that name people or things by what they are: "sales rep" is a value of job_title and means
// an employee; "members" are the customers whose flag is set.
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

namespace {

bool NamesRole(const std::string& label) {
  const std::string folded = FoldName(label);
  for (const std::string_view word : {"title", "role", "position", "job", "designation"}) {
    if (folded.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

// The people that a table lists, when the column says what they are.
const semantic::Entity* Reader::HolderOf(const Dimension& field) const {
  const auto* table = model_.FindTable(field.table);
  if (table == nullptr || table->fact) return nullptr;
  for (const semantic::Entity& entity : model_.entities) {
    if (entity.table == field.table && entity.key.size() == 1 && !entity.display.empty()) {
      return &entity;
    }
  }
  return nullptr;
}

// "revenue by sales rep", "which sales rep …", "top 5 sales reps": the employees of that title.
void Reader::ReadRoleNouns() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    const Sense* value = piece.used || piece.Main() != Role::kValue ? nullptr : &piece.senses[0];
    const Dimension* field = value == nullptr ? nullptr : model_.FindDimension(value->ref);
    if (field == nullptr || !value->whole || !NamesRole(field->label)) continue;
    const size_t before = Previous(i);
    const bool head =
        before != kNone &&
        (pieces_[before].Main() == Role::kWhich || pieces_[before].Main() == Role::kGroup ||
         pieces_[before].Main() == Role::kCount || pieces_[before].Main() == Role::kList ||
         pieces_[before].Main() == Role::kRank || pieces_[before].Is(Role::kNumber));
    const semantic::Entity* entity = head ? HolderOf(*field) : nullptr;
    const size_t next = Next(i);
    if (entity == nullptr || (next != kNone && EntityOf(pieces_[next]) == entity)) continue;
    AddFilter(Make(Op::kEqual, {Field(field->Field()), Literal(value->value)}));
    Sense sense;
    sense.role = Role::kEntity;
    sense.ref = entity->name;
    sense.table = entity->table;
    piece.senses = {std::move(sense)};
  }
}

// "how many members are there": the customers with the flag, not their orders.
void Reader::CountHolders(size_t at, const Dimension& flag) {
  const size_t before = Previous(at);
  const size_t next = Next(at);
  const bool head = before != kNone && pieces_[before].Main() == Role::kCount &&
                    pieces_[at].plural && (next == kNone || !IsDimension(pieces_[next]));
  if (!head) return;
  for (const semantic::Entity& entity : model_.entities) {
    const auto& listed = entity.dimensions;
    const bool holds = entity.name == "customer" && entity.table == flag.table &&
                       std::find(listed.begin(), listed.end(), flag.column) != listed.end();
    if (!holds || entity.key.size() != 1) continue;
    AddMeasure(semantic::CountDistinct(Field(entity.table + "." + entity.key.front())), at);
    named_measure_ = true;
    Use(before);
    return;
  }
}

// Where a log holds more than sales, a verb of buying means the events that are sales.
void Reader::ReadSaleEvents() {
  const bool buys = std::any_of(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
    const bool verb = !piece.used && piece.Main() == Role::kVerb;
    return verb && (piece.senses.front().ref == "order" || piece.senses.front().ref == "sell" ||
                    piece.senses.front().ref == "spend");
  });
  if (!buys) return;
  for (const semantic::Convention& convention : model_.conventions) {
    const Dimension* field = model_.FindDimension(convention.field);
    const bool here = convention.name == "sale_events" && field != nullptr &&
                      field->table == scope_.root && convention.values.size() == 1;
    const auto known = [&](const ValueFilter& filter) { return filter.field == convention.field; };
    if (!here || std::any_of(values_.begin(), values_.end(), known)) continue;
    AddFilter(Make(Op::kEqual, {Field(convention.field), Literal(convention.values.front())}));
  }
}

// "the share of each event type": of the events, as only one type is sales.
bool Reader::SplitsEvents() const {
  return std::any_of(model_.conventions.begin(), model_.conventions.end(),
                     [&](const semantic::Convention& convention) {
                       return convention.name == "sale_events" && groups_.size() == 1 &&
                              groups_.front() == Field(convention.field);
                     });
}

// "member and non-member transactions": both sides of the flag, so split by it.
bool Reader::NamesBothSides(size_t at, const Dimension& flag) {
  const auto denied = [&](size_t i) {
    const size_t before = Previous(i);
    return pieces_[i].senses.front().value == "negated" ||
           (before != kNone && pieces_[before].Main() == Role::kNot);
  };
  for (size_t i = at + 1; i < pieces_.size(); ++i) {
    const bool same = !pieces_[i].used && pieces_[i].Main() == Role::kField &&
                      FieldOf(pieces_[i]) == &flag && denied(i) != denied(at);
    if (!same) continue;
    AddGroup(Field(flag.Field()), false);
    for (const size_t side : {at, i}) {
      const size_t before = Previous(side);
      if (before != kNone && pieces_[before].Main() == Role::kNot) Use(before);
      Use(side);
    }
    return true;
  }
  return false;
}

// "sales with and without promo codes": split by the flag.
bool Reader::SplitsByFlag(size_t at, const Dimension& flag) {
  const size_t without = Previous(at);
  const size_t link = without == kNone ? kNone : Previous(without);
  const size_t with = link == kNone ? kNone : Previous(link);
  if (with == kNone || pieces_[without].Main() != Role::kNot) return false;
  const bool linked = pieces_[link].Main() == Role::kAnd || pieces_[link].Main() == Role::kOr ||
                      pieces_[link].Main() == Role::kVersus;
  if (!linked || FoldName(TextOf(pieces_[with])) != "with") return false;
  AddGroup(Field(flag.Field()), false);
  for (const size_t used : {with, link, without}) Use(used);
  return true;
}

}  // namespace aisle::language
