#include "delta/log_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/text.h"
#include "delta/files.h"

namespace aisle::delta {
namespace {

namespace fs = std::filesystem;

template <typename Integer>
bool ReadDigits(std::string_view text, std::size_t width, Integer* number) {
  if (text.size() != width) return false;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + width, *number);
  return failure == std::errc() && end == text.data() + width && *number >= 0;
}

std::optional<LogName> ParseCheckpoint(int64_t version, const std::vector<std::string>& words) {
  LogName name{LogName::Kind::kCheckpoint, version};
  if (words.size() == 3 && words[2] == "parquet") return name;
  if (words.size() == 5 && words[4] == "parquet" && ReadDigits(words[2], 10, &name.part) &&
      ReadDigits(words[3], 10, &name.parts) && name.part >= 1 && name.part <= name.parts) {
    return name;
  }
  name.kind = LogName::Kind::kV2Checkpoint;
  if (words.size() == 4 && (words[3] == "parquet" || words[3] == "json")) return name;
  return {};
}

struct Parts {
  std::map<int, std::string> paths;  // part → path
};

// Multi-part checkpoints whose parts are not all there are as if they were not.
void KeepWhole(const std::map<std::pair<int64_t, int>, Parts>& found, LogListing* listing) {
  for (const auto& [key, parts] : found) {
    if (parts.paths.size() != static_cast<std::size_t>(key.second)) continue;
    auto& paths = listing->checkpoints[key.first];
    paths.clear();
    for (const auto& [part, path] : parts.paths) paths.push_back(path);
  }
}

}  // namespace

std::string LogFolder(const std::string& root) { return root + "/_delta_log"; }
std::string CommitName(int64_t version) { return fmt::format("{:020}.json", version); }
std::string CheckpointName(int64_t version) {
  return fmt::format("{:020}.checkpoint.parquet", version);
}

std::optional<LogName> ParseLogName(std::string_view name) {
  const auto words = Split(name, '.');
  int64_t version = 0;
  if (words.size() < 2 || !ReadDigits(words[0], 20, &version)) return {};
  if (words.size() == 2 && words[1] == "json") return LogName{LogName::Kind::kCommit, version};
  if (words[1] == "checkpoint") return ParseCheckpoint(version, words);
  return {};
}

Result<LogListing> ListLog(const std::string& root) {
  std::error_code failure;
  fs::directory_iterator entries(LogFolder(root), failure);
  if (failure) {
    return Error{ErrorCode::kNotFound, fmt::format("there is no Delta table at {}", root)};
  }
  LogListing listing;
  std::map<std::pair<int64_t, int>, Parts> checkpoints;
  for (; entries != fs::directory_iterator(); entries.increment(failure)) {
    if (failure) break;
    const std::string file = entries->path().filename().string();
    const auto name = ParseLogName(file);
    if (!name) continue;
    if (name->kind == LogName::Kind::kCommit) listing.commits.push_back(name->version);
    if (name->kind == LogName::Kind::kV2Checkpoint) listing.v2_checkpoints.push_back(name->version);
    if (name->kind == LogName::Kind::kCheckpoint) {
      checkpoints[{name->version, name->parts}].paths[name->part] = entries->path().string();
    }
  }
  if (failure) return Error{ErrorCode::kUnavailable, "cannot list " + LogFolder(root)};
  std::sort(listing.commits.begin(), listing.commits.end());
  KeepWhole(checkpoints, &listing);
  if (listing.commits.empty() && listing.checkpoints.empty() && listing.v2_checkpoints.empty()) {
    return Error{ErrorCode::kNotFound, fmt::format("the Delta table at {} has no commit", root)};
  }
  return listing;
}

Result<std::optional<std::vector<Action>>> ReadCommit(const std::string& root, int64_t version) {
  const std::string path = LogFolder(root) + "/" + CommitName(version);
  const auto text = ReadFile(path);
  if (!text) {
    if (text.error().code == ErrorCode::kNotFound) return std::optional<std::vector<Action>>();
    return text.error();
  }
  auto actions = ParseCommit(*text);
  if (!actions) {
    Error error = actions.error();
    error.message = path + ": " + error.message;
    return error;
  }
  return std::optional(*std::move(actions));
}

}  // namespace aisle::delta
