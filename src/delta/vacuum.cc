#include "delta/vacuum.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "delta/files.h"
#include "delta/log_files.h"
#include "delta/protocol.h"

namespace aisle::delta {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMillisPerHour = 3'600'000;
constexpr int64_t kShortestHours = 168;

Result<int64_t> Retention(const Snapshot& snapshot, const VacuumOptions& options) {
  const int64_t hours = options.retention_hours.value_or(RetentionHours(snapshot.metadata));
  if (hours < 0) return Invalid("a retention of less than nothing cannot be");
  if (hours < kShortestHours && options.retention_hours && !options.allow_short) {
    return Invalid(fmt::format("a retention of {} hours is shorter than the {} that are safe for "
                               "readers and writers at work",
                               hours, kShortestHours),
                   "allow short retentions when nobody else is at work");
  }
  return hours;
}

// Names that are no data: of the log, of change data, of things half done. Folders of partitions
// are data whatever their column is called.
bool IsHidden(const std::string& name, bool folder) {
  const bool marked = StartsWith(name, "_") || StartsWith(name, ".");
  return marked && !(folder && name.find('=') != name.npos);
}

bool IsNeeded(const Snapshot& snapshot, const std::string& path, int64_t expired) {
  if (snapshot.files.contains(path)) return true;
  const auto tombstone = snapshot.tombstones.find(path);
  return tombstone != snapshot.tombstones.end() &&
         tombstone->second.deletion_timestamp.value_or(0) > expired;
}

// Files that were last written before `expired`, with their sizes.
class Walk {
 public:
  Walk(const Snapshot& snapshot, const std::set<std::string>& keep, std::string root,
       int64_t expired)
      : snapshot_(snapshot), keep_(keep), root_(std::move(root)), expired_(expired) {}

  Status Folder(const fs::path& folder, VacuumReport* report) const {
    std::error_code failure;
    fs::directory_iterator entries(folder, failure);
    for (; !failure && entries != fs::directory_iterator(); entries.increment(failure)) {
      const std::string name = entries->path().filename().string();
      const bool is_folder = entries->is_directory(failure) && !entries->is_symlink();
      if (IsHidden(name, is_folder)) continue;
      if (!is_folder) {
        File(*entries, report);
      } else if (const auto walked = Folder(entries->path(), report); !walked) {
        return walked;
      }
    }
    if (failure) return Error{ErrorCode::kUnavailable, "cannot list " + folder.string()};
    return Done{};
  }

 private:
  void File(const fs::directory_entry& entry, VacuumReport* report) const {
    std::error_code failure;
    if (!entry.is_regular_file(failure) || failure) return;
    const std::string path = entry.path().string().substr(root_.size() + 1);
    const auto modified = ModifiedMillis(entry.path().string());
    if (keep_.contains(path) || !modified || *modified > expired_ ||
        IsNeeded(snapshot_, path, expired_))
      return;
    const auto bytes = entry.file_size(failure);
    report->bytes += failure ? 0 : static_cast<int64_t>(bytes);
    report->paths.push_back(path);
  }

  const Snapshot& snapshot_;
  const std::set<std::string>& keep_;
  std::string root_;
  int64_t expired_;
};

// What writers that died left in the log's folder.
void RemoveOldTemporaries(const Table& table, int64_t expired) {
  std::error_code failure;
  std::vector<std::string> old;
  for (const auto& entry : fs::directory_iterator(LogFolder(table.root), failure)) {
    const auto modified = ModifiedMillis(entry.path().string());
    if (StartsWith(entry.path().filename().string(), "_tmp.") && modified && *modified <= expired) {
      old.push_back(entry.path().string());
    }
  }
  for (const std::string& path : old) RemoveQuietly(path);
}

}  // namespace

Result<VacuumReport> Vacuum(const Table& table, const VacuumOptions& options) {
  const auto snapshot = LoadSnapshot(table);
  if (!snapshot) return snapshot.error();
  const auto writable = CheckWritable(snapshot->protocol, snapshot->metadata, snapshot->schema);
  if (!writable) return writable.error();
  const auto hours = Retention(*snapshot, options);
  if (!hours) return hours.error();
  const int64_t expired = NowMillis() - *hours * kMillisPerHour;
  VacuumReport report;
  const Walk walk(*snapshot, options.keep, table.root, expired);
  if (const auto walked = walk.Folder(table.root, &report); !walked) return walked.error();
  std::sort(report.paths.begin(), report.paths.end());
  if (options.dry_run) return report;
  for (const std::string& path : report.paths) RemoveQuietly(table.root + "/" + path);
  RemoveOldTemporaries(table, expired);
  return report;
}

}  // namespace aisle::delta
