#include "ingest/profile_grain.h"

#include <fmt/format.h>

namespace aisle::ingest {
namespace {

using catalog::Column;

constexpr int64_t kFewestMonths = 3;  // fewer dates may all be the first of a month by chance
constexpr int64_t kFewestWeeks = 8;

bool DayOf(const Value& value, Date* day) {
  if (const auto* date = std::get_if<Date>(&value)) *day = *date;
  if (const auto* time = std::get_if<Timestamp>(&value)) {
    constexpr int64_t kDay = 86'400'000'000;
    if (time->micros % kDay != 0) return false;
    *day = Date{static_cast<int32_t>(time->micros / kDay)};
  }
  return std::holds_alternative<Date>(value) || std::holds_alternative<Timestamp>(value);
}

// What the first and the last date allow; most columns need no further look.
bool MayBeCoarse(const Column& column) {
  Date low, high;
  if (!IsTemporal(column.type) || column.distinct < kFewestMonths) return false;
  if (!DayOf(column.min, &low) || !DayOf(column.max, &high)) return false;
  const bool months = ToCivil(low).day == 1 && ToCivil(high).day == 1;
  return months || (column.distinct >= kFewestWeeks && (high.days - low.days) % 7 == 0);
}

Result<std::string> GrainOf(engine::Session& session, const std::string& relation_sql,
                            const Column& column) {
  const auto counted = session.Query(fmt::format(
      "SELECT count(*) FILTER (WHERE d <> date_trunc('month', d)), count(*) FILTER (WHERE d <> "
      "date_trunc('year', d)), count(DISTINCT isodow(d)), count(*) FILTER (WHERE d <> "
      "date_trunc('day', d)) FROM (SELECT DISTINCT {} AS d FROM {})",
      engine::QuoteIdentifier(column.name), relation_sql));
  if (!counted) return counted.error();
  const auto& row = counted->rows.at(0);
  const auto none = [&](size_t i) { return row.at(i) == Value(int64_t{0}); };
  if (none(0)) return std::string(none(1) ? "year" : "month");
  const bool weeks = row.at(2) == Value(int64_t{1}) && none(3) && column.distinct >= kFewestWeeks;
  return std::string(weeks ? "week" : "");
}

}  // namespace

Status FindGrains(engine::Session& session, const std::string& relation_sql,
                  catalog::Table* table) {
  for (Column& column : table->columns) {
    if (!MayBeCoarse(column)) continue;
    auto grain = GrainOf(session, relation_sql, column);
    if (!grain) return grain.error();
    column.grain = *std::move(grain);
  }
  return Done{};
}

}  // namespace aisle::ingest
