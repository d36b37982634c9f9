// What to compute: metrics, aggregates of columns, counts. What is implied where nothing is named
// is in reader_implied.cc.
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::CountDistinct;
using semantic::Dimension;
using semantic::Field;
using semantic::Make;
using semantic::MetricRef;
using semantic::Op;

// "the average price and the total discontinued products": what narrows the second figure alone. It
// is taken out of the filters.
std::optional<semantic::Expr> Reader::OwnCondition(size_t at) {
  if (measures_.empty() || at == 0 || !pieces_[at - 1].used) return std::nullopt;
  if (!groups_.empty() && !InListOfFigures(at) && !ListsMeasures(at)) return std::nullopt;
  const size_t adjective = at - 1;
  size_t before = Previous(adjective);
  while (before != kNone &&
         (pieces_[before].Main() == Role::kFold || pieces_[before].Main() == Role::kCount)) {
    before = Previous(before);
  }
  if (before == kNone || !LinksList(before)) return std::nullopt;
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

// "customers, churned customers, churn rate": figures before and behind.
bool Reader::ListsMeasures(size_t at) const {
  return at >= 3 && at + 2 < pieces_.size() && LinksList(at - 2) && LinksList(at + 1) &&
         pieces_[at - 3].Is(Role::kMetric) && pieces_[at + 2].Is(Role::kMetric);
}

void Reader::AddMeasure(Expr expr, size_t at) {
  named_measure_ = named_measure_ || at != rank_.at;
  for (Measure& measure : measures_) {
    if (measure.expr != expr) continue;
    measure.support = false;  // named by itself as well
    return;
  }
  measures_.push_back({std::move(expr), at});
}

// "average amount per transaction" where each row is one: of those that have an amount. What is
// per transaction already stays as it is.
std::optional<semantic::Expr> Reader::AverageOfRows(const Expr& measure) const {
  const auto expanded = semantic::Expand(model_, measure);
  if (!expanded) return std::nullopt;
  if (expanded->op == Op::kDivide && expanded->args[1] == CountDistinct(per_.front()))
    return measure;
  const bool rows = RowKeyed(per_.front().name) &&
                    per_.front().name.substr(0, per_.front().name.find('.')) == scope_.root;
  if (!rows || expanded->op != Op::kAggregate || expanded->name != "sum") return std::nullopt;
  return Make(Op::kAggregate, expanded->args, "avg");
}

// "the total value of refunded orders": money, and no count.
bool Reader::WorthOf(size_t at) const {
  size_t i = at;
  while (i > 0 &&
         (pieces_[i - 1].Main() == Role::kValue || tokens_[pieces_[i - 1].first].folded == "the" ||
          tokens_[pieces_[i - 1].first].folded == "all"))
    --i;
  const size_t first = pieces_[i].first;
  if (first < 2 || tokens_[first - 1].folded != "of") return false;
  const std::string& what = tokens_[first - 2].folded;
  const bool idle = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
    return piece.first == first - 2 && piece.Main() == Role::kStop;
  });
  return idle && (what == "value" || what == "worth" || what == "amount");
}

// "payment method and status frequency": rows by both.
bool Reader::SplitsByBoth(size_t at) {
  const size_t second = Previous(at);
  const size_t link = second == kNone ? kNone : Previous(second);
  const size_t first = link == kNone ? kNone : Previous(link);
  if (first == kNone || pieces_[link].Main() != Role::kAnd || !groups_.empty()) return false;
  const auto column = [&](size_t i) {
    return !pieces_[i].used && pieces_[i].Main() == Role::kField && IsDimension(pieces_[i]) &&
           !IsMeasure(pieces_[i]);
  };
  const auto rows = Implied("count");
  if (tokens_[pieces_[at].first].folded != "frequency" || !column(first) || !column(second) ||
      !rows)
    return false;
  for (const size_t side : {first, second}) {
    AddGroup(*DimensionExpr(pieces_[side]), false);
    Use(side);
  }
  AddMeasure(*rows, at);
  return true;
}

// "how many croissants were sold": pieces of what is sold, which a value names.
bool Reader::SellsValues() const {
  const bool sold = std::any_of(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
    if (piece.Main() != Role::kVerb) return false;
    const std::string& deed = piece.senses.front().ref;
    return deed == "sell" || deed == "order" || deed == "buy" || deed == "deliver";
  });
  return sold && MetricLike({"units"}) != nullptr &&
         std::any_of(values_.begin(), values_.end(), [&](const ValueFilter& filter) {
           return std::any_of(
               model_.entities.begin(), model_.entities.end(), [&](const semantic::Entity& entity) {
                 return ProductLike(entity) && filter.field == entity.table + "." + entity.display;
               });
         });
}

