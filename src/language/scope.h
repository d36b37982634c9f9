// A Scope is one way to look at the data: a table whose rows are meant, with everything that
// each row reaches by many-to-one joins. A question is read once in every scope; the cheapest
// reading wins. Internal to language/.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "semantic/model.h"

namespace aisle::language {

struct Scope {
  std::string root;
  std::map<std::string, double> distance;  // tables in reach → joins away from the root
  std::string time;                        // default time field, or empty
  double prior = 0;                        // cost of choosing this scope unasked

  bool Reaches(const std::string& table) const { return table.empty() || distance.contains(table); }
};

// Every table that is not hidden is the root of a scope; roots that another scope covers cost
// slightly more.
std::vector<Scope> MakeScopes(const semantic::Model& model);

}  // namespace aisle::language
