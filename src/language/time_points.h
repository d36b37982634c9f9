// A TimePoint is one stretch of time named in a question: "May 3rd", "Q2 2022", "last month".
// It may lack its year; ReadTimes (language/time_words.h) finds one, and joins points to ranges.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "language/periods.h"
#include "language/time_words.h"
#include "language/tokens.h"

namespace aisle::language {

struct TimePoint {
  enum class Unit {
    kDay,      // month, day
    kMonths,   // month, count_months: a month, a quarter or a half of a year
    kInMonth,  // month, day to last_day: "first half of April"; last_day 0 counts day from its end
    kYear,     // a calendar year
    kDays,     // days: already settled
    kNamed,    // in_year: holidays, and what is counted from them
  };

  size_t count = 0;  // tokens
  Unit unit = Unit::kDays;
  int year = 0;  // 0: not said
  int month = 0;
  int months = 1;
  int day = 0;
  int last_day = 0;
  Days days;
  std::function<bool(int year, Days* days)> in_year;  // kNamed; false: not in that year
  bool relative = false;
  bool complete = false;  // whole calendar periods
  std::string part;       // "month" or "quarter": what it is when no year is meant
  int64_t part_value = 0;
  std::string label;        // empty: made from the days
  bool spell_days = false;  // the label does not say which days they are
  double cost = 0;
};

// Every point that starts with token `at` and is no part of another, nor counted from one.
std::vector<TimePoint> ReadPoints(const std::vector<Token>& tokens, size_t at,
                                  const TimeContext& context);

// The days of `point` in `year` (its own where it has one); false when there is no such day.
bool Settle(const TimePoint& point, int year, Days* days);

}  // namespace aisle::language
