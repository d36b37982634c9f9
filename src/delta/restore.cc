#include <fmt/format.h>

#include <filesystem>

#include "delta/changes.h"
#include "delta/history.h"
#include "delta/scan.h"

namespace aisle::delta {
namespace {

Status CheckFilesThere(const Table& table, const Snapshot& target) {
  std::error_code ignored;
  for (const auto& [path, add] : target.files) {
    if (std::filesystem::exists(AbsolutePath(table, add), ignored)) continue;
    return Error{
        ErrorCode::kNotFound,
        fmt::format("version {} cannot be restored: its file {} was deleted", target.version, path),
        "vacuum deletes the files of versions older than the retention"};
  }
  return Done{};
}

void PutBack(const Snapshot& base, const Snapshot& target, Change* change) {
  for (const auto& [path, add] : target.files) {
    if (base.files.contains(path)) continue;
    Add back = add;
    back.data_change = true;
    change->rows_added += RowsOf(back);
    change->actions.emplace_back(std::move(back));
  }
  for (const auto& [path, add] : base.files) {
    if (target.files.contains(path)) continue;
    change->rows_removed += RowsOf(add);
    RemoveFile(add, true, change);
  }
  if (target.metadata != base.metadata) change->actions.emplace_back(target.metadata);
}

}  // namespace

Result<CommitReport> Restore(const Table& table, int64_t version, const CommitOptions& options) {
  const auto target = LoadSnapshot(table, version);
  if (!target) return target.error();
  return RunChange(table, options, [&](const Snapshot& base) -> Result<std::optional<Change>> {
    if (const auto allowed = CheckNotAppendOnly(base); !allowed) return allowed.error();
    if (const auto there = CheckFilesThere(table, *target); !there) return there.error();
    Change change = Named("RESTORE", {{"version", std::to_string(version)}});
    change.reads.everything = true;
    PutBack(base, *target, &change);
    if (change.actions.empty()) return std::optional<Change>();
    return std::optional(std::move(change));
  });
}

}  // namespace aisle::delta
