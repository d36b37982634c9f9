// What one cell of a text file looks like, by itself: empty, a spelling of "nothing", a number, one
// in words, a date, a time, a yes/no, or text. What its column is, is decided over all rows
// (column_facts.h, typing.h); here nothing is converted and ambiguity is kept ("1,234" and
// "04-05-22" stay open).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/date_shape.h"

namespace aisle::ingest {

enum class CellKind : uint8_t {
  kEmpty,
  kNull,
  kNumber,
  kDate,
  kTime,
  kBoolean,
  kMonth,
  kText,
  kNumberWord
};
inline constexpr int kCellKindCount = 9;

// How a number is written.
struct NumberShape {
  uint8_t currency = 0;  // index into kCurrencies, 0: none
  bool percent = false;
  bool exponent = false;
  bool leading_zero = false;   // 007: a name, not a quantity
  bool parentheses = false;    // (12.50) is -12.50
  bool decorated = false;      // anything but -, digits and one point: needs cleaning
  bool dot_decimal = false;    // 12.5 and nothing else it could be
  bool comma_decimal = false;  // 12,5 or 1.234,56
  bool comma_groups = false;   // 1,234,567 or 1,234.5 or 1,23,456
  bool dot_groups = false;     // 1.234.567 or 1.234,56
  bool open_comma = false;     // 1,234: groups or decimals
  bool open_dot = false;       // 1.234: decimals, unless the column has decimal commas
  bool fraction_zero = true;   // 5.0, 5.00: whole
  uint8_t fraction = 0;        // digits after the point or decimal comma
  uint8_t whole = 0;           // digits before it
};

struct Currency {
  const char* code;
};
inline constexpr Currency kCurrencies[] = {{""},    {"USD"}, {"EUR"}, {"GBP"}, {"INR"}, {"JPY"},
                                           {"CAD"}, {"AUD"}, {"BRL"}, {"CHF"}, {"CNY"}, {"MXN"}};
inline constexpr int kCurrencyCount = 12;

// Spellings of "nothing". An unmistakable one is nothing in a column of text too, a shared one
// where columns of numbers or dates beside it have it.
struct NullSpelling {
  std::string_view folded;  // lower case
  bool unmistakable;
  bool shared = false;
};
inline constexpr NullSpelling kNullSpellings[] = {{"#ref!", true},
                                                  {"#value!", true},
                                                  {"#n/a", true},
                                                  {"#div/0!", true},
                                                  {"#name?", true},
                                                  {"#null!", true},
                                                  {"#num!", true},
                                                  {"n/a", true},
                                                  {"nill", true},
                                                  {"null", true},
                                                  {"(null)", true},
                                                  {"nan", true},
                                                  {"\\n", true},
                                                  {"-", true},
                                                  {"--", true},
                                                  {"(blank)", true},
                                                  {"na", false},
                                                  {"nil", false},
                                                  {"none", false},
                                                  {"?", false},
                                                  {"nat", true},
                                                  {"<na>", true},
                                                  {"|", true},
                                                  {"n.a.", false},
                                                  {"missing", false, true},
                                                  {"error", false, true},
                                                  {"unknown", false, true},
                                                  {"undefined", false, true},
                                                  {"invalid", false, true},
                                                  {"err", false, true}};
inline constexpr int kNullSpellingCount = 30;

// Small numbers that people write out among digits; their place says what they are.
inline constexpr std::string_view kNumberWords[] = {"zero", "one",    "two",   "three", "four",
                                                    "five", "six",    "seven", "eight", "nine",
                                                    "ten",  "eleven", "twelve"};

struct Cell {
  CellKind kind = CellKind::kEmpty;
  uint8_t null_spelling = 0;  // for kNull
  uint8_t boolean_style = 0;  // for kBoolean: 0 true/false, 1 yes/no, 2 y/n
  NumberShape number;         // for kNumber
  DateShape date;             // for kDate (with or without a time of day) and kTime
};

// `text` without outer blanks.
Cell ReadCell(std::string_view text);

// Whether `text` is a number, and how it is written.
bool ReadNumber(std::string_view text, NumberShape* shape);

}  // namespace aisle::ingest
