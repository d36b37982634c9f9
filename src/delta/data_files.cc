#include "delta/data_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "delta/files.h"
#include "delta/partition.h"
#include "delta/statistics.h"
#include "delta/uri.h"

namespace aisle::delta {
namespace {

namespace fs = std::filesystem;
using engine::QuoteIdentifier;

bool IsPartition(const Layout& layout, const std::string& name) {
  return std::find(layout.partition_columns.begin(), layout.partition_columns.end(), name) !=
         layout.partition_columns.end();
}

std::vector<Field> DataFields(const Layout& layout) {
  std::vector<Field> fields;
  for (const Field& field : layout.schema.fields) {
    if (!IsPartition(layout, field.name)) fields.push_back(field);
  }
  return fields;
}

// The data columns in the schema's order, then the partition columns as the texts that the log
// has for them: the engine makes folders of these.
std::string ColumnsSql(const Layout& layout) {
  std::string columns;
  for (const Field& field : DataFields(layout)) {
    columns += (columns.empty() ? "" : ", ") + QuoteIdentifier(field.name);
  }
  if (layout.partition) return columns;
  for (const std::string& name : layout.partition_columns) {
    const std::string column = QuoteIdentifier(name);
    columns += ", " + PartitionTextSql(*layout.schema.Find(name), column) + " AS " + column;
  }
  return columns;
}

bool IsSplitByPartition(const Layout& layout) {
  return !layout.partition_columns.empty() && !layout.partition;
}

std::string FolderOf(const Table& table, const Layout& layout) {
  if (!layout.partition || layout.partition_columns.empty()) return table.root;
  return table.root + "/" + PartitionFolder(layout.partition_columns, *layout.partition);
}

std::string OptionsSql(const Layout& layout) {
  if (!IsSplitByPartition(layout)) {
    return fmt::format("FILE_SIZE_BYTES {}", std::max<int64_t>(layout.file_bytes, 1));
  }
  std::string columns;
  for (const std::string& name : layout.partition_columns) {
    columns += (columns.empty() ? "" : ", ") + QuoteIdentifier(name);
  }
  return "PARTITION_BY (" + columns + ")";
}

std::string CopySql(const Table& table, const Layout& layout, const std::string& sql,
                    const std::string& prefix) {
  return fmt::format(
      "COPY (SELECT {} FROM ({}) AS _rows) TO {} (FORMAT parquet, COMPRESSION zstd, APPEND, "
      "RETURN_STATS, FILENAME_PATTERN '{}{{uuidv7}}', {})",
      ColumnsSql(layout), sql, engine::QuoteLiteral(FolderOf(table, layout)), prefix,
      OptionsSql(layout));
}

// What a copy that failed half-way left: its prefix is its own.
void RemoveByPrefix(const std::string& root, const std::string& prefix) {
  std::error_code failure;
  std::vector<fs::path> found;
  for (fs::recursive_directory_iterator entry(root, failure), end; entry != end;
       entry.increment(failure)) {
    if (failure) break;
    if (StartsWith(entry->path().filename().string(), prefix)) found.push_back(entry->path());
  }
  for (const fs::path& path : found) RemoveQuietly(path.string());
}

PartitionValues ValuesOf(const Layout& layout, const std::string& relative) {
  if (layout.partition) return *layout.partition;
  const std::size_t slash = relative.rfind('/');
  if (slash == relative.npos) return {};
  return ReadPartitionFolder(layout.partition_columns, relative.substr(0, slash));
}

Status CheckNulls(const Layout& layout, const Add& add, const WrittenStatistics& statistics) {
  for (const Field& field : layout.schema.fields) {
    if (field.nullable) continue;
    const auto found = statistics.nulls.find(field.name);
    const auto partition = add.partition_values.find(field.name);
    const bool null = IsPartition(layout, field.name)
                          ? partition == add.partition_values.end() || !partition->second
                          : found == statistics.nulls.end() || found->second > 0;
    if (null) {
      return Invalid(
          fmt::format("the column `{}` may not be null, and rows have a null in it", field.name));
    }
  }
  return Done{};
}

// The paths that a copy says it wrote; files without rows are gone again.
std::vector<std::string> TakePaths(const engine::Table& copied, WrittenFiles* written) {
  std::vector<std::string> paths;
  for (const auto& row : copied.rows) {
    const std::string path = ToString(row[0]);
    if (row[1] == Value(int64_t{0})) {
      RemoveQuietly(path);
      continue;
    }
    written->Own(path);
    paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<Add> Describe(const Table& table, const Layout& layout, const std::string& path,
                     const WrittenStatistics& statistics) {
  std::error_code failure;
  const auto size = fs::file_size(path, failure);
  if (failure) return Error{ErrorCode::kUnavailable, "cannot find the data file " + path};
  const std::string relative = path.substr(table.root.size() + 1);
  Add add{EncodePath(relative), ValuesOf(layout, relative), static_cast<int64_t>(size),
          NowMillis(),          layout.data_change,         statistics.json};
  if (const auto checked = CheckNulls(layout, add, statistics); !checked) return checked.error();
  return add;
}

Status Collect(const Table& table, const Layout& layout, const std::vector<std::string>& paths,
               DataFiles* files) {
  const auto footers = ReadFooters(table.session, paths, DataFields(layout));
  if (!footers) return footers.error();
  for (const std::string& path : paths) {
    const auto& statistics = footers->at(path);
    auto add = Describe(table, layout, path, statistics);
    if (!add) return add.error();
    files->rows += statistics.rows;
    files->adds.push_back(*std::move(add));
  }
  return Done{};
}

}  // namespace

WrittenFiles& WrittenFiles::operator=(WrittenFiles&& other) noexcept {
  std::swap(paths_, other.paths_);
  return *this;
}

void WrittenFiles::Adopt(WrittenFiles other) {
  for (std::string& path : other.paths_) paths_.push_back(std::move(path));
  other.Keep();
}

Status WrittenFiles::Sync(const std::string& root) const {
  constexpr std::size_t kMany = 16;
  if (paths_.size() > kMany) return SyncFileSystem(root);
  std::set<std::string> folders = {root};
  for (const std::string& path : paths_) {
    if (const auto synced = SyncFile(path); !synced) return synced;
    fs::path folder = fs::path(path).parent_path();
    while (folder.string().size() > root.size() && folders.insert(folder.string()).second) {
      folder = folder.parent_path();
    }
  }
  for (const std::string& folder : folders) {
    if (const auto synced = SyncFolder(folder); !synced) return synced;
  }
  return Done{};
}

void WrittenFiles::Discard() {
  for (const std::string& path : paths_) RemoveQuietly(path);
  paths_.clear();
}

Result<DataFiles> WriteDataFiles(const Table& table, const Layout& layout, const std::string& sql) {
  if (DataFields(layout).empty()) {
    return Invalid("a table needs at least one column that it is not partitioned by");
  }
  std::error_code failure;
  fs::create_directories(FolderOf(table, layout), failure);
  const std::string prefix = "part-" + NewId().substr(0, 8) + "-";
  const auto copied = table.session->Query(CopySql(table, layout, sql, prefix));
  if (!copied) {
    RemoveByPrefix(table.root, prefix);
    return copied.error();
  }
  DataFiles files;
  const auto paths = TakePaths(*copied, &files.written);
  if (const auto collected = Collect(table, layout, paths, &files); !collected) {
    return collected.error();
  }
  return files;
}

}  // namespace aisle::delta
