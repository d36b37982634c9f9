// Comparisons with an average: "above average", "more than twice the average payment", "higher than
// the average branch revenue", "sales above the daily average of that month".
#include <array>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Make;
using semantic::Op;

namespace {

struct Multiple {
  std::string_view word;
  double factor;
};
constexpr std::array<Multiple, 5> kMultiples = {
    {{"twice", 2}, {"double", 2}, {"thrice", 3}, {"triple", 3}, {"half", 0.5}}};

double FactorOf(std::string_view word) {
  for (const Multiple& multiple : kMultiples)
    if (multiple.word == word) return multiple.factor;
  return 0;
}

std::string GrainOf(std::string_view word) {
  if (word == "daily") return "day";
  if (word == "weekly") return "week";
  if (word == "monthly") return "month";
  if (word == "quarterly") return "quarter";
  return word == "yearly" || word == "annual" ? "year" : "";
}

bool SaysOwn(std::string_view word) {
  return word == "their" || word == "its" || word == "same" || word == "own" ||
         word == "respective";
}

bool SaysAverage(std::string_view folded) {
  return StartsWith(folded, "average ") || StartsWith(folded, "avg ") ||
         StartsWith(folded, "mean ") || StartsWith(folded, "overall average ");
}

}  // namespace

// "twice the average", "3 times the average", "1.5 times the overall average".
double Reader::ReadFactor(size_t* at, std::vector<size_t>* taken) const {
  if (*at == kNone) return 1;
  const Piece& piece = pieces_[*at];
  double factor = 1;
  size_t next = Next(*at);
  if (piece.Main() == Role::kNumber && next != kNone &&
      FoldName(TextOf(pieces_[next])) == "times") {
    factor = piece.number;
    taken->push_back(*at);
  } else if (piece.count == 1 && FactorOf(tokens_[piece.first].folded) > 0) {
    factor = FactorOf(tokens_[piece.first].folded);
    next = *at;
  } else {
    return 1;
  }
  taken->push_back(next);
  *at = Next(next);
  return factor;
}

// "of their category", "in its region": what the average is taken within.
std::optional<semantic::Expr> Reader::WithinAfter(size_t after, std::vector<size_t>* taken) const {
  const size_t thing = Next(after);
  if (thing == kNone || pieces_[thing].used || !IsDimension(pieces_[thing])) return std::nullopt;
  if (!SaysOwn(tokens_[pieces_[thing].first - 1].folded) ||
      pieces_[thing].Main() == Role::kTimeNoun)
    return std::nullopt;
  taken->push_back(thing);
  return DimensionExpr(pieces_[thing]);
}

// "of all customers", "of that month", "across all orders": whose average it is, said again.
void Reader::TakeWhoseAverage(size_t after, std::vector<size_t>* taken) const {
  const size_t at = Next(after);
  if (at == kNone) return;
  const size_t that = pieces_[at].Main() == Role::kThat ? at : kNone;
  const size_t thing = that == kNone ? at : Next(that);
  if (thing == kNone || pieces_[thing].used || !IsDimension(pieces_[thing])) return;
  const std::string before = tokens_[pieces_[thing].first - 1].folded;
  if (before != "all" && before != "that" && before != "same") return;
  if (that != kNone) taken->push_back(that);
  taken->push_back(thing);
}

// What stands right of the sign, or nothing when it is no average.
std::optional<Reader::Average> Reader::AverageAfter(size_t at) const {
  Average average;
  size_t i = Next(at);
  average.factor = ReadFactor(&i, &average.taken);
  if (i != kNone && !GrainOf(tokens_[pieces_[i].first].folded).empty()) {
    average.grain = GrainOf(tokens_[pieces_[i].first].folded);
    average.taken.push_back(i);
    i = Next(i);
  }
  if (i == kNone) return std::nullopt;
  if (pieces_[i].Main() == Role::kMetric && SaysAverage(FoldName(TextOf(pieces_[i])))) {
    average.figure = i;
    average.taken.push_back(i);
    average.within = WithinAfter(i, &average.taken);
    TakeWhoseAverage(i, &average.taken);
    return average;
  }
  if (!pieces_[i].Is(Role::kFold)) return std::nullopt;
  while (pieces_[i].Main() == Role::kFold && NextIs(i, Role::kFold)) {
    average.taken.push_back(i);
    i = Next(i);
  }
  average.taken.push_back(i);
  size_t last = i;
  for (i = Next(i); i != kNone && average.figure == kNone; i = Next(i)) {
    if (IsMeasure(pieces_[i]))
      average.figure = i;
    else if (!IsDimension(pieces_[i]) || average.taken.size() > 5 ||
             SaysOwn(tokens_[pieces_[i].first - 1].folded))
      break;
    average.taken.push_back(i);  // "average category sales": the group again
    last = i;
  }
  average.within = WithinAfter(last, &average.taken);
  TakeWhoseAverage(last, &average.taken);
  return average;
}

