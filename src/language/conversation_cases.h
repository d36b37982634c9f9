// Conversations as tests tell them: what is said, and the canonical query after each turn.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/question_cases.h"

namespace aisle::language::testing {

struct Said {
  std::string_view text, query;                // "": not answered with a query
  std::vector<std::vector<Value>> shown = {};  // the rows of the answer
};

inline void Converse(const Language& language, const std::vector<Said>& turns) {
  std::optional<Turn> before;
  std::string talk;
  for (const Said& said : turns) {
    talk += (talk.empty() ? "" : " … ") + std::string(said.text);
    SCOPED_TRACE(talk);
    const Understanding understanding = language.Understand(said.text, before ? &*before : nullptr);
    if (said.query.empty()) {
      EXPECT_NE(understanding.outcome, Outcome::kQuery)
          << semantic::ToString(semantic::Canonical(understanding.query));
      continue;
    }
    ASSERT_EQ(understanding.outcome, Outcome::kQuery) << Explained(understanding);
    const auto expected = semantic::ParseQuery(said.query);
    ASSERT_TRUE(expected) << said.query << ": " << expected.error().message;
    semantic::Query got = understanding.query;
    got.fact.clear();
    EXPECT_EQ(semantic::ToString(semantic::Canonical(got)),
              semantic::ToString(semantic::Canonical(*expected)));
    before = Turn{understanding.query, said.shown};
  }
}

}  // namespace aisle::language::testing
