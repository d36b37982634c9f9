// What a ValueIndex holds: every value with its key, the keys as a hash table, and, made when the
// first question is asked, what finds values that are not spelt as they are stored.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/values.h"
#include "language/word_table.h"

namespace aisle::language {

// Keys to the numbers of their entries; several entries may have one key.
class KeyTable {
 public:
  void Reserve(size_t keys);
  void Add(std::string_view key, uint32_t entry);

  // Calls `found` with each entry whose key may be `key`, in the order in which they were added.
  template <typename Found>
  void Each(std::string_view key, const Found& found) const {
    if (slots_.empty()) return;
    const uint32_t hash = Hash(key);
    const size_t mask = slots_.size() - 1;
    for (size_t slot = hash & mask; slots_[slot].entry != 0; slot = (slot + 1) & mask) {
      if (slots_[slot].hash == hash) found(slots_[slot].entry - 1);
    }
  }

 private:
  struct Slot {
    uint32_t hash = 0;
    uint32_t entry = 0;  // + 1; 0 is free
  };
  static uint32_t Hash(std::string_view key) {
    return static_cast<uint32_t>(std::hash<std::string_view>()(key));
  }
  std::vector<Slot> slots_;
};

struct ValueTables {
  struct Entry {
    uint32_t field = 0;
    uint32_t text_begin = 0;
    uint32_t text_size = 0;
    uint32_t key_begin = 0;
    uint32_t key_size = 0;
    int64_t count = 0;
  };

  struct Guesses {
    WordTable words;
    KeyTable squashed;
    KeyTable initials;
    // The entries that hold word w: from word_begin[w] to word_begin[w + 1] of word_entries.
    std::vector<uint32_t> word_begin;
    std::vector<uint32_t> word_entries;
    std::vector<uint32_t> wordless;  // entries without words, by their keys: codes, numbers
  };

  explicit ValueTables(const catalog::Values& values);

  std::string_view Key(uint32_t entry) const {
    return std::string_view(keys).substr(entries[entry].key_begin, entries[entry].key_size);
  }
  std::string_view Text(uint32_t entry) const {
    return std::string_view(texts).substr(entries[entry].text_begin, entries[entry].text_size);
  }
  // Made once, by whichever thread asks first.
  const Guesses& guesses() const;

  std::vector<std::string> fields;
  std::vector<uint32_t> field_sizes;   // values of each
  std::vector<uint32_t> field_begins;  // its first entry; they are the most frequent first
  std::vector<Entry> entries;
  KeyTable exact;

 private:
  void Add(uint32_t field, std::string_view text, int64_t count);
  void MakeGuesses() const;
  size_t CountWithInitials() const;
  void GroupByWord(const std::vector<std::pair<uint32_t, uint32_t>>& pairs) const;

  std::string texts;
  std::string keys;
  mutable std::once_flag guesses_once_;
  mutable Guesses guesses_;
};

// The first letters of the words of a key, small words left out: "ny" of "new york".
std::string InitialsOf(std::string_view key);

// Calls `visit` with each word of a key.
template <typename Visit>
void EachWord(std::string_view key, const Visit& visit) {
  size_t begin = 0;
  while (begin < key.size()) {
    const size_t space = key.find(' ', begin);
    const size_t end = space == std::string_view::npos ? key.size() : space;
    if (end > begin) visit(key.substr(begin, end - begin));
    begin = end + 1;
  }
}

}  // namespace aisle::language
