#include "language/completion_place.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace aisle::language {
namespace {

using At = Place::At;

struct Row {
  At at;
  Place::Costs costs;  // metric, dimension, entity, value, time, word
  std::string_view words;
};

constexpr Row kRows[] = {
    {At::kStart, {0.2, 0.8, 0.8, 1.5, 2, 0.5}, "top 5|how many|which|average|total|list"},
    {At::kBy, {2, 0, 0, 3, 0.3, 3}, ""},
    {At::kByMeasure, {0, 2, 2, 3, 2, 3}, ""},
    {At::kRank, {0.8, 0.1, 0, 2, 2, 2}, ""},
    {At::kMetric, {2, 2, 2, 2, 0.5, 0}, "by|in|for|per|over time"},
    {At::kWhere, {2.5, 1.5, 2, 0, 0.2, 3}, ""},
    {At::kGrouped, {2, 2, 2, 2, 0.5, 0}, "in|for|and"},
    {At::kRanked, {2, 2, 2, 2, 0.6, 0}, "by|in|for"},
    {At::kThing, {2, 2, 2, 2, 0.5, 0}, "by|in|per|from"},
    {At::kField, {2, 2, 2, 0, 1, 0.3}, "by|with the highest|with the lowest"},
    {At::kValue, {0.2, 2, 0.3, 2, 0.6, 0.1}, "by|and|in"},
    {At::kTime, {0.8, 2, 2, 2, 2, 0}, "by|for|in"},
    {At::kCount, {2, 0.5, 0, 0.6, 2, 3}, ""},
    {At::kFold, {0, 0.3, 0.5, 2, 3, 2}, ""},
    {At::kWhich, {1, 0, 0.1, 1.5, 3, 1}, ""},
    {At::kElsewhere, {0.5, 0.5, 0.5, 0.5, 0.5, 0.5}, "by|in|for|and"},
};

const Row& RowOf(At at) {
  return *std::find_if(std::begin(kRows), std::end(kRows),
                       [&](const Row& row) { return row.at == at; });
}

bool IsOneOf(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool IsThing(const Mention& mention) {
  return IsOneOf(mention.kind, {"dimension", "entity", "table", "time noun"});
}

bool Names(const std::vector<Mention>& mentions, std::string_view kind) {
  return std::any_of(mentions.begin(), mentions.end(),
                     [&](const Mention& mention) { return mention.kind == kind; });
}

// What stands before mention `at`, words without meaning left out; its kind, or nothing.
std::string KindBefore(const std::vector<Mention>& mentions, size_t at) {
  while (at-- > 0) {
    if (mentions[at].kind != "stop") return mentions[at].kind;
  }
  return {};
}

Place AfterThing(const std::vector<Mention>& mentions, size_t at) {
  const std::string before = KindBefore(mentions, at);
  if (before == "group") return {At::kGrouped, {}, false};
  if (before == "rank" || before == "number") return {At::kRanked, {}, false};
  if (before == "count" || before == "list" || mentions[at].kind != "dimension") {
    return {At::kThing, {}, false};
  }
  return {At::kField, mentions[at].meaning, false};
}

// "by category and", "in West or": more of what stood before.
Place AfterAnd(const std::vector<Mention>& mentions, size_t at) {
  if (at == 0) return {At::kElsewhere, {}, false};
  const Mention& before = mentions[at - 1];
  if (before.kind == "value" || before.kind == "time") return {At::kWhere, {}, false};
  if (before.kind == "metric") return {At::kFold, {}, false};
  return {IsThing(before) ? At::kBy : At::kElsewhere, {}, false};
}

Place PlaceOf(const std::vector<Mention>& mentions, size_t at) {
  const Mention& last = mentions[at];
  const std::string& kind = last.kind;
  const bool ranked = Names(mentions, "rank") && !Names(mentions, "metric");
  if (kind == "measure by") return {At::kByMeasure, {}, false};
  if (kind == "group") return {ranked ? At::kByMeasure : At::kBy, {}, false};
  if (kind == "rank") return {ranked ? At::kRank : At::kFold, {}, true};
  if (kind == "number") {
    return {KindBefore(mentions, at) == "rank" ? At::kRank : At::kElsewhere, {}, true};
  }
  if (kind == "metric") return {At::kMetric, {}, false};
  if (IsThing(last)) return AfterThing(mentions, at);
  if (kind == "value") return {At::kValue, {}, true};
  if (kind == "time") return {At::kTime, {}, false};
  if (kind == "and" || kind == "or") return AfterAnd(mentions, at);
  if (kind == "count") return {At::kCount, {}, true};
  if (kind == "list") return {At::kWhich, {}, true};
  if (kind == "which") return {At::kWhich, {}, false};
  if (kind == "fold" || kind == "share" || kind == "change") return {At::kFold, {}, false};
  if (kind == "not" || kind == "versus") return {At::kWhere, {}, false};
  return {At::kElsewhere, {}, false};
}

}  // namespace

const Place::Costs& Place::costs() const { return RowOf(at).costs; }

std::vector<std::string_view> Place::Words() const {
  std::vector<std::string_view> words;
  std::string_view rest = RowOf(at).words;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('|'), rest.size());
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  return words;
}

Place PlaceAfter(const std::vector<Mention>& mentions) {
  for (size_t at = mentions.size(); at-- > 0;) {
    if (mentions[at].kind != "stop") return PlaceOf(mentions, at);
    const std::string word = FoldName(mentions[at].text);
    if (IsOneOf(word, {"in", "for", "from", "within", "at", "to"})) {
      return {At::kWhere, {}, false};
    }
    if (word == "of" && at > 0) return {At::kFold, {}, false};
  }
  return {};
}

}  // namespace aisle::language
