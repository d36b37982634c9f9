// How values of the data and words of a question are brought to one form, the key, in which they
// are compared: lower case, no accents, words parted by one blank, "&" as "and", "Men's" as "men".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aisle::language {

// What holds no letter keeps its signs: "10%" is not "10".
std::string ValueKey(std::string_view text);
bool HoldsLetter(std::string_view folded);
// The key without its blanks and points: "tamil nadu" is "tamilnadu".
std::string Squash(std::string_view key);

// Words of plain English and of every question ("the", "which", "total", "sales"): they are never
// a misspelt value.
bool IsCommonWord(std::string_view folded);
// The most frequent of them, which are a value only in quotes or capitals: "in", "or".
bool IsFunctionWord(std::string_view folded);
// Words of questions that are values just as often: "cancelled", "shipped", "returns".
bool IsStatusWord(std::string_view folded);

// Other keys of the same place, both ways: "mh" and "maharashtra", "usa" and "united states".
const std::vector<std::string_view>& OtherNames(std::string_view key);
// The names that mean the same country for sure: "uk", "united kingdom", "gb". Without the key.
std::vector<std::string_view> SameCountry(std::string_view key);

// The key of a value that the word means in a column of that kind: "women" is F among genders.
struct Attribute {
  std::string_view column;  // a word of the column's name
  std::string_view value;
};
const std::vector<Attribute>& AttributesOf(std::string_view key);

}  // namespace aisle::language
