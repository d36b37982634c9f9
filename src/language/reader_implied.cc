// What the words imply where no measure is named: "which category sells the most", "the busiest
// days", "customer distribution by state".
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::CountRows;
using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Make;
using semantic::MetricRef;
using semantic::Op;

namespace {

std::string NeededFor(const std::string& concept_name) {
  if (concept_name == "units") return "quantities";
  if (concept_name == "count") return "something to count";
  return "a " + concept_name;
}

bool Names(const semantic::Metric& metric, std::string_view word) {
  return metric.name == word ||
         std::find(metric.synonyms.begin(), metric.synonyms.end(), word) != metric.synonyms.end();
}

}  // namespace

const semantic::Metric* Reader::MetricLike(std::initializer_list<std::string_view> names) const {
  const semantic::Metric* best = nullptr;
  double best_cost = 1e9;
  for (const std::string_view name : names) {
    for (const semantic::Metric& metric : model_.metrics) {
      if (!Names(metric, name) || !scope_.Reaches(metric.table)) continue;
      const double cost = metric.priority + scope_.distance.at(metric.table) * 0.1;
      if (best == nullptr || cost < best_cost) {
        best = &metric;
        best_cost = cost;
      }
    }
    if (best != nullptr) return best;
  }
  return best;
}

// Where nothing is sold, the total that a table has: stock, expenses.
const semantic::Metric* Reader::OnlyTotal() const {
  const semantic::Metric* best = nullptr;
  const auto* root = model_.FindTable(scope_.root);
  const bool master = root != nullptr && !root->fact && !root->snapshot;
  if (master) return nullptr;  // what films cost to replace is no figure of theirs
  // Freight is not what orders are worth, where their lines tell of that.
  const semantic::Metric* revenue = model_.FindMetric("revenue");
  if (revenue != nullptr && revenue->table != scope_.root) {
    for (const auto& step : semantic::ReachableFrom(model_, revenue->table)) {
      if (step.table == scope_.root) return nullptr;
    }
  }
  for (const semantic::Metric& metric : model_.metrics) {
    const bool total = metric.table == scope_.root && metric.expr.op == Op::kAggregate &&
                       metric.expr.name == "sum";
    const std::string label = FoldName(metric.label);
    const bool pieces = label.find("quantity") != std::string::npos ||
                        label.find("unit") != std::string::npos ||
                        label.find("qty") != std::string::npos;
    if (pieces && root != nullptr && root->fact) continue;  // pieces sold are no money
    if (total && (best == nullptr || metric.priority < best->priority)) best = &metric;
  }
  return best;
}

// Things that are sold by the piece, so that counting "pizzas sold" adds up quantities.
bool Reader::ProductLike(const semantic::Entity& entity) const {
  const semantic::Metric* units = MetricLike({"units_sold", "units", "quantity"});
  if (units == nullptr) return false;
  for (const std::string_view word :
       {"product", "item", "article", "sku", "unit", "piece", "good"}) {
    if (entity.name.find(word) != std::string::npos) return true;
  }
  // Who buys or sells, and where, is not what is sold.
  for (const std::string_view other : {"customer", "employee", "store", "seller", "supplier",
                                       "shipper", "order", "payment", "warehouse", "channel"}) {
    if (entity.name == other) return false;
  }
  for (const semantic::Join& join : model_.joins) {
    if (join.from_table != units->table || join.to_table != entity.table) continue;
    const auto* table = model_.FindTable(entity.table);
    return table != nullptr && !table->fact;
  }
  return false;
}

// The price of what is ranked: a column of its own table before one of the facts.
const Dimension* Reader::PriceField() const {
  const Dimension* best = nullptr;
  const auto named = [&](const Dimension& dimension) {
    return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
      const semantic::Entity* entity = EntityOf(piece);
      return entity != nullptr && entity->table == dimension.table;
    });
  };
  for (const Dimension& dimension : model_.dimensions) {
    const bool price = dimension.kind == DimensionKind::kNumber && !dimension.additive &&
                       scope_.Reaches(dimension.table) &&
                       (dimension.column.find("price") != std::string::npos ||
                        dimension.column.find("mrp") != std::string::npos ||
                        std::find(dimension.synonyms.begin(), dimension.synonyms.end(), "price") !=
                            dimension.synonyms.end());
    if (price && (best == nullptr || (named(dimension) && !named(*best)))) best = &dimension;
  }
  return best;
}

