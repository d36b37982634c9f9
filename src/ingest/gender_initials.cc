#include "ingest/gender_initials.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"

namespace aisle::ingest {
namespace {

bool IsGenderWord(const std::string& folded) {
  static const std::set<std::string> words = {
      "m",     "f",    "w",     "men",   "women", "man",        "woman",     "male", "female",
      "males", "boys", "girls", "other", "u",     "non-binary", "nonbinary", "x",    "unisex"};
  return words.contains(folded);
}

bool IsInitial(const std::string& folded) {
  return folded == "m" || folded == "f" || folded == "w";
}

}  // namespace

std::vector<NamedCode> GenderInitialsAmong(const std::vector<TextCount>& values) {
  const bool genders = std::all_of(values.begin(), values.end(), [](const TextCount& value) {
    return IsGenderWord(FoldCase(value.value));
  });
  std::vector<NamedCode> found;
  if (!genders) return found;
  for (const TextCount& initial : values) {
    const std::string letter = FoldCase(initial.value);
    if (!IsInitial(letter)) continue;
    for (const TextCount& word : values) {
      const std::string folded = FoldCase(word.value);
      if (folded.size() < 3 || folded[0] != letter[0]) continue;
      found.push_back({initial.value, word.value,
                       "the initial of a gender that " + Thousands(word.rows) + " rows spell out"});
      break;
    }
  }
  return found;
}

}  // namespace aisle::ingest
