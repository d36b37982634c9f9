// What is not there: columns without a value ("products without a price", "orders not shipped
// yet") and things that no row of another table names ("customers who never ordered", "orders
// without reviews", "customers who did not order in 2023").
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

bool IsNone(const std::string& folded) {
  return folded == "without" || folded == "no" || folded == "with no" || folded == "missing";
}

}  // namespace

// A column that holds nothing: null, or for a number without gaps zero ("no discount").
semantic::Expr Reader::EmptyOf(const Dimension& field) const {
  const bool zero = field.kind == DimensionKind::kNumber && !HasMissing(field.Field());
  if (!zero) return Make(Op::kIsNull, {Field(field.Field())});
  return Make(Op::kEqual, {Field(field.Field()), Literal(static_cast<int64_t>(0))});
}

// "orders with and without discount": split by whether there is one.
bool Reader::SplitsByPresence(size_t without, const Dimension& field) {
  const size_t link = Previous(without);
  const size_t with = link == kNone ? kNone : Previous(link);
  const bool both = with != kNone && FoldName(TextOf(pieces_[with])) == "with" &&
                    (pieces_[link].Main() == Role::kAnd || pieces_[link].Main() == Role::kOr ||
                     pieces_[link].Main() == Role::kVersus);
  if (!both) return false;
  const std::string name = FoldName(field.label);
  AddGroup(Make(Op::kCase, {EmptyOf(field), Literal("without " + name), Literal("with " + name)}),
           false);
  for (const size_t used : {with, link, without}) Use(used);
  return true;
}

// "orders with missing postal code", "products without a price", "products with no category".
void Reader::ReadMissing() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Role role = pieces_[i].Main();
    const bool missing = role == Role::kMissing;
    const bool none = (role == Role::kNot || role == Role::kNever) && !pieces_[i].used &&
                      IsNone(FoldName(TextOf(pieces_[i])));
    if (!missing && !none) continue;
    size_t at = Next(i);
    const auto usable = [&](size_t piece) {
      return piece != kNone && !pieces_[piece].used && FieldOf(pieces_[piece]) != nullptr;
    };
    const bool thing = none && at != kNone && pieces_[at].Is(Role::kEntity) &&
                       RelatedTable(pieces_[at]) != nullptr;
    if (thing) continue;
    const Dimension* moment = at == kNone || pieces_[at].used || usable(at) || !DateFollows(at)
                                  ? nullptr
                                  : MomentOf(pieces_[at]);
    if (moment != nullptr) {  // "without approval date"
      AddFilter(Make(Op::kIsNull, {Field(moment->Field())}));
      for (const size_t used : {i, at, at + 1}) Use(used);
      continue;
    }
    if (!usable(at)) at = missing ? Previous(i) : kNone;
    if (!usable(at)) continue;
    const Dimension* number = NumberFieldOf(pieces_[at]);
    if (SplitsByPresence(i, number != nullptr ? *number : *FieldOf(pieces_[at]))) {
      Use(at);
      continue;
    }
    AddFilter(EmptyOf(number != nullptr ? *number : *FieldOf(pieces_[at])));
    Use(i);
    Use(at);
  }
}

// "orders not shipped yet": the moment of that deed is missing.
void Reader::ReadUndone() {
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const bool denied = pieces_[i].Main() == Role::kNot || pieces_[i].Main() == Role::kNever;
    const size_t next = Next(i);
    if (!denied || pieces_[i].used || next == kNone || pieces_[next].used) continue;
    const std::string& word = tokens_[pieces_[next].first].folded;
    const Dimension* moment = EndsWith(word, "ed") ? MomentOf(pieces_[next]) : nullptr;
    if (moment == nullptr || !HasMissing(moment->Field())) continue;
    AddFilter(Make(Op::kIsNull, {Field(moment->Field())}));
    Use(i);
    Use(next);
  }
}

// The table whose rows a word speaks of, when they happen to other things: orders, reviews.
const semantic::TableMeaning* Reader::RelatedTable(const Piece& piece) const {
  const semantic::Entity* entity = EntityOf(piece);
  const Sense* table = piece.Find(Role::kTable);
  const Sense* deed = piece.Find(Role::kMetric);
  if (deed != nullptr && deed->value == "deed") return model_.FindTable(deed->table);
  const std::string name = entity != nullptr ? entity->table : table != nullptr ? table->ref : "";
  const auto* meaning = name.empty() ? nullptr : model_.FindTable(name);
  return meaning != nullptr && meaning->fact ? meaning : nullptr;
}

// The rows that would name one of `entity`: those of `related` when it is given, else of the main
// table that leads to it. As a query for the entity's keys, or nothing when no rows lead to it.
std::shared_ptr<semantic::Query> Reader::NamedBy(const semantic::Entity& entity,
                                                 const semantic::TableMeaning* related) const {
  const std::string key = entity.table + "." + entity.key.front();
  auto inner = std::make_shared<semantic::Query>();
  const semantic::TableMeaning* main = nullptr;  // sales before returns
  for (const semantic::Join& join : model_.joins) {
    const auto* from = model_.FindTable(join.from_table);
    const bool wanted = related == nullptr ? from != nullptr && from->fact : from == related;
    if (!wanted || join.to_table != entity.table || join.from_columns.size() != 1) continue;
    if (main != nullptr && main->priority <= from->priority) continue;
    main = from;
    inner->groups = {{Field(join.from_table + "." + join.from_columns.front()), {}}};
    inner->fact = join.from_table;
  }
  if (main != nullptr) return inner;
  if (related == nullptr || related->name == entity.table) return nullptr;
  for (const auto& step : semantic::ReachableFrom(model_, related->name)) {
    if (step.table != entity.table || step.ambiguous) continue;
    inner->groups.push_back({Field(key), {}});
    inner->fact = related->name;
    return inner;
  }
  return nullptr;
}

