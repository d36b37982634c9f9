// How a date or a time of day is written: "04-30-22" is three numbers with '-', the year last and
// short, the order of the others open. The column settles the order (typing.h); a shape and an
// order together give the engine's format text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aisle::ingest {

enum class DateLayout : uint8_t {
  kNone,          // a time of day alone
  kYearFirst,     // 2022-04-30
  kOpen,          // 04-30-22, 30/04/2022: day and month in either order
  kDayMonthName,  // 30-Apr-22, 30 April 2022
  kMonthNameDay,  // Apr 30, 2022
  kCompact,       // 20220430
};

struct DateShape {
  DateLayout layout = DateLayout::kNone;
  char separator = 0;
  bool long_year = false;   // four digits
  bool long_month = false;  // April rather than Apr
  bool comma = false;       // Apr 30, 2022
  // Time of day: 0 none, 1 hours and minutes, 2 seconds too, 3 and a fraction.
  uint8_t time = 0;
  char time_separator = 0;      // ' ' or 'T' between date and time
  bool half_day = false;        // AM or PM
  bool half_day_blank = false;  // a blank before AM or PM
  uint8_t zone = 0;             // 0 none, else how: 'Z', " UTC", an offset …
  // The numbers as they stand, for kOpen.
  uint8_t first = 0;
  uint8_t second = 0;
  int16_t year = 0;
  bool midnight = true;  // the time of day is 0:00, or there is none

  // Same writing: everything but the numbers.
  bool SameWriting(const DateShape& other) const;
};

enum class DayOrder : uint8_t { kDayFirst, kMonthFirst };

// Whether the whole of `text` is a date with or without a time of day (`layout` set), or a time of
// day alone (kNone). False when it is neither, or the day does not exist in either order.
bool ReadDate(std::string_view text, DateShape* shape);

// "Jun-21", "June 2021", "2021-06": a month without a day.
bool IsMonthLabel(std::string_view text);

// strptime format of the writing: "%m-%d-%y".
std::string FormatOf(const DateShape& shape, DayOrder order);

// The example as people write it: "MM-DD-YY".
std::string Describe(const DateShape& shape, DayOrder order);

}  // namespace aisle::ingest
