// The Catalog says what the lake holds: tables, columns with types and statistics, keys and
// relations, each proven on all rows at load time. It knows data, not meaning: what is a
// measure, a dimension or a customer is decided in semantic/.
//
// It is stored as `catalog.json` beside the tables of one lake version, and is a plain value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/value.h"

namespace aisle::catalog {

struct Column {
  std::string name;   // snake_case, unique in its table, safe as an SQL identifier: "order_date"
  std::string label;  // as the file spelt it, trimmed: "Order Date"
  Type type = Type::kText;
  int scale = 0;     // digits after the point, for kDecimal
  std::string unit;  // "INR", "USD", "EUR", "%" …, from signs seen in the cells or a currency
                     // column; a "%" column is stored as a fraction (15% is 0.15)
  bool identifier =
      false;  // numbers that are names: postal codes, ids, phone numbers (text or integer)
  bool row_number = false;  // 0,1,2… counting the file's rows: kept out of answers
  std::string level_of;     // made at load: a level of the paths of this column of the table
  int level = 0;            // which one, 1 the widest; 0: no level
  std::string made_of;      // made at load: a date of these columns, "Year, Month"
  std::string grain;        // of dates that stand for a whole "week", "month" or "year"
  std::string same_within;  // an amount of a whole order: one value for each of this column
  int64_t rows = 0;
  int64_t nulls = 0;
  int64_t distinct = 0;  // exact, nulls not counted
  Value min;
  Value max;
  std::vector<std::pair<std::string, int64_t>> top;  // most frequent values, up to 30, text form

  bool IsMade() const { return level > 0 || !made_of.empty(); }  // else read from a file
  bool operator==(const Column&) const = default;
};

// Rows that take back others: those with a number below zero, where other rows have it above.
struct Negatives {
  std::string column;
  int64_t rows = 0;
  std::string marked;  // the ids that begin with the letter `mark` on such rows and on no others,
  std::string mark;    // and on most of them; empty when no ids do

  bool operator==(const Negatives&) const = default;
};

// What other columns of the row give: total = quantity × price. Rounding is allowed for.
enum class FormulaKind {
  kProduct,     // a × b
  kDiscounted,  // a × b × (1 - c), where c is a fraction, or percent when it exceeds 1
  kDifference,  // a - b
};

struct Formula {
  FormulaKind kind = FormulaKind::kProduct;
  std::string result;
  std::vector<std::string> of;  // the columns a, b, c
  int64_t rows = 0;             // that have all of them
  int64_t exceptions = 0;       // of those, where it does not hold: 5 % at most

  bool operator==(const Formula&) const = default;
};

struct Table {
  std::string name;                  // snake_case, unique in the lake: "amazon_sale_report"
  std::string label;                 // "Amazon Sale Report"
  std::vector<std::string> sources;  // the files it came from, as given
  std::vector<std::string> files;    // Parquet files, relative to the lake's folder
  int64_t rows = 0;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>>
      keys;              // minimal column sets unique over all rows, best first
  std::string part_of;   // set when the table is one block of a file that holds several
  bool repeats = false;  // its rows repeat another table's: never counted beside it
  std::string note;      // what a person should know: "second printing of rows 1-18,635"
  std::vector<Negatives> negatives;
  std::vector<Formula> formulas;

  bool operator==(const Table&) const = default;
};

enum class Cardinality { kManyToOne, kOneToOne };

// Every `from` row finds at most one `to` row: `to_columns` is a key of `to_table`.
struct Relation {
  std::string from_table;
  std::vector<std::string> from_columns;
  std::string to_table;
  std::vector<std::string> to_columns;
  Cardinality cardinality = Cardinality::kManyToOne;
  int64_t orphans = 0;  // from-rows with a value that finds nothing
  int64_t matched = 0;  // from-rows that find their row

  bool operator==(const Relation&) const = default;
};

struct QualityWarning {  // a fact that touches answers: "7,795 of 128,975 rows have no amount"
  std::string table;
  std::string column;  // empty: the whole table
  std::string
      kind;  // "missing" | "duplicates" | "orphans" | "inconsistent" | "quarantined" | "repeats"
  std::string text;
  int64_t rows = 0;

  bool operator==(const QualityWarning&) const = default;
};

struct Catalog {
  std::string version;    // changes whenever any data does
  std::string loaded_at;  // ISO 8601, UTC
  std::vector<Table> tables;
  std::vector<Relation> relations;
  std::vector<QualityWarning> warnings;

  const Table* Find(std::string_view table) const;
  const Column* Find(std::string_view table, std::string_view column) const;
  bool operator==(const Catalog&) const = default;
};

Result<Catalog> ParseCatalog(std::string_view json);
std::string ToJson(const Catalog& catalog);

}  // namespace aisle::catalog
