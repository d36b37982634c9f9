#include "language/period_parts.h"

#include <algorithm>

namespace aisle::language {
namespace {

int LengthInDays(Days days) { return days.to.days - days.from.days + 1; }

bool Holds(Days whole, Days part) {
  return part.from >= whole.from && part.to <= whole.to && part.from <= part.to;
}

}  // namespace

std::optional<Length> LengthOfUnit(std::string_view word) {
  if (word.size() > 3 && word.back() == 's') word.remove_suffix(1);
  if (word == "day") return Length{1, 0};
  if (word == "week") return Length{7, 0};
  if (word == "fortnight") return Length{14, 0};
  if (word == "month") return Length{0, 1};
  if (word == "quarter") return Length{0, 3};
  if (word == "year") return Length{0, 12};
  if (word == "decade") return Length{0, 120};
  return std::nullopt;
}

Date Plus(Date date, Length length, int times) {
  return AddDays(AddMonths(date, times * length.months), times * length.days);
}

int WholeMonths(Days days) {
  const CivilDate from = ToCivil(days.from);
  const CivilDate to = ToCivil(days.to);
  if (from.day != 1 || !IsMonthEnd(days.to) || days.to < days.from) return 0;
  return (to.year - from.year) * 12 + to.month - from.month + 1;
}

bool EqualPart(Days whole, int index, int count, Days* part) {
  if (index < 1 || index > count) return false;
  const int months = WholeMonths(whole);
  if (months > 0 && months % count == 0) {
    const int each = months / count;
    part->from = AddMonths(whole.from, each * (index - 1));
    part->to = AddDays(AddMonths(whole.from, each * index), -1);
    return true;
  }
  if (months == 1 && count <= 3) {
    const int each = count == 2 ? 15 : 10;
    part->from = AddDays(whole.from, each * (index - 1));
    part->to = index == count ? whole.to : AddDays(whole.from, each * index - 1);
    return true;
  }
  const int length = LengthInDays(whole);
  if (length < count) return false;
  part->from = AddDays(whole.from, length * (index - 1) / count);
  part->to = AddDays(whole.from, length * index / count - 1);
  return true;
}

bool NthStretch(Days whole, Length length, int nth, Days* part) {
  if (nth > 0) {
    part->from = Plus(whole.from, length, nth - 1);
    part->to = AddDays(Plus(whole.from, length, nth), -1);
  } else {
    const Date end = AddDays(whole.to, 1);
    part->from = Plus(end, length, nth);
    part->to = AddDays(Plus(end, length, nth + 1), -1);
  }
  // The fifth week of a month is what is left of it.
  if (length.days == 7 && nth == 5 && WholeMonths(whole) == 1) {
    part->to = std::min(part->to, whole.to);
  }
  return Holds(whole, *part);
}

bool NthWeekdayIn(Days whole, int weekday, int nth, Days* part) {
  Date day;
  if (nth > 0) {
    day = AddDays(whole.from, (weekday - Weekday(whole.from) + 7) % 7 + 7 * (nth - 1));
  } else {
    day = AddDays(whole.to, -((Weekday(whole.to) - weekday + 7) % 7) + 7 * (nth + 1));
  }
  *part = DayOf(day);
  return Holds(whole, *part);
}

bool NthWeekendIn(Days whole, int nth, Days* part) {
  Days saturday;
  const Days inner = {whole.from, nth > 0 ? whole.to : AddDays(whole.to, -1)};
  if (!NthWeekdayIn(inner, 6, nth, &saturday)) return false;
  *part = {saturday.from, AddDays(saturday.from, 1)};
  return Holds(whole, *part);
}

Days StretchBefore(Days days, Length length, int times) {
  return {Plus(days.from, length, -times), AddDays(days.from, -1)};
}

Days StretchAfter(Days days, Length length, int times) {
  const Date from = AddDays(days.to, 1);
  return {from, AddDays(Plus(from, length, times), -1)};
}

Days SameLengthBefore(Days days) {
  const int months = WholeMonths(days);
  if (months > 0) return StretchBefore(days, Length{0, 1}, months);
  return StretchBefore(days, Length{1, 0}, LengthInDays(days));
}

Days MonthsEarlier(Days days, int months) {
  Days earlier = {AddMonths(days.from, -months), AddMonths(days.to, -months)};
  if (WholeMonths(days) > 0) {
    const CivilDate to = ToCivil(earlier.to);
    earlier.to = FromCivil({to.year, to.month, DaysInMonth(to.year, to.month)});
  }
  return earlier;
}

Days WeekendAround(Days days) {
  const int day = Weekday(days.from);
  if (day == 1) return {AddDays(days.from, -2), days.from};
  if (day == 7) return {AddDays(days.from, -1), days.from};
  if (day >= 4) return {days.from, AddDays(days.from, 7 - day)};
  const Date saturday = AddDays(days.from, 6 - day);
  return {saturday, AddDays(saturday, 1)};
}

}  // namespace aisle::language
