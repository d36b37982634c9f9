// Comparisons with numbers and averages: "more than 500 orders", "Qty > 1", "above the average",
// "between 10 and 20", "negative profit", "repeat customers".
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::MetricRef;
using semantic::Op;

namespace {

Op OpOf(const std::string& sign) {
  if (sign == ">") return Op::kGreater;
  if (sign == ">=") return Op::kGreaterEqual;
  if (sign == "<") return Op::kLess;
  if (sign == "<=") return Op::kLessEqual;
  return Op::kEqual;
}

Value NumberValue(double number) {
  if (number == static_cast<double>(static_cast<int64_t>(number)))
    return static_cast<int64_t>(number);
  return number;
}

// sum(x) → x: what one row adds to a measure.
std::optional<semantic::Expr> ScalarOf(const semantic::Model& model,
                                       const semantic::Expr& measure) {
  const auto expanded = semantic::Expand(model, measure);
  if (!expanded || expanded->op != Op::kAggregate || expanded->args.size() != 1)
    return std::nullopt;
  if (expanded->name != "sum" && expanded->name != "avg" && expanded->name != "max")
    return std::nullopt;
  return expanded->args.front();
}

bool IsAverageLike(const semantic::Model& model, const semantic::Expr& measure) {
  const auto expanded = semantic::Expand(model, measure);
  if (!expanded) return false;
  return expanded->op == Op::kDivide || expanded->op == Op::kPer ||
         (expanded->op == Op::kAggregate && expanded->name != "sum" && expanded->name != "count" &&
          expanded->name != "count_distinct");
}

}  // namespace

// Whether rows, not groups, are meant: "orders with quantity > 10", "products priced above 20".
bool Reader::RowFocus(const Expr& scalar) const {
  const auto fields = semantic::FieldsOf(scalar);
  const std::string table =
      fields.empty() ? scope_.root : fields.front().substr(0, fields.front().find('.'));
  for (const Piece& piece : pieces_) {
    if (piece.Main() == Role::kDetail) return true;
    if (piece.used || !IsDimension(piece)) continue;
    const semantic::Entity* entity = EntityOf(piece);
    if (entity == nullptr) {
      const Dimension* field = FieldOf(piece);
      return field != nullptr && field->kind == DimensionKind::kIdentifier && field->table == table;
    }
    if (entity->table == table) {
      const auto* meaning = model_.FindTable(table);
      const Dimension* measured = fields.empty() ? nullptr : model_.FindDimension(fields.front());
      const bool rate = measured != nullptr && !measured->additive;
      return entity->row || rate || entity->name.find("order") != std::string::npos ||
             (meaning != nullptr && meaning->entity == entity->name);
    }
    return false;
  }
  return true;
}

// Whether events are asked about: "orders paid with more than 5 installments" are those with such
// a payment, not those with such payments on average.
bool Reader::EventFocus() const {
  for (const Piece& piece : pieces_) {
    if (piece.used || !IsDimension(piece)) continue;
    const semantic::Entity* entity = EntityOf(piece);
    const auto* table = entity == nullptr ? nullptr : model_.FindTable(entity->table);
    return table != nullptr && table->fact;
  }
  return false;
}

