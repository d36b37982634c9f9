#include "language/completer.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "language/completion_head.h"
#include "language/completion_offers.h"
#include "language/tokens.h"
#include "language/word_spans.h"

namespace aisle::language {
namespace {

constexpr size_t kMostStubWords = 3;  // words at the end that may begin a name

// One completion of one text.
class Completing {
 public:
  Completing(const Sources& sources, std::string_view text, size_t limit, const Read& read)
      : sources_(sources),
        text_(text),
        limit_(limit),
        gap_(text.empty() || text.back() == ' '),
        check_(read),
        offers_(sources) {}

  Completions Run() {
    if (!Trim(text_).empty()) whole_ = check_.Of(text_);
    completions_.understood = IsAnswered(whole_);
    completions_.words = SpansOf(text_, whole_);
    for (const Stub& stub : Stubs()) Gather(stub);
    Keep();
    MarkHalfTyped();
    return std::move(completions_);
  }

 private:
  std::vector<Stub> Stubs() const {
    std::vector<Stub> stubs;
    const std::vector<Token> tokens = Tokenize(text_);
    for (size_t words = 1; words <= std::min(kMostStubWords, tokens.size()); ++words) {
      const Token& first = tokens[tokens.size() - words];
      if (first.kind == Token::Kind::kSymbol) break;
      std::string typed = FoldName(text_.substr(first.begin));
      if (gap_) typed += ' ';
      stubs.push_back({first.begin, words, std::move(typed), false, first.begin == 0});
    }
    const bool first = Trim(text_).empty();
    if (gap_ || EndsWithWord()) stubs.push_back({text_.size(), 0, {}, !gap_, first});
    return stubs;
  }

  // Whether the last word is all there, so that another may follow: "by", not "b".
  bool EndsWithWord() const {
    if (completions_.words.empty()) return true;
    const WordSpan& last = completions_.words.back();
    if (last.state != "understood") return false;
    if (last.kind == "number") return PlaceAfter(whole_.mentions).at == Place::At::kRank;
    return last.kind != "stop" || last.end > last.begin + 1;
  }

  // What begins as the stub does, and fits where it would stand.
  void Gather(const Stub& stub) {
    Beginners beginners(stub, sources_);
    if (beginners.empty() && stub.from > 0) return;
    const Understanding before = Before(stub);
    if (Has(before, "unknown")) return;  // nothing can follow it
    offers_.Add(stub, Head(before, sources_), std::move(beginners));
  }

  Understanding Before(const Stub& stub) {
    if (stub.from == text_.size()) return whole_;
    return stub.from == 0 ? Understanding() : check_.Of(text_.substr(0, stub.from));
  }

  // Takes the offers that a reading confirms, the best first.
  void Keep() {
    while (!offers_.empty() && completions_.items.size() < limit_ && check_.MayGoOn()) {
      Offer offer = offers_.TakeBest();
      if (IsNews(offer.item) && check_.Works(text_.substr(0, offer.item.from), &offer)) {
        Accept(std::move(offer.item));
      }
    }
  }

  void Accept(Completion item) {
    texts_.insert(After(item));
    if (!item.meaning.empty()) meanings_.emplace(item.kind, item.meaning);
    completions_.items.push_back(std::move(item));
  }

  // Whether it adds something to what is typed and to what is offered already.
  bool IsNews(const Completion& item) const {
    const std::string after = After(item);
    return after != FoldName(text_) && !texts_.contains(after) &&
           !meanings_.contains({item.kind, item.meaning});
  }

  // The text with the completion in it, folded.
  std::string After(const Completion& item) const {
    return FoldName(text_.substr(0, item.from) + item.text);
  }

  // "ca" is on its way to "categories".
  void MarkHalfTyped() {
    if (gap_ || completions_.words.empty() || completions_.items.empty()) return;
    WordSpan& last = completions_.words.back();
    const Completion& first = completions_.items.front();
    if (last.state != "unknown" || first.from > last.begin) return;
    last.state = "guessed";
    last.kind = first.kind;
    last.meaning = first.meaning;
  }

  const Sources& sources_;
  const std::string text_;
  const size_t limit_;
  const bool gap_;  // a blank stands at the end
  Check check_;
  Offers offers_;
  Understanding whole_;
  Completions completions_;
  std::set<std::string> texts_;                             // folded, with each item in them
  std::set<std::pair<std::string, std::string>> meanings_;  // kinds and meanings of the items
};

}  // namespace

Completions Completer::Complete(std::string_view text, size_t limit, const Read& read) const {
  return Completing(sources_, text, limit, read).Run();
}

}  // namespace aisle::language
