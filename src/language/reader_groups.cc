// What to group by and how to rank: "by state", "top 5 categories", "for each region", "which
// month had the highest sales".
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

// The dimension that the question is about: the first one that is not a filter.
std::optional<semantic::Expr> Reader::FocusDimension() const {
  for (const Piece& piece : pieces_) {
    if (piece.used || !IsDimension(piece)) continue;
    return DimensionExpr(piece);
  }
  if (!groups_.empty()) return groups_.front();
  return std::nullopt;
}

// "sorted by contact name", "Order by EmployeeID and OrderID", "in descending order".
void Reader::ReadOrder() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const std::string text = FoldName(TextOf(pieces_[i]));
    const bool sorts =
        pieces_[i].Main() == Role::kMeasureBy &&
        (StartsWith(text, "sort") || StartsWith(text, "order") || StartsWith(text, "and sort"));
    if (!sorts) continue;
    // "units ordered by category": the verb, and a group.
    if (text == "ordered by" && i > 0 &&
        (IsMeasure(pieces_[i - 1]) || pieces_[i - 1].Is(Role::kEntity))) {
      pieces_[i].senses.front().role = Role::kGroup;
      pieces_[i].senses.front().ref = "by";
      continue;
    }
    std::vector<size_t> columns;
    size_t at = Next(i);
    for (; at != kNone; at = Next(at)) {
      if (pieces_[at].Main() == Role::kAnd) continue;
      if (!pieces_[at].Is(Role::kField) || IsMeasure(pieces_[at])) break;
      columns.push_back(at);
    }
    // "sorted by total sales": a measure, left to the measures.
    if (columns.empty()) continue;
    bool only_order = true;
    for (const size_t column : columns)
      only_order = only_order && FieldOf(pieces_[column]) != nullptr;
    if (!only_order) continue;
    for (const size_t column : columns) {
      order_.push_back({Field(FieldOf(pieces_[column])->Field()), false});
      Use(column);
    }
    Use(i);
  }
  for (size_t i = 0; i + 1 < tokens_.size(); ++i) {
    const bool direction = tokens_[i].folded == "descending" || tokens_[i].folded == "ascending" ||
                           tokens_[i].folded == "desc" || tokens_[i].folded == "asc";
    if (!direction &&
        !(tokens_[i + 1].folded == "descending" || tokens_[i + 1].folded == "ascending"))
      continue;
    for (Piece& piece : pieces_) {
      const std::string& word = tokens_[piece.first].folded;
      if (word == "descending" || word == "ascending") {
        piece.used = true;
        cost_ -= 3;
        const size_t noun = piece.first + piece.count;
        for (Piece& order : pieces_) {  // "in descending order" speaks of no orders
          if (order.first == noun && tokens_[noun].folded == "order") order.used = true;
        }
        break;
      }
    }
    break;
  }
}

// "top category, top state and top SKU": another thing is ranked.
bool Reader::NamesAnother(size_t at) const {
  const size_t mine = at + 1;
  const size_t first = rank_.at + 1;
  if (mine >= pieces_.size() || first >= pieces_.size()) return false;
  const bool things = IsDimension(pieces_[mine]) && IsDimension(pieces_[first]) &&
                      !IsMeasure(pieces_[mine]) && !IsMeasure(pieces_[first]);
  if (!things || pieces_[at].senses.front().direction != rank_.direction) return false;
  const auto a = DimensionExpr(pieces_[first]);
  const auto b = DimensionExpr(pieces_[mine]);
  const std::string word = FoldName(TextOf(pieces_[at]));
  return a && b && *a != *b && (word == "top" || word == "best" || word == "bottom");
}

