#include "language/value_index.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "language/value_keys.h"
#include "language/word_table.h"

namespace aisle::language {
namespace {

constexpr size_t kLongestSpan = 8;     // tokens
constexpr size_t kLongestGuessed = 4;  // words of a span of which some are misspelt or inflected
constexpr size_t kMostHits = 12;       // of one span
constexpr size_t kMostTokens = 400;    // of a question
constexpr size_t kMostGuessedWords =
    60;                               // of a question: what is misspelt beyond is not looked for
constexpr size_t kMostPartial = 400;  // values that begin with one word: more say nothing
constexpr size_t kKeyBytes = 120;     // longer values are prose

constexpr double kSquashedCost = 0.1;  // "tamilnadu" for "tamil nadu"
constexpr double kOtherNameCost = 0.3;
constexpr double kInitialsCost = 0.5;
constexpr double kLeadingCost = 0.6;  // the first words of the value
constexpr double kInsideCost = 0.9;   // other words of it
constexpr double kCommonCost = 0.4;   // a word of plain English that is also a value
constexpr double kFunctionCost = 1.0;

// Keys of the values to the values: open addressing over hashes, several values a key.
class KeyTable {
 public:
  void Reserve(size_t keys) {
    size_t size = 64;
    while (size < keys * 2) size *= 2;
    slots_.assign(size, {});
  }
  void Add(std::string_view key, uint32_t entry) {
    const auto hash = static_cast<uint32_t>(std::hash<std::string_view>()(key));
    size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot].entry != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = {hash, entry + 1};
  }
  // Calls `found` with each entry whose key may be `key`, in the order in which they were added.
  template <typename Found>
  void Each(std::string_view key, const Found& found) const {
    if (slots_.empty()) return;
    const auto hash = static_cast<uint32_t>(std::hash<std::string_view>()(key));
    for (size_t slot = hash & (slots_.size() - 1); slots_[slot].entry != 0;
         slot = (slot + 1) & (slots_.size() - 1)) {
      if (slots_[slot].hash == hash) found(slots_[slot].entry - 1);
    }
  }

 private:
  struct Slot {
    uint32_t hash = 0;
    uint32_t entry = 0;  // + 1; 0 is free
  };
  std::vector<Slot> slots_;
};

struct Entry {
  uint32_t field = 0;
  uint32_t text_begin = 0;
  uint32_t text_size = 0;
  uint32_t key_begin = 0;
  uint32_t key_size = 0;
  int64_t count = 0;
};

// What guesses need; made when the first question is asked.
struct Guesses {
  WordTable words;
  KeyTable squashed;
  KeyTable initials;
  // The entries that hold a word: those of word w from word_begin[w] to word_begin[w + 1].
  std::vector<uint32_t> word_begin;
  std::vector<uint32_t> word_entries;
};

template <typename Visit>
void EachWord(std::string_view key, const Visit& visit) {
  size_t begin = 0;
  while (begin < key.size()) {
    const size_t end = std::min(key.find(' ', begin), key.size());
    visit(key.substr(begin, end - begin));
    begin = end + 1;
  }
}

bool HoldsDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string InitialsOf(std::string_view key) {
  std::string initials;
  EachWord(key, [&](std::string_view word) {
    if (word != "of" && word != "and" && word != "the") initials += word[0];
  });
  return initials;
}

}  // namespace

struct ValueIndex::Data {
  std::vector<std::string> fields;
  std::vector<uint32_t> field_sizes;
  std::vector<Entry> entries;
  std::string texts;
  std::string keys;
  KeyTable exact;

  mutable std::once_flag guesses_once;
  mutable Guesses guesses_made;

  std::string_view Key(uint32_t entry) const {
    return std::string_view(keys).substr(entries[entry].key_begin, entries[entry].key_size);
  }
  std::string_view Text(uint32_t entry) const {
    return std::string_view(texts).substr(entries[entry].text_begin, entries[entry].text_size);
  }

