// JoinGraph answers which tables a row reaches by many-to-one joins, and which table brings
// several others together.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "semantic/model.h"

namespace aisle::plan {

// The two sides of a join, as seen from the table it starts at.
struct Hop {
  std::string from_table;
  std::vector<std::string> from_columns;
  std::string to_table;
  std::vector<std::string> to_columns;
};

Hop HopOf(const semantic::Model& model, const PlannedJoin& join);

class JoinGraph {
 public:
  // The model must outlive the graph.
  explicit JoinGraph(const semantic::Model& model);

  bool Reaches(const std::string& from, const std::string& to) const;
  bool ReachesAll(const std::string& from, const std::set<std::string>& tables) const;

  // The one of `tables` that reaches all the others.
  std::optional<std::string> MostDetailed(const std::set<std::string>& tables) const;
  // Tables that reach all of `tables` and nothing nearer does, best first. Hidden tables take no
  // part unless they are named themselves.
  std::vector<std::string> Bridges(const std::set<std::string>& tables,
                                   const std::string& preferred) const;

  // The joins that bring `tables` to the rows of `from`, in an order that can be written down.
  std::vector<PlannedJoin> Joins(const std::string& from,
                                 const std::set<std::string>& tables) const;
  // The last step of the way from one table to another that it reaches.
  Hop LastHop(const std::string& from, const std::string& to) const;
  // Reached in two ways of equal length: the first is taken.
  bool Ambiguous(const std::string& from, const std::string& to) const;

 private:
  bool FollowBackwards();

  using ByTarget = std::map<std::string, semantic::Reach>;
  const semantic::Reach* Find(const std::string& from, const std::string& to) const;
  bool Usable(const std::string& table, const std::set<std::string>& named) const;
  int Priority(const std::string& table) const;
  bool IsSnapshot(const std::string& table) const;

  const semantic::Model& model_;
  std::map<std::string, ByTarget> reach_;  // by the table it starts from
};

}  // namespace aisle::plan
