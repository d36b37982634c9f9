// Numbers as years: which are, and how much one that stands alone costs as a year.
#pragma once

#include <cstddef>
#include <vector>

#include "language/time_words.h"

namespace aisle::language {

// Digits of a year, a month or a day, nothing longer.
bool IsPlainNumber(const Token& token);
int FullYear(int two_digits);  // 17 is 2017, 71 is 1971

// The year of a year-like number ("2017", "'22" as 2022) or 0.
int YearOf(const Token& token);

// What the bare number `tokens[at]` costs as a year: less where it stands like one and the data
// holds it.
double YearCost(const std::vector<Token>& tokens, size_t at, const TimeContext& context);

}  // namespace aisle::language