void Reader::ReadRank() {
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    if (piece.used || piece.Main() != Role::kRank) continue;
    const Sense& sense = piece.senses.front();
    if (rank_.set) {
      if (NamesAnother(i)) {
        failure_ = Fail(Outcome::kClarify, "unclear",
                        "These are several rankings at once; ask for one at a time.");
        return;
      }
      const size_t link = Previous(i);
      const bool linked = link != kNone && (pieces_[link].Main() == Role::kAnd ||
                                            pieces_[link].Main() == Role::kOr ||
                                            tokens_[pieces_[link].first].text == "/");
      const bool again_which = std::any_of(pieces_.begin() + static_cast<std::ptrdiff_t>(rank_.at),
                                           pieces_.begin() + static_cast<std::ptrdiff_t>(i),
                                           [](const Piece& p) { return p.Main() == Role::kWhich; });
      rank_.both = rank_.both || ((linked || again_which) && sense.direction != rank_.direction);
      if (rank_.implied.empty()) rank_.implied = sense.ref;
      const size_t number = i + 1;
      if (rank_.n == 0 && number < pieces_.size() && !pieces_[number].used &&
          pieces_[number].Is(Role::kNumber) &&
          pieces_[number].Find(Role::kNumber)->ref != "ordinal") {
        rank_.n =
            static_cast<int64_t>(pieces_[number].number);  // "most profitable products, top 10"
        Use(number);
      }
      const std::string again = FoldName(TextOf(piece));
      if (!rank_.counts) rank_.counts_at = i;
      rank_.counts = rank_.counts || again == "most" || again == "highest" || again == "fewest" ||
                     again == "least" || again == "lowest";
      piece.used = true;
      continue;
    }
    rank_.set = true;
    rank_.at = i;
    rank_.direction = sense.direction;
    rank_.implied = sense.ref;
    const std::string text = FoldName(TextOf(piece));
    rank_.counts_at = i;
    rank_.counts = text != "top" && text != "bottom" && text != "best" && text != "worst" &&
                   text != "leading" && text != "top performing" && sense.ref.empty();
    piece.used = true;
    for (const size_t beside : {i + 1 < pieces_.size() ? i + 1 : kNone, Previous(i)}) {
      if (beside == kNone || pieces_[beside].used || !pieces_[beside].Is(Role::kNumber)) continue;
      if (pieces_[beside].Find(Role::kNumber)->ref == "ordinal") {
        rank_.offset = static_cast<int64_t>(pieces_[beside].number) - 1;
        rank_.n = 1;
      } else {
        rank_.n = static_cast<int64_t>(pieces_[beside].number);
      }
      pieces_[beside].used = true;
      break;
    }
  }
  // "which category has the maximum price": a superlative like any other.
  for (size_t i = 0; i < pieces_.size() && !rank_.set; ++i) {
    if (pieces_[i].used || pieces_[i].Main() != Role::kFold) continue;
    const std::string& fold = pieces_[i].senses.front().ref;
    if (fold != "max" && fold != "min") continue;
    bool which = false;
    bool thing = false;
    for (size_t j = 0; j < i; ++j) {
      which = which || pieces_[j].Main() == Role::kWhich;
      thing = thing || (which && !pieces_[j].used && IsDimension(pieces_[j]));
    }
    if (!thing) continue;
    rank_.set = true;
    rank_.at = i;
    rank_.direction = fold == "max" ? 1 : -1;
    rank_.counts = true;
    pieces_[i].used = true;
  }
  if (!rank_.set || rank_.n > 0) return;
  // "the three countries with the highest …", "the 10 orders with the most …"
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    if (pieces_[i].used || !pieces_[i].Is(Role::kNumber) ||
        pieces_[i].Find(Role::kNumber)->ref == "ordinal")
      continue;
    const std::string pointing = pieces_[i].first == 0 ? "" : tokens_[pieces_[i].first - 1].folded;
    if (pointing == "those" || pointing == "these") continue;
    size_t next = Next(i);
    if (next != kNone && !IsDimension(pieces_[next])) next = Next(next);
    if (next == kNone || !IsDimension(pieces_[next])) continue;
    rank_.n = static_cast<int64_t>(pieces_[i].number);
    pieces_[i].used = true;
    return;
  }
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
        "distributed", "trend", "breakdown", "each", "performance"}) {
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
    if (next == kNone) continue;
    if (SplitsByValues(i, next)) continue;
    const bool source =
        FoldName(TextOf(piece)) == "according to" && RelatedTable(pieces_[next]) != nullptr;
    if (source) {  // "according to the invoices": where to look
      Use(i);
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
    if (participle && pieces_[next].Is(Role::kEntity)) {
      const size_t who = Next(next);
      const bool named = who != kNone && pieces_[who].used && pieces_[who].Main() == Role::kValue;
      if (who == kNone || named || pieces_[who].Main() == Role::kSymbol) {
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
    if (marker == "per" && after.Main() == Role::kMetric && IsMeasure(after) && !rank_.set) {
      denominator_ = semantic::MetricRef(after.senses.front().ref);
      piece.used = true;
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
        per_.push_back(Field(entity->table + "." + entity->key.front()));
      } else if (const auto time = DimensionExpr(after)) {
        per_.push_back(*time);
      }
      Use(i);
      Use(next);
      continue;
    }
    const bool fixed =
        (rank_.set || (Has(Role::kRankList) && marker != "by")) &&
        (marker == "each" || marker == "per" || marker == "by" || marker == "across");
    // "orders on the basis of installments": a number beside a count is what to split by.
    if (TakeDimensionList(next, fixed) > 0) piece.used = true;
  }
}

// "the best month in each year": the years are what the rank counts within.
void Reader::FixCoarserGrain() {
  constexpr std::string_view kGrains[] = {"hour", "day", "week", "month", "quarter", "year"};
  const auto size = [&](const Expr& group) {
    return std::find(std::begin(kGrains), std::end(kGrains), group.name) - std::begin(kGrains);
  };
  const bool grains_fixed =
      std::all_of(fixed_.begin(), fixed_.end(), [](const Expr& e) { return e.op == Op::kGrain; });
  if (!rank_.set || !grains_fixed) return;
  const Expr* coarse = nullptr;
  size_t grains = 0;
  for (const Expr& group : groups_) {
    if (group.op != Op::kGrain) continue;
    ++grains;
    if (coarse == nullptr || size(group) > size(*coarse)) coarse = &group;
  }
  if (grains != 2 || groups_.size() != 2) return;
  const Expr within = *coarse;
  fixed_.clear();
  AddGroup(within, true);
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
    const semantic::Entity* entity = EntityOf(pieces_[i]);
    const std::string article = pieces_[i].first == 0 ? "" : tokens_[pieces_[i].first - 1].folded;
    const bool each = article == "a" || article == "an" || article == "each" ||
                      article == "every" || article == "one" || article == "per";
    if (pieces_[i].used || entity == nullptr || entity->key.empty() || !each) continue;
    per_.push_back(Field(entity->table + "." + entity->key.front()));
    Use(i);
    Use(average);
    if (i > 0 && pieces_[i - 1].Main() == Role::kGroup) Use(i - 1);
    return;
  }
}