Reader::Target Reader::TargetOf(size_t at) const {
  Target target;
  if (at == kNone) return target;
  const Piece& piece = pieces_[at];
  if (piece.Main() == Role::kValue || piece.Main() == Role::kTime) return target;
  const size_t before = Previous(at);
  const Sense* fold = before == kNone ? nullptr : pieces_[before].Find(Role::kFold);
  const bool counted = before != kNone && pieces_[before].Main() == Role::kCount;
  const Dimension* number = NumberFieldOf(piece);
  const Sense* metric = piece.Find(Role::kMetric);
  target.at = at;
  if (number != nullptr && !counted) {
    target.scalar = Field(number->Field());
    target.folded = fold != nullptr;
    const auto folded = FoldOf(fold != nullptr    ? fold->ref
                               : number->additive ? "sum"
                                                  : "avg",
                               piece);
    target.measure = folded;
    return target;
  }
  if (metric != nullptr && !counted) {
    target.measure = MetricRef(metric->ref);
    target.scalar = ScalarOf(model_, *target.measure);
    target.folded = fold != nullptr;
    return target;
  }
  if (piece.Main() == Role::kField && piece.plural && IsDimension(piece) && Previous(at) != kNone &&
      pieces_[Previous(at)].Main() == Role::kNumber) {
    target.measure = CountOf(piece);  // "more than 3 categories"
    target.folded = true;
    return target;
  }
  if (piece.Is(Role::kEntity) || piece.Main() == Role::kDetail || piece.Is(Role::kTable) ||
      (counted && piece.Is(Role::kField))) {
    target.measure = CountOf(piece);
    target.folded = true;
  }
  if (piece.Is(Role::kCountAfter) && FoldName(TextOf(piece)) == "times") {
    target.measure = Implied("count");
    target.folded = true;
  }
  if (piece.Main() == Role::kVerb && piece.senses.front().ref == "spend") {
    target.measure = Implied("revenue");
    target.folded = true;
  }
  return target;
}

Reader::Target Reader::TargetLeft(size_t at) const {
  size_t steps = 0;
  for (size_t i = Previous(at); i != kNone && steps < 4; i = Previous(i), ++steps) {
    const Piece& piece = pieces_[i];
    if (piece.used || piece.Main() == Role::kCompare || piece.Main() == Role::kNumber ||
        piece.Main() == Role::kGroup) {
      break;
    }
    const bool dimension_before_that = IsDimension(piece) && !IsMeasure(piece);
    if (dimension_before_that && steps > 0) break;
    Target target = TargetOf(i);
    if (target.measure && (IsMeasure(piece) || piece.Main() == Role::kVerb)) return target;
    if (piece.Is(Role::kEntity) && PreviousIs(i, Role::kCount)) return target;
    if (piece.Main() == Role::kThat) break;
  }
  return {};
}

Reader::Target Reader::TargetRight(size_t at) const {
  size_t i = Next(at);
  if (i != kNone && pieces_[i].Main() == Role::kDistinct) i = Next(i);
  // "7 product categories": the thing before its own column.
  if (i != kNone && i + 1 < pieces_.size() && pieces_[i].Is(Role::kEntity) && !pieces_[i].plural &&
      pieces_[i + 1].Main() == Role::kField && IsDimension(pieces_[i + 1]) &&
      !pieces_[i + 1].used) {
    ++i;
  }
  if (i != kNone && pieces_[i].used && pieces_[i].Main() == Role::kValue) i = Next(i);
  if (i == kNone || pieces_[i].used) return {};
  return TargetOf(i);
}

void Reader::AddComparison(const Target& target, Op op, Expr value) {
  const bool rows = target.scalar && !target.folded &&
                    (RowFocus(*target.scalar) || (EventFocus() && target.scalar->op == Op::kField &&
                                                  IsAverageLike(model_, *target.measure)));
  if (rows) {
    AddFilter(Make(op, {*target.scalar, std::move(value)}));
  } else {
    having_.push_back(Make(op, {*target.measure, std::move(value)}));
    AddMeasure(*target.measure, target.at);
    measures_.back().support = measures_.back().expr == *target.measure;
  }
}

void Reader::ReadNumberComparison(size_t at, size_t number) {
  std::string sign = pieces_[at].Find(Role::kCompare)->ref;
  size_t after = number;
  const size_t next = Next(number);
  if (next != kNone && pieces_[next].Main() == Role::kOrMore) {
    sign = pieces_[next].senses.front().ref;
    Use(next);
    after = next;
  }
  Target target = TargetLeft(at);
  const Target right = TargetRight(after);
  // "how many customers have more than 10 orders": what stands after the number is compared.
  const bool counted_left =
      target.at != kNone && pieces_[target.at].Is(Role::kEntity) && !IsMeasure(pieces_[target.at]);
  if ((!target.measure && !target.scalar) || (counted_left && right.measure)) {
    target = right;
  }
  if (!target.measure && !target.scalar) return;
  double value = TakeUnit(number, target);
  if (pieces_[number].unit == "%") value /= 100;
  AddComparison(target, OpOf(sign), Literal(NumberValue(value)));
  Use(at);
  Use(number);
  // A metric or column that only says what to compare is not asked for by itself, unless it is
  // listed elsewhere; the fold before it goes with it.
  if (target.at != kNone && !pieces_[target.at].used) {
    const size_t before = Previous(target.at);
    Use(target.at);
    if (before != kNone &&
        (pieces_[before].Main() == Role::kFold || pieces_[before].Main() == Role::kCount)) {
      Use(before);
    }
  }
}