bool Reader::Leads(const std::string& from, const std::string& to) const {
  return std::any_of(model_.joins.begin(), model_.joins.end(), [&](const semantic::Join& join) {
    return join.from_table == from && join.to_table == to;
  });
}

// Members that live in the events: those that other rows name.
std::shared_ptr<semantic::Query> Reader::Themselves(const semantic::Entity& entity) {
  auto inner = std::make_shared<semantic::Query>();
  inner->groups.push_back({Field(entity.table + "." + entity.key.front()), {}});
  inner->fact = entity.table;
  return inner;
}

// "sold", "ordered", "rented": what rows of their own tell.
bool Reader::IsDeed(const Piece& piece) const {
  const Sense& sense = piece.senses.front();
  if (sense.role == Role::kVerb) return sense.ref == "sell" || sense.ref == "order";
  return sense.role == Role::kMetric && sense.value == "deed";
}

// "never been assigned a booth": a thing that no sales of the entity know.
size_t Reader::OtherThingAfter(size_t never, const semantic::Entity& entity) const {
  const auto sales = NamedBy(entity, nullptr);
  for (size_t i = never + 1; i < pieces_.size(); ++i) {
    const semantic::Entity* other = pieces_[i].used ? nullptr : EntityOf(pieces_[i]);
    if (other == nullptr || other->table == entity.table) continue;
    if (sales == nullptr || (sales->fact != other->table && !Leads(sales->fact, other->table)))
      return i;
  }
  return kNone;
}

// The table whose rows name both things.
const semantic::TableMeaning* Reader::LinkBetween(const semantic::Entity& a,
                                                  const semantic::Entity& b) const {
  for (const semantic::TableMeaning& table : model_.tables) {
    if (Leads(table.name, a.table) && Leads(table.name, b.table)) return &table;
  }
  return nullptr;
}

// "customers who never ordered", "products with no orders": members that no such row names.
void Reader::ReadNever() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].used) continue;
    const size_t next = Next(i);
    const bool without = pieces_[i].Main() == Role::kNot && next != kNone &&
                         FoldName(TextOf(pieces_[i])) == "without" &&
                         (pieces_[next].Is(Role::kEntity) || pieces_[next].Is(Role::kTable));
    const bool zero = pieces_[i].Is(Role::kZero) && pieces_[i].Find(Role::kZero)->ref != "stock" &&
                      (pieces_[i].count > 1 || (next != kNone && RelatedTable(pieces_[next])));
    const bool undone = pieces_[i].Main() == Role::kNot && next != kNone && IsDeed(pieces_[next]);
    if (pieces_[i].Main() != Role::kNever && !without && !zero && !undone) continue;
    size_t who = kNone;
    for (size_t j = i; j-- > 0 && who == kNone;) {
      if (pieces_[j].Is(Role::kEntity)) who = j;
    }
    const semantic::Entity* entity = who == kNone ? nullptr : EntityOf(pieces_[who]);
    if (entity == nullptr || entity->key.size() != 1) continue;
    if (!entity->row && where_.empty()) continue;
    const semantic::TableMeaning* related = nullptr;
    for (size_t j = i + 1; j < pieces_.size() && related == nullptr; ++j) {
      related = RelatedTable(pieces_[j]);
      const semantic::Entity* part = related == nullptr ? EntityOf(pieces_[j]) : nullptr;
      if (part != nullptr && Leads(part->table, entity->table)) {
        related = model_.FindTable(part->table);  // "artists without albums"
      }
    }
    if (ranges_.size() > 1) {
      failure_ = Fail(Outcome::kClarify, "unclear",
                      "Several periods and a “never” are named; ask for one period at a time.");
      return;
    }
    const size_t other = related == nullptr ? OtherThingAfter(i, *entity) : kNone;
    if (other != kNone) {
      related = LinkBetween(*entity, *EntityOf(pieces_[other]));
      if (related == nullptr) continue;  // left unexplained: it is asked about
    }
    auto inner = entity->row ? NamedBy(*entity, related) : Themselves(*entity);
    if (inner == nullptr) inner = NamedBy(*entity, nullptr);
    if (inner == nullptr) continue;
    // What stands after "never" narrows the rows: "never placed an order with Peacock".
    std::vector<Expr> narrow;
    std::erase_if(where_, [&](const Expr& condition) {
      const auto fields = semantic::FieldsOf(condition);
      const bool own = entity->row && !fields.empty() && TableOf(fields.front()) == entity->table;
      if (!own) narrow.push_back(condition);
      return !own;
    });
    if (!narrow.empty()) inner->where = semantic::And(narrow);
    const Expr key = Field(entity->table + "." + entity->key.front());
    AddFilter(Make(Op::kNot, {semantic::InQuery(key, inner)}));
    Use(i);
    for (size_t j = i + 1; j < pieces_.size(); ++j) {
      const Role role = pieces_[j].Main();
      if (tokens_[pieces_[j].first].folded == "but") break;  // "never sold but still stocked"
      if (role == Role::kVerb || role == Role::kEntity || role == Role::kMetric ||
          role == Role::kThat || role == Role::kTable) {
        Use(j);
      }
    }
    listing_ = true;
  }
}

}  // namespace aisle::language
