// What makes a whole question of one that has only begun: after "revenue by" any dimension will
// do. Completions are read with such a tail, to see that what they begin can be understood.
// Internal to language/.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/completion_names.h"
#include "language/completion_place.h"
#include "language/value_index.h"

namespace aisle::language {

using Reached = std::unordered_map<std::string, size_t>;  // tables → joins away

class Tails {
 public:
  Tails() = default;
  // The likeliest names within `reach` (null: everywhere) that are not `used` yet; no period
  // where one is said already.
  Tails(const std::vector<Name>& names, const ValueIndex& values, const Reached* reach,
        const std::set<std::string>& used, bool timed);

  // What may follow the name at that place; "" where it is enough. `measured`: a figure is
  // named already.
  std::vector<std::string> After(const Name& name, const Place& place, bool measured) const;
  std::vector<std::string> AfterValue(bool measured) const;

 private:
  std::vector<std::string> Filled(std::string_view patterns) const;

  std::string metric_;
  std::string dimension_;
  std::string entity_;  // plural
  std::string value_;
  std::string time_;
};

// Good questions to begin with.
std::vector<std::string> FirstQuestions(const std::vector<Name>& names, const ValueIndex& values,
                                        const std::unordered_map<std::string, Reached>& reach);

}  // namespace aisle::language
