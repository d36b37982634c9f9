#include "language/value_search.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "language/value_keys.h"

namespace aisle::language {
namespace {

constexpr size_t kLongestSpan = 8;        // words
constexpr size_t kLongestGuessed = 4;     // words of a span of which some may be misspelt
constexpr size_t kMostHits = 12;          // of one span
constexpr size_t kMostTokens = 400;       // of a question
constexpr size_t kMostGuessedWords = 60;  // of a question: later ones must be spelt right
constexpr size_t kMostHolders = 400;      // values with one word: more say nothing
constexpr size_t kFewInside = 3;          // values with a plain word somewhere inside
constexpr size_t kLongestInside = 6;      // words of a value that one of its words may stand for

constexpr double kInflectedCost = 0.2;  // on top, for more than another number of the word
constexpr double kSquashedCost = 0.1;   // "tamilnadu" for "tamil nadu"
constexpr double kOtherNameCost = 0.3;
constexpr double kSameCountryCost = 0.01;  // a little more than as it is written
constexpr double kInitialsCost = 0.5;
constexpr double kLeadingCost = 0.6;   // the first words of the value
constexpr double kInsideCost = 0.9;    // other words of it
constexpr double kCommonCost = 0.4;    // a word of plain English that is also a value
constexpr double kFunctionCost = 0.3;  // "OR" in capitals
constexpr double kSureCost = 0.3;      // up to here no guess is made

struct Word {
  enum class Kind {
    kPlain,
    kQuoted,
    kJoin,   // "-", ",", "(" …: may stand inside a span, without a word of its own
    kBreak,  // ends every span
  } kind = Kind::kBreak;
  std::string key;
  bool common = false;                  // plain English, not written like a name
  bool function = false;                // among the most frequent, and not in capitals
  std::vector<WordTable::Near> others;  // inflections and corrections among the values' words
};

struct Found {
  uint32_t entry = 0;
  double cost = 0;
  bool whole = false;
};

bool IsShouted(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Where the words of `part` stand as whole words in `key`; npos when they do not.
size_t PlaceOf(std::string_view part, std::string_view key) {
  for (size_t at = key.find(part); at != std::string_view::npos; at = key.find(part, at + 1)) {
    const size_t end = at + part.size();
    const bool starts = at == 0 || key[at - 1] == ' ';
    const bool ends = end == key.size() || key[end] == ' ' || key[end] == '.';
    if (starts && ends) return at;
  }
  return std::string_view::npos;
}

class Search {
 public:
  Search(const ValueTables& tables, const std::vector<Token>& tokens, NearWords* remembered)
      : tables_(tables), guesses_(tables.guesses()), tokens_(tokens), remembered_(remembered) {}

  std::vector<ValueHit> Run() {
    const size_t size = std::min(tokens_.size(), kMostTokens);
    words_.reserve(size);
    capitals_mean_names_ = !IsTitle();
    for (size_t i = 0; i < size; ++i) ReadToken(tokens_[i]);
    for (first_ = 0; first_ < size; ++first_) {
      const Word::Kind kind = words_[first_].kind;
      if (kind == Word::Kind::kPlain || kind == Word::Kind::kQuoted) FindSpans();
    }
    return std::move(hits_);
  }

 private:
  void ReadToken(const Token& token) {
    Word word;
    if (token.kind == Token::Kind::kSymbol) {
      static constexpr std::string_view kJoins = "-/,():'&+#%";
      const bool joins = kJoins.find(token.folded) != std::string_view::npos;
      word.kind = joins ? Word::Kind::kJoin : Word::Kind::kBreak;
      if (token.folded == "&" || token.folded == "+") word.key = "and";
    } else {
      word.key = ValueKey(token.kind == Token::Kind::kNumber ? token.text : token.folded);
      word.kind = token.kind == Token::Kind::kQuoted ? Word::Kind::kQuoted : Word::Kind::kPlain;
      if (word.key.empty()) word.kind = Word::Kind::kJoin;
    }
    if (word.kind == Word::Kind::kPlain && token.kind == Token::Kind::kWord) {
      word.function = IsFunctionWord(word.key) && !(IsShouted(token.text) && word.key.size() > 1);
      word.common = word.function || (IsCommonWord(word.key) && !IsStatusWord(word.key) &&
                                      !(IsNamed(token) && !token.plural));
      ReadOthers(token, &word);
    }
    words_.push_back(std::move(word));
  }

  void ReadOthers(const Token& token, Word* word) {
    if (IsFunctionWord(word->key) || ++guessed_words_ > kMostGuessedWords) return;
    if (remembered_ == nullptr) return FindOthers(token, word);
    const auto [near, added] = remembered_->try_emplace({word->key, token.stem, word->common});
    if (!added) {
      word->others = near->second;
      return;
    }
    FindOthers(token, word);
    near->second = word->others;
  }

  void FindOthers(const Token& token, Word* word) const {
    word->others = guesses_.words.Inflections(word->key, token.stem, 4);
    if (word->common) {
      // "tops" may be meant where the data has "Top", but "having" is never "Haveli".
      std::erase_if(word->others, [](const WordTable::Near& near) { return near.cost > 0.1; });
      for (WordTable::Near& near : word->others) near.cost += kCommonCost;
    } else if (!IsStatusWord(word->key)) {
      // "cancellations" surely means "Cancelled"; "provided" hardly "Providence".
      for (WordTable::Near& near : word->others) {
        if (near.cost > 0.1) near.cost += kInflectedCost;
      }
    }
    const bool known = guesses_.words.Find(word->key) != WordTable::kNone;
    if (known || !word->others.empty() || IsCommonWord(word->key)) return;
    word->others = guesses_.words.Misspellings(word->key, 4);
    std::erase_if(word->others, [&](const WordTable::Near& near) {
      return IsAnotherWord(word->key, guesses_.words.Text(near.word));
    });
  }

  // "cafe" is no "cake": of four letters, another letter makes another word.
  static bool IsAnotherWord(std::string_view written, std::string_view known) {
    if (written.size() > 4 || written.size() != known.size()) return false;
    std::string a(written), b(known);
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a != b;
  }

  // Every span that starts with word `first_`, the longest first.
  void FindSpans() {
    std::vector<size_t> ends;
    size_t words = 0;
    for (size_t i = first_; i < words_.size() && words < kLongestSpan; ++i) {
      const Word& word = words_[i];
      if (word.kind == Word::Kind::kBreak) break;
      if (word.kind == Word::Kind::kQuoted && i > first_) break;
      if (word.kind == Word::Kind::kJoin && word.key.empty()) continue;
      ++words;
      if (word.kind != Word::Kind::kJoin || EndsNumber(i)) ends.push_back(i + 1);
      if (word.kind == Word::Kind::kQuoted) break;
    }
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) FindSpan(*end);
  }

  // "55+": the sign belongs to the number.
  bool EndsNumber(size_t i) const {
    return i > first_ && tokens_[i].folded == "+" && tokens_[i].begin == tokens_[i - 1].end &&
           tokens_[i - 1].kind == Token::Kind::kNumber;
  }

  void FindSpan(size_t end) {
    found_.clear();
    parts_.clear();
    std::string key;
    for (size_t i = first_; i < end; ++i) {
      if (words_[i].key.empty()) continue;
      if (!key.empty()) key += ' ';
      key += words_[i].key;
      parts_.push_back(i);
    }
    if (parts_.size() == 1 && words_[first_].function) return;
    if (AllNumbers(end)) {
      FindNumbers(end);
    } else {
      FindWords(key, end);
    }
    Report(end);
  }

  bool AllNumbers(size_t end) const {
    for (size_t i = first_; i < end; ++i) {
      const Word::Kind kind = words_[i].kind;
      const bool number = tokens_[i].kind == Token::Kind::kNumber && !HoldsLetter(words_[i].key);
      if (!number && kind != Word::Kind::kJoin) return false;
    }
    return true;
  }

  // "400081", "26-35", "55+": only as they are written.
  void FindNumbers(size_t end) {
    std::string text;
    for (size_t i = first_; i < end; ++i) {
      if (i > first_ && tokens_[i].begin != tokens_[i - 1].end) return;
      text += tokens_[i].text;
    }
    FindExact(ValueKey(text), text.size() >= 4 || end > first_ + 1 ? 0 : kFunctionCost);
  }

  void FindWords(const std::string& key, size_t end) {
    FindExact(key, parts_.size() == 1 && words_[first_].common ? kCommonCost : 0);
    if (!found_.empty()) {
      FindSameCountry(key);
      if (parts_.size() > 1) covered_ = std::max(covered_, end);
      return;
    }
    FindNearlyExact(key);
    const bool inside_known = end <= covered_ && parts_.size() == 1;
    if (Settled() || inside_known || OnlyCommon()) return;
    if (parts_.size() <= kLongestGuessed) FindCorrected(0, "", 0, 0);
    if (words_[first_].kind == Word::Kind::kQuoted) FindCorrectedQuote(key);
    if (Settled()) {
      if (parts_.size() > 1) covered_ = std::max(covered_, end);
      return;
    }
    if (parts_.size() == 1) FindInitials(key);
    FindPartial(key);
  }

  bool Settled() const {
    return std::any_of(found_.begin(), found_.end(),
                       [](const Found& found) { return found.cost <= kSureCost; });
  }

  bool OnlyCommon() const {
    return std::all_of(parts_.begin(), parts_.end(),
                       [&](size_t i) { return words_[i].common && words_[i].others.empty(); });
  }

  void FindExact(std::string_view key, double cost) {
    tables_.exact.Each(key, [&](uint32_t entry) {
      if (tables_.Key(entry) == key) Add(entry, cost, true);
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

  // Other blanks, an article more, another name of the place.
  void FindNearlyExact(const std::string& key) {
    const bool at_edge =
        IsFunctionWord(words_[parts_.front()].key) || IsFunctionWord(words_[parts_.back()].key);
    if (!at_edge && key.size() >= 4 && !words_[first_].common) {
      const std::string squashed = Squash(key);
      guesses_.squashed.Each(squashed, [&](uint32_t entry) {
        if (Squash(tables_.Key(entry)) == squashed) Add(entry, kSquashedCost, true);
      });
      FindExact("the " + key, kSquashedCost);
    }
    FindAttribute(key);
    // Codes of two letters are read only in capitals: "IN" may be Indiana, "in" never is.
    if (IsOpenCode(key)) return;
    for (const std::string_view other : OtherNames(key)) FindExact(other, kOtherNameCost);
    FindSameCountry(key);
  }

  // "women" where a column of genders says F, "large" where one of sizes says L.
  void FindAttribute(const std::string& key) {
    for (const Attribute& known : AttributesOf(key)) {
      tables_.exact.Each(known.value, [&](uint32_t entry) {
        if (tables_.Key(entry) != known.value) return;
        const std::string& field = tables_.fields[tables_.entries[entry].field];
        if (FoldCase(field).find(known.column) != std::string::npos)
          Add(entry, kSameCountryCost, true);
      });
    }
  }

  // "uk" is no word of English in small letters either.
  bool IsOpenCode(const std::string& key) const {
    return key.size() <= 2 && key != "uk" && !IsShouted(tokens_[first_].text);
  }

  // One table may say "UK" where another says "United Kingdom": both are meant as much.
  void FindSameCountry(const std::string& key) {
    if (IsOpenCode(key)) return;
    for (const std::string_view other : SameCountry(key)) FindExact(other, kSameCountryCost);
  }

  // Puts inflections and corrections in the place of at most two words of the span.
  void FindCorrected(size_t at, const std::string& key, double cost, int replaced) {
    if (at == parts_.size()) {
      if (replaced > 0) FindExact(key, cost);
      return;
    }
    const Word& word = words_[parts_[at]];
    const std::string start = key.empty() ? key : key + ' ';
    if (guesses_.words.Find(word.key) != WordTable::kNone) {
      FindCorrected(at + 1, start + word.key, cost, replaced);
    }
    if (replaced == 2) return;
    for (const WordTable::Near& near : word.others) {
      FindCorrected(at + 1, start + std::string(guesses_.words.Text(near.word)), cost + near.cost,
                    replaced + 1);
    }
  }

  // A quoted text is surely meant as a value: each of its words may be misspelt.
  void FindCorrectedQuote(const std::string& key) {
    std::string corrected;
    double cost = 0;
    EachWord(key, [&](std::string_view word) {
      std::vector<WordTable::Near> near;
      if (guesses_.words.Find(word) == WordTable::kNone) {
        near = guesses_.words.Inflections(word, Stem(word), 1);
        if (near.empty()) near = guesses_.words.Misspellings(word, 1);
      }
      if (!corrected.empty()) corrected += ' ';
      corrected += near.empty() ? word : guesses_.words.Text(near[0].word);
      if (!near.empty()) cost += near[0].cost;
    });
    if (corrected != key) FindExact(corrected, cost);
  }

  void FindInitials(const std::string& key) {
    if (key.size() < 2 || key.size() > 4 || !IsShouted(tokens_[first_].text)) return;
    guesses_.initials.Each(key, [&](uint32_t entry) {
      if (InitialsOf(tables_.Key(entry)) == key) Add(entry, kInitialsCost, true);
    });
  }

  // Values of which the span is only a part: "Classic" of "Classic Dlx", "Peacock" of "Margaret
  // Peacock".
  void FindPartial(const std::string& key) {
    const bool named = IsNamed(tokens_[first_]);
    const bool single = parts_.size() == 1;
    if (key.size() < 3 || (single && words_[first_].common)) return;
    if (single && !named && key.size() < 4) return;
    if (words_[parts_.front()].function || words_[parts_.back()].function) return;
    const uint32_t word = guesses_.words.Find(key.substr(0, key.find(' ')));
    if (word == WordTable::kNone) return;
    const uint32_t begin = guesses_.word_begin[word];
    const uint32_t end = guesses_.word_begin[word + 1];
    if (end - begin > kMostHolders) return;
    std::vector<uint32_t> inside;
    for (uint32_t i = begin; i < end; ++i) {
      const uint32_t entry = guesses_.word_entries[i];
      const size_t at = PlaceOf(key, tables_.Key(entry));
      if (at == 0) Add(entry, kLeadingCost, false);
      if (at != 0 && at != std::string_view::npos && IsShort(tables_.Key(entry))) {
        inside.push_back(entry);
      }
    }
    if (inside.size() > (named || !single ? kMostHits : kFewInside)) return;
    for (const uint32_t entry : inside) Add(entry, kInsideCost, false);
  }

  bool IsNamed(const Token& token) const {
    return (token.capital && capitals_mean_names_) || token.kind == Token::Kind::kQuoted;
  }

  // "Daily Trend For Total Orders": where most words have capitals, they say nothing.
  bool IsTitle() const {
    const auto plain = [](const Token& token) {
      return token.kind == Token::Kind::kWord && !IsFunctionWord(token.folded);
    };
    const auto words = std::count_if(tokens_.begin(), tokens_.end(), plain);
    const auto capitals = std::count_if(tokens_.begin(), tokens_.end(), [&](const Token& token) {
      return plain(token) && token.capital;
    });
    return words >= 3 && capitals * 3 >= words * 2;
  }

  static bool IsShort(std::string_view key) {
    return static_cast<size_t>(std::count(key.begin(), key.end(), ' ')) < kLongestInside;
  }

  void Report(size_t end) {
    std::stable_sort(found_.begin(), found_.end(), [&](const Found& a, const Found& b) {
      return std::make_tuple(a.cost, -tables_.entries[a.entry].count) <
             std::make_tuple(b.cost, -tables_.entries[b.entry].count);
    });
    if (found_.size() > kMostHits) found_.resize(kMostHits);
    for (const Found& found : found_) {
      const ValueTables::Entry& entry = tables_.entries[found.entry];
      hits_.push_back({tables_.fields[entry.field], std::string(tables_.Text(found.entry)),
                       entry.count, first_, end - first_, found.cost, found.whole});
    }
  }

  const ValueTables& tables_;
  const ValueTables::Guesses& guesses_;
  const std::vector<Token>& tokens_;
  NearWords* const remembered_;
  std::vector<Word> words_;
  std::vector<ValueHit> hits_;
  bool capitals_mean_names_ = true;
  size_t guessed_words_ = 0;
  size_t covered_ = 0;  // end of the furthest value of several words found so far
  // Of the span being looked at:
  size_t first_ = 0;
  std::vector<size_t> parts_;  // its tokens that are words
  std::vector<Found> found_;
};

}  // namespace

std::vector<ValueHit> SearchValues(const ValueTables& tables, const std::vector<Token>& tokens,
                                   NearWords* remembered) {
  return Search(tables, tokens, remembered).Run();
}

}  // namespace aisle::language
