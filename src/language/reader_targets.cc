// What a comparison is of: the figure left or right of it, of each row or over groups.
#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::MetricRef;
using semantic::Op;

namespace {

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

// "longer than": what a comparative measures.
std::string QualityOf(std::string_view comparative) {
  if (StartsWith(comparative, "longer") || StartsWith(comparative, "shorter")) return "length";
  if (StartsWith(comparative, "heavier") || StartsWith(comparative, "lighter")) return "weight";
  if (StartsWith(comparative, "taller")) return "height";
  const bool price = StartsWith(comparative, "cheaper") || StartsWith(comparative, "costlier") ||
                     StartsWith(comparative, "dearer") ||
                     StartsWith(comparative, "more expensive") ||
                     StartsWith(comparative, "less expensive");
  return price ? "price" : "";
}

}  // namespace

Op Reader::SignOf(const std::string& sign) {
  if (sign == ">") return Op::kGreater;
  if (sign == ">=") return Op::kGreaterEqual;
  if (sign == "<") return Op::kLess;
  if (sign == "<=") return Op::kLessEqual;
  return Op::kEqual;
}

// Whether a measure is a mean, a rate or an extreme: one that does not grow with more rows.
bool Reader::IsAverageLike(const Expr& measure) const {
  const auto expanded = semantic::Expand(model_, measure);
  if (!expanded) return false;
  return expanded->op == Op::kDivide || expanded->op == Op::kPer ||
         (expanded->op == Op::kAggregate && expanded->name != "sum" && expanded->name != "count" &&
          expanded->name != "count_distinct");
}

// Whether rows share the values of the column, so that it names groups of them.
bool Reader::Repeats(const Dimension& field) const {
  const catalog::Column* column = catalog_.Find(field.table, field.column);
  return column != nullptr && column->rows > 0 && column->distinct * 4 < column->rows;
}

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
      const Dimension* measured = fields.empty() ? nullptr : model_.FindDimension(fields.front());
      const bool totals = measured != nullptr && measured->additive;
      return field != nullptr && field->kind == DimensionKind::kIdentifier &&
             field->table == table && !(totals && Repeats(*field));
    }
    if (entity->table == table) {
      const auto* meaning = model_.FindTable(table);
      const Dimension* measured = fields.empty() ? nullptr : model_.FindDimension(fields.front());
      const bool rate = measured != nullptr && !measured->additive;
      // "what share of baskets is over $10", where each has several rows: as a whole.
      const bool shared = entity->name == "order" && !entity->row && Has(Role::kShare);
      const bool order = entity->name.find("order") != std::string::npos;
      return entity->row || rate || (order && !shared) ||
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

// Whether orders are asked about, whose items are pieces and no kinds.
bool Reader::OrderFocus() const {
  for (const Piece& piece : pieces_) {
    const semantic::Entity* entity = piece.used ? nullptr : EntityOf(piece);
    if (entity != nullptr) return entity->name == "order";
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
  if (piece.Main() == Role::kField && piece.plural && IsDimension(piece) &&
      (PreviousIs(at, Role::kNumber) || PreviousIs(at, Role::kDistinct))) {
    target.measure = CountOf(piece);  // "more than 3 categories"
    target.folded = true;
    return target;
  }
  const semantic::Entity* thing = EntityOf(piece);
  if (thing != nullptr && piece.plural && !counted && ProductLike(*thing) && OrderFocus() &&
      !PreviousIs(at, Role::kDistinct)) {
    target.measure = Implied("units");  // "orders with more than 12 items"
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
  if (piece.Main() == Role::kVerb && FoldName(TextOf(piece)) == "purchase" &&
      PreviousIs(at, Role::kNumber)) {
    target.measure = Implied("orders");  // "more than one purchase"
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

// "bikes that cost more than", not "with a cost of more than": the verb before the sign.
bool Reader::Costs(size_t at) const {
  if (at < 2 || pieces_[at - 1].count != 1) return false;
  const std::string& verb = tokens_[pieces_[at - 1].first].folded;
  if (verb == "costing" || verb == "costs") return true;
  const Piece& subject = pieces_[at - 2];
  const bool thing = subject.Main() == Role::kThat || subject.Main() == Role::kValue ||
                     (subject.plural && IsDimension(subject));
  return verb == "cost" && thing;
}

// What is compared: what stands left of the sign, unless the sign or the verb says better.
Reader::Target Reader::TargetBefore(size_t at) const {
  const Target beside =
      Costs(at) || !QualityOf(FoldName(TextOf(pieces_[at]))).empty() ? TargetBeside(at) : Target{};
  const Target left = TargetLeft(at);
  const bool named = left.at != kNone && IsMeasure(pieces_[left.at]) && !Costs(at);
  return beside.measure && !named ? beside : left;
}

// What the sign itself or the verb before it measures: "longer than 5 minutes", "cost more than
// $2,000", "earn more than 10,000".
Reader::Target Reader::TargetBeside(size_t at) const {
  Target target;
  const std::string verb = at == 0 ? "" : tokens_[pieces_[at - 1].first].folded;
  std::string quality = QualityOf(FoldName(TextOf(pieces_[at])));
  if (Costs(at)) {
    quality = "price";
    target.at = at - 1;
  }
  if (!quality.empty()) {
    const auto measure = Implied(quality);
    if (!measure) return target;
    const auto expanded = semantic::Expand(model_, *measure);
    if (!expanded || expanded->op != Op::kAggregate || expanded->args.size() != 1) return target;
    target.scalar = expanded->args.front();
    target.measure = semantic::Make(Op::kAggregate, {*target.scalar}, "avg");
    return target;
  }
  const bool earns = verb == "earn" || verb == "earns" || verb == "earned" || verb == "generate" ||
                     verb == "generates" || verb == "generated" || verb == "made" || verb == "make";
  // "orders with a value above 50,000": what the thing is worth.
  const std::string left = pieces_[at].first == 0 ? "" : tokens_[pieces_[at].first - 1].folded;
  const bool worth = left == "value" || left == "total" || left == "worth" || left == "amount";
  if (earns || worth) target.measure = Implied("revenue");
  target.folded = true;
  return target;
}

Reader::Target Reader::TargetRight(size_t at) const {
  size_t i = Next(at);
  if (i != kNone && pieces_[i].Main() == Role::kDistinct) i = Next(i);
  const Sense* fold = i == kNone ? nullptr : pieces_[i].Find(Role::kFold);
  if (fold != nullptr && fold->ref == "sum") i = Next(i);  // "1500 total units sold"
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

}  // namespace aisle::language
