#include "delta/zorder.h"

#include <fmt/format.h>

#include <set>

#include "base/text.h"

namespace aisle::delta {
namespace {

using engine::QuoteIdentifier;

constexpr int kBits = 8;
constexpr int kMostColumns = 63 / kBits;
constexpr int kSample = 100'000;  // rows: a rank of 256 has some 400 of them

// Values that part the rows into as many parts as there are ranks, as literals; fewer where the
// same value fills several parts.
Result<std::vector<std::string>> FindBoundaries(engine::Session* session, const std::string& rows,
                                                const Field& field) {
  const std::string column = QuoteIdentifier(field.name);
  std::string shares;
  for (int i = 1; i < 1 << kBits; ++i) {
    shares += fmt::format("{}{}", i > 1 ? ", " : "", static_cast<double>(i) / (1 << kBits));
  }
  const auto found = session->Query(fmt::format(
      "SELECT CAST(v AS VARCHAR) FROM (SELECT DISTINCT unnest(quantile_disc(v, [{}])) AS v FROM "
      "(SELECT {} AS v FROM ({}) USING SAMPLE reservoir({} ROWS) REPEATABLE (42)) "
      "WHERE v IS NOT NULL) ORDER BY v",
      shares, column, rows, kSample));
  if (!found) return found.error();
  std::vector<std::string> boundaries;
  for (const auto& row : found->rows) {
    boundaries.push_back(
        fmt::format("CAST({} AS {})", engine::QuoteLiteral(ToString(row[0])), SqlType(field.type)));
  }
  return boundaries;
}

std::string SearchSql(const std::string& column, const std::vector<std::string>& boundaries,
                      std::size_t begin, std::size_t end) {
  if (begin == end) return std::to_string(begin);
  const std::size_t middle = begin + (end - begin) / 2;
  return fmt::format("CASE WHEN {} < {} THEN {} ELSE {} END", column, boundaries[middle],
                     SearchSql(column, boundaries, begin, middle),
                     SearchSql(column, boundaries, middle + 1, end));
}

}  // namespace

std::string RankSql(const std::string& column, const std::vector<std::string>& boundaries) {
  return fmt::format("CAST(CASE WHEN {} IS NULL THEN 0 ELSE {} END AS BIGINT)", column,
                     SearchSql(column, boundaries, 0, boundaries.size()));
}

std::string InterleaveSql(const std::vector<std::string>& ranks) {
  std::vector<std::string> bits;
  for (int bit = 0; bit < kBits; ++bit) {
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      const std::size_t place = static_cast<std::size_t>(bit) * ranks.size() + ranks.size() - 1 - i;
      bits.push_back(fmt::format("((({} >> {}) & 1) << {})", ranks[i], bit, place));
    }
  }
  return Join(bits, " | ");
}

Status CheckZOrderColumns(const Snapshot& snapshot, const std::vector<std::string>& columns) {
  if (columns.empty() || columns.size() > kMostColumns) {
    return Invalid(
        fmt::format("a Z-order is by 1 to {} columns, not {}", kMostColumns, columns.size()));
  }
  std::set<std::string> seen;
  for (const std::string& name : columns) {
    const Field* field = snapshot.schema.Find(name);
    if (field == nullptr) return Invalid(fmt::format("the table has no column `{}`", name));
    if (snapshot.IsPartitionColumn(field->name) || field->type.kind == Kind::kBinary ||
        field->type.kind == Kind::kNested || !seen.insert(field->name).second) {
      return Invalid(
          fmt::format("a table cannot be in Z-order by `{}`: it is a partition column, "
                      "of a type without order, or named twice",
                      name));
    }
  }
  return Done{};
}

Result<std::string> ZOrderSql(engine::Session* session, const Schema& schema,
                              const std::string& rows, const std::vector<std::string>& columns) {
  std::vector<std::string> ranks;
  std::string ranked = "SELECT *";
  for (const std::string& name : columns) {
    const Field& field = *schema.Find(name);
    const auto boundaries = FindBoundaries(session, rows, field);
    if (!boundaries) return boundaries.error();
    ranks.push_back(fmt::format("_delta_rank_{}", ranks.size()));
    ranked += ", " + RankSql(QuoteIdentifier(field.name), *boundaries) + " AS " + ranks.back();
  }
  return fmt::format("SELECT * FROM ({} FROM ({})) ORDER BY {}", ranked, rows,
                     InterleaveSql(ranks));
}

}  // namespace aisle::delta
