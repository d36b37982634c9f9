// How a question was understood, stage by stage, as text: words and their readings, the
// interpretations considered, the canonical query, the plan, the SQL, times.
#pragma once

#include <string>

#include "assistant/assistant.h"
#include "assistant/present.h"

namespace aisle::cli {

std::string ExplanationText(const assistant::Explanation& explanation,
                            const answer::Terminal& terminal);
std::string ExplanationJson(const assistant::Explanation& explanation);  // one line

}  // namespace aisle::cli
