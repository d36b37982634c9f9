// What to split by: "by state", "for each region", "revenue by month for Germany and France",
// "average orders per customer".
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Field;
using semantic::Make;
using semantic::Op;

void Reader::AddGroup(Expr expr, bool fixed) {
  if (std::find(groups_.begin(), groups_.end(), expr) == groups_.end()) groups_.push_back(expr);
  if (fixed && std::find(fixed_.begin(), fixed_.end(), expr) == fixed_.end()) {
    fixed_.push_back(std::move(expr));
  }
}

bool Reader::IsTimeGroup(const Expr& expr) const {
  return expr.op == Op::kGrain || expr.op == Op::kPart;
}

// Whether the groups have it, and no number of things is to be averaged over them.
bool Reader::SplitAlready(const Expr& group) const {
  return !Has(Role::kCount) && std::find(groups_.begin(), groups_.end(), group) != groups_.end();
}

// "average orders per customer", "average revenue per day": an average over things, not groups.
bool Reader::NestedPer(size_t marker, size_t at) const {
  const std::string& word = pieces_[marker].senses.front().ref;
  if (pieces_[marker].Main() == Role::kGroup && word != "per" && word != "each") return false;
  // "units per transaction for each store": the stores are what it is split by.
  if (!per_.empty() && pieces_[marker].Main() == Role::kGroup) return false;
  bool average = false;
  for (size_t i = 0; i < marker; ++i) {
    const Sense* fold = pieces_[i].Find(Role::kFold);
    if (fold != nullptr && fold->ref == "avg") average = true;
    if (const Sense* metric = pieces_[i].Find(Role::kMetric);
        metric != nullptr && !pieces_[i].used) {
      const auto expanded = semantic::Expand(model_, semantic::MetricRef(metric->ref));
      if (expanded && expanded->op == Op::kAggregate && expanded->name == "avg" &&
          tokens_[pieces_[i].first].folded.rfind("av", 0) == 0)
        average = true;
    }
    // "the average and total sales per segment" is a table by segment.
    if (fold != nullptr && fold->ref == "sum" && pieces_[i].Main() == Role::kFold) return false;
  }
  if (!average) return false;
  // "the average sale for each branch" is a table of branches.
  const bool counts =
      std::any_of(pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(marker),
                  [](const Piece& piece) { return piece.Main() == Role::kCount; });
  const semantic::Entity* deed = EntityOf(pieces_[at]);
  const bool thing = pieces_[at].Main() != Role::kTime && pieces_[at].Main() != Role::kTimeNoun &&
                     (deed == nullptr || deed->name != "order");
  if (word == "each" && thing && !counts) return false;
  // "sales by month and average price per month": the same months once more.
  const auto again = DimensionExpr(pieces_[at]);
  if (again && SplitAlready(*again)) return false;
  // "the average delay for each weekday" is a table of weekdays.
  if (pieces_[at].Main() == Role::kTime && pieces_[at].time.kind == TimeReading::Kind::kPart)
    return false;
  if (pieces_[at].Main() == Role::kTimeNoun && pieces_[at].senses.front().ref == "weekday")
    return false;
  if (pieces_[at].Main() == Role::kTime || pieces_[at].Main() == Role::kTimeNoun) return true;
  const semantic::Entity* entity = EntityOf(pieces_[at]);
  if (entity == nullptr) {  // "average number of stores per city"
    bool counted = false;
    for (size_t i = 0; i < marker; ++i) counted = counted || pieces_[i].Main() == Role::kCount;
    return counted && word == "per" && IsDimension(pieces_[at]);
  }
  // An average of something that does not add up (a price) is an average by group.
  for (size_t i = 0; i < marker; ++i) {
    if (pieces_[i].used) continue;
    const Dimension* number = NumberFieldOf(pieces_[i]);
    if (number != nullptr && !number->additive && !pieces_[i].Is(Role::kMetric)) return false;
    if (const Sense* metric = pieces_[i].Find(Role::kMetric)) {
      const auto expanded = semantic::Expand(model_, semantic::MetricRef(metric->ref));
      if (!expanded || expanded->op != Op::kAggregate) continue;
      for (const std::string& field : semantic::FieldsOf(*expanded)) {
        const Dimension* read = model_.FindDimension(field);
        const bool rate =
            read != nullptr && read->kind == DimensionKind::kNumber && !read->additive;
        if (rate && expanded->args.front().op == Op::kField) return false;
      }
    }
  }
  return true;
}

