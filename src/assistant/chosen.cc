#include "assistant/chosen.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace aisle::assistant {
namespace {

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string& word : Split(text, ' ')) {
    std::string bare(word);
    while (!bare.empty() && (bare.back() == '?' || bare.back() == '.' || bare.back() == '!')) {
      bare.pop_back();
    }
    if (!bare.empty()) words.push_back(std::move(bare));
  }
  return words;
}

std::string Joined(const std::vector<std::string>& words, size_t first, size_t last) {
  std::string text;
  for (size_t i = first; i < last; ++i) text += (text.empty() ? "" : " ") + words[i];
  return text;
}

bool Same(const std::string& a, const std::string& b) { return FoldCase(a) == FoldCase(b); }

// The one stretch of words in which the two differ.
Chosen Difference(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  const size_t shorter = std::min(before.size(), after.size());
  size_t head = 0, tail = 0;
  while (head < shorter && Same(before[head], after[head])) ++head;
  while (tail < shorter - head &&
         Same(before[before.size() - 1 - tail], after[after.size() - 1 - tail])) {
    ++tail;
  }
  return {Joined(before, head, before.size() - tail), Joined(after, head, after.size() - tail)};
}

// Where the words stand in the text as whole words.
std::optional<size_t> Find(const std::vector<std::string>& text,
                           const std::vector<std::string>& words) {
  for (size_t i = 0; i + words.size() <= text.size(); ++i) {
    if (std::equal(words.begin(), words.end(), text.begin() + static_cast<std::ptrdiff_t>(i),
                   Same)) {
      return i;
    }
  }
  return std::nullopt;
}

}  // namespace

void NoteOffer(const answer::Answer& answer, Conversation* conversation) {
  const bool offered = answer.status == "clarify" && !answer.choices.empty();
  conversation->asked = offered ? answer.question : std::string();
  conversation->choices = offered ? answer.choices : std::vector<std::string>();
}

void NoteChoice(std::string_view question, Conversation* conversation) {
  const auto& choices = conversation->choices;
  if (std::find(choices.begin(), choices.end(), question) == choices.end()) return;
  const std::vector<std::string> before = WordsOf(conversation->asked);
  Chosen chosen = Difference(before, WordsOf(question));
  // Words that were only added belong to the whole question.
  if (chosen.words.empty()) chosen = {Joined(before, 0, before.size()), std::string(question)};
  std::erase_if(conversation->chosen,
                [&](const Chosen& old) { return Same(old.words, chosen.words); });
  conversation->chosen.push_back(std::move(chosen));
}

std::optional<std::string> AsChosen(std::string_view question, const Conversation& conversation,
                                    std::string* said) {
  std::vector<std::string> words = WordsOf(question);
  bool changed = false;
  for (const Chosen& chosen : conversation.chosen) {
    const std::vector<std::string> from = WordsOf(chosen.words);
    const auto at = Find(words, from);
    if (!at || from.empty()) continue;
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(*at);
    words.erase(first, first + static_cast<std::ptrdiff_t>(from.size()));
    const std::vector<std::string> to = WordsOf(chosen.meant);
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(*at), to.begin(), to.end());
    *said = "“" + chosen.words + "” is read as “" + chosen.meant + "”, as chosen before";
    changed = true;
  }
  if (!changed) return std::nullopt;
  return Joined(words, 0, words.size());
}

}  // namespace aisle::assistant