  void Add(uint32_t field, std::string_view text, int64_t count) {
    const std::string key = ValueKey(text);
    if (key.empty() || key.size() > kKeyBytes) return;
    Entry entry;
    entry.field = field;
    entry.text_begin = static_cast<uint32_t>(texts.size());
    entry.text_size = static_cast<uint32_t>(text.size());
    entry.key_begin = static_cast<uint32_t>(keys.size());
    entry.key_size = static_cast<uint32_t>(key.size());
    entry.count = count;
    texts += text;
    keys += key;
    entries.push_back(entry);
  }

  const Guesses& MadeGuesses() const {
    std::call_once(guesses_once, [this] { MakeGuesses(); });
    return guesses_made;
  }

  void MakeGuesses() const {
    Guesses& made = guesses_made;
    std::vector<std::pair<uint32_t, uint32_t>> pairs;  // word, entry
    pairs.reserve(entries.size() * 2);
    made.squashed.Reserve(entries.size());
    made.initials.Reserve(entries.size());
    for (uint32_t entry = 0; entry < entries.size(); ++entry) {
      const std::string_view key = Key(entry);
      EachWord(key,
               [&](std::string_view word) { pairs.emplace_back(made.words.Intern(word), entry); });
      if (key.find_first_of(" .") == std::string_view::npos) {
        if (key.size() >= 5) made.squashed.Add(key, entry);
        continue;
      }
      made.squashed.Add(Squash(key), entry);
      const std::string initials = InitialsOf(key);
      const bool few = field_sizes[entries[entry].field] <= 1000;
      if (few && !HoldsDigit(key) && initials.size() >= 2 && initials.size() <= 4) {
        made.initials.Add(initials, entry);
      }
    }
    made.words.Finish();
    GroupByWord(pairs);
  }

  void GroupByWord(const std::vector<std::pair<uint32_t, uint32_t>>& pairs) const {
    Guesses& made = guesses_made;
    made.word_begin.assign(made.words.size() + 1, 0);
    for (const auto& [word, entry] : pairs) ++made.word_begin[word + 1];
    for (size_t i = 1; i < made.word_begin.size(); ++i)
      made.word_begin[i] += made.word_begin[i - 1];
    made.word_entries.resize(pairs.size());
    std::vector<uint32_t> next(made.word_begin.begin(), made.word_begin.end() - 1);
    for (const auto& [word, entry] : pairs) made.word_entries[next[word]++] = entry;
  }
};

namespace {

// One search: holds the tokens as keys and what was found so far.
template <typename Data>
class Search {
 public:
  Search(const Data& data, const std::vector<Token>& tokens)
      : data_(data), guesses_(data.MadeGuesses()), tokens_(tokens) {}

  std::vector<ValueHit> Run() {
    const size_t size = std::min(tokens_.size(), kMostTokens);
    for (size_t i = 0; i < size; ++i) ReadToken(i);
    for (first_ = 0; first_ < size; ++first_) {
      if (words_[first_].kind == Word::kPlain || words_[first_].kind == Word::kQuoted) FindSpans();
    }
    return std::move(hits_);
  }

 private:
  struct Word {
    enum Kind {
      kPlain,
      kQuoted,
      kJoin,   // "-", ",", "(" …: may stand inside a span, without a word of its own
      kBreak,  // ends every span
    } kind = kBreak;
    std::string key;
    std::vector<WordTable::Near> others;  // inflections and corrections among the values' words
  };

  struct Found {
    uint32_t entry;
    double cost;
    bool whole;
  };

  void ReadToken(size_t i) {
    const Token& token = tokens_[i];
    Word word;
    if (token.kind == Token::Kind::kSymbol) {
      static constexpr std::string_view kJoins = "-/,():'&+#%";
      word.kind = kJoins.find(token.folded) == std::string_view::npos ? Word::kBreak : Word::kJoin;
      if (token.folded == "&" || token.folded == "+") word.key = "and";
    } else {
      word.key = ValueKey(token.kind == Token::Kind::kNumber ? token.text : token.folded);
      word.kind = token.kind == Token::Kind::kQuoted ? Word::kQuoted : Word::kPlain;
      if (word.key.empty()) word.kind = Word::kJoin;
    }
    if (word.kind == Word::kPlain) ReadOthers(token, &word);
    words_.push_back(std::move(word));
  }