// "above average", "above the average state sales", "higher than the overall cancellation rate".
void Reader::ReadAverageComparison(size_t at) {
  const std::string sign = pieces_[at].Find(Role::kCompare)->ref;
  size_t fold = Next(at);
  while (fold != kNone && pieces_[fold].Main() == Role::kFold && NextIs(fold, Role::kFold))
    fold = Next(fold);
  if (fold == kNone) return;
  Target target = TargetLeft(at);
  size_t i = Next(fold);
  std::vector<size_t> taken = {at, fold};
  if (Next(at) != fold) taken.push_back(Next(at));
  for (int steps = 0; i != kNone && steps < 3; ++steps, i = Next(i)) {
    if (IsMeasure(pieces_[i])) {
      if (!target.measure) target = TargetOf(i);
      taken.push_back(i);
      break;
    }
    if (!IsDimension(pieces_[i])) break;
    taken.push_back(i);  // "average category sales": the group again
  }
  if (!target.measure) {
    const auto implied = Implied("revenue");
    if (!implied) return;
    target.measure = implied;
    target.folded = true;
  }
  const auto focus = FocusDimension();
  const bool average_like = IsAverageLike(model_, *target.measure);
  if (target.scalar && average_like && RowFocus(*target.scalar) && !target.folded) {
    AddFilter(Make(OpOf(sign),
                   {*target.scalar,
                    Make(Op::kTotal, {semantic::Make(Op::kAggregate, {*target.scalar}, "avg")})}));
  } else if (average_like || !focus) {
    having_.push_back(Make(OpOf(sign), {*target.measure, Make(Op::kTotal, {*target.measure})}));
  } else {
    having_.push_back(Make(
        OpOf(sign),
        {*target.measure, Make(Op::kTotal, {Make(Op::kPer, {*target.measure, *focus}, "avg")})}));
  }
  for (const size_t used : taken) Use(used);
  if (target.at != kNone) {
    if (target.scalar || average_like || target.measure) AddMeasure(*target.measure, target.at);
    Use(target.at);
    const size_t before = Previous(target.at);
    if (before != kNone && pieces_[before].Main() == Role::kFold) Use(before);
  }
}

// "only one order": as many as that of what follows.
bool Reader::ReadExactly(size_t number) {
  const Target target = TargetRight(number);
  if (!target.measure) return false;
  Target counted = target;
  counted.folded = true;
  AddComparison(counted, Op::kEqual, Literal(NumberValue(pieces_[number].number)));
  Use(number);
  Use(target.at);
  return true;
}

// "25000 grams", "5 kg", "15,000 BRL": the unit after a number, which may ask for conversion.
double Reader::TakeUnit(size_t number, const Target& target) {
  const size_t at = number + 1;
  double value = pieces_[number].number;
  if (at >= pieces_.size() || pieces_[at].count != 1 || pieces_[at].used) return value;
  const std::string& word = tokens_[pieces_[at].first].folded;
  const Dimension* field = target.scalar && target.scalar->op == Op::kField
                               ? model_.FindDimension(target.scalar->name)
                               : nullptr;
  const std::string unit = field == nullptr ? "" : field->unit;
  if (word == "kg" || word == "kilos" || word == "kilograms") {
    if (unit == "g") value *= 1000;
    if (unit != "g" && unit != "kg") return value;
  } else if (word == "g" || word == "grams" || word == "gm") {
    if (unit == "kg") value /= 1000;
    if (unit != "g" && unit != "kg") return value;
  } else {
    constexpr std::string_view kPlain[] = {
        "cm",  "dollars", "usd",    "rupees", "inr",   "rs",   "euros",  "eur",
        "brl", "gbp",     "pounds", "reais",  "bucks", "days", "points", "stars"};
    if (std::find(std::begin(kPlain), std::end(kPlain), word) == std::end(kPlain)) return value;
    if (word == "days" && unit != "days" && field != nullptr) return value;
  }
  if (pieces_[at].Main() == Role::kUnknown) cost_ -= 3;
  Use(at);
  return value;
}

