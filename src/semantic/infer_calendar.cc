// Calendars that come with the data: a table with a row a day that says what the date itself does
// not, fiscal years, seasons, holidays. Facts reach it by the date on which they happened.
#include <algorithm>

#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

// What a date tells by itself, by the words that headings say it with.
bool FollowsFromDate(const ColumnRole& role) {
  static constexpr std::string_view kPlain[] = {
      "year",  "month", "quarter", "week",  "weekday", "day",   "date",        "calendar", "name",
      "of",    "the",   "number",  "no",    "num",     "short", "long",        "label",    "iso",
      "start", "end",   "in",      "index", "key",     "id",    "abbreviation"};
  return std::all_of(role.words.begin(), role.words.end(), [](const std::string& word) {
    return std::find(std::begin(kPlain), std::end(kPlain), word) != std::end(kPlain);
  });
}

bool ListsDays(const TableRole& table, const std::string& date) {
  const ColumnRole* day = table.Find(date);
  const bool daily = day && day->column->type == Type::kDate && table.IsKey(date);
  return daily && std::any_of(table.columns.begin(), table.columns.end(), [](const auto& role) {
           return role.kind != DimensionKind::kTime && !role.hidden && !FollowsFromDate(role);
         });
}

// The date on which the rows of a table happened; others are told in their own words.
const ColumnRole* MainDate(const Draft& draft, const std::string& name) {
  const TableRole* table = draft.Find(name);
  return table ? DefaultTime(*table) : nullptr;
}

}  // namespace

void InferCalendarJoins(Draft* draft) {
  for (const catalog::Relation& relation : draft->catalog->relations) {
    if (relation.from_columns.size() != 1) continue;
    TableRole* days = draft->Find(relation.to_table);
    const ColumnRole* date = MainDate(*draft, relation.from_table);
    const bool main = date && date->Name() == relation.from_columns[0];
    if (!main || !days || days->hidden || !ListsDays(*days, relation.to_columns[0])) continue;
    draft->model.joins.push_back({relation.from_table,
                                  relation.from_columns,
                                  relation.to_table,
                                  relation.to_columns,
                                  relation.cardinality == catalog::Cardinality::kOneToOne,
                                  relation.orphans,
                                  {}});
    days->referenced = true;
    for (ColumnRole& role : days->columns) role.hidden = role.hidden || FollowsFromDate(role);
  }
}

}  // namespace aisle::semantic
