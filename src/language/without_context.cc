#include "language/without_context.h"

#include <algorithm>
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

bool AsksOnlyWhich(const std::vector<Token>& tokens) {
  const auto words = std::count_if(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind == Token::Kind::kWord;
  });
  return words == 2 && tokens.front().folded == "which";
}

Understanding AskBack(std::string message) {
  Understanding back;
  back.outcome = Outcome::kClarify;
  back.reason = "unclear";
  back.message = std::move(message);
  return back;
}

namespace {

// "by customer" names no figure, though customers can be counted.
bool NamesFigure(const Reading& reading) {
  return NamesMeasure(reading) &&
         std::any_of(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
           const Role role = piece.Main();
           return role != Role::kGroup && role != Role::kStop && !piece.Is(Role::kEntity);
         });
}

}  // namespace

bool IsFragment(std::string_view question, const Reading& reading) {
  FollowUpWords words(question);
  if (words.size() > kMostWords || NamesFigure(reading)) return false;
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

std::optional<Understanding> NeedsContext(std::string_view question,
                                          const std::vector<Token>& tokens, const Reading& reading,
                                          const semantic::Model& model) {
  if (PointsThere(tokens)) return AskBack("Which place is meant by “there”? Name it.");
  if (IsFragment(question, reading)) return WhichFigure(question, model);
  return std::nullopt;
}

}  // namespace aisle::language
