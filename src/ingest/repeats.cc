#include "ingest/repeats.h"

#include "base/text.h"

namespace aisle::ingest {
namespace {

using engine::QuoteIdentifier;

std::vector<std::string> SharedColumns(const ReadTable& a, const ReadTable& b) {
  std::vector<std::string> shared;
  for (const catalog::Column& column : a.columns) {
    if (column.row_number) continue;
    for (const catalog::Column& other : b.columns) {
      if (other.name == column.name &&
          (other.type == column.type || (IsNumeric(other.type) && IsNumeric(column.type)))) {
        shared.push_back(column.name);
      }
    }
  }
  return shared;
}

Result<int64_t> CountFound(engine::Session& session, const ReadTable& table, const ReadTable& other,
                           const std::vector<std::string>& columns) {
  std::vector<std::string> conditions;
  for (const std::string& column : columns) {
    const std::string name = QuoteIdentifier(column);
    conditions.push_back("a." + name + " IS NOT DISTINCT FROM b." + name);
  }
  const auto counted = session.Query(
      "SELECT count(*) FROM " + QuoteIdentifier(table.engine_table) + " a WHERE EXISTS (FROM " +
      QuoteIdentifier(other.engine_table) + " b WHERE " + Join(conditions, " AND ") + ")");
  if (!counted) return counted.error();
  return std::get<int64_t>(counted->rows[0][0]);
}

}  // namespace

Status MarkRepeats(engine::Session& session, std::vector<ReadTable>* tables) {
  for (ReadTable& table : *tables) {
    for (const ReadTable& other : *tables) {
      const bool smaller = table.rows < other.rows || (table.rows == other.rows && &table > &other);
      if (!smaller || other.repeats) continue;
      const auto columns = SharedColumns(table, other);
      // Two columns may agree by chance; three are a row.
      if (columns.size() < 3) continue;
      const auto found = CountFound(session, table, other, columns);
      if (!found) return found.error();
      if (*found * 10 < table.rows * 9) continue;
      table.repeats = true;
      table.note = Thousands(*found) + " of " + Thousands(table.rows) +
                   " rows repeat rows of the file's main table (same " + Join(columns, ", ") +
                   "); not counted beside it";
      break;
    }
  }
  return Done{};
}

}  // namespace aisle::ingest