// "customer with ID 259": the thing that the id is of stands before it.
bool Reader::ReadIdOf(size_t number) {
  const size_t id = Previous(number);
  if (id == kNone || pieces_[id].count != 1 || tokens_[pieces_[id].first].folded != "id")
    return false;
  for (size_t i = id; i-- > 0;) {
    const semantic::Entity* entity = EntityOf(pieces_[i]);
    if (entity == nullptr || entity->key.size() != 1) continue;
    const Dimension* key = model_.FindDimension(entity->table + "." + entity->key.front());
    if (key == nullptr) return false;
    Value value = static_cast<int64_t>(pieces_[number].number);
    if (key->type == Type::kText) value = tokens_[pieces_[number].first].text;
    AddFilter(Make(Op::kEqual, {Field(key->Field()), Literal(value)}));
    if (pieces_[id].Main() == Role::kUnknown) cost_ -= 3;
    Use(id);
    Use(number);
    return true;
  }
  return false;
}

// "store 4", "order 10248": the thing with that number.
bool Reader::ReadNumberedThing(size_t at) {
  const Piece& number = pieces_[at];
  if (at == 0 || pieces_[at - 1].used || pieces_[at - 1].plural || !number.unit.empty())
    return false;
  if (number.number != static_cast<double>(static_cast<int64_t>(number.number))) return false;
  const semantic::Entity* entity = EntityOf(pieces_[at - 1]);
  const Dimension* field = FieldOf(pieces_[at - 1]);
  if (entity != nullptr && !entity->key.empty())
    field = model_.FindDimension(entity->table + "." + entity->key.front());
  if (field == nullptr || field->kind == DimensionKind::kNumber || IsTemporal(field->type))
    return false;
  if (field->type != Type::kInteger && field->kind != DimensionKind::kIdentifier) return false;
  Value value = static_cast<int64_t>(number.number);
  if (field->type == Type::kText) value = tokens_[number.first].text;
  AddFilter(Make(Op::kEqual, {Field(field->Field()), Literal(value)}));
  Use(at);
  Use(at - 1);
  return true;
}

