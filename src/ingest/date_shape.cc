#include "ingest/date_shape.h"

#include <array>

#include "base/value.h"

namespace aisle::ingest {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

// A reader of one short text; every Take moves on only when it succeeds.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool AtEnd() const { return at_ == text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  std::size_t Mark() const { return at_; }
  void Reset(std::size_t mark) { at_ = mark; }

  bool Take(char c) {
    if (Peek() != c || AtEnd()) return false;
    ++at_;
    return true;
  }

  bool TakeText(std::string_view text) {
    if (text_.substr(at_, text.size()) != text) return false;
    at_ += text.size();
    return true;
  }

  // Digits, at least one and at most `most`; returns how many, 0 when there is none or more.
  int TakeDigits(int most, int* value) {
    std::size_t end = at_;
    int number = 0;
    while (end < text_.size() && IsDigit(text_[end]) && end - at_ < 9) {
      number = number * 10 + (text_[end++] - '0');
    }
    const int count = static_cast<int>(end - at_);
    if (count == 0 || count > most) return 0;
    at_ = end;
    *value = number;
    return count;
  }

  // A month's name in full or its first three letters ("Sept" too); 0 when there is none.
  int TakeMonth(bool* in_full) {
    std::size_t end = at_;
    while (end < text_.size() && IsLetter(text_[end]) && end - at_ < 10) ++end;
    const std::size_t length = end - at_;
    if (length < 3) return 0;
    for (std::size_t month = 0; month < kMonths.size(); ++month) {
      const std::string_view name = kMonths[month];
      const bool whole = length == name.size();
      if (length != 3 && !whole) continue;
      bool same = true;
      for (std::size_t i = 0; i < length && same; ++i) same = Lower(text_[at_ + i]) == name[i];
      if (!same) continue;
      // "May" is both; the full name is also the short one.
      *in_full = whole && length > 3;
      at_ = end;
      return static_cast<int>(month) + 1;
    }
    return 0;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool IsSeparator(char c) { return c == '-' || c == '/' || c == '.' || c == ' '; }

int FullYear(int year, int digits) {
  if (digits == 4) return year;
  return year < 69 ? 2000 + year : 1900 + year;  // as POSIX strptime has it
}

bool Exists(int year, int month, int day) {
  return year >= 1600 && year <= 2400 && IsValidCivil(CivilDate{year, month, day});
}

bool TakeHalfDay(Scanner* scan, DateShape* shape) {
  const std::size_t mark = scan->Mark();
  const bool blank = scan->Take(' ');
  const char half = Lower(scan->Peek());
  if (half == 'a' || half == 'p') {
    scan->Take(scan->Peek());
    if (Lower(scan->Peek()) == 'm') {
      scan->Take(scan->Peek());
      shape->half_day = true;
      shape->half_day_blank = blank;
      return true;
    }
  }
  scan->Reset(mark);
  return false;
}

// How universal time is marked, by its number in DateShape::zone less one.
constexpr std::array<std::string_view, 5> kUniversal = {"Z", " UTC", "UTC", " GMT", "GMT"};

constexpr uint8_t kOffset = 10;  // +05:30
constexpr uint8_t kBlankOffset = 11;

bool TakeZone(Scanner* scan, DateShape* shape) {
  for (std::size_t i = 0; i < kUniversal.size(); ++i) {
    if (!scan->TakeText(kUniversal[i])) continue;
    shape->zone = static_cast<uint8_t>(i + 1);
    return true;
  }
  const std::size_t mark = scan->Mark();
  int hours = 0;
  int minutes = 0;
  const bool blank = scan->Take(' ');
  if (scan->Take('+') || scan->Take('-')) {
    shape->zone = blank ? kBlankOffset : kOffset;
    const int digits = scan->TakeDigits(4, &hours);
    if (digits == 4) return true;
    const bool more = digits == 2 && scan->Take(':');
    if (digits == 2 && (!more || scan->TakeDigits(2, &minutes) == 2)) return true;
    shape->zone = 0;
  }
  scan->Reset(mark);
  return false;
}

// 10:15, 10:15:30, 10:15:30.250, with AM/PM or a zone.
bool TakeTime(Scanner* scan, DateShape* shape) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int fraction = 0;
  if (scan->TakeDigits(2, &hour) == 0 || !scan->Take(':')) return false;
  if (scan->TakeDigits(2, &minute) != 2 || hour > 23 || minute > 59) return false;
  shape->time = 1;
  if (scan->Take(':')) {
    if (scan->TakeDigits(2, &second) != 2 || second > 59) return false;
    shape->time = 2;
    if (scan->Take('.')) {
      if (scan->TakeDigits(6, &fraction) == 0) return false;
      shape->time = 3;
    }
  }
  if (TakeHalfDay(scan, shape) && (hour < 1 || hour > 12)) return false;
  shape->midnight = hour == 0 && minute == 0 && second == 0 && fraction == 0;
  if (!shape->half_day) TakeZone(scan, shape);
  return true;
}

// What may follow a date: nothing, or a time of day.
bool TakeRest(Scanner* scan, DateShape* shape) {
  if (scan->AtEnd()) return true;
  shape->time_separator = scan->Peek();
  if (!scan->Take(' ') && !scan->Take('T')) return false;
  return TakeTime(scan, shape) && scan->AtEnd();
}

bool ReadCompact(int value, DateShape* shape) {
  shape->layout = DateLayout::kCompact;
  shape->long_year = true;
  const int year = value / 10000;
  return year >= 1900 && year <= 2100 && Exists(year, value / 100 % 100, value % 100);
}

bool ReadYearFirst(Scanner* scan, int year, DateShape* shape) {
  int month = 0;
  int day = 0;
  shape->layout = DateLayout::kYearFirst;
  shape->long_year = true;
  shape->separator = scan->Peek();
  if (!IsSeparator(shape->separator) || !scan->Take(shape->separator)) return false;
  if (scan->TakeDigits(2, &month) == 0 || !scan->Take(shape->separator)) return false;
  if (scan->TakeDigits(2, &day) == 0 || !Exists(year, month, day)) return false;
  return TakeRest(scan, shape);
}

// 30-Apr-22, 30 April 2022: the day is read, the month's name is next.
bool ReadDayMonthName(Scanner* scan, int day, DateShape* shape) {
  int year = 0;
  shape->layout = DateLayout::kDayMonthName;
  const int month = scan->TakeMonth(&shape->long_month);
  if (month == 0) return false;
  shape->comma = scan->Take(',');
  if (!scan->Take(shape->separator) && !(shape->comma && scan->Take(' '))) return false;
  const int digits = scan->TakeDigits(4, &year);
  if (digits != 4 && digits != 2) return false;
  shape->long_year = digits == 4;
  if (!Exists(FullYear(year, digits), month, day)) return false;
  return TakeRest(scan, shape);
}

// Apr 30, 2022; Apr-30-2022.
bool ReadMonthNameDay(Scanner* scan, DateShape* shape) {
  int day = 0;
  int year = 0;
  shape->layout = DateLayout::kMonthNameDay;
  const int month = scan->TakeMonth(&shape->long_month);
  if (month == 0) return false;
  shape->separator = scan->Peek();
  if (!IsSeparator(shape->separator) || !scan->Take(shape->separator)) return false;
  if (scan->TakeDigits(2, &day) == 0) return false;
  shape->comma = scan->Take(',');
  if (!scan->Take(shape->separator)) return false;
  const int digits = scan->TakeDigits(4, &year);
  if (digits != 4 && digits != 2) return false;
  shape->long_year = digits == 4;
  if (!Exists(FullYear(year, digits), month, day)) return false;
  return TakeRest(scan, shape);
}

// Two short numbers and a year, the order of the first two open.
bool ReadOpen(Scanner* scan, int first, DateShape* shape) {
  int second = 0;
  int year = 0;
  shape->layout = DateLayout::kOpen;
  if (scan->TakeDigits(2, &second) == 0 || !scan->Take(shape->separator)) return false;
  const int digits = scan->TakeDigits(4, &year);
  if (digits != 4 && digits != 2) return false;
  shape->long_year = digits == 4;
  shape->first = static_cast<uint8_t>(first);
  shape->second = static_cast<uint8_t>(second);
  shape->year = static_cast<int16_t>(FullYear(year, digits));
  if (!Exists(shape->year, first, second) && !Exists(shape->year, second, first)) return false;
  return TakeRest(scan, shape);
}

bool ReadNumericDate(Scanner* scan, DateShape* shape) {
  int first = 0;
  const int digits = scan->TakeDigits(8, &first);
  if (digits == 8) return ReadCompact(first, shape) && scan->AtEnd();
  if (digits == 4) return ReadYearFirst(scan, first, shape);
  if (digits == 0 || digits > 2) return false;
  shape->separator = scan->Peek();
  if (IsLetter(shape->separator)) return false;
  if (!IsSeparator(shape->separator) || !scan->Take(shape->separator)) return false;
  if (IsLetter(scan->Peek())) return ReadDayMonthName(scan, first, shape);
  return ReadOpen(scan, first, shape);
}

std::string TimeFormat(const DateShape& shape) {
  if (shape.time == 0) return {};
  std::string format = shape.half_day ? "%I:%M" : "%H:%M";
  if (shape.time >= 2) format += ":%S";
  if (shape.time == 3) format += ".%f";
  if (shape.half_day) format += shape.half_day_blank ? " %p" : "%p";
  if (shape.zone == kBlankOffset) format += " ";
  if (shape.zone >= kOffset) format += "%z";
  if (shape.zone > 0 && shape.zone < kOffset) format += kUniversal[shape.zone - 1U];
  return format;
}

struct Spelling {
  std::string day, month, month_name, short_year, long_year;
};

std::string Compose(const DateShape& shape, DayOrder order, const Spelling& spelling) {
  const std::string separator(1, shape.separator);
  const std::string& year = shape.long_year ? spelling.long_year : spelling.short_year;
  const std::string comma = shape.comma ? "," : "";
  switch (shape.layout) {
    case DateLayout::kNone:
      return {};
    case DateLayout::kCompact:
      return year + spelling.month + spelling.day;
    case DateLayout::kYearFirst:
      return year + separator + spelling.month + separator + spelling.day;
    case DateLayout::kDayMonthName:
      return spelling.day + separator + spelling.month_name + comma +
             (shape.comma ? std::string(" ") : separator) + year;
    case DateLayout::kMonthNameDay:
      return spelling.month_name + separator + spelling.day + comma + separator + year;
    case DateLayout::kOpen:
      break;
  }
  const bool day_first = order == DayOrder::kDayFirst;
  return (day_first ? spelling.day : spelling.month) + separator +
         (day_first ? spelling.month : spelling.day) + separator + year;
}

}  // namespace

