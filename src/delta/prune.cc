// FilesFor: which files of a snapshot can be left out of a scan.
#include <cmath>

#include "base/json.h"
#include "base/text.h"
#include "delta/bounds.h"
#include "delta/scan.h"
#include "delta/statistics.h"

namespace aisle::delta {
namespace {

// -1, 0, 1, or nothing for values that do not compare.
std::optional<int> Compare(const Value& a, const Value& b) {
  const auto sign = [](const auto& x, const auto& y) { return x < y ? -1 : (y < x ? 1 : 0); };
  if (const auto* x = std::get_if<int64_t>(&a), *y = std::get_if<int64_t>(&b); x && y) {
    return sign(*x, *y);
  }
  double left = 0, right = 0;
  if (AsNumber(a, &left) && AsNumber(b, &right)) {
    if (std::isnan(left) || std::isnan(right)) return {};
    return sign(left, right);
  }
  if (a.index() != b.index() || IsNull(a)) return {};
  if (const auto* x = std::get_if<std::string>(&a)) return sign(*x, std::get<std::string>(b));
  if (const auto* x = std::get_if<Date>(&a)) return sign(*x, std::get<Date>(b));
  if (const auto* x = std::get_if<Timestamp>(&a)) return sign(*x, std::get<Timestamp>(b));
  return {};
}

bool IsBelow(const Value& a, const Value& b) { return Compare(a, b).value_or(0) < 0; }

bool Apart(const ColumnStatistics& column, std::optional<int64_t> rows, const ColumnRange& range) {
  const bool all_null = column.nulls && rows && *column.nulls == *rows;
  if (all_null && (!IsNull(range.low) || !IsNull(range.high))) return true;
  return IsBelow(column.high, range.low) || IsBelow(range.high, column.low);
}

// A partition value as statistics of the one value there is.
ColumnStatistics FromPartition(const Add& file, const Field& field) {
  ColumnStatistics column;
  const auto found = file.partition_values.find(field.name);
  if (found == file.partition_values.end()) return column;
  if (!found->second || found->second->empty()) {
    column.nulls = RowsIn(file.stats);
    return column;
  }
  const bool is_word = field.type.kind == Kind::kString || field.type.kind == Kind::kDate ||
                       field.type.kind == Kind::kTimestamp ||
                       field.type.kind == Kind::kTimestampNtz;
  const auto value =
      is_word ? Result<json::value>(json::value(*found->second)) : ParseJson(*found->second);
  if (!value) return column;
  column.low = ReadLowBound(field.type, *value);
  column.high = ReadHighBound(field.type, *value);
  return column;
}

bool MayMatch(const Snapshot& snapshot, const Add& file, const std::vector<ColumnRange>& ranges) {
  const FileStatistics statistics = ParseStatistics(file.stats, snapshot.schema);
  for (const ColumnRange& range : ranges) {
    const Field* field = snapshot.schema.Find(range.column);
    if (field == nullptr) continue;
    const auto found = statistics.columns.find(field->name);
    const bool partition = snapshot.IsPartitionColumn(field->name);
    if (!partition && found == statistics.columns.end()) continue;
    if (Apart(partition ? FromPartition(file, *field) : found->second, statistics.rows, range)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::vector<const Add*> FilesFor(const Snapshot& snapshot, const std::vector<ColumnRange>& ranges) {
  std::vector<const Add*> files;
  for (const Add* file : AllFiles(snapshot)) {
    if (ranges.empty() || MayMatch(snapshot, *file, ranges)) files.push_back(file);
  }
  return files;
}

}  // namespace aisle::delta
