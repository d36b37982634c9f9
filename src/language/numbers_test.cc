#include "language/numbers.h"

#include <gtest/gtest.h>

namespace aisle::language {
namespace {

TEST(Numbers, DigitsWithGroups) {
  EXPECT_EQ(ParseDigits("10,00,000"), 1000000);
  EXPECT_EQ(ParseDigits("1.25"), 1.25);
  EXPECT_EQ(ParseDigits("1.2.5"), std::nullopt);
  EXPECT_EQ(ParseDigits("x1"), std::nullopt);
  EXPECT_EQ(ParseDigits(""), std::nullopt);
}

struct Words {
  std::vector<std::string_view> words;
  double value;
  size_t count;
};

TEST(Numbers, WordsOfBothSystems) {
  const Words cases[] = {
      {{"zero"}, 0, 1},
      {{"twenty", "five", "orders"}, 25, 2},
      {{"twenty", "eleven"}, 20, 1},
      {{"two", "hundred", "and", "fifty"}, 250, 4},
      {{"two", "hundred", "and", "fifty", "thousand"}, 200, 2},
      {{"three", "crore", "five", "lakh"}, 30500000, 4},
      {{"a", "hundred"}, 100, 2},
      {{"one", "and", "done"}, 1, 1},
      {{"five", "six"}, 5, 1},
  };
  for (const Words& one : cases) {
    const auto number = ReadNumberWords(one.words);
    ASSERT_TRUE(number) << one.words[0];
    EXPECT_EQ(number->value, one.value) << one.words[0];
    EXPECT_EQ(number->count, one.count) << one.words[0];
  }
  EXPECT_FALSE(ReadNumberWords({"hundred"}));
  EXPECT_FALSE(ReadNumberWords({"a", "customer"}));
  EXPECT_FALSE(ReadNumberWords({}));
}

TEST(Numbers, OrdinalsScalesAndCurrencies) {
  EXPECT_EQ(OrdinalOf("third"), 3);
  EXPECT_EQ(OrdinalOf("22nd"), 22);
  EXPECT_EQ(OrdinalOf("xnd"), 0);
  EXPECT_EQ(ScaleOf("k", true), 1000);
  EXPECT_EQ(ScaleOf("k", false), 0);
  EXPECT_EQ(ScaleOf("lakh", false), 100000);
  EXPECT_EQ(CurrencyOf("₹"), "INR");
  EXPECT_EQ(CurrencyOf("pound"), "");
}

}  // namespace
}  // namespace aisle::language
