#include "engine/duckdb/nested_text.h"

#include <fmt/format.h>

#include <string_view>

#include "base/value.h"
#include "engine/duckdb/cells.h"
#include "engine/duckdb/handles.h"

namespace aisle::engine {
namespace {

std::string CellText(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  const Value value = Cells(vector, type).At(row);
  return IsNull(value) ? "NULL" : ToString(value);
}

std::string Elements(duckdb_vector child, duckdb_logical_type type, idx_t begin, idx_t count) {
  std::string text = "[";
  for (idx_t i = 0; i < count; ++i) {
    if (i > 0) text += ", ";
    text += CellText(child, type, begin + i);
  }
  return text + "]";
}

std::string ListText(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  const auto entry = static_cast<duckdb_list_entry*>(duckdb_vector_get_data(vector))[row];
  const LogicalType child(duckdb_list_type_child_type(type));
  return Elements(duckdb_list_vector_get_child(vector), child.get(), entry.offset, entry.length);
}

std::string ArrayText(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  const LogicalType child(duckdb_array_type_child_type(type));
  const idx_t size = duckdb_array_type_array_size(type);
  return Elements(duckdb_array_vector_get_child(vector), child.get(), row * size, size);
}

std::string StructText(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  std::string text = "{";
  const idx_t count = duckdb_struct_type_child_count(type);
  for (idx_t i = 0; i < count; ++i) {
    char* name = duckdb_struct_type_child_name(type, i);
    const LogicalType child(duckdb_struct_type_child_type(type, i));
    text += fmt::format("{}'{}': {}", i > 0 ? ", " : "", name,
                        CellText(duckdb_struct_vector_get_child(vector, i), child.get(), row));
    duckdb_free(name);
  }
  return text + "}";
}

// A map is stored as a list of structs of key and value.
std::string MapText(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  const auto entry = static_cast<duckdb_list_entry*>(duckdb_vector_get_data(vector))[row];
  const duckdb_vector pairs = duckdb_list_vector_get_child(vector);
  const LogicalType key(duckdb_map_type_key_type(type));
  const LogicalType value(duckdb_map_type_value_type(type));
  std::string text = "{";
  for (idx_t i = entry.offset; i < entry.offset + entry.length; ++i) {
    if (i > entry.offset) text += ", ";
    text += CellText(duckdb_struct_vector_get_child(pairs, 0), key.get(), i) + "=" +
            CellText(duckdb_struct_vector_get_child(pairs, 1), value.get(), i);
  }
  return text + "}";
}

// A union is stored as a struct of its tag and every member; the tag says which one holds.
std::string UnionText(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  const duckdb_vector tags = duckdb_struct_vector_get_child(vector, 0);
  const idx_t tag = static_cast<uint8_t*>(duckdb_vector_get_data(tags))[row];
  if (tag >= duckdb_union_type_member_count(type)) return "NULL";
  const LogicalType member(duckdb_union_type_member_type(type, tag));
  return CellText(duckdb_struct_vector_get_child(vector, tag + 1), member.get(), row);
}

std::string IntervalText(const duckdb_interval& interval) {
  std::string text;
  const auto add = [&](int64_t number, const char* unit) {
    if (number == 0) return;
    text += fmt::format("{}{} {}{}", text.empty() ? "" : " ", number, unit,
                        number == 1 || number == -1 ? "" : "s");
  };
  add(interval.months / 12, "year");
  add(interval.months % 12, "month");
  add(interval.days, "day");
  if (interval.micros != 0 || text.empty()) {
    const bool negative = interval.micros < 0;
    const auto micros = negative ? ~static_cast<uint64_t>(interval.micros) + 1
                                 : static_cast<uint64_t>(interval.micros);
    const uint64_t seconds = micros / 1'000'000;
    text += fmt::format("{}{}{:02}:{:02}:{:02}", text.empty() ? "" : " ", negative ? "-" : "",
                        seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (micros % 1'000'000 != 0) text += fmt::format(".{:06}", micros % 1'000'000);
  }
  return text;
}

// The engine flips the top bit so that ids sort like text.
std::string UuidText(duckdb_hugeint id) {
  const uint64_t high = static_cast<uint64_t>(id.upper) ^ (uint64_t{1} << 63);
  const std::string hex = fmt::format("{:016x}{:016x}", high, id.lower);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20);
}

// The first byte says how many bits of the second are padding.
std::string BitText(std::string_view bytes) {
  if (bytes.empty()) return "";
  const auto padding = static_cast<size_t>(static_cast<uint8_t>(bytes[0]));
  std::string text;
  for (size_t bit = padding; bit < (bytes.size() - 1) * 8; ++bit) {
    const auto byte = static_cast<uint8_t>(bytes[1 + bit / 8]);
    text += (byte >> (7 - bit % 8) & 1) != 0 ? '1' : '0';
  }
  return text;
}

std::string BlobText(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    if (c >= ' ' && c <= '~' && c != '\\') {
      text += c;
    } else {
      text += fmt::format("\\x{:02X}", static_cast<uint8_t>(c));
    }
  }
  return text;
}

}  // namespace

std::string NestedText(duckdb_vector vector, duckdb_logical_type type, idx_t row) {
  const void* data = duckdb_vector_get_data(vector);
  const auto bytes = [&] {
    auto text = static_cast<const duckdb_string_t*>(data)[row];
    return std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
  };
  switch (duckdb_get_type_id(type)) {
    case DUCKDB_TYPE_LIST:
      return ListText(vector, type, row);
    case DUCKDB_TYPE_ARRAY:
      return ArrayText(vector, type, row);
    case DUCKDB_TYPE_STRUCT:
      return StructText(vector, type, row);
    case DUCKDB_TYPE_MAP:
      return MapText(vector, type, row);
    case DUCKDB_TYPE_UNION:
      return UnionText(vector, type, row);
    case DUCKDB_TYPE_INTERVAL:
      return IntervalText(static_cast<const duckdb_interval*>(data)[row]);
    case DUCKDB_TYPE_UUID:
      return UuidText(static_cast<const duckdb_hugeint*>(data)[row]);
    case DUCKDB_TYPE_BIT:
      return BitText(bytes());
    case DUCKDB_TYPE_BLOB:
    case DUCKDB_TYPE_BIGNUM:
      return BlobText(bytes());
    default:  // a type of a later engine: its layout is not known, so it is not read
      return fmt::format("(value of engine type {})", static_cast<int>(duckdb_get_type_id(type)));
  }
}

}  // namespace aisle::engine
