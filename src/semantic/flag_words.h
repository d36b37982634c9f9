// What people say for a yes/no column: "promo code" for Promo Code Used, "subscriber" for
// Subscription Status.
#pragma once

#include <string>
#include <vector>

namespace aisle::semantic {

struct FlagWords {
  std::vector<std::string> phrases;  // what was used, applied, had: "promo code", "used promo code"
  std::vector<std::string> holders;  // whose flag it is: "subscriber", "subscribed"
  std::string rate;                  // the share of those who have it: "subscription rate"
  bool deed = false;                 // what was done to each row: "reordered"
};

// `words` are those of the heading, as HeadingWords gives them.
FlagWords FlagWordsOf(std::vector<std::string> words);

}  // namespace aisle::semantic
