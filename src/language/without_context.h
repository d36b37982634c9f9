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

// "What is meant by …": a question back with this message.
Understanding AskBack(std::string message);

}  // namespace aisle::language
