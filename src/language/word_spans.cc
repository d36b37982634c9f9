#include "language/word_spans.h"

#include "base/text.h"

namespace aisle::language {
namespace {

constexpr double kGuess = 0.25;  // from here on a word was taken for something near

// `stores.region = "West"` says West; a value is surely meant by its own name, whatever it costs.
bool IsItself(const Mention& mention) {
  const size_t open = mention.meaning.find(" = \"");
  if (mention.kind != "value" || open == std::string::npos) return false;
  const std::string value = mention.meaning.substr(open + 4);
  return FoldName(mention.text) == FoldName(value.substr(0, value.size() - 1));
}

std::string StateOf(const Mention& mention) {
  if (mention.kind == "unknown") return "unknown";
  return mention.cost >= kGuess && !IsItself(mention) ? "guessed" : "understood";
}

}  // namespace

std::vector<WordSpan> SpansOf(std::string_view text, const Understanding& understanding) {
  std::vector<WordSpan> spans;
  for (const Mention& mention : understanding.mentions) {
    const std::string meaning = mention.kind == "stop" ? std::string() : mention.meaning;
    spans.push_back({mention.begin, mention.end, mention.kind, meaning, StateOf(mention)});
  }
  // Questions about the data itself are known as a whole.
  const std::string_view trimmed = Trim(text);
  const bool about = understanding.outcome == Outcome::kAbout ||
                     understanding.outcome == Outcome::kSummary ||
                     understanding.outcome == Outcome::kQuery;
  if (spans.empty() && about && !trimmed.empty()) {
    const auto begin = static_cast<size_t>(trimmed.data() - text.data());
    spans.push_back({begin, begin + trimmed.size(), "question", "", "understood"});
  }
  return spans;
}

}  // namespace aisle::language
