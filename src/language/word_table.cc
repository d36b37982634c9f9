#include "language/word_table.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <utility>

#include "base/text.h"
#include "language/tokens.h"

namespace aisle::language {
namespace {

constexpr size_t kShortest = 3;       // word that has inflections
constexpr size_t kLongest = 24;       // word that may be misspelt
constexpr size_t kShortestWrong = 4;  // word that may stand for a misspelt one
constexpr size_t kThreeParts = 6;     // letters of a word that has three parts, not two

// A bit for each letter, or 0 when the word holds anything else.
uint32_t LettersOf(std::string_view word) {
  uint32_t letters = 0;
  for (const char c : word) {
    if (c < 'a' || c > 'z') return 0;
    letters |= 1U << (c - 'a');
  }
  return letters;
}

struct Part {
  size_t begin;
  size_t size;
};

size_t PartsOf(size_t length) { return length < kThreeParts ? 2 : 3; }

Part PartOf(size_t length, size_t part) {
  const size_t parts = PartsOf(length);
  const size_t begin = length * part / parts;
  return {begin, length * (part + 1) / parts - begin};
}

// The first eight letters as a number that compares as they do.
uint64_t StartOf(std::string_view text) {
  uint64_t start = 0;
  for (size_t i = 0; i < 8; ++i) {
    start = start << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
  }
  return start;
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

// Whether what follows the common beginning may be an ending: stemming "sets" takes a
// microsecond, and thousands of words begin with "se".
bool MayHaveStem(std::string_view text, std::string_view stem) {
  if (StartsWith(text, stem)) return true;
  const char last = stem.back();
  const bool turned = last == 'i' || last == 'e' || last == 'y';
  return text.size() <= stem.size() + (turned ? 4 : 1);
}

void KeepCheapest(std::vector<WordTable::Near>* near, size_t limit) {
  std::sort(near->begin(), near->end(), [](const auto& a, const auto& b) {
    return std::make_pair(a.cost, a.word) < std::make_pair(b.cost, b.word);
  });
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
  letters_.resize(size());
  for (uint32_t word = 0; word < size(); ++word) letters_[word] = LettersOf(Text(word));
  SortWords();
  ListParts();
}

void WordTable::SortWords() {
  std::vector<std::pair<uint64_t, uint32_t>> starts;
  starts.reserve(size());
  for (uint32_t word = 0; word < size(); ++word) starts.emplace_back(StartOf(Text(word)), word);
  std::sort(starts.begin(), starts.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : Text(a.second) < Text(b.second);
  });
  sorted_.reserve(size());
  for (const auto& [start, word] : starts) sorted_.push_back(word);
}

size_t WordTable::BucketOf(size_t length, size_t part, std::string_view text) const {
  uint64_t hash = length * 4 + part + 0x9E3779B97F4A7C15;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  hash ^= hash >> 29;
  return (hash * 0xBF58476D1CE4E5B9 >> 32) & (part_begins_.size() - 2);
}

// Calls `visit` with the bucket of each part of a word that may be misspelt.
template <typename Visit>
void WordTable::EachPart(uint32_t word, const Visit& visit) const {
  const std::string_view text = Text(word);
  if (letters_[word] == 0 || text.size() < kShortestWrong || text.size() > kLongest) return;
  for (size_t part = 0; part < PartsOf(text.size()); ++part) {
    const auto [begin, length] = PartOf(text.size(), part);
    visit(BucketOf(text.size(), part, text.substr(begin, length)));
  }
}

void WordTable::ListParts() {
  size_t buckets = 64;
  while (buckets < size()) buckets *= 2;
  part_begins_.assign(buckets + 1, 0);
  for (uint32_t word = 0; word < size(); ++word) {
    EachPart(word, [&](size_t bucket) { ++part_begins_[bucket + 1]; });
  }
  for (size_t i = 1; i < part_begins_.size(); ++i) part_begins_[i] += part_begins_[i - 1];
  part_words_.resize(part_begins_.back());
  std::vector<uint32_t> next(part_begins_.begin(), part_begins_.end() - 1);
  for (uint32_t word = 0; word < size(); ++word) {
    EachPart(word, [&](size_t bucket) { part_words_[next[bucket]++] = word; });
  }
}

std::span<const uint32_t> WordTable::StartingWith(std::string_view prefix) const {
  const auto begin = std::partition_point(sorted_.begin(), sorted_.end(),
                                          [&](uint32_t word) { return Text(word) < prefix; });
  const auto end = std::partition_point(
      begin, sorted_.end(), [&](uint32_t word) { return StartsWith(Text(word), prefix); });
  return {begin, end};
}

std::vector<WordTable::Near> WordTable::Inflections(std::string_view word, std::string_view stem,
                                                    size_t limit) const {
  std::vector<Near> near;
  if (word.size() < kShortest || stem.size() < 2 || !LettersOf(word)) return near;
  // A stem may end otherwise than its words ("categori"), but begins alike.
  const std::string_view start = stem.substr(0, std::max<size_t>(2, stem.size() - 1));
  for (const uint32_t other : StartingWith(start)) {
    const std::string_view text = Text(other);
    const bool may = letters_[other] != 0 && text.size() >= kShortest && text.size() <= kLongest &&
                     text.size() <= stem.size() + 7;
    if (!may || text == word || !MayHaveStem(text, stem)) continue;
    if (Stem(text) == stem) near.push_back({other, InflectionCost(word, text), false});
  }
  KeepCheapest(&near, limit);
  return near;
}

std::vector<WordTable::Near> WordTable::Misspellings(std::string_view word, size_t limit) const {
  std::vector<Near> near;
  const Typed typed{word, LettersOf(word), EditsAllowed(word.size())};
  if (part_words_.empty() || typed.edits == 0 || typed.letters == 0 || word.size() > kLongest) {
    return near;
  }
  AddByParts(typed, word, typed.edits, &near);
  AddBySwaps(typed, &near);
  KeepCheapest(&near, limit);
  return near;
}

// Words with a part that `spelling` has where it stands there, give or take the letters that
// `edits` before and after it may add or drop.
void WordTable::AddByParts(const Typed& typed, std::string_view spelling, int edits,
                           std::vector<Near>* near) const {
  const auto size = static_cast<int>(spelling.size());
  const int shortest = std::max(static_cast<int>(kShortestWrong), size - edits);
  const int longest = std::min(static_cast<int>(kLongest), size + edits);
  for (int length = shortest; length <= longest; ++length) {
    const int longer = size - length;
    const size_t parts = PartsOf(static_cast<size_t>(length));
    AddByPart(typed, spelling, {length, 0, 0}, near);
    AddByPart(typed, spelling, {length, parts - 1, longer}, near);
    // A part in the middle is the only one left when an edit is on each side.
    if (parts < 3 || edits < 2) continue;
    for (int shift = std::max(-1, longer - 1); shift <= std::min(1, longer + 1); ++shift) {
      AddByPart(typed, spelling, {length, 1, shift}, near);
    }
  }
}

void WordTable::AddByPart(const Typed& typed, std::string_view spelling, const Place& place,
                          std::vector<Near>* near) const {
  const auto length = static_cast<size_t>(place.length);
  const auto [begin, size] = PartOf(length, place.part);
  const int at = static_cast<int>(begin) + place.shift;
  if (at < 0 || static_cast<size_t>(at) + size > spelling.size()) return;
  const auto text = spelling.substr(static_cast<size_t>(at), size);
  const size_t bucket = BucketOf(length, place.part, text);
  for (size_t i = part_begins_[bucket]; i < part_begins_[bucket + 1]; ++i) {
    AddIfNear(typed, part_words_[i], near);
  }
}

// Two letters in the other order may spoil two parts, so that each swap is tried by itself.
void WordTable::AddBySwaps(const Typed& typed, std::vector<Near>* near) const {
  std::string swapped(typed.word);
  for (size_t i = 0; i + 1 < swapped.size(); ++i) {
    if (swapped[i] == swapped[i + 1]) continue;
    std::swap(swapped[i], swapped[i + 1]);
    const uint32_t found = Find(swapped);
    if (found != kNone) AddIfNear(typed, found, near);
    if (typed.edits == 2) AddByParts(typed, swapped, 1, near);
    std::swap(swapped[i], swapped[i + 1]);
  }
}

void WordTable::AddIfNear(const Typed& typed, uint32_t other, std::vector<Near>* near) const {
  // Each edit changes at most two of the letters that a word holds.
  if (std::popcount(letters_[other] ^ typed.letters) > 2 * typed.edits) return;
  const std::string_view text = Text(other);
  if (text.size() < kShortestWrong || text.size() > kLongest || letters_[other] == 0) return;
  const int distance = EditDistance(typed.word, text, typed.edits);
  if (distance < 1 || distance > typed.edits) return;
  if (distance == 2 && text[0] != typed.word[0]) return;
  const auto same = [&](const Near& known) { return known.word == other; };
  if (std::any_of(near->begin(), near->end(), same)) return;
  near->push_back({other, MisspellingCost(typed.word, text, distance), true});
}

}  // namespace aisle::language
