#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "delta/checkpoint.h"
#include "delta/files.h"
#include "delta/log_files.h"
#include "delta/protocol.h"
#include "delta/snapshot.h"

namespace aisle::delta {
namespace {

// The columns as the protocol's "Checkpoint Schema" has them. The engine reads the actions' own
// JSON into these types, so what a checkpoint holds is what a commit would.
constexpr std::string_view kColumns =
    "{'protocol': 'STRUCT(\"minReaderVersion\" INTEGER, \"minWriterVersion\" INTEGER, "
    "\"readerFeatures\" VARCHAR[], \"writerFeatures\" VARCHAR[])', "
    "'metaData': 'STRUCT(id VARCHAR, name VARCHAR, description VARCHAR, "
    "format STRUCT(provider VARCHAR, options MAP(VARCHAR, VARCHAR)), \"schemaString\" VARCHAR, "
    "\"partitionColumns\" VARCHAR[], \"createdTime\" BIGINT, "
    "configuration MAP(VARCHAR, VARCHAR))', "
    "'txn': 'STRUCT(\"appId\" VARCHAR, version BIGINT, \"lastUpdated\" BIGINT)', "
    "'add': 'STRUCT(path VARCHAR, \"partitionValues\" MAP(VARCHAR, VARCHAR), size BIGINT, "
    "\"modificationTime\" BIGINT, \"dataChange\" BOOLEAN, stats VARCHAR, "
    "tags MAP(VARCHAR, VARCHAR))', "
    "'remove': 'STRUCT(path VARCHAR, \"deletionTimestamp\" BIGINT, \"dataChange\" BOOLEAN, "
    "\"extendedFileMetadata\" BOOLEAN, \"partitionValues\" MAP(VARCHAR, VARCHAR), size BIGINT)', "
    "'domainMetadata': 'STRUCT(domain VARCHAR, configuration VARCHAR, removed BOOLEAN)'}";

// Removes its files at its end, but for what was moved away.
struct Leftovers {
  std::vector<std::string> paths;
  ~Leftovers() {
    for (const std::string& path : paths) RemoveQuietly(path);
  }
};

// Actions in a checkpoint do not change data: they are the state, not a change of it.
std::vector<Action> StateOf(const Snapshot& snapshot) {
  std::vector<Action> actions = {snapshot.protocol, snapshot.metadata};
  for (const auto& [id, transaction] : snapshot.transactions) actions.emplace_back(transaction);
  for (const auto& [name, domain] : snapshot.domains) {
    if (!domain.removed) actions.emplace_back(domain);
  }
  for (const auto& [path, add] : snapshot.files) {
    Add kept = add;
    kept.data_change = false;
    actions.emplace_back(std::move(kept));
  }
  const int64_t expired = NowMillis() - RetentionHours(snapshot.metadata) * 3'600'000;
  for (const auto& [path, remove] : snapshot.tombstones) {
    if (remove.deletion_timestamp.value_or(0) <= expired) continue;
    Remove kept = remove;
    kept.data_change = false;
    actions.emplace_back(std::move(kept));
  }
  return actions;
}

// The engine takes buffers of the size that a line may have: as much as is needed.
std::size_t LongestLine(const std::string& lines) {
  std::size_t longest = 1 << 20;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = lines.find('\n', begin);
    longest = std::max(longest, end - begin + 2);
    begin = end + 1;
  }
  return longest;
}

// The size of the Parquet file paths[1], made durable from the lines by way of paths[0].
Result<std::uintmax_t> WriteParquet(const Table& table, const std::string& folder,
                                    const std::vector<std::string>& paths,
                                    const std::string& lines) {
  const std::string name = paths[0].substr(folder.size() + 1);
  if (const auto made = ReplaceFile(folder, name, lines); !made) return made.error();
  const auto copied = table.session->Execute(fmt::format(
      "COPY (SELECT * FROM read_json({}, format = 'newline_delimited', columns = {}, "
      "maximum_object_size = {})) TO {} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)",
      engine::QuoteLiteral(paths[0]), kColumns, LongestLine(lines),
      engine::QuoteLiteral(paths[1])));
  if (!copied) return copied.error();
  if (const auto synced = SyncFile(paths[1]); !synced) return synced.error();
  std::error_code failure;
  const std::uintmax_t bytes = std::filesystem::file_size(paths[1], failure);
  if (failure) return Error{ErrorCode::kUnavailable, "cannot find " + paths[1]};
  return bytes;
}

std::string Hint(const Snapshot& snapshot, std::size_t actions, std::uintmax_t bytes) {
  return json::serialize(json::object{{"version", snapshot.version},
                                      {"size", actions},
                                      {"sizeInBytes", bytes},
                                      {"numOfAddFiles", snapshot.files.size()}}) +
         "\n";
}

// The hint never goes back: a slower writer must not point to an older checkpoint.
Status WriteHint(const std::string& folder, int64_t version, const std::string& hint) {
  const auto present = ReadFile(folder + "/_last_checkpoint");
  const auto parsed = present ? ParseJson(*present) : Result<json::value>(Invalid(""));
  if (parsed && parsed->is_object()) {
    const json::value* last = parsed->get_object().if_contains("version");
    if (last != nullptr && last->is_int64() && last->get_int64() > version) return Done{};
  }
  return ReplaceFile(folder, "_last_checkpoint", hint);
}

}  // namespace

Result<int64_t> WriteCheckpoint(const Table& table, const Snapshot& snapshot) {
  const std::string folder = LogFolder(table.root);
  const std::string id = NewId();
  const Leftovers leftovers{{folder + "/_tmp." + id + ".lines", folder + "/_tmp." + id}};
  const auto actions = StateOf(snapshot);
  auto bytes = WriteParquet(table, folder, leftovers.paths, ToCommit(actions));
  if (!bytes) return bytes.error();
  std::error_code failure;
  std::filesystem::rename(leftovers.paths[1], folder + "/" + CheckpointName(snapshot.version),
                          failure);
  if (failure) return Error{ErrorCode::kUnavailable, "cannot make a checkpoint in " + folder};
  if (const auto synced = SyncFolder(folder); !synced) return synced.error();
  const auto hinted = WriteHint(folder, snapshot.version, Hint(snapshot, actions.size(), *bytes));
  if (!hinted) return hinted.error();
  return static_cast<int64_t>(actions.size());
}

}  // namespace aisle::delta
