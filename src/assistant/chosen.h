// What a person chose when a question was asked back, so that the same words are not asked about
// again: "regoin", once chosen to be "region", is it for the whole conversation.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "assistant/assistant.h"

namespace aisle::assistant {

// Notes what a question back offers; forgets it when nothing was asked back.
void NoteOffer(const answer::Answer& answer, Conversation* conversation);
// When `question` is one of the choices just offered: keeps in what it differs.
void NoteChoice(std::string_view question, Conversation* conversation);
// The question in the words that were chosen before; nothing when none of them is in it. `said`
// becomes the sentence that tells so.
std::optional<std::string> AsChosen(std::string_view question, const Conversation& conversation,
                                    std::string* said);

}  // namespace aisle::assistant
