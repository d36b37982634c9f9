// Members by what they did before: new and returning customers, one-time and repeat buyers, the
// share that came back, customers by their number of orders.
#include <algorithm>

#include "base/text.h"
#include "language/query_edits.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::CountDistinct;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

// The key of the customers as the events name them.
std::optional<semantic::Expr> Reader::BuyerKey() const {
  const semantic::Entity* customer = model_.FindEntity("customer");
  if (customer == nullptr || customer->key.size() != 1) return std::nullopt;
  const std::string own = customer->table + "." + customer->key.front();
  for (const semantic::Join& join : model_.joins) {
    const auto* from = model_.FindTable(join.from_table);
    const bool named = from != nullptr && from->fact && join.to_table == customer->table &&
                       join.to_columns == customer->key && scope_.Reaches(join.from_table);
    if (named) return Field(join.from_table + "." + join.from_columns.front());
  }
  const auto* table = model_.FindTable(customer->table);
  const auto* root = model_.FindTable(scope_.root);
  const bool inside = table != nullptr && root != nullptr && scope_.Reaches(customer->table) &&
                      (table->fact || (root->fact && !customer->row));
  if (!inside) return std::nullopt;
  return Field(own);
}

bool Reader::SaysRepeat(const Piece& piece, std::string_view which) const {
  return piece.Main() == Role::kRepeat && !piece.used && piece.senses.front().ref == which;
}

// Whether a word names the day on which the members of a list joined it.
bool Reader::Registers(const std::string& table) const {
  return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    const std::string& word = tokens_[piece.first].folded;
    const semantic::Dimension* moment =
        word == "registered" || word == "joined" || word == "enrolled" ? MomentOf(piece) : nullptr;
    return moment != nullptr && moment->table == table;
  });
}

// "new customers": counted when they first bought.
// "new members": the list of members says when each began.
bool Reader::ReadNewEntries() {
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const size_t who = SaysRepeat(pieces_[i], "new") ? Next(i) : kNone;
    if (who == kNone || pieces_[who].Main() != Role::kTable) continue;
    const semantic::TableMeaning* list = model_.FindTable(pieces_[who].senses.front().ref);
    if (list == nullptr || list->fact || list->time.empty()) continue;
    if (scope_.root != list->name) return true;  // another table knows: "new" stays unexplained
    AddMeasure(semantic::CountRows(list->name), who);
    Use(i);
    Use(who);
    return true;
  }
  return false;
}

void Reader::ReadNewcomers() {
  if (ReadNewEntries()) return;
  const auto key = BuyerKey();
  if (!key || time_field_.empty()) return;
  const bool apart = std::any_of(pieces_.begin(), pieces_.end(),
                                 [&](const Piece& piece) { return SaysRepeat(piece, ""); });
  if (apart) return;
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const bool acquired = pieces_[i].Main() == Role::kVerb && TextOf(pieces_[i]) == "acquired";
    if (!acquired && !SaysRepeat(pieces_[i], "new")) continue;
    const size_t who = acquired ? Previous(i) : Next(i);
    const semantic::Entity* entity = who == kNone ? nullptr : EntityOf(pieces_[who]);
    if (entity == nullptr || entity->name != "customer") continue;
    if (Registers(entity->table)) {  // "new customers registered in May": the list says when
      Use(i);
      return;
    }
    newcomer_ = *key;
    AddMeasure(CountDistinct(*key), who);
    Use(i);
    Use(who);
    const size_t before = Previous(std::min(i, who));
    if (before != kNone && pieces_[before].Main() == Role::kCount) Use(before);
    return;
  }
}

// The moment that periods and grains speak of is the first purchase.
void Reader::CountFromFirst() {
  if (!newcomer_) return;
  const Expr time = Field(time_field_);
  const Expr first = Make(Op::kOf, {Make(Op::kAggregate, {time}, "min"), *newcomer_}, "all");
  for (Expr& group : groups_) Replace(time, first, &group);
  for (Expr& group : fixed_) Replace(time, first, &group);
  for (Expr& condition : where_) Replace(time, first, &condition);
}

// "repeat vs one-time customers", "new vs returning customers by month", "repeat purchase rate".
void Reader::ReadLoyalty() {
  const auto key = BuyerKey();
  const auto orders = key ? Implied("orders") : std::nullopt;
  if (!orders) return;
  size_t repeat = kNone, other = kNone;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const std::string text = FoldName(TextOf(pieces_[i]));
    if (SaysRepeat(pieces_[i], "") && text.find("duplicate") == std::string::npos) repeat = i;
    if (SaysRepeat(pieces_[i], "once") || SaysRepeat(pieces_[i], "new")) other = i;
  }
  if (repeat != kNone && other != kNone) return SetApart(*key, *orders, repeat, other);
  const bool rate = Has(Role::kShare) || MentionsText("rate");
  const size_t only = repeat != kNone ? repeat : other;
  if (!rate || only == kNone || SaysRepeat(pieces_[only], "new")) return;
  const Expr count = CountDistinct(*key);
  const Expr each = Make(Op::kOf, {*orders, *key});
  const Expr part =
      Make(repeat != kNone ? Op::kGreater : Op::kEqual, {each, Literal(static_cast<int64_t>(1))});
  AddMeasure(Make(Op::kDivide, {Make(Op::kWhere, {count, part}), count}), only);
  UseLoyaltyWords();
}