// The condition: of each row, or of the members that the question is about.
void Reader::CompareWithAverage(Op sign, const Target& target, const Average& average) {
  const auto times = [&](semantic::Expr whole) {
    if (average.factor == 1) return whole;
    return Make(Op::kMultiply, {semantic::Literal(average.factor), std::move(whole)});
  };
  const bool average_like = IsAverageLike(*target.measure);
  const Target figure = average.figure == kNone ? Target{} : TargetOf(average.figure);
  if (target.scalar && !target.folded && RowFocus(*target.scalar)) {
    const Expr own = figure.scalar && target.at == kNone ? *figure.scalar : *target.scalar;
    const Expr mean = Make(Op::kAggregate, {figure.scalar ? *figure.scalar : own}, "avg");
    if (average.within) {
      AddFilter(Make(sign, {*target.scalar, times(Make(Op::kOf, {mean, *average.within}))}));
      return;
    }
    AddFilter(Make(sign, {own, times(Make(Op::kTotal, {mean}))}));
    return;
  }
  if (average.within) {
    failure_ = Fail(Outcome::kRefuse, "unsupported",
                    "A figure of each one against the average within its group cannot be compared "
                    "yet. Ask for the average by group, or for those above the average of all.");
    return;
  }
  const auto grain = average.grain.empty() ? std::nullopt : TimeExpr(average.grain);
  const auto member = grain ? grain : FocusDimension();
  const bool whole = average_like || !member;
  const Expr mean = whole ? *target.measure : Make(Op::kPer, {*target.measure, *member}, "avg");
  AddHaving(target, Make(sign, {*target.measure, times(Make(Op::kTotal, {mean}))}));
}

// "above average", "above the average state sales", "higher than the overall cancellation rate".
bool Reader::ReadAverageComparison(size_t at) {
  const auto average = AverageAfter(at);
  if (!average) return false;
  Target target = TargetBefore(at);
  // "how many branches earn more than the average branch revenue"
  const bool counted =
      target.at != kNone && !IsMeasure(pieces_[target.at]) && IsDimension(pieces_[target.at]);
  const Target figure = average->figure == kNone ? TargetBeside(at) : TargetOf(average->figure);
  if ((!target.measure || counted) && figure.measure) target = figure;
  const bool named =
      std::any_of(pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(at),
                  [&](const Piece& piece) { return !piece.used && IsMeasure(piece); });
  if (!target.measure && named) return false;  // something else is compared
  if (!target.measure && pieces_[at].Main() == Role::kCompare) {
    target.measure = Implied("revenue");
    target.folded = true;
  }
  if (!target.measure) return false;
  CompareWithAverage(SignOf(pieces_[at].Find(Role::kCompare)->ref), target, *average);
  Use(at);
  for (const size_t used : average->taken) {
    if (pieces_[used].Main() == Role::kUnknown) cost_ -= 3;
    Use(used);
  }
  if (target.at == kNone) return true;
  if (pieces_[target.at].Main() == Role::kUnknown) cost_ -= 3;
  Use(target.at);
  const size_t before = Previous(target.at);
  if (before != kNone && pieces_[before].Main() == Role::kFold) Use(before);
  return true;
}

// "sold more units than the average store": the figure stands inside the comparison.
bool Reader::ReadMoreThanAverage(size_t at) {
  const std::string& word = tokens_[pieces_[at].first].folded;
  const bool more = word == "more" || word == "higher" || word == "greater";
  const bool less = word == "less" || word == "fewer" || word == "lower";
  const size_t what = Next(at);
  if ((!more && !less) || pieces_[at].count != 1 || what == kNone) return false;
  const size_t than = pieces_[what].first + pieces_[what].count;
  if (than >= tokens_.size() || tokens_[than].folded != "than") return false;
  const auto average = AverageAfter(what);
  Target target = TargetOf(what);
  if (!average || !target.measure || !FocusDimension()) return false;
  target.folded = true;
  CompareWithAverage(more ? Op::kGreater : Op::kLess, target, *average);
  for (const size_t used : {at, what}) Use(used);
  for (const size_t used : average->taken) Use(used);
  return true;
}

}  // namespace aisle::language
