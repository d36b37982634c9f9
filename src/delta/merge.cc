#include "delta/merge.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "delta/changes.h"
#include "delta/files.h"
#include "delta/scan.h"

namespace aisle::delta {
namespace {

using engine::QuoteIdentifier;

// A temporary table of the session, gone at the end.
class TemporaryRows {
 public:
  explicit TemporaryRows(engine::Session* session)
      : session_(session), name_(QuoteIdentifier("_delta_new_" + NewId())) {}
  TemporaryRows(const TemporaryRows&) = delete;
  TemporaryRows& operator=(const TemporaryRows&) = delete;
  ~TemporaryRows() { (void)session_->Execute("DROP TABLE IF EXISTS temp." + name_); }

  Status Fill(const std::string& sql) const {
    return session_->Execute("CREATE TEMP TABLE " + name_ + " AS " + sql);
  }
  const std::string& name() const { return name_; }

 private:
  engine::Session* session_;
  std::string name_;
};

// One merge into one snapshot.
class Merger {
 public:
  Merger(const Table& table, const Snapshot& base, const MergeOptions& options, Schema schema)
      : table_(table),
        base_(base),
        options_(options),
        schema_(std::move(schema)),
        new_(table.session) {}

  Result<std::optional<Change>> Make(const std::string& rows_sql);

 private:
  Status CheckKeys() const;
  Status FindCandidates();
  Status DropUnwanted();
  Status FindTouched();
  Status WriteFiles(Change* change) const;

  std::string KeysSql(const std::string& prefix) const;
  std::string SameKeySql() const;
  Result<std::string> OldSql(const std::vector<const Add*>& files, bool with_file) const;
  Result<int64_t> Count(const std::string& sql) const;
  // The table as it will be: its rows have the new schema's columns.
  Snapshot Future() const;

