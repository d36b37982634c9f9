#include "semantic/flag_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "semantic/infer_parts.h"
#include "semantic/vocabulary.h"

namespace aisle::semantic {
namespace {

template <size_t N>
bool Contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsAuxiliary(std::string_view word) {
  constexpr std::array<std::string_view, 7> kAll = {"is",  "has", "had", "was",
                                                    "did", "are", "with"};
  return Contains(kAll, word);
}

bool IsMarker(std::string_view word) {
  constexpr std::array<std::string_view, 9> kAll = {"flag", "status", "indicator", "ind", "flg",
                                                    "yes",  "no",     "y",         "n"};
  return Contains(kAll, word);
}

bool IsParticiple(std::string_view word) {
  constexpr std::array<std::string_view, 12> kAll = {"used",  "applied", "redeemed", "availed",
                                                     "given", "offered", "taken",    "added",
                                                     "opted", "claimed", "granted",  "included"};
  return Contains(kAll, word);
}

// Flags of people, by their nouns.
struct Holder {
  std::string_view noun;
  std::string_view rate;
  std::vector<std::string> words;
};

const std::vector<Holder>& Holders() {
  static const std::vector<Holder> kAll = {
      {"subscription", "subscription rate", {"subscription", "subscriber", "subscribed"}},
      {"subscriber", "subscription rate", {"subscription", "subscriber", "subscribed"}},
      {"subscribed", "subscription rate", {"subscription", "subscriber", "subscribed"}},
      {"newsletter", "newsletter subscription rate", {"newsletter", "newsletter subscriber"}},
      {"newsletter subscription", "newsletter subscription rate", {"newsletter subscriber"}},
      {"membership", "membership rate", {"membership", "member"}},
      {"member", "membership rate", {"member", "membership"}},
      {"loyalty", "loyalty rate", {"loyalty", "loyalty member"}},
      {"loyalty member", "loyalty membership rate", {"loyalty member", "loyalty"}},
      {"loyalty program", "loyalty membership rate", {"loyalty program", "loyalty member"}},
      {"registration", "registration rate", {"registration", "registered"}},
      {"registered", "registration rate", {"registered", "registration"}},
      {"churn", "churn rate", {"churn", "churned"}},
      {"churned", "churn rate", {"churned", "churn"}},
      {"home owner", "home ownership rate", {"homeowner"}},
  };
  return kAll;
}

// What was done to a row, and the rate that is named after it.
std::string RateOfDeed(const std::string& heading) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kDeeds = {{
      {"reordered", "reorder rate"},
      {"converted", "conversion rate"},
      {"clicked", "click rate"},
      {"responded", "response rate"},
      {"redeemed", "redemption rate"},
      {"defaulted", "default rate"},
      {"renewed", "renewal rate"},
      {"abandoned", "abandonment rate"},
      {"bounced", "bounce rate"},
  }};
  for (const auto& [deed, rate] : kDeeds)
    if (heading == deed) return std::string(rate);
  return {};
}

// "order", "payment", "stock": other columns and tables are called so.
bool IsOtherThing(const std::vector<std::string>& words) {
  const std::string phrase = aisle::Join(words, " ");
  if (phrase == "discount" || phrase == "coupon" || phrase == "promotion") return false;
  return ThingOf(words) || MeasureOf(words) != Measure::kOther;
}

}  // namespace

FlagWords FlagWordsOf(std::vector<std::string> words) {
  const std::string heading = aisle::Join(words, " ");
  while (words.size() > 1 && IsAuxiliary(words.front())) words.erase(words.begin());
  while (words.size() > 1 && IsMarker(words.back())) words.pop_back();
  std::string participle;
  if (words.size() > 1 && IsParticiple(words.back())) {
    participle = words.back();
    words.pop_back();
  } else if (words.size() > 1 && IsParticiple(words.front())) {
    participle = words.front();
    words.erase(words.begin());
  }
  FlagWords found;
  found.rate = RateOfDeed(participle.empty() ? aisle::Join(words, " ") : participle);
  found.deed = !found.rate.empty() && words.size() == 1;
  if (found.deed) return found;
  found.rate.clear();
  const std::string noun = aisle::Join(words, " ");
  for (const Holder& holder : Holders()) {
    if (holder.noun != noun) continue;
    found.holders = holder.words;
    found.rate = holder.rate;
    std::erase(found.holders, heading);
    return found;
  }
  // "online order": the orders that are online.
  const Thing* thing = words.size() == 2 ? ThingOf({words.back()}) : nullptr;
  if (thing && thing->name == "order") AddUnique(words.front(), &found.phrases);
  if (noun.empty() || IsOtherThing(words)) return found;
  if (noun != heading) AddUnique(noun, &found.phrases);
  if (!participle.empty()) {
    AddUnique(participle + " " + noun, &found.phrases);
    AddUnique(noun + " " + participle, &found.phrases);
    found.rate = noun + " usage rate";
  }
  if (noun != "discount")
    for (const std::string& other : SynonymsOf(noun)) AddUnique(other, &found.phrases);
  std::erase(found.phrases, heading);
  return found;
}

}  // namespace aisle::semantic
