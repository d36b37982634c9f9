#include "language/scope.h"

#include <algorithm>
#include <utility>

namespace aisle::language {

namespace {

// A table of days, which facts without a date of their own point at.
bool IsCalendar(std::string_view table) {
  return table.find("date") != std::string_view::npos ||
         table.find("calendar") != std::string_view::npos;
}

// When a row happened: the time of its own table or of an event that it belongs to. The day on
// which a store opened is no sale's.
std::string DefaultTime(const semantic::Model& model, const std::string& root,
                        const std::vector<semantic::Reach>& reach) {
  const semantic::TableMeaning* nearest = nullptr;
  std::pair<size_t, int> least;  // how far, and how unlikely meant
  const auto* rows = model.FindTable(root);
  for (const auto& step : reach) {
    const auto* table = model.FindTable(step.table);
    const bool dated = rows != nullptr && rows->fact && rows->time.empty();
    const bool own = table != nullptr &&
                     (table->name == root || table->fact || (dated && IsCalendar(table->name)));
    if (!own || table->time.empty()) continue;
    const std::pair<size_t, int> far = {step.path.size(), table->priority};
    if (nearest != nullptr && least <= far) continue;
    nearest = table;
    least = far;
  }
  return nearest == nullptr ? std::string() : nearest->name + "." + nearest->time;
}

// Events with a time of their own are further away: what is asked of them is asked at their time.
constexpr double kOtherEvents = 3;

bool HasOwnTime(const semantic::TableMeaning* table) {
  return table != nullptr && table->fact && !table->time.empty();
}

// Visits and the orders that they led to: the visits date both.
bool LedTo(const semantic::TableMeaning* visits, const semantic::TableMeaning* orders) {
  return HasOwnTime(visits) && HasOwnTime(orders) && orders->priority < visits->priority;
}

// Tables that say more of what a scope reaches, one row for one: the categories of films, the
// shipping of orders. Events are further away, as they happened at another time.
void FollowBackwards(const semantic::Model& model, std::map<std::string, double>* distance) {
  for (size_t rounds = 0; rounds < model.joins.size(); ++rounds) {
    const size_t before = distance->size();
    for (const semantic::Join& join : model.joins) {
      const auto end = distance->find(join.to_table);
      const auto* beyond = model.FindTable(join.from_table);
      if (!join.one_to_one || end == distance->end() || beyond == nullptr) continue;
      const bool event = beyond->fact && !LedTo(model.FindTable(join.to_table), beyond);
      const double far = end->second + 1 + (event ? kOtherEvents : 0);
      for (const auto& step : semantic::ReachableFrom(model, join.from_table))
        distance->emplace(step.table, far + static_cast<double>(step.path.size()));
    }
    if (distance->size() == before) return;
  }
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
      const bool apart =
          step.table != table.name && HasOwnTime(&table) && HasOwnTime(model.FindTable(step.table));
      scope.distance[step.table] =
          static_cast<double>(step.path.size()) + (apart ? kOtherEvents : 0);
    }
    FollowBackwards(model, &scope.distance);
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
