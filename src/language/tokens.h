// A Token is one piece of a question: a word, a number, a quoted text or a sign, with where it
// stood. "Top 5 sub-categories > ₹10,000" is top · 5 · sub · categories · > · 10,000 (INR).
//
// Tokens know spelling, not meaning: what "may" or "second" stands for is decided above.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aisle::language {

struct Token {
  enum class Kind {
    kWord,    // also codes that mix letters and digits: "SKU-123", "Q2", "3XL"
    kNumber,  // "1,000", "10,00,000", "1.5 lakh", "2k", "₹1000", "15%", "twenty five"
    kQuoted,  // text and folded hold what is inside the quotes
    kSymbol,  // > < >= <= = != & + / * ( ) [ ] : , - # % $ . ? ; !
  };

  size_t begin = 0;  // bytes of the question
  size_t end = 0;
  std::string text;    // as typed
  std::string folded;  // lower case, accents dropped
  std::string stem;    // English stem of `folded`; `folded` itself where there is nothing to cut
  Kind kind = Kind::kWord;
  // The value of a kNumber, and of an ordinal ("2nd", "third"), which stays a kWord. For every
  // other token it is 0.
  double number = 0;
  std::string unit;      // "%", "INR", "USD", "EUR", "GBP", "JPY" when written with the number
  bool plural = false;   // the word looks like an English plural
  bool capital = false;  // written with a capital and not the first word of its sentence

  bool operator==(const Token&) const = default;
};

// Never fails: bytes that are no UTF-8 separate words. Reads at most the first 16 KiB.
std::vector<Token> Tokenize(std::string_view question);

// Lower case and without accents, but nothing else changed: "Côte-d’Or" is "cote-d'or".
std::string FoldWord(std::string_view text);
// The Snowball (English) stem of a folded word. Safe from any thread.
std::string Stem(std::string_view folded);

}  // namespace aisle::language
