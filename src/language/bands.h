// Bands that a question spells out: "under 100, 100 to 500, over 500", "Silver (less than 5,000),
// Gold (5,000-15,000)", "18-25, 26-35". They are found in the tokens before anything else reads
// them, since their numbers would be taken for conditions. Internal to language/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "language/tokens.h"
#include "semantic/expr.h"

namespace aisle::language {

struct Band {
  std::optional<double> low, high;    // none: without end on that side
  bool above = false, below = false;  // the end itself is outside: "over 500", "less than 100"
  std::string label;                  // as written, or "100 to 500"
  size_t first = 0, end = 0;          // tokens of the range
};

struct Bands {
  std::vector<Band> bands;  // two or more, in order of the question; they do not overlap
  // Bytes of the question that they take, labels and brackets included.
  std::vector<std::pair<size_t, size_t>> spans;
};

// The bands of the question; none when its numbers do not lie side by side.
std::optional<Bands> FindBands(const std::vector<Token>& tokens);

// Which band the scalar falls in, as text: the first that holds it; null outside all of them.
semantic::Expr BandOf(const semantic::Expr& scalar, const std::vector<Band>& bands);

}  // namespace aisle::language
