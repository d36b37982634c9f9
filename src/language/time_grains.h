// The words of a question that group by time, compare along it or pick parts of it: "monthly",
// "by weekday", "month over month", "on Mondays". None depends on what the data holds.
#pragma once

#include <cstddef>
#include <vector>

#include "language/time_words.h"
#include "language/tokens.h"

namespace aisle::language {

// Appends every such reading that starts with token `at`.
void ReadGrains(const std::vector<Token>& tokens, size_t at, std::vector<TimeReading>* readings);

}  // namespace aisle::language
