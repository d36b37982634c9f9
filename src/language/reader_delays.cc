// How long after the order something was done: "shipped more than 3 days after the order date",
// "delivered within 2 days of ordering".
#include <algorithm>
#include <set>

#include "language/numbers.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Expr;
using semantic::Make;
using semantic::Op;

namespace {

bool IsDelivery(const std::string& stem) {
  static const std::set<std::string, std::less<>> stems = {"ship",  "deliver", "dispatch",
                                                           "arriv", "receiv",  "sent"};
  return stems.contains(stem);
}

bool IsOrdering(const std::string& stem) {
  static const std::set<std::string, std::less<>> stems = {"order", "purchas", "place"};
  return stems.contains(stem);
}

}  // namespace

// The token of the ordering that "after" at `at` speaks of; nothing where it speaks of else.
std::optional<size_t> Reader::OrderingAfter(size_t at) const {
  if (at >= tokens_.size()) return {};
  const std::string& link = tokens_[at].folded;
  if (link != "after" && link != "of" && link != "from") return {};
  for (size_t i = at + 1; i < tokens_.size() && i <= at + 3; ++i) {
    if (IsOrdering(tokens_[i].stem)) return i;
  }
  return {};
}

void Reader::ReadDelays() {
  const semantic::Metric* days = MetricLike({"delivery_days"});
  if (days == nullptr || days->expr.op != Op::kAggregate || days->expr.args.size() != 1) return;
  for (size_t i = 1; i < pieces_.size(); ++i) {
    const bool number = !pieces_[i].used && pieces_[i].Is(Role::kNumber);
    const size_t sign = Previous(i);
    const size_t end = pieces_[i].first + pieces_[i].count;
    const size_t unit = end < tokens_.size() && tokens_[end].stem == "day" ? end + 1 : end;
    const bool counted = unit > end || pieces_[i].unit == "days" || pieces_[i].unit == "day";
    const auto ordering = number && counted ? OrderingAfter(unit) : std::nullopt;
    if (!ordering || sign == kNone) continue;
    const bool within = tokens_[pieces_[i].first - 1].folded == "within";
    const bool compares = pieces_[sign].Main() == Role::kCompare && !pieces_[sign].used;
    const bool deed = std::any_of(tokens_.begin(), tokens_.begin() + pieces_[i].first,
                                  [](const Token& token) { return IsDelivery(token.stem); });
    if (!deed || (!compares && !within)) continue;
    const Op op = within ? Op::kLessEqual : SignOf(pieces_[sign].Find(Role::kCompare)->ref);
    AddFilter(
        Make(op, {days->expr.args.front(), semantic::Literal(NumberValue(pieces_[i].number))}));
    const size_t last = *ordering + 1;
    for (size_t j = 0; j < pieces_.size(); ++j) {
      const bool inside = pieces_[j].first >= pieces_[i].first && pieces_[j].first <= last;
      const bool verb = j < i && IsDelivery(tokens_[pieces_[j].first].stem);
      if (j != sign && !inside && !verb) continue;
      if (pieces_[j].Main() == Role::kUnknown) cost_ -= 3;
      Use(j);
    }
  }
}

// "orders delivered on time", "the on time ones": those that the rate of them counts.
void Reader::ReadOnTime() {
  const semantic::Metric* rate = MetricLike({"on_time_rate"});
  const auto expanded =
      rate == nullptr ? Result<Expr>(Expr()) : semantic::Expand(model_, rate->expr);
  const bool counts = rate != nullptr && expanded && expanded->op == Op::kDivide &&
                      expanded->args.front().op == Op::kWhere;
  if (!counts) return;
  for (size_t i = 0; i < pieces_.size(); ++i) {
    const size_t at = pieces_[i].first + pieces_[i].count - 1;
    const bool time = tokens_[at].folded == "time" && at > 0 && tokens_[at - 1].folded == "on";
    const bool named = pieces_[i].used || pieces_[i].Main() == Role::kMetric;
    if (!time || named || HasFree(Role::kShare)) continue;
    AddFilter(expanded->args.front().args[1]);
    Use(i);
    if (i > 0 && pieces_[i - 1].first + 1 == at) Use(i - 1);
    // "the score of on time orders" is of no order by itself.
    const size_t noun = Next(i);
    const bool scored = std::any_of(pieces_.begin(), pieces_.begin() + static_cast<long>(i),
                                    [&](const Piece& piece) { return IsMeasure(piece); });
    if (noun != kNone && scored && pieces_[noun].Is(Role::kEntity)) Use(noun);
  }
}

}  // namespace aisle::language
