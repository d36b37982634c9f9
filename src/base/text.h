// Text as people type it and files hold it: UTF-8 throughout. No locale is consulted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aisle {

bool IsValidUtf8(std::string_view text);
// Lower case, accents kept, Unicode compatibility forms folded (NFKC + casefold).
std::string FoldCase(std::string_view text);
// FoldCase, accents dropped, runs of blanks and of -_/. made one blank, ends trimmed: the form in
// which names and values are compared ("Côte-d’Or " → "cote d or").
std::string FoldName(std::string_view text);
std::string_view Trim(std::string_view text);  // ASCII blanks, tabs, line ends, and U+00A0
std::vector<std::string> Split(std::string_view text, char separator);
std::string Join(const std::vector<std::string>& parts, std::string_view separator);
bool StartsWith(std::string_view text, std::string_view prefix);
bool EndsWith(std::string_view text, std::string_view suffix);
std::string ReplaceAll(std::string text, std::string_view from, std::string_view to);
// "Order Date" / "orderDate" / "Sub-Category" / "Qty." → order_date / order_date / sub_category /
// qty; never empty, never starts with a digit.
std::string SnakeCase(std::string_view label);
// Edit distance with transpositions (Damerau–Levenshtein, optimal string alignment) in code
// units, or `limit` + 1 when it is larger.
int EditDistance(std::string_view a, std::string_view b, int limit);
// The nearest of `names` to `word` within a third of its length, or empty: for "did you mean".
std::string Nearest(std::string_view word, const std::vector<std::string>& names);
std::string Thousands(int64_t number);  // 1,234,567
// Singular of an English noun, lower case: categories → category, dresses → dress, cities → city.
std::string Singular(std::string_view word);
std::string Plural(std::string_view word);

}  // namespace aisle
