#include "base/value.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace aisle {

namespace {

constexpr const char* kTypeNames[] = {"boolean", "integer", "decimal",   "double",
                                      "text",    "date",    "timestamp", "time"};

std::string DoubleText(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  if (number == std::floor(number) && std::fabs(number) < 1e15) {
    return std::to_string(static_cast<int64_t>(number));
  }
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
  return error == std::errc() ? std::string(buffer, end) : std::string();
}

std::string DateText(Date date) {
  const CivilDate civil = ToCivil(date);
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
  return buffer;
}

std::string ClockText(int64_t micros) {
  const int64_t seconds = micros / 1'000'000;
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  return buffer;
}

constexpr int64_t kDay = 86'400'000'000;

std::string TimestampText(Timestamp timestamp) {
  int64_t days = timestamp.micros / kDay;
  int64_t clock = timestamp.micros % kDay;
  if (clock < 0) {
    --days;
    clock += kDay;
  }
  return DateText(Date{static_cast<int32_t>(days)}) + " " + ClockText(clock);
}

}  // namespace

std::string ToString(Type type) { return kTypeNames[static_cast<int>(type)]; }

bool ParseType(const std::string& name, Type* type) {
  for (int i = 0; i < 8; ++i) {
    if (name == kTypeNames[i]) {
      *type = static_cast<Type>(i);
      return true;
    }
  }
  return false;
}

std::string ToString(const Value& value) {
  struct Printer {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return DoubleText(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(Date date) const { return DateText(date); }
    std::string operator()(Timestamp timestamp) const { return TimestampText(timestamp); }
    std::string operator()(TimeOfDay time) const { return ClockText(time.micros); }
  };
  return std::visit(Printer{}, value);
}

bool AsNumber(const Value& value, double* number) {
  if (const auto* i = std::get_if<int64_t>(&value))
    *number = static_cast<double>(*i);
  else if (const auto* d = std::get_if<double>(&value))
    *number = *d;
  else if (const auto* b = std::get_if<bool>(&value))
    *number = *b ? 1 : 0;
  else
    return false;
  return true;
}

// Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
CivilDate ToCivil(Date date) {
  const int64_t z = static_cast<int64_t>(date.days) + 719468;
  const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const int64_t doe = z - era * 146097;
  const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int64_t mp = (5 * doy + 2) / 153;
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return CivilDate{static_cast<int>(yoe + era * 400 + (month <= 2 ? 1 : 0)), month,
                   static_cast<int>(doy - (153 * mp + 2) / 5 + 1)};
}

Date FromCivil(CivilDate civil) {
  const int64_t y = civil.year - (civil.month <= 2 ? 1 : 0);
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t yoe = y - era * 400;
  const int64_t doy =
      (153 * (civil.month > 2 ? civil.month - 3 : civil.month + 9) + 2) / 5 + civil.day - 1;
  const int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return Date{static_cast<int32_t>(era * 146097 + doe - 719468)};
}

int DaysInMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool IsValidCivil(CivilDate civil) {
  return civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
         civil.day <= DaysInMonth(civil.year, civil.month);
}

int Weekday(Date date) { return (date.days % 7 + 10) % 7 + 1; }

Date AddMonths(Date date, int months) {
  CivilDate civil = ToCivil(date);
  const int index = civil.year * 12 + civil.month - 1 + months;
  civil.year = index >= 0 ? index / 12 : (index - 11) / 12;
  civil.month = index - civil.year * 12 + 1;
  const int last = DaysInMonth(civil.year, civil.month);
  if (civil.day > last) civil.day = last;
  return FromCivil(civil);
}

bool ParseIsoDate(const std::string& text, Date* date) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int part[3] = {0, 0, 0};
  const size_t begins[] = {0, 5, 8};
  const size_t ends[] = {4, 7, 10};
  for (int i = 0; i < 3; ++i) {
    const auto [end, error] =
        std::from_chars(text.data() + begins[i], text.data() + ends[i], part[i]);
    if (error != std::errc() || end != text.data() + ends[i]) return false;
  }
  const CivilDate civil{part[0], part[1], part[2]};
  if (!IsValidCivil(civil)) return false;
  *date = FromCivil(civil);
  return true;
}

}  // namespace aisle
