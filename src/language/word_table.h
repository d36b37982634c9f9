// The WordTable holds the distinct words of all values and finds a word of a question in it: as it
// is, in another inflection, misspelt, or by how it begins.
//
// Misspellings of a word among a million take tens of microseconds: a word with at most two wrong
// letters keeps one of its three parts, and the words that have a part are listed (the pigeonhole
// of PASS-JOIN, Li et al. 2011).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
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

  // To be called once, after the last Intern and before what follows.
  void Finish();
  // The other words with the stem of `word`, cheapest first, at most `limit`.
  std::vector<Near> Inflections(std::string_view word, std::string_view stem, size_t limit) const;
  // The words of nearly the same letters: none for words below four letters, one edit up to
  // seven, two from eight.
  std::vector<Near> Misspellings(std::string_view word, size_t limit) const;

  // The words that begin with `prefix`, in alphabetical order.
  std::span<const uint32_t> StartingWith(std::string_view prefix) const;

 private:
  void Grow();
  size_t SlotOf(std::string_view word) const;
  void SortWords();
  void ListParts();
  template <typename Visit>
  void EachPart(uint32_t word, const Visit& visit) const;
  size_t BucketOf(size_t length, size_t part, std::string_view text) const;
  struct Typed {
    std::string_view word;
    uint32_t letters;
    int edits;  // allowed
  };
  struct Place {
    int length;  // of the words that have the part
    size_t part;
    int shift;  // of the part in what is typed
  };
  void AddByParts(const Typed& typed, std::string_view spelling, int edits,
                  std::vector<Near>* near) const;
  void AddByPart(const Typed& typed, std::string_view spelling, const Place& place,
                 std::vector<Near>* near) const;
  void AddBySwaps(const Typed& typed, std::vector<Near>* near) const;
  void AddIfNear(const Typed& typed, uint32_t other, std::vector<Near>* near) const;

  std::string text_;
  std::vector<uint32_t> begins_;
  std::vector<uint32_t> slots_;  // open addressing: number + 1, or 0

  std::vector<uint32_t> letters_;  // of each word: which of a–z it holds, a bit each; 0: others too
  std::vector<uint32_t> sorted_;
  // The words with a part: from part_begins_[bucket] to the next, in part_words_.
  std::vector<uint32_t> part_begins_;
  std::vector<uint32_t> part_words_;
};

}  // namespace aisle::language