// The column of numbers that a word names: the weight, the rating. One of a thing that the
// question names before others.
const Dimension* Reader::NumberLike(std::string_view word) const {
  const Dimension* best = nullptr;
  const auto named = [&](const Dimension& dimension) {
    return std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
      const semantic::Entity* entity = EntityOf(piece);
      return entity != nullptr && entity->table == dimension.table;
    });
  };
  for (const Dimension& dimension : model_.dimensions) {
    const bool like = dimension.kind == DimensionKind::kNumber && !dimension.hidden &&
                      scope_.Reaches(dimension.table) &&
                      FoldName(dimension.label).find(word) != std::string::npos;
    if (like && (best == nullptr || (named(dimension) && !named(*best)))) best = &dimension;
  }
  return best;
}

// "heaviest", "highest rated", "slowest": what the superlative measures.
std::optional<semantic::Expr> Reader::ImpliedQuality(const std::string& quality) const {
  const bool lasts = quality == "length" && (Has(Role::kTimeNoun) || MentionsText("delivery") ||
                                             MentionsText("shipping") || MentionsText("deliver") ||
                                             MentionsText("delivered") || MentionsText("ship"));
  if (lasts) {
    const semantic::Metric* days = MetricLike({"delivery_days", "delivery time", "duration"});
    return days == nullptr ? std::nullopt : std::optional<Expr>(MetricRef(days->name));
  }
  const Dimension* field = NumberLike(quality);
  if (field == nullptr && quality == "length") {
    for (const std::string_view word : {"duration", "milliseconds", "seconds", "minutes"}) {
      if (field == nullptr) field = NumberLike(word);
    }
  }
  if (field == nullptr && quality == "rating") {
    for (const std::string_view word : {"score", "stars", "review"}) {
      if (field == nullptr) field = NumberLike(word);
    }
  }
  if (field == nullptr) return std::nullopt;
  const char* fold = quality == "rating" ? "avg" : rank_.direction < 0 ? "min" : "max";
  return Make(Op::kAggregate, {Field(field->Field())}, fold);
}

// "the most frequent discount": a number of each row, so that rows are counted.
bool Reader::CountsEntries() const {
  const Dimension* field = groups_.size() == 1 && groups_.front().op == Op::kField
                               ? model_.FindDimension(groups_.front().name)
                               : nullptr;
  return field != nullptr && field->kind == DimensionKind::kNumber && field->table == scope_.root;
}

// In a table of returns or claims it is these that are counted, not the orders behind them.
bool Reader::CountsComebacks() const {
  const auto* root = model_.FindTable(scope_.root);
  if (root == nullptr || !root->fact) return false;
  for (const std::string_view word : {"return", "refund", "claim"})
    if (root->entity.find(word) != std::string::npos) return true;
  return false;
}

const catalog::Column* Reader::ColumnOfTime() const {
  const size_t dot = scope_.time.find('.');
  return dot == std::string::npos
             ? nullptr
             : catalog_.Find(scope_.time.substr(0, dot), scope_.time.substr(dot + 1));
}

// Rows without an id of their own, an order or a customer: each may stand for many sales.
bool Reader::AddsUpSales() const {
  const auto* root = model_.FindTable(scope_.root);
  const bool known = model_.FindMetric("orders") != nullptr || model_.FindMetric("customers");
  if (root == nullptr || !root->fact || known) return false;
  return std::none_of(model_.entities.begin(), model_.entities.end(),
                      [&](const semantic::Entity& entity) {
                        return entity.table == scope_.root && entity.row && entity.key.size() == 1;
                      });
}

