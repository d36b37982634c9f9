// Comparisons with numbers and other columns: "more than 500 orders", "Qty > 1", "between 10 and
// 20", "shipped later than required".
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "language/numbers.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

void Reader::AddComparison(const Target& target, Op op, Expr value) {
  const bool rows = target.scalar && !target.folded &&
                    (RowFocus(*target.scalar) || (EventFocus() && target.scalar->op == Op::kField &&
                                                  IsAverageLike(*target.measure)));
  if (rows) {
    AddFilter(Make(op, {*target.scalar, std::move(value)}));
  } else {
    AddHaving(target, Make(op, {*target.measure, std::move(value)}));
  }
}

// A condition on the members; its figure is shown, and not asked for.
void Reader::AddHaving(const Target& target, Expr condition) {
  having_.push_back(std::move(condition));
  AddMeasure(*target.measure, target.at);
  measures_.back().support = measures_.back().expr == *target.measure;
}

void Reader::KeepAges(const Expr& age, size_t at, size_t number, const std::string& sign) {
  AddFilter(Make(SignOf(sign), {age, Literal(NumberValue(pieces_[number].number))}));
  Use(at);
  Use(number);
}

// "women over 50", "customers under 30": their age, where the rows know it.
std::optional<semantic::Expr> Reader::AgeBefore(size_t at, size_t number) const {
  const double years = pieces_[number].number;
  const std::string who = pieces_[at].first == 0 ? "" : tokens_[pieces_[at].first - 1].stem;
  constexpr std::string_view kPeople[] = {"women", "men",    "woman", "man",  "femal",   "male",
                                          "peopl", "custom", "buyer", "user", "shopper", "client"};
  const bool people = std::find(std::begin(kPeople), std::end(kPeople), who) != std::end(kPeople);
  if (!people || years < 10 || years > 110 || !pieces_[number].unit.empty()) return std::nullopt;
  for (const Dimension& field : model_.dimensions) {
    const std::string label = FoldName(field.label);
    const bool age = field.kind == DimensionKind::kNumber && scope_.Reaches(field.table) &&
                     (label == "age" || EndsWith(label, " age"));
    if (!age) continue;
    return Field(field.Field());
  }
  return std::nullopt;
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
  Target target = TargetBefore(at);
  const Target right = TargetRight(after);
  if (const auto age = right.measure ? std::nullopt : AgeBefore(at, number))
    return KeepAges(*age, at, number, sign);
  // "how many customers have more than 10 orders": what stands after the number is compared.
  const bool counted_left =
      target.at != kNone && pieces_[target.at].Is(Role::kEntity) && !IsMeasure(pieces_[target.at]);
  // "sales exceeded 320 units": the figure after the number says what is meant.
  const bool unit = right.measure && right.at == after + 1 && target.at != kNone &&
                    pieces_[right.at].Is(Role::kMetric) && IsMeasure(pieces_[right.at]);
  if (unit && IsPieces(target)) {
    Use(right.at);  // "stock below 10 units": pieces of what is compared
    return CompareWith(target, at, number, sign);
  }
  if (unit) Use(target.at);
  if ((!target.measure && !target.scalar) || (counted_left && right.measure) || unit) {
    target = right;
  }
  if (!target.measure && !target.scalar) target = TargetBeside(at);
  if (!target.measure && !target.scalar) return;
  CompareWith(target, at, number, sign);
}

// "less than 60% of the list price": a part of another column of the row.
std::optional<semantic::Expr> Reader::PartOfColumn(size_t number) {
  const size_t column = Next(number);
  const Piece& percent = pieces_[number];
  if (percent.unit != "%" || column == kNone || pieces_[column].used) return std::nullopt;
  const size_t of = percent.first + percent.count;
  const Dimension* field = NumberFieldOf(pieces_[column]);
  if (field == nullptr || of >= tokens_.size() || tokens_[of].folded != "of") return std::nullopt;
  Use(column);
  return Make(Op::kMultiply, {Literal(NumberValue(percent.number / 100)), Field(field->Field())});
}

// "an average of more than 2500 transactions": of the rows, and not of their sum.
std::optional<semantic::Expr> Reader::AveragedBefore(const Target& target, size_t at) const {
  const size_t before = Previous(at);
  const Sense* fold = before == kNone ? nullptr : pieces_[before].Find(Role::kFold);
  if (fold == nullptr || fold->ref != "avg" || target.at == kNone || target.at < at)
    return std::nullopt;
  return FoldOf("avg", pieces_[target.at]);
}

