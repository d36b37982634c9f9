// A follow-up edits the last query of a conversation: "and for Spain?", "weekly instead", "top 10",
// "without cancelled", "compare with last year", "the second one by month", "undo". What the words
// of an edit name is read by the Reader; what they do to the query is decided here. Internal to
// language/.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "language/language.h"
#include "language/reader.h"
#include "semantic/model.h"

namespace aisle::language {

// What an edit may ask of the language: how a text reads, in the scope of the last query where
// that explains it.
struct FollowUpContext {
  const semantic::Model& model;
  const Turn& before;
  std::function<Reading(const std::string&)> read;
  Date newest = {};  // the last day that the data holds
};

// The last query with the edit, or a question back about it; nothing when the text is a fresh
// question: one that names a figure of its own and does not point at what was said.
std::optional<Understanding> EditPrevious(std::string_view question,
                                          const FollowUpContext& context);

// "undo", "start over": what no query answers. `before` is null at the start of a conversation.
std::optional<Understanding> ReadConversationCommand(std::string_view question);
// What follows "new question:" or "forget that,"; nothing when the text does not open so.
std::optional<std::string> AfterStartOver(std::string_view question);

}  // namespace aisle::language
