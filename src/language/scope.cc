#include "language/scope.h"

#include <algorithm>

namespace aisle::language {

namespace {

// When a row happened: the time of its own table or of an event that it belongs to. The day on
// which a store opened is no sale's.
std::string DefaultTime(const semantic::Model& model, const std::string& root,
                        const std::vector<semantic::Reach>& reach) {
  for (const auto& step : reach) {
    const auto* table = model.FindTable(step.table);
    const bool own = table != nullptr && (table->name == root || table->fact);
    if (own && !table->time.empty()) return table->name + "." + table->time;
  }
  return {};
}

}  // namespace

std::vector<Scope> MakeScopes(const semantic::Model& model) {
  std::vector<Scope> scopes;
  for (const auto& table : model.tables) {
    if (table.hidden) continue;
    Scope scope;
    scope.root = table.name;
    const auto reach = semantic::ReachableFrom(model, table.name);
    for (const auto& step : reach) {
      scope.distance[step.table] = static_cast<double>(step.path.size());
    }
    scope.time = DefaultTime(model, table.name, reach);
    scope.prior = 0.12 * std::min(table.priority, 8) + (table.snapshot ? 0.1 : 0);
    scopes.push_back(std::move(scope));
  }
  // A table that others reach is a part of their scopes: alone it says nothing that they cannot,
  // unless the question stays within it.
  for (Scope& scope : scopes) {
    double cheapest = scope.prior;
    for (const Scope& other : scopes) {
      if (&other != &scope && other.Reaches(scope.root)) {
        cheapest = std::min(cheapest, other.prior + 0.02);
      }
    }
    scope.prior = cheapest;
  }
  return scopes;
}

}  // namespace aisle::language
