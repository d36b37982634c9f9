// Calendar says how a business divides its time: where its fiscal year and its week begin, whether
// it plans by the retail calendar, and which days are holidays. The `calendar` of model.yaml; what
// is left out is the calendar on the wall.
//
//   calendar: {fiscal_year_starts: april, week_starts: monday, retail: 4-5-4, holidays:
//   holidays.csv}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/value.h"

namespace aisle::semantic {

// How the thirteen weeks of a retail quarter make three months. The year begins on the Sunday
// nearest to the first of February (National Retail Federation) and has 52 or 53 weeks; the 53rd
// belongs to the last month.
enum class RetailPattern { kNone, k454, k445, k544 };

struct Holiday {
  std::string name;  // as people say it: "Diwali", "Founder's Day"
  Date date;
  bool operator==(const Holiday&) const = default;
};

struct Calendar {
  // Month, 0 where nobody said; a fiscal year is named after the year in which it ends.
  int fiscal_year_starts = 0;
  int week_starts = 1;  // 1 = Monday … 7 = Sunday
  RetailPattern retail = RetailPattern::kNone;
  bool southern = false;      // summer is December to February
  std::string holidays;       // a file beside model.yaml: name,date
  std::vector<Holiday> days;  // what that file holds; not written to model.yaml

  bool operator==(const Calendar&) const = default;
};

// "january" … "december", and "monday" … "sunday": as model.yaml writes them.
const std::vector<std::string>& MonthNames();
const std::vector<std::string>& WeekdayNames();
const std::vector<std::string>& RetailPatternNames();  // "4-5-4", "4-4-5", "5-4-4"
std::string_view NameOf(RetailPattern pattern);        // empty for none
RetailPattern RetailPatternOf(std::string_view name);

// Reads `name,date` lines; a heading and empty lines are passed over, dates are YYYY-MM-DD. An
// error names the line and what was expected there.
Result<std::vector<Holiday>> ParseHolidays(std::string_view csv);

}  // namespace aisle::semantic
