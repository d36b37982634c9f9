#include "base/json.h"
#include "delta/bounds.h"
#include "delta/statistics.h"

namespace aisle::delta {
namespace {

const json::value* Member(const json::object& object, std::string_view list,
                          std::string_view column) {
  const json::value* inner = object.if_contains(list);
  return inner != nullptr && inner->is_object() ? inner->get_object().if_contains(column) : nullptr;
}

ColumnStatistics ReadColumn(const json::object& stats, const Field& field) {
  ColumnStatistics column;
  const json::value* nulls = Member(stats, "nullCount", field.name);
  if (nulls != nullptr && nulls->is_int64()) column.nulls = nulls->get_int64();
  const json::value* low = Member(stats, "minValues", field.name);
  if (low != nullptr) column.low = ReadLowBound(field.type, *low);
  const json::value* high = Member(stats, "maxValues", field.name);
  if (high != nullptr) column.high = ReadHighBound(field.type, *high);
  return column;
}

std::optional<int64_t> RowsOf(const json::object& stats) {
  const json::value* rows = stats.if_contains("numRecords");
  if (rows == nullptr || !rows->is_int64()) return {};
  return rows->get_int64();
}

}  // namespace

FileStatistics ParseStatistics(const std::string& stats, const Schema& schema) {
  FileStatistics file;
  const auto parsed = ParseJson(stats);
  if (!parsed || !parsed->is_object()) return file;
  const json::object& object = parsed->get_object();
  file.rows = RowsOf(object);
  for (const Field& field : schema.fields) file.columns[field.name] = ReadColumn(object, field);
  return file;
}

std::optional<int64_t> RowsIn(const std::string& stats) {
  const auto parsed = ParseJson(stats);
  if (!parsed || !parsed->is_object()) return {};
  return RowsOf(parsed->get_object());
}

}  // namespace aisle::delta