void Reader::UseLoyaltyWords() {
  for (Piece& piece : pieces_) {
    const std::string text = FoldName(TextOf(piece));
    const bool buyer = EntityOf(piece) != nullptr &&
                       (EntityOf(piece)->name == "customer" || EntityOf(piece)->name == "order");
    const bool word = piece.Main() == Role::kRepeat || piece.Main() == Role::kShare ||
                      piece.Main() == Role::kVersus || piece.Main() == Role::kCount ||
                      text == "rate" || text == "purchase" || text == "count";
    if (!word && !buyer) continue;
    if (piece.Main() == Role::kUnknown) cost_ -= 3;
    piece.used = true;
  }
}

// Two kinds of customers beside each other: in columns along time, else in rows.
void Reader::SetApart(const Expr& key, const Expr& orders, size_t repeat, size_t other) {
  const bool newcomers = SaysRepeat(pieces_[other], "new");
  const std::string first = newcomers ? "New" : "One-time";
  const std::string again = newcomers ? "Returning" : "Repeat";
  const auto grain = std::find_if(groups_.begin(), groups_.end(),
                                  [](const Expr& g) { return g.op == Op::kGrain; });
  // "how many orders by new and by returning customers"
  const bool deeds = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    const bool counted = PreviousIs(static_cast<size_t>(&piece - pieces_.data()), Role::kCount);
    return counted && EntityOf(piece) != nullptr && EntityOf(piece)->name == "order";
  });
  const Expr count = deeds ? orders : CountDistinct(key);
  if (newcomers && grain != groups_.end()) {
    const Expr start = Make(Op::kOf, {Make(Op::kAggregate, grain->args, "min"), key}, "all");
    const Expr began = Make(Op::kGrain, {start}, grain->name);
    AddMeasure(Make(Op::kWhere, {count, Make(Op::kEqual, {*grain, began})}), other);
    AddMeasure(Make(Op::kWhere, {count, Make(Op::kGreater, {*grain, began})}), repeat);
    UseLoyaltyWords();
    return;
  }
  if (newcomers && ranges_.size() == 1 && !time_field_.empty()) {
    // New in a period are those who first bought in it.
    const Expr start =
        Make(Op::kOf, {Make(Op::kAggregate, {Field(time_field_)}, "min"), key}, "all");
    const Expr since = Make(Op::kGreaterEqual, {start, Literal(ranges_.front().from)});
    AddMeasure(Make(Op::kWhere, {count, since}), other);
    AddMeasure(Make(Op::kWhere, {count, Make(Op::kNot, {since})}), repeat);
    UseLoyaltyWords();
    return;
  }
  const Expr each = Make(Op::kOf, {orders, key}, newcomers ? "all" : "");
  AddGroup(Make(Op::kCase, {Make(Op::kGreater, {each, Literal(static_cast<int64_t>(1))}),
                            Literal(again), Literal(first)}),
           false);
  if (HasMissing(key.name)) AddFilter(Make(Op::kNot, {Make(Op::kIsNull, {key})}));
  for (Piece& piece : pieces_) {
    const bool word = piece.Main() == Role::kRepeat || piece.Main() == Role::kVersus;
    if (word) piece.used = true;
  }
  const bool asked = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return !piece.used && IsMeasure(piece);
  });
  if (!asked) AddMeasure(count, repeat);
  if (!asked) UseLoyaltyWords();
  for (Piece& piece : pieces_) {
    const semantic::Entity* entity = EntityOf(piece);
    if (entity != nullptr && entity->name == "customer") piece.used = true;
  }
}

// "number of customers by number of orders": members by how many they have.
void Reader::ReadFrequencies() {
  for (size_t i = 1; i + 2 < pieces_.size(); ++i) {
    const bool marker = pieces_[i].Main() == Role::kGroup && !pieces_[i].used;
    const size_t count = Next(i);
    const size_t what = count == kNone ? kNone : Next(count);
    if (!marker || what == kNone || pieces_[count].Main() != Role::kCount) continue;
    size_t member = kNone;
    for (size_t j = 0; j < i; ++j) {
      const semantic::Entity* entity = EntityOf(pieces_[j]);
      const bool counted = entity != nullptr && entity->key.size() == 1 &&
                           (PreviousIs(j, Role::kCount) || NextIs(j, Role::kCountAfter));
      if (counted) member = j;
    }
    const semantic::Entity* entity = member == kNone ? nullptr : EntityOf(pieces_[member]);
    const auto measure = CountOf(pieces_[what]);
    if (entity == nullptr || !measure || rank_.set) continue;
    const Expr key = Field(entity->table + "." + entity->key.front());
    AddGroup(Make(Op::kOf, {*measure, key}), false);
    for (const size_t used : {i, count, what}) Use(used);
  }
}

}  // namespace aisle::language
