#include "language/follow_up_words.h"

#include <algorithm>

#include "base/text.h"
#include "language/piece.h"

namespace aisle::language {

namespace {

constexpr std::string_view kWords[] = {
    "instead",   "without",    "remove",     "filter", "filters",    "compare",   "compared",
    "previous",  "lowest",     "highest",    "again",  "except",     "excluding", "exclude",
    "reverse",   "ascending",  "descending", "first",  "without",    "weekly",    "monthly",
    "quarterly", "yearly",     "about",      "those",  "these",      "customers", "second",
    "third",     "percentage", "share",      "sorted", "everything", "question"};

// The word of conversation that a misspelt one is nearest to; itself when it is none.
std::string Repaired(const Token& token) {
  const std::string& word = token.folded;
  if (word == "w") return "with";
  if (token.kind != Token::Kind::kWord || word.size() < 5 || IsKnownWord(word)) return word;
  if (std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords)) return word;
  const int most = word.size() >= 9 ? 2 : 1;
  for (const std::string_view known : kWords) {
    if (known[0] == word[0] && EditDistance(word, known, most) <= most) return std::string(known);
  }
  return word;
}

bool Counts(const Token& token) { return token.kind == Token::Kind::kNumber || token.number > 0; }

}  // namespace

FollowUpWords::FollowUpWords(std::string_view text) : text_(text) {
  for (Token& token : Tokenize(text)) {
    const bool mark = token.kind == Token::Kind::kSymbol &&
                      (token.text == "?" || token.text == "." || token.text == "!" ||
                       token.text == "," || token.text == ";" || token.text == ":");
    const bool with = token.text == "/" && !left_.empty() && left_.back().folded == "with";
    if (mark || with) continue;  // "w/ last year"
    token.folded = Repaired(token);
    left_.push_back(std::move(token));
  }
}

size_t FollowUpWords::Match(std::string_view phrase, size_t at) {
  const std::vector<std::string> words = Split(phrase, ' ');
  if (at + words.size() > left_.size()) return 0;
  double number = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    const Token& token = left_[at + i];
    if (words[i] == "#" ? !Counts(token) : token.folded != words[i]) return 0;
    if (words[i] == "#") number = token.number;
  }
  number_ = number;
  return words.size();
}

bool FollowUpWords::TakeAt(std::string_view phrase, size_t at) {
  const size_t count = Match(phrase, at);
  const auto first = left_.begin() + static_cast<std::ptrdiff_t>(at);
  left_.erase(first, first + static_cast<std::ptrdiff_t>(count));
  return count > 0;
}

bool FollowUpWords::Take(std::initializer_list<std::string_view> phrases) {
  for (const std::string_view phrase : phrases) {
    for (size_t at = 0; at < left_.size(); ++at) {
      if (TakeAt(phrase, at)) return true;
    }
  }
  return false;
}

bool FollowUpWords::TakeFirst(std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return TakeAt(phrase, 0); });
}

bool FollowUpWords::TakeLast(std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    const size_t count = Split(phrase, ' ').size();
    return count <= left_.size() && TakeAt(phrase, left_.size() - count);
  });
}

bool FollowUpWords::TakeAll(std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return Split(phrase, ' ').size() == left_.size() && TakeAt(phrase, 0);
  });
}

bool FollowUpWords::Has(std::initializer_list<std::string_view> words) const {
  return std::any_of(left_.begin(), left_.end(), [&](const Token& token) {
    return std::find(words.begin(), words.end(), token.folded) != words.end();
  });
}

std::string FollowUpWords::Text() const {
  std::string text;
  for (const Token& token : left_) {
    if (!text.empty()) text += ' ';
    const std::string typed = text_.substr(token.begin, token.end - token.begin);
    text += token.folded == "with" ? token.folded : typed;  // "w/ more than 5"
  }
  return text;
}

std::string FollowUpWords::TakeFrom(size_t from) {
  FollowUpWords rest = *this;
  rest.left_.erase(rest.left_.begin(), rest.left_.begin() + static_cast<std::ptrdiff_t>(from));
  left_.resize(from);
  return rest.Text();
}

}  // namespace aisle::language