void Reader::CompareWith(const Target& said, size_t at, size_t number, const std::string& sign) {
  Target target = said;
  if (auto average = AveragedBefore(target, at)) {
    target.measure = *std::move(average);
    target.scalar.reset();
    target.folded = true;
  }
  const auto part = target.scalar ? PartOfColumn(number) : std::nullopt;
  if (part) {
    AddFilter(Make(SignOf(sign), {*target.scalar, *part}));
    for (const size_t used : {at, number, target.at})
      if (used != kNone) Use(used);
    return;
  }
  const double value = TakeUnit(number, target) * PartOf(number, target);
  AddComparison(target, SignOf(sign), Literal(NumberValue(value)));
  Use(at);
  Use(number);
  // A metric or column that only says what to compare is not asked for by itself, unless it is
  // listed elsewhere; the fold before it goes with it.
  if (target.at != kNone && !pieces_[target.at].used) {
    const size_t before = Previous(target.at);
    if (pieces_[target.at].Main() == Role::kUnknown) cost_ -= 3;
    Use(target.at);
    if (before != kNone &&
        (pieces_[before].Main() == Role::kFold || pieces_[before].Main() == Role::kCount)) {
      Use(before);
    }
  }
}

// Whether what is compared is counted in pieces of its own, as stock is and revenue is not.
bool Reader::IsPieces(const Target& target) const {
  const Sense* metric = pieces_[target.at].Find(Role::kMetric);
  const std::string name = metric == nullptr ? "" : metric->ref;
  const Dimension* field = NumberFieldOf(pieces_[target.at]);
  const bool whole = field != nullptr && field->type == Type::kInteger;
  return (UnitOf(target).empty() || UnitOf(target) == "units") && name != "revenue" &&
         (whole || name == "stock_units");
}

// The unit in which the target is kept.
std::string Reader::UnitOf(const Target& target) const {
  if (target.scalar && target.scalar->op == Op::kField) {
    const Dimension* field = ColumnOf(target);
    return field == nullptr ? "" : field->unit;
  }
  const semantic::Metric* metric = target.measure && target.measure->op == Op::kMetric
                                       ? model_.FindMetric(target.measure->name)
                                       : nullptr;
  return metric == nullptr ? "" : metric->unit;
}

// What a number is to be multiplied by: rates are kept as parts of one, so that "50%" is 0.5, and
// so is "a discount above 50". Whole percents in a column without a unit stay whole.
double Reader::PartOf(size_t number, const Target& target) {
  const std::string unit = UnitOf(target);
  if (pieces_[number].unit == "%") {
    const Dimension* field = ColumnOf(target);
    return unit != "%" && field != nullptr && LargestOf(*field) > 1 ? 1 : 0.01;
  }
  if (unit != "%" || std::abs(pieces_[number].number) <= 1) return 1;
  Assume("“" + TextOf(pieces_[number]) + "” is read as " + TextOf(pieces_[number]) + " %");
  return 0.01;
}

// "only one order": as many as that of what follows.
bool Reader::ReadExactly(size_t number) {
  const Target target = TargetRight(number);
  if (!target.measure) return false;
  Target counted = target;
  counted.folded = true;
  const double value = pieces_[number].number * PartOf(number, target);
  AddComparison(counted, Op::kEqual, Literal(NumberValue(value)));
  Use(number);
  Use(target.at);
  return true;
}

// The column that the target is, where it is one.
const Dimension* Reader::ColumnOf(const Target& target) const {
  return target.scalar && target.scalar->op == Op::kField
             ? model_.FindDimension(target.scalar->name)
             : nullptr;
}

