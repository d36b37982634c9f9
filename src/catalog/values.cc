// values.bin: read whole at every start, so it is laid out to be copied rather than parsed.
//
//   "AISLEV1\n"  columns:u32
//   each column: table, column: text; count:u64; counts: i64 × count; lengths: u32 × count; bytes
//   text: length:u32, bytes. All numbers little-endian.
#include "catalog/values.h"

#include <bit>
#include <cstring>

namespace aisle::catalog {
namespace {

static_assert(std::endian::native == std::endian::little, "values.bin is little-endian");

constexpr std::string_view kMagic = "AISLEV1\n";

template <typename T>
void Put(std::string* bytes, T number) {
  bytes->append(reinterpret_cast<const char*>(&number), sizeof number);
}

void PutText(std::string* bytes, std::string_view text) {
  Put(bytes, static_cast<uint32_t>(text.size()));
  bytes->append(text);
}

// Every Take checks what is left first; after a failure all further Takes fail.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  bool Take(size_t size, std::string_view* taken) {
    if (size > rest_.size()) return false;
    *taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }

  template <typename T>
  bool Take(T* number) {
    std::string_view taken;
    if (!Take(sizeof *number, &taken)) return false;
    std::memcpy(number, taken.data(), sizeof *number);
    return true;
  }

  bool TakeText(std::string* text) {
    uint32_t size = 0;
    std::string_view taken;
    if (!Take(&size) || !Take(size, &taken)) return false;
    *text = taken;
    return true;
  }

  size_t Left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

bool TakeColumn(Bytes* bytes, ColumnValues* column) {
  uint64_t count = 0;
  if (!bytes->TakeText(&column->table) || !bytes->TakeText(&column->column)) return false;
  if (!bytes->Take(&count) || count > bytes->Left() / (sizeof(int64_t) + sizeof(uint32_t)))
    return false;
  std::string_view counts, lengths;
  bytes->Take(count * sizeof(int64_t), &counts);
  bytes->Take(count * sizeof(uint32_t), &lengths);
  column->counts.resize(count);
  if (count > 0) std::memcpy(column->counts.data(), counts.data(), counts.size());
  column->values.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    uint32_t length = 0;
    std::memcpy(&length, lengths.data() + i * sizeof length, sizeof length);
    std::string_view value;
    if (!bytes->Take(length, &value)) return false;
    column->values.emplace_back(value);
  }
  return true;
}

void PutColumn(const ColumnValues& column, std::string* bytes) {
  PutText(bytes, column.table);
  PutText(bytes, column.column);
  const size_t count = column.values.size();
  Put(bytes, static_cast<uint64_t>(count));
  for (size_t i = 0; i < count; ++i)
    Put(bytes, i < column.counts.size() ? column.counts[i] : int64_t{0});
  for (const std::string& value : column.values) Put(bytes, static_cast<uint32_t>(value.size()));
  for (const std::string& value : column.values) bytes->append(value);
}

}  // namespace

Result<Values> ParseValues(std::string_view text) {
  const Error damaged = Invalid("values.bin is damaged", "load the files again");
  Bytes bytes(text);
  std::string_view magic;
  uint32_t columns = 0;
  if (!bytes.Take(kMagic.size(), &magic) || magic != kMagic || !bytes.Take(&columns))
    return damaged;
  Values values;
  for (uint32_t i = 0; i < columns; ++i)
    if (!TakeColumn(&bytes, &values.emplace_back())) return damaged;
  if (bytes.Left() != 0) return damaged;
  return values;
}

std::string ToBytes(const Values& values) {
  std::string bytes(kMagic);
  Put(&bytes, static_cast<uint32_t>(values.size()));
  for (const ColumnValues& column : values) PutColumn(column, &bytes);
  return bytes;
}

}  // namespace aisle::catalog