bool DateShape::SameWriting(const DateShape& other) const {
  return layout == other.layout && separator == other.separator && long_year == other.long_year &&
         long_month == other.long_month && comma == other.comma && time == other.time &&
         time_separator == other.time_separator && half_day == other.half_day &&
         half_day_blank == other.half_day_blank && zone == other.zone;
}

bool ReadDate(std::string_view text, DateShape* shape) {
  *shape = DateShape{};
  if (text.size() < 4 || text.size() > 40) return false;
  Scanner scan(text);
  if (IsLetter(text[0])) return ReadMonthNameDay(&scan, shape);
  if (!IsDigit(text[0])) return false;
  if (text[1] == ':' || text[2] == ':') return TakeTime(&scan, shape) && scan.AtEnd();
  return ReadNumericDate(&scan, shape);
}

bool IsMonthLabel(std::string_view text) {
  if (text.size() < 6 || text.size() > 15) return false;
  Scanner scan(text);
  bool in_full = false;
  int year = 0;
  int month = 0;
  if (IsLetter(text[0])) {
    if (scan.TakeMonth(&in_full) == 0) return false;
    if (!scan.Take('-') && !scan.Take(' ') && !scan.Take('/') && !scan.Take('\'')) return false;
    scan.Take('\'');
    const int digits = scan.TakeDigits(4, &year);
    return scan.AtEnd() && (digits == 2 || (digits == 4 && year >= 1900 && year <= 2100));
  }
  if (scan.TakeDigits(4, &year) != 4 || year < 1900 || year > 2100) return false;
  if (!scan.Take('-') && !scan.Take('/')) return false;
  return scan.TakeDigits(2, &month) == 2 && month >= 1 && month <= 12 && scan.AtEnd();
}

std::string FormatOf(const DateShape& shape, DayOrder order) {
  const Spelling spelling = {"%d", "%m", shape.long_month ? "%B" : "%b", "%y", "%Y"};
  std::string format = Compose(shape, order, spelling);
  if (shape.time == 0) return format;
  if (shape.layout != DateLayout::kNone) format += shape.time_separator;
  return format + TimeFormat(shape);
}

std::string Describe(const DateShape& shape, DayOrder order) {
  const Spelling spelling = {"DD", "MM", shape.long_month ? "Month" : "Mon", "YY", "YYYY"};
  return Compose(shape, order, spelling);
}

}  // namespace aisle::ingest
