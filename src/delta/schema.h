// Schema is the columns of a Delta table: names, types, whether they may be null. Source: the
// Delta protocol, "Schema Serialization Format" (github.com/delta-io/delta, PROTOCOL.md).
//
// Nested types (structs, arrays, maps, variants) are kept as they were written, so that a log
// with them can be read and written back; a scan or a write of such a table is refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace aisle::delta {

enum class Kind {
  kString,
  kLong,
  kInteger,
  kShort,
  kByte,
  kFloat,
  kDouble,
  kBoolean,
  kDate,
  kTimestamp,     // microseconds since 1970-01-01T00:00:00Z
  kTimestampNtz,  // microseconds of a clock on a wall, no zone
  kDecimal,
  kBinary,
  kNested,
};

struct DataType {
  Kind kind = Kind::kString;
  int precision = 0;        // kDecimal: digits in all, 1..38
  int scale = 0;            // kDecimal: digits after the point, 0..precision
  std::string nested = {};  // kNested: the JSON of the type

  bool operator==(const DataType&) const = default;
};

struct Field {
  std::string name;
  DataType type;
  bool nullable = true;
  std::string metadata = "{}";  // a JSON object, as written

  bool operator==(const Field&) const = default;
};

struct Schema {
  std::vector<Field> fields;  // names differ in more than upper and lower case

  const Field* Find(std::string_view name) const;  // case does not count; null: none
  bool operator==(const Schema&) const = default;
};

// Reads `schemaString`. kInvalid when it is no schema, names an unknown primitive type, or has
// two columns whose names differ in case alone.
Result<Schema> ParseSchema(std::string_view text);
// The inverse: one line of JSON.
std::string ToSchemaString(const Schema& schema);

// The names of the protocol: long, decimal(12,2), timestamp_ntz …; nested ones as JSON.
std::string ToString(const DataType& type);
// The engine's name of the type: BIGINT, DECIMAL(12,2) …; empty for nested ones.
std::string SqlType(const DataType& type);
// The type that keeps every value of an engine's type, given by its name in DESCRIBE: unsigned
// numbers become the next larger ones, texts of all kinds strings. kInvalid where there is none.
Result<DataType> FromSqlType(std::string_view name);

}  // namespace aisle::delta
