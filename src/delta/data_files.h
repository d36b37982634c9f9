// Data files: rows written as Parquet into a table's folder, ready to be committed. Nothing that
// is written here belongs to the table before a commit names it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "delta/actions.h"
#include "delta/snapshot.h"

namespace aisle::delta {

// Files that were written and are not committed yet; what is not kept is deleted at the end.
class WrittenFiles {
 public:
  WrittenFiles() = default;
  WrittenFiles(WrittenFiles&& other) noexcept { *this = std::move(other); }
  WrittenFiles& operator=(WrittenFiles&& other) noexcept;
  ~WrittenFiles() { Discard(); }

  void Own(std::string path) { paths_.push_back(std::move(path)); }
  void Adopt(WrittenFiles other);
  void Keep() { paths_.clear(); }
  void Discard();
  // Makes the files, and their names in the folders up to the table's, durable.
  Status Sync(const std::string& root) const;

 private:
  std::vector<std::string> paths_;  // absolute
};

struct Layout {
  Schema schema;                               // what the rows have, in this order
  std::vector<std::string> partition_columns;  // of the schema
  int64_t file_bytes = 256 << 20;              // where the table is not partitioned, about this
  // All rows are of this partition, and the rows do not have its columns.
  std::optional<PartitionValues> partition = {};
  bool data_change = true;
};

struct DataFiles {
  std::vector<Add> adds;
  int64_t rows = 0;
  WrittenFiles written;
};

// Runs the statement and writes its rows, in their order where they have one, as Parquet with zstd
// under names never used before; they are not synced yet. kInvalid for a null where the schema
// allows none. On failure nothing stays.
Result<DataFiles> WriteDataFiles(const Table& table, const Layout& layout, const std::string& sql);

}  // namespace aisle::delta