// Products after "sold the most": pieces of them, not kinds.
bool Reader::SellsMost(size_t at) const {
  const semantic::Entity* entity = EntityOf(pieces_[at]);
  const size_t rank = Previous(at);
  const size_t verb = rank == kNone ? kNone : Previous(rank);
  return rank_.set && rank == rank_.counts_at && rank_.counts && measures_.empty() &&
         verb != kNone && entity != nullptr && ProductLike(*entity) &&
         pieces_[verb].Main() == Role::kVerb && pieces_[verb].senses.front().ref == "sell" &&
         MetricLike({"units"}) != nullptr;
}

// "total products sold": pieces, where lines tell of pieces.
bool Reader::SaysTotalSold(size_t at) const {
  const Sense* metric = pieces_[at].Find(Role::kMetric);
  const size_t next = Next(at);
  const bool sold = next != kNone && pieces_[next].Main() == Role::kVerb &&
                    pieces_[next].senses.front().ref == "sell";
  return sold && metric != nullptr && metric->ref == "products" &&
         tokens_[pieces_[at].first].folded == "total" && MetricLike({"units"}) != nullptr;
}

// "value of order price": the column that the figure before it adds up.
bool Reader::Measures(const Sense& metric, const Piece& column) const {
  const Dimension* number = NumberFieldOf(column);
  const auto expanded = semantic::Expand(model_, MetricRef(metric.ref));
  if (number == nullptr || !expanded) return false;
  const auto fields = semantic::FieldsOf(*expanded);
  return std::find(fields.begin(), fields.end(), number->Field()) != fields.end();
}

// Whether the numbers of a column may be added up; prices and rates may not.
bool Reader::AddsUp(const Expr& number) const {
  const Dimension* field = number.op == Op::kField ? model_.FindDimension(number.name) : nullptr;
  return field == nullptr || field->additive;
}

bool Reader::IsMomentColumn(const Piece& piece) const {
  const Dimension* field = FieldOf(piece);
  return field != nullptr && (IsTemporal(field->type) || field->type == Type::kTime);
}

// "the maximum fiscal year": an extreme of numbers that are labels otherwise.
std::optional<semantic::Expr> Reader::ExtremeOf(const std::string& fold, const Piece& piece) const {
  const Dimension* field = piece.plural || EntityOf(piece) != nullptr ? nullptr : FieldOf(piece);
  const bool extreme = fold == "max" || fold == "min";
  if (!extreme || field == nullptr || !IsNumeric(field->type)) return std::nullopt;
  return Make(Op::kAggregate, {Field(field->Field())}, fold);
}

