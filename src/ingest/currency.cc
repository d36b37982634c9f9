#include "ingest/currency.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/typing.h"

namespace aisle::ingest {
namespace {

bool IsCode(const std::string& text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool IsAmount(const catalog::Column& column) {
  return (column.type == Type::kDecimal || column.type == Type::kDouble ||
          column.type == Type::kInteger) &&
         column.unit.empty() && !column.identifier && NamesMoney(column.label);
}

// The codes and the rows of each, as what follows FROM.
std::string CountedSql(const std::string& column, const std::string& engine_table,
                       const CountsByColumn& counts) {
  const auto counted = counts.find(column);
  if (counted == counts.end() || counted->second.values.empty() || !counted->second.complete()) {
    const std::string name = engine::QuoteIdentifier(column);
    return "(SELECT " + name + " AS code, count(*) AS n FROM " +
           engine::QuoteIdentifier(engine_table) + " WHERE " + name + " IS NOT NULL GROUP BY 1)";
  }
  std::vector<std::string> pairs;
  for (const TextCount& count : counted->second.values) {
    pairs.push_back("(" + engine::QuoteLiteral(count.value) + ", " + std::to_string(count.rows) +
                    ")");
  }
  return "(VALUES " + Join(pairs, ", ") + ") counted(code, n)";
}

}  // namespace

bool IsCurrencyColumn(const catalog::Column& column) {
  const std::string name = SnakeCase(column.label);
  return column.type == Type::kText && (name == "currency" || EndsWith(name, "_currency") ||
                                        name == "currency_code" || name == "ccy");
}

Status TakeCurrencyColumn(engine::Session& session, const std::string& engine_table,
                          const CountsByColumn& counts, std::vector<catalog::Column>* columns,
                          std::string* warning) {
  const auto found = std::find_if(columns->begin(), columns->end(), IsCurrencyColumn);
  if (found == columns->end()) return Done{};
  const auto codes =
      session.Query("SELECT upper(code) FROM " + CountedSql(found->name, engine_table, counts) +
                    " GROUP BY 1 ORDER BY sum(n) DESC, 1 LIMIT 5");
  if (!codes) return codes.error();
  std::vector<std::string> names;
  for (const auto& row : codes->rows) names.push_back(ToString(row[0]));
  if (names.size() > 1) {
    *warning = "amounts are in several currencies (" + Join(names, ", ") + "): see " + found->label;
  }
  if (names.size() != 1 || !IsCode(names[0])) return Done{};
  for (catalog::Column& column : *columns) {
    if (IsAmount(column)) column.unit = names[0];
  }
  return Done{};
}

}  // namespace aisle::ingest
