// What the cells of one column are, counted over all rows of a page, a block or a file. Facts of
// parts add up to the facts of the whole, so that a file can be read in parallel and once.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/cell.h"

namespace aisle::ingest {

struct DateWriting {
  DateShape shape;
  int64_t count = 0;
  int64_t timed = 0;           // with a time of day other than midnight
  int64_t first_over_12 = 0;   // the first number cannot be a month
  int64_t second_over_12 = 0;  // the second cannot
  // How often a date lies before the one above, reading day or month first: tables are mostly
  // written in order, so the reading that runs backwards less is likelier.
  int64_t backwards_day_first = 0;
  int64_t backwards_month_first = 0;
  int32_t last_day_first = 0;
  int32_t last_month_first = 0;
};

struct NumberFacts {
  std::array<int64_t, kCurrencyCount> currencies{};
  int64_t percent = 0, exponent = 0, leading_zero = 0, parentheses = 0, decorated = 0;
  int64_t dot_decimal = 0, comma_decimal = 0, comma_groups = 0, dot_groups = 0;
  int64_t open_comma = 0, open_dot = 0;
  int64_t broken = 0;       // with a fraction other than zero
  int64_t single_zero = 0;  // 5.0: how programs print whole numbers in a column with gaps
  int fraction = 0;         // most digits after the mark
  int whole = 0;            // most digits before it
  int least_whole = 99;     // fewest digits before it
};

// A cell, and all that its column counts of it.
struct SeenCell {
  Cell cell;
  bool outer_blanks = false;
  // Of texts:
  bool inner_blanks = false;
  bool with_digit = false;
  bool long_text = false;
  int64_t bytes = 0;
};

// Looks at a cell given as the file has it.
SeenCell Look(std::string_view raw);

struct ColumnFacts {
  int64_t rows = 0;
  std::array<int64_t, kCellKindCount> kinds{};  // by CellKind
  std::array<int64_t, kNullSpellingCount> nulls{};
  std::array<int64_t, 3> booleans{};
  NumberFacts numbers;
  std::vector<DateWriting> dates;
  bool many_writings = false;  // more than kMaxWritings ways of writing a date
  int64_t outer_blanks = 0;    // cells with blanks around the text
  int64_t inner_blanks = 0;    // cells with a run of blanks, or a line end, inside
  int64_t text_bytes = 0;
  int64_t with_digit = 0;  // cells of text that hold a digit
  int64_t long_text = 0;   // cells of text above 40 bytes

  static constexpr std::size_t kMaxWritings = 12;

  int64_t Count(CellKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
  int64_t Values() const { return rows - Count(CellKind::kEmpty) - Count(CellKind::kNull); }

  // Counts a cell that stands `times` times; dates, whose order counts, one at a time.
  void Add(const SeenCell& seen, int64_t times);
  // Counts one cell, given as the file has it; returns what it is.
  CellKind Add(std::string_view raw);
  // One row more that has no such cell.
  void AddMissing() {
    ++rows;
    ++kinds[static_cast<std::size_t>(CellKind::kEmpty)];
  }
  void Merge(const ColumnFacts& other);

 private:
  void AddNumber(const NumberShape& shape, int64_t times);
  void AddDate(const DateShape& shape);
};

}  // namespace aisle::ingest
