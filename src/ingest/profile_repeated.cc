#include "ingest/profile_repeated.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace aisle::ingest {
namespace {

using catalog::Column;
using engine::QuoteIdentifier;

constexpr int64_t kFewestOrders = 5;  // of two lines or more: fewer may agree by chance

bool Speaks(const Column& column, std::initializer_list<std::string_view> of) {
  const std::vector<std::string> words = Split(SnakeCase(column.label), '_');
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(of.begin(), of.end(), word) != of.end();
  });
}

// An id that several lines share.
bool NamesOrders(const Column& column) {
  const bool shared = column.distinct > 1 && column.distinct < column.rows;
  return shared && column.identifier &&
         Speaks(column, {"order", "invoice", "transaction", "receipt", "bill", "increment"});
}

bool SpeaksOfWholeOrder(const Column& column) {
  const bool money = IsNumeric(column.type) && !column.identifier && column.distinct > 1;
  return money && !Speaks(column, {"unit", "line", "item", "price", "qty", "quantity"}) &&
         Speaks(column, {"order", "grand", "invoice", "bill", "basket", "shipping", "freight",
                         "delivery", "postage", "fee", "fees", "charge", "charges"});
}

// Whether the lines of each order agree, and more than a few orders have lines that could not.
Result<bool> IsSameWithin(engine::Session& session, const std::string& relation_sql,
                          const Column& order, const Column& amount) {
  const auto counted = session.Query(fmt::format(
      "SELECT count(*) FILTER (WHERE n > 1), count(*) FILTER (WHERE low <> high) FROM (SELECT "
      "count({1}) AS n, min({1}) AS low, max({1}) AS high FROM {2} WHERE {0} IS NOT NULL GROUP BY "
      "{0})",
      QuoteIdentifier(order.name), QuoteIdentifier(amount.name), relation_sql));
  if (!counted) return counted.error();
  const auto& row = counted->rows.at(0);
  return std::get<int64_t>(row.at(0)) >= kFewestOrders && std::get<int64_t>(row.at(1)) == 0;
}

}  // namespace

Status FindRepeated(engine::Session& session, const std::string& relation_sql,
                    catalog::Table* table) {
  const auto order = std::find_if(table->columns.begin(), table->columns.end(), NamesOrders);
  if (order == table->columns.end()) return Done{};
  for (Column& column : table->columns) {
    if (!SpeaksOfWholeOrder(column)) continue;
    const auto same = IsSameWithin(session, relation_sql, *order, column);
    if (!same) return same.error();
    if (*same) column.same_within = order->name;
  }
  return Done{};
}

}  // namespace aisle::ingest
