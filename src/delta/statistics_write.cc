#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/json.h"
#include "delta/bounds.h"
#include "delta/paths_sql.h"
#include "delta/statistics.h"

namespace aisle::delta {
namespace {

// Columns of one type are asked for together: a query of many columns takes long to plan.
using Columns = std::vector<std::size_t>;  // indexes of fields

std::map<std::string, Columns> ByType(const std::vector<Field>& fields) {
  std::map<std::string, Columns> groups;
  for (std::size_t i = 0; i < fields.size(); ++i) groups[SqlType(fields[i].type)].push_back(i);
  return groups;
}

bool IsTemporal(Kind kind) {
  return kind == Kind::kDate || kind == Kind::kTimestamp || kind == Kind::kTimestampNtz;
}

// The bound of one column of a file. There is none when a row group with values says nothing, as
// one that holds a NaN does. Numbers come as text, which loses no digit.
std::string BoundSql(const DataType& type, std::string_view side) {
  if (type.kind == Kind::kBinary) return "NULL";
  const std::string bound = fmt::format("{0}(CAST(stats_{0}_value AS {1}))", side, SqlType(type));
  return fmt::format(
      "CASE WHEN count(*) FILTER (stats_{}_value IS NULL AND coalesce(stats_null_count, -1) <> "
      "num_values) = 0 THEN {} END",
      side, IsTemporal(type.kind) ? bound : "CAST(" + bound + " AS VARCHAR)");
}

// A row for each file and column.
std::string FootersSql(const std::vector<std::string>& paths, const DataType& type,
                       const Columns& columns) {
  return fmt::format(
      "SELECT file_name, column_id, sum(row_group_num_rows)::BIGINT, "
      "sum(stats_null_count)::BIGINT, "
      "{}, {} FROM parquet_metadata({}) WHERE column_id IN ({}) GROUP BY file_name, column_id",
      BoundSql(type, "min"), BoundSql(type, "max"), PathListSql(paths), fmt::join(columns, ", "));
}

// Three objects with a member a column; numbers are written digit by digit, so not by Boost.JSON.
struct Lists {
  std::string low, high, nulls;

  static void Append(std::string* list, const std::string& name, const std::string& value) {
    if (!list->empty()) *list += ",";
    *list += json::serialize(json::string(name)) + ":" + value;
  }
};

// What the footer of one file says of a column.
struct ColumnFooter {
  Value nulls;
  Value low;
  Value high;
};

struct Footer {
  int64_t rows = 0;
  std::vector<ColumnFooter> columns;  // as many as there are fields
};

Status ReadType(engine::Session* session, const std::vector<std::string>& paths,
                const DataType& type, const Columns& columns,
                std::map<std::string, Footer>* footers) {
  const auto rows = session->Query(FootersSql(paths, type, columns));
  if (!rows) return rows.error();
  for (const auto& row : rows->rows) {
    Footer& footer = (*footers)[ToString(row[0])];
    footer.rows = std::get<int64_t>(row[2]);
    footer.columns[static_cast<std::size_t>(std::get<int64_t>(row[1]))] = {row[3], row[4], row[5]};
  }
  return Done{};
}

WrittenStatistics ToStatistics(const Footer& footer, const std::vector<Field>& fields) {
  WrittenStatistics statistics;
  statistics.rows = footer.rows;
  Lists lists;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const ColumnFooter& column = footer.columns[i];
    if (const auto* nulls = std::get_if<int64_t>(&column.nulls)) {
      statistics.nulls[fields[i].name] = *nulls;
      Lists::Append(&lists.nulls, fields[i].name, std::to_string(*nulls));
    }
    const auto low = LowBoundJson(fields[i].type, column.low);
    if (low) Lists::Append(&lists.low, fields[i].name, *low);
    const auto high = HighBoundJson(fields[i].type, column.high);
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
  std::map<std::string, Footer> footers;  // a file without rows says nothing of its columns
  for (const std::string& path : paths) footers[path].columns.resize(fields.size());
  if (paths.empty()) return std::map<std::string, WrittenStatistics>();
  for (const auto& [type, columns] : ByType(fields)) {
    const auto read = ReadType(session, paths, fields[columns.front()].type, columns, &footers);
    if (!read) return read.error();
  }
  std::map<std::string, WrittenStatistics> found;
  for (const auto& [path, footer] : footers) found[path] = ToStatistics(footer, fields);
  return found;
}

}  // namespace aisle::delta
