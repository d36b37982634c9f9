// A Cell is one value of a gold row or of an answer, read once in every way in which the judge
// compares: as a number ("₹1,234.50", 12, "15%"), as text without case, as a named period
// ("Apr 2022", "2022-04", Sunday, Q3). The rules are those of the scorer of the question sets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace aisle::eval {

struct Period {  // a month, weekday or quarter; the year only where it was said
  enum class Kind { kMonth, kDay, kQuarter };
  Kind kind = Kind::kMonth;
  std::optional<int> year;
  int index = 0;
  bool operator==(const Period&) const = default;
};

struct Cell {
  bool is_null = true;
  bool is_integer = false;  // a JSON integer
  bool is_real = false;     // a JSON number with a point or an exponent
  bool is_string = false;
  bool has_point = false;   // a string that holds a point
  bool empty_like = false;  // null, "", 0 or false
  std::optional<double> number;
  std::string text;  // lower case, single blanks, midnight dropped
  int decimals = 0;  // digits shown after the point
  std::optional<Period> period;
};

Cell ReadCell(const json::value& value);

// Rows of cells, each as wide as the widest: short ones are filled with nulls.
using Row = std::vector<Cell>;
using Rows = std::vector<Row>;
Rows ReadRows(const json::value& rows);

// Parts of ReadCell, for tests.
std::optional<double> NumberIn(std::string_view text);
std::optional<Period> PeriodIn(std::string_view lower_text);
std::string NormalText(std::string_view text);
// As Python prints a float: 5.0, 0.1, 1e+16.
std::string ReprOf(double number);

}  // namespace aisle::eval
