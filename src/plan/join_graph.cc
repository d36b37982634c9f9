#include "plan/join_graph.h"

#include <algorithm>
#include <tuple>

namespace aisle::plan {

namespace {

Hop Walk(const semantic::Model& model, size_t join, const std::string& from) {
  const semantic::Join& edge = model.joins[join];
  if (edge.from_table == from) {
    return {edge.from_table, edge.from_columns, edge.to_table, edge.to_columns};
  }
  return {edge.to_table, edge.to_columns, edge.from_table, edge.from_columns};  // one to one
}

}  // namespace

Hop HopOf(const semantic::Model& model, const PlannedJoin& join) {
  return Walk(model, join.join, join.from_alias);
}

JoinGraph::JoinGraph(const semantic::Model& model) : model_(model) {
  for (const semantic::TableMeaning& table : model.tables) {
    ByTarget& reached = reach_[table.name];
    for (semantic::Reach& reach : semantic::ReachableFrom(model, table.name)) {
      const std::string name = reach.table;
      reached.emplace(name, std::move(reach));
    }
    reached.emplace(table.name, semantic::Reach{table.name, {}, false});
  }
  while (FollowBackwards()) {
  }
}

// A join of one to one multiplies nothing from its other end either: what is behind it is reached
// as well, where no many-to-one way leads there. One round; whether anything was added.
bool JoinGraph::FollowBackwards() {
  bool added = false;
  for (auto& [start, reached] : reach_) {
    const ByTarget before = reached;
    for (size_t i = 0; i < model_.joins.size(); ++i) {
      const semantic::Join& join = model_.joins[i];
      const auto end = before.find(join.to_table);
      const auto beyond = reach_.find(join.from_table);
      if (!join.one_to_one || end == before.end() || beyond == reach_.end()) continue;
      for (const auto& [table, rest] : beyond->second) {
        if (reached.count(table) > 0) continue;
        semantic::Reach way{table, end->second.path, false};
        way.path.push_back(i);
        way.path.insert(way.path.end(), rest.path.begin(), rest.path.end());
        added = reached.emplace(table, std::move(way)).second || added;
      }
    }
  }
  return added;
}

const semantic::Reach* JoinGraph::Find(const std::string& from, const std::string& to) const {
  const auto start = reach_.find(from);
  if (start == reach_.end()) return nullptr;
  const auto end = start->second.find(to);
  return end == start->second.end() ? nullptr : &end->second;
}

bool JoinGraph::Reaches(const std::string& from, const std::string& to) const {
  return Find(from, to) != nullptr;
}

bool JoinGraph::ReachesAll(const std::string& from, const std::set<std::string>& tables) const {
  return std::all_of(tables.begin(), tables.end(),
                     [&](const std::string& table) { return Reaches(from, table); });
}

bool JoinGraph::Ambiguous(const std::string& from, const std::string& to) const {
  const semantic::Reach* reach = Find(from, to);
  return reach != nullptr && reach->ambiguous;
}

std::optional<std::string> JoinGraph::MostDetailed(const std::set<std::string>& tables) const {
  for (const std::string& table : tables) {
    if (ReachesAll(table, tables)) return table;
  }
  return std::nullopt;
}

bool JoinGraph::Usable(const std::string& table, const std::set<std::string>& named) const {
  const semantic::TableMeaning* meaning = model_.FindTable(table);
  return named.count(table) > 0 || meaning == nullptr || !meaning->hidden;
}

int JoinGraph::Priority(const std::string& table) const {
  const semantic::TableMeaning* meaning = model_.FindTable(table);
  return meaning == nullptr ? 0 : meaning->priority;
}

// What was sold says more about how things belong together than what lies in stock.
bool JoinGraph::IsSnapshot(const std::string& table) const {
  const semantic::TableMeaning* meaning = model_.FindTable(table);
  return meaning != nullptr && meaning->snapshot;
}

std::vector<std::string> JoinGraph::Bridges(const std::set<std::string>& tables,
                                            const std::string& preferred) const {
  std::vector<std::string> all;
  for (const auto& [table, reached] : reach_) {
    if (Usable(table, tables) && ReachesAll(table, tables)) all.push_back(table);
  }
  // Of two tables that are one to one, the one that is asked for or matters more: orders before
  // their reviews, for not every order has one.
  const auto weight = [&](const std::string& table) {
    return std::tuple(table != preferred, IsSnapshot(table), Priority(table), table);
  };
  std::vector<std::string> nearest;
  for (const std::string& table : all) {
    const bool passes_another = std::any_of(all.begin(), all.end(), [&](const std::string& other) {
      return other != table && Reaches(table, other) &&
             (!Reaches(other, table) || weight(other) < weight(table));
    });
    if (!passes_another) nearest.push_back(table);
  }
  const auto rank = [&](const std::string& table) {
    size_t steps = 0;
    for (const std::string& to : tables) steps += Find(table, to)->path.size();
    return std::tuple(table != preferred, IsSnapshot(table), Priority(table), steps, table);
  };
  std::sort(nearest.begin(), nearest.end(),
            [&](const std::string& a, const std::string& b) { return rank(a) < rank(b); });
  return nearest;
}

std::vector<PlannedJoin> JoinGraph::Joins(const std::string& from,
                                          const std::set<std::string>& tables) const {
  std::vector<PlannedJoin> joins;
  std::set<std::string> present = {from};
  for (const std::string& table : tables) {
    std::string here = from;
    const semantic::Reach* reach = Find(from, table);
    if (reach == nullptr) continue;
    for (const size_t join : reach->path) {
      std::string next = Walk(model_, join, here).to_table;
      if (present.insert(next).second) joins.push_back({join, here, next});
      here = std::move(next);
    }
  }
  return joins;
}

Hop JoinGraph::LastHop(const std::string& from, const std::string& to) const {
  Hop hop;
  std::string here = from;
  for (const size_t join : Find(from, to)->path) {
    hop = Walk(model_, join, here);
    here = hop.to_table;
  }
  return hop;
}

}  // namespace aisle::plan