std::optional<semantic::Expr> Reader::Implied(const std::string& concept_name) const {
  const semantic::Metric* metric = nullptr;
  // Rows that stand for a year's or a month's sales are no sales that could be counted.
  const catalog::Column* dates = ColumnOfTime();
  const bool sums = (dates != nullptr && !dates->grain.empty()) || AddsUpSales();
  if (concept_name == "units" && sums)
    metric = MetricLike({"units_sold", "units", "quantity", "revenue"});
  else if (concept_name == "units")
    metric = MetricLike({"units_sold", "units", "quantity", "orders", "revenue", "sales_count"});
  if (concept_name == "revenue")
    metric = MetricLike({"revenue", "sales", "sales amount", "gross amount", "units_sold"});
  if (concept_name == "orders" || concept_name == "count") metric = MetricLike({"orders"});
  // Where only some of the events are orders, each event counts.
  if (concept_name == "count" && metric != nullptr &&
      (metric->expr.op == Op::kWhere || CountsComebacks())) {
    metric = nullptr;
  }
  if (concept_name == "profit") metric = MetricLike({"profit"});
  if (concept_name == "revenue" && metric == nullptr) metric = OnlyTotal();
  if (concept_name == "count" && CountsEntries()) return CountRows(scope_.root);
  if (metric != nullptr) return MetricRef(metric->name);
  if (concept_name == "count" || concept_name == "orders") return CountRows(scope_.root);
  if (concept_name == "units" || concept_name == "revenue" || concept_name == "profit")
    return std::nullopt;
  if (concept_name == "price") {
    if (const Dimension* price = PriceField()) {
      return Make(Op::kAggregate, {Field(price->Field())}, rank_.direction < 0 ? "min" : "max");
    }
  }
  if (concept_name == "time" && !time_field_.empty()) {
    return Make(Op::kAggregate, {Field(time_field_)}, rank_.direction < 0 ? "min" : "max");
  }
  if (concept_name == "weight" || concept_name == "height" || concept_name == "length" ||
      concept_name == "rating") {
    return ImpliedQuality(concept_name);
  }
  return std::nullopt;
}

// "revenue breakdown excluding the UK": by the column of the filter.
void Reader::BreakDownByFilter() {
  const bool spread = MentionsText("breakdown") || MentionsText("split");
  if (!spread || values_.size() != 1 || !values_.front().negated) return;
  AddGroup(Field(values_.front().field), false);
}

// "gender distribution of customers": the customers are counted.
bool Reader::SpreadsThing(size_t token) {
  for (const Piece& piece : pieces_) {
    if (piece.first < token) continue;
    const semantic::Entity* entity = EntityOf(piece);
    const auto shown = entity == nullptr ? std::nullopt : DimensionExpr(piece);
    const auto found = shown ? std::find(groups_.begin(), groups_.end(), *shown) : groups_.end();
    const auto count = shown ? CountOf(piece) : std::nullopt;
    if (found == groups_.end() || groups_.size() < 2 || !count) continue;
    groups_.erase(found);
    AddMeasure(*count, 0);
    return true;
  }
  return false;
}

// The things before their own column, "customer gender": how many there are.
std::optional<semantic::Expr> Reader::CountOfOwner(const Piece& column) const {
  const Dimension* field = FieldOf(column);
  for (const Piece& piece : pieces_) {
    if (piece.first + piece.count != column.first) continue;
    const semantic::Entity* owner = EntityOf(piece);
    if (owner != nullptr && field != nullptr && scope_.Reaches(owner->table)) return CountOf(piece);
  }
  return std::nullopt;
}

// "how long does it take to deliver", "how fast are orders shipped": the duration that is known.
void Reader::ReadHowLong() {
  for (size_t i = 0; i + 1 < tokens_.size(); ++i) {
    const std::string& pace = tokens_[i + 1].folded;
    const bool asks = tokens_[i].folded == "how" &&
                      (pace == "long" || pace == "fast" || pace == "quickly" || pace == "slow");
    if (!asks) continue;
    for (Piece& piece : pieces_) {
      if (piece.first != i && piece.first != i + 1) continue;
      if (piece.Main() == Role::kUnknown) cost_ -= 3;
      if (piece.Main() == Role::kUnknown || piece.Main() == Role::kStop) piece.used = true;
    }
    const semantic::Metric* days = MetricLike({"delivery_days", "delivery time"});
    if (!measures_.empty() || days == nullptr) return;
    AddMeasure(MetricRef(days->name), 0);
    for (Piece& piece : pieces_) {  // "how fast are orders shipped": of the orders anyway
      const auto* table = RelatedTable(piece);
      if (table != nullptr && piece.Is(Role::kEntity)) piece.used = true;
    }
  }
}