// Groups by the dimensions listed from `at` on ("region, segment and year"); returns how many
// pieces of the list were dimensions.
size_t Reader::TakeDimensionList(size_t at, bool fixed) {
  size_t taken = 0;
  for (size_t i = at; i != kNone; i = Next(i)) {
    Piece& piece = pieces_[i];
    if (piece.used && piece.Main() == Role::kTime) continue;
    if (piece.used) break;
    if (piece.Main() == Role::kAnd || piece.Main() == Role::kOr ||
        piece.Main() == Role::kDistinct) {
      const size_t next = Next(i);
      // "the top 3 of each city along with their restaurant": shown beside, and no other "each".
      const std::string link = FoldName(TextOf(piece));
      if (fixed && taken > 0 && (link == "along with" || link == "together with")) break;
      if (next == kNone || !IsDimension(pieces_[next]) || taken == 0) {
        if (piece.Main() == Role::kDistinct && taken == 0) {
          piece.used = true;
          continue;
        }
        break;
      }
      // "by category and total sales": the list goes on only with what can be grouped by.
      if (IsMeasure(pieces_[next]) && !pieces_[next].Is(Role::kEntity) &&
          FieldOf(pieces_[next]) == nullptr)
        break;
      piece.used = true;
      continue;
    }
    const bool number_field = NumberFieldOf(piece) != nullptr && piece.Main() == Role::kField &&
                              !NumberFieldOf(piece)->additive;
    if (!IsDimension(piece) && !(number_field && taken == 0)) break;
    // "pizza category": one entity beside another dimension of it says no more than the second.
    const size_t next = i + 1 < pieces_.size() ? i + 1 : kNone;
    if (piece.Is(Role::kEntity) && !piece.plural && next != kNone && !pieces_[next].used &&
        pieces_[next].Main() == Role::kField &&
        FieldOf(pieces_[next])->kind != DimensionKind::kNumber) {
      piece.used = true;
      continue;
    }
    if (NamesKindOf(i)) {  // "by film category": the categories that films have
      piece.used = true;
      continue;
    }
    const auto expr = number_field && !IsDimension(piece)
                          ? std::optional<Expr>(Field(NumberFieldOf(piece)->Field()))
                          : DimensionExpr(piece);
    if (!expr) break;
    AddGroup(*expr, fixed);
    piece.used = true;
    ++taken;
  }
  return taken;
}

// Whether two things stand side by side of which the first only says whose the second is.
bool Reader::NamesKindOf(size_t at) const {
  const Piece& piece = pieces_[at];
  const size_t next = at + 1;
  if (next >= pieces_.size() || piece.plural || pieces_[next].used) return false;
  const semantic::Entity* owner = EntityOf(piece);
  const semantic::Entity* kind = EntityOf(pieces_[next]);
  const bool beside = piece.first + piece.count == pieces_[next].first;
  return owner != nullptr && kind != nullptr && beside && kind->name == "category" &&
         owner->table != kind->table;
}

// "in each of Germany, France and Spain": split by what the values are of.
bool Reader::SplitsByValues(size_t marker, size_t at) {
  const std::string& word = pieces_[marker].senses.front().ref;
  if ((word != "each" && word != "per") || pieces_[at].Main() != Role::kValue) return false;
  for (const ValueFilter& filter : values_) {
    if (filter.values.size() < 2 || filter.at != at || filter.negated) continue;
    AddGroup(Field(filter.field), rank_.set);
    Use(marker);
    return true;
  }
  return false;
}

// Whether the question sets things against each other.
bool Reader::Compares() const {
  for (const std::string_view word :
       {"vary", "varies", "differ", "differs", "compare", "comparison", "distribution",
        "distributed", "trend", "breakdown", "performance"}) {
    if (MentionsText(word)) return true;
  }
  return versus_ || Has(Role::kShare) || Has(Role::kRankList);
}

