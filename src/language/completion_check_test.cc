// What is read to confirm completions: the best offers first, and so many and no more.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "language/completer.h"
#include "language/garden_world.h"

namespace aisle::language {
namespace {

struct Garden {
  testing::World world = testing::GardenWorld();
  ValueIndex values = ValueIndex::Build(world.values);
  Completer completer{world.model, world.catalog, values};
};

const Garden& TheGarden() {
  static const Garden garden;
  return garden;
}

Understanding Refused(size_t scopes) {
  Understanding understanding;
  understanding.outcome = Outcome::kClarify;
  understanding.considered.resize(scopes);
  return understanding;
}

Understanding Answered() {
  Understanding understanding = Refused(1);
  understanding.outcome = Outcome::kQuery;
  return understanding;
}

// The questions that completing reads, each of them understood as `understanding`.
std::vector<std::string> ReadFor(std::string_view typed, const Understanding& understanding,
                                 size_t limit = 8) {
  std::vector<std::string> questions;
  const Read read = [&](const std::string& question) {
    questions.push_back(question);
    return understanding;
  };
  TheGarden().completer.Complete(typed, limit, read);
  return questions;
}

TEST(CompletionCheck, StopsAfterFiveFailures) { EXPECT_EQ(ReadFor("", Refused(1)).size(), 5U); }

TEST(CompletionCheck, CountsTheScopesOfAQuestion) {
  EXPECT_EQ(ReadFor("", Refused(12)).size(), 4U);
}

TEST(CompletionCheck, AQuestionWithoutScopesCountsToo) {
  EXPECT_EQ(ReadFor("", Refused(0)).size(), 5U);
}

TEST(CompletionCheck, StopsWhenEnoughAreConfirmed) {
  EXPECT_EQ(ReadFor("", Answered(), 3).size(), 3U);
  EXPECT_EQ(ReadFor("", Answered(), 0).size(), 0U);
}

TEST(CompletionCheck, ReadsTheLikeliestFirst) {
  const auto questions = ReadFor("", Answered(), 3);
  ASSERT_EQ(questions.size(), 3U);
  EXPECT_EQ(questions[0], "revenue by category");
  EXPECT_TRUE(StartsWith(questions[1], "top 5 ")) << questions[1];
}

// Nothing may stand in the way of a value that is no name: it is read as it is typed, then quoted.
TEST(CompletionCheck, ValuesAreTriedInQuotationMarks) {
  const Offer offer{{"West", 11, "value", "stores.region = \"West\"", {}}, {"", " revenue"}};
  std::vector<std::string> questions;
  const Read read = [&](const std::string& question) {
    questions.push_back(question);
    return Refused(1);
  };
  Check check(read);
  Offer tried = offer;
  EXPECT_FALSE(check.Works("revenue in ", &tried));
  EXPECT_EQ(questions, (std::vector<std::string>{"revenue in West", "revenue in West revenue",
                                                 "revenue in \"West\""}));
}

TEST(CompletionCheck, AValueMustBeReadAsThatValue) {
  Understanding other = Answered();
  other.mentions.push_back({11, 15, "West", "value", "customers.name = \"West\"", 0, false});
  const Read read = [&](const std::string&) { return other; };
  Offer offer{{"West", 11, "value", "stores.region = \"West\"", {}}, {""}};
  EXPECT_FALSE(Check(read).Works("revenue in ", &offer));
  other.mentions[0].meaning = "stores.region = \"West\"";
  offer.item.text = "West";
  EXPECT_TRUE(Check(read).Works("revenue in ", &offer));
}

}  // namespace
}  // namespace aisle::language
