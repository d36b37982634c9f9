// A follow-up edits the last query: "and for Maharashtra?", "by month", "top 10 instead", "what
// about the lowest?". Internal to language/.
#pragma once

#include <optional>
#include <vector>

#include "language/reader.h"
#include "semantic/query.h"

namespace aisle::language {

// The previous query with the edit, or nothing when the text is a fresh question: one that names
// a measure of its own and does not open like a follow-up.
std::optional<semantic::Query> EditPrevious(const std::vector<Token>& tokens,
                                            const Reading& reading,
                                            const semantic::Query& previous);

}  // namespace aisle::language
