// What a question would cost in each scope, without reading it there: the price of the cheapest
// cover of its tokens, as Segment finds it. Of forty scopes a handful are worth a reading.
// Internal to language/.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "language/annotate.h"
#include "language/scope.h"

namespace aisle::language {

// A scope in the order in which scopes should be read.
struct ScopeCost {
  size_t scope = 0;
  double cost = 0;   // of its segmentation, with the scope's prior
  double least = 0;  // no reading in it costs less: readers take back the price of some words
};

class ScopeCosts {
 public:
  explicit ScopeCosts(const std::vector<Scope>& scopes);

  // `timed` are the annotations with the times of one scope, which stand for those of all others
  // that have a time; the scopes of `main_group` see just these. Cheapest first.
  std::vector<ScopeCost> Order(const Annotations& plain, const Annotations& timed,
                               const std::vector<size_t>& groups, size_t main_group) const;

 private:
  struct Option {  // one sense of one stretch
    size_t count;
    double cost;
    int table;  // -1: every scope knows it
  };
  using Options = std::vector<std::vector<Option>>;  // by first token

  Options OptionsOf(const Annotations& annotations) const;
  ScopeCost CostIn(size_t scope, const Options& options, const std::vector<bool>& sure) const;

  std::unordered_map<std::string, int> tables_;
  std::vector<std::vector<double>> steps_;  // scope, table → price of the way; below 0: none
  std::vector<double> priors_;
};

}  // namespace aisle::language
