// The WordTable holds the distinct words of all values and finds a word of a question in it: as it
// is, in another inflection, or misspelt.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aisle::language {

class WordTable {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  struct Near {
    uint32_t word = kNone;
    double cost = 0;  // up to 0.3 for an inflection, from 0.5 for a misspelling
    bool misspelt = false;
  };

  // The number of `word`, which it is given when it is new.
  uint32_t Intern(std::string_view word);
  uint32_t Find(std::string_view word) const;
  std::string_view Text(uint32_t word) const;
  size_t size() const { return begins_.size(); }

  // To be called once, after the last Intern and before Inflections and Misspellings.
  void Finish();
  // The other words with the stem of `word`, cheapest first, at most `limit`.
  std::vector<Near> Inflections(std::string_view word, std::string_view stem, size_t limit) const;
  // The words of nearly the same letters: none for words below four letters, one edit up to
  // seven, two from eight.
  std::vector<Near> Misspellings(std::string_view word, size_t limit) const;

 private:
  void Grow();
  size_t SlotOf(std::string_view word) const;

  std::string text_;
  std::vector<uint32_t> begins_;
  std::vector<uint32_t> slots_;  // open addressing: number + 1, or 0

  // Words of letters only, grouped by length for misspellings and by their first three letters
  // for inflections.
  struct Shape {
    uint32_t letters;  // which of a–z it holds, a bit each
    uint32_t word;
  };
  std::vector<std::vector<Shape>> by_length_;
  std::vector<std::vector<uint32_t>> by_start_;
};

}  // namespace aisle::language
