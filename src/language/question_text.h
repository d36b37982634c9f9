// The characters of a question, looked at by offset: where a word, a number, a code or a quote that
// begins there ends. Internal to the tokens.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace aisle::language {

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

inline bool HasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), IsDigit);
}
inline bool HasLetter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return IsAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

class QuestionText {
 public:
  explicit QuestionText(std::string_view text) : text_(text) {}

 protected:
  char At(size_t index) const { return index < text_.size() ? text_[index] : '\0'; }
  // The length of the letter, digit or mark at `index`, or 0 when it is none.
  size_t WordCharacter(size_t index) const;
  bool Has(size_t index, std::string_view what) const;
  // The length of an apostrophe at `index` in any of its spellings, or 0.
  size_t Apostrophe(size_t index) const;
  size_t RunEnd(size_t index) const;  // of letters and digits
  // Whether letters follow the digits at `index` that make one code of them: "3XL", "500g", but
  // not "2k" and not "5,000".
  bool IsCode(size_t index) const;
  // Past digits with their grouping commas and one decimal point.
  size_t DigitsEnd(size_t index) const;
  // 3 for a group of thousands, 2 for an Indian group with another after it, else 0.
  size_t GroupLength(size_t index) const;
  // Past the parts that hyphens and underscores join to one code: "SET389-KR-NP-S". Where they
  // join plain words ("sub-category", "top-5"), only past the first.
  size_t CompoundEnd(size_t begin) const;
  // The word after one blank, or empty.
  std::string NextWord(size_t end, size_t* after) const;
  // Whether the currency that ends at `index` belongs to the number after it: "500 Rs. 700".
  bool LeadsNumber(size_t index) const;
  // Where the quote that starts at `begin` closes: before no letter, so that an apostrophe in
  // it does not end it.
  size_t QuoteEnd(size_t begin, std::string_view close) const;
  // At least one byte, so that broken UTF-8 is passed over.
  size_t CharacterLength(size_t index) const;

  std::string_view text_;

 private:
  static bool JoinsToCode(const std::vector<std::string_view>& parts);
};

}  // namespace aisle::language
