// Scan is how the rows of a snapshot are read: SQL of the engine over its Parquet files, with the
// schema's columns in their order and types. Columns that a file does not have are null; partition
// values come from the log, not from the names of folders.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/value.h"
#include "delta/snapshot.h"

namespace aisle::delta {

// The name of the column that ScanOptions::with_file adds.
inline constexpr char kFileColumn[] = "_delta_file";

struct ScanOptions {
  bool with_file = false;  // one more column: the index of the row's file in `files`, BIGINT
};

std::vector<const Add*> AllFiles(const Snapshot& snapshot);

// "SELECT …" over these files of the snapshot. The statement is meant for the table's session (or
// another whose time zone is UTC) and stays right as long as vacuum leaves the files.
// kInvalid when the table has columns of nested types.
Result<std::string> ScanSql(const Table& table, const Snapshot& snapshot,
                            const std::vector<const Add*>& files, const ScanOptions& options = {});

// Values of a column that are asked for, both ends included; null: no end.
struct ColumnRange {
  std::string column;
  Value low = {};
  Value high = {};
};

// The files that may have rows in all of the ranges, by partition values and statistics. Files
// that say nothing are among them.
std::vector<const Add*> FilesFor(const Snapshot& snapshot, const std::vector<ColumnRange>& ranges);

std::string AbsolutePath(const Table& table, const Add& add);

}  // namespace aisle::delta
