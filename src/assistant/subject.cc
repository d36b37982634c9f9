#include "assistant/subject.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace aisle::assistant {

using semantic::Dimension;
using semantic::DimensionKind;
using semantic::Model;

namespace {

constexpr size_t kMostMetrics = 8;
constexpr int kQuietDays = 5;

const semantic::TableMeaning* MainTable(const catalog::Catalog& data, const Model& model,
                                        const std::string& fact) {
  if (const auto* named = model.FindTable(fact)) return named;
  const semantic::TableMeaning* best = nullptr;
  const auto rows = [&](const semantic::TableMeaning& table) {
    const auto* found = data.Find(table.name);
    return found == nullptr ? 0 : found->rows;
  };
  const auto better = [&](const semantic::TableMeaning& a, const semantic::TableMeaning& b) {
    if (a.fact != b.fact) return a.fact;
    if (a.time.empty() != b.time.empty()) return b.time.empty();
    if (a.priority != b.priority) return a.priority < b.priority;
    return rows(a) > rows(b);
  };
  for (const auto& table : model.tables) {
    if (table.hidden || table.snapshot) continue;
    if (best == nullptr || better(table, *best)) best = &table;
  }
  return best;
}

std::vector<const semantic::Metric*> HeadlineMetrics(const Model& model, const std::string& table) {
  std::vector<const semantic::Metric*> metrics;
  for (const auto& metric : model.metrics) {
    if (metric.table == table) metrics.push_back(&metric);
  }
  std::stable_sort(metrics.begin(), metrics.end(),
                   [](const auto* a, const auto* b) { return a->priority < b->priority; });
  if (metrics.size() > kMostMetrics) metrics.resize(kMostMetrics);
  return metrics;
}

bool Speaks(const Dimension& dimension, std::initializer_list<std::string_view> words) {
  const std::string name = FoldName(dimension.column + " " + dimension.label);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

struct Reachable {
  const Dimension* dimension;
  int64_t distinct;
};

// Dimensions of the table and of those that its rows reach, the table's own first.
std::vector<Reachable> DimensionsOf(const catalog::Catalog& data, const Model& model,
                                    const std::string& table) {
  std::vector<Reachable> found;
  for (const auto& reach : semantic::ReachableFrom(model, table)) {
    if (reach.ambiguous) continue;
    for (const auto& dimension : model.dimensions) {
      if (dimension.table != reach.table || dimension.hidden) continue;
      const auto* column = data.Find(dimension.table, dimension.column);
      if (column != nullptr && column->distinct > 1) {
        found.push_back({&dimension, column->distinct});
      }
    }
  }
  return found;
}

bool IsGroup(const Reachable& r) {
  return r.dimension->type == Type::kText && r.dimension->kind != DimensionKind::kIdentifier &&
         r.dimension->kind != DimensionKind::kText;
}

// The first dimension that goes by one of the words, with few enough values to list.
std::string First(const std::vector<Reachable>& dimensions, int64_t most,
                  std::initializer_list<std::string_view> words,
                  const std::vector<std::string>& not_these) {
  for (std::string_view word : words) {
    for (const Reachable& r : dimensions) {
      const std::string field = r.dimension->Field();
      const bool taken = std::find(not_these.begin(), not_these.end(), field) != not_these.end();
      if (IsGroup(r) && !taken && r.distinct <= most && Speaks(*r.dimension, {word})) return field;
    }
  }
  return {};
}

std::string AnyCategory(const std::vector<Reachable>& dimensions,
                        const std::vector<std::string>& not_these) {
  for (const Reachable& r : dimensions) {
    const bool taken =
        std::find(not_these.begin(), not_these.end(), r.dimension->Field()) != not_these.end();
    const bool category = r.dimension->kind == DimensionKind::kCategory;
    if (category && !taken && r.distinct <= 60) return r.dimension->Field();
  }
  return {};
}

// People or products: what revenue can be concentrated on.
std::string NameField(const std::vector<Reachable>& dimensions) {
  for (std::string_view word : {"customer", "product", "item", "sku", "style", "name"}) {
    for (const Reachable& r : dimensions) {
      const bool named = r.dimension->kind == DimensionKind::kName ||
                         r.dimension->kind == DimensionKind::kIdentifier;
      const bool text = r.dimension->type == Type::kText;
      if (named && text && r.distinct > 30 && Speaks(*r.dimension, {word})) {
        return r.dimension->Field();
      }
    }
  }
  return {};
}

bool DayOf(const Value& value, Date* day) {
  if (const auto* date = std::get_if<Date>(&value)) {
    *day = *date;
    return true;
  }
  const auto* time = std::get_if<Timestamp>(&value);
  if (time == nullptr) return false;
  day->days = static_cast<int32_t>(time->micros / 86'400'000'000);
  return true;
}

void FindTime(const catalog::Catalog& data, Subject* subject) {
  const auto* column = data.Find(subject->table->name, subject->table->time);
  if (column == nullptr || !DayOf(column->min, &subject->first)) return;
  if (DayOf(column->max, &subject->last)) {
    subject->time = subject->table->name + "." + subject->table->time;
  }
}

Date MonthStart(Date day) {
  CivilDate civil = ToCivil(day);
  civil.day = 1;
  return FromCivil(civil);
}

Date Start(Date day, const std::string& grain) {
  if (grain == "week") return Date{day.days - Weekday(day) + 1};
  const Date month = MonthStart(day);
  return grain == "year" ? AddMonths(month, 1 - ToCivil(month).month) : month;
}

Date Next(Date start, const std::string& grain, int steps) {
  if (grain == "week") return Date{start.days + 7 * steps};
  return AddMonths(start, (grain == "year" ? 12 : 1) * steps);
}

}  // namespace

Subject FindSubject(const catalog::Catalog& data, const Model& model, const std::string& fact) {
  Subject subject;
  subject.table = MainTable(data, model, fact);
  if (subject.table == nullptr) return subject;
  subject.metrics = HeadlineMetrics(model, subject.table->name);
  FindTime(data, &subject);
  const auto dimensions = DimensionsOf(data, model, subject.table->name);
  subject.region = First(dimensions, 500, {"region", "state", "country", "territory", "city"}, {});
  subject.status = First(dimensions, 30, {"status", "channel", "segment", "ship mode", "payment"},
                         {subject.region});
  subject.category = First(dimensions, 60, {"category", "department", "type", "segment", "brand"},
                           {subject.region, subject.status});
  if (subject.category.empty()) {
    subject.category = AnyCategory(dimensions, {subject.region, subject.status});
  }
  subject.name = NameField(dimensions);
  return subject;
}

Periods LastPeriods(Date first, Date last) {
  for (const char* grain : {"year", "month", "week"}) {
    Periods periods;
    periods.grain = grain;
    // The period that holds the last day is complete when that is its own last day; a year also
    // when it lacks a few days around the new one, on which few shops sell.
    const int slack = periods.grain == "year" ? kQuietDays : 0;
    first.days -= slack;
    periods.current = Start(Date{last.days + 1 + slack}, grain);
    periods.current = Next(periods.current, grain, -1);
    periods.current_end = Date{Next(periods.current, grain, 1).days - 1};
    periods.before = Next(periods.current, grain, -1);
    periods.before_end = Date{periods.current.days - 1};
    if (periods.before >= first && periods.current_end.days <= last.days + slack) return periods;
    first.days += slack;
  }
  return {};
}

}  // namespace aisle::assistant
