#include "language/tokens.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace aisle::language {
namespace {

// One token as text: words as folded, numbers as #value and unit, quotes and signs marked.
std::string Print(const Token& token) {
  switch (token.kind) {
    case Token::Kind::kWord:
      return token.folded;
    case Token::Kind::kQuoted:
      return "'" + token.folded + "'";
    case Token::Kind::kSymbol:
      return "<" + token.folded + ">";
    case Token::Kind::kNumber:
      break;
  }
  std::string number = std::to_string(token.number);
  number.erase(number.find_last_not_of('0') + 1);
  if (number.back() == '.') number.pop_back();
  return "#" + number + token.unit;
}

std::string Print(std::string_view question) {
  std::string printed;
  for (const Token& token : Tokenize(question)) {
    if (!printed.empty()) printed += ' ';
    printed += Print(token);
  }
  return printed;
}

struct Case {
  std::string_view text;
  std::string_view tokens;
};

constexpr Case kWords[] = {
    {"", ""},
    {"   \t\n ", ""},
    {"Total revenue by category?", "total revenue by category <?>"},
    {"sub-category", "sub category"},
    {"month-over-month growth", "month over month growth"},
    {"ship_date by Order_Date", "ship date by order date"},
    {"profit/loss", "profit </> loss"},
    {"What's the trend", "what the trend"},
    {"customers' orders and products' prices", "customers orders and products prices"},
    {"each year's revenue", "each year revenue"},
    {"don't can't isn't won't", "do not can not is not will not"},
    {"O'Brien", "o'brien"},
    {"Côte-d’Or São Paulo naïve", "cote d'or sao paulo naive"},
    {"Straße ＡＢＣ", "strasse abc"},
    {"e.g. U.S.A. vs. others", "eg usa vs others"},
    {"Amazon.in orders.", "amazon.in orders <.>"},
    {"orders.amount", "orders amount"},
    {"No. of orders", "no of orders"},
    {"top-selling SKU", "top selling sku"},
    {"हिन्दी किताब", "हिन्दी किताब"},
};

TEST(Tokens, WordsArePartedAtBlanksAndPunctuation) {
  for (const auto& [text, tokens] : kWords) EXPECT_EQ(Print(text), tokens) << text;
}

constexpr Case kCodes[] = {
    {"SKU-123", "sku-123"},
    {"SET389-KR-NP-S", "set389-kr-np-s"},
    {"set389-kr-np-s", "set389-kr-np-s"},
    {"CA-2016-152156", "ca-2016-152156"},
    {"Q2 B2B 3XL 500g", "q2 b2b 3xl 500g"},
    {"non-B2B", "non b2b"},
    {"b2b-orders", "b2b orders"},
    {"top-5 30-day 3-month week-12", "top #5 #30 day #3 month week #12"},
    {"Q2-2022", "q2 <-> #2022"},
    {"FY2021-22", "fy2021 <-> #22"},
    {"Jun-21 15-Apr-2022", "jun <-> #21 #15 <-> apr <-> #2022"},
    {"Men5025-Kurta-XL", "men5025-kurta-xl"},
};

TEST(Tokens, CodesOfLettersAndDigitsStayWhole) {
  for (const auto& [text, tokens] : kCodes) EXPECT_EQ(Print(text), tokens) << text;
}

constexpr Case kNumbers[] = {
    {"1,000", "#1000"},
    {"10,00,000", "#1000000"},
    {"1,234,567.89", "#1234567.89"},
    {"2014,2015", "#2014 <,> #2015"},
    {"5,10", "#5 <,> #10"},
    {"1.5 .5", "#1.5 #0.5"},
    {"2k 2K 2M 10 million", "#2000 #2000 #2000000 #10000000"},
    {"1.5 lakh 3 crore 2cr", "#150000 #30000000 #20000000"},
    {"₹10,000 ₹ 500 Rs. 500 rs 20 INR 7", "#10000INR #500INR #500INR #20INR #7INR"},
    {"$5k US$5 €3 £2 500 rupees 20 dollars", "#5000USD #5USD #3EUR #2GBP #500INR #20USD"},
    {"₹1.5 lakh ₹2 cr", "#150000INR #20000000INR"},
    {"15% 15 % 20 percent 3 per cent", "#15% #15% #20% #3%"},
    {"zero one twenty five twenty-five", "#0 #1 #25 #25"},
    {"one hundred and five", "#105"},
    {"between one hundred and two hundred", "between #100 and #200"},
    {"two lakh, a million, three thousand", "#200000 <,> #1000000 <,> #3000"},
    {"-5 > -5 (-5)", "#-5 <>> #-5 <(> #-5 <)>"},
    {"5,000-15,000 0-1000", "#5000 <-> #15000 #0 <-> #1000"},
    {"10000+", "#10000 <+>"},
    {"2022-05-03 05/03/2022", "#2022 <-> #5 <-> #3 #5 </> #3 </> #2022"},
    {"Apr '22", "apr #22"},
    {"first 2nd third 21st", "first 2nd third 21st"},
};

TEST(Tokens, NumbersHaveTheirValueAndUnit) {
  for (const auto& [text, tokens] : kNumbers) EXPECT_EQ(Print(text), tokens) << text;
}

constexpr Case kQuoted[] = {
    {"sales of 'Kurta' vs \"Set\"", "sales of 'kurta' vs 'set'"},
    {"‘Fluffy’ “Big one” «x» `y`", "'fluffy' 'big one' 'x' 'y'"},
    {"'Sir Rodney's Scones'", "'sir rodney's scones'"},
    {"'Kurta", "kurta"},
    {"12\" pizza and 9\" plate", "#12 pizza and #9 plate"},
    {"(e.g. 'On Time')", "<(> eg 'on time' <)>"},
};

TEST(Tokens, QuotesHoldTheirInnerText) {
  for (const auto& [text, tokens] : kQuoted) EXPECT_EQ(Print(text), tokens) << text;
}

constexpr Case kSigns[] = {
    {"Qty > 1", "qty <>> #1"},
    {"a>=5 b<=6 c!=7 d<>8 e==9 f≥1 g≤2",
     "a <>=> #5 b <<=> #6 c <!=> #7 d <!=> #8 e <=> #9 f <>=> #1 "
     "g <<=> #2"},
    {"# of Orders", "<#> of orders"},
    {"% of Sales", "<%> of sales"},
    {"ship date - order date", "ship date <-> order date"},
    {"Apr–Jun Mon-Fri", "apr <-> jun mon <-> fri"},
    {"Furniture & Decor", "furniture <&> decor"},
};

TEST(Tokens, SignsAreTokens) {
  for (const auto& [text, tokens] : kSigns) EXPECT_EQ(Print(text), tokens) << text;
}

TEST(Tokens, KnowWhereTheyStood) {
  const std::string question = "Top 5 “Kurta” in São Paulo, 20 percent?";
  for (const Token& token : Tokenize(question)) {
    const std::string typed = question.substr(token.begin, token.end - token.begin);
    if (token.kind == Token::Kind::kQuoted) {
      EXPECT_EQ(typed, "“" + token.text + "”");
    } else {
      EXPECT_EQ(typed, token.text);
    }
  }
}

TEST(Tokens, StemPluralAndCapital) {
  const std::vector<Token> tokens = Tokenize("Sales of Categories in Boxes. Dress glass");
  ASSERT_EQ(tokens.size(), 8U);
  EXPECT_EQ(tokens[0].stem, "sale");
  EXPECT_TRUE(tokens[0].plural);
  EXPECT_FALSE(tokens[0].capital) << "the first word of a sentence always has one";
  EXPECT_EQ(tokens[2].stem, "categori");
  EXPECT_TRUE(tokens[2].capital);
  EXPECT_FALSE(tokens[6].capital);
  EXPECT_FALSE(tokens[6].plural);
  EXPECT_EQ(Tokenize("third")[0].number, 3);
  EXPECT_EQ(Tokenize("third")[0].kind, Token::Kind::kWord);
}

TEST(Tokens, HostileTextIsReadWithoutHarm) {
  EXPECT_EQ(Print("ab\xff\xfe cd \xc3"), "ab cd");
  EXPECT_EQ(Print(std::string_view("a\0b", 3)), "a b");
  for (const char* piece :
       {"a-", "1,", "'", "\"", "$", "-", "'a ", "one ", "1k", "é", "\xf0\x9f", "("}) {
    std::string text;
    while (text.size() < 10000) text += piece;
    EXPECT_LE(Tokenize(text).size(), text.size()) << piece;
  }
  EXPECT_LE(Tokenize(std::string(100000, 'x')).front().text.size(), 16U * 1024);
}

TEST(Tokens, StemmingIsSafeFromSeveralThreads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int n = 0; n < 500; ++n) EXPECT_EQ(Stem("cancellations"), "cancel");
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace aisle::language
