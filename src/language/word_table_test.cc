#include "language/word_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "language/tokens.h"

namespace aisle::language {
namespace {

// Words of few letters, so that many are near each other. The same every time.
std::vector<std::string> NearWords(size_t count) {
  std::set<std::string> words;
  uint64_t state = 88172645463325252;
  const auto next = [&](size_t limit) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return static_cast<size_t>(state % limit);
  };
  while (words.size() < count) {
    std::string word;
    for (size_t i = 0, size = 3 + next(10); i < size; ++i) word += "abrt"[next(4)];
    words.insert(word);
  }
  return {words.begin(), words.end()};
}

WordTable TableOf(const std::vector<std::string>& words) {
  WordTable table;
  for (const std::string& word : words) table.Intern(word);
  table.Finish();
  return table;
}

// What Misspellings promises, by looking at every word.
std::set<std::string> AllNear(const std::vector<std::string>& words, const std::string& typed) {
  const int edits = typed.size() < 4 ? 0 : typed.size() < 8 ? 1 : 2;
  std::set<std::string> near;
  for (const std::string& word : words) {
    const int distance = EditDistance(typed, word, edits);
    const bool far = distance < 1 || distance > edits || word.size() < 4;
    if (!far && (distance < 2 || word[0] == typed[0])) near.insert(word);
  }
  return near;
}

TEST(WordTable, FindsEveryWordThatIsNear) {
  const auto words = NearWords(3000);
  const WordTable table = TableOf(words);
  size_t all = 0, found = 0;
  for (size_t i = 0; i < words.size(); i += 7) {
    const auto expected = AllNear(words, words[i]);
    std::set<std::string> got;
    for (const auto& near : table.Misspellings(words[i], words.size())) {
      got.insert(std::string(table.Text(near.word)));
      EXPECT_TRUE(expected.contains(std::string(table.Text(near.word)))) << words[i];
    }
    all += expected.size();
    found += got.size();
    // Only two swaps that each cross parts of the word are too rare to be looked for.
    for (const std::string& word : expected) {
      if (EditDistance(words[i], word, 2) == 1) {
        EXPECT_TRUE(got.contains(word)) << words[i] << " " << word;
      }
    }
  }
  EXPECT_GT(all, 1000U);
  EXPECT_GT(static_cast<double>(found), 0.999 * static_cast<double>(all));
}

TEST(WordTable, WordsThatBeginAlikeStandTogether) {
  const auto words = NearWords(500);
  const WordTable table = TableOf(words);
  for (const std::string prefix : {"a", "ab", "rat", "tttttttttttttt", ""}) {
    std::vector<std::string> expected, got;
    for (const std::string& word : words) {
      if (StartsWith(word, prefix)) expected.push_back(word);
    }
    for (const uint32_t word : table.StartingWith(prefix)) {
      got.push_back(std::string(table.Text(word)));
    }
    EXPECT_EQ(got, expected) << prefix;
  }
}

TEST(WordTable, InflectionsShareTheStem) {
  const WordTable table = TableOf(
      {"category", "categories", "set", "setting", "sky", "hope", "hoping", "hop", "house"});
  const auto inflections = [&](const std::string& word) {
    std::set<std::string> found;
    for (const auto& near : table.Inflections(word, Stem(word), 9)) {
      found.insert(std::string(table.Text(near.word)));
    }
    return found;
  };
  EXPECT_EQ(inflections("categories"), std::set<std::string>{"category"});
  EXPECT_EQ(inflections("skies"), std::set<std::string>{"sky"});
  EXPECT_EQ(inflections("hoped"), (std::set<std::string>{"hope", "hoping"}));
  EXPECT_EQ(inflections("houses"), std::set<std::string>{"house"});
}

TEST(WordTable, AnEmptyTableFindsNothing) {
  const WordTable table = TableOf({});
  EXPECT_TRUE(table.Misspellings("anything", 3).empty());
  EXPECT_TRUE(table.Inflections("anything", "anyth", 3).empty());
  EXPECT_TRUE(table.StartingWith("a").empty());
}

}  // namespace
}  // namespace aisle::language
