// Statistics of a data file: how many rows, and per column how many nulls, the smallest and the
// largest value. Source: the Delta protocol, "Per-file Statistics".
//
// Bounds always hold: texts are cut at 32 characters, a cut upper bound is made larger; upper
// bounds of timestamps are rounded up to milliseconds; where no bound can be written (not a
// number, infinity, years beyond four digits) there is none.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/value.h"
#include "delta/schema.h"
#include "engine/engine.h"

namespace aisle::delta {

struct ColumnStatistics {
  std::optional<int64_t> nulls = {};
  Value low = {};   // no value in the file is below it; null: unknown
  Value high = {};  // no value in the file is above it; null: unknown
};

struct FileStatistics {
  std::optional<int64_t> rows = {};
  std::map<std::string, ColumnStatistics> columns = {};  // by the schema's names
};

// Reads an add's `stats`, of whatever writer. What is missing or not as the schema's types would
// have it is unknown; nothing is an error. Numbers that are not whole, or are beyond 64 bits,
// become doubles and their bounds a little wider.
FileStatistics ParseStatistics(const std::string& stats, const Schema& schema);

// Number of rows in the `stats`, if they say so.
std::optional<int64_t> RowsIn(const std::string& stats);

// A file that was written, as its own footer describes it.
struct WrittenStatistics {
  int64_t rows = 0;
  std::map<std::string, int64_t> nulls = {};  // column → how many
  std::string json = {};                      // for the add's `stats`
};

// Path → statistics, from the footers of Parquet files that hold the fields as their first
// columns, in that order and none of them nested.
Result<std::map<std::string, WrittenStatistics>> ReadFooters(engine::Session* session,
                                                             const std::vector<std::string>& paths,
                                                             const std::vector<Field>& fields);

}  // namespace aisle::delta
