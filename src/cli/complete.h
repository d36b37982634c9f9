// How completions look: a table of what may come next, the words as they were read, JSON.
#pragma once

#include <string>
#include <string_view>

#include "assistant/assistant.h"
#include "assistant/present.h"

namespace aisle::cli {

std::string CompletionsText(std::string_view typed, const language::Completions& completions,
                            const answer::Terminal& terminal);
std::string CompletionsJson(std::string_view typed, const language::Completions& completions);

}  // namespace aisle::cli
