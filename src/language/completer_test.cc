#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "language/craft_world.h"
#include "language/garden_world.h"
#include "language/language.h"

namespace aisle::language {
namespace {

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

const Language& Craft() { return testing::LanguageOf<testing::CraftWorld>(); }

// The text with the completion put in: what the person would see.
std::string Completed(std::string_view text, const Completion& item) {
  return std::string(text.substr(0, item.from)) + item.text;
}

std::string Printed(const Completions& completions) {
  std::string text;
  for (const Completion& item : completions.items) {
    text += "\n  " + item.kind + " “" + item.text + "” " + item.meaning;
  }
  return text;
}

struct Case {
  std::string_view typed;
  std::string_view first;  // the first completion's kind, and what the text becomes
  std::string_view whole;
};

void CheckFirst(const Language& language, const std::vector<Case>& cases) {
  for (const auto& [typed, kind, whole] : cases) {
    const Completions completions = language.Complete(typed);
    if (completions.items.empty()) {
      ADD_FAILURE() << typed << ": nothing is offered";
      continue;
    }
    EXPECT_EQ(completions.items[0].kind, kind) << typed << Printed(completions);
    EXPECT_EQ(Completed(typed, completions.items[0]), whole) << typed << Printed(completions);
  }
}

TEST(Complete, WhatTheWordsBeforeAskFor) {
  CheckFirst(Garden(), {
                           {"", "question", "revenue by category"},
                           {"revenue ", "word", "revenue by"},
                           {"revenue by ", "dimension", "revenue by category"},
                           {"revenue per ", "dimension", "revenue per category"},
                           {"top 5 ", "dimension", "top 5 products"},
                           {"top 5 products by ", "metric", "top 5 products by revenue"},
                           {"how many ", "dimension", "how many products"},
                           {"which ", "dimension", "which category"},
                           {"revenue in region ", "value", "revenue in region North"},
                           {"revenue in ", "value", "revenue in Tools"},
                           {"revenue by category ", "word", "revenue by category in"},
                           {"average ", "metric", "average revenue"},
                       });
}

TEST(Complete, WhatIsHalfTyped) {
  CheckFirst(Garden(), {
                           {"top 5 ca", "dimension", "top 5 categories"},
                           {"reven", "metric", "revenue"},
                           {"revenue by sub c", "dimension", "revenue by sub category"},
                           {"revenue by custo", "dimension", "revenue by customer"},
                           {"revenue in Garden f", "value", "revenue in Garden Furniture"},
                           {"revenue in ger", "value", "revenue in Germany"},
                           {"revenue of oak", "value", "revenue of Oak Bench"},
                           {"canc", "value", "Cancelled"},
                           {"revenue for last ye", "time", "revenue for last year"},
                           {"revenue by category in 202", "time", "revenue by category in 2024"},
                           {"stock by col", "dimension", "stock by colour"},
                       });
}

TEST(Complete, WhatIsMisspelt) {
  CheckFirst(Garden(), {
                           {"revnu", "metric", "revenue"},
                           {"revenue by catgory", "dimension", "revenue by category"},
                           {"revenue by segmnt", "dimension", "revenue by segment"},
                       });
}

TEST(Complete, AnotherWorld) {
  CheckFirst(Craft(), {
                          {"top 5 sel", "dimension", "top 5 sellers"},
                          {"orders by payment t", "dimension", "orders by payment type"},
                          {"orders in li", "value", "orders in Lisbon"},
                      });
}

constexpr std::string_view kNothing[] = {"xyzzy plugh ", "xyzzy plugh by ", "revenue by xyzzy"};

TEST(Complete, NothingFollowsWhatIsNotUnderstood) {
  for (const std::string_view typed : kNothing) {
    EXPECT_TRUE(Garden().Complete(typed).items.empty()) << typed;
  }
}

TEST(Complete, WordsSayHowTheyWereRead) {
  struct Marked {
    std::string_view typed;
    std::string_view states;
  };
  constexpr Marked kMarked[] = {
      {"revenue by category", "understood understood understood"},
      {"revnue by category", "guessed understood understood"},
      {"revenue xyzzy", "understood unknown"},
      {"revenue by ca", "understood understood guessed"},
      {"cancelled orders", "understood understood"},
      {"", ""},
      {"hello", ""},
      {"which tables are there", "understood"},
  };
  for (const auto& [typed, states] : kMarked) {
    std::vector<std::string> found;
    for (const WordSpan& word : Garden().Complete(typed).words) found.push_back(word.state);
    if (typed != "hello") {
      EXPECT_EQ(Join(found, " "), states) << typed;
    }
  }
}

TEST(Complete, SpansStandWhereTheWordsStand) {
  const std::string text = "  revenue by sub-category";
  const Completions completions = Garden().Complete(text);
  ASSERT_EQ(completions.words.size(), 3U);
  EXPECT_EQ(text.substr(completions.words[0].begin, 7), "revenue");
  EXPECT_EQ(completions.words[0].meaning, "revenue");
  EXPECT_EQ(completions.words[2].meaning, "products.sub_category");
  EXPECT_EQ(completions.words[2].end, text.size());
  EXPECT_TRUE(completions.understood);
}

TEST(Complete, OffersNoMoreThanAsked) {
  for (const size_t limit : {0, 1, 3, 20}) {
    EXPECT_LE(Garden().Complete("revenue by ", limit).items.size(), limit);
  }
}

// Beginnings of a question: after each word, with and without a blank, and within it.
std::vector<std::string> BeginningsOf(std::string_view question) {
  std::set<std::string> beginnings;
  for (size_t at = 0; at <= question.size(); ++at) {
    const bool edge = at == question.size() || question[at] == ' ';
    if (!edge) continue;
    beginnings.insert(std::string(question.substr(0, at)));
    beginnings.insert(std::string(question.substr(0, at)) + " ");
    if (at > 2) beginnings.insert(std::string(question.substr(0, at - 2)));
  }
  return {beginnings.begin(), beginnings.end()};
}

// Every completion makes the beginning of a question that is understood, adds something, and is
// offered once.
void CheckAllWork(const Language& language, std::string_view question) {
  for (const std::string& typed : BeginningsOf(question)) {
    const Completions completions = language.Complete(typed);
    std::set<std::string> seen;
    for (const Completion& item : completions.items) {
      SCOPED_TRACE(typed + " → " + item.text + " → " + item.question);
      ASSERT_LE(item.from, typed.size());
      EXPECT_TRUE(StartsWith(item.question, Completed(typed, item)));
      const Outcome outcome = language.Understand(item.question).outcome;
      EXPECT_TRUE(outcome == Outcome::kQuery || outcome == Outcome::kSummary);
      EXPECT_NE(FoldName(Completed(typed, item)), FoldName(typed));
      EXPECT_TRUE(seen.insert(FoldName(Completed(typed, item))).second);
    }
  }
}

TEST(Complete, EveryCompletionWorks) {
  for (const std::string_view question :
       {"revenue by category and region in 2024", "top 5 products by revenue in Germany",
        "which store has the highest average order value", "cancelled orders by month"}) {
    CheckAllWork(Garden(), question);
  }
  for (const std::string_view question :
       {"top 3 sellers by revenue", "average review score by product category"}) {
    CheckAllWork(Craft(), question);
  }
}

TEST(Complete, TheSameTextGivesTheSameCompletions) {
  for (const std::string_view typed : {"", "revenue in ", "top 5 ca"}) {
    EXPECT_EQ(Garden().Complete(typed).items, Garden().Complete(typed).items);
  }
}

TEST(Complete, HostileTextIsEndured) {
  std::string blanks(3000, ' ');
  std::string words;
  for (int i = 0; i < 40; ++i) words += "revenue by category ";
  for (const std::string& typed : {blanks, words, std::string("\xff\xfe \""), std::string("(((("),
                                   std::string("top 5 \"cat"), std::string("revenue by ,")}) {
    EXPECT_LE(Garden().Complete(typed).items.size(), 8U);
  }
}

}  // namespace
}  // namespace aisle::language