void Reader::ReadGroups() {
  ReadOnAverage();
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    if (piece.used) continue;
    if (piece.Main() == Role::kWise) {
      const size_t before = Previous(i);
      if (before == kNone || pieces_[before].used) continue;
      if (const auto split =
              IsDimension(pieces_[before]) ? DimensionExpr(pieces_[before]) : std::nullopt) {
        AddGroup(*split, false);
      } else if (NumberFieldOf(pieces_[before]) != nullptr) {
        AddGroup(Field(NumberFieldOf(pieces_[before])->Field()), false);
      } else {
        continue;
      }
      Use(before);
      Use(i);
      continue;
    }
    if (piece.Main() == Role::kMeasureBy && StartsWith(FoldName(TextOf(piece)), "on the basis") &&
        !rank_.set) {
      const size_t levels = Next(i);
      const Dimension* level = levels == kNone ? nullptr : NumberFieldOf(pieces_[levels]);
      if (level != nullptr && !level->additive) {  // "orders on the basis of installments"
        AddGroup(Field(level->Field()), false);
        Use(i);
        Use(levels);
        continue;
      }
    }
    if (piece.Main() != Role::kGroup) continue;
    std::string marker = piece.senses.front().ref;
    const size_t next = Next(i);
    if (next == kNone || pieces_[next].Main() == Role::kSymbol) {
      if (OurOwn(i)) Use(i);
      continue;
    }
    if (SplitsByValues(i, next)) continue;
    const bool source =
        FoldName(TextOf(piece)) == "according to" && RelatedTable(pieces_[next]) != nullptr;
    if (source) {  // "according to the invoices": where to look
      Use(i);
      Use(next);
      continue;
    }
    const std::string& article = tokens_[pieces_[next].first - 1].folded;
    if (marker == "by" && article == "all" && pieces_[next].plural && IsActor(next)) {
      Use(i);  // "visits by all customers": whoever they are
      Use(next);
      continue;
    }
    if (marker == "all") {  // "across all stores": all of them together, unless they are compared
      const bool together = IsDimension(pieces_[next]) && !pieces_[next].used && !Compares();
      if (together) {
        Use(i);
        Use(next);
        continue;
      }
      marker = "across";
    }
    // "most used by customers", "placed by a customer": who did it, not how to split it.
    const std::string lead = piece.first == 0 ? "" : tokens_[piece.first - 1].folded;
    const bool participle =
        marker == "by" && piece.count == 1 &&
        (EndsWith(lead, "ed") || lead == "bought" || lead == "made" || lead == "sold") &&
        lead != "grouped" && lead != "sorted" && lead != "ordered";
    if (participle && OurOwn(i)) {
      Use(i);
      continue;
    }
    if (participle && IsActor(next)) {
      const size_t who = Next(next);
      const bool named = who != kNone && pieces_[who].used && pieces_[who].Main() == Role::kValue;
      const bool total = pieces_[next].plural && !rank_.set && having_.empty() &&
                         (Has(Role::kCount) || Has(Role::kFold));
      if (who == kNone || named || total || pieces_[who].Main() == Role::kSymbol) {
        piece.used = true;
        piece.senses.front().role = Role::kStop;
        Use(next);
        continue;
      }
    }
    // "top 5 states by revenue": what follows is what to rank or order by.
    const Piece& after = pieces_[next];
    const bool splits =
        rank_.set || std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& p) {
          return &p != &piece && p.Main() == Role::kGroup;
        });
    if (marker == "per" && splits && PhysicalField(after) != nullptr) {
      denominator_ = Make(Op::kAggregate, {Field(PhysicalField(after)->Field())}, "sum");
      piece.used = true;
      Use(next);
      continue;
    }
    const auto orders = tokens_[after.first].folded == "sale" && after.count == 1
                            ? Implied("orders")
                            : std::nullopt;
    if (marker == "per" && orders && !rank_.set) {  // "items per sale": per deed, not per money
      denominator_ = *orders;
      piece.used = true;
      Use(next);
      continue;
    }
    if (marker == "per" && after.Main() == Role::kMetric &&
        (rank_.set ? RanksRatio(i) : IsMeasure(after))) {
      denominator_ = semantic::MetricRef(after.senses.front().ref);
      piece.used = true;
      Use(next);
      continue;
    }
    if (const semantic::Metric* nameless = marker == "per" ? NamelessCount(next) : nullptr;
        nameless != nullptr && splits) {
      denominator_ = semantic::MetricRef(nameless->name);
      piece.used = true;
      Use(next);
      continue;
    }
    if (marker == "per" && PerRow(i, next)) {
      Use(i);
      Use(next);
      continue;
    }
    const bool measured =
        after.Main() == Role::kFold || after.Main() == Role::kCount ||
        after.Main() == Role::kMetric ||
        (marker == "by" && NumberFieldOf(after) != nullptr && NumberFieldOf(after)->additive &&
         !IsDimension(after)) ||
        (marker == "by" && rank_.set && IsMeasure(after) && after.Main() != Role::kEntity) ||
        (NextIs(next, Role::kCountAfter) && marker == "by") ||
        (marker == "by" && rank_.set && after.plural && IsCountMetric(after) && FocusDimension() &&
         *FocusDimension() != *DimensionExpr(after));
    if (measured && !(after.Main() == Role::kMetric && IsDimension(after) && !rank_.set)) {
      piece.used = true;
      continue;
    }
    if (NestedPer(i, next) && (IsDimension(after))) {
      const semantic::Entity* entity = EntityOf(after);
      if (entity != nullptr && entity->key.empty()) {
        // Each row is one: the plain average.
      } else if (entity != nullptr) {
        for (Expr& key : KeysOf(*entity)) per_.push_back(std::move(key));
      } else if (const auto time = DimensionExpr(after)) {
        per_.push_back(*time);
      }
      Use(i);
      Use(next);
      continue;
    }
    // "the split by segment for each category": what the shares add up within.
    const bool within =
        Has(Role::kShare) && marker == "each" &&
        std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& p) {
          return &p != &piece && p.Main() == Role::kGroup && p.senses.front().ref == "by";
        });
    const bool fixed =
        within || ((rank_.set || (Has(Role::kRankList) && marker != "by")) &&
                   (marker == "each" || marker == "per" || marker == "by" || marker == "across"));
    // "orders on the basis of installments": a number beside a count is what to split by.
    if (TakeDimensionList(next, fixed) > 0) piece.used = true;
  }
}

