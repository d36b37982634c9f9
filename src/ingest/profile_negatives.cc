#include "ingest/profile_negatives.h"

#include <fmt/format.h>

#include <utility>

#include "ingest/keys_names.h"

namespace aisle::ingest {
namespace {

using catalog::Column;
using catalog::Negatives;
using engine::QuoteIdentifier;

bool LiesOnBothSides(const Column& column) {
  double low = 0, high = 0;
  return IsNumeric(column.type) && !column.identifier && !column.row_number &&
         AsNumber(column.min, &low) && AsNumber(column.max, &high) && low < 0 && high > 0;
}

bool IsLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// Numbers with a letter before some of them: 536365 and C536379.
bool MayBeMarked(const Column& column) {
  const auto* low = std::get_if<std::string>(&column.min);
  const auto* high = std::get_if<std::string>(&column.max);
  return column.type == Type::kText && low && high && !low->empty() && !high->empty() &&
         (*low)[0] >= '0' && (*low)[0] <= '9' && IsLetter((*high)[0]) &&
         ReadName(column.name).identifies;
}

// The letter that only negative rows have, and most of them.
Status FindMark(engine::Session& session, const std::string& relation_sql, const Column& ids,
                Negatives* negatives) {
  const auto letters = session.Query(fmt::format(
      "SELECT l, n FROM (SELECT left({0}, 1) AS l, count(*) AS n, count(*) FILTER (WHERE {1} < 0) "
      "AS below FROM {2} WHERE left({0}, 1) BETWEEN 'A' AND 'z' GROUP BY 1) WHERE n = below AND "
      "n * 2 >= {3} ORDER BY n DESC",
      QuoteIdentifier(ids.name), QuoteIdentifier(negatives->column), relation_sql,
      negatives->rows));
  if (!letters) return letters.error();
  if (letters->rows.empty()) return Done{};
  negatives->marked = ids.name;
  negatives->mark = ToString(letters->rows[0][0]);
  return Done{};
}

}  // namespace

Result<std::vector<Negatives>> FindNegatives(engine::Session& session,
                                             const std::string& relation_sql,
                                             const catalog::Table& table) {
  std::vector<Negatives> all;
  for (const Column& column : table.columns) {
    if (!LiesOnBothSides(column)) continue;
    const auto rows = session.Query(fmt::format("SELECT count(*) FROM {} WHERE {} < 0",
                                                relation_sql, QuoteIdentifier(column.name)));
    if (!rows) return rows.error();
    Negatives negatives{column.name, std::get<int64_t>(rows->rows.at(0).at(0)), {}, {}};
    for (const Column& ids : table.columns) {
      if (!negatives.mark.empty() || !MayBeMarked(ids)) continue;
      if (const auto found = FindMark(session, relation_sql, ids, &negatives); !found)
        return found.error();
    }
    all.push_back(std::move(negatives));
  }
  return all;
}

}  // namespace aisle::ingest
