#include "language/periods.h"

#include <fmt/format.h>

#include <array>

namespace aisle::language {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

Date First(int year, int month) { return FromCivil({year, month, 1}); }

// Whether `word` is `name` or one of its usual cuts: at least three letters of it.
bool IsCutOf(std::string_view word, std::string_view name, size_t longest) {
  if (word.size() > longest && word.size() != name.size()) return false;
  if (word.size() < 3 || word.size() > name.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (word[i] != (name[i] | 0x20)) return false;
  }
  return true;
}

std::string DayLabel(CivilDate day) {
  return fmt::format("{} {} {}", day.day, MonthName(day.month), day.year);
}

std::string WholeMonthsLabel(CivilDate from, CivilDate to) {
  const bool same_year = from.year == to.year;
  const int months = (to.year - from.year) * 12 + to.month - from.month + 1;
  if (from.month == 1 && to.month == 12) {
    return same_year ? fmt::format("{}", from.year) : fmt::format("{} to {}", from.year, to.year);
  }
  if (months == 1) return fmt::format("{} {}", MonthName(from.month), from.year);
  if (months == 3 && from.month % 3 == 1) {
    return fmt::format("Q{} {}", (from.month + 2) / 3, from.year);
  }
  if (same_year) {
    return fmt::format("{} to {} {}", MonthName(from.month), MonthName(to.month), to.year);
  }
  return fmt::format("{} {} to {} {}", MonthName(from.month), from.year, MonthName(to.month),
                     to.year);
}

}  // namespace

Days DayOf(Date date) { return {date, date}; }

Days WeekOf(Date date, int week_start) {
  const int since = (Weekday(date) - week_start + 7) % 7;
  return {AddDays(date, -since), AddDays(date, 6 - since)};
}

Days MonthsOf(int year, int month, int months) {
  const Date first = First(year, month);
  return {first, AddDays(AddMonths(first, months), -1)};
}

Days QuarterOf(int year, int quarter) { return MonthsOf(year, quarter * 3 - 2, 3); }
Days HalfOf(int year, int half) { return MonthsOf(year, half * 6 - 5, 6); }

Days FiscalYearOf(int year, int start_month) {
  return MonthsOf(start_month == 1 ? year : year - 1, start_month, 12);
}

Date AddDays(Date date, int days) { return Date{date.days + days}; }

bool IsMonthEnd(Date date) { return ToCivil(AddDays(date, 1)).day == 1; }

int MonthOfWord(std::string_view folded) {
  if (folded == "sept") return 9;
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (IsCutOf(folded, kMonths[i], 3)) return static_cast<int>(i) + 1;
  }
  return 0;
}

int WeekdayOfWord(std::string_view folded) {
  if (folded.size() > 5 && folded.back() == 's') folded.remove_suffix(1);
  for (size_t i = 0; i < kWeekdays.size(); ++i) {
    if (IsCutOf(folded, kWeekdays[i], 5)) return static_cast<int>(i) + 1;
  }
  return 0;
}

std::string_view MonthName(int month) { return kMonths.at(static_cast<size_t>(month - 1)); }
std::string_view WeekdayName(int weekday) { return kWeekdays.at(static_cast<size_t>(weekday - 1)); }

std::string LabelOf(Days days) {
  const CivilDate from = ToCivil(days.from);
  const CivilDate to = ToCivil(days.to);
  if (from.day == 1 && IsMonthEnd(days.to)) return WholeMonthsLabel(from, to);
  if (days.from == days.to) return DayLabel(from);
  if (from.year == to.year && from.month == to.month) {
    return fmt::format("{} to {}", from.day, DayLabel(to));
  }
  if (from.year == to.year) {
    return fmt::format("{} {} to {}", from.day, MonthName(from.month), DayLabel(to));
  }
  return fmt::format("{} to {}", DayLabel(from), DayLabel(to));
}

}  // namespace aisle::language