// "which mode has the highest profit per order": the ratio ranks the modes, and no orders are
// listed.
bool Reader::RanksRatio(size_t marker) const {
  const size_t next = Next(marker);
  const size_t before = Previous(marker);
  if (!rank_.set || rank_.at > marker || !Has(Role::kWhich) || pieces_[next].plural) return false;
  const auto focus = FocusDimension();
  const auto own = DimensionExpr(pieces_[next]);
  const Sense* metric = pieces_[next].Find(Role::kMetric);
  const bool pieces = metric != nullptr && (metric->ref == "units" || metric->ref == "units_sold");
  return before != kNone && IsMeasure(pieces_[before]) && focus && (!own || *focus != *own) &&
         (pieces || IsCountMetric(pieces_[next]));
}

// "generated by the store", "made by us": who asks.
bool Reader::OurOwn(size_t by) const {
  size_t at = pieces_[by].first + pieces_[by].count;
  if (at < tokens_.size() && (tokens_[at].folded == "the" || tokens_[at].folded == "our")) ++at;
  if (at >= tokens_.size()) return false;
  const std::string& word = tokens_[at].folded;
  const bool last = at + 1 == tokens_.size() || tokens_[at + 1].kind == Token::Kind::kSymbol;
  return last && (word == "store" || word == "shop" || word == "company" || word == "business" ||
                  word == "us" || word == "we");
}

// "used by customers", "sold by a store": who did it; "units sold by product" is split by it.
bool Reader::IsActor(size_t at) const {
  const semantic::Entity* entity = EntityOf(pieces_[at]);
  if (entity == nullptr) return false;
  const std::string& article = tokens_[pieces_[at].first - 1].folded;
  if (article == "specific" || article == "particular" || article == "certain") return true;
  const bool any = article == "a" || article == "an" || article == "our" || article == "any" ||
                   (article == "the" && !pieces_[at].plural);
  return any || (pieces_[at].plural && (entity->name == "customer" || entity->name == "user"));
}

// "how many items does an order contain on average": per order.
void Reader::ReadOnAverage() {
  size_t average = kNone;
  size_t asked = kNone;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const Sense* fold = pieces_[i].Find(Role::kFold);
    if (!pieces_[i].used && fold != nullptr && fold->ref == "avg") average = i;
    if (pieces_[i].Main() == Role::kCount) asked = i;
  }
  if (average == kNone || asked == kNone || average < asked || !per_.empty()) return;
  for (size_t i = asked + 1; i < average; ++i) {
    const Dimension* number = pieces_[i].used ? nullptr : NumberFieldOf(pieces_[i]);
    if (number != nullptr && i == asked + 1) {  // "how many installments on average"
      AddMeasure(Make(Op::kAggregate, {Field(number->Field())}, "avg"), i);
      for (const size_t taken : {asked, i, average}) Use(taken);
      return;
    }
    const semantic::Entity* entity = EntityOf(pieces_[i]);
    const std::string article = pieces_[i].first == 0 ? "" : tokens_[pieces_[i].first - 1].folded;
    const bool each = article == "a" || article == "an" || article == "each" ||
                      article == "every" || article == "one" || article == "per";
    if (pieces_[i].used || entity == nullptr || entity->key.empty() || !each) continue;
    for (Expr& key : KeysOf(*entity)) per_.push_back(std::move(key));
    Use(i);
    Use(average);
    if (i > 0 && pieces_[i - 1].Main() == Role::kGroup) Use(i - 1);
    return;
  }
}

