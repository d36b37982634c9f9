// How many kinds, and how large one deed was: "the widest size range", "the maximum amount of a
// single order".
#include "language/reader.h"

namespace aisle::language {

using semantic::CountDistinct;
using semantic::Dimension;
using semantic::Field;
using semantic::Make;
using semantic::Op;

namespace {

bool SaysVariety(std::string_view word) {
  for (const std::string_view variety :
       {"variety", "range", "selection", "assortment", "diversity"}) {
    if (word == variety) return true;
  }
  return false;
}

}  // namespace

// "widest size range", "most diverse price range": the kinds of a column, the span of a
// number. Only where something is ranked by it.
void Reader::ReadVariety() {
  if (!Has(Role::kRank) || Has(Role::kBucket)) return;
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& word = pieces_[i];
    Piece& what = pieces_[i - 1];
    if (word.used || what.used || !SaysVariety(tokens_[word.first].folded)) continue;
    const Dimension* number = NumberFieldOf(what);
    const Dimension* field = number != nullptr ? number : FieldOf(what);
    if (field == nullptr || PreviousIs(i - 1, Role::kGroup)) continue;
    const Expr kinds = CountDistinct(Field(field->Field()));
    const Expr span = Make(Op::kSubtract, {Make(Op::kAggregate, {Field(field->Field())}, "max"),
                                           Make(Op::kAggregate, {Field(field->Field())}, "min")});
    AddMeasure(number != nullptr ? span : kinds, i - 1);
    named_measure_ = true;
    if (word.Main() == Role::kUnknown) cost_ -= 3;
    Use(i - 1);
    Use(i);
  }
}

// "the maximum amount of a single order": of each order's total, not of its lines.
void Reader::ReadSingleDeeds() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Sense* repeat = pieces_[i].used ? nullptr : pieces_[i].Find(Role::kRepeat);
    if (repeat == nullptr || repeat->ref != "single" || measures_.size() != 1) continue;
    Expr& measure = measures_.front().expr;
    const bool extreme =
        measure.op == Op::kAggregate && (measure.name == "max" || measure.name == "min");
    const auto basket = extreme ? BasketKey() : std::nullopt;
    if (!basket || !groups_.empty()) continue;
    measure = Make(Op::kPer, {Make(Op::kAggregate, measure.args, "sum"), *basket}, measure.name);
    Use(i);
  }
}

}  // namespace aisle::language
