// Tables of questions and the queries that they must give: the form of the tests of language/.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "language/language.h"

namespace aisle::language::testing {

struct Case {
  std::string_view question, query;  // the query in text form, any spelling that parses
};

inline std::string Explained(const Understanding& understanding) {
  std::string text = understanding.message;
  for (const Mention& mention : understanding.mentions) {
    text += "\n  " + mention.text + " → " + mention.kind + " " + mention.meaning;
  }
  return text;
}

inline void CheckCases(const Language& language, const std::vector<Case>& cases) {
  for (const auto& [question, text] : cases) {
    const auto expected = semantic::ParseQuery(text);
    ASSERT_TRUE(expected) << question << ": " << expected.error().message << " in " << text;
    const Understanding understanding = language.Understand(question);
    semantic::Query got = understanding.query;
    got.fact.clear();
    if (understanding.outcome != Outcome::kQuery) {
      ADD_FAILURE() << question << "\n" << Explained(understanding);
      continue;
    }
    EXPECT_EQ(semantic::ToString(semantic::Canonical(got)),
              semantic::ToString(semantic::Canonical(*expected)))
        << question << Explained(understanding);
  }
}

}  // namespace aisle::language::testing
