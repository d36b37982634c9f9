#include "answer/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"

namespace aisle::answer {
namespace {

constexpr std::string_view kMissing = "–";
constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kSigns = {{{"INR", "₹"},
                                                                                   {"USD", "$"},
                                                                                   {"EUR", "€"},
                                                                                   {"GBP", "£"},
                                                                                   {"JPY", "¥"},
                                                                                   {"CNY", "¥"},
                                                                                   {"KRW", "₩"},
                                                                                   {"BRL", "R$"},
                                                                                   {"AUD", "A$"},
                                                                                   {"CAD", "C$"}}};

// The day of a date or of a timestamp.
bool DayOf(const Value& value, Date* day) {
  if (const auto* date = std::get_if<Date>(&value)) {
    *day = *date;
    return true;
  }
  if (const auto* time = std::get_if<Timestamp>(&value)) {
    constexpr int64_t kDay = 86'400'000'000;
    const int64_t micros = time->micros;
    *day = Date{static_cast<int32_t>(micros >= 0 ? micros / kDay : -((-micros + kDay - 1) / kDay))};
    return true;
  }
  return false;
}

// Digits after the point that people want: two for money, else as many as the number has, at most
// two (more for small ones, where two would say 0.00).
int DecimalsOf(double number, const Value& value, bool money) {
  if (money) return 2;
  if (std::holds_alternative<int64_t>(value)) return 0;
  if (number == std::floor(number) && std::fabs(number) < 1e15) return 0;
  if (std::fabs(number) < 0.01) return 6;
  return std::fabs(number) < 1 ? 4 : 2;
}

std::string WithoutTrailingZeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string FormatMeasure(double number, const Value& value, const AnswerColumn& column) {
  if (!std::isfinite(number)) return std::string(kMissing);
  if (column.unit == "%") return FormatNumber(100 * number, 2) + " %";
  const std::string sign = CurrencySign(column.unit);
  const bool money = !sign.empty() || column.format == "money";
  const bool fixed = column.decimals >= 0 && !std::holds_alternative<int64_t>(value);
  std::string text =
      FormatNumber(number, fixed ? column.decimals : DecimalsOf(number, value, money));
  if (!money && !fixed) text = WithoutTrailingZeros(std::move(text));
  if (!sign.empty()) return StartsWith(text, "-") ? "-" + sign + text.substr(1) : sign + text;
  return column.unit.empty() ? text : text + " " + column.unit;
}

// Formats that name a stretch of time: the start of one when the cell is a date, else a part of
// time, a number ("month" is "Apr 2022" of a date and "April" of 4).
bool IsTimeFormat(std::string_view format) {
  return format == "hour" || format == "day" || format == "week" || format == "month" ||
         format == "quarter" || format == "year" || format == "weekday";
}

// A part of time, a number from the engine: weekday 1 is Monday.
std::string FormatPart(int64_t part, std::string_view format) {
  if (format == "weekday" && part >= 1 && part <= 7) return WeekdayName(static_cast<int>(part));
  if (format == "month" && part >= 1 && part <= 12) return MonthName(static_cast<int>(part));
  if (format == "quarter") return fmt::format("Q{}", part);
  if (format == "hour") return fmt::format("{:02}:00", part);
  return fmt::format("{}", part);
}

bool WholeNumber(const Value& value, int64_t* whole) {
  double number = 0;
  if (!AsNumber(value, &number) || number != std::floor(number) || std::fabs(number) > 1e9) {
    return false;
  }
  *whole = static_cast<int64_t>(number);
  return true;
}

bool IsMonthEnd(CivilDate day) { return day.day == DaysInMonth(day.year, day.month); }

}  // namespace

std::string FormatNumber(double number, int decimals) {
  std::string digits = fmt::format("{:.{}f}", std::fabs(number), decimals);
  const size_t point = std::min(digits.find('.'), digits.size());
  for (size_t at = point; at > 3; at -= 3) digits.insert(at - 3, at > 3 ? "," : "");
  const bool zero = digits.find_first_of("123456789") == std::string::npos;
  return number < 0 && !zero ? "-" + digits : digits;
}

std::string CurrencySign(std::string_view unit) {
  for (const auto& [code, sign] : kSigns) {
    if (code == unit) return std::string(sign);
  }
  return {};
}

std::string MonthName(int month) { return std::string(kMonths.at(static_cast<size_t>(month - 1))); }
std::string ShortMonthName(int month) { return MonthName(month).substr(0, 3); }
std::string WeekdayName(int weekday) {
  return std::string(kWeekdays.at(static_cast<size_t>(weekday - 1)));
}

std::string FormatDay(Date date) {
  const CivilDate day = ToCivil(date);
  return fmt::format("{} {} {}", day.day, ShortMonthName(day.month), day.year);
}

std::string FormatRange(Date first, Date last) {
  if (first == last) return FormatDay(first);
  const CivilDate a = ToCivil(first);
  const CivilDate b = ToCivil(last);
  const bool whole_months = a.day == 1 && IsMonthEnd(b);
  if (whole_months && a.month == 1 && b.month == 12) {
    return a.year == b.year ? fmt::format("{}", a.year) : fmt::format("{}–{}", a.year, b.year);
  }
  if (whole_months && a.year == b.year) {
    if (a.month == b.month) return fmt::format("{} {}", ShortMonthName(a.month), a.year);
    return fmt::format("{}–{} {}", ShortMonthName(a.month), ShortMonthName(b.month), a.year);
  }
  if (whole_months) {
    return fmt::format("{} {} – {} {}", ShortMonthName(a.month), a.year, ShortMonthName(b.month),
                       b.year);
  }
  if (a.year == b.year && a.month == b.month) {
    return fmt::format("{}–{} {} {}", a.day, b.day, ShortMonthName(a.month), a.year);
  }
  return FormatDay(first) + " – " + FormatDay(last);
}

std::string FormatPeriod(const Value& start, std::string_view grain) {
  Date date;
  if (!DayOf(start, &date)) return ToString(start);
  const CivilDate day = ToCivil(date);
  if (grain == "year") return fmt::format("{}", day.year);
  if (grain == "quarter") return fmt::format("Q{} {}", (day.month - 1) / 3 + 1, day.year);
  if (grain == "month") return fmt::format("{} {}", ShortMonthName(day.month), day.year);
  if (grain == "week") return "week of " + FormatDay(date);
  if (grain == "day") return FormatDay(date);
  if (grain == "hour") return ToString(start).substr(0, 16);
  return ToString(start);
}

std::string FormatCell(const Value& value, const AnswerColumn& column) {
  if (IsNull(value)) return std::string(kMissing);
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
  Date day;
  if (IsTimeFormat(column.format) && DayOf(value, &day)) return FormatPeriod(value, column.format);
  int64_t whole = 0;
  if (IsTimeFormat(column.format) && WholeNumber(value, &whole)) {
    return FormatPart(whole, column.format);
  }
  double number = 0;
  if (column.format == "plain" || !AsNumber(value, &number)) return ToString(value);
  return FormatMeasure(number, value, column);
}

Value PlainCell(const Value& value, const AnswerColumn& column) {
  Date day;
  if (IsTimeFormat(column.format) && column.format != "hour" && DayOf(value, &day)) return day;
  int64_t whole = 0;
  const bool named =
      column.format == "weekday" || column.format == "month" || column.format == "quarter";
  if (named && WholeNumber(value, &whole)) return FormatPart(whole, column.format);
  return value;
}

}  // namespace aisle::answer
