#include "delta/schema.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <set>

#include "base/json.h"
#include "base/text.h"

namespace aisle::delta {
namespace {

struct Primitive {
  Kind kind;
  std::string_view name;
  std::string_view sql;
};

constexpr std::array kPrimitives = {
    Primitive{Kind::kString, "string", "VARCHAR"},
    Primitive{Kind::kLong, "long", "BIGINT"},
    Primitive{Kind::kInteger, "integer", "INTEGER"},
    Primitive{Kind::kShort, "short", "SMALLINT"},
    Primitive{Kind::kByte, "byte", "TINYINT"},
    Primitive{Kind::kFloat, "float", "FLOAT"},
    Primitive{Kind::kDouble, "double", "DOUBLE"},
    Primitive{Kind::kBoolean, "boolean", "BOOLEAN"},
    Primitive{Kind::kDate, "date", "DATE"},
    Primitive{Kind::kTimestamp, "timestamp", "TIMESTAMP WITH TIME ZONE"},
    Primitive{Kind::kTimestampNtz, "timestamp_ntz", "TIMESTAMP"},
    Primitive{Kind::kBinary, "binary", "BLOB"},
};

// Types of the engine that Delta has no name for, and the smallest of Delta's that holds them.
struct Wider {
  std::string_view sql;
  DataType type;
};

const std::vector<Wider>& WiderTypes() {
  static const std::vector<Wider> types = {
      {"UTINYINT", {Kind::kShort}},
      {"USMALLINT", {Kind::kInteger}},
      {"UINTEGER", {Kind::kLong}},
      {"UBIGINT", {Kind::kDecimal, 20, 0}},
      {"HUGEINT", {Kind::kDecimal, 38, 0}},
      {"UUID", {Kind::kString}},
      {"TIMESTAMP_S", {Kind::kTimestampNtz}},
      {"TIMESTAMP_MS", {Kind::kTimestampNtz}},
  };
  return types;
}

bool ReadNumber(std::string_view text, int* number) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return failure == std::errc() && end == text.data() + text.size();
}

// "(12,2)" behind the word decimal; the parser of every spelling of a decimal.
bool ReadPrecision(std::string_view text, DataType* type) {
  if (!StartsWith(text, "(") || !EndsWith(text, ")")) return false;
  const auto parts = Split(text.substr(1, text.size() - 2), ',');
  if (parts.size() != 2) return false;
  return ReadNumber(Trim(parts[0]), &type->precision) && ReadNumber(Trim(parts[1]), &type->scale) &&
         type->precision >= 1 && type->precision <= 38 && type->scale >= 0 &&
         type->scale <= type->precision;
}

Result<DataType> ParsePrimitive(std::string_view name) {
  for (const Primitive& primitive : kPrimitives) {
    if (primitive.name == name) return DataType{primitive.kind};
  }
  DataType decimal{Kind::kDecimal, 10, 0};
  if (name == "decimal") return decimal;
  if (StartsWith(name, "decimal") && ReadPrecision(name.substr(7), &decimal)) return decimal;
  if (name == "variant" || name == "void") {
    return DataType{Kind::kNested, 0, 0, "\"" + std::string(name) + "\""};
  }
  return Invalid(fmt::format("the schema names a type `{}` that is not known", name));
}

Result<DataType> ParseType(const json::value& value) {
  if (const json::string* name = value.if_string()) {
    return ParsePrimitive(std::string_view(name->data(), name->size()));
  }
  if (!value.is_object()) return Invalid("a column of the schema has no type");
  return DataType{Kind::kNested, 0, 0, json::serialize(value)};
}

Result<Field> ParseField(const json::value& value) {
  const json::object* object = value.if_object();
  const json::value* name = object ? object->if_contains("name") : nullptr;
  const json::value* type = object ? object->if_contains("type") : nullptr;
  if (name == nullptr || !name->is_string() || type == nullptr) {
    return Invalid("a column of the schema has no name or no type");
  }
  auto parsed = ParseType(*type);
  if (!parsed) return parsed.error();
  Field field{std::string(name->get_string()), *std::move(parsed)};
  const json::value* nullable = object->if_contains("nullable");
  field.nullable = nullable == nullptr || !nullable->is_bool() || nullable->get_bool();
  const json::value* metadata = object->if_contains("metadata");
  if (metadata != nullptr && metadata->is_object()) field.metadata = json::serialize(*metadata);
  return field;
}

json::value TypeValue(const DataType& type) {
  if (type.kind != Kind::kNested) return json::value(ToString(type));
  const auto parsed = ParseJson(type.nested);
  return parsed ? *parsed : json::value(type.nested);
}

json::object FieldValue(const Field& field) {
  const auto metadata = ParseJson(field.metadata);
  return {{"name", field.name},
          {"type", TypeValue(field.type)},
          {"nullable", field.nullable},
          {"metadata", metadata ? *metadata : json::value(json::object())}};
}

}  // namespace

const Field* Schema::Find(std::string_view name) const {
  const std::string folded = FoldCase(name);
  for (const Field& field : fields) {
    if (field.name == name || FoldCase(field.name) == folded) return &field;
  }
  return nullptr;
}

Result<Schema> ParseSchema(std::string_view text) {
  const auto parsed = ParseJson(text);
  if (!parsed) return Invalid("the table's schema is not JSON: " + parsed.error().message);
  const json::object* object = parsed->if_object();
  const json::value* fields = object ? object->if_contains("fields") : nullptr;
  if (fields == nullptr || !fields->is_array()) return Invalid("the table's schema has no columns");
  Schema schema;
  std::set<std::string> names;
  for (const json::value& item : fields->get_array()) {
    auto field = ParseField(item);
    if (!field) return field.error();
    if (!names.insert(FoldCase(field->name)).second) {
      return Invalid(fmt::format("the schema has two columns called `{}`", field->name));
    }
    schema.fields.push_back(*std::move(field));
  }
  return schema;
}

std::string ToSchemaString(const Schema& schema) {
  json::array fields;
  for (const Field& field : schema.fields) fields.push_back(FieldValue(field));
  return json::serialize(json::object{{"type", "struct"}, {"fields", std::move(fields)}});
}

std::string ToString(const DataType& type) {
  if (type.kind == Kind::kNested) return type.nested;
  if (type.kind == Kind::kDecimal) return fmt::format("decimal({},{})", type.precision, type.scale);
  for (const Primitive& primitive : kPrimitives) {
    if (primitive.kind == type.kind) return std::string(primitive.name);
  }
  return {};
}

std::string SqlType(const DataType& type) {
  if (type.kind == Kind::kDecimal) return fmt::format("DECIMAL({},{})", type.precision, type.scale);
  for (const Primitive& primitive : kPrimitives) {
    if (primitive.kind == type.kind) return std::string(primitive.sql);
  }
  return {};
}

Result<DataType> FromSqlType(std::string_view name) {
  for (const Primitive& primitive : kPrimitives) {
    if (primitive.sql == name) return DataType{primitive.kind};
  }
  for (const Wider& wider : WiderTypes()) {
    if (wider.sql == name) return wider.type;
  }
  if (StartsWith(name, "ENUM(") && EndsWith(name, ")")) return DataType{Kind::kString};
  DataType decimal{Kind::kDecimal};
  if (StartsWith(name, "DECIMAL") && ReadPrecision(name.substr(7), &decimal)) return decimal;
  return Invalid(fmt::format("a Delta table has no type for the engine's {}", name),
                 "cast the column to another type, for instance to VARCHAR");
}

}  // namespace aisle::delta
