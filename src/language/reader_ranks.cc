// How to rank and sort: "top 5 categories", "which month had the highest sales", "sorted by contact
// name", "the best month in each year".
#include <algorithm>
#include <array>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Field;
using semantic::Op;

// "sorted by contact name", "Order by EmployeeID and OrderID".
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

// "the top 2 sales of each country by amount": rows within groups, of which none is a thing.
bool Reader::RanksRowsOfEach() const {
  static constexpr std::array<std::string_view, 6> kRows = {"sales",     "orders",  "transactions",
                                                            "purchases", "records", "invoices"};
  if (!rank_.set || rank_.n < 2 || rank_.unsaid) return false;
  const size_t end = pieces_[rank_.at].first + pieces_[rank_.at].count;
  const size_t noun =
      end < tokens_.size() && tokens_[end].kind == Token::Kind::kNumber ? end + 1 : end;
  if (noun >= tokens_.size()) return false;
  const bool rows = std::find(kRows.begin(), kRows.end(), tokens_[noun].folded) != kRows.end();
  const bool each = std::any_of(
      tokens_.begin() + static_cast<long>(noun), tokens_.end(),
      [](const Token& token) { return token.folded == "each" || token.folded == "every"; });
  return rows && each;
}

// "the youngest and oldest of each": both ends of what is no figure.
bool Reader::RanksBothAges() const { return MentionsText("youngest") && MentionsText("oldest"); }

// "the biggest account": one of them, and not the largest number of accounts.
bool Reader::RanksOne(size_t rank, const std::string& word) const {
  const size_t thing = Next(rank);
  const bool size = word == "biggest" || word == "largest" || word == "smallest";
  return size && thing != kNone && pieces_[thing].Is(Role::kEntity) && !pieces_[thing].plural;
}

// "the top products sold for each month": products are ranked, by how many were sold.
void Reader::RankSoldThings() {
  const size_t at = Next(rank_.at);
  const semantic::Entity* thing = at == kNone ? nullptr : SoldThing(at);
  if (thing == nullptr || !rank_.implied.empty()) return;
  AddGroup(Field(DisplayOf(*thing)), false);
  AddMeasure(semantic::MetricRef(pieces_[at].Find(Role::kMetric)->ref), at);
  Use(at);
}

// "list of products sold in 2020": which, and not how many pieces.
void Reader::ListSoldThings() {
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const std::string lead = FoldName(TextOf(pieces_[i - 1]));
    const bool lists = pieces_[i - 1].Main() == Role::kList &&
                       (StartsWith(lead, "list") || EndsWith(lead, "list of"));
    const semantic::Entity* thing = lists ? SoldThing(i) : nullptr;
    if (thing == nullptr) continue;
    AddGroup(Field(DisplayOf(*thing)), false);
    listing_ = true;
    Use(i);
  }
}

// The thing in "products sold", where that is the name of a figure.
const semantic::Entity* Reader::SoldThing(size_t at) const {
  const Sense* metric = pieces_[at].used ? nullptr : pieces_[at].Find(Role::kMetric);
  const std::string& last = tokens_[pieces_[at].first + pieces_[at].count - 1].folded;
  const bool sold = pieces_[at].count == 2 && (last == "sold" || last == "ordered");
  if (metric == nullptr || metric->ref != "units" || !sold) return nullptr;
  const std::string noun = Singular(tokens_[pieces_[at].first].folded);
  const auto found =
      std::find_if(model_.entities.begin(), model_.entities.end(), [&](const auto& entity) {
        const auto& words = entity.synonyms;
        const bool named =
            entity.name == noun || std::find(words.begin(), words.end(), noun) != words.end();
        return named && scope_.Reaches(entity.table) && !DisplayOf(entity).empty();
      });
  return found == model_.entities.end() ? nullptr : &*found;
}

// "the highest revenue, and which the lowest margin": each has a figure of its own.
bool Reader::RanksTwoFigures(size_t at) const {
  const auto figure = [&](size_t i) {
    return i < pieces_.size() && (IsMeasure(pieces_[i]) || pieces_[i].Main() == Role::kFold);
  };
  const bool which = PreviousIs(at, Role::kWhich);
  return which && figure(rank_.at + 1) && figure(at + 1);
}

// "top 5 worst selling", "the top 3 with the lowest price", "bottom 5 best sellers": the low end.
// False where two ends are named that do not go together.
bool Reader::TurnRank(size_t at) {
  const std::string first = FoldName(TextOf(pieces_[rank_.at]));
  const bool plain = first == "top" || first == "most" || first == "the most" || first == "first";
  const bool bottom = first == "bottom" && !pieces_[at].senses.front().ref.empty();
  if (rank_.direction > 0 && plain) {
    rank_.direction = -1;
  } else if (!bottom) {
    failure_ = Fail(Outcome::kClarify, "unclear",
                    "“" + TextOf(pieces_[rank_.at]) + "” and “" + TextOf(pieces_[at]) +
                        "” are the two ends of a ranking. Which of them is meant?");
    return false;
  }
  return true;
}

