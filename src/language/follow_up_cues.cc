// The words around an edit: courtesy, "and", "what about", "only", "instead", "too"; and what is
// said to the conversation itself: "undo", "start over".
#include <algorithm>

#include "language/follow_up_editor.h"

namespace aisle::language {

// "just the south one by customer": the noun is left to what was said.
void FollowUpEditor::DropNounOne() {
  for (size_t i = 1; i < words_.size(); ++i) {
    if (words_.at(i).folded != "one" && words_.at(i).folded != "ones") continue;
    const std::string& before = words_.at(i - 1).folded;
    constexpr std::string_view kPointers[] = {"the",  "which", "that",  "this",  "last",
                                              "top",  "first", "no",    "other", "best",
                                              "each", "worst", "bottom"};
    const bool points =
        words_.at(i - 1).number > 0 ||
        std::find(std::begin(kPointers), std::end(kPointers), before) != std::end(kPointers);
    if (points) continue;
    words_.Drop(i);
    question_ = words_.Text();
    return;
  }
}

void FollowUpEditor::ReadPoliteness() {
  while (words_.TakeFirst({"please", "ok", "okay", "hmm", "hm", "well", "nah", "nope", "now please",
                           "can you", "could you", "great", "thanks", "nice", "what else"}))
    continue;
  words_.TakeLast({"please", "thanks", "pls", "plz", "thx"});
}

// "and also by month too": how what is named joins the query.
void FollowUpEditor::ReadManner() {
  if (words_.size() < 4 && words_.TakeFirst({"now", "ok now"})) Hint(Cue::kStrong);
  for (bool more = true; more && !words_.empty();) {
    more = false;
    if (cue_ == Cue::kStrong && words_.TakeFirst({"who are", "which are", "what are"})) more = true;
    if (words_.TakeFirst({"show me", "show", "give me", "display", "make it", "make that",
                          "lets see", "let us see", "group it", "group", "do it", "do", "and then",
                          "now", "then", "but"})) {
      more = true;
      Hint(Cue::kWeak);
    }
    if (words_.TakeFirst({"split it", "split them", "split that", "split", "break it down",
                          "break them down", "break that down", "break down", "broken down"})) {
      more = joins_ = splits_ = true;
      Hint(Cue::kWeak);
    }
    if (words_.TakeFirst({"and also", "also", "add", "plus", "include", "including", "along with",
                          "together with"})) {
      more = adds_ = true;
      Hint(Cue::kStrong);
    }
    if (words_.TakeFirst({"and"})) {
      more = joins_ = true;
      Hint(Cue::kStrong);
    }
    if (words_.TakeFirst({"what about", "how about", "what if", "the same for", "same for",
                          "same with", "the same but", "same but", "the same", "same", "ditto for",
                          "do the same for", "wat about", "what bout", "change to", "change it to",
                          "switch to", "rather"})) {
      more = true;
      Hint(Cue::kStrong);
    }
    if (words_.TakeFirst({"only for", "just for", "only", "just", "limit to", "restrict to",
                          "narrow to", "filter by", "filter on", "filter to"})) {
      more = only_ = true;
      Hint(Cue::kWeak);
    }
    if (words_.TakeFirst(
            {"without the",  "without",     "w/o",          "excluding",    "exclude",
             "excl",         "except for",  "except",       "but not",      "leave out",
             "other than",   "dont count",  "do not count", "dont include", "do not include",
             "dont show",    "do not show", "ignore",       "skip",         "apart from",
             "not counting", "not",         "minus"})) {
      more = excludes_ = true;
      Hint(Cue::kWeak);
    }
  }
  while (!words_.empty()) {
    if (words_.TakeLast({"too", "as well", "also", "in addition"})) {
      adds_ = true;
    } else if (words_.TakeLast({"only", "alone"})) {
      only_ = true;
      if (words_.size() > 4) {  // "top 5 articles by revenue sundays only" is whole
        Hint(Cue::kWeak);
        continue;
      }
    } else if (!words_.TakeLast({"instead", "rather", "again", "then", "now", "this time"})) {
      break;
    }
    Hint(Cue::kStrong);
  }
  for (size_t i = 1; cue_ == Cue::kStrong && i + 1 < words_.size(); ++i) {
    if (words_.at(i).folded != "not") continue;  // "what about profit not sales"
    instead_of_ = words_.TakeFrom(i + 1);
    words_.TakeLast({"not"});
  }
  for (size_t i = 0; i + 2 < words_.size(); ++i) {
    const std::string& word = words_.at(i).folded;
    const bool given_up = (word == "instead" && words_.at(i + 1).folded == "of") ||
                          (word == "rather" && words_.at(i + 1).folded == "than");
    if (!given_up) continue;
    instead_of_ = words_.TakeFrom(i + 2);
    words_.TakeLast({"instead of", "rather than"});
    Hint(Cue::kStrong);
  }
  if (words_.Has({"by", "per", "for", "in", "from", "weekly", "monthly", "quarterly", "daily",
                  "yearly", "annually", "with", "on"}) &&
      !words_.empty()) {
    const std::string& first = words_.at(0).folded;
    for (const std::string_view opener : {"by", "per", "for", "in", "from", "weekly", "monthly",
                                          "quarterly", "daily", "yearly", "annually", "on"}) {
      if (first == opener) Hint(Cue::kWeak);
    }
  }
}

std::optional<Understanding> ReadConversationCommand(std::string_view question) {
  FollowUpWords words(question);
  while (
      words.TakeFirst({"please", "ok", "no", "nah", "nope", "oops", "sorry", "actually", "wait"}))
    continue;
  words.TakeLast({"please"});
  Understanding command;
  if (words.TakeAll({"undo",
                     "undo that",
                     "undo this",
                     "undo it",
                     "undo last",
                     "undo the last one",
                     "undo that last one",
                     "undo that one",
                     "undo the last thing",
                     "undo last one",
                     "go back",
                     "back",
                     "previous",
                     "go back one",
                     "take that back",
                     "revert",
                     "one step back",
                     "step back",
                     "back to the previous one",
                     "previous one",
                     "the previous one",
                     "go back to the previous one",
                     "never mind",
                     "nevermind"})) {
    command.outcome = Outcome::kUndo;
    return command;
  }
  if (words.TakeAll({"new question", "start over", "start again", "start afresh", "restart",
                     "reset", "clear", "clear all", "clear everything", "forget it",
                     "forget everything", "forget that", "new topic", "begin again", "from scratch",
                     "start from scratch", "something else", "reset everything"})) {
    command.outcome = Outcome::kStartOver;
    return command;
  }
  return std::nullopt;
}

std::optional<std::string> AfterStartOver(std::string_view question) {
  FollowUpWords words(question);
  const bool opens = words.TakeFirst({"new question", "start over", "start again", "new topic",
                                      "forget that", "different question", "another question"});
  if (!opens || words.empty()) return std::nullopt;
  words.TakeFirst({"and", "with"});
  return words.Text();
}

}  // namespace aisle::language
