#include "language/value_complete.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "language/value_keys.h"

namespace aisle::language {
namespace {

constexpr size_t kMostExamined = 3000;  // values for one word: of more, the most frequent
constexpr size_t kMostFrequent = 6000;  // values looked through for a short beginning
constexpr double kLaterCost = 1;        // a later word begins so
constexpr double kMisspeltCost = 1.3;
constexpr size_t kShortestMisspelt = 4;  // letters
constexpr size_t kLongestMisspelt = 16;

class Beginning {
 public:
  Beginning(const ValueTables& tables, std::string_view prefix, size_t limit)
      : tables_(tables), guesses_(tables.guesses()), key_(ValueKey(prefix)), limit_(limit) {}

  std::vector<ValueHit> Run() {
    if (key_.empty()) return {};
    AddWordless();
    const size_t blank = key_.rfind(' ');
    const std::string last = blank == std::string::npos ? key_ : key_.substr(blank + 1);
    if (blank == std::string::npos) {
      AddStarting(last);
    } else {
      AddWithRarest(key_.substr(0, blank));
    }
    if (found_.empty() && blank == std::string::npos) AddMisspelt(last);
    return Best();
  }

 private:
  struct Found {
    double cost;
    uint32_t entry;
  };

  // Codes and numbers that begin so.
  void AddWordless() {
    const auto& sorted = guesses_.wordless;
    auto at = std::partition_point(sorted.begin(), sorted.end(),
                                   [&](uint32_t entry) { return tables_.Key(entry) < key_; });
    for (size_t i = 0; at != sorted.end() && i < kMostExamined; ++at, ++i) {
      if (!StartsWith(tables_.Key(*at), key_)) break;
      found_.push_back({0, *at});
    }
  }

  std::pair<uint32_t, uint32_t> HoldersOf(uint32_t word) const {
    return {guesses_.word_begin[word], guesses_.word_begin[word + 1]};
  }

  // Values with a word that begins so; where there are too many, the most frequent of them.
  void AddStarting(std::string_view start) {
    const auto words = guesses_.words.StartingWith(start);
    size_t holders = words.size();
    for (size_t i = 0; i < words.size() && holders <= kMostExamined; ++i) {
      const auto [begin, end] = HoldersOf(words[i]);
      holders += end - begin;
    }
    if (holders > kMostExamined) return AddFrequent();
    for (const uint32_t word : words) AddHolders(word, 0);
  }

  void AddHolders(uint32_t word, double cost) {
    const auto [begin, end] = HoldersOf(word);
    for (uint32_t i = begin; i < end && i < begin + kMostExamined; ++i) {
      if (cost > 0) {
        found_.push_back({cost, guesses_.word_entries[i]});
      } else {
        AddIfBegins(guesses_.word_entries[i]);
      }
    }
  }

  void AddIfBegins(uint32_t entry) {
    const std::string_view whole = tables_.Key(entry);
    if (StartsWith(whole, key_)) {
      found_.push_back({0, entry});
    } else if (const size_t at = whole.find(key_); at != std::string_view::npos) {
      if (whole[at - 1] == ' ' || whole.find(' ' + key_) != std::string_view::npos) {
        found_.push_back({kLaterCost, entry});
      }
    }
  }

  // The first values of every column in turn, which are its most frequent.
  void AddFrequent() {
    size_t examined = 0;
    for (uint32_t i = 0; examined < kMostFrequent && found_.size() < 4 * limit_; ++i) {
      const size_t before = examined;
      for (uint32_t field = 0; field < tables_.fields.size(); ++field) {
        const uint32_t entry = tables_.field_begins[field] + i;
        if (entry >= EndOf(field)) continue;
        ++examined;
        AddIfBegins(entry);
      }
      if (examined == before) return;
    }
  }

  uint32_t EndOf(uint32_t field) const {
    return field + 1 < tables_.fields.size() ? tables_.field_begins[field + 1]
                                             : static_cast<uint32_t>(tables_.entries.size());
  }

  // "garden fur": of the words that are all there, the one that fewest values hold.
  void AddWithRarest(std::string_view complete) {
    uint32_t rarest = WordTable::kNone;
    bool known = true;
    EachWord(complete, [&](std::string_view text) {
      const uint32_t word = guesses_.words.Find(text);
      known = known && word != WordTable::kNone;
      if (!known) return;
      const auto holders = [&](uint32_t one) {
        return HoldersOf(one).second - HoldersOf(one).first;
      };
      if (rarest == WordTable::kNone || holders(word) < holders(rarest)) rarest = word;
    });
    if (known && rarest != WordTable::kNone) AddHolders(rarest, 0);
  }

  // Whole words with letters wrong, then beginnings with one letter wrong.
  void AddMisspelt(const std::string& typed) {
    if (typed.size() < kShortestMisspelt || typed.size() > kLongestMisspelt) return;
    if (IsCommonWord(typed)) return;
    for (const auto& near : guesses_.words.Misspellings(typed, 4)) {
      AddHolders(near.word, kMisspeltCost);
    }
    if (found_.empty()) AddMisspeltStarts(typed);
  }

  void AddMisspeltStarts(const std::string& typed) {
    // The first letter is rarely wrong.
    for (size_t at = 1; at < typed.size() && found_.size() < limit_; ++at) {
      std::string swapped = typed;
      if (at + 1 < typed.size()) std::swap(swapped[at], swapped[at + 1]);
      AddAllStarting(swapped);
      AddAllStarting(typed.substr(0, at) + typed.substr(at + 1));
      for (char letter = 'a'; letter <= 'z'; ++letter) {
        AddAllStarting(typed.substr(0, at) + letter + typed.substr(at));
        AddAllStarting(typed.substr(0, at) + letter + typed.substr(at + 1));
      }
    }
  }

  void AddAllStarting(const std::string& start) {
    for (const uint32_t word : guesses_.words.StartingWith(start)) {
      if (found_.size() > kMostExamined) return;
      AddHolders(word, kMisspeltCost);
    }
  }

  std::vector<ValueHit> Best() {
    const auto rank = [&](const Found& found) {
      return std::make_tuple(found.cost, -tables_.entries[found.entry].count, found.entry);
    };
    std::sort(found_.begin(), found_.end(),
              [&](const Found& a, const Found& b) { return rank(a) < rank(b); });
    std::vector<ValueHit> hits;
    std::vector<uint32_t> taken;
    for (const Found& found : found_) {
      if (hits.size() == limit_) break;
      if (std::find(taken.begin(), taken.end(), found.entry) != taken.end()) continue;
      taken.push_back(found.entry);
      const ValueTables::Entry& entry = tables_.entries[found.entry];
      hits.push_back({tables_.fields[entry.field], std::string(tables_.Text(found.entry)),
                      entry.count, 0, 0, found.cost, tables_.Key(found.entry) == key_});
    }
    return hits;
  }

  const ValueTables& tables_;
  const ValueTables::Guesses& guesses_;
  const std::string key_;
  const size_t limit_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<ValueHit> CompleteValues(const ValueTables& tables, std::string_view prefix,
                                     size_t limit) {
  return Beginning(tables, prefix, limit).Run();
}

}  // namespace aisle::language
