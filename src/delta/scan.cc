#include "delta/scan.h"

#include <fmt/format.h>

#include "delta/partition.h"
#include "delta/paths_sql.h"
#include "delta/uri.h"

namespace aisle::delta {
namespace {

using engine::QuoteIdentifier;

// Columns of the schema, as they stand in the files: typed, and there even where no file has them.
std::string EmptyRowsSql(const Snapshot& snapshot) {
  std::string columns;
  for (const Field& field : snapshot.schema.fields) {
    if (snapshot.IsPartitionColumn(field.name)) continue;
    columns +=
        fmt::format("CAST(NULL AS {}) AS {}, ", SqlType(field.type), QuoteIdentifier(field.name));
  }
  return fmt::format("SELECT {}CAST(NULL AS BIGINT) AS {} WHERE false", columns, kFileColumn);
}

std::string FileRowsSql(const Table& table, const std::vector<const Add*>& files) {
  std::vector<std::string> paths;
  for (const Add* file : files) paths.push_back(AbsolutePath(table, *file));
  return fmt::format(
      "SELECT *, CAST(file_index AS BIGINT) AS {} FROM read_parquet({}, union_by_name = true, "
      "hive_partitioning = false)",
      kFileColumn, PathListSql(paths));
}

std::string ColumnsSql(const Snapshot& snapshot, const std::vector<const Add*>& files) {
  std::string columns;
  for (const Field& field : snapshot.schema.fields) {
    const std::string name = QuoteIdentifier(field.name);
    const std::string value =
        snapshot.IsPartitionColumn(field.name)
            ? fmt::format("({})[{} + 1]", PartitionListSql(field, files), kFileColumn)
            : fmt::format("CAST({} AS {})", name, SqlType(field.type));
    columns += (columns.empty() ? "" : ", ") + value + " AS " + name;
  }
  return columns;
}

Status CheckFlat(const Schema& schema) {
  for (const Field& field : schema.fields) {
    if (field.type.kind != Kind::kNested) continue;
    return Invalid(fmt::format("the column `{}` has a nested type, which is not read: {}",
                               field.name, field.type.nested),
                   "copy the table without it, or with its parts as columns of their own");
  }
  return Done{};
}

}  // namespace

std::string AbsolutePath(const Table& table, const Add& add) {
  const auto path = DecodePath(add.path);
  return table.root + "/" + (path ? *path : add.path);  // checked when the log was read
}

std::vector<const Add*> AllFiles(const Snapshot& snapshot) {
  std::vector<const Add*> files;
  for (const auto& [path, add] : snapshot.files) files.push_back(&add);
  return files;
}

Result<std::string> ScanSql(const Table& table, const Snapshot& snapshot,
                            const std::vector<const Add*>& files, const ScanOptions& options) {
  if (const auto flat = CheckFlat(snapshot.schema); !flat) return flat.error();
  std::string rows = EmptyRowsSql(snapshot);
  if (!files.empty()) rows += " UNION ALL BY NAME " + FileRowsSql(table, files);
  return fmt::format("SELECT {}{} FROM ({})", ColumnsSql(snapshot, files),
                     options.with_file ? std::string(", ") + kFileColumn : "", rows);
}

}  // namespace aisle::delta
