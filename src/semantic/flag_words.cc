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

// Those who have a thing, by its name.
struct Holder {
  std::string_view thing;
  std::vector<std::string> words;
};

const std::vector<Holder>& Holders() {
  static const std::vector<Holder> kAll = {
      {"subscription", {"subscriber", "subscribed"}},
      {"subscriber", {"subscribed", "subscription"}},
      {"subscribed", {"subscriber", "subscription"}},
      {"newsletter", {"newsletter subscriber"}},
      {"newsletter subscription", {"newsletter subscriber"}},
      {"membership", {"member"}},
      {"member", {"membership"}},
      {"loyalty", {"loyalty member"}},
      {"loyalty member", {"loyalty"}},
      {"loyalty program", {"loyalty member", "loyalty program member"}},
      {"registration", {"registered"}},
      {"registered", {"registration"}},
      {"churn", {"churned"}},
      {"churned", {"churn"}},
      {"home owner", {"homeowner"}},
  };
  return kAll;
}

// "order", "payment", "stock": other columns and tables are called so.
bool IsOtherThing(const std::vector<std::string>& words) {
  const std::string phrase = aisle::Join(words, " ");
  if (phrase == "discount" || phrase == "coupon" || phrase == "promotion" || phrase == "member")
    return false;
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
  const std::string noun = aisle::Join(words, " ");
  if (noun.empty() || IsOtherThing(words)) return found;
  if (noun != heading) AddUnique(noun, &found.phrases);
  if (!participle.empty()) {
    AddUnique(participle + " " + noun, &found.phrases);
    AddUnique(noun + " " + participle, &found.phrases);
  }
  if (noun != "discount")
    for (const std::string& other : SynonymsOf(noun)) AddUnique(other, &found.phrases);
  for (const Holder& holder : Holders())
    if (holder.thing == noun) found.holders = holder.words;
  std::erase(found.phrases, heading);
  return found;
}

}  // namespace aisle::semantic
