// Arithmetic on stretches of days: parts of one ("the first half", "the second Friday"), what lies
// before and after it, the same length earlier. Pure; knows no words but those for units.
#pragma once

#include <optional>
#include <string_view>

#include "language/periods.h"

namespace aisle::language {

// A length of time: so many months and days. A week is seven days, a quarter three months.
struct Length {
  int days = 0;
  int months = 0;
};
// "day", "weeks", "fortnight", "quarter" … "decade", also in the plural.
std::optional<Length> LengthOfUnit(std::string_view word);
Date Plus(Date date, Length length, int times);  // `times` may be negative

// How many calendar months `days` is made of; 0 when it is not.
int WholeMonths(Days days);

// The `index`-th (from 1) of `count` equal parts: by months where they divide, halves of a month at
// its 15th, else by days. False where there are fewer days than parts.
bool EqualPart(Days whole, int index, int count, Days* part);
// The `nth` (from 1; negative from the end) stretch of `length` in `whole`, which must hold it.
bool NthStretch(Days whole, Length length, int nth, Days* part);
bool NthWeekdayIn(Days whole, int weekday, int nth, Days* part);
bool NthWeekendIn(Days whole, int nth, Days* part);

// The `times` lengths that end the day before `days`, and those that begin the day after. By whole
// months where `days` is made of such.
Days StretchBefore(Days days, Length length, int times);
Days StretchAfter(Days days, Length length, int times);
// As long as `days`, ending the day before it.
Days SameLengthBefore(Days days);
// The same days so many months earlier; ends of months stay ends of months.
Days MonthsEarlier(Days days, int months);

// The weekend that a holiday makes: Saturday and Sunday, with the Thursday and Friday before or the
// Monday after where the day is one of these.
Days WeekendAround(Days days);

}  // namespace aisle::language
