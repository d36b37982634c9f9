#include "ingest/text_counts.h"

#include <algorithm>

namespace aisle::ingest {

bool HoldsTexts(const catalog::Column& column) {
  return column.type == Type::kText && !column.identifier && !column.row_number;
}

Result<TextCounts> CountTexts(engine::Session& session, const std::string& engine_table,
                              const std::string& column) {
  const std::string name = engine::QuoteIdentifier(column);
  const auto table =
      session.Query("SELECT " + name + ", count(*) FROM " + engine::QuoteIdentifier(engine_table) +
                    " WHERE " + name + " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT " +
                    std::to_string(TextCounts::kMost + 1));
  if (!table) return table.error();
  TextCounts counts;
  for (const auto& row : table->rows) {
    counts.values.push_back({ToString(row[0]), std::get<int64_t>(row[1])});
  }
  return counts;
}

TextCounts Ordered(const std::map<std::string, int64_t>& rows_by_value) {
  TextCounts counts;
  for (const auto& [value, rows] : rows_by_value) counts.values.push_back({value, rows});
  std::stable_sort(counts.values.begin(), counts.values.end(),
                   [](const TextCount& a, const TextCount& b) { return a.rows > b.rows; });
  return counts;
}

}  // namespace aisle::ingest
