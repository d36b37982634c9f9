#include "delta/partition.h"

#include <fmt/format.h>

#include "base/text.h"
#include "delta/bounds.h"
#include "delta/uri.h"
#include "engine/engine.h"

namespace aisle::delta {
namespace {

constexpr std::string_view kNullFolder = "__HIVE_DEFAULT_PARTITION__";

const std::optional<std::string>& ValueOf(const PartitionValues& values, const std::string& name) {
  static const std::optional<std::string> kNone;
  const auto found = values.find(name);
  return found == values.end() ? kNone : found->second;
}

std::string WithoutZerosAtEnd(std::string text) {
  if (text.find('.') == text.npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string NormalText(Kind kind, const std::string& text) {
  switch (kind) {
    case Kind::kTimestamp:
    case Kind::kTimestampNtz: {
      const Value time = ReadLowBound(DataType{kind}, json::value(text));
      return IsNull(time) ? text : std::to_string(std::get<Timestamp>(time).micros);
    }
    case Kind::kDecimal:
      return WithoutZerosAtEnd(text);
    case Kind::kBoolean:
      return FoldCase(text);
    default:
      return text;
  }
}

}  // namespace

Status CheckPartitionType(const Field& field) {
  switch (field.type.kind) {
    case Kind::kFloat:
    case Kind::kDouble:
    case Kind::kBinary:
    case Kind::kNested:
      return Invalid(fmt::format("a table cannot be partitioned by `{}`, which is {}", field.name,
                                 ToString(field.type)));
    default:
      return Done{};
  }
}

std::string PartitionTextSql(const Field& field, const std::string& column) {
  if (field.type.kind == Kind::kString) {
    return fmt::format(
        "CASE WHEN {0} = '{1}' THEN error('the partition column holds the text {1}, which "
        "stands for null') ELSE nullif({0}, '') END",
        column, kNullFolder);
  }
  if (field.type.kind == Kind::kTimestamp) {
    return fmt::format("strftime({} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')", column);
  }
  return fmt::format("CAST({} AS VARCHAR)", column);
}

std::string PartitionListSql(const Field& field, const std::vector<const Add*>& files) {
  std::string list;
  for (const Add* file : files) {
    const auto& value = ValueOf(file->partition_values, field.name);
    if (!list.empty()) list += ", ";
    list += value && !value->empty() ? engine::QuoteLiteral(*value) : "NULL";
  }
  return fmt::format("CAST([{}]::VARCHAR[] AS {}[])", list, SqlType(field.type));
}

std::string PartitionFolder(const std::vector<std::string>& columns,
                            const PartitionValues& values) {
  std::string folder;
  for (const std::string& column : columns) {
    const auto& value = ValueOf(values, column);
    const bool filled = value && !value->empty();
    if (!folder.empty()) folder += "/";
    folder += ReplaceAll(ReplaceAll(EncodePath(column), "/", "%2F"), "=", "%3D") + "=";
    folder += filled ? ReplaceAll(ReplaceAll(EncodePath(*value), "/", "%2F"), "=", "%3D")
                     : std::string(kNullFolder);
  }
  return folder;
}

PartitionValues ReadPartitionFolder(const std::vector<std::string>& columns,
                                    std::string_view folder) {
  PartitionValues values;
  const auto parts = Split(folder, '/');
  for (std::size_t i = 0; i < columns.size() && i < parts.size(); ++i) {
    const std::string text = parts[i].substr(parts[i].rfind('=') + 1);
    auto& value = values[columns[i]];
    if (text != kNullFolder && !text.empty()) value = DecodePercent(text);
  }
  return values;
}

PartitionValues Normal(const Schema& schema, const PartitionValues& values) {
  PartitionValues normal;
  for (const auto& [name, value] : values) {
    auto& text = normal[name];
    if (!value || value->empty()) continue;
    const Field* field = schema.Find(name);
    text = field == nullptr ? *value : NormalText(field->type.kind, *value);
  }
  return normal;
}

std::string ToString(const PartitionValues& values) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : values) parts.push_back(name + "=" + value.value_or("null"));
  return Join(parts, ", ");
}

}  // namespace aisle::delta
