// Parts of time named one after another are one condition: "Mondays and Fridays", "in March, April
// or May", "Q1 and Q3".
#pragma once

#include <vector>

#include "language/time_words.h"

namespace aisle::language {

// Appends the joined readings. `readings` are by position, longer first.
void JoinParts(const std::vector<Token>& tokens, std::vector<TimeReading>* readings);

}  // namespace aisle::language
