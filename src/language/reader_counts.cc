// How a thing is counted, and when it is: "how many customers", "orders by region", "sold in the
// most states".
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::CountDistinct;
using semantic::CountRows;
using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Make;
using semantic::MetricRef;
using semantic::Op;

// "customers who made a purchase": those that the facts name, not all that are on file.
std::optional<semantic::Expr> Reader::CountActive(const semantic::Entity& entity) const {
  if (!entity.row || entity.key.size() != 1) return std::nullopt;
  for (const semantic::Join& join : model_.joins) {
    const auto* fact = model_.FindTable(join.from_table);
    if (join.to_table != entity.table || fact == nullptr || !fact->fact) continue;
    for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
      const size_t next = Next(i);
      const semantic::Entity* deed = next == kNone ? nullptr : EntityOf(pieces_[next]);
      const bool made = !pieces_[i].used && pieces_[i].Main() == Role::kVerb &&
                        pieces_[i].senses.front().ref == "make" && deed != nullptr &&
                        deed->table == join.from_table;
      if (made) return CountDistinct(Field(join.from_table + "." + join.from_columns.front()));
    }
  }
  return std::nullopt;
}

// "items" of orders are the pieces in them, where lines tell of pieces.
bool Reader::SaysItems(const Piece& piece) const {
  const auto* root = model_.FindTable(scope_.root);
  const std::string& word = tokens_[piece.first].folded;
  return piece.count == 1 && (word == "items" || word == "item") && !Has(Role::kDistinct) &&
         root != nullptr && root->fact && !Offers() && MetricLike({"units"}) != nullptr;
}

// The columns that tell the things apart: a receipt by its number and its store.
std::vector<semantic::Expr> Reader::KeysOf(const semantic::Entity& entity) {
  std::vector<Expr> keys;
  for (const std::string& column : entity.key) keys.push_back(Field(entity.table + "." + column));
  return keys;
}

std::optional<semantic::Expr> Reader::CountOf(const Piece& piece) const {
  if (piece.Main() == Role::kDetail) return CountRows(scope_.root);
  const semantic::Entity* entity = EntityOf(piece);
  const Dimension* field = FieldOf(piece);
  const bool entity_first =
      entity != nullptr && (field == nullptr || piece.Find(Role::kEntity)->cost <=
                                                    piece.Find(Role::kField)->cost + 0.02);
  if (entity_first) {
    if (SaysItems(piece) && ProductLike(*entity)) return Implied("units");
    // A metric of that name says how it is counted ("orders").
    if (const auto active = CountActive(*entity)) return active;
    const Sense* metric = piece.Find(Role::kMetric);
    if (metric != nullptr && IsCountMetric(piece)) return MetricRef(metric->ref);
    if (entity->row || entity->key.empty()) return CountRows(entity->table);
    return Make(Op::kAggregate, KeysOf(*entity), "count_distinct");
  }
  if (field != nullptr && field->kind != DimensionKind::kNumber)
    return CountDistinct(Field(field->Field()));
  if (const Sense* metric = piece.Find(Role::kMetric)) {
    // "the number of sales" counts them; it is no sum of money.
    const semantic::Metric* counted = model_.FindMetric(metric->ref);
    const bool money =
        counted != nullptr && (counted->name == "revenue" || counted->unit == model_.currency) &&
        !IsCountMetric(piece) && !(counted->unit.empty() && counted->name != "revenue");
    if (money && tokens_[piece.first].stem == "sale") return Implied("orders");
    // "number of payments" counts rows of payments; a sum of their values would be another thing.
    const auto expanded = semantic::Expand(model_, MetricRef(metric->ref));
    const bool adds = expanded && expanded->op == Op::kAggregate && expanded->name == "sum";
    bool pieces = false;
    for (const char* word : {"unit", "quantity", "stock", "item", "pcs", "piece"}) {
      pieces = pieces || metric->ref.find(word) != std::string::npos;
    }
    const bool orders = metric->ref == "orders";  // rows that say how many they sum up
    if (!adds || pieces || orders || counted == nullptr) return MetricRef(metric->ref);
    const bool table_of_it = counted->table.find(tokens_[piece.first].stem) != std::string::npos;
    if (table_of_it) return CountRows(counted->table);
    return std::nullopt;
  }
  if (field != nullptr && !field->additive && !Has(Role::kDistinct))
    return Make(Op::kAggregate, {Field(field->Field())}, "count");  // "number of ratings"
  if (field != nullptr)
    return Make(Op::kAggregate, {Field(field->Field())},
                field->additive ? "sum" : "count_distinct");
  if (const Sense* table = piece.Find(Role::kTable)) return CountRows(table->ref);
  if (piece.Main() == Role::kTimeNoun) {
    const auto* root = model_.FindTable(scope_.root);
    const bool events = root != nullptr && (root->fact || root->snapshot);
    const auto time = DimensionExpr(piece);  // "how many days did each campaign last" asks else
    if (time && events) return CountDistinct(*time);
  }
  return std::nullopt;
}