// Whether the one figure is a plain count, of which there is no average.
bool Reader::CountsOnly() const {
  const auto expanded = semantic::Expand(model_, measures_.front().expr);
  return expanded && expanded->op == Op::kAggregate && expanded->name.starts_with("count");
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
      const bool average = expanded && expanded->op == Op::kAggregate && expanded->name == "avg";
      if (average && !per_.empty() && !AddsUp(expanded->args.front())) {
        for (const Expr& period : per_) AddGroup(period, false);  // "average monthly prices"
        per_.clear();
      } else if (average) {
        expr = Make(Op::kAggregate, expanded->args, "sum");
      }
    }
    if (denominator_) expr = Make(Op::kDivide, {*expr, *denominator_});
    if (per_.size() == 1 && per_.front().op == Op::kField && AddsUpOver(*expr)) {
      // The same as the average of each one's total, with those that have none counted in.
      expr = AverageOfRows(*expr).value_or(Make(Op::kDivide, {*expr, CountDistinct(per_.front())}));
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
        if (CountsValue(i)) {  // "how many returns were made in the Paris store"
          add(Implied("count"), i);
          continue;
        }
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
        if (SplitsByBoth(i)) {
          piece.used = true;
        } else if (last_measure != kNone && before == last_measure) {
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
    if (piece.Main() == Role::kTable && count && i + 1 < pieces_.size() && !pieces_[i + 1].used &&
        piece.senses.front().ref == scope_.root && EntityOf(pieces_[i + 1]) != nullptr) {
      piece.used = true;  // "how many international customers"
      continue;
    }
    const bool dimension = IsDimension(piece);
    const bool measure =
        IsMeasure(piece) || piece.Is(Role::kTable) || piece.Main() == Role::kDetail;
    if (!dimension && !measure && !piece.Is(Role::kEntity)) continue;
    // "pizza size", "customer countries": the thing before its own column is no measure.
    if (piece.Is(Role::kEntity) && !piece.plural && i + 1 < pieces_.size() &&
        !pieces_[i + 1].used && folds.empty() && !count && IsMeasure(pieces_[i + 1]) &&
        EntityOf(piece) != nullptr && !ProductLike(*EntityOf(piece))) {
      const auto* table = model_.FindTable(EntityOf(piece)->table);
      if (table != nullptr && table->fact) {  // "order delivery time": of the orders anyway
        piece.used = true;
        continue;
      }
      const auto group = groups_.empty() ? DimensionExpr(piece) : std::nullopt;
      if (group) {  // "employee sales": sales by employee
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
        pieces_[last_measure].Is(Role::kMetric) && IsMeasure(piece) &&
        !pieces_[last_measure].quoted &&
        !Measures(*pieces_[last_measure].Find(Role::kMetric), piece)) {
      failure_ = Fail(Outcome::kClarify, "unclear",
                      "“" + TextOf(pieces_[last_measure]) + " " + TextOf(piece) +
                          "” is no figure that is known. Is one of the two meant, or both?");
      failure_->cost += 0.5;
      return;
    }
    if (SaysTotalSold(i) && add(Implied("units"), i)) continue;
    if (ListsCounted(i)) continue;
    if (SellsMost(i)) {  // "which city sold the most product"
      add(Implied("units"), i);
      continue;
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
    const bool summed = std::all_of(folds.begin(), folds.end(),
                                    [](const std::string& fold) { return fold == "sum"; });
    if (const Sense* counted = piece.Find(Role::kMetric);
        counted != nullptr && summed && !count && WorthOf(i)) {
      const auto expanded = semantic::Expand(model_, MetricRef(counted->ref));
      const auto revenue = Implied("revenue");
      const bool narrowed = expanded && expanded->op == Op::kWhere;
      const bool orders = counted->ref == "orders";
      if (!revenue) cost_ += 1.5;  // no amounts are seen from here
      if (revenue && (narrowed || orders)) {
        folds.clear();
        done = add(narrowed ? Make(Op::kWhere, {*revenue, expanded->args[1]}) : *revenue, i);
        continue;
      }
    }
    if (const Sense* narrow = piece.Find(Role::kMetric);
        narrow != nullptr && !rank_.set && folds.empty() && !count) {
      // "average amount for cancelled orders": a filtered count is the filter of what is asked.
      const auto expanded = semantic::Expand(model_, MetricRef(narrow->ref));
      const bool adjective = narrow->value == "adjective" && !piece.plural;
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
    size_t beside = PreviousIs(i, Role::kAnd) ? Previous(Previous(i)) : kNone;
    if (beside != kNone && tokens_[pieces_[beside].first].text == ",") beside = Previous(beside);
    if (count_list && beside != kNone && beside == last_measure && dimension &&
        piece.Main() != Role::kTimeNoun) {
      done = add(CountOf(piece), i);
      if (done) continue;
    }
    // "average transaction value" is a metric; an average number of orders needs its "per what".
    const bool averaged =
        std::any_of(folds.begin(), folds.end(), [](const std::string& f) { return f != "sum"; });
    const bool counts = count || (entity != nullptr && (IsCountMetric(piece) || !IsMeasure(piece)));
    const bool means = std::all_of(folds.begin(), folds.end(),
                                   [](const std::string& f) { return f == "avg" || f == "sum"; });
    if (averaged && means &&
        IsRatio(piece)) {  // "average number of line items per order" is one already
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
               (!folds.empty() || count || (lead == "total" && sold)) && !listing_ && !Offers() &&
               (sold || !per_.empty() || HasFree(Role::kVerb))) {
      counted_ = entity;
      done = add(Implied("units"), i);  // "total pizzas sold", "average items per order"
    } else if (count || distinct) {
      // "the number of unique products sold": kinds, not pieces.
      const Sense* sold_units = distinct ? piece.Find(Role::kMetric) : nullptr;
      const semantic::Metric* kinds =
          sold_units != nullptr && sold_units->ref == "units" ? MetricLike({"products"}) : nullptr;
      if (kinds != nullptr) {
        done = add(MetricRef(kinds->name), i);
        count = distinct = false;
        continue;
      }
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
        if (!folded) folded = ExtremeOf(fold, piece);
        const bool counted = fold == "sum" || !per_.empty() || denominator_ || piece.plural;
        if (!folded && counted && dimension && !IsMeasure(piece) &&
            piece.Main() != Role::kTimeNoun && !(IsMomentColumn(piece) && fold != "sum"))
          folded = CountOf(piece);
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
                        piece.senses.front().ref == fold && (measures_.size() != 1 || CountsOnly());
      if (idle) piece.used = false;
    }
  }
  if (count && measures_.empty()) {
    const auto rows = Implied(SellsValues() ? "units" : "count");
    if (rows) AddMeasure(*rows, 0);
  }
}

}  // namespace aisle::language
