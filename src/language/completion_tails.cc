#include "language/completion_tails.h"

#include <algorithm>

#include "base/text.h"

namespace aisle::language {
namespace {

using Kind = Name::Kind;

// By structure word, what may follow: M a metric, D a dimension, E things, V a value, T a period.
struct Row {
  std::string_view word;
  std::string_view patterns;
};

constexpr Row kRows[] = {
    {"by", "D|M|month"},
    {"in", "T|V"},
    {"for", "V|T"},
    {"from", "V|T"},
    {"and", "D|V|M"},
    {"per", "D|month"},
    {"over time", "|M"},
    {"top 5", "E|D|E by M"},
    {"bottom 5", "E|D|E by M"},
    {"how many", "E"},
    {"number of", "E"},
    {"which", "D has the highest M"},
    {"list", "E|D"},
    {"average", "M"},
    {"total", "M"},
    {"share of", "M by D"},
    {"excluding", "V"},
    {"monthly", "M"},
    {"weekly", "M"},
    {"highest", "M|M by D"},
    {"lowest", "M|M by D"},
    {"with the highest", "M"},
    {"with the lowest", "M"},
    {"growth of", "M by month"},
};

bool IsReached(const Name& name, const Reached* reach) {
  return reach == nullptr || name.table.empty() || reach->contains(name.table);
}

template <typename Fits>
const Name* Cheapest(const std::vector<Name>& names, Kind kind, const Fits& fits) {
  const Name* best = nullptr;
  for (const Name& name : names) {
    if (name.kind != kind || (best != nullptr && name.cost >= best->cost)) continue;
    if (fits(name)) best = &name;
  }
  return best;
}

bool IsCategory(const Name& name) { return name.dimension == semantic::DimensionKind::kCategory; }

}  // namespace

Tails::Tails(const std::vector<Name>& names, const ValueIndex& values, const Reached* reach,
             const std::set<std::string>& used, bool timed) {
  const auto fits = [&](const Name& name) {
    return IsReached(name, reach) && !used.contains(name.ref);
  };
  const auto any = [](const Name&) { return true; };
  if (const Name* metric = Cheapest(names, Kind::kMetric, any)) metric_ = metric->text;
  if (const Name* dimension = Cheapest(names, Kind::kDimension, fits)) dimension_ = dimension->text;
  if (const Name* entity = Cheapest(names, Kind::kEntity, fits)) entity_ = entity->plural;
  const Name* time = timed ? nullptr : Cheapest(names, Kind::kTime, any);
  if (time != nullptr) time_ = time->text;
  const Name* valued = Cheapest(names, Kind::kDimension, [&](const Name& name) {
    return fits(name) && IsCategory(name) && !values.Frequent(name.ref, 1).empty();
  });
  if (valued != nullptr) value_ = "\"" + values.Frequent(valued->ref, 1).front().value + "\"";
}

std::vector<std::string> Tails::Filled(std::string_view patterns) const {
  std::vector<std::string> tails;
  for (const std::string& pattern : Split(patterns, '|')) {
    std::string tail;
    bool filled = true;
    for (const char c : pattern) {
      const std::string* part = c == 'M'   ? &metric_
                                : c == 'D' ? &dimension_
                                : c == 'E' ? &entity_
                                : c == 'V' ? &value_
                                : c == 'T' ? &time_
                                           : nullptr;
      if (part != nullptr) filled = filled && !part->empty();
      tail += part == nullptr ? std::string(1, c) : *part;
    }
    if (filled) tails.push_back(tail.empty() ? tail : " " + tail);
  }
  return tails;
}

std::vector<std::string> Tails::After(const Name& name, const Place& place, bool measured) const {
  if (name.kind == Kind::kWord) {
    for (const Row& row : kRows) {
      if (row.word == name.text) return Filled(row.patterns);
    }
    return {""};
  }
  if (measured || name.kind == Kind::kMetric) return {""};
  if (name.kind == Kind::kTime || name.kind == Kind::kGrain) return Filled("|M");
  if (place.at == Place::At::kWhich) return Filled("has the highest M|by M|");
  return Filled("|by M|with the highest M");
}

std::vector<std::string> Tails::AfterValue(bool measured) const {
  return measured ? std::vector<std::string>{""} : Filled("|M|E");
}

std::vector<std::string> FirstQuestions(const std::vector<Name>& names, const ValueIndex& values,
                                        const std::unordered_map<std::string, Reached>& reach) {
  const auto any = [](const Name&) { return true; };
  const Name* metric = Cheapest(names, Kind::kMetric, any);
  if (metric == nullptr) return {"how many rows are there"};
  const auto found = reach.find(metric->table);
  const Reached* reached = found == reach.end() ? nullptr : &found->second;
  const auto fits = [&](const Name& name) { return IsReached(name, reached); };
  const auto category = [&](const Name& name) { return fits(name) && IsCategory(name); };
  const Name* first = Cheapest(names, Kind::kDimension, category);
  const Name* second = Cheapest(names, Kind::kDimension, [&](const Name& name) {
    return category(name) && first != nullptr && name.table != first->table;
  });
  const Name* thing = Cheapest(names, Kind::kEntity, [&](const Name& name) {
    return fits(name) && name.table != metric->table;
  });
  std::vector<std::string> questions;
  if (first != nullptr) questions.push_back(metric->text + " by " + first->text);
  if (thing != nullptr) questions.push_back("top 5 " + thing->plural + " by " + metric->text);
  if (Cheapest(names, Kind::kTime, any)) questions.push_back(metric->text + " by month");
  if (thing != nullptr) questions.push_back("how many " + thing->plural);
  if (second != nullptr) {
    questions.push_back("which " + second->text + " has the highest " + metric->text);
    const auto frequent = values.Frequent(second->ref, 1);
    if (!frequent.empty()) questions.push_back(metric->text + " in " + frequent.front().value);
  }
  questions.push_back("total " + metric->text);
  questions.push_back("summary");
  return questions;
}

}  // namespace aisle::language
