#include "delta/write.h"

#include <fmt/format.h>

#include <algorithm>

#include "delta/changes.h"
#include "delta/partition.h"

namespace aisle::delta {
namespace {

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
