#include "language/word_table.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "base/text.h"
#include "language/tokens.h"

namespace aisle::language {
namespace {

constexpr size_t kShortest = 3;   // word that has inflections
constexpr size_t kLongest = 24;   // word that may be misspelt
constexpr size_t kStarts = 4096;  // buckets of first letters

// A bit for each letter, or 0 when the word holds anything else.
uint32_t LettersOf(std::string_view word) {
  uint32_t letters = 0;
  for (const char c : word) {
    if (c < 'a' || c > 'z') return 0;
    letters |= 1U << (c - 'a');
  }
  return letters;
}

size_t StartOf(std::string_view word) {
  const auto letter = [&](size_t i) { return static_cast<size_t>(word[i]); };
  return ((letter(0) * 31 + letter(1)) * 31 + letter(2)) % kStarts;
}

int EditsAllowed(size_t length) { return length < 4 ? 0 : length < 8 ? 1 : 2; }

// Singular against plural is nearly certain, other inflections less so.
double InflectionCost(std::string_view a, std::string_view b) {
  const std::string_view shorter = a.size() < b.size() ? a : b;
  const std::string_view longer = a.size() < b.size() ? b : a;
  const std::string_view ending =
      StartsWith(longer, shorter) ? longer.substr(shorter.size()) : std::string_view();
  if (ending == "s" || ending == "es") return 0.1;
  if (EndsWith(longer, "ies") && shorter.back() == 'y') return 0.1;
  return 0.25;
}

double MisspellingCost(std::string_view word, std::string_view right, int edits) {
  double cost = 0.4 + 0.2 * edits;
  if (word.size() < 6) cost += 0.2;
  if (word[0] != right[0]) cost += 0.3;
  return cost;
}

void KeepCheapest(std::vector<WordTable::Near>* near, size_t limit) {
  std::stable_sort(near->begin(), near->end(),
                   [](const auto& a, const auto& b) { return a.cost < b.cost; });
  if (near->size() > limit) near->resize(limit);
}

}  // namespace

std::string_view WordTable::Text(uint32_t word) const {
  const size_t begin = begins_[word];
  const size_t end = word + 1 < begins_.size() ? begins_[word + 1] : text_.size();
  return std::string_view(text_).substr(begin, end - begin);
}

size_t WordTable::SlotOf(std::string_view word) const {
  size_t slot = std::hash<std::string_view>()(word) & (slots_.size() - 1);
  while (slots_[slot] != 0 && Text(slots_[slot] - 1) != word) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

uint32_t WordTable::Find(std::string_view word) const {
  if (slots_.empty()) return kNone;
  const uint32_t held = slots_[SlotOf(word)];
  return held == 0 ? kNone : held - 1;
}

uint32_t WordTable::Intern(std::string_view word) {
  if ((begins_.size() + 1) * 2 > slots_.size()) Grow();
  const size_t slot = SlotOf(word);
  if (slots_[slot] != 0) return slots_[slot] - 1;
  begins_.push_back(static_cast<uint32_t>(text_.size()));
  text_ += word;
  slots_[slot] = static_cast<uint32_t>(begins_.size());
  return slots_[slot] - 1;
}

void WordTable::Grow() {
  slots_.assign(std::max<size_t>(1024, slots_.size() * 4), 0);
  for (uint32_t word = 0; word < begins_.size(); ++word) slots_[SlotOf(Text(word))] = word + 1;
}

void WordTable::Finish() {
  by_length_.resize(kLongest + 1);
  by_start_.resize(kStarts);
  for (uint32_t word = 0; word < begins_.size(); ++word) {
    const std::string_view text = Text(word);
    const uint32_t letters = LettersOf(text);
    if (letters == 0 || text.size() < kShortest || text.size() > kLongest) continue;
    by_length_[text.size()].push_back({letters, word});
    by_start_[StartOf(text)].push_back(word);
  }
}

std::vector<WordTable::Near> WordTable::Inflections(std::string_view word, std::string_view stem,
                                                    size_t limit) const {
  std::vector<Near> near;
  if (by_start_.empty() || word.size() < kShortest || stem.size() < 2 || !LettersOf(word)) {
    return near;
  }
  // A stem may end otherwise than its words ("categori"), but begins alike.
  const std::string_view start = stem.substr(0, std::max<size_t>(2, stem.size() - 1));
  for (const uint32_t other : by_start_[StartOf(word)]) {
    const std::string_view text = Text(other);
    if (text == word || !StartsWith(text, start) || text.size() > stem.size() + 7) continue;
    if (Stem(text) == stem) near.push_back({other, InflectionCost(word, text), false});
  }
  KeepCheapest(&near, limit);
  return near;
}

std::vector<WordTable::Near> WordTable::Misspellings(std::string_view word, size_t limit) const {
  std::vector<Near> near;
  const int edits = EditsAllowed(word.size());
  const uint32_t letters = LettersOf(word);
  if (by_length_.empty() || edits == 0 || letters == 0 || word.size() > kLongest) return near;
  const size_t shortest = std::max<size_t>(4, word.size() - static_cast<size_t>(edits));
  const size_t longest = std::min(kLongest, word.size() + static_cast<size_t>(edits));
  for (size_t length = shortest; length <= longest; ++length) {
    for (const Shape& shape : by_length_[length]) {
      // Each edit changes at most two of the letters that a word holds.
      if (std::popcount(shape.letters ^ letters) > 2 * edits) continue;
      const std::string_view text = Text(shape.word);
      const int distance = EditDistance(word, text, edits);
      if (distance < 1 || distance > edits) continue;
      if (distance == 2 && text[0] != word[0]) continue;
      near.push_back({shape.word, MisspellingCost(word, text, distance), true});
    }
  }
  KeepCheapest(&near, limit);
  return near;
}

}  // namespace aisle::language