  const Table& table_;
  const Snapshot& base_;
  const MergeOptions& options_;
  Schema schema_;
  TemporaryRows new_;
  std::vector<const Add*> candidates_;  // files that may have a key of the rows
  std::vector<const Add*> touched_;     // files that have one
  int64_t replaced_ = 0;
};

std::string Merger::KeysSql(const std::string& prefix) const {
  std::vector<std::string> keys;
  for (const std::string& key : options_.keys) keys.push_back(prefix + QuoteIdentifier(key));
  return Join(keys, ", ");
}

std::string Merger::SameKeySql() const {
  std::vector<std::string> same;
  for (const std::string& key : options_.keys) {
    same.push_back(fmt::format("old.{0} = new.{0}", QuoteIdentifier(key)));
  }
  return Join(same, " AND ");
}

Result<int64_t> Merger::Count(const std::string& sql) const {
  const auto counted = table_.session->Query(sql);
  if (!counted) return counted.error();
  return std::get<int64_t>(counted->rows[0][0]);
}

Snapshot Merger::Future() const {
  Snapshot future;
  future.metadata = base_.metadata;
  future.schema = schema_;
  return future;
}

Result<std::string> Merger::OldSql(const std::vector<const Add*>& files, bool with_file) const {
  return ScanSql(table_, Future(), files, {.with_file = with_file});
}

Status Merger::CheckKeys() const {
  const std::string keys = KeysSql("");
  const auto twice = table_.session->Query(fmt::format(
      "SELECT {0} FROM {1} GROUP BY {0} HAVING count(*) > 1 LIMIT 1", keys, new_.name()));
  if (!twice) return twice.error();
  if (!twice->rows.empty()) {
    std::vector<std::string> values;
    for (const Value& value : twice->rows[0]) values.push_back(ToString(value));
    return Invalid(fmt::format("the key ({}) comes twice in the rows to merge, with the value ({})",
                               Join(options_.keys, ", "), Join(values, ", ")),
                   "keep one row for each key before merging");
  }
  std::vector<std::string> nulls;
  for (const std::string& key : options_.keys) nulls.push_back(QuoteIdentifier(key) + " IS NULL");
  const auto count =
      Count(fmt::format("SELECT count(*) FROM {} WHERE {}", new_.name(), Join(nulls, " OR ")));
  if (!count) return count.error();
  if (*count == 0) return Done{};
  return Invalid(fmt::format("{} rows to merge have a null in their key ({})", *count,
                             Join(options_.keys, ", ")));
}

// By the smallest and the largest value of each key. Decimals are left out: as doubles they would
// be rounded.
Status Merger::FindCandidates() {
  std::vector<ColumnRange> ranges;
  for (const std::string& key : options_.keys) {
    if (schema_.Find(key)->type.kind == Kind::kDecimal) continue;
    const auto ends = table_.session->Query(
        fmt::format("SELECT min({0}), max({0}) FROM {1}", QuoteIdentifier(key), new_.name()));
    if (!ends) return ends.error();
    ranges.push_back({key, ends->rows[0][0], ends->rows[0][1]});
  }
  candidates_ = FilesFor(base_, ranges);
  return Done{};
}

// Rows that may not replace what the table has of their key.
Status Merger::DropUnwanted() {
  if (options_.replace_when.empty() || candidates_.empty()) return Done{};
  const auto old = OldSql(candidates_, false);
  if (!old) return old.error();
  return table_.session->Execute(fmt::format(
      "DELETE FROM {0} AS new WHERE EXISTS (SELECT 1 FROM ({1}) AS old WHERE {2} AND NOT "
      "coalesce(({3}\n), false))",
      new_.name(), *old, SameKeySql(), options_.replace_when));
}

Status Merger::FindTouched() {
  if (candidates_.empty()) return Done{};
  const auto old = OldSql(candidates_, true);
  if (!old) return old.error();
  const auto counted = table_.session->Query(
      fmt::format("SELECT {0}, count(*) FROM ({1}) AS old SEMI JOIN {2} AS new ON {3} GROUP BY {0} "
                  "ORDER BY {0}",
                  kFileColumn, *old, new_.name(), SameKeySql()));
  if (!counted) return counted.error();
  for (const auto& row : counted->rows) {
    touched_.push_back(candidates_[static_cast<std::size_t>(std::get<int64_t>(row[0]))]);
    replaced_ += std::get<int64_t>(row[1]);
  }
  return Done{};
}

Status Merger::WriteFiles(Change* change) const {
  std::string sql = "SELECT * FROM " + new_.name();
  if (!touched_.empty()) {
    const auto old = OldSql(touched_, false);
    if (!old) return old.error();
    sql = fmt::format("SELECT * FROM ({}) AS old ANTI JOIN {} AS new ON {} UNION ALL {}", *old,
                      new_.name(), SameKeySql(), sql);
  }
  auto files = WriteDataFiles(table_, LayoutFor(base_, schema_, options_.commit), sql);
  if (!files) return files.error();
  AddFiles(*std::move(files), change);
  for (const Add* file : touched_) RemoveFile(*file, true, change);
  return Done{};
}

Result<std::optional<Change>> Merger::Make(const std::string& rows_sql) {
  Status status = new_.Fill(rows_sql);
  if (status) status = CheckKeys();
  if (status) status = FindCandidates();
  if (status) status = DropUnwanted();
  if (status) status = FindTouched();
  if (!status) return status.error();
  const auto taken = Count("SELECT count(*) FROM " + new_.name());
  if (!taken) return taken.error();
  const bool evolved = schema_ != base_.schema;
  if (*taken == 0 && !evolved && !options_.commit.transaction) return std::optional<Change>();
  Change change = Named("MERGE", {{"keys", Join(options_.keys, ", ")}});
  change.reads.everything = true;
  change.rows_added = *taken;
  change.rows_removed = replaced_;
  if (evolved) ChangeSchema(base_, schema_, &change);
  if (const auto written = WriteFiles(&change); !written) return written.error();
  return std::optional(std::move(change));
}

Status CheckKeyColumns(const Schema& schema, const std::vector<std::string>& keys) {
  if (keys.empty()) return Invalid("a merge needs at least one key column");
  for (const std::string& key : keys) {
    if (schema.Find(key) == nullptr) {
      return Invalid(fmt::format("the key column `{}` is not in the table", key));
    }
  }
  return Done{};
}

}  // namespace

Result<CommitReport> Merge(const Table& table, const std::string& rows,
                           const MergeOptions& options) {
  if (options.mode == SchemaMode::kReplace) {
    return Invalid("rows that are merged cannot replace the schema; let it evolve");
  }
  return RunChange(table, options.commit,
                   [&](const Snapshot& base) -> Result<std::optional<Change>> {
                     const auto allowed = CheckNotAppendOnly(base);
                     if (!allowed) return allowed.error();
                     auto conformed = Conform(table.session, rows, base.schema, options.mode);
                     if (!conformed) return conformed.error();
                     const auto keys = CheckKeyColumns(conformed->schema, options.keys);
                     if (!keys) return keys.error();
                     Merger merger(table, base, options, conformed->schema);
                     return merger.Make(conformed->sql);
                   });
}

}  // namespace aisle::delta
