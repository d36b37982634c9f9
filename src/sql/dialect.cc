// What most engines agree on.
#include "sql/dialect.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "sql/keywords.h"

namespace aisle::sql {
namespace {

// The text between two marks, each mark inside it doubled; NUL cannot stand in SQL.
std::string Quoted(std::string_view text, char mark) {
  std::string quoted(1, mark);
  for (const char c : text) {
    if (c == '\0') continue;
    if (c == mark) quoted += mark;
    quoted += c;
  }
  return quoted + mark;
}

}  // namespace

// Plain lower-case names stand bare: SQL is there to be read.
std::string Dialect::QuoteIdentifier(std::string_view name) const {
  const bool plain =
      !name.empty() && (name[0] < '0' || name[0] > '9') &&
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
  return plain && !IsKeyword(name) ? std::string(name) : Quoted(name, '"');
}
std::string Dialect::QuoteLiteral(std::string_view text) const { return Quoted(text, '\''); }

std::string Dialect::Literal(const Value& value) const {
  if (IsNull(value)) return "null";
  if (const auto* text = std::get_if<std::string>(&value)) return QuoteLiteral(*text);
  if (const auto* number = std::get_if<double>(&value); number != nullptr) {
    if (!std::isfinite(*number)) return "null";
  }
  const std::string plain = ToString(value);
  if (std::holds_alternative<Date>(value)) return "date '" + plain + "'";
  if (std::holds_alternative<Timestamp>(value)) return "timestamp '" + plain + "'";
  if (std::holds_alternative<TimeOfDay>(value)) return "time '" + plain + "'";
  return aisle::StartsWith(plain, "-") ? "(" + plain + ")" : plain;
}

std::string Dialect::CastToText(const std::string& x) const { return "cast(" + x + " as varchar)"; }

std::string Dialect::CastToNumber(const std::string& x) const {
  return "cast(" + x + " as integer)";
}

std::string Dialect::SameOrBothNull(const std::string& x, const std::string& y) const {
  return x + " is not distinct from " + y;
}

// Keys of several columns are counted as rows; one with a part missing is no key.
std::string Dialect::CountDistinct(const std::vector<std::string>& xs) const {
  if (xs.size() == 1) return "count(distinct " + xs[0] + ")";
  std::string filled;
  for (const std::string& x : xs) filled += (filled.empty() ? "" : " and ") + x + " is not null";
  return "count(distinct case when " + filled + " then (" + Join(xs, ", ") + ") end)";
}

std::string Dialect::Aggregate(std::string_view fold, const std::vector<std::string>& xs) const {
  if (fold == "count_distinct") return CountDistinct(xs);
  if (fold == "percentile") return Percentile(xs[0], xs[1]);
  if (fold == "median") return Median(xs[0]);
  if (fold == "stddev") return "stddev_samp(" + xs[0] + ")";
  return std::string(fold) + "(" + Join(xs, ", ") + ")";
}

std::string Dialect::Filtered(const std::string& aggregate, const std::string& condition) const {
  return aggregate + " filter (where " + condition + ")";
}

std::string Dialect::Limit(int64_t limit, int64_t offset) const {
  const std::string text = fmt::format("limit {}", limit);
  return offset > 0 ? text + fmt::format(" offset {}", offset) : text;
}

}  // namespace aisle::sql
