#include "delta/create.h"

#include <fmt/format.h>

#include <filesystem>
#include <set>
#include <utility>

#include "delta/files.h"
#include "delta/log_files.h"
#include "delta/partition.h"
#include "delta/protocol.h"

namespace aisle::delta {
namespace {

Metadata NewMetadata(const Schema& schema, const TableOptions& options) {
  Metadata metadata;
  metadata.id = NewId();
  metadata.name = options.name;
  metadata.description = options.description;
  metadata.schema_string = ToSchemaString(schema);
  metadata.partition_columns = options.partition_columns;
  metadata.configuration = options.configuration;
  metadata.created_time = NowMillis();
  return metadata;
}

std::vector<Action> FirstActions(const Schema& schema, const TableOptions& options,
                                 FirstCommit first) {
  json::object info{{"timestamp", NowMillis()},
                    {"operation", first.operation},
                    {"operationParameters", json::object()},
                    {"engineInfo", "Aisle"}};
  for (const auto& item : first.info) info[item.key()] = item.value();
  std::vector<Action> actions = {CommitInfo{std::move(info)}, ProtocolFor(schema),
                                 NewMetadata(schema, options)};
  for (Action& action : first.actions) actions.push_back(std::move(action));
  return actions;
}

Status MakeFolders(const std::string& root) {
  std::error_code failure;
  std::filesystem::create_directories(LogFolder(root), failure);
  if (failure) return Error{ErrorCode::kUnavailable, "cannot make the folder " + LogFolder(root)};
  if (const auto synced = SyncFolder(root); !synced) return synced;
  const std::string above = std::filesystem::path(root).parent_path().string();
  return SyncFolder(above.empty() ? "." : above);
}

}  // namespace

Status CheckPartitions(const Schema& schema, const std::vector<std::string>& columns) {
  std::set<std::string> seen;
  for (const std::string& name : columns) {
    const Field* field = schema.Find(name);
    if (field == nullptr || field->name != name || !seen.insert(name).second) {
      return Invalid(
          fmt::format("`{}` cannot be a partition column: it is not in the schema, or "
                      "named twice",
                      name));
    }
    if (const auto type = CheckPartitionType(*field); !type) return type;
  }
  if (columns.size() >= schema.fields.size()) {
    return Invalid("a table needs at least one column that it is not partitioned by");
  }
  return Done{};
}

Result<Table> CreateTable(engine::Session* session, const std::string& root, const Schema& schema,
                          const TableOptions& options, FirstCommit first) {
  const auto checked = CheckPartitions(schema, options.partition_columns);
  if (!checked) return checked.error();
  const auto actions = FirstActions(schema, options, std::move(first));
  const auto writable =
      CheckWritable(std::get<Protocol>(actions[1]), std::get<Metadata>(actions[2]), schema);
  if (!writable) return writable.error();
  const std::string folder = CleanRoot(root);
  if (const auto made = MakeFolders(folder); !made) return made.error();
  const auto put = PutIfAbsent(LogFolder(folder), CommitName(0), ToCommit(actions));
  if (!put) return put.error();
  if (*put == Put::kExists) {
    return Error{ErrorCode::kConflict, fmt::format("there is a Delta table at {} already", folder)};
  }
  return OpenTable(session, folder);
}

}  // namespace aisle::delta
