// What a column is, decided from the facts of all its rows, and the SQL that turns its text into
// that. A cell that does not fit a typed column is never silently dropped: either the column
// stays text, or the row is named for quarantine (Fits says which).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/value.h"
#include "ingest/column_facts.h"

namespace aisle::ingest {

struct ColumnType {
  Type type = Type::kText;
  int scale = 0;
  std::string sql_type = "VARCHAR";
  // The engine reads the cells as `sql_type` by itself; otherwise it reads text, and Expression
  // converts it.
  bool native = false;
  std::string read_as = {};  // when native: what the engine reads, if not `sql_type` itself
  std::string unit;
  bool identifier = false;
  std::string note;     // a decision a person should know of
  int64_t misfits = 0;  // cells that do not fit; their rows go to quarantine
  int64_t values = 0;   // cells that are not null in the column as typed

  // The SQL for the column, given the SQL of its text.
  std::string Expression(const std::string& text) const;
  // Whether a cell of this kind is a value or a null of the column.
  bool Fits(CellKind kind) const;
  // "a number", "a date": what was expected, for the reason of a quarantined row.
  std::string Expected() const;

  // Reads numbers in words, which `cells` cells hold, as digits.
  void ReadWords(const std::string& label, int64_t cells);
  // Takes `spelling`, which `cells` cells have, for missing.
  void TakeNull(std::string_view spelling, int64_t cells);

  // How Expression cleans and reads; set by TypeOf.
  bool trim = false;
  bool squeeze = false;            // runs of blanks inside become one
  std::vector<std::string> nulls;  // spellings seen, lower case
  bool decorated = false;          // signs, groups, decimal commas
  bool comma_decimal = false;
  bool percent = false;
  bool exponent = false;
  bool pointed = false;  // whole numbers written with a fraction: 5.0
  bool serial = false;   // dates as spreadsheets count them: days since 1899-12-30
  bool parentheses = false;
  bool spelled = false;              // "One" among the digits
  std::vector<std::string> formats;  // strptime
};

// The order of day and month that other columns of the file settled.
struct DateEvidence {
  std::optional<DayOrder> order;
  std::string from;  // the column that settled it
};

// The order that the facts of one column prove by a number above 12.
std::optional<DayOrder> ProvenOrder(const ColumnFacts& facts);

ColumnType TypeOf(const ColumnFacts& facts, const std::string& label, const DateEvidence& evidence);

// The column as text, whatever its cells look like.
ColumnType TypeAsText(const ColumnFacts& facts, const std::string& label);

// Whether a name says that its numbers are names: postal codes, phones, ids.
bool NamesIdentifier(const std::string& label);
// Whether a name says money: price, amount, cost.
bool NamesMoney(const std::string& label);

}  // namespace aisle::ingest
