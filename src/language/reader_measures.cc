// What to compute: metrics, aggregates of columns, counts. What is implied where nothing is named
// is in reader_implied.cc.
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

std::optional<semantic::Expr> Reader::CountOf(const Piece& piece) const {
  if (piece.Main() == Role::kDetail) return CountRows(scope_.root);
  const semantic::Entity* entity = EntityOf(piece);
  const Dimension* field = FieldOf(piece);
  const bool entity_first =
      entity != nullptr && (field == nullptr || piece.Find(Role::kEntity)->cost <=
                                                    piece.Find(Role::kField)->cost + 0.02);
  if (entity_first) {
    // A metric of that name says how it is counted ("orders").
    if (const auto active = CountActive(*entity)) return active;
    const Sense* metric = piece.Find(Role::kMetric);
    if (metric != nullptr && IsCountMetric(piece)) return MetricRef(metric->ref);
    if (entity->row || entity->key.empty()) return CountRows(entity->table);
    return CountDistinct(Field(entity->table + "." + entity->key.front()));
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
    if (!adds || pieces || counted == nullptr) return MetricRef(metric->ref);
    const bool table_of_it = counted->table.find(tokens_[piece.first].stem) != std::string::npos;
    if (table_of_it) return CountRows(counted->table);
    return std::nullopt;
  }
  if (field != nullptr)
    return Make(Op::kAggregate, {Field(field->Field())},
                field->additive ? "sum" : "count_distinct");
  if (const Sense* table = piece.Find(Role::kTable)) return CountRows(table->ref);
  if (piece.Main() == Role::kTimeNoun) {
    const auto time = DimensionExpr(piece);
    if (time) return CountDistinct(*time);
  }
  return std::nullopt;
}

// What one row adds to a sum or a difference of sums: revenue less cost.
std::optional<semantic::Expr> Reader::RowOf(const Expr& measure) const {
  if (measure.op == Op::kAggregate) {
    return measure.name == "sum" ? std::optional<Expr>(measure.args.front()) : std::nullopt;
  }
  if (measure.op != Op::kSubtract && measure.op != Op::kAdd) return std::nullopt;
  const auto left = RowOf(measure.args[0]);
  const auto right = RowOf(measure.args[1]);
  if (!left || !right) return std::nullopt;
  return Make(measure.op, {*left, *right});
}

// "average X": of a column, of what a metric adds up, or over what it counts.
std::optional<semantic::Expr> Reader::FoldOf(const std::string& fold, const Piece& piece) const {
  const Dimension* number = NumberFieldOf(piece);
  const Sense* metric = piece.Find(Role::kMetric);
  if (fold == "sum") {
    if (metric != nullptr) {
      const auto expanded = semantic::Expand(model_, MetricRef(metric->ref));
      if (expanded && expanded->op == Op::kAggregate && expanded->name == "avg") {
        return Make(Op::kAggregate, expanded->args, "sum");
      }
    }
    if (metric != nullptr) return MetricRef(metric->ref);
    if (number != nullptr) return Make(Op::kAggregate, {Field(number->Field())}, "sum");
    return CountOf(piece);
  }
  if (metric != nullptr && per_.empty()) {
    const auto expanded = semantic::Expand(model_, MetricRef(metric->ref));
    if (expanded && expanded->op == Op::kAggregate && expanded->name == "avg" &&
        expanded->args.size() == 1) {
      return Make(Op::kAggregate, {expanded->args.front()}, fold);
    }
    if (expanded && expanded->op == Op::kAggregate && expanded->args.size() == 1 &&
        (expanded->name == "sum")) {
      return Make(Op::kAggregate, {expanded->args.front()}, fold);
    }
    const auto inner = expanded ? RowOf(*expanded) : std::nullopt;
    if (inner && number == nullptr) return Make(Op::kAggregate, {*inner}, fold);
    if (number == nullptr) return MetricRef(metric->ref);  // already an average or a rate
  }
  if (!per_.empty() && fold == "avg") {
    std::optional<Expr> inner;
    if (metric != nullptr)
      inner = MetricRef(metric->ref);
    else if (number != nullptr && number->additive)
      inner = Make(Op::kAggregate, {Field(number->Field())}, "sum");
    else if (number == nullptr)
      inner = CountOf(piece);
    if (inner) return inner;
  }
  if (number != nullptr) return Make(Op::kAggregate, {Field(number->Field())}, fold);
  return std::nullopt;
}

