// What the spelling of one word tells: its folded form, stem and number, and the short lists of
// words that decide where a token ends. Used by the tokenizer.
#pragma once

#include <string>
#include <string_view>

namespace aisle::language {

bool IsMonthWord(std::string_view folded);  // "april", "apr"
bool IsDayWord(std::string_view folded);    // "monday", "mon"
// The words that stand before or after a number with a hyphen without making a code of it:
// "top-5", "3-month", "week-12".
bool IsPlainPart(std::string_view folded);
// "Q2", "H1", "FY22": a period's own name, which a hyphen does not join to its year.
bool IsPeriodCode(std::string_view folded);
// Endings that make "amazon.in" one name rather than a sentence's end or a column's path.
bool IsDomainEnding(std::string_view text);
// Words whose point ends no sentence: "vs.", "approx."
bool IsAbbreviation(std::string_view folded);
// "yrs" is "years": what people shorten when they type in haste. Others are as they are.
std::string_view SpeltOut(std::string_view folded);
bool LooksPlural(std::string_view folded);

// What remains of a word before an English ending with an apostrophe, and whether it denied.
struct Contraction {
  std::string_view rest;
  bool negated = false;
};

Contraction CutContraction(std::string_view folded);

}  // namespace aisle::language
