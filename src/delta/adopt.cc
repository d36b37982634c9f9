#include "delta/adopt.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "delta/changes.h"
#include "delta/create.h"
#include "delta/files.h"
#include "delta/log_files.h"
#include "delta/statistics.h"
#include "delta/uri.h"

namespace aisle::delta {
namespace {

Error Conflict(std::string message) {
  return Error{ErrorCode::kConflict, std::move(message), "look at the table's history"};
}

int64_t RowsIn(const std::vector<Add>& adds) {
  int64_t rows = 0;
  for (const Add& add : adds) rows += RowsOf(add);
  return rows;
}

Status RemoveFiles(const Snapshot& base, const Adoption& adoption, Change* change) {
  for (const std::string& path : adoption.removes) {
    const auto found = base.files.find(path);
    if (found == base.files.end()) {
      return Conflict(fmt::format("the file {} is not the table's any more", path));
    }
    RemoveFile(found->second, adoption.data_change, change);
    change->rows_removed += RowsOf(found->second);
  }
  return Done{};
}

// Files of others have the schema that was, so that none may stay when it changes.
Status AdoptSchema(const Snapshot& base, const Adoption& adoption, Change* change) {
  if (!adoption.schema || *adoption.schema == base.schema) return Done{};
  const std::set<std::string> removed(adoption.removes.begin(), adoption.removes.end());
  for (const auto& [path, add] : base.files) {
    if (removed.contains(path)) continue;
    return Conflict(fmt::format("the schema cannot change under {}, a file of others", path));
  }
  change->reads.everything = true;
  ChangeSchema(base, *adoption.schema, change);
  return Done{};
}

Result<std::optional<Change>> MakeAdoption(const Snapshot& base, const Adoption& adoption) {
  if (!base.metadata.partition_columns.empty()) {
    return Invalid("a table with partitions does not take files that others wrote");
  }
  if (!adoption.removes.empty()) {
    if (const auto allowed = CheckNotAppendOnly(base); !allowed) return allowed.error();
  }
  Change change = Named(adoption.operation, adoption.parameters);
  const auto schema = AdoptSchema(base, adoption, &change);
  if (!schema) return schema.error();
  const auto removed = RemoveFiles(base, adoption, &change);
  if (!removed) return removed.error();
  for (Add add : adoption.adds) {
    add.data_change = adoption.data_change;
    change.actions.emplace_back(std::move(add));
  }
  change.rows_added = RowsIn(adoption.adds);
  return std::optional(std::move(change));
}

FirstCommit FirstOf(const Adoption& adoption, const CommitOptions& options) {
  FirstCommit first{adoption.operation, options.info, {}};
  first.info["operationMetrics"] = {{"numAddedFiles", std::to_string(adoption.adds.size())},
                                    {"numAddedRows", std::to_string(RowsIn(adoption.adds))}};
  for (const Add& add : adoption.adds) first.actions.emplace_back(add);
  if (!options.transaction) return first;
  Transaction step = *options.transaction;
  step.last_updated = NowMillis();
  first.actions.emplace_back(std::move(step));
  return first;
}

// Nothing where the table is there, or came to be meanwhile.
Result<std::optional<CommitReport>> Create(engine::Session* session, const std::string& root,
                                           const Adoption& adoption, const CommitOptions& options) {
  if (!adoption.schema || ListLog(root)) return std::optional<CommitReport>();
  const auto created = CreateTable(session, root, *adoption.schema, {}, FirstOf(adoption, options));
  if (!created && created.error().code == ErrorCode::kConflict) {
    return std::optional<CommitReport>();
  }
  if (!created) return created.error();
  CommitReport report{0, true, static_cast<int64_t>(adoption.adds.size())};
  report.rows_added = RowsIn(adoption.adds);
  return std::optional(report);
}

bool TookStep(const std::vector<Action>& actions, std::string_view app_id, int64_t step) {
  return std::any_of(actions.begin(), actions.end(), [&](const Action& action) {
    const auto* transaction = std::get_if<Transaction>(&action);
    return transaction != nullptr && transaction->app_id == app_id && transaction->version == step;
  });
}

}  // namespace

Result<std::vector<Add>> DescribeFiles(engine::Session* session, const std::string& root,
                                       const Schema& schema,
                                       const std::vector<std::string>& files) {
  std::vector<std::string> paths;
  for (const std::string& file : files) paths.push_back(root + "/" + file);
  const auto footers = ReadFooters(session, paths, schema.fields);
  if (!footers) return footers.error();
  std::vector<Add> adds;
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(paths[i], failure);
    if (failure) return Error{ErrorCode::kUnavailable, "cannot find the data file " + paths[i]};
    Add add{EncodePath(files[i]), {}, static_cast<int64_t>(size), NowMillis()};
    add.stats = footers->at(paths[i]).json;
    adds.push_back(std::move(add));
  }
  return adds;
}

Result<CommitReport> Adopt(engine::Session* session, const std::string& root,
                           const Adoption& adoption, const CommitOptions& options) {
  const std::string folder = CleanRoot(root);
  const auto created = Create(session, folder, adoption, options);
  if (!created) return created.error();
  if (*created) return **created;
  const auto table = OpenTable(session, folder);
  if (!table) return table.error();
  return RunChange(*table, options,
                   [&](const Snapshot& base) { return MakeAdoption(base, adoption); });
}

Result<int64_t> VersionOfStep(const std::string& root, std::string_view app_id, int64_t step) {
  const auto listing = ListLog(CleanRoot(root));
  if (!listing) return listing.error();
  for (auto version = listing->commits.rbegin(); version != listing->commits.rend(); ++version) {
    const auto actions = ReadCommit(CleanRoot(root), *version);
    if (!actions) return actions.error();
    if (*actions && TookStep(**actions, app_id, step)) return *version;
  }
  return Error{ErrorCode::kNotFound, fmt::format("no version of {} is step {}", root, step)};
}

}  // namespace aisle::delta