// "revenue per session": of things that have no names, their number divides.
const semantic::Metric* Reader::NamelessCount(size_t at) const {
  const semantic::Entity* entity = EntityOf(pieces_[at]);
  const auto* table = entity == nullptr ? nullptr : model_.FindTable(entity->table);
  const bool visit = entity != nullptr && entity->row && !pieces_[at].plural && table != nullptr &&
                     table->fact && entity->table != scope_.root && entity->name != "order" &&
                     entity->key.size() == 1 && entity->display == entity->key.front() &&
                     IsCountMetric(pieces_[at]);
  return visit ? model_.FindMetric(pieces_[at].Find(Role::kMetric)->ref) : nullptr;
}

// "average sales per transaction" where each row is one transaction: the average as it is.
bool Reader::PerRow(size_t marker, size_t at) const {
  const semantic::Entity* entity = EntityOf(pieces_[at]);
  const size_t before = Previous(marker);
  const auto measure = before == kNone || !IsMeasure(pieces_[before])
                           ? std::nullopt
                           : DefaultMeasure(pieces_[before]);
  const auto expanded = measure ? semantic::Expand(model_, *measure) : Result<Expr>(Invalid(""));
  if (entity != nullptr && entity->key.size() == 1 && expanded && expanded->op == Op::kPer)
    return expanded->args[1] == Field(entity->table + "." + entity->key.front());
  return entity != nullptr && entity->row && entity->key.empty() && entity->table == scope_.root &&
         measure && IsAverageLike(*measure);
}

// A length, a weight, an area: what "per" may divide by.
const Dimension* Reader::PhysicalField(const Piece& piece) const {
  const Dimension* number = NumberFieldOf(piece);
  if (number == nullptr || number->additive || piece.Is(Role::kEntity)) return nullptr;
  const std::string label = FoldName(number->label);
  for (const std::string_view word : {"square", "area", "sqft", "sq ft", "weight", "size"}) {
    if (label.find(word) != std::string::npos) return number;
  }
  return nullptr;
}

// "male and female customers": all that there are, so each is asked for.
bool Reader::IsEveryValue(const ValueFilter& filter) const {
  const size_t dot = filter.field.find('.');
  const auto* column = catalog_.Find(filter.field.substr(0, dot), filter.field.substr(dot + 1));
  return column != nullptr && column->distinct == static_cast<int64_t>(filter.values.size());
}

// "revenue by month for Germany and France": a line for each; "the average age of men and women": a
// figure that does not add up is asked of each.
// "how many desks and chairs were ordered by each customer": of each.
bool Reader::SplitsEach(const ValueFilter& filter) const {
  return groups_.size() == 1 && having_.empty() && PreviousIs(filter.at, Role::kCount);
}

void Reader::SplitSeries() {
  const bool series = groups_.size() == 1 && groups_.front().op == Op::kGrain;
  const bool average = groups_.empty() && measures_.size() == 1 && having_.empty() &&
                       IsAverageLike(measures_.front().expr);
  if (rank_.set || Has(Role::kOr) || Has(Role::kShare) || measures_.empty()) return;
  for (const ValueFilter& filter : values_) {
    if (filter.values.size() < 2 || filter.negated ||
        !PreviousIs(LastValueOf(filter), Role::kAnd)) {
      continue;
    }
    const bool all = groups_.empty() && having_.empty() && IsEveryValue(filter);
    if (!series && !average && !all && !SplitsEach(filter)) continue;
    AddGroup(Field(filter.field), false);
    return;
  }
}

// The last piece that names a value of the filter.
size_t Reader::LastValueOf(const ValueFilter& filter) const {
  size_t last = filter.at;
  for (size_t i = filter.at; i < pieces_.size(); ++i) {
    const Sense* value = pieces_[i].used ? pieces_[i].Find(Role::kValue) : nullptr;
    const bool same =
        std::any_of(pieces_[i].senses.begin(), pieces_[i].senses.end(), [&](const Sense& sense) {
          return sense.role == Role::kValue && sense.ref == filter.field;
        });
    if (value != nullptr && same) last = i;
  }
  return last;
}

}  // namespace aisle::language
