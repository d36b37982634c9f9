// Choices are complete questions, one for each meaning that a question which is asked back may
// have. Candidates are made of its own words; only those that can be answered are offered.
// Internal to language/.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "language/reader.h"
#include "semantic/model.h"

namespace aisle::language {

struct ChoiceContext {
  const semantic::Model& model;
  const catalog::Catalog& catalog;
  // The canonical query that answers a text; empty where it is asked back or refused.
  std::function<std::string(const std::string&)> meaning;
};

// At most five, each of a meaning of its own; none when the meanings cannot be told apart in words.
std::vector<std::string> ChoicesFor(std::string_view question, const std::vector<Token>& tokens,
                                    const Reading& reading, const ChoiceContext& context);

}  // namespace aisle::language
