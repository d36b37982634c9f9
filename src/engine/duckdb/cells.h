// Cells of DuckDB's vectors as Values. Every type of the engine has a reading: numbers, texts and
// times their own; what Value has no room for (lists, structs, intervals, blobs …) its text.
#pragma once

#include <duckdb.h>

#include "base/value.h"

namespace aisle::engine {

Type ToType(duckdb_logical_type type);

// One column of one chunk. `type` and the vector outlive the reader.
class Cells {
 public:
  Cells(duckdb_vector vector, duckdb_logical_type type);
  Value At(idx_t row) const;

 private:
  Value Filled(idx_t row) const;
  Value Decimal(idx_t row) const;
  Value Enum(idx_t row) const;
  Value Text(idx_t row) const;
  template <typename T>
  const T& Raw(idx_t row) const {
    return static_cast<const T*>(data_)[row];
  }

  duckdb_vector vector_;
  duckdb_logical_type type_;
  duckdb_type id_;
  const void* data_;
  uint64_t* validity_;  // null: every cell is filled
};

}  // namespace aisle::engine