  void ReadOthers(const Token& token, Word* word) {
    if (token.kind != Token::Kind::kWord || IsFunctionWord(word->key)) return;
    if (++guessed_words_ > kMostGuessedWords) return;
    word->others = guesses_.words.Inflections(word->key, token.stem, 4);
    const bool known = guesses_.words.Find(word->key) != WordTable::kNone;
    if (known || !word->others.empty() || IsCommonWord(word->key)) return;
    word->others = guesses_.words.Misspellings(word->key, 4);
  }

  void FindSpans() {
    size_t last = first_;  // of the longest span
    size_t words = 0;
    std::vector<size_t> ends;
    for (size_t i = first_; i < words_.size() && words < kLongestSpan; ++i) {
      const Word& word = words_[i];
      if (word.kind == Word::kBreak || (word.kind == Word::kQuoted && i > first_)) break;
      if (word.kind == Word::kJoin && word.key.empty()) continue;
      ++words;
      last = i;
      if (word.kind != Word::kJoin) ends.push_back(last + 1);
      if (word.kind == Word::kQuoted) break;
    }
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) FindSpan(*end);
  }

  void FindSpan(size_t end) {
    found_.clear();
    std::vector<size_t> parts;
    std::string key;
    for (size_t i = first_; i < end; ++i) {
      if (words_[i].key.empty()) continue;
      if (!key.empty()) key += ' ';
      key += words_[i].key;
      parts.push_back(i);
    }
    FindExact(key, PlainCost(parts));
    if (found_.empty()) FindNearlyExact(key, parts);
    const bool settled = std::any_of(found_.begin(), found_.end(),
                                     [](const Found& found) { return found.cost <= 0.3; });
    if (!settled && !OnlyCommon(parts)) FindGuesses(key, parts);
    Report(end);
  }

  // What a word costs as a value for being plain English too, unless it is written like a name.
  double PlainCost(const std::vector<size_t>& parts) const {
    if (parts.size() != 1) return 0;
    const Token& token = tokens_[parts[0]];
    if (token.kind == Token::Kind::kQuoted) return 0;
    if (token.kind == Token::Kind::kNumber) return token.text.size() >= 4 ? 0 : 0.3;
    const bool named = token.capital;
    if (IsFunctionWord(token.folded)) return IsShouted(token) ? 0.3 : kFunctionCost;
    return IsCommonWord(token.folded) && !named ? kCommonCost : 0;
  }

