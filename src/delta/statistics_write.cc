#include <fmt/format.h>

#include "base/json.h"
#include "delta/bounds.h"
#include "delta/paths_sql.h"
#include "delta/statistics.h"

namespace aisle::delta {
namespace {

// Bounds of one column over the row groups of a file. There are none when a row group with values
// says nothing, as one that holds a NaN does. Numbers come as text, which loses no digit.
std::string BoundsSql(const Field& field, std::size_t index) {
  const std::string here = fmt::format("column_id = {}", index);
  const bool temporal = field.type.kind == Kind::kDate || field.type.kind == Kind::kTimestamp ||
                        field.type.kind == Kind::kTimestampNtz;
  const std::string nulls = fmt::format("sum(stats_null_count) FILTER ({})", here);
  if (field.type.kind == Kind::kBinary) return nulls + ", NULL, NULL";
  std::string sql = nulls;
  for (const std::string_view side : {"min", "max"}) {
    // A condition of the whole row, since casts are made before an aggregate's FILTER.
    const std::string bound =
        fmt::format("{0}(CASE WHEN {1} THEN CAST(stats_{0}_value AS {2}) END)", side, here,
                    SqlType(field.type));
    sql += fmt::format(
        ", CASE WHEN count(*) FILTER ({0} AND stats_{1}_value IS NULL AND "
        "coalesce(stats_null_count, -1) <> num_values) = 0 THEN {2} END",
        here, side, temporal ? bound : "CAST(" + bound + " AS VARCHAR)");
  }
  return sql;
}

std::string FootersSql(const std::vector<std::string>& paths, const std::vector<Field>& fields) {
  std::string columns;
  for (std::size_t i = 0; i < fields.size(); ++i) columns += ", " + BoundsSql(fields[i], i);
  return "SELECT file_name, coalesce(sum(row_group_num_rows) FILTER (column_id = 0), 0)::BIGINT" +
         columns + " FROM parquet_metadata(" + PathListSql(paths) + ") GROUP BY file_name";
}

// Three objects with a member a column; numbers are written digit by digit, so not by Boost.JSON.
struct Lists {
  std::string low, high, nulls;

  static void Append(std::string* list, const std::string& name, const std::string& value) {
    if (!list->empty()) *list += ",";
    *list += json::serialize(json::string(name)) + ":" + value;
  }
};

WrittenStatistics FromRow(const std::vector<Value>& row, const std::vector<Field>& fields) {
  WrittenStatistics statistics;
  statistics.rows = std::get<int64_t>(row[1]);
  Lists lists;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Value* cells = &row[2 + 3 * i];
    if (const auto* nulls = std::get_if<int64_t>(&cells[0])) {
      statistics.nulls[fields[i].name] = *nulls;
      Lists::Append(&lists.nulls, fields[i].name, std::to_string(*nulls));
    }
    const auto low = LowBoundJson(fields[i].type, cells[1]);
    if (low) Lists::Append(&lists.low, fields[i].name, *low);
    const auto high = HighBoundJson(fields[i].type, cells[2]);
    if (high) Lists::Append(&lists.high, fields[i].name, *high);
  }
  statistics.json =
      fmt::format(R"({{"numRecords":{},"minValues":{{{}}},"maxValues":{{{}}},"nullCount":{{{}}}}})",
                  statistics.rows, lists.low, lists.high, lists.nulls);
  return statistics;
}

}  // namespace

Result<std::map<std::string, WrittenStatistics>> ReadFooters(engine::Session* session,
                                                             const std::vector<std::string>& paths,
                                                             const std::vector<Field>& fields) {
  std::map<std::string, WrittenStatistics> found;
  if (paths.empty()) return found;
  const auto rows = session->Query(FootersSql(paths, fields));
  if (!rows) return rows.error();
  for (const auto& row : rows->rows) found[ToString(row[0])] = FromRow(row, fields);
  if (found.size() != paths.size()) return Invalid("a data file just written has no footer");
  return found;
}

}  // namespace aisle::delta
