#include "language/completion_offers.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/text.h"

namespace aisle::language {
namespace {

constexpr size_t kMostValues = 8;   // that begin as typed
constexpr size_t kValueFields = 5;  // of which frequent values are offered
constexpr size_t kValuesOfField = 3;
constexpr size_t kLongestValue = 60;   // bytes
constexpr double kUnasked = 2;         // what costs this much is offered only when it is typed
constexpr double kNextWordCost = 0.3;  // going on after a word without a blank
constexpr double kStubWordGain = 0.2;  // "product ca" is rather one name than two words
constexpr double kRareWordCost = 1;

std::string_view KindOf(Name::Kind kind) {
  switch (kind) {
    case Name::Kind::kMetric:
      return "metric";
    case Name::Kind::kDimension:
    case Name::Kind::kEntity:
      return "dimension";
    case Name::Kind::kTime:
    case Name::Kind::kGrain:
      return "time";
    case Name::Kind::kWord:
      return "word";
  }
  return "";
}

std::string MeaningOf(const ValueHit& hit) { return hit.field + " = \"" + hit.value + "\""; }

std::string TableOf(const ValueHit& hit) { return hit.field.substr(0, hit.field.find('.')); }

double WordCost(const Place& place, const std::string& word) {
  const auto words = place.Words();
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::max(kUnasked, place.costs().word + kRareWordCost);
  return place.costs().word + 0.05 * static_cast<double>(found - words.begin());
}

// Numbers are averaged and added up, other columns are not.
bool Averages(const Place& place, const Name& name) {
  return place.at != Place::At::kFold || name.dimension == semantic::DimensionKind::kNumber;
}

double PlaceCost(const Head& head, const Name& name) {
  const Place& place = head.place();
  const Place::Costs& costs = place.costs();
  switch (name.kind) {
    case Name::Kind::kMetric:
      return costs.metric;
    case Name::Kind::kDimension:
      return Averages(place, name) ? costs.dimension : kUnasked;
    case Name::Kind::kEntity:
      return costs.entity;
    case Name::Kind::kTime:
      return head.timed() || place.at == Place::At::kBy ? kUnasked : costs.time;
    case Name::Kind::kGrain:
      return place.at == Place::At::kBy ? costs.time : kUnasked;
    case Name::Kind::kWord:
      return WordCost(place, name.text);
  }
  return kUnasked;
}

}  // namespace

Beginners::Beginners(const Stub& stub, const Sources& sources) {
  const uint64_t initial = InitialsOf(stub.typed.substr(0, 1));
  for (const Name& name : sources.names) {
    if ((name.initials & initial) != initial) continue;
    auto fit = Fit(stub.typed, name.text);
    if (!fit && !name.plural.empty()) fit = Fit(stub.typed, name.plural);
    const bool there =
        !stub.typed.empty() && (stub.typed == name.text || stub.typed == name.plural);
    if (fit && !there) names.emplace_back(&name, *fit);
  }
  if (!stub.typed.empty()) values = sources.values.Complete(stub.typed, kMostValues);
}

void Offers::Add(const Stub& stub, Head head, Beginners beginners) {
  contexts_.push_back({stub, std::move(head), {}});
  AddNames(beginners);
  if (stub.typed.empty()) AddFrequentValues();
  double position = 0;
  for (ValueHit& hit : beginners.values) AddValue(std::move(hit), 0.05 * position++);
  if (stub.first) AddQuestions();
}

void Offers::AddNames(const Beginners& beginners) {
  for (const auto& [name, fit] : beginners.names) AddName(*name, fit);
}

void Offers::AddName(const Name& name, double fit) {
  const auto& [stub, head, values] = contexts_.back();
  const double cost = PlaceCost(head, name);
  if ((stub.typed.empty() && cost >= kUnasked) || head.Uses(name.ref)) return;
  const bool metric = name.kind == Name::Kind::kMetric;
  const auto way = metric ? std::optional<double>(0) : head.CostOfWayTo(name.table);
  const bool plural = head.place().plural && !name.plural.empty();
  const std::string& text = plural ? name.plural : name.text;
  if (way && !head.EndsLike(text)) Push({cost + name.cost + fit + *way, &text, &name});
}

// The values of the field that the place speaks of, or of the likeliest categories.
void Offers::AddFrequentValues() {
  const Place& place = contexts_.back().head.place();
  if (place.costs().value >= 1) return;
  const size_t count = place.field.empty() ? kValuesOfField : kMostValues;
  std::set<std::string> fields;
  size_t offered = 0;
  for (const Name& name : sources_.names) {
    if (!MayOfferValuesOf(name) || !fields.insert(name.ref).second) continue;
    const double field_cost = 0.02 * static_cast<double>(offered);
    double position = 0;
    auto values = sources_.values.Frequent(name.ref, count);
    for (ValueHit& value : values) {
      AddValue(std::move(value), 0.1 * position++ + field_cost + name.cost);
    }
    if (!values.empty() && ++offered == kValueFields) break;
  }
}

bool Offers::MayOfferValuesOf(const Name& name) const {
  const Head& head = contexts_.back().head;
  const std::string& field = head.place().field;
  const bool fits =
      field.empty() ? name.dimension == semantic::DimensionKind::kCategory : name.ref == field;
  return name.kind == Name::Kind::kDimension && fits && head.CostOfWayTo(name.table);
}

void Offers::AddValue(ValueHit hit, double position) {
  auto& [stub, head, values] = contexts_.back();
  const auto* dimension = sources_.model.FindDimension(hit.field);
  const bool shown =
      dimension != nullptr && !dimension->hidden && hit.value.size() <= kLongestValue;
  const auto way = head.CostOfWayTo(TableOf(hit));
  if (!shown || !way || (hit.cost > 0 && stub.words > 1) || head.Uses(MeaningOf(hit))) return;
  const Place& place = head.place();
  const bool own = place.field.empty() || hit.field == place.field;
  const double cost = place.costs().value + 0.4 * hit.cost + position + *way + (own ? 0 : 0.5);
  values.push_back(std::move(hit));
  Push({cost, &values.back().value, nullptr, &values.back()});
}

void Offers::AddQuestions() {
  const Stub& stub = contexts_.back().stub;
  double position = 0;
  for (const std::string& question : sources_.questions) {
    const double cost = 0.02 * position++ + (stub.typed.empty() ? -1 : 0.4);
    const bool begins = StartsWith(question, stub.typed) && question != Trim(stub.typed);
    if (begins) Push({cost, &question});
  }
}

void Offers::Push(Ranked ranked) {
  const Stub& stub = contexts_.back().stub;
  if (stub.glued) ranked.cost += kNextWordCost;
  if (stub.words > 1) ranked.cost -= kStubWordGain * static_cast<double>(stub.words - 1);
  ranked.context = &contexts_.back();
  ranked.order = added_++;
  ranked_.push_back(ranked);
  std::push_heap(ranked_.begin(), ranked_.end(), IsWorse);
}

bool Offers::IsWorse(const Ranked& a, const Ranked& b) {
  return std::tie(a.cost, a.order) > std::tie(b.cost, b.order);
}

Offer Offers::TakeBest() {
  std::pop_heap(ranked_.begin(), ranked_.end(), IsWorse);
  const Ranked best = ranked_.back();
  ranked_.pop_back();
  return Written(best);
}

Offer Offers::Written(const Ranked& ranked) {
  const auto& [stub, head, values] = *ranked.context;
  Offer offer;
  offer.item.from = stub.from;
  offer.item.text = (stub.glued ? " " : "") + *ranked.text;
  if (ranked.name != nullptr) {
    offer.item.kind = KindOf(ranked.name->kind);
    offer.item.meaning = ranked.name->meaning;
    offer.tails = head.tails().After(*ranked.name, head.place(), head.measured());
  } else if (ranked.value != nullptr) {
    offer.item.kind = "value";
    offer.item.meaning = MeaningOf(*ranked.value);
    offer.tails = head.tails().AfterValue(head.measured());
  } else {
    offer.item.kind = "question";
    offer.tails = {""};
  }
  return offer;
}

}  // namespace aisle::language