void Reader::ReadComparisons() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].used) continue;
    if (pieces_[i].Main() == Role::kBetween) {
      const size_t low = Next(i);
      const size_t sep = low == kNone ? kNone : Next(low);
      const size_t high = sep == kNone ? kNone : Next(sep);
      if (high == kNone || pieces_[low].Main() != Role::kNumber ||
          pieces_[high].Main() != Role::kNumber)
        continue;
      const Target target = TargetLeft(i).measure ? TargetLeft(i) : TargetRight(high);
      if (!target.measure) continue;
      const bool rows = target.scalar && !target.folded && RowFocus(*target.scalar);
      Expr condition = Make(Op::kBetween, {rows ? *target.scalar : *target.measure,
                                           Literal(NumberValue(pieces_[low].number)),
                                           Literal(NumberValue(pieces_[high].number))});
      (rows ? where_ : having_).push_back(std::move(condition));
      for (const size_t used : {i, low, sep, high, target.at}) Use(used);
      continue;
    }
    if (!pieces_[i].Is(Role::kCompare)) continue;
    const size_t next = Next(i);
    if (next == kNone) continue;
    if (pieces_[next].Is(Role::kNumber)) {
      ReadNumberComparison(i, next);
    } else if (pieces_[next].Main() == Role::kFold || pieces_[next].Is(Role::kFold)) {
      ReadAverageComparison(i);
    }
  }
  // "$15,000 or more", "quantity is 0": a number without a word of comparison before it.
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].used || !pieces_[i].Is(Role::kNumber) ||
        pieces_[i].Find(Role::kNumber)->ref == "ordinal")
      continue;
    if (ReadNumberedThing(i) || ReadIdOf(i)) continue;
    const size_t next = Next(i);
    std::string sign;
    if (next != kNone && pieces_[next].Main() == Role::kOrMore)
      sign = pieces_[next].senses.front().ref;
    const std::string word = i == 0 ? "" : tokens_[pieces_[i].first - 1].folded;
    if (sign.empty() && (word == "is" || word == "was" || word == "of" || word == "are"))
      sign = "=";
    // "placed only one order", "bought just 2 items"
    if (sign.empty() && (word == "only" || word == "just" || word == "single")) {
      if (ReadExactly(i)) continue;
    }
    if (sign.empty()) continue;
    Target target = TargetLeft(i);
    if (!target.measure && sign != "=") target = TargetRight(next);
    if (!target.measure) {
      // An id: "the EmployeeID is 5".
      const size_t before = Previous(i);
      const Dimension* id = before == kNone ? nullptr : FieldOf(pieces_[before]);
      if (id == nullptr || sign != "=") continue;
      Value value = NumberValue(pieces_[i].number);
      if (id->type == Type::kText) value = tokens_[pieces_[i].first].text;
      AddFilter(Make(Op::kEqual, {Field(id->Field()), Literal(value)}));
      Use(i);
      Use(before);
      continue;
    }
    AddComparison(target, OpOf(sign), Literal(NumberValue(pieces_[i].number)));
    Use(i);
    Use(target.at);
    if (next != kNone && pieces_[next].Main() == Role::kOrMore) Use(next);
  }
}

const Dimension* Reader::StockField() const {
  if (const semantic::Metric* stock = MetricLike({"stock_units"})) {
    const auto fields = semantic::FieldsOf(stock->expr);
    if (fields.size() == 1) return model_.FindDimension(fields.front());
  }
  for (const Dimension& dimension : model_.dimensions) {
    if (dimension.kind != DimensionKind::kNumber || !dimension.additive ||
        !scope_.Reaches(dimension.table))
      continue;
    for (const std::string_view word : {"stock", "on_hand", "inventory"}) {
      if (dimension.column.find(word) != std::string::npos) return &dimension;
    }
  }
  return nullptr;
}

// "negative profit", "zero sales", "out of stock".
void Reader::ReadSigns() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Role role = pieces_[i].Main();
    if (role == Role::kZero && pieces_[i].senses.front().ref == "stock") {
      const Dimension* stock = StockField();
      if (stock == nullptr) continue;
      AddFilter(Make(Op::kEqual, {Field(stock->Field()), Literal(static_cast<int64_t>(0))}));
      Use(i);
      listing_ = true;
      continue;
    }
    const bool zero = role == Role::kZero || (role == Role::kNumber && pieces_[i].Is(Role::kZero));
    if ((role != Role::kNegative && !zero) || pieces_[i].used) continue;
    size_t at = Next(i);
    while (at != kNone && pieces_[at].Main() == Role::kFold) {
      Use(at);
      at = Next(at);
    }
    Target target = at == kNone ? Target{} : TargetOf(at);
    if (!target.measure) target = TargetLeft(i);
    if (!target.measure) continue;
    const Op op = zero ? Op::kEqual : Op::kLess;
    target.folded = true;
    if (zero) {
      having_.push_back(
          Make(Op::kOr, {Make(Op::kIsNull, {*target.measure}),
                         Make(op, {*target.measure, Literal(static_cast<int64_t>(0))})}));
    } else {
      AddComparison(target, op, Literal(static_cast<int64_t>(0)));
    }
    Use(i);
    AddMeasure(*target.measure, target.at);
    Use(target.at);
  }
}

