// Conditions in words: `sales.state = "Goa"` is "state Goa", a range of dates "Apr–Jun 2022". For
// restatements, sentences and headings. Knows the model, no data.
#pragma once

#include <string>
#include <vector>

#include "semantic/model.h"

namespace aisle::answer {

std::string ConditionPhrase(const semantic::Model& model, const semantic::Expr& condition);

// The conjuncts of a condition: those of an "and", else itself.
std::vector<semantic::Expr> Conjuncts(const semantic::Expr& condition);

// Range of days a conjunct allows for one time field; false when it is not of that kind. An open
// end is left at its limit (kOpenFirst, kOpenLast).
struct DayRange {
  static constexpr int32_t kOpenFirst = -1'000'000'000;
  static constexpr int32_t kOpenLast = 1'000'000'000;
  std::string field;
  int32_t first = kOpenFirst;
  int32_t last = kOpenLast;
};
bool ToDayRange(const semantic::Expr& conjunct, DayRange* range);

}  // namespace aisle::answer
