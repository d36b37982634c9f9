#include "delta/history.h"

#include <fmt/format.h>

#include <algorithm>

#include "delta/files.h"
#include "delta/log_files.h"

namespace aisle::delta {
namespace {

struct Moment {
  int64_t version;
  int64_t millis;
};

// Files of a log may have been copied, or clocks set back: a later version is later nonetheless.
Result<std::vector<Moment>> ReadMoments(const Table& table) {
  const auto listing = ListLog(table.root);
  if (!listing) return listing.error();
  std::vector<Moment> moments;
  for (const int64_t version : listing->commits) {
    const auto millis = ModifiedMillis(LogFolder(table.root) + "/" + CommitName(version));
    if (!millis) continue;  // cleaned away meanwhile
    const int64_t least = moments.empty() ? *millis : moments.back().millis + 1;
    moments.push_back({version, std::max(*millis, least)});
  }
  return moments;
}

Result<HistoryEntry> ReadEntry(const Table& table, const Moment& moment) {
  const auto actions = ReadCommit(table.root, moment.version);
  if (!actions) return actions.error();
  HistoryEntry entry{moment.version, moment.millis, {}, {}};
  if (!*actions) return entry;
  for (const Action& action : **actions) {
    if (const auto* commit = std::get_if<CommitInfo>(&action)) entry.info = commit->info;
  }
  const json::value* operation = entry.info.if_contains("operation");
  if (operation != nullptr && operation->is_string()) {
    entry.operation = std::string(operation->get_string());
  }
  return entry;
}

}  // namespace

Result<std::vector<HistoryEntry>> ReadHistory(const Table& table, std::size_t limit) {
  const auto moments = ReadMoments(table);
  if (!moments) return moments.error();
  std::vector<HistoryEntry> entries;
  for (auto moment = moments->rbegin(); moment != moments->rend(); ++moment) {
    if (entries.size() == limit) break;
    auto entry = ReadEntry(table, *moment);
    if (!entry) return entry.error();
    entries.push_back(*std::move(entry));
  }
  return entries;
}

Result<int64_t> VersionAt(const Table& table, int64_t millis) {
  const auto moments = ReadMoments(table);
  if (!moments) return moments.error();
  const auto after = std::upper_bound(moments->begin(), moments->end(), millis,
                                      [](int64_t at, const Moment& m) { return at < m.millis; });
  if (after != moments->begin()) return std::prev(after)->version;
  return Error{ErrorCode::kNotFound, "the table's log does not go back to that time"};
}

}  // namespace aisle::delta
