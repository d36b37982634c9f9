// What a question says about time: "Q2 2022", "last 3 months", "between 3 and 9 May", "monthly",
// "on weekends", "year over year". Every reading of every stretch of the question is given, with
// a cost; which of them hold together is for the interpreter to decide.
//
// Nothing here knows the clock: "today" is the newest date in the data, or the as-of date.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/value.h"
#include "language/holidays.h"
#include "language/tokens.h"
#include "semantic/calendar.h"

namespace aisle::language {

struct TimeContext {
  Date as_of;                  // what "today" is: the newest date in the data, or one given
  Date first;                  // oldest date in the data
  int fiscal_start_month = 1;  // of fiscal years and quarters: 4 is April
  int week_start = 1;          // 1 = Monday … 7 = Sunday
  // The newest date in the data where `as_of` was given; else nothing.
  std::optional<Date> newest = std::nullopt;
  semantic::RetailPattern retail = semantic::RetailPattern::kNone;
  bool southern = false;                   // summer is December to February
  std::vector<FileHoliday> holidays = {};  // of the calendar file

  Date Newest() const { return newest.value_or(as_of); }
};

struct TimeReading {
  enum class Kind {
    kRange,  // `from` to `to`, both days included
    kParts,  // only rows whose part of time `name` is one of `parts`: "in weekends", "on Mondays"
    kGrain,  // grouped by periods of `name`, or compared along them: "monthly", "MoM"
    kPart,   // grouped by a part of time: "by weekday", "hour of the day"
  };

  size_t first = 0;  // tokens
  size_t count = 0;
  Kind kind = Kind::kRange;
  Date from;
  Date to;
  // kGrain: hour day week month quarter year, a group of language/calendar_groups.h (decade,
  // fiscal_quarter, season …), or "auto" ("over time"). kPart and kParts: hour
  // weekday day month quarter year week weekend month_end, as in semantic/expr.h; month_end is
  // whether the day is the last of its month.
  std::string name;
  std::vector<int64_t> parts;  // kParts: weekday 1–7 from Monday, month 1–12, weekend 0 or 1 …
  bool relative = false;       // depends on the newest date
  bool has_year = false;       // the year was said
  bool complete = false;       // whole calendar periods: a month, a quarter, years
  // "previous": each period against the one before; "year": against the same period a year
  // before. Then the kind is kGrain, `name` may be empty (whatever period is asked for), and for
  // "vs last year" `from` and `to` hold nothing.
  // "period": a range that stands beside another of the same length: "vs the previous 30 days".
  std::string comparison;
  std::string label;  // "April 2022", "3 to 9 May 2022", "last 30 days"
  double cost = 0;    // 0 is certain

  bool operator==(const TimeReading&) const = default;
};

// Every reading at every position, by position, longer first, then cheaper first. Readings
// overlap: "3 May 2022" also gives "May 2022", "May" and "2022".
std::vector<TimeReading> ReadTimes(const std::vector<Token>& tokens, const TimeContext& context);

}  // namespace aisle::language
