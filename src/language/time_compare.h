// Periods named by another one: "vs the previous 30 days", "compared with the same period last
// year", "than the prior period". They are as long as the period that they stand beside.
#pragma once

#include <vector>

#include "language/time_words.h"

namespace aisle::language {

// Appends such readings. `readings` holds all others, by position, longer first.
void ReadEqualPeriods(const std::vector<Token>& tokens, const TimeContext& context,
                      std::vector<TimeReading>* readings);

}  // namespace aisle::language
