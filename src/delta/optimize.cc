#include "delta/optimize.h"

#include <algorithm>
#include <functional>
#include <map>

#include "base/text.h"
#include "delta/changes.h"
#include "delta/partition.h"
#include "delta/scan.h"
#include "delta/zorder.h"

namespace aisle::delta {
namespace {

using Files = std::vector<const Add*>;

// The files of each partition that is asked for.
std::vector<Files> ByPartition(const Snapshot& base, const std::vector<PartitionValues>& wanted) {
  std::vector<PartitionValues> partitions;
  for (const PartitionValues& values : wanted) partitions.push_back(Normal(base.schema, values));
  std::map<PartitionValues, Files> groups;
  for (const Add* file : AllFiles(base)) {
    const PartitionValues values = Normal(base.schema, file->partition_values);
    const bool all = partitions.empty();
    if (all || std::find(partitions.begin(), partitions.end(), values) != partitions.end()) {
      groups[values].push_back(file);
    }
  }
  std::vector<Files> listed;
  for (auto& [values, files] : groups) listed.push_back(std::move(files));
  return listed;
}

// Small files in groups that fill a file of the size wanted; a file alone stays as it is.
std::vector<Files> FillBins(const Files& files, int64_t file_bytes) {
  std::vector<Files> bins;
  Files bin;
  int64_t bytes = 0;
  const auto close = [&] {
    if (bin.size() > 1) bins.push_back(bin);
    bin.clear();
    bytes = 0;
  };
  for (const Add* file : files) {
    if (file->size >= file_bytes) continue;
    if (bytes + file->size > file_bytes) close();
    bin.push_back(file);
    bytes += file->size;
  }
  close();
  return bins;
}

// Writes the rows of some files of one partition anew, in the order that `arrange` gives them.
Status Rewrite(const Table& table, const Snapshot& base, const Files& files, int64_t file_bytes,
               const std::function<Result<std::string>(const std::string&)>& arrange,
               Change* change) {
  const auto scan = ScanSql(table, base, files);
  if (!scan) return scan.error();
  const auto sql = arrange(*scan);
  if (!sql) return sql.error();
  Layout layout{base.schema, base.metadata.partition_columns, file_bytes,
                files.front()->partition_values, false};
  auto written = WriteDataFiles(table, layout, *sql);
  if (!written) return written.error();
  AddFiles(*std::move(written), change);
  for (const Add* file : files) RemoveFile(*file, false, change);
  return Done{};
}

}  // namespace

Result<CommitReport> Compact(const Table& table, const OptimizeOptions& options) {
  return RunChange(
      table, options.commit, [&](const Snapshot& base) -> Result<std::optional<Change>> {
        Change change = Named("OPTIMIZE", {{"targetSize", std::to_string(options.file_bytes)}});
        for (const Files& partition : ByPartition(base, options.partitions)) {
          for (const Files& bin : FillBins(partition, options.file_bytes)) {
            // Twice the size, so that a little more than was reckoned makes no second file.
            const auto done = Rewrite(
                table, base, bin, options.file_bytes * 2,
                [](const std::string& scan) { return Result<std::string>(scan); }, &change);
            if (!done) return done.error();
          }
        }
        if (change.actions.empty()) return std::optional<Change>();
        return std::optional(std::move(change));
      });
}

Result<CommitReport> ZOrder(const Table& table, const std::vector<std::string>& columns,
                            const OptimizeOptions& options) {
  return RunChange(table, options.commit,
                   [&](const Snapshot& base) -> Result<std::optional<Change>> {
                     const auto checked = CheckZOrderColumns(base, columns);
                     if (!checked) return checked.error();
                     Change change = Named("OPTIMIZE", {{"zOrderBy", Join(columns, ", ")}});
                     for (const Files& partition : ByPartition(base, options.partitions)) {
                       const auto done = Rewrite(
                           table, base, partition, options.file_bytes,
                           [&](const std::string& scan) {
                             return ZOrderSql(table.session, base.schema, scan, columns);
                           },
                           &change);
                       if (!done) return done.error();
                     }
                     if (change.actions.empty()) return std::optional<Change>();
                     return std::optional(std::move(change));
                   });
}

}  // namespace aisle::delta
