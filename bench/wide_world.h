// An invented lake for measuring: 40 tables, 400 columns, about a million distinct values with
// words that repeat as words do, and questions about it, some misspelt. The same every time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/values.h"
#include "semantic/model.h"

namespace aisle::bench {

// A small generator of its own, so that every library gives the same numbers.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed) {}
  uint64_t Next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  size_t Below(size_t limit) { return static_cast<size_t>(Next() % limit); }

 private:
  uint64_t state_;
};

struct WideWorld {
  catalog::Catalog catalog;
  catalog::Values values;
  semantic::Model model;
  std::vector<std::string> things;  // of each table that is no event: "customer"
};

WideWorld MakeWideWorld(size_t distinct_values);

std::vector<std::string> Questions(const WideWorld& world, size_t count);
// Values as people type them: as they are, or with one or two letters wrong.
std::vector<std::string> TypedValues(const WideWorld& world, size_t count, bool misspelt);

}  // namespace aisle::bench
