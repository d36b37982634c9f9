#include "language/scope_costs.h"

#include <algorithm>
#include <limits>

namespace aisle::language {
namespace {

constexpr double kOtherTimes = 0.5;  // what other days may change in the price of times

bool IsName(Role role) {
  return role == Role::kMetric || role == Role::kField || role == Role::kEntity ||
         role == Role::kTable || role == Role::kValue;
}

bool HasNumber(const Annotations& annotations, size_t at) {
  return at < annotations.tokens.size() && annotations.tokens[at].kind == Token::Kind::kNumber;
}

// What readers may excuse where they do not know it: names of the business, units and ids beside
// numbers, words that nobody knows.
bool MayBeExcused(const Annotations& annotations, size_t at) {
  if (annotations.tokens[at].capital || HasNumber(annotations, at + 1)) return true;
  if (at > 0 && HasNumber(annotations, at - 1)) return true;
  return std::none_of(annotations.at[at].begin(), annotations.at[at].end(),
                      [](const Piece& piece) { return IsName(piece.senses.front().role); });
}

// Formulas and repeated purchases excuse words far from themselves.
bool AnyMayBeExcused(const Annotations& annotations) {
  for (size_t at = 0; at < annotations.tokens.size(); ++at) {
    const std::string& word = annotations.tokens[at].folded;
    if (word == "(") return true;
    for (const Piece& piece : annotations.at[at]) {
      if (piece.senses.front().role == Role::kRepeat) return true;
    }
  }
  return false;
}

// By token, whether its price is surely paid where nothing explains it.
std::vector<bool> SureWords(const Annotations& annotations) {
  std::vector<bool> sure(annotations.tokens.size(), false);
  if (AnyMayBeExcused(annotations)) return sure;
  for (size_t at = 0; at < sure.size(); ++at) sure[at] = !MayBeExcused(annotations, at);
  return sure;
}

}  // namespace

ScopeCosts::ScopeCosts(const std::vector<Scope>& scopes) {
  for (const Scope& scope : scopes) {
    for (const auto& [table, distance] : scope.distance) {
      tables_.emplace(table, static_cast<int>(tables_.size()));
    }
  }
  for (const Scope& scope : scopes) {
    std::vector<double> steps(tables_.size(), -1);
    for (const auto& [table, distance] : scope.distance) {
      steps[static_cast<size_t>(tables_.at(table))] = kStepCost * distance;
    }
    steps_.push_back(std::move(steps));
    priors_.push_back(scope.prior);
  }
}

ScopeCosts::Options ScopeCosts::OptionsOf(const Annotations& annotations) const {
  Options options(annotations.at.size());
  for (size_t at = 0; at < options.size(); ++at) {
    for (const Piece& piece : annotations.at[at]) {
      for (const Sense& sense : piece.senses) {
        const auto table = tables_.find(sense.table);
        if (!sense.table.empty() && table == tables_.end()) continue;
        options[at].push_back({piece.count, sense.cost, sense.table.empty() ? -1 : table->second});
      }
    }
  }
  return options;
}

ScopeCost ScopeCosts::CostIn(size_t scope, const Options& options,
                             const std::vector<bool>& sure) const {
  struct Cover {
    double cost = std::numeric_limits<double>::infinity();
    double excused = 0;
  };
  std::vector<Cover> best(options.size() + 1);
  best.back().cost = 0;
  for (size_t at = options.size(); at-- > 0;) {
    bool single = false;
    for (const Option& option : options[at]) {
      const double step = option.table < 0 ? 0 : steps_[scope][static_cast<size_t>(option.table)];
      if (step < 0) continue;
      single = single || option.count == 1;
      const Cover& rest = best[at + option.count];
      const double cost = option.cost + step + kPieceCost + rest.cost;
      if (cost < best[at].cost) best[at] = {cost, rest.excused};
    }
    const double unknown = kUnknownCost + kPieceCost + best[at + 1].cost;
    if (!single && unknown < best[at].cost) {
      best[at] = {unknown, best[at + 1].excused + (sure[at] ? 0 : kUnknownCost)};
    }
  }
  const double cost = best[0].cost + priors_[scope];
  return {scope, cost, cost - best[0].excused};
}

std::vector<ScopeCost> ScopeCosts::Order(const Annotations& plain, const Annotations& timed,
                                         const std::vector<size_t>& groups,
                                         size_t main_group) const {
  const Options without = OptionsOf(plain);
  const Options with = OptionsOf(timed);
  const std::vector<bool> sure = SureWords(plain);
  std::vector<ScopeCost> order;
  for (size_t scope = 0; scope < groups.size(); ++scope) {
    order.push_back(CostIn(scope, groups[scope] == 0 ? without : with, sure));
    if (groups[scope] != 0 && groups[scope] != main_group) order.back().least -= kOtherTimes;
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const ScopeCost& a, const ScopeCost& b) { return a.cost < b.cost; });
  return order;
}

}  // namespace aisle::language
