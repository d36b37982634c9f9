// Value is one cell: what a column holds, a literal in a question, a number in an answer.
// Plain and comparable; decimals of the engine arrive as double (exact to 15 digits).
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace aisle {

struct Date {  // days since 1970-01-01, proleptic Gregorian
  int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};
struct Timestamp {  // microseconds since 1970-01-01T00:00:00, no zone
  int64_t micros = 0;
  auto operator<=>(const Timestamp&) const = default;
};
struct TimeOfDay {  // microseconds since midnight
  int64_t micros = 0;
  auto operator<=>(const TimeOfDay&) const = default;
};

using Value =
    std::variant<std::monostate, bool, int64_t, double, std::string, Date, Timestamp, TimeOfDay>;

enum class Type { kBoolean, kInteger, kDecimal, kDouble, kText, kDate, kTimestamp, kTime };

inline bool IsNull(const Value& value) { return std::holds_alternative<std::monostate>(value); }
inline bool IsNumeric(Type type) {
  return type == Type::kInteger || type == Type::kDecimal || type == Type::kDouble;
}
inline bool IsTemporal(Type type) { return type == Type::kDate || type == Type::kTimestamp; }

// "integer", "decimal", "text" …: the names used in the catalog, in JSON and in YAML.
std::string ToString(Type type);
bool ParseType(const std::string& name, Type* type);

// The value as plain text: 12, 3.5, true, Mumbai, 2022-04-30, 2022-04-30 10:15:00, 10:15:00;
// null is empty. Doubles print with the fewest digits that read back the same.
std::string ToString(const Value& value);

// A number (integer, double, boolean as 0/1), or false.
bool AsNumber(const Value& value, double* number);

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1..12
  int day = 1;    // 1..31
  bool operator==(const CivilDate&) const = default;
};
CivilDate ToCivil(Date date);
Date FromCivil(CivilDate civil);  // the day must exist: see IsValidCivil
bool IsValidCivil(CivilDate civil);
int DaysInMonth(int year, int month);
int Weekday(Date date);                                  // 1 = Monday … 7 = Sunday (ISO 8601)
Date AddMonths(Date date, int months);                   // clamps to the last day of the month
bool ParseIsoDate(const std::string& text, Date* date);  // YYYY-MM-DD only

}  // namespace aisle
