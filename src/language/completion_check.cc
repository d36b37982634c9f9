#include "language/completion_check.h"

#include <algorithm>

#include "base/text.h"

namespace aisle::language {
namespace {

constexpr size_t kMostReadings = 48;  // of one completion, in all scopes
constexpr size_t kMostFailures = 5;   // readings that confirm nothing

// Whether the words of the completion were read, and a value as that value.
bool IsMeant(const Understanding& understanding, size_t begin, const Completion& item) {
  bool value = item.kind != "value";
  for (const Mention& mention : understanding.mentions) {
    if (mention.end <= begin || mention.begin >= begin + item.text.size()) continue;
    if (mention.kind == "unknown") return false;
    value = value || mention.meaning == item.meaning;
  }
  return value;
}

void Quote(std::string* text) {
  const bool glued = StartsWith(*text, " ");
  *text = (glued ? " \"" : "\"") + text->substr(glued ? 1 : 0) + "\"";
}

}  // namespace

bool IsAnswered(const Understanding& understanding) {
  return understanding.outcome == Outcome::kQuery || understanding.outcome == Outcome::kSummary ||
         understanding.outcome == Outcome::kAbout;
}

Understanding Check::Of(const std::string& question) {
  Understanding understanding = read_(question);
  readings_ += std::max<size_t>(1, understanding.considered.size());
  return understanding;
}

bool Check::MayGoOn() const { return readings_ < kMostReadings && failures_ < kMostFailures; }

bool Check::Works(const std::string& before, Offer* offer) {
  for (const std::string& tail : offer->tails) {
    if (WorksWith(before, tail, &offer->item)) return true;
  }
  if (offer->item.kind != "value" || offer->tails.empty()) return false;
  Quote(&offer->item.text);
  return WorksWith(before, offer->tails[0], &offer->item);
}

bool Check::WorksWith(const std::string& before, const std::string& tail, Completion* item) {
  if (!MayGoOn()) return false;
  item->question = before + item->text + tail;
  const Understanding understanding = Of(item->question);
  const bool works = IsAnswered(understanding) && IsMeant(understanding, before.size(), *item);
  failures_ += works ? 0 : 1;
  return works;
}

}  // namespace aisle::language