void Reader::ReadRank() {
  if (RanksBothAges()) {
    failure_ = Fail(Outcome::kClarify, "unclear",
                    "The youngest and the oldest are two rankings; ask for one at a time.");
    return;
  }
  for (size_t i = 0; i < pieces_.size(); ++i) {
    Piece& piece = pieces_[i];
    if (piece.used || piece.Main() != Role::kRank) continue;
    const Sense& sense = piece.senses.front();
    if (rank_.set) {
      // "the youngest and the oldest", "the cheapest and the best rated"
      const bool other = !rank_.implied.empty() && !sense.ref.empty() &&
                         rank_.implied != sense.ref && PreviousIs(i, Role::kAnd);
      if (other || NamesAnother(i)) {
        failure_ = Fail(Outcome::kClarify, "unclear",
                        "These are several rankings at once; ask for one at a time.");
        return;
      }
      if (RanksTwoFigures(i)) {
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
      const bool turns = sense.direction != rank_.direction;
      rank_.both = rank_.both || ((linked || again_which) && turns);
      if (turns && !rank_.both && !TurnRank(i)) return;
      if (rank_.both && rank_.implied.empty() && !sense.ref.empty())
        rank_.counts = false;  // "the most and the least expensive"
      if (rank_.implied.empty()) rank_.implied = sense.ref;
      const size_t number = i + 1;
      if (rank_.n == 0 && number < pieces_.size() && !pieces_[number].used &&
          pieces_[number].Is(Role::kNumber) &&
          pieces_[number].Find(Role::kNumber)->ref != "ordinal") {
        rank_.n =
            static_cast<int64_t>(pieces_[number].number);  // "most profitable products, top 10"
        Use(number);
      }
      std::string again = FoldName(TextOf(piece));
      if (StartsWith(again, "the ")) again.erase(0, 4);
      if (!rank_.counts) rank_.counts_at = i;
      for (const std::string_view extreme : {"most", "highest", "fewest", "least", "lowest",
                                             "maximum", "minimum", "largest", "greatest"}) {
        rank_.counts =
            rank_.counts || again == extreme || again == std::string(extreme) + " number of";
      }
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
                   text != "leading" && text != "top performing" && sense.ref.empty() &&
                   !RanksOne(i, text);
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
  const bool within = tokens_.size() > 3 && tokens_[0].folded == "within" &&
                      tokens_[1].folded == "the" && Has(Role::kWhich);
  if (rank_.set && (RanksRowsOfEach() || within)) {
    failure_ = Fail(Outcome::kClarify, "unclear",
                    "That is a ranking within another; ask for one at a time.");
    return;
  }
  if (rank_.set)
    RankSoldThings();
  else
    ListSoldThings();
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

// "average monthly revenue by month": the average over months of one month says nothing; over the
// years of a calendar month it does. Beside a change it is each month's own average.
void Reader::FixNestedGrain() {
  if (!having_.empty()) return;
  for (Measure& measure : measures_) {
    Expr& nested = measure.expr;
    const bool grain = nested.op == Op::kPer && nested.args.size() == 2 &&
                       nested.args[1].op == Op::kGrain && nested.name == "avg";
    const auto group =
        grain ? std::find(groups_.begin(), groups_.end(), nested.args[1]) : groups_.end();
    if (group == groups_.end()) continue;
    const auto expanded = semantic::Expand(model_, nested.args[0]);
    const auto row = expanded ? RowOf(*expanded) : std::nullopt;
    const std::string& name = nested.args[1].name;
    if (!comparison_.empty() || Has(Role::kChange)) {
      if (row) nested = Make(Op::kAggregate, {*row}, "avg");
    } else if (name == "month" || name == "quarter") {
      *group = Make(Op::kPart, group->args, name);
    }
  }
}

// "which state has the most orders? Show all states": the ranking is not cut.
bool Reader::AsksForAll() const {
  if (!rank_.unsaid || rank_.offset > 0) return false;
  for (size_t i = 1; i + 2 < tokens_.size(); ++i) {
    const std::string& verb = tokens_[i].folded;
    const bool shows = verb == "show" || verb == "list" || verb == "display" || verb == "give";
    if (shows && tokens_[i - 1].kind == Token::Kind::kSymbol && tokens_[i + 1].folded == "all")
      return true;
  }
  return false;
}

}  // namespace aisle::language
