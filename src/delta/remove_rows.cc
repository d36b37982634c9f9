#include "delta/remove_rows.h"

#include <fmt/format.h>

#include "delta/changes.h"
#include "delta/scan.h"

namespace aisle::delta {
namespace {

struct Hits {
  std::vector<const Add*> whole;  // every row
  std::vector<const Add*> some;
  int64_t rows = 0;
};

// The line end keeps a comment in the condition from swallowing what follows.
std::string Holds(const std::string& condition) { return "coalesce((" + condition + "\n), false)"; }

Result<Hits> FindHits(const Table& table, const Snapshot& base, const std::string& condition) {
  const auto files = AllFiles(base);
  const auto scan = ScanSql(table, base, files, {.with_file = true});
  if (!scan) return scan.error();
  const auto counted = table.session->Query(
      fmt::format("SELECT {0}, count(*) FILTER ({1}) AS hits, count(*) FROM ({2}) GROUP BY {0} "
                  "HAVING count(*) FILTER ({1}) > 0 ORDER BY {0}",
                  kFileColumn, Holds(condition), *scan));
  if (!counted) return counted.error();
  Hits hits;
  for (const auto& row : counted->rows) {
    const Add* file = files[static_cast<std::size_t>(std::get<int64_t>(row[0]))];
    (row[1] == row[2] ? hits.whole : hits.some).push_back(file);
    hits.rows += std::get<int64_t>(row[1]);
  }
  return hits;
}

Status KeepRest(const Table& table, const Snapshot& base, const Hits& hits,
                const std::string& condition, const CommitOptions& options, Change* change) {
  if (hits.some.empty()) return Done{};
  const auto scan = ScanSql(table, base, hits.some);
  if (!scan) return scan.error();
  auto files = WriteDataFiles(table, LayoutFor(base, base.schema, options),
                              "SELECT * FROM (" + *scan + ") WHERE NOT " + Holds(condition));
  if (!files) return files.error();
  AddFiles(*std::move(files), change);
  return Done{};
}

}  // namespace

Result<CommitReport> RemoveRows(const Table& table, const std::string& condition,
                                const CommitOptions& options) {
  return RunChange(table, options, [&](const Snapshot& base) -> Result<std::optional<Change>> {
    if (const auto allowed = CheckNotAppendOnly(base); !allowed) return allowed.error();
    const auto hits = FindHits(table, base, condition);
    if (!hits) return hits.error();
    if (hits->rows == 0) return std::optional<Change>();
    Change change = Named("DELETE", {{"predicate", condition}});
    change.reads.everything = true;
    change.rows_removed = hits->rows;
    for (const Add* file : hits->whole) RemoveFile(*file, true, &change);
    for (const Add* file : hits->some) RemoveFile(*file, true, &change);
    const auto kept = KeepRest(table, base, *hits, condition, options, &change);
    if (!kept) return kept.error();
    return std::optional(std::move(change));
  });
}

}  // namespace aisle::delta
