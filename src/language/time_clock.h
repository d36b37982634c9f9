// Hours and parts of the day: "between 5pm and 8pm", "in the morning", "at 17:00", "during business
// hours". As hours of the clock, which only data with a time of day can answer.
#pragma once

#include <cstddef>
#include <vector>

#include "language/time_words.h"

namespace aisle::language {

// Appends every such reading that starts with token `at`.
void ReadClock(const std::vector<Token>& tokens, size_t at, std::vector<TimeReading>* readings);

}  // namespace aisle::language
