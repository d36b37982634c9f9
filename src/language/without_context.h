// Questions that say nothing by themselves, where nothing was answered before them: fragments
// ("by gender", "and men", "drop Canada", "vs 97") and words that point back ("top 3 products
// there"). They are asked back, never answered with a list of values. Internal to language/.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "language/language.h"
#include "language/reader.h"
#include "semantic/model.h"

namespace aisle::language {

// The question back; nothing where `question` can stand alone. `reading` is the best one of it.
std::optional<Understanding> NeedsContext(std::string_view question,
                                          const std::vector<Token>& tokens, const Reading& reading,
                                          const semantic::Model& model);

// Whether it only says how another question would be changed, or which of something is meant: "by
// customer", "which products". After an answer it edits that one, or is asked back.
bool IsFragment(std::string_view question, const Reading& reading);

// "which products": nothing but what is asked for.
bool AsksOnlyWhich(const std::vector<Token>& tokens);

// "What is meant by …": a question back with this message.
Understanding AskBack(std::string message);

}  // namespace aisle::language