// Whether a value says what the thing after it is: "female customers".
bool Reader::Describes(size_t value, size_t thing) const {
  const semantic::Entity* entity = EntityOf(pieces_[thing]);
  if (entity == nullptr || value == kNone || pieces_[value].Main() != Role::kValue ||
      !pieces_[value].used) {
    return false;
  }
  return std::any_of(pieces_[value].senses.begin(), pieces_[value].senses.end(),
                     [&](const Sense& sense) {
                       return sense.role == Role::kValue && sense.table == entity->table;
                     });
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

// "at what hour do customers give the most ratings": beside what is ranked another thing that
// nothing links to it.
bool Reader::StandsLoose(size_t at, size_t focus) const {
  if (!rank_.set || focus == kNone || pieces_[at].Main() == Role::kTimeNoun) return false;
  const size_t before = Previous(at);
  const bool linked = before != kNone && (pieces_[before].Main() == Role::kAnd ||
                                          pieces_[before].Main() == Role::kList ||
                                          pieces_[before].Main() == Role::kOr || before == focus);
  const std::string comma = tokens_[pieces_[at].first - 1].text;
  return !linked && comma != "," && comma != "(" && comma != "/" && !IsContext(at);
}

// "revenue by month for Germany and France": a line for each.
void Reader::SplitSeries() {
  const bool series = groups_.size() == 1 && groups_.front().op == Op::kGrain && !rank_.set;
  if (!series || Has(Role::kOr) || Has(Role::kShare)) return;
  for (const ValueFilter& filter : values_) {
    if (filter.values.size() < 2 || filter.negated ||
        !PreviousIs(LastValueOf(filter), Role::kAnd)) {
      continue;
    }
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

// Whether a count was asked for before, which nothing here splits.
bool Reader::CountedBefore(size_t at) const {
  if (rank_.set || measures_.empty() || versus_ || !groups_.empty()) return false;
  if (pieces_[at].Main() == Role::kTimeNoun) return false;
  bool counted = false;
  for (size_t i = 0; i < at; ++i) {
    const bool before = !pieces_[i].used && IsDimension(pieces_[i]);
    if (!counted && (before || pieces_[i].Main() == Role::kWhich)) return false;
    counted = counted || pieces_[i].Main() == Role::kCount;
  }
  return counted && !PreviousIs(at, Role::kAnd);
}

// Whether the thing is who does what the verb says, or what it is done to.
bool Reader::Acts(size_t at) const {
  if (!pieces_[at].Is(Role::kEntity)) return false;
  return NextIs(at, Role::kVerb) || PreviousIs(at, Role::kVerb) || NextIs(at, Role::kStop) ||
         NextIs(at, Role::kRank);
}

// Dimensions that no marker named: what is ranked, listed or counted.
void Reader::ReadFocus() {
  std::vector<Expr> focus;
  bool plural = false;
  const bool which =
      !pieces_.empty() && ((pieces_[0].Main() == Role::kWhich && tokens_[0].folded == "which") ||
                           pieces_[0].Main() == Role::kList);
  const auto comma = [&](size_t i) { return i > 0 && (tokens_[pieces_[i].first - 1].text == ","); };
  size_t rows_of = kNone;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    if (piece.used || !IsDimension(piece)) continue;
    // "pizza category", "customer countries": the thing before its own column adds nothing.
    if (piece.Is(Role::kEntity) && i + 1 < pieces_.size() && !pieces_[i + 1].used &&
        (pieces_[i + 1].Main() == Role::kField || IsDimension(pieces_[i + 1])) && !piece.plural &&
        pieces_[i + 1].Main() != Role::kTimeNoun) {
      piece.used = true;
      continue;
    }
    const auto expr = DimensionExpr(piece);
    if (!expr) continue;
    if (std::find(focus.begin(), focus.end(), *expr) != focus.end()) {
      piece.used = true;  // named again
      continue;
    }
    if (StandsLoose(i, rows_of)) {
      if (!Acts(i)) continue;  // left unexplained: it is asked about
      piece.used = true;
      cost_ += 0.3;
      continue;
    }
    const std::string article = piece.first == 0 ? "" : tokens_[piece.first - 1].folded;
    if (CountedBefore(i)) {  // "how many customers have made purchases"
      if (!Acts(i)) continue;
      piece.used = true;
      cost_ += 0.1;
      continue;
    }
    const bool deed = (article == "a" || article == "an") && !piece.plural && !measures_.empty() &&
                      !rank_.set && piece.Is(Role::kEntity);
    const bool described = !measures_.empty() && !rank_.set && groups_.size() + per_.size() > 0 &&
                           Describes(Previous(i), i);
    if (deed || described || IsContext(i) ||
        (rows_of != kNone && which && !PreviousIs(i, Role::kAnd) && !comma(i) && !rank_.set &&
         having_.empty() && measures_.empty())) {
      piece.used = true;
      if (measures_.empty()) cost_ += 0.3;
      continue;
    }
    piece.used = true;
    if (rows_of == kNone) rows_of = i;
    plural = plural || piece.plural;
    if (std::find(focus.begin(), focus.end(), *expr) == focus.end()) focus.push_back(*expr);
  }
  for (const Expr& expr : focus) AddGroup(expr, false);
  // "the different expenses and their count"
  for (size_t i = 0; i < pieces_.size() && measures_.empty() && !groups_.empty(); ++i) {
    if (pieces_[i].Main() != Role::kCountAfter || pieces_[i].used) continue;
    AddMeasure(semantic::CountRows(scope_.root), i);
    Use(i);
  }
  if (rank_.set && groups_.empty() && rank_.implied == "units") {
    const semantic::Entity* product = counted_;
    for (const semantic::Entity& entity : model_.entities) {
      if (product == nullptr && scope_.Reaches(entity.table) && ProductLike(entity))
        product = &entity;
    }
    if (product != nullptr && !DisplayOf(*product).empty()) {
      AddGroup(Field(DisplayOf(*product)), false);
      plural = true;
    }
  }
  // "the busiest days" are days of the week.
  if (rank_.implied == "orders" && rank_.n < 2) {
    for (Expr& group : groups_) {
      if (group.op == Op::kGrain && group.name == "day")
        group = Make(Op::kPart, group.args, "weekday");
    }
  }
  // "the top product for each month": the period is what the rank counts within.
  if (rank_.set && groups_.size() > 1) {
    for (const Piece& piece : pieces_) {
      if (piece.Main() != Role::kTime || !piece.used ||
          piece.time.kind != TimeReading::Kind::kGrain)
        continue;
      const std::string& lead = tokens_[piece.first].folded;
      if (lead != "each" && lead != "per" && lead != "every" && lead != "for" && lead != "in")
        continue;
      for (const Expr& group : groups_) {
        if (group.op == Op::kGrain && group.name == piece.time.name) AddGroup(group, true);
      }
    }
  }
  FixCoarserGrain();
  if (rank_.set && rank_.n == 0 && !rank_.both) rank_.unsaid = true;
  if (rank_.set && rank_.n == 0 && !rank_.both) rank_.n = plural || focus.empty() ? 10 : 1;
}

}  // namespace aisle::language