// "who purchased more, men or women": the two beside each other.
bool Reader::SetsTwoAgainst() const {
  const bool two = values_.size() == 1 && values_.front().values.size() == 2 &&
                   !values_.front().negated &&
                   std::all_of(groups_.begin(), groups_.end(),
                               [&](const Expr& group) { return IsTimeGroup(group); });
  const bool either = Has(Role::kOr) && Has(Role::kWhich);
  const bool against =
      !tokens_.empty() &&
      (tokens_[0].folded == "do" || tokens_[0].folded == "did" || tokens_[0].folded == "does") &&
      MentionsText("than");
  return two && (either || against) && MentionsText("more");
}

bool Reader::AsksWhichMore(const std::string& verb) {
  if (verb.empty() || !SetsTwoAgainst()) return false;
  for (Piece& piece : pieces_)  // "more than men", and no number
    if (piece.Main() == Role::kCompare) piece.used = true;
  const auto implied = Implied(verb == "sell" ? "units" : "revenue");
  if (!implied) return false;
  AddGroup(Field(values_.front().field), false);
  AddMeasure(*implied, 0);
  Assume("ranked by " + semantic::ToString(*implied));
  return true;
}

// "which employee sold the most": people are measured by what they earned.
bool Reader::RanksSellers() {
  if (groups_.empty() || groups_[0].op != Op::kField) return false;
  const bool people = std::any_of(
      model_.entities.begin(), model_.entities.end(), [&](const semantic::Entity& entity) {
        return entity.name == "employee" && entity.table + "." + entity.display == groups_[0].name;
      });
  const bool ranked = people && MetricLike({"revenue"}) != nullptr;
  if (people) cost_ += ranked ? 0 : 1.5;  // no amounts are seen from here
  return ranked;
}

