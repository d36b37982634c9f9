#include "language/completion_names.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"

namespace aisle::language {
namespace {

using semantic::DimensionKind;

constexpr double kSynonymCost = 0.3;
constexpr double kProgressCost = 0.2;
constexpr double kEventCost = 0.25;  // orders are rather counted than ranked
constexpr double kLaterWordCost = 0.4;
constexpr double kMisspeltCost = 0.9;

// "Product Category" is typed "product category".
std::string Typed(std::string_view label) { return FoldName(label); }

double KindCost(DimensionKind kind) {
  switch (kind) {
    case DimensionKind::kCategory:
      return 0;
    case DimensionKind::kName:
      return 0.1;
    case DimensionKind::kFlag:
      return 0.2;
    case DimensionKind::kTime:
      return 0.3;
    default:
      return 0.5;
  }
}

// How far things are, which is rarely what a first question is split by.
bool IsProgress(const std::string& text) { return text.find("status") != std::string::npos; }

void AddWithSynonyms(Name name, const std::vector<std::string>& synonyms,
                     std::vector<Name>* names) {
  names->push_back(name);
  name.cost += kSynonymCost;
  for (const std::string& synonym : synonyms) {
    name.text = Typed(synonym);
    if (name.kind != Name::Kind::kMetric) name.plural = Plural(name.text);
    names->push_back(name);
  }
}

void AddMetrics(const semantic::Model& model, std::vector<Name>* names) {
  double position = 0;
  for (const semantic::Metric& metric : model.metrics) {
    Name name;
    name.text = Typed(metric.label);
    name.ref = metric.name;
    name.meaning = metric.label;
    name.table = metric.table;
    name.cost = 0.05 * metric.priority + 0.004 * position++;
    AddWithSynonyms(std::move(name), metric.synonyms, names);
  }
}

void AddDimensions(const semantic::Model& model, std::vector<Name>* names) {
  for (const semantic::Dimension& dimension : model.dimensions) {
    if (dimension.hidden || dimension.kind == DimensionKind::kText) continue;
    const semantic::TableMeaning* table = model.FindTable(dimension.table);
    if (table == nullptr || table->hidden) continue;
    Name name;
    name.kind = Name::Kind::kDimension;
    name.text = Typed(dimension.label);
    name.plural = Plural(name.text);
    name.ref = dimension.Field();
    name.meaning = dimension.Field();
    name.table = dimension.table;
    name.dimension = dimension.kind;
    name.cost = KindCost(dimension.kind) + 0.02 * table->priority +
                (IsProgress(name.text) ? kProgressCost : 0);
    AddWithSynonyms(std::move(name), dimension.synonyms, names);
  }
}

void AddEntities(const semantic::Model& model, std::vector<Name>* names) {
  for (const semantic::Entity& entity : model.entities) {
    Name name;
    name.kind = Name::Kind::kEntity;
    name.text = Typed(entity.name);
    name.plural = Typed(entity.plural);
    name.ref = entity.name;
    name.meaning = entity.name;
    name.table = entity.table;
    const semantic::TableMeaning* table = model.FindTable(entity.table);
    name.cost = table != nullptr && table->fact ? kEventCost : 0.05;
    AddWithSynonyms(std::move(name), entity.synonyms, names);
  }
}

// The newest day of the main table that has one.
std::optional<Date> NewestDay(const semantic::Model& model, const catalog::Catalog& catalog) {
  const semantic::TableMeaning* main = nullptr;
  for (const semantic::TableMeaning& table : model.tables) {
    const bool dated = !table.time.empty() && !table.hidden;
    if (dated && (main == nullptr || table.priority < main->priority)) main = &table;
  }
  const auto* column = main == nullptr ? nullptr : catalog.Find(main->name, main->time);
  if (column == nullptr) return std::nullopt;
  if (const auto* day = std::get_if<Date>(&column->max)) return *day;
  if (const auto* moment = std::get_if<Timestamp>(&column->max)) {
    return Date{static_cast<int32_t>(moment->micros / 86'400'000'000)};
  }
  return std::nullopt;
}

std::string MonthName(int month) {
  static constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                                 "may",       "june",     "july",     "august",
                                                 "september", "october",  "november", "december"};
  return std::string(kMonths[(month + 11) % 12]);
}

void AddTimes(const semantic::Model& model, const catalog::Catalog& catalog,
              std::vector<Name>* names) {
  const auto newest = NewestDay(model, catalog);
  if (!newest) return;
  const auto add = [&](std::string text) {
    Name name;
    name.kind = Name::Kind::kTime;
    name.text = name.ref = name.meaning = std::move(text);
    name.cost = 0.01 * static_cast<double>(names->size() % 64);
    names->push_back(std::move(name));
  };
  const CivilDate day = ToCivil(*newest);
  const std::string year = std::to_string(day.year);
  for (const char* period : {"last month", "this year", "last quarter", "last year"}) add(period);
  add(year);
  add(std::to_string(day.year - 1));
  add(MonthName(day.month) + " " + year);
  if (day.month > 1) add(MonthName(day.month - 1) + " " + year);
  for (const char* period : {"last 30 days", "last 3 months", "last week", "this month",
                             "last 7 days", "last 12 months", "year to date"}) {
    add(period);
  }
}

void AddPlain(Name::Kind kind, std::initializer_list<std::string_view> words,
              std::vector<Name>* names) {
  double position = 0;
  for (const std::string_view word : words) {
    Name name;
    name.kind = kind;
    name.text = name.ref = word;
    name.cost = 0.01 * position++;
    names->push_back(std::move(name));
  }
}

void AddWords(std::vector<Name>* names) {
  AddPlain(Name::Kind::kGrain, {"month", "quarter", "year", "week", "weekday", "day"}, names);
  AddPlain(Name::Kind::kWord,
           {"by",
            "in",
            "for",
            "and",
            "per",
            "over time",
            "top 5",
            "bottom 5",
            "how many",
            "which",
            "list",
            "average",
            "total",
            "share of",
            "excluding",
            "monthly",
            "weekly",
            "highest",
            "lowest",
            "with the highest",
            "with the lowest",
            "number of",
            "from",
            "growth of"},
           names);
}

std::optional<double> FitMisspelt(std::string_view typed, std::string_view name) {
  if (typed.size() < 4 || typed.back() == ' ' || name.empty() || typed[0] != name[0]) {
    return std::nullopt;
  }
  const int allowed = typed.size() < 8 ? 1 : 2;
  int best = allowed + 1;
  const size_t slack = static_cast<size_t>(allowed);
  for (size_t size = typed.size() - slack; size <= typed.size() + slack; ++size) {
    if (size > name.size()) break;
    best = std::min(best, EditDistance(typed, name.substr(0, size), best - 1));
  }
  if (best > allowed) return std::nullopt;
  return kMisspeltCost + 0.1 * best;
}

}  // namespace

std::vector<Name> NamesOf(const semantic::Model& model, const catalog::Catalog& catalog) {
  std::vector<Name> names;
  AddMetrics(model, &names);
  AddDimensions(model, &names);
  AddEntities(model, &names);
  AddTimes(model, catalog, &names);
  AddWords(&names);
  std::erase_if(names, [](const Name& name) { return name.text.empty(); });
  for (Name& name : names) name.initials = InitialsOf(name.text) | InitialsOf(name.plural);
  return names;
}

uint64_t InitialsOf(std::string_view text) {
  uint64_t initials = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    const bool begins = at == 0 || text[at - 1] == ' ';
    if (begins) initials |= uint64_t{1} << (static_cast<unsigned char>(text[at]) % 64);
  }
  return initials;
}

std::optional<double> Fit(std::string_view typed, std::string_view name) {
  if (typed.empty()) return 0;
  if (typed == name) return std::nullopt;
  if (StartsWith(name, typed)) return 0;
  for (size_t at = name.find(' '); at != std::string_view::npos; at = name.find(' ', at + 1)) {
    if (StartsWith(name.substr(at + 1), typed)) return kLaterWordCost;
  }
  return FitMisspelt(typed, name);
}

}  // namespace aisle::language