std::optional<semantic::Expr> Reader::DefaultMeasure(const Piece& piece) const {
  const Sense* metric = piece.Find(Role::kMetric);
  const Dimension* number = NumberFieldOf(piece);
  // The same word names both: the metric says how it is added up. A longer or closer name of the
  // column wins over a distant synonym of the metric.
  if (metric != nullptr &&
      (number == nullptr || metric->cost <= piece.Find(Role::kField)->cost + 0.05)) {
    return MetricRef(metric->ref);
  }
  if (number == nullptr) return std::nullopt;
  if (rank_.set && !number->additive) {
    return Make(Op::kAggregate, {Field(number->Field())}, rank_.direction > 0 ? "max" : "min");
  }
  return Make(Op::kAggregate, {Field(number->Field())}, number->additive ? "sum" : "avg");
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
bool Reader::CountsThing(size_t at) const {
  const Piece& piece = pieces_[at];
  if (MostOfKind(at)) return true;
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

bool Reader::IsRatio(const Piece& piece) const {
  const Sense* metric = piece.Find(Role::kMetric);
  if (metric == nullptr) return false;
  const auto expanded = semantic::Expand(model_, MetricRef(metric->ref));
  return expanded && expanded->op == Op::kDivide;
}

// "how many products does each seller sell": the kinds on offer, not the pieces sold.
bool Reader::Offers() const {
  return MentionsText("sell") || MentionsText("sells") || MentionsText("offer") ||
         MentionsText("offers");
}

// "the average price and the total discontinued products": what narrows the second figure alone. It
// is taken out of the filters.
std::optional<semantic::Expr> Reader::OwnCondition(size_t at) {
  if (measures_.empty() || at == 0 || !pieces_[at - 1].used || !groups_.empty())
    return std::nullopt;
  const size_t adjective = at - 1;
  size_t before = Previous(adjective);
  while (before != kNone &&
         (pieces_[before].Main() == Role::kFold || pieces_[before].Main() == Role::kCount)) {
    before = Previous(before);
  }
  if (before == kNone || pieces_[before].Main() != Role::kAnd) return std::nullopt;
  const Piece& piece = pieces_[adjective];
  const auto belongs = [&](const Expr& condition) {
    const auto fields = semantic::FieldsOf(condition);
    return fields.size() == 1 &&
           std::any_of(piece.senses.begin(), piece.senses.end(), [&](const Sense& sense) {
             const bool says = sense.role == Role::kValue || sense.role == Role::kField;
             return says && sense.ref == fields.front();
           });
  };
  const auto found = std::find_if(where_.begin(), where_.end(), belongs);
  if (found == where_.end()) return std::nullopt;
  const Expr condition = *found;
  where_.erase(found);
  return condition;
}

void Reader::AddMeasure(Expr expr, size_t at) {
  named_measure_ = named_measure_ || at != rank_.at;
  for (const Measure& measure : measures_) {
    if (measure.expr == expr) return;
  }
  measures_.push_back({std::move(expr), at});
}

void Reader::ReadMeasures() {
  std::vector<std::string> folds;
  std::vector<std::string> carried;  // "average weight and TP"
  bool count_list = false;           // "unique orders, products and customers"
  bool count = false;
  bool distinct = false;
  bool after_rank = false;
  size_t last_measure = kNone;
  const auto add = [&](std::optional<Expr> expr, size_t at) {
    if (!expr) return false;
    if (denominator_ || !per_.empty()) {
      // Averages over things are made of totals.
      const auto expanded = semantic::Expand(model_, *expr);
      if (expanded && expanded->op == Op::kAggregate && expanded->name == "avg") {
        expr = Make(Op::kAggregate, expanded->args, "sum");
      }
    }
    if (denominator_) expr = Make(Op::kDivide, {*expr, *denominator_});
    if (per_.size() == 1 && per_.front().op == Op::kField) {
      // The same as the average of each one's total, with those that have none counted in.
      expr = Make(Op::kDivide, {*expr, CountDistinct(per_.front())});
    } else if (!per_.empty()) {
      std::vector<Expr> args = {*expr};
      args.insert(args.end(), per_.begin(), per_.end());
      expr = Make(Op::kPer, std::move(args), "avg");
    }
    if (const auto own = OwnCondition(at)) expr = Make(Op::kWhere, {*expr, *own});
    AddMeasure(std::move(*expr), at);
    Use(at);
    last_measure = at;
    return true;
  };
  for (const Measure& defined : defined_) add(defined.expr, defined.at);
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    if (rank_.set && i == rank_.at) after_rank = true;
    if (piece.used && (i != rank_.at || piece.Main() == Role::kFold)) {
      if (piece.Main() != Role::kRank && piece.Main() != Role::kValue) carried.clear();
      continue;
    }
    switch (piece.Main()) {
      case Role::kFold:
        if (carried.empty() || !folds.empty()) carried.clear();
        folds.push_back(piece.senses.front().ref);
        carried.clear();
        piece.used = true;
        continue;
      case Role::kCount:
        count = true;
        piece.used = true;
        continue;
      case Role::kDistinct:
        distinct = true;
        piece.used = true;
        continue;
      case Role::kCountAfter: {
        // "order volume", "customer count": what stands before is counted.
        const size_t before = Previous(i);
        const size_t next = Next(i);
        if (last_measure != kNone && before == last_measure) {
          piece.used = true;
        } else if (before != kNone && !pieces_[before].used && IsDimension(pieces_[before])) {
          if (add(CountOf(pieces_[before]), before)) piece.used = true;
        } else if (next != kNone && (IsDimension(pieces_[next]) || IsMeasure(pieces_[next])) &&
                   !pieces_[next].used) {
          count = true;  // "count orders by …"
          piece.used = true;
        } else if (!groups_.empty() || IsDimension(pieces_[before == kNone ? i : before])) {
          if (const auto rows = Implied("count")) {
            AddMeasure(*rows, i);
            piece.used = true;
          }
        }
        continue;
      }
      default:
        break;
    }
    if (piece.Is(Role::kTable) && !measures_.empty() && IsContext(i)) {
      piece.used = true;  // "customers in the international sales"
      continue;
    }
    const bool dimension = IsDimension(piece);
    const bool measure =
        IsMeasure(piece) || piece.Is(Role::kTable) || piece.Main() == Role::kDetail;
    if (!dimension && !measure && !piece.Is(Role::kEntity)) continue;
    // "pizza size", "customer countries": the thing before its own column is no measure.
    if (piece.Is(Role::kEntity) && !piece.plural && i + 1 < pieces_.size() &&
        !pieces_[i + 1].used && groups_.empty() && folds.empty() && !count &&
        IsMeasure(pieces_[i + 1]) && EntityOf(piece) != nullptr && !ProductLike(*EntityOf(piece))) {
      const auto* table = model_.FindTable(EntityOf(piece)->table);
      if (table != nullptr && table->fact) {  // "order delivery time": of the orders anyway
        piece.used = true;
        continue;
      }
      if (const auto group = DimensionExpr(piece)) {  // "employee sales": sales by employee
        AddGroup(*group, false);
        piece.used = true;
        continue;
      }
    }
    if (piece.Is(Role::kEntity) && !piece.plural && i + 1 < pieces_.size() &&
        IsCountMetric(pieces_[i + 1]) && NextIs(i + 1, Role::kCountAfter) && groups_.empty()) {
      if (const auto group = DimensionExpr(piece)) {  // "customer order frequency"
        AddGroup(*group, false);
        piece.used = true;
        continue;
      }
    }
    const bool modifies = piece.Is(Role::kEntity) && !piece.plural && i + 1 < pieces_.size() &&
                          !pieces_[i + 1].used &&
                          (IsDimension(pieces_[i + 1]) || IsMeasure(pieces_[i + 1])) &&
                          !NextIs(i, Role::kCountAfter);
    if (modifies &&
        (count || distinct || !folds.empty() || pieces_[i + 1].Main() == Role::kField)) {
      piece.used = true;
      continue;
    }
    if (last_measure != kNone && last_measure + 1 == i && folds.empty() && !count &&
        pieces_[last_measure].Is(Role::kMetric) && piece.Is(Role::kMetric) && IsMeasure(piece) &&
        !pieces_[last_measure].quoted) {
      failure_ = Fail(Outcome::kClarify, "unclear",
                      "“" + TextOf(pieces_[last_measure]) + " " + TextOf(piece) +
                          "” is no figure that is known. Is one of the two meant, or both?");
      failure_->cost += 0.5;
      return;
    }
    if (NextIs(i, Role::kCountAfter) && dimension) continue;  // taken there
    const semantic::Entity* entity = EntityOf(piece);
    const size_t next = Next(i);
    const bool sold =
        next != kNone && pieces_[next].Main() == Role::kVerb &&
        (pieces_[next].senses.front().ref == "sell" || pieces_[next].senses.front().ref == "order");
    bool done = false;
    const std::string spoken = FoldName(TextOf(piece));
    if (rank_.set && rank_.counts_at + 1 == i && (spoken == "purchases" || spoken == "purchase") &&
        FoldName(TextOf(pieces_[rank_.counts_at])) == "highest" && measures_.empty()) {
      done = add(Implied("revenue"), i);
      if (done) {
        Assume("“" + TextOf(piece) + "” is taken as what was spent");
        continue;
      }
      cost_ += 1.5;  // no amounts are seen from here
    }
    if (count && entity != nullptr && ProductLike(*entity) && AsksForStock()) {
      failure_ =
          Fail(Outcome::kClarify, "unclear",
               "How many different products, or how many pieces in stock? Ask for the number "
               "of distinct products, or for the stock.");
      return;
    }
    // "average and total sales", "minimum and average amount": the fold inside a metric's name
    // counts beside those before it.
    const std::string lead = tokens_[piece.first].folded;
    if (!folds.empty() && piece.Is(Role::kMetric) && piece.count > 1 &&
        (lead == "total" || lead == "average" || lead == "avg")) {
      folds.push_back(lead == "total" ? "sum" : "avg");
    }
    if (rank_.implied == "count" && i < rank_.at && folds.empty() && !count &&
        NumberFieldOf(piece) != nullptr) {
      AddGroup(Field(NumberFieldOf(piece)->Field()), false);  // "which discount was most frequent"
      piece.used = true;
      continue;
    }
    if (const Sense* narrow = piece.Find(Role::kMetric);
        narrow != nullptr && !rank_.set && folds.empty() && !count) {
      // "average amount for cancelled orders": a filtered count is the filter of what is asked.
      const auto expanded = semantic::Expand(model_, MetricRef(narrow->ref));
      const bool adjective = narrow->value == "adjective";
      if (expanded && expanded->op == Op::kWhere &&
          (IsContext(i) || adjective || PreviousIs(i, Role::kNot))) {
        const size_t before = Previous(i);
        const bool denied = before != kNone && pieces_[before].Main() == Role::kNot;
        if (denied) Use(before);
        AddFilter(denied ? Make(Op::kNot, {expanded->args[1]}) : expanded->args[1]);
        piece.used = true;
        continue;
      }
    }
    // "which category and weight has the highest price": listed with what is ranked.
    if (rank_.set && i < rank_.at && folds.empty() && !count && piece.Main() == Role::kField &&
        NumberFieldOf(piece) != nullptr && !NumberFieldOf(piece)->additive &&
        PreviousIs(i, Role::kAnd) && Previous(Previous(i)) != kNone &&
        IsDimension(pieces_[Previous(Previous(i))])) {
      AddGroup(Field(NumberFieldOf(piece)->Field()), false);
      piece.used = true;
      continue;
    }
    if (count_list && PreviousIs(i, Role::kAnd) && dimension && piece.Main() != Role::kTimeNoun) {
      done = add(CountOf(piece), i);
      if (done) continue;
    }
    // "average transaction value" is a metric; an average number of orders needs its "per what".
    const bool averaged =
        std::any_of(folds.begin(), folds.end(), [](const std::string& f) { return f != "sum"; });
    const bool counts = count || (entity != nullptr && (IsCountMetric(piece) || !IsMeasure(piece)));
    if (averaged && IsRatio(piece)) {  // "average number of line items per order" is one already
      done = add(DefaultMeasure(piece), i);
    } else if (averaged && counts && per_.empty() && !denominator_ &&
               !(entity != nullptr && ProductLike(*entity) && HasFree(Role::kVerb) && !count)) {
      const size_t follower = piece.first + piece.count;
      const std::string follows = follower < tokens_.size() ? tokens_[follower].folded : "";
      const semantic::Metric* value = follows == "value" || follows == "size" || follows == "amount"
                                          ? MetricLike({"average_order_value", "aov"})
                                          : nullptr;
      if (value == nullptr) {
        failure_ = Fail(Outcome::kClarify, "unclear",
                        "An average number of “" + TextOf(piece) +
                            "” needs to know per what: per day, per customer?");
        return;
      }
      done = add(MetricRef(value->name), i);
    } else if (entity != nullptr && ProductLike(*entity) && !distinct &&
               folds.size() + (count ? 1 : 0) > 0 && !listing_ && !Offers() &&
               (sold || !per_.empty() || HasFree(Role::kVerb))) {
      counted_ = entity;
      done = add(Implied("units"), i);  // "total pizzas sold", "average items per order"
    } else if (count || distinct) {
      const bool list = distinct && !count && !after_rank && folds.empty();
      if (!list) done = add(CountOf(piece), i);
      count_list = done;
    } else if (!folds.empty()) {
      for (const std::string& fold : folds) {
        if (const Sense* ratio = piece.Find(Role::kMetric);
            ratio != nullptr && fold != "avg" && fold != "sum" && NumberFieldOf(piece) == nullptr) {
          const auto expanded = semantic::Expand(model_, MetricRef(ratio->ref));
          if (expanded && expanded->op != Op::kAggregate) {
            failure_ =
                Fail(Outcome::kRefuse, "unsupported",
                     "The " + fold + " of “" + TextOf(piece) +
                         "” needs its value for each thing first, which cannot be answered yet.");
            return;
          }
        }
        auto folded = FoldOf(fold, piece);
        if (!folded && dimension && !IsMeasure(piece)) folded = CountOf(piece);
        done = add(std::move(folded), i) || done;
      }
    } else if (CountsThing(i)) {
      // "international sales by month" names a metric too, and nothing says to count.
      const bool metric = piece.Is(Role::kMetric) && !IsCountMetric(piece);
      done = add(metric ? DefaultMeasure(piece) : CountOf(piece), i);
    } else if (IsMeasure(piece) && !(dimension && !piece.Is(Role::kMetric))) {
      const bool ranked_thing = rank_.set && !rank_.counts && entity != nullptr && i > rank_.at &&
                                measures_.empty() && groups_.empty() &&
                                FoldName(TextOf(pieces_[rank_.at])) != "by";
      const bool which =
          i > 0 && (pieces_[i - 1].Main() == Role::kWhich || pieces_[i - 1].Main() == Role::kList);
      const bool thing =
          entity != nullptr &&
          (which || listing_ || (ranked_thing && Previous(i) == rank_.at) ||
           (ranked_thing && Previous(i) != kNone && pieces_[Previous(i)].Is(Role::kNumber)));
      if (!thing) {
        std::optional<Expr> expr;
        for (const std::string& fold : carried) expr = FoldOf(fold, piece);
        done = add(expr ? expr : DefaultMeasure(piece), i);
      }
    } else if (after_rank && rank_.counts && i > rank_.counts_at && entity != nullptr &&
               measures_.empty()) {
      // "the most customers": counted, unless it is itself what is ranked ("highest-rated stores").
      const auto focus = FocusDimension();
      const bool other_focus = (focus && *focus != *DimensionExpr(piece)) || !groups_.empty();
      if (other_focus) done = add(CountOf(piece), i);
    }
    if (done) {
      if (!folds.empty()) carried = folds;
      folds.clear();
      count = false;
      distinct = false;
    } else if (distinct && dimension) {
      listing_ = true;  // "list all distinct categories"
      distinct = false;
    }
  }
  // A fold that found nothing to fold: "what was the total" belongs to the implied measure.
  for (const std::string& fold : folds) {
    if (fold == "sum") continue;
    if (measures_.size() == 1) {
      const auto expanded = semantic::Expand(model_, measures_[0].expr);
      if (expanded && expanded->op == Op::kAggregate && expanded->name == "sum") {
        measures_[0].expr = Make(Op::kAggregate, expanded->args, fold);
        continue;
      }
    }
    for (Piece& piece : pieces_) {  // "count customers and get the average": of what?
      const bool idle = piece.used && piece.Main() == Role::kFold &&
                        piece.senses.front().ref == fold && measures_.size() > 1;
      if (idle) piece.used = false;
    }
  }
  if (count && measures_.empty()) {
    if (const auto rows = Implied("count")) AddMeasure(*rows, 0);
  }
}

// "difference between TP 1 and TP 2", "biggest spread between cost and price".
void Reader::ReadDifferences() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].Main() != Role::kDifference || pieces_[i].used) continue;
    size_t first = Next(i);
    if (first != kNone && pieces_[first].Main() == Role::kBetween) {
      Use(first);
      first = Next(first);
    }
    const size_t link = first == kNone ? kNone : Next(first);
    const size_t second = link == kNone ? kNone : Next(link);
    if (second == kNone || pieces_[link].Main() != Role::kAnd) continue;
    const Dimension* a = NumberFieldOf(pieces_[first]);
    const Dimension* b = NumberFieldOf(pieces_[second]);
    if (a == nullptr || b == nullptr) continue;
    const bool spread = FoldName(TextOf(pieces_[i])).rfind("diff", 0) != 0;
    const Expr low = Field((spread ? a : b)->Field());
    const Expr high = Field((spread ? b : a)->Field());
    const Expr difference = Make(Op::kSubtract, {high, low});
    const std::string fold = a->additive && b->additive ? "sum" : rank_.set ? "max" : "avg";
    if (rank_.set) {
      AddMeasure(Make(Op::kAggregate, {difference}, fold), i);
      AddMeasure(Make(Op::kAggregate, {low}, fold), first);
      AddMeasure(Make(Op::kAggregate, {high}, fold), second);
    } else {
      AddMeasure(Make(Op::kAggregate, {Field(a->Field())}, fold), first);
      AddMeasure(Make(Op::kAggregate, {Field(b->Field())}, fold), second);
      AddMeasure(Make(Op::kAggregate, {difference}, fold), i);
    }
    for (const size_t used : {i, first, link, second}) Use(used);
  }
}

}  // namespace aisle::language