// What the words imply where no measure is named.
void Reader::ReadImplied() {
  if (groups_.empty()) BreakDownByFilter();
  const auto* root = model_.FindTable(scope_.root);
  const bool happens = Has(Role::kVerb) || rank_.implied == "count" || rank_.implied == "orders";
  if (happens && root != nullptr && !root->fact) cost_ += 0.4;
  std::string verb;
  for (Piece& piece : pieces_) {
    if (piece.Main() != Role::kVerb || piece.used) continue;
    if (verb.empty() || verb == "make") verb = piece.senses.front().ref;
    piece.used = true;
  }
  if (!rank_.implied.empty()) {
    std::string concept_name = rank_.implied;
    if (concept_name == "count" && (verb == "order" || verb == "sell")) concept_name = "units";
    if (concept_name == "units" && RanksSellers()) concept_name = "revenue";
    if (concept_name == "count" && !groups_.empty() && groups_[0].op == Op::kField) {
      for (const auto& entity : model_.entities) {
        if (groups_[0].name == entity.table + "." + entity.display && ProductLike(entity))
          concept_name = "units";
      }
    }
    // The superlative itself says what is ranked, unless a measure is named beside it.
    // "the average price by city, from cheapest to dearest": the figure is named.
    const bool sorts = direction_ && !rank_.set && !measures_.empty();
    const bool named = std::any_of(measures_.begin(), measures_.end(),
                                   [](const Measure& measure) { return !measure.support; });
    if (!sorts && (!named || concept_name == "profit" || concept_name == "price")) {
      const auto implied = Implied(concept_name);
      if (!implied) {
        failure_ = Fail(Outcome::kRefuse, "missing",
                        "“" + TextOf(pieces_[rank_.at]) + "” needs " + NeededFor(concept_name) +
                            ", and this data has no such column.");
        failure_->cost += 2;
        return;
      }
      measures_.insert(measures_.begin(), {*implied, rank_.at});
    }
    return;
  }
  // "India or Australia? Who buys more boxes": of each, whatever the figure is.
  if (!measures_.empty() && SetsTwoAgainst()) AddGroup(Field(values_.front().field), false);
  if (!measures_.empty()) return;
  if (!having_.empty() && !rank_.set) return;
  if (AsksWhichMore(verb)) return;
  if (verb == "perform" && !values_.empty() && !rank_.set) {
    failure_ = Fail(Outcome::kClarify, "unclear",
                    "By which figure should the performance be measured: the number, the rate, or "
                    "the revenue?");
    return;
  }
  if (rank_.set) {
    // "cancelled the most": how often, not for how much.
    const bool often =
        verb == "use" || (rank_.counts && !values_.empty() && verb != "sell" && verb != "spend");
    const bool pieces = (verb == "sell" && !RanksSellers()) || verb == "order";
    const auto implied = Implied(often ? "count" : pieces ? "units" : "revenue");
    if (!implied) {
      failure_ = Fail(Outcome::kClarify, "unclear", "By what should that be ranked?");
      failure_->cost += 1;
      return;
    }
    AddMeasure(*implied, rank_.at);
    Assume("ranked by " + semantic::ToString(*implied));
    return;
  }
  if (SpreadsCategory()) {
    if (const auto rows = Implied("count")) AddMeasure(*rows, 0);
    return;
  }
  if (groups_.empty() || listing_) return;
  if (const std::string& first = tokens_.front().folded; first == "amount" || first == "amounts") {
    if (const auto revenue = Implied("revenue")) AddMeasure(*revenue, 0);  // "amount by category"
    return;
  }
  if (CrossesCategories()) {
    if (const auto rows = Implied("count")) AddMeasure(*rows, 0);  // "order status by category"
    return;
  }
  const bool share = Has(Role::kShare) || Has(Role::kChange) || Has(Role::kCumulative);
  if (share) return;
  // "customer distribution by state": the thing that is spread is counted.
  for (const Piece& piece : pieces_) {
    const size_t after = piece.first + piece.count;
    if (after >= tokens_.size() || groups_.empty()) continue;
    const std::string& noun = tokens_[after].folded;
    if (noun != "distribution" && noun != "breakdown" && noun != "split") continue;
    const semantic::Entity* entity = EntityOf(piece);
    const auto shown = entity == nullptr ? std::nullopt : DimensionExpr(piece);
    const auto found = shown ? std::find(groups_.begin(), groups_.end(), *shown) : groups_.end();
    if (found != groups_.end() && groups_.size() > 1) {
      groups_.erase(found);
      if (const auto count = CountOf(piece)) AddMeasure(*count, 0);
    } else if (after + 1 < tokens_.size() && tokens_[after + 1].folded == "of" &&
               SpreadsThing(after + 1)) {
    } else if (const auto members = CountOfOwner(piece)) {
      AddMeasure(*members, 0);  // "customer gender distribution"
    } else if (const auto rows = Implied("count")) {
      AddMeasure(*rows, 0);  // "gender distribution by branch"
    }
    return;
  }
  const bool time_only =
      std::all_of(groups_.begin(), groups_.end(), [&](const Expr& g) { return IsTimeGroup(g); });
  if (verb == "sell" || verb == "spend" || verb == "perform" || time_only || versus_) {
    if (const auto implied = Implied(verb == "sell" ? "units" : "revenue")) AddMeasure(*implied, 0);
  }
}

// "distribution of order statuses", "percentage distribution by segment": how many there are of
// each.
bool Reader::SpreadsCategory() const {
  if (groups_.size() != 1 || IsTimeGroup(groups_[0])) return false;
  for (size_t i = 0; i < tokens_.size(); ++i) {
    const bool of = i + 1 < tokens_.size() && tokens_[i + 1].folded == "of";
    if (tokens_[i].folded == "distribution" && (of || Has(Role::kShare))) return true;
  }
  return false;
}

// "order status by category", "use of each payment method by gender": how many there are of each.
bool Reader::CrossesCategories() const {
  const bool marked = std::any_of(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
    return piece.Main() == Role::kGroup && piece.senses.front().ref == "by";
  });
  if (!marked || groups_.size() != 2 || Has(Role::kList) || Has(Role::kWhich)) return false;
  return std::all_of(groups_.begin(), groups_.end(), [&](const Expr& group) {
    const Dimension* field = group.op == Op::kField ? model_.FindDimension(group.name) : nullptr;
    return field != nullptr && field->kind == DimensionKind::kCategory;
  });
}

}  // namespace aisle::language
