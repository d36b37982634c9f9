#include "language/without_context.h"

#include <string>
#include <utility>

#include "language/follow_up_editor.h"
#include "language/follow_up_pointers.h"
#include "language/follow_up_words.h"

namespace aisle::language {

namespace {

// Longer questions that open so say what they are about: "by region, how did revenue develop".
constexpr size_t kMostWords = 5;
constexpr size_t kMostChoices = 3;

// Whether it only says how another question would be changed.
bool IsFragment(std::string_view question, const Reading& reading) {
  FollowUpWords words(question);
  if (words.size() > kMostWords || NamesMeasure(reading)) return false;
  words.TakeFirst({"ok", "please", "no"});
  return words.size() > 1 && words.TakeFirst({"by",
                                              "per",
                                              "and",
                                              "drop",
                                              "remove",
                                              "without",
                                              "except",
                                              "excluding",
                                              "excl",
                                              "vs",
                                              "versus",
                                              "compared to",
                                              "compared with",
                                              "only",
                                              "just",
                                              "what about",
                                              "how about",
                                              "same for",
                                              "the same for",
                                              "also",
                                              "plus",
                                              "split by",
                                              "broken down by",
                                              "group by",
                                              "i meant",
                                              "i mean",
                                              "no i meant",
                                              "then",
                                              "now"});
}

// "top 5 products there".
bool PointsThere(const std::vector<Token>& tokens) {
  size_t last = tokens.size();
  while (last > 0 && tokens[last - 1].kind == Token::Kind::kSymbol) --last;
  if (last < 2 || tokens[last - 1].folded != "there") return false;
  const std::string& verb = tokens[last - 2].folded;
  return verb != "is" && verb != "are" && verb != "was" && verb != "were";
}

Understanding WhichFigure(std::string_view question, const semantic::Model& model) {
  Understanding back = AskBack("Which figure? Nothing was answered yet that “" +
                               std::string(question) + "” could change.");
  FollowUpWords words(question);
  if (!words.TakeFirst({"by", "per"})) return back;
  for (const auto& metric : model.metrics) {
    if (back.choices.size() < kMostChoices)
      back.choices.push_back(metric.label + " by " + words.Text());
  }
  return back;
}

}  // namespace

Understanding AskBack(std::string message) {
  Understanding back;
  back.outcome = Outcome::kClarify;
  back.reason = "unclear";
  back.message = std::move(message);
  return back;
}

std::optional<Understanding> NeedsContext(std::string_view question,
                                          const std::vector<Token>& tokens, const Reading& reading,
                                          const semantic::Model& model) {
  if (PointsThere(tokens)) return AskBack("Which place is meant by “there”? Name it.");
  if (IsFragment(question, reading)) return WhichFigure(question, model);
  return std::nullopt;
}

}  // namespace aisle::language
