#include <array>
#include <set>

#include "base/text.h"
#include "delta/checkpoint.h"
#include "delta/paths_sql.h"

namespace aisle::delta {
namespace {

// The columns that are read; a row fills one of them.
constexpr std::array<std::string_view, 7> kColumns = {
    "protocol", "metaData", "add", "remove", "txn", "domainMetadata", "sidecar"};

Result<std::vector<std::string>> ColumnsOf(engine::Session* session, const std::string& files) {
  const auto described = session->Query("DESCRIBE SELECT * FROM " + files);
  if (!described) return described.error();
  std::set<std::string> present;
  for (const auto& row : described->rows) present.insert(ToString(row[0]));
  std::vector<std::string> columns;
  for (const std::string_view column : kColumns) {
    if (present.contains(std::string(column))) columns.emplace_back(column);
  }
  if (columns.empty()) return Invalid("a checkpoint of the table has none of its columns");
  return columns;
}

std::string RowsSql(const std::vector<std::string>& columns, const std::string& files) {
  std::string list;
  for (const std::string& column : columns) {
    list +=
        (list.empty() ? "" : ", ") + ("to_json(" + engine::QuoteIdentifier(column) + ")::VARCHAR");
  }
  return "SELECT " + list + " FROM " + files;
}

Status TakeCell(const std::string& column, const Value& cell,
                const std::function<Status(const Action&)>& take) {
  if (column == "sidecar") {
    return Invalid(
        "the table cannot be read: it uses the Delta feature `v2Checkpoint`, which is "
        "not supported");
  }
  const auto body = ParseJson(ToString(cell));
  if (!body || !body->is_object()) return Invalid("a checkpoint of the table cannot be read");
  const auto action = ParseAction(column, body->get_object());
  if (!action) return action.error();
  if (!*action) return Done{};
  return take(**action);
}

Status TakeRow(const std::vector<std::string>& columns, const std::vector<Value>& row,
               const std::function<Status(const Action&)>& take) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (IsNull(row[i])) continue;
    if (const auto taken = TakeCell(columns[i], row[i], take); !taken) return taken;
  }
  return Done{};
}

}  // namespace

Status ReadCheckpoint(engine::Session* session, const std::vector<std::string>& paths,
                      const std::function<Status(const Action&)>& take) {
  const std::string files =
      "read_parquet(" + PathListSql(paths) + ", hive_partitioning = false, union_by_name = true)";
  const auto columns = ColumnsOf(session, files);
  if (!columns) return columns.error();
  Status status = Done{};
  const auto streamed = session->Stream(RowsSql(*columns, files), [&](const engine::Table& batch) {
    for (const auto& row : batch.rows) {
      status = TakeRow(*columns, row, take);
      if (!status) return false;
    }
    return true;
  });
  return streamed ? status : streamed;
}

}  // namespace aisle::delta
