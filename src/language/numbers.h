// Numbers as people write them: digits in Western and Indian grouping, number words, scale words
// and signs, ordinals.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.h"

namespace aisle::language {

// "1,000", "10,00,000", "1.5", "-" never: a plain run of digits with grouping commas.
std::optional<double> ParseDigits(std::string_view text);

// What a scale word or suffix multiplies by: k, lakh, lac, l, crore, cr, m, mn, million, bn …;
// 0 when it is none. One-letter scales count only when glued to the digits ("2k", not "2 k").
double ScaleOf(std::string_view folded, bool glued);

// The number that `words` (folded) start with, and how many of them it takes: {"twenty", "five"}
// is 25 of 2, {"two", "lakh"} 200,000 of 2. Nothing when the first is no number word.
struct WordNumber {
  double value = 0;
  size_t count = 0;
};
std::optional<WordNumber> ReadNumberWords(const std::vector<std::string_view>& words);

// Whole and small enough for an id; 1e21 is neither.
bool IsWhole(double number);
// As a value of a query: whole numbers are integers.
Value NumberValue(double number);

// "2nd", "third", "twenty-first" is not one word; 0 when it is no ordinal.
int OrdinalOf(std::string_view folded);

// The ISO code of a currency sign or word before or after a number: ₹, rs, inr, $, usd, €, …;
// empty when it is none.
std::string CurrencyOf(std::string_view folded);

}  // namespace aisle::language