  static bool IsShouted(const Token& token) {
    return std::all_of(token.text.begin(), token.text.end(),
                       [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  bool OnlyCommon(const std::vector<size_t>& parts) const {
    return std::all_of(parts.begin(), parts.end(), [&](size_t i) {
      return words_[i].kind != Word::kQuoted && IsCommonWord(words_[i].key) &&
             words_[i].others.empty() && !IsShouted(tokens_[i]);
    });
  }

  void FindExact(std::string_view key, double cost) {
    data_.exact.Each(key, [&](uint32_t entry) {
      if (data_.Key(entry) == key) Add(entry, cost, true);
    });
  }

  void Add(uint32_t entry, double cost, bool whole) {
    for (Found& found : found_) {
      if (found.entry != entry) continue;
      if (cost < found.cost) found = {entry, cost, whole};
      return;
    }
    found_.push_back({entry, cost, whole});
  }

  // Other blanks, another name of the place, an article more or less.
  void FindNearlyExact(const std::string& key, const std::vector<size_t>& parts) {
    const bool ends_common = IsFunctionWord(words_[parts.back()].key);
    const bool starts_common = IsFunctionWord(words_[parts.front()].key);
    if (!ends_common && !starts_common && key.size() >= 4) {
      const std::string squashed = Squash(key);
      guesses_.squashed.Each(squashed, [&](uint32_t entry) {
        if (Squash(data_.Key(entry)) == squashed) Add(entry, kSquashedCost, true);
      });
      FindExact("the " + key, kSquashedCost);
    }
    const Token& token = tokens_[first_];
    // Codes of two letters are read only as capitals: "IN" may be Indiana, "in" never is.
    if (key.size() <= 2 && !(token.kind == Token::Kind::kWord && IsShouted(token))) return;
    if (parts.size() == 1 && IsFunctionWord(key) && !IsShouted(token)) return;
    for (const std::string_view other : OtherNames(key)) FindExact(other, kOtherNameCost);
  }

  void FindGuesses(const std::string& key, const std::vector<size_t>& parts) {
    if (parts.size() <= kLongestGuessed) FindCorrected(parts, 0, "", 0, 0);
    if (parts.size() == 1 && words_[parts[0]].kind == Word::kQuoted) FindCorrectedQuote(key);
    if (std::any_of(found_.begin(), found_.end(), [](const Found& f) { return f.cost <= 0.3; })) {
      return;
    }
    if (parts.size() == 1) FindInitials(key);
    FindPartial(key, parts);
  }

  // Puts inflections and corrections in the place of at most two words of the span.
  void FindCorrected(const std::vector<size_t>& parts, size_t at, const std::string& key,
                     double cost, int replaced) {
    if (at == parts.size()) {
      if (replaced > 0) FindExact(key, cost);
      return;
    }
    const Word& word = words_[parts[at]];
    const std::string start = key.empty() ? key : key + ' ';
    if (guesses_.words.Find(word.key) != WordTable::kNone) {
      FindCorrected(parts, at + 1, start + word.key, cost, replaced);
    }
    if (replaced == 2) return;
    for (const WordTable::Near& near : word.others) {
      FindCorrected(parts, at + 1, start + std::string(guesses_.words.Text(near.word)),
                    cost + near.cost, replaced + 1);
    }
  }

  // A quoted text is surely meant as a value: each of its words may be misspelt.
  void FindCorrectedQuote(const std::string& key) {
    std::string corrected;
    double cost = 0;
    EachWord(key, [&](std::string_view word) {
      if (!corrected.empty()) corrected += ' ';
      std::vector<WordTable::Near> near;
      if (guesses_.words.Find(word) == WordTable::kNone) {
        near = guesses_.words.Inflections(word, Stem(word), 1);
        if (near.empty()) near = guesses_.words.Misspellings(word, 1);
      }
      corrected += near.empty() ? word : guesses_.words.Text(near[0].word);
      if (!near.empty()) cost += near[0].cost;
    });
    if (corrected != key) FindExact(corrected, cost);
  }

  void FindInitials(const std::string& key) {
    const Token& token = tokens_[first_];
    if (key.size() < 2 || key.size() > 4 || !IsShouted(token)) return;
    guesses_.initials.Each(key, [&](uint32_t entry) {
      if (InitialsOf(data_.Key(entry)) == key) Add(entry, kInitialsCost, true);
    });
  }

  // Values of which the span is only a part: "Classic" of "Classic Dlx", "Peacock" of "Margaret
  // Peacock".
  void FindPartial(const std::string& key, const std::vector<size_t>& parts) {
    const std::string& word = words_[parts[0]].key;
    if (key.size() < 3 || (parts.size() == 1 && IsCommonWord(key) && !IsNamed(parts[0]))) return;
    if (IsFunctionWord(words_[parts.back()].key)) return;
    const std::string first(word.substr(0, word.find(' ')));
    const uint32_t number = guesses_.words.Find(first);
    if (number == WordTable::kNone) return;
    const uint32_t begin = guesses_.word_begin[number];
    const uint32_t end = guesses_.word_begin[number + 1];
    if (end - begin > kMostPartial) return;
    std::vector<uint32_t> inside;
    for (uint32_t i = begin; i < end; ++i) {
      const uint32_t entry = guesses_.word_entries[i];
      const size_t at = PlaceOf(key, data_.Key(entry));
      if (at == 0) Add(entry, kLeadingCost, false);
      if (at != 0 && at != std::string_view::npos) inside.push_back(entry);
    }
    if (inside.size() > kMostHits) return;
    for (const uint32_t entry : inside) Add(entry, kInsideCost, false);
  }

  bool IsNamed(size_t i) const {
    return tokens_[i].capital || tokens_[i].kind == Token::Kind::kQuoted;
  }

  // Where the words of `part` stand as whole words in `key`, npos when they do not.
  static size_t PlaceOf(std::string_view part, std::string_view key) {
    for (size_t at = key.find(part); at != std::string_view::npos; at = key.find(part, at + 1)) {
      const size_t end = at + part.size();
      const bool starts = at == 0 || key[at - 1] == ' ';
      const bool ends = end == key.size() || key[end] == ' ' || key[end] == '.';
      if (starts && ends) return at;
    }
    return std::string_view::npos;
  }

  void Report(size_t end) {
    std::stable_sort(found_.begin(), found_.end(), [&](const Found& a, const Found& b) {
      return std::make_tuple(a.cost, -data_.entries[a.entry].count) <
             std::make_tuple(b.cost, -data_.entries[b.entry].count);
    });
    if (found_.size() > kMostHits) found_.resize(kMostHits);
    for (const Found& found : found_) {
      const Entry& entry = data_.entries[found.entry];
      hits_.push_back({data_.fields[entry.field], std::string(data_.Text(found.entry)), entry.count,
                       first_, end - first_, found.cost, found.whole});
    }
  }

  const Data& data_;
  const Guesses& guesses_;
  const std::vector<Token>& tokens_;
  std::vector<Word> words_;
  std::vector<Found> found_;
  std::vector<ValueHit> hits_;
  size_t first_ = 0;
  size_t guessed_words_ = 0;
};

}  // namespace

ValueIndex::ValueIndex() : data_(std::make_shared<Data>()) {}
ValueIndex::~ValueIndex() = default;
ValueIndex::ValueIndex(ValueIndex&&) noexcept = default;
ValueIndex& ValueIndex::operator=(ValueIndex&&) noexcept = default;

ValueIndex ValueIndex::Build(const catalog::Values& values) {
  auto data = std::make_shared<Data>();
  size_t size = 0;
  for (const catalog::ColumnValues& column : values) size += column.values.size();
  data->entries.reserve(size);
  for (const catalog::ColumnValues& column : values) {
    const auto field = static_cast<uint32_t>(data->fields.size());
    data->fields.push_back(column.table + "." + column.column);
    data->field_sizes.push_back(static_cast<uint32_t>(column.values.size()));
    for (size_t i = 0; i < column.values.size(); ++i) {
      data->Add(field, column.values[i], i < column.counts.size() ? column.counts[i] : 0);
    }
  }
  data->exact.Reserve(data->entries.size());
  for (uint32_t entry = 0; entry < data->entries.size(); ++entry) {
    data->exact.Add(data->Key(entry), entry);
  }
  ValueIndex index;
  index.data_ = std::move(data);
  return index;
}

std::vector<ValueHit> ValueIndex::Find(const std::vector<Token>& tokens) const {
  return Search<Data>(*data_, tokens).Run();
}

std::vector<ValueHit> ValueIndex::Complete(std::string_view prefix, size_t limit) const {
  const std::string key = ValueKey(prefix);
  std::vector<std::pair<int, uint32_t>> found;  // 0 for the start of the value, 1 of a word in it
  for (uint32_t entry = 0; entry < data_->entries.size() && !key.empty(); ++entry) {
    const std::string_view whole = data_->Key(entry);
    if (StartsWith(whole, key)) {
      found.emplace_back(0, entry);
    } else if (whole.find(" " + key) != std::string_view::npos) {
      found.emplace_back(1, entry);
    }
  }
  std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
    return std::make_tuple(a.first, -data_->entries[a.second].count) <
           std::make_tuple(b.first, -data_->entries[b.second].count);
  });
  if (found.size() > limit) found.resize(limit);
  std::vector<ValueHit> hits;
  for (const auto& [inside, number] : found) {
    const Entry& entry = data_->entries[number];
    hits.push_back({data_->fields[entry.field], std::string(data_->Text(number)), entry.count, 0, 0,
                    inside * kInsideCost, data_->Key(number) == key});
  }
  return hits;
}

}  // namespace aisle::language