// "sold in the most states": how many different ones, beside the thing that is ranked.
bool Reader::MostOfKind(size_t at) const {
  const Piece& piece = pieces_[at];
  if (!rank_.set || !rank_.counts || !piece.plural || !measures_.empty()) return false;
  if (rank_.counts_at + 1 != at || piece.Main() != Role::kField || !IsDimension(piece))
    return false;
  const auto focus = FocusDimension();
  const auto own = DimensionExpr(piece);
  return focus && own && *focus != *own;
}

// Whether a thing that is named without "how many" is counted all the same: "orders by region",
// "revenue and orders", "cancelled orders", "the most orders".
// "and", a comma: what stands between the things of a list.
bool Reader::LinksList(size_t at) const {
  return pieces_[at].Main() == Role::kAnd || tokens_[pieces_[at].first].text == ",";
}

// "orders, customers and revenue per region": one of three figures or more.
bool Reader::InListOfFigures(size_t at) const {
  const auto figure = [&](size_t i) {
    return IsMeasure(pieces_[i]) || IsCountMetric(pieces_[i]) || EntityOf(pieces_[i]) != nullptr;
  };
  size_t first = at, figures = 1;
  bool measured = IsMeasure(pieces_[at]);
  for (; first >= 2 && LinksList(first - 1) && figure(first - 2); ++figures) {
    first -= 2;
    measured = measured || IsMeasure(pieces_[first]);
  }
  for (size_t last = at; last + 2 < pieces_.size() && LinksList(last + 1); ++figures) {
    const Role lead = pieces_[last + 2].Main();  // "and number of items"
    const bool longer = lead == Role::kCount || lead == Role::kFold || lead == Role::kAnd;
    last += longer ? 3 : 2;
    if (last >= pieces_.size() || !figure(last)) break;
    measured = measured || IsMeasure(pieces_[last]);
  }
  if (figures < 3) return false;
  const bool total = first > 0 && (pieces_[first - 1].Main() == Role::kFold ||
                                   tokens_[pieces_[first].first].folded == "total");
  const bool grouped = !groups_.empty() || !ranges_.empty() || total;
  const bool led = first > 0 && (pieces_[first - 1].Main() == Role::kGroup ||
                                 pieces_[first - 1].Main() == Role::kWhich ||
                                 pieces_[first - 1].Main() == Role::kList);
  return measured && grouped && !led;
}

bool Reader::CountsThing(size_t at) const {
  const Piece& piece = pieces_[at];
  if (MostOfKind(at)) return true;
  if (EntityOf(piece) != nullptr && piece.plural && !rank_.set && InListOfFigures(at)) return true;
  const size_t follower = piece.first + piece.count;
  const std::string follows = follower < tokens_.size() ? tokens_[follower].folded : "";
  const bool spread = follows == "trend" || follows == "trends" || follows == "growth" ||
                      follows == "pattern" || follows == "patterns";
  const auto own = DimensionExpr(piece);
  if ((!piece.Is(Role::kEntity) && !IsCountMetric(piece)) || (!piece.plural && !spread))
    return false;
  if (!own) return true;  // rows without a name of their own can only be counted
  const size_t before = Previous(at);
  const size_t after = Next(at);
  const auto is = [&](size_t i, Role role) { return i != kNone && pieces_[i].Main() == role; };
  if (is(before, Role::kShare)) return true;  // "what percentage of orders were late"
  if (is(before, Role::kWhich) || is(before, Role::kRankList)) return false;
  const bool other_group =
      std::any_of(groups_.begin(), groups_.end(), [&](const Expr& g) { return g != *own; });
  const auto focus = FocusDimension();
  const bool other_focus = other_group || (focus && own && *focus != *own);
  if (rank_.set) {
    if (is(before, Role::kMeasureBy) || (is(before, Role::kGroup) && pieces_[before].used))
      return other_focus;
    // "the highest sales and orders": a figure beside the one that ranks.
    const size_t beside = is(before, Role::kAnd) ? Previous(before) : kNone;
    if (beside != kNone && at > rank_.at && pieces_[beside].used && IsMeasure(pieces_[beside]) &&
        beside > rank_.at)
      return other_focus;
    const bool prefer = FoldName(TextOf(pieces_[rank_.at])).rfind("prefer", 0) == 0;
    if (prefer && IsCountMetric(piece) && at > rank_.at && measures_.empty()) return other_focus;
    if (at < rank_.counts_at || !rank_.counts) return false;
    return other_focus && measures_.empty();
  }
  const bool beside =
      (is(before, Role::kAnd) && Previous(before) != kNone && pieces_[Previous(before)].used &&
       (IsMeasure(pieces_[Previous(before)]) || IsCountMetric(pieces_[Previous(before)])) &&
       !measures_.empty()) ||
      (is(after, Role::kAnd) && Next(after) != kNone && IsMeasure(pieces_[Next(after)]) &&
       !is(before, Role::kList));
  if (beside) return true;
  const auto count = CountOf(piece);
  const bool compared = other_group && count &&
                        std::any_of(measures_.begin(), measures_.end(),
                                    [&](const Measure& m) { return m.expr == *count; });
  if (compared) return true;
  if (!having_.empty() || listing_) return false;
  if (other_group) return measures_.empty();
  const bool lists = std::any_of(
      pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(at),
      [](const Piece& p) { return p.Main() == Role::kList || p.Main() == Role::kWhich; });
  // "customers from Spain" are listed; "cancelled orders" are counted.
  const semantic::Entity* entity = EntityOf(piece);
  const auto* table = entity == nullptr ? nullptr : model_.FindTable(entity->table);
  const bool master = entity != nullptr && entity->row && table != nullptr && !table->fact;
  return measures_.empty() && groups_.empty() && !lists && !where_.empty() && !master;
}

