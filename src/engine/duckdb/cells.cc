#include "engine/duckdb/cells.h"

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include "engine/duckdb/handles.h"
#include "engine/duckdb/nested_text.h"

namespace aisle::engine {
namespace {

__extension__ using Int128 = __int128;
__extension__ using UnsignedInt128 = unsigned __int128;

Int128 Wide(duckdb_hugeint huge) {
  const auto high = static_cast<UnsignedInt128>(static_cast<uint64_t>(huge.upper));
  return static_cast<Int128>((high << 64) | huge.lower);
}

Value FromWide(Int128 number) {
  if (number >= INT64_MIN && number <= INT64_MAX) return static_cast<int64_t>(number);
  return static_cast<double>(number);
}

// The double nearest to number / 10^scale. Up to 2^53 one correctly rounded division does it;
// beyond, the wider type keeps all 64 bits of the dividend.
double Scaled(Int128 number, int scale) {
  constexpr Int128 kExact = Int128{1} << 53;
  if (number <= kExact && number >= -kExact && scale <= 22) {
    double power = 1;
    for (int i = 0; i < scale; ++i) power *= 10;
    return static_cast<double>(number) / power;
  }
  long double power = 1;
  for (int i = 0; i < scale; ++i) power *= 10;
  return static_cast<double>(static_cast<long double>(number) / power);
}

// The engine's dates and times know infinity, ours do not: it stays a word.
template <typename Integer>
bool IsEndless(Integer count, Value* word) {
  constexpr Integer kEnd = std::numeric_limits<Integer>::max();
  if (count != kEnd && count != -kEnd) return false;
  *word = count > 0 ? "infinity" : "-infinity";
  return true;
}

// `per_unit` microseconds make a unit of the count.
Value FromCount(int64_t count, int64_t per_unit) {
  Value value;
  if (IsEndless(count, &value)) return value;
  int64_t micros = 0;
  if (__builtin_mul_overflow(count, per_unit, &micros)) return value;
  return Timestamp{micros};
}

Value FromNanos(int64_t nanos) {
  Value value;
  if (IsEndless(nanos, &value)) return value;
  return Timestamp{nanos / 1000 - (nanos % 1000 < 0 ? 1 : 0)};
}

Value FromDays(int32_t days) {
  Value value;
  return IsEndless(days, &value) ? value : Value(Date{days});
}

}  // namespace

Type ToType(duckdb_logical_type type) {
  switch (duckdb_get_type_id(type)) {
    case DUCKDB_TYPE_BOOLEAN:
      return Type::kBoolean;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_UHUGEINT:
      return Type::kInteger;
    case DUCKDB_TYPE_DECIMAL:
      return Type::kDecimal;
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
      return Type::kDouble;
    case DUCKDB_TYPE_DATE:
      return Type::kDate;
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_S:
    case DUCKDB_TYPE_TIMESTAMP_MS:
    case DUCKDB_TYPE_TIMESTAMP_NS:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return Type::kTimestamp;
    case DUCKDB_TYPE_TIME:
    case DUCKDB_TYPE_TIME_NS:
    case DUCKDB_TYPE_TIME_TZ:
      return Type::kTime;
    default:
      return Type::kText;
  }
}

Cells::Cells(duckdb_vector vector, duckdb_logical_type type)
    : vector_(vector),
      type_(type),
      id_(duckdb_get_type_id(type)),
      data_(duckdb_vector_get_data(vector)),
      validity_(duckdb_vector_get_validity(vector)) {}

Value Cells::At(idx_t row) const {
  if (validity_ != nullptr && !duckdb_validity_row_is_valid(validity_, row)) return {};
  return Filled(row);
}

Value Cells::Filled(idx_t row) const {
  switch (id_) {
    case DUCKDB_TYPE_BOOLEAN:
      return Raw<bool>(row);
    case DUCKDB_TYPE_TINYINT:
      return int64_t{Raw<int8_t>(row)};
    case DUCKDB_TYPE_SMALLINT:
      return int64_t{Raw<int16_t>(row)};
    case DUCKDB_TYPE_INTEGER:
      return int64_t{Raw<int32_t>(row)};
    case DUCKDB_TYPE_BIGINT:
      return Raw<int64_t>(row);
    case DUCKDB_TYPE_UTINYINT:
      return int64_t{Raw<uint8_t>(row)};
    case DUCKDB_TYPE_USMALLINT:
      return int64_t{Raw<uint16_t>(row)};
    case DUCKDB_TYPE_UINTEGER:
      return int64_t{Raw<uint32_t>(row)};
    case DUCKDB_TYPE_UBIGINT:
      return FromWide(Raw<uint64_t>(row));
    case DUCKDB_TYPE_HUGEINT:
      return FromWide(Wide(Raw<duckdb_hugeint>(row)));
    case DUCKDB_TYPE_UHUGEINT: {
      const auto huge = Raw<duckdb_uhugeint>(row);
      if (huge.upper == 0) return FromWide(huge.lower);
      return duckdb_uhugeint_to_double(huge);
    }
    case DUCKDB_TYPE_DECIMAL:
      return Decimal(row);
    case DUCKDB_TYPE_FLOAT:
      return double{Raw<float>(row)};
    case DUCKDB_TYPE_DOUBLE:
      return Raw<double>(row);
    case DUCKDB_TYPE_DATE:
      return FromDays(Raw<int32_t>(row));
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return FromCount(Raw<int64_t>(row), 1);
    case DUCKDB_TYPE_TIMESTAMP_S:
      return FromCount(Raw<int64_t>(row), 1'000'000);
    case DUCKDB_TYPE_TIMESTAMP_MS:
      return FromCount(Raw<int64_t>(row), 1'000);
    case DUCKDB_TYPE_TIMESTAMP_NS:
      return FromNanos(Raw<int64_t>(row));
    case DUCKDB_TYPE_TIME:
      return TimeOfDay{Raw<int64_t>(row)};
    case DUCKDB_TYPE_TIME_NS:
      return TimeOfDay{Raw<int64_t>(row) / 1000};
    case DUCKDB_TYPE_TIME_TZ:  // 40 bits of microseconds above 24 bits of offset
      return TimeOfDay{static_cast<int64_t>(Raw<uint64_t>(row) >> 24)};
    case DUCKDB_TYPE_ENUM:
      return Enum(row);
    case DUCKDB_TYPE_VARCHAR:
      return Text(row);
    case DUCKDB_TYPE_SQLNULL:
      return {};
    default:
      return NestedText(vector_, type_, row);
  }
}

Value Cells::Text(idx_t row) const {
  duckdb_string_t text = Raw<duckdb_string_t>(row);
  return std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
}

Value Cells::Decimal(idx_t row) const {
  const int scale = duckdb_decimal_scale(type_);
  switch (duckdb_decimal_internal_type(type_)) {
    case DUCKDB_TYPE_SMALLINT:
      return Scaled(Raw<int16_t>(row), scale);
    case DUCKDB_TYPE_INTEGER:
      return Scaled(Raw<int32_t>(row), scale);
    case DUCKDB_TYPE_BIGINT:
      return Scaled(Raw<int64_t>(row), scale);
    default:
      return Scaled(Wide(Raw<duckdb_hugeint>(row)), scale);
  }
}

Value Cells::Enum(idx_t row) const {
  idx_t index = 0;
  switch (duckdb_enum_internal_type(type_)) {
    case DUCKDB_TYPE_UTINYINT:
      index = Raw<uint8_t>(row);
      break;
    case DUCKDB_TYPE_USMALLINT:
      index = Raw<uint16_t>(row);
      break;
    default:
      index = Raw<uint32_t>(row);
  }
  char* word = duckdb_enum_dictionary_value(type_, index);
  std::string text = word != nullptr ? word : "";
  duckdb_free(word);
  return text;
}

}  // namespace aisle::engine
