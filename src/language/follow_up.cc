#include "language/follow_up.h"

#include <algorithm>
#include <string_view>

namespace aisle::language {

using semantic::Expr;
using semantic::Op;
using semantic::Query;

namespace {

bool OpensLikeAFollowUp(const std::vector<Token>& tokens) {
  if (tokens.empty()) return false;
  const std::string& first = tokens[0].folded;
  const std::string second = tokens.size() > 1 ? tokens[1].folded : "";
  if ((first == "what" || first == "how") && second == "about") return true;
  constexpr std::string_view kOpeners[] = {"and",       "by",      "for",  "only", "just", "now",
                                           "in",        "instead", "same", "also", "but",  "except",
                                           "excluding", "without", "per",  "then"};
  return std::find(std::begin(kOpeners), std::end(kOpeners), first) != std::end(kOpeners);
}

std::vector<Expr> Conditions(const std::optional<Expr>& where) {
  if (!where) return {};
  return where->op == Op::kAnd ? where->args : std::vector<Expr>{*where};
}

// The new filters, and those of the old ones that speak of other fields.
std::optional<Expr> Merge(const std::optional<Expr>& before, const std::optional<Expr>& now) {
  std::vector<Expr> kept = Conditions(now);
  std::vector<std::string> fields;
  for (const Expr& condition : kept) {
    for (const std::string& field : semantic::FieldsOf(condition)) fields.push_back(field);
  }
  for (const Expr& condition : Conditions(before)) {
    const auto old = semantic::FieldsOf(condition);
    const bool replaced = std::any_of(old.begin(), old.end(), [&](const std::string& field) {
      return std::find(fields.begin(), fields.end(), field) != fields.end();
    });
    if (!replaced) kept.push_back(condition);
  }
  if (kept.empty()) return std::nullopt;
  return semantic::And(kept);
}

}  // namespace

std::optional<Query> EditPrevious(const std::vector<Token>& tokens, const Reading& reading,
                                  const Query& previous) {
  const bool opener = OpensLikeAFollowUp(tokens);
  const bool rank_only =
      std::any_of(reading.pieces.begin(), reading.pieces.end(),
                  [](const Piece& piece) { return piece.Main() == Role::kRank; });
  const bool names_measure =
      std::any_of(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
        return piece.Main() == Role::kMetric || piece.Main() == Role::kCount ||
               piece.Main() == Role::kFold;
      });
  const bool names_group = !reading.query.groups.empty();
  const bool short_rank = rank_only && !names_group && !names_measure && tokens.size() <= 6;
  if (!opener && !short_rank) return std::nullopt;
  if (!reading.unexplained.empty()) return std::nullopt;
  const bool nothing =
      reading.query.groups.empty() && !reading.query.where && !names_measure && !rank_only;
  if (nothing) return std::nullopt;
  Query query = previous;
  query.where = Merge(previous.where, reading.query.where);
  if (names_group && !(rank_only && !names_measure && reading.query.groups == previous.groups)) {
    query.groups = reading.query.groups;
    query.order = reading.query.order;
    query.limit_per.clear();
  }
  if (names_measure && !reading.query.measures.empty()) query.measures = reading.query.measures;
  if (rank_only) {
    query.limit = reading.query.limit ? reading.query.limit : previous.limit;
    bool descending = true;
    for (const Piece& piece : reading.pieces) {
      if (piece.Main() == Role::kRank) descending = piece.senses.front().direction > 0;
      if (piece.Is(Role::kNumber) && piece.number > 0)
        query.limit = static_cast<int64_t>(piece.number);
    }
    if (!query.measures.empty()) query.order = {{query.measures.front().expr, descending}};
  } else if (names_group) {
    query.limit.reset();
  }
  if (!query.measures.empty() && names_group) {
    const bool descending = previous.order.empty() || previous.order.front().descending;
    const bool time =
        query.groups.front().expr.op == Op::kGrain || query.groups.front().expr.op == Op::kPart;
    query.order = time ? std::vector<semantic::Order>{{query.groups.front().expr, false}}
                       : std::vector<semantic::Order>{
                             {query.measures.front().expr, descending || !previous.limit}};
  }
  return query;
}

}  // namespace aisle::language
