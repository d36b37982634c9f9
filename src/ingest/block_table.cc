#include "ingest/block_table.h"

#include "base/text.h"

namespace aisle::ingest {
namespace {

using engine::QuoteIdentifier;
using engine::QuoteLiteral;

std::string Cell(std::size_t at) { return "c" + std::to_string(at); }

std::string ReaderSql(const PlainText& text, const std::vector<BlockColumn>& columns) {
  std::vector<std::string> types(text.width, "VARCHAR");
  for (const BlockColumn& column : columns) {
    if (!column.kept || !column.type.native) continue;
    types[column.at] = column.type.read_as.empty() ? column.type.sql_type : column.type.read_as;
  }
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < text.width; ++i) {
    cells.push_back("'" + Cell(i) + "': '" + types[i] + "'");
  }
  const std::string quote =
      text.dialect.quote == '\0' ? "''" : QuoteLiteral(std::string(1, text.dialect.quote));
  return "read_csv(" + QuoteLiteral(text.path) +
         ", auto_detect = false, header = false, skip = " + std::to_string(text.skip) +
         ", delim = " + QuoteLiteral(std::string(1, text.dialect.delimiter)) +
         ", quote = " + quote + ", escape = " + quote + ", columns = {" + Join(cells, ", ") + "})";
}

std::string SelectSql(const std::vector<BlockColumn>& columns) {
  std::vector<std::string> items;
  for (const BlockColumn& column : columns) {
    if (!column.kept) continue;
    const std::string cell = Cell(column.at);
    const std::string as_read =
        column.type.read_as.empty() ? cell : "CAST(" + cell + " AS " + column.type.sql_type + ")";
    items.push_back((column.type.native ? as_read : column.type.Expression(cell)) + " AS " +
                    QuoteIdentifier(column.name));
  }
  return Join(items, ", ");
}

Status CheckCounts(engine::Session& session, const std::string& table,
                   const std::vector<BlockColumn>& columns, const Expectation& expected) {
  std::vector<std::string> counts = {"count(*)"};
  std::vector<int64_t> wanted = {expected.rows};
  for (const BlockColumn& column : columns) {
    if (!column.kept || !expected.values) continue;
    counts.push_back("count(" + QuoteIdentifier(column.name) + ")");
    wanted.push_back(column.type.values);
  }
  const auto counted =
      session.Query("SELECT " + Join(counts, ", ") + " FROM " + QuoteIdentifier(table));
  if (!counted) return counted.error();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Value& found = counted->rows[0][i];
    if (found == Value(wanted[i])) continue;
    return Invalid("expected " + std::to_string(wanted[i]) + " for " + counts[i] + ", found " +
                   ToString(found));
  }
  return Done{};
}

}  // namespace

Status CreateTable(engine::Session& session, const std::string& table, const PlainText& text,
                   const std::vector<BlockColumn>& columns, const Expectation& expected) {
  const auto created =
      session.Execute("CREATE OR REPLACE TABLE " + QuoteIdentifier(table) + " AS SELECT " +
                      SelectSql(columns) + " FROM " + ReaderSql(text, columns));
  if (!created) return created;
  return CheckCounts(session, table, columns, expected);
}

}  // namespace aisle::ingest