// "number of products in stock": kinds or pieces?
bool Reader::AsksForStock() const {
  const auto* root = model_.FindTable(scope_.root);
  const bool says = MentionsText("stock") || MentionsText("stocks") || MentionsText("inventory");
  return root != nullptr && root->snapshot && says && !Has(Role::kDistinct) && where_.empty();
}

// "how many returns were made": a value is what is counted, when a verb or nothing follows it.
bool Reader::CountsValue(size_t at) const {
  const size_t value = Next(at);
  if (value == kNone || pieces_[value].Main() != Role::kValue || !pieces_[value].used) return false;
  const size_t after = Next(value);
  return pieces_[value].plural && after != kNone && pieces_[after].Main() == Role::kVerb &&
         pieces_[after].senses.front().ref == "make";
}

// Whether the field identifies the rows of its table.
bool Reader::RowKeyed(const std::string& field) const {
  return std::any_of(model_.entities.begin(), model_.entities.end(),
                     [&](const semantic::Entity& entity) {
                       return entity.row && entity.key.size() == 1 &&
                              entity.table + "." + entity.key.front() == field;
                     });
}

// Whether the parts of a measure sum to the whole: sums and counts do, and counts of things that
// belong to one part each. The same product may be in several orders.
bool Reader::AddsUpOver(const Expr& measure) const {
  const auto expanded = semantic::Expand(model_, measure);
  const bool distinct = expanded && expanded->op == Op::kAggregate &&
                        expanded->name == "count_distinct" && expanded->args.size() == 1 &&
                        expanded->args.front().op == Op::kField;
  if (!distinct) return true;
  const std::string& field = expanded->args.front().name;
  const auto* table = model_.FindTable(field.substr(0, field.find('.')));
  const semantic::Metric* orders = MetricLike({"orders"});
  return (orders != nullptr && orders->expr == *expanded) ||
         (table != nullptr && table->fact && RowKeyed(field));
}

// "how many products does each seller sell": the kinds on offer, not the pieces sold.
bool Reader::Offers() const {
  return MentionsText("sell") || MentionsText("sells") || MentionsText("offer") ||
         MentionsText("offers") || MentionsText("menu") || MentionsText("catalog");
}

// "count of payment types where the payment type is cash": its rows, since the type is but one.
void Reader::CountFilteredRows() {
  for (Measure& measure : measures_) {
    const Expr& counted = measure.expr;
    const bool kinds = counted.op == Op::kAggregate && counted.name == "count_distinct" &&
                       counted.args.size() == 1 && counted.args.front().op == Op::kField;
    const bool fixed =
        kinds && std::any_of(values_.begin(), values_.end(), [&](const auto& f) {
          return f.field == counted.args.front().name && f.values.size() == 1 && !f.negated;
        });
    if (fixed && !Has(Role::kDistinct)) measure.expr = semantic::CountRows(scope_.root);
  }
}

}  // namespace aisle::language
