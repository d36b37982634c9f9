// Questions that no Query answers: greetings, help, what is here, a summary, advice. Internal to
// language/.
#pragma once

#include <optional>
#include <vector>

#include "language/language.h"
#include "language/tokens.h"

namespace aisle::language {

// The topic when the question's words settle it before any reading; nothing otherwise.
std::optional<Understanding> ReadTopic(const std::vector<Token>& tokens);

// "summarize", "overview", "key insights": a summary unless the question names groups of its own.
bool AsksForSummary(const std::vector<Token>& tokens);
// "time range of the data", "how far back does it go".
bool AsksForPeriod(const std::vector<Token>& tokens);

}  // namespace aisle::language
