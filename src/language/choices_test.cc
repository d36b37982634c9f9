// Questions back: each choice is a complete question that is answered.
#include <gtest/gtest.h>

#include "language/garden_world.h"
#include "language/question_cases.h"

namespace aisle::language {
namespace {

const Language& Garden() { return testing::LanguageOf<testing::GardenWorld>(); }

struct Asked {
  std::string_view question, message;  // the message begins so
  std::vector<std::string> choices;    // each is among those offered
};

TEST(Choices, AreCompleteQuestions) {
  const std::vector<Asked> cases = {
      {"top 3 products by revenue in Germany and Spain",
       "For all of these together, or for each of them?",
       {"top 3 products by revenue in each of Germany and Spain",
        "top 3 products by revenue in Germany or Spain"}},
      {"top category, top region and top store by revenue",
       "These are several rankings at once",
       {"top category by revenue", "top region by revenue"}},
      {"which categories grew",
       "The change from which period",
       {"which categories grew from 2023 to 2024"}},
      {"top categories by profit",
       "Nothing in the data is called “profit”.",
       {"top categories by revenue"}},
      {"show me the best",
       "The highest or lowest of what?",
       {"show me the best products by revenue"}},
      {"revenue by colour",
       "“colour” is a column of stock, which nothing joins to order_lines.",
       {}},
  };
  for (const auto& [question, message, choices] : cases) {
    const Understanding back = Garden().Understand(question);
    EXPECT_EQ(back.outcome, Outcome::kClarify) << question;
    EXPECT_EQ(back.message.substr(0, message.size()), message) << question;
    for (const std::string& choice : choices) {
      EXPECT_NE(std::find(back.choices.begin(), back.choices.end(), choice), back.choices.end())
          << question << ": no “" << choice << "” among\n"
          << ::testing::PrintToString(back.choices);
    }
    for (const std::string& choice : back.choices) {
      EXPECT_EQ(Garden().Understand(choice).outcome, Outcome::kQuery) << choice;
    }
  }
}

}  // namespace
}  // namespace aisle::language