// "orders in multiple regions", "categories appearing in every month".
void Reader::ReadMultiple() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Role role = pieces_[i].Main();
    if ((role != Role::kMultiple && role != Role::kInEvery) || pieces_[i].used) continue;
    const size_t next = Next(i);
    if (next == kNone || !IsDimension(pieces_[next])) continue;
    const auto dimension = DimensionExpr(pieces_[next]);
    if (!dimension) continue;
    const Expr count = semantic::CountDistinct(*dimension);
    having_.push_back(role == Role::kMultiple
                          ? Make(Op::kGreater, {count, Literal(static_cast<int64_t>(1))})
                          : Make(Op::kEqual, {count, Make(Op::kTotal, {count})}));
    Use(i);
    Use(next);
    // "customers who have made orders in multiple regions": the orders only link the two.
    const size_t before = Previous(i);
    if (before != kNone && pieces_[before].Is(Role::kEntity) && !pieces_[before].used &&
        PreviousIs(before, Role::kVerb)) {
      Use(before);
    }
    AddMeasure(count, next);
    measures_.back().support = true;
  }
}

// "shipped later than the required date", "ship date after order date": two columns of a row.
void Reader::ReadColumnComparisons() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (!pieces_[i].Is(Role::kCompare) || pieces_[i].used) continue;
    const size_t right = Next(i);
    const Dimension* b = right == kNone ? nullptr : FieldOf(pieces_[right]);
    if (b == nullptr || b->kind != DimensionKind::kTime) continue;
    const size_t left = Previous(i);
    const Dimension* a = nullptr;
    if (left != kNone && FieldOf(pieces_[left]) != nullptr &&
        FieldOf(pieces_[left])->kind == DimensionKind::kTime) {
      a = FieldOf(pieces_[left]);
    } else if (left != kNone) {
      // "shipped": the time column whose name begins like the verb.
      const std::string stem = tokens_[pieces_[left].first].stem;
      for (const Dimension& dimension : model_.dimensions) {
        const bool like = dimension.table == b->table && dimension.kind == DimensionKind::kTime &&
                          dimension.column.rfind(stem, 0) == 0;
        if (like) a = &dimension;
      }
    }
    if (a == nullptr || a == b) continue;
    AddFilter(
        Make(OpOf(pieces_[i].Find(Role::kCompare)->ref), {Field(a->Field()), Field(b->Field())}));
    Use(i);
    Use(left);
    Use(right);
    listing_ = true;
  }
}

// "repeat customers": with more than one order. "duplicate order ids": on more than one row.
void Reader::ReadRepeat() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].Main() != Role::kRepeat || pieces_[i].used) continue;
    if (pieces_[i].senses.front().ref == "new") continue;
    const bool single = pieces_[i].senses.front().ref == "single";
    const size_t deed = Previous(i);
    // "the value of a single order" counts no orders.
    if (single && (deed == kNone ||
                   (pieces_[deed].Main() != Role::kVerb && pieces_[deed].Main() != Role::kThat))) {
      continue;
    }
    const std::string text = TextOf(pieces_[i]);
    std::optional<Expr> count;
    if (text.find("uplicate") != std::string::npos) {
      count = semantic::CountRows(scope_.root);
    } else {
      const auto* root = model_.FindTable(scope_.root);
      if (root != nullptr && root->fact) count = Implied("orders");
    }
    if (!count) continue;
    Use(i);
    const bool once = single || pieces_[i].senses.front().ref == "once";
    const Expr more_than_once =
        Make(once ? Op::kEqual : Op::kGreater, {*count, Literal(static_cast<int64_t>(1))});
    // "how many repeat customers" counts the members of a query.
    const size_t before = Previous(i);
    const size_t after = Next(i);
    const semantic::Entity* entity = after == kNone ? nullptr : EntityOf(pieces_[after]);
    if (before != kNone && pieces_[before].Main() == Role::kCount && entity != nullptr &&
        !entity->key.empty()) {
      auto inner = std::make_shared<semantic::Query>();
      const std::string key = entity->table + "." + entity->key.front();
      inner->groups.push_back({Field(key), {}});
      inner->having = more_than_once;
      inner->fact = scope_.root;
      Expr in = Make(Op::kInQuery, {Field(key)});
      in.query = inner;
      AddFilter(std::move(in));
    } else {
      having_.push_back(more_than_once);
      AddMeasure(*count, i);
      measures_.back().support = measures_.back().expr == *count;
    }
  }
}

}  // namespace aisle::language
