// Holidays that a question names: those that can be computed ("Black Friday", "Easter Monday",
// "Diwali") and those of the calendar file, which come first.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "language/periods.h"
#include "language/tokens.h"
#include "semantic/calendar.h"

namespace aisle::language {

// A holiday of the calendar file with all its dates, oldest first.
struct FileHoliday {
  std::string words;  // as tokens show its name: "founder day"
  std::string name;   // "Founder's Day"
  std::vector<Date> dates;
};
std::vector<FileHoliday> GroupByName(const std::vector<semantic::Holiday>& days);

struct HolidayHit {
  size_t count = 0;  // tokens
  std::string name;  // "Black Friday"
  // The days in a year; false where it is not known. Several where the file lists them in a row.
  std::function<bool(int year, Days* days)> in_year;
};

// The holidays that `tokens[at]` begins, longest first.
std::vector<HolidayHit> HolidaysAt(const std::vector<Token>& tokens, size_t at,
                                   const std::vector<FileHoliday>& file);

}  // namespace aisle::language