// "25000 grams", "5 kg", "15,000 BRL": the unit after a number, which may ask for conversion.
double Reader::TakeUnit(size_t number, const Target& target) {
  const size_t at = number + 1;
  double value = pieces_[number].number;
  if (at >= pieces_.size() || pieces_[at].count != 1 || pieces_[at].used) return value;
  const std::string& word = tokens_[pieces_[at].first].folded;
  const Dimension* field = ColumnOf(target);
  const std::string unit = field == nullptr ? "" : field->unit;
  if (word == "kg" || word == "kilos" || word == "kilograms") {
    if (unit == "g") value *= 1000;
    if (unit != "g" && unit != "kg") return value;
  } else if (word == "g" || word == "grams" || word == "gm") {
    if (unit == "kg") value /= 1000;
    if (unit != "g" && unit != "kg") return value;
  } else if (word == "units" || word == "pieces" || word == "items" || word == "pcs") {
    if (pieces_[at].Main() != Role::kUnknown || target.at == kNone || !IsPieces(target))
      return value;
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
// "product number 44": by the product's own key, though a line of an order is called a number too.
bool Reader::ReadNumberOfThing(size_t name, size_t number) {
  const std::string& thing = tokens_[pieces_[name].first].folded;
  const auto found =
      std::find_if(model_.entities.begin(), model_.entities.end(), [&](const auto& entity) {
        return entity.name == thing && entity.row && entity.key.size() == 1 &&
               scope_.Reaches(entity.table);
      });
  const bool numbers =
      pieces_[name].count == 2 && tokens_[pieces_[name].first + 1].folded == "number";
  if (!numbers || found == model_.entities.end()) return false;
  const Dimension* key = model_.FindDimension(found->table + "." + found->key.front());
  if (key == nullptr || key->type != Type::kInteger || !IsWhole(pieces_[number].number))
    return false;
  const Value value = static_cast<int64_t>(pieces_[number].number);
  AddFilter(Make(Op::kEqual, {Field(key->Field()), Literal(value)}));
  Use(name);
  Use(number);
  return true;
}

bool Reader::ReadIdOf(size_t number) {
  const size_t id = Previous(number);
  if (id == kNone) return false;
  if (ReadNumberOfThing(id, number)) return true;
  if (pieces_[id].count != 1 || tokens_[pieces_[id].first].folded != "id") return false;
  if (!IsWhole(pieces_[number].number)) return false;
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

// "the EmployeeID for this employee (Steven Buchanan) is 5": the id is named further left.
size_t Reader::IdBefore(size_t number) const {
  for (size_t i = number; i-- > 0 && number - i < 10;) {
    const Dimension* field = pieces_[i].used ? nullptr : FieldOf(pieces_[i]);
    if (tokens_[pieces_[i].first].text == ".") return kNone;
    if (field != nullptr && field->kind == DimensionKind::kIdentifier) return i;
  }
  return kNone;
}

// "store 4", "order 10248": the thing with that number.
bool Reader::ReadNumberedThing(size_t at) {
  const Piece& number = pieces_[at];
  if (at == 0 || pieces_[at - 1].used || pieces_[at - 1].plural || !number.unit.empty())
    return false;
  if (!IsWhole(number.number)) return false;
  if (ReadNumberOfThing(at - 1, at)) return true;
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

// "customer A": the thing with that letter.
bool Reader::ReadLetteredThing(size_t at) {
  const size_t next = pieces_[at].first + pieces_[at].count;
  const semantic::Entity* entity = pieces_[at].used ? nullptr : EntityOf(pieces_[at]);
  if (entity == nullptr || entity->key.empty() || pieces_[at].plural || next >= tokens_.size())
    return false;
  const std::string& letter = tokens_[next].text;
  const Dimension* key = model_.FindDimension(entity->table + "." + entity->key.front());
  const bool one = letter.size() == 1 && letter[0] >= 'A' && letter[0] <= 'Z';
  if (!one || key == nullptr || key->type != Type::kText) return false;
  for (size_t i = at + 1; i < pieces_.size(); ++i) {
    if (pieces_[i].first != next || pieces_[i].count != 1 || pieces_[i].used) continue;
    if (pieces_[i].Main() != Role::kStop && pieces_[i].Main() != Role::kUnknown) return false;
    if (pieces_[i].Main() == Role::kUnknown) cost_ -= 3;
    AddFilter(Make(Op::kEqual, {Field(key->Field()), Literal(letter)}));
    Use(i);
    Use(at);
    return true;
  }
  return false;
}

void Reader::ReadComparisons() {
  for (size_t i = 0; i < pieces_.size(); ++i) ReadLetteredThing(i);
  for (size_t i = 0; i < pieces_.size(); ++i) {
    if (pieces_[i].used) continue;
    if (ReadMoreThanAverage(i)) continue;
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
      const double part = PartOf(high, target);
      Expr condition = Make(Op::kBetween, {rows ? *target.scalar : *target.measure,
                                           Literal(NumberValue(pieces_[low].number * part)),
                                           Literal(NumberValue(pieces_[high].number * part))});
      (rows ? where_ : having_).push_back(std::move(condition));
      for (const size_t used : {i, low, sep, high, target.at}) Use(used);
      continue;
    }
    if (!pieces_[i].Is(Role::kCompare)) continue;
    const size_t next = Next(i);
    if (next == kNone) continue;
    if (pieces_[next].Is(Role::kNumber)) {
      ReadNumberComparison(i, next);
      if (pieces_[i].used) continue;
    }
    ReadAverageComparison(i);
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
    const bool all = word == "all" && i > 1 && pieces_[i].number > 1;  // "from all 9 categories"
    if (sign.empty() && (word == "only" || word == "just" || word == "single" || all)) {
      if (ReadExactly(i)) continue;
    }
    if (sign.empty()) continue;
    Target target = TargetLeft(i);
    if (!target.measure && sign != "=") target = TargetRight(next);
    if (!target.measure) {
      // An id: "the EmployeeID is 5".
      size_t before = Previous(i);
      if (word == "is" && before != kNone && FieldOf(pieces_[before]) == nullptr)
        before = IdBefore(i);
      const Dimension* id = before == kNone ? nullptr : FieldOf(pieces_[before]);
      if (id == nullptr || sign != "=") continue;
      Value value = NumberValue(pieces_[i].number);
      if (id->type == Type::kText) value = tokens_[pieces_[i].first].text;
      AddFilter(Make(Op::kEqual, {Field(id->Field()), Literal(value)}));
      Use(i);
      Use(before);
      continue;
    }
    const double value = pieces_[i].number * PartOf(i, target);
    AddComparison(target, SignOf(sign), Literal(NumberValue(value)));
    Use(i);
    Use(target.at);
    if (next != kNone && pieces_[next].Main() == Role::kOrMore) Use(next);
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
        Make(SignOf(pieces_[i].Find(Role::kCompare)->ref), {Field(a->Field()), Field(b->Field())}));
    Use(i);
    Use(left);
    Use(right);
    listing_ = true;
  }
}

}  // namespace aisle::language
