#include "delta/write.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "delta/changes.h"
#include "delta/files.h"
#include "delta/log_files.h"
#include "delta/partition.h"
#include "delta/protocol.h"

namespace aisle::delta {
namespace {

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

std::vector<Action> FirstActions(const Schema& schema, const TableOptions& options) {
  json::object info{{"timestamp", NowMillis()},
                    {"operation", "CREATE TABLE"},
                    {"operationParameters", json::object()},
                    {"engineInfo", "Aisle"}};
  return {CommitInfo{std::move(info)}, ProtocolFor(schema), NewMetadata(schema, options)};
}

Status MakeFolders(const std::string& root) {
  std::error_code failure;
  std::filesystem::create_directories(LogFolder(root), failure);
  if (failure) return Error{ErrorCode::kUnavailable, "cannot make the folder " + LogFolder(root)};
  if (const auto synced = SyncFolder(root); !synced) return synced;
  const std::string above = std::filesystem::path(root).parent_path().string();
  return SyncFolder(above.empty() ? "." : above);
}

// The rows as files, by the table's schema or the one that they lead to.
struct Prepared {
  Conformed conformed;
  DataFiles files;
};

Result<Prepared> Prepare(const Table& table, const Snapshot& base, const std::string& rows,
                         SchemaMode mode, const CommitOptions& options) {
  auto conformed = Conform(table.session, rows, base.schema, mode);
  if (!conformed) return conformed.error();
  const auto partitions = CheckPartitions(conformed->schema, base.metadata.partition_columns);
  if (!partitions) return partitions.error();
  auto files = WriteDataFiles(table, LayoutFor(base, conformed->schema, options), conformed->sql);
  if (!files) return files.error();
  return Prepared{*std::move(conformed), *std::move(files)};
}

void Take(const Snapshot& base, Prepared prepared, Change* change) {
  if (prepared.conformed.changed) ChangeSchema(base, prepared.conformed.schema, change);
  change->rows_added = prepared.files.rows;
  AddFiles(std::move(prepared.files), change);
}

std::vector<PartitionValues> Normal(const Schema& schema, std::vector<PartitionValues> partitions) {
  for (PartitionValues& values : partitions) values = Normal(schema, values);
  return partitions;
}

bool Holds(const std::vector<PartitionValues>& partitions, const PartitionValues& values) {
  return std::find(partitions.begin(), partitions.end(), values) != partitions.end();
}

std::vector<PartitionValues> PartitionsOf(const Schema& schema, const std::vector<Add>& adds) {
  std::vector<PartitionValues> partitions;
  for (const Add& add : adds) {
    PartitionValues values = Normal(schema, add.partition_values);
    if (!Holds(partitions, values)) partitions.push_back(std::move(values));
  }
  return partitions;
}

Status CheckWithin(const Schema& schema, const std::vector<Add>& adds,
                   const std::vector<PartitionValues>& partitions) {
  for (const Add& add : adds) {
    if (Holds(partitions, Normal(schema, add.partition_values))) continue;
    return Invalid(fmt::format("rows of the partition {} are not in the partitions to replace",
                               ToString(add.partition_values)));
  }
  return Done{};
}

// Removes the files that are replaced, and says what was read to know them.
void RemoveReplaced(const Snapshot& base, const std::vector<PartitionValues>* partitions,
                    Change* change) {
  for (const auto& [path, add] : base.files) {
    if (partitions != nullptr && !Holds(*partitions, Normal(base.schema, add.partition_values)))
      continue;
    RemoveFile(add, true, change);
    change->rows_removed += RowsOf(add);
  }
  change->reads.everything = partitions == nullptr;
  if (partitions != nullptr) change->reads.partitions = *partitions;
}

Status CheckReplaced(const Snapshot& base, const Replaced& replaced, SchemaMode mode) {
  if (const auto allowed = CheckNotAppendOnly(base); !allowed) return allowed;
  if (replaced.what == Replaced::What::kAll) return Done{};
  if (mode == SchemaMode::kReplace) {
    return Invalid("the schema can be replaced only together with all rows");
  }
  if (base.metadata.partition_columns.empty()) {
    return Invalid("the table has no partitions to replace");
  }
  return Done{};
}

Result<std::optional<Change>> MakeOverwrite(const Table& table, const Snapshot& base,
                                            const std::string& rows, const Replaced& replaced,
                                            SchemaMode mode, const CommitOptions& options) {
  if (const auto checked = CheckReplaced(base, replaced, mode); !checked) return checked.error();
  auto prepared = Prepare(table, base, rows, mode, options);
  if (!prepared) return prepared.error();
  Change change = Named("WRITE", {{"mode", "Overwrite"}});
  const Schema& schema = prepared->conformed.schema;
  const auto partitions = replaced.what == Replaced::What::kPartitionsOfRows
                              ? PartitionsOf(schema, prepared->files.adds)
                              : Normal(schema, replaced.partitions);
  const bool all = replaced.what == Replaced::What::kAll;
  if (!all) {
    const auto within = CheckWithin(schema, prepared->files.adds, partitions);
    if (!within) return within.error();
  }
  RemoveReplaced(base, all ? nullptr : &partitions, &change);
  Take(base, *std::move(prepared), &change);
  if (change.actions.empty()) return std::optional<Change>();
  return std::optional(std::move(change));
}

}  // namespace

Result<Table> CreateTable(engine::Session* session, const std::string& root, const Schema& schema,
                          const TableOptions& options) {
  const auto checked = CheckPartitions(schema, options.partition_columns);
  if (!checked) return checked.error();
  const auto actions = FirstActions(schema, options);
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

Result<CommitReport> Append(const Table& table, const std::string& rows, SchemaMode mode,
                            const CommitOptions& options) {
  if (mode == SchemaMode::kReplace) {
    return Invalid("rows that are added cannot replace the schema; let it evolve, or overwrite");
  }
  return RunChange(table, options, [&](const Snapshot& base) -> Result<std::optional<Change>> {
    auto prepared = Prepare(table, base, rows, mode, options);
    if (!prepared) return prepared.error();
    Change change = Named("WRITE", {{"mode", "Append"}});
    Take(base, *std::move(prepared), &change);
    // A step of a program is recorded even where it has no rows.
    if (change.actions.empty() && !options.transaction) return std::optional<Change>();
    return std::optional(std::move(change));
  });
}

Result<CommitReport> Overwrite(const Table& table, const std::string& rows,
                               const Replaced& replaced, SchemaMode mode,
                               const CommitOptions& options) {
  return RunChange(table, options, [&](const Snapshot& base) {
    return MakeOverwrite(table, base, rows, replaced, mode, options);
  });
}

}  // namespace aisle::delta
