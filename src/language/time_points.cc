#include "language/time_points.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "language/business_calendar.h"
#include "language/time_calendar.h"
#include "language/time_relative.h"
#include "language/time_rolling.h"
#include "language/time_years.h"
#include "language/token_view.h"

namespace aisle::language {
namespace {

using Unit = TimePoint::Unit;

constexpr double kGuess = 0.3;  // possible, but another reading is as good

class PointReader : private TokenView {
 public:
  PointReader(const std::vector<Token>& tokens, size_t at, const TimeContext& context)
      : TokenView(tokens), tokens_(tokens), at_(at), context_(context) {}

  std::vector<TimePoint> Run() {
    ReadNumericDate();
    ReadDayMonth();
    ReadMonth();
    ReadQuarterCode();
    ReadOrdinalPeriod();
    ReadThirdOfMonth();
    ReadFiscalYear();
    ReadYear();
    return std::move(points_);
  }

 private:
  TimePoint& Add(size_t end, Unit unit) {
    TimePoint point;
    point.count = end - at_;
    point.unit = unit;
    points_.push_back(std::move(point));
    return points_.back();
  }

  TimePoint& AddDays(size_t end, Days days, bool complete) {
    TimePoint& point = Add(end, Unit::kDays);
    point.days = days;
    point.complete = complete;
    return point;
  }

  // A four-digit year, or a two-digit one where `two_digits` allows it.
  int YearAt(size_t index, bool two_digits) const {
    const Token* token = Get(index);
    if (token == nullptr) return 0;
    if (const int year = YearOf(*token)) return year;
    if (!two_digits || !IsPlainNumber(*token) || token->text.size() != 2) return 0;
    return FullYear(static_cast<int>(token->number));
  }

  int DayAt(size_t index) const {
    const Token* token = Get(index);
    if (token == nullptr || token->number < 1 || token->number > 31) return 0;
    if (token->kind == Token::Kind::kNumber && (!IsPlainNumber(*token) || token->text.size() > 2)) {
      return 0;
    }
    return static_cast<int>(token->number);
  }

  int MonthAt(size_t index) const {
    const Token* token = Get(index);
    if (token == nullptr || token->kind != Token::Kind::kWord) return 0;
    const int month = MonthOfWord(token->folded);
    return month > 0 && (IsPlainMonth(token->folded) || IsMonthByContext(index)) ? month : 0;
  }

  static bool IsPlainMonth(std::string_view word) {
    return word != "may" && word != "march" && word != "mar";
  }

  // "may" and "march" are also verbs: a month only with a capital, after a word that leads to a
  // time, or beside a date.
  bool IsMonthByContext(size_t index) const {
    const Token& token = tokens_[index];
    if (token.capital) return true;
    if (YearAt(index + 1, false) || DayAt(index + 1)) return true;
    if (Is(index + 1, {"-", ",", "/", "of"}) && YearAt(index + 2, true)) return true;
    if (MonthNear(index)) return true;
    if (index == 0) {
      const bool written = !token.text.empty() && token.text[0] == 'M';
      return written && !Is(1, {"i", "we", "you", "they", "he", "she", "it", "the", "be", "not"});
    }
    if (DayAt(index - 1) || MonthWord(index + 1) || MonthWord(index - 1)) return true;
    if (Is(index - 1, {"and", "or", ","})) return index >= 2 && MonthWord(index - 2);
    if (Is(index + 1, {"and", "vs", "versus", "to", "or"}) && MonthWord(index + 2)) return true;
    return Is(index - 1,
              {"in",     "of",     "for",   "during",  "since", "until", "till",  "between", "vs",
               "versus", "from",   "to",    "through", "last",  "this",  "next",  "early",   "late",
               "mid",    "before", "after", "than",    "-",     "per",   "within"});
  }

  // "march sales vs april sales": another month close by, and no verb's company.
  bool MonthNear(size_t index) const {
    if (Is(index + 1, {"i", "we", "you", "they", "he", "she", "it", "be", "not", "have"})) {
      return false;
    }
    const size_t from = index > 4 ? index - 4 : 0;
    for (size_t i = from; i <= index + 4; ++i) {
      if (i != index && MonthWord(i)) return true;
    }
    return false;
  }

  bool MonthWord(size_t index) const {
    const std::string_view word = Word(index);
    return MonthOfWord(word) > 0 && IsPlainMonth(word);
  }

  // Past a year after a period's name, with what may stand between: "April, 2022", "Q2 of 2022".
  // `end` stays where none follows.
  int YearAfter(size_t* end) const {
    size_t next = *end;
    const bool dashed = Is(next, {"-", "/"});
    next = Skip(next, {",", "of", "-", "/", "in"});
    next = Skip(next, {"the"});
    next = Skip(next, {"year", "fy"});
    const Token* token = Get(next);
    if (token == nullptr) return 0;
    const int year = YearAt(next, dashed || token->text[0] == '\'');
    if (year > 0) *end = next + 1;
    return year;
  }

  // 2022-05-03, 05/03/2022, 03.05.22, 2022-04, 04/2022.
  void ReadNumericDate() {
    const std::string_view sign = Word(at_ + 1);
    if (sign != "-" && sign != "/") return;
    const Token* a = Get(at_);
    const Token* b = Get(at_ + 2);
    if (!b || !IsPlainNumber(*a) || !IsPlainNumber(*b)) return;
    const Token* c = Word(at_ + 3) == sign ? Get(at_ + 4) : nullptr;
    if (c && IsPlainNumber(*c)) {
      ReadThreeNumbers(*a, *b, *c);
    } else if (sign == "/" || b->text.size() == 2) {
      ReadTwoNumbers(*a, *b);
    }
  }

  void ReadThreeNumbers(const Token& a, const Token& b, const Token& c) {
    const int x = static_cast<int>(a.number);
    const int y = static_cast<int>(b.number);
    const int z = static_cast<int>(c.number);
    if (YearOf(a)) {
      AddDate({x, y, z}, 0);
      return;
    }
    if (c.text.size() != 2 && !YearOf(c)) return;
    const int year = c.text.size() == 2 ? FullYear(z) : z;
    // Both orders are in use; where both make a day, the one within the data is the better.
    const bool month_first_fits = Covers({year, x, y});
    const bool day_first_fits = Covers({year, y, x});
    AddDate({year, y, x}, day_first_fits || !month_first_fits ? 0 : kGuess);
    if (x != y) AddDate({year, x, y}, month_first_fits && !day_first_fits ? 0 : kGuess);
  }

  bool Covers(CivilDate day) const {
    if (!IsValidCivil(day)) return false;
    const Date date = FromCivil(day);
    return date >= context_.first && date <= context_.Newest();
  }

  void AddDate(CivilDate day, double cost) {
    if (!IsValidCivil(day)) return;
    TimePoint& point = AddDays(at_ + 5, DayOf(FromCivil(day)), true);
    point.year = day.year;
    point.cost = cost;
  }

  void ReadTwoNumbers(const Token& a, const Token& b) {
    const int year = YearOf(a) ? YearOf(a) : YearOf(b);
    const double month = YearOf(a) ? b.number : a.number;
    if (year == 0 || month < 1 || month > 12 || (YearOf(a) && YearOf(b))) return;
    AddMonths(at_ + 3, static_cast<int>(month), 1, year);
  }

  TimePoint& AddMonths(size_t end, int month, int months, int year) {
    TimePoint& point = Add(end, Unit::kMonths);
    point.month = month;
    point.months = months;
    point.year = year;
    point.complete = true;
    if (months == 1 || months == 3) {
      point.part = months == 1 ? "month" : "quarter";
      point.part_value = months == 1 ? month : (month + 2) / 3;
    }
    return point;
  }

  // "3 May 2022", "3rd of May", "3-May-22".
  void ReadDayMonth() {
    const int day = DayAt(at_);
    if (day == 0) return;
    const size_t month_at = Skip(Skip(at_ + 1, {"of", "-", "/"}), {"the"});
    const int month = MonthAt(month_at);
    if (month == 0 || day > DaysInMonth(2024, month)) return;
    AddDay(month_at + 1, month, day);
  }

  void AddDay(size_t end, int month, int day) {
    size_t with_year = end;
    const int year = YearAfter(&with_year);
    for (const bool said : {true, false}) {
      if (said && year == 0) continue;
      TimePoint& point = Add(said ? with_year : end, Unit::kDay);
      point.year = said ? year : 0;
      point.month = month;
      point.day = day;
      point.complete = true;
      if (!said && year != 0) point.cost = kGuess;
    }
  }

  // "April", "April 2022", "Apr-22", "May 3rd, 2022", "2022 April".
  void ReadMonth() {
    if (const int year = YearAt(at_, false)) {
      const size_t next = Skip(at_ + 1, {"-"});
      if (const int later = MonthAt(next)) AddMonths(next + 1, later, 1, year);
    }
    const size_t start = Is(at_, {"month", "months"}) ? Skip(at_ + 1, {"of"}) : at_;
    const int month = MonthAt(start);
    if (month == 0) return;
    AddMonths(start + 1, month, 1, 0);
    // "January month", but not "April month over month".
    if (Is(start + 1, {"month"}) && !Is(start + 2, {"over", "on", "to", "by", "wise"})) {
      AddMonths(start + 2, month, 1, 0);
    }
    size_t end = start + 1;
    if (const int year = YearAfter(&end)) AddMonths(end, month, 1, year);
    const size_t day_at = Skip(start + 1, {"the"});
    const int day = DayAt(day_at);
    if (day == 0 || day > DaysInMonth(2024, month)) return;
    // "April 22" may also be the month of a short year; "in July 05" is that month.
    const int short_year = YearAt(day_at, true);
    const bool covered = short_year > 0 && Covers({short_year, month, 15});
    const bool in = covered && at_ > 0 && Is(at_ - 1, {"in", "during"});
    if (!in) AddDay(day_at + 1, month, day);
    if (covered) AddMonths(day_at + 1, month, 1, short_year).cost = in ? 0 : kGuess;
  }

  // "Q2", "Q2 2022", "2022 Q2", "H1 FY22", "quarter 2 of 2022".
  void ReadQuarterCode() {
    size_t code_at = at_;
    const int year_before = YearAt(at_, false);
    if (year_before > 0) code_at = Skip(at_ + 1, {"-"});
    size_t end = code_at + 1;
    int months = 0;
    int index = PeriodCode(Word(code_at), &months);
    if (index == 0 && Is(code_at, {"quarter"}) && DayAt(code_at + 1) <= 4) {
      index = DayAt(code_at + 1);
      months = 3;
      end = code_at + 2;
    }
    if (index > 0) AddPart(end, months, index, year_before);
  }

  static int PeriodCode(std::string_view word, int* months) {
    if (word.size() != 2 || (word[0] != 'q' && word[0] != 'h')) return 0;
    *months = word[0] == 'q' ? 3 : 6;
    const int index = word[1] - '0';
    return index >= 1 && index <= 12 / *months ? index : 0;
  }

  // The `index`-th quarter or half of a year, with the year that follows or `year`.
  void AddPart(size_t end, int months, int index, int year) {
    if (const int fiscal = FiscalYearAt(&end)) {
      Days days;
      const Span span = months == 3 ? Span::kQuarter : Span::kHalf;
      if (!PeriodOf(context_, FiscalFrame(context_), span, fiscal, index, &days)) return;
      AddDays(end, days, true).year = fiscal;
      return;
    }
    const int month = (index - 1) * months + 1;
    if (year == 0) {
      size_t with_year = end;
      const int later = YearAfter(&with_year);
      if (later > 0) AddMonths(with_year, month, months, later);
      // "Q1-22" and "Q2 22".
      const int short_year = later > 0 ? 0 : YearAt(Skip(end, {"-"}), true);
      if (short_year > 0) AddMonths(Skip(end, {"-"}) + 1, month, months, short_year).cost = 0.1;
    }
    AddMonths(end, month, months, year);
  }

  // "second quarter of 2022", "first half of April", "last week of June", "first week of the year".
  void ReadOrdinalPeriod() {
    const bool last = Is(at_, {"last", "final"});
    const int index = last ? 0 : DayAt(at_);
    if ((!last && index == 0) || Get(at_)->kind != Token::Kind::kWord) return;
    const std::string_view noun = Word(at_ + 1);
    if (noun == "quarter" && (index > 0 || Is(at_ + 2, {"of"})) && index <= 4) {
      AddPart(at_ + 2, 3, last ? 4 : index, 0);
    } else if (noun == "half" && index <= 2 && !InMonth(at_ + 2)) {
      AddPart(at_ + 2, 6, last ? 2 : index, 0);
    }
    if (noun == "half" && index <= 2) AddInMonth(last || index == 2 ? 16 : 1, index == 1 ? 15 : 31);
    if (noun == "week" && last) AddInMonth(-6, 0);
    if (noun == "week" && !last && index <= 5) AddInMonth(index * 7 - 6, index * 7);
    if (noun == "day" && last) AddInMonth(0, 0);
    if (noun == "day" && !last) AddInMonth(index, index);
  }

  // "early May", "mid-May", "end of May": thirds of a month, which is a guess.
  void ReadThirdOfMonth() {
    const bool early = Is(at_, {"early", "beginning", "start"});
    const bool late = Is(at_, {"late", "end"});
    if (!early && !late && !Is(at_, {"mid", "middle"})) return;
    size_t end = Skip(at_ + 1, {"of"});
    if (Is(at_, {"beginning", "start", "end", "middle"}) && end == at_ + 1) return;
    const int month = MonthAt(end);
    if (month == 0) return;
    ++end;
    const int year = YearAfter(&end);
    TimePoint& point = Add(end, Unit::kInMonth);
    point.year = year;
    point.month = month;
    point.day = early ? 1 : late ? 21 : 11;
    point.last_day = early ? 10 : late ? 31 : 20;
    point.cost = kGuess;
  }

  bool InMonth(size_t index) const {
    index = Skip(Skip(index, {"of", "in"}), {"the"});
    return MonthAt(index) > 0 || (Is(index, {"month"}) && MonthAt(Skip(index + 1, {"of"})) > 0);
  }

  // Days `from` to `to` of the month that follows; from ≤ 0 counts from its end.
  void AddInMonth(int from, int to) {
    size_t end = Skip(Skip(at_ + 2, {"of", "in"}), {"the", "month"});
    end = Skip(end, {"of"});
    const int month = MonthAt(end);
    if (month == 0) return;
    ++end;
    size_t with_year = end;
    const int year = YearAfter(&with_year);
    TimePoint& point = Add(year > 0 ? with_year : end, Unit::kInMonth);
    point.year = year;
    point.month = month;
    point.day = from;
    point.last_day = to;
    point.complete = true;
  }

  // FY22, FY 2021-22, "fiscal year 2022", "financial year 2021-22": the year in which it ends.
  int FiscalYearAt(size_t* end) const {
    size_t next = Skip(*end, {"of", ",", "in"});
    next = Skip(next, {"the"});
    const std::string_view word = Word(next);
    int year = 0;
    if (word.size() > 2 && word.substr(0, 2) == "fy") {
      year = YearOfDigits(word.substr(2));
      ++next;
    } else if (word == "fy" || Is(next, {"fiscal", "financial"})) {
      next = Skip(next + 1, {"year"});
      next = Skip(next, {"-"});
      year = YearAt(next, true);
      ++next;
    }
    if (year == 0) return 0;
    if (Is(next, {"-", "/"})) {
      const int second = YearAt(next + 1, true);
      if (second == year + 1) {
        year = second;
        next += 2;
      }
    }
    *end = next;
    return year;
  }

  static int YearOfDigits(std::string_view digits) {
    if (digits.size() != 2 && digits.size() != 4) return 0;
    int year = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return 0;
      year = year * 10 + (c - '0');
    }
    return digits.size() == 2 ? FullYear(year) : year;
  }

  void ReadFiscalYear() {
    size_t end = at_;
    if (Is(at_, {"of", ",", "in", "the"})) return;
    const int year = FiscalYearAt(&end);
    if (year == 0) return;
    Days days;
    PeriodOf(context_, FiscalFrame(context_), Span::kYear, year, 1, &days);
    AddDays(end, days, true).year = year;
  }

  // "2017", "year 2017", "calendar year 2017".
  void ReadYear() {
    size_t at = Skip(at_, {"calendar", "cy"});
    at = Skip(at, {"year"});
    const int year = YearAt(at, false);
    if (year == 0) return;
    TimePoint& point = Add(at + 1, Unit::kYear);
    point.year = year;
    point.complete = true;
    point.cost = at > at_ ? 0 : YearCost(tokens_, at, context_);
    // "2021-22": a fiscal year where those differ from calendar years, else two years.
    const Token* second = Get(at + 2);
    if (!Is(at + 1, {"-", "/"}) || !second || !IsPlainNumber(*second) || second->text.size() != 2 ||
        static_cast<int>(second->number) != (year + 1) % 100) {
      return;
    }
    const int start = context_.fiscal_start_month;
    const Days days = start == 1 ? MonthsOf(year, 1, 24) : FiscalYearOf(year + 1, start);
    TimePoint& pair = AddDays(at + 3, days, true);
    pair.year = year;
    pair.cost = second->number <= 12 ? kGuess : 0.1;
  }

  const std::vector<Token>& tokens_;
  size_t at_;
  const TimeContext& context_;
  std::vector<TimePoint> points_;
};

}  // namespace

std::vector<TimePoint> ReadPoints(const std::vector<Token>& tokens, size_t at,
                                  const TimeContext& context) {
  std::vector<TimePoint> points = PointReader(tokens, at, context).Run();
  ReadRelativePoints(tokens, at, context, &points);
  ReadRollingPoints(tokens, at, context, &points);
  ReadCalendarPoints(tokens, at, context, &points);
  return points;
}

bool Settle(const TimePoint& point, int year, Days* days) {
  if (point.year != 0) year = point.year;
  switch (point.unit) {
    case Unit::kDays:
      *days = point.days;
      return true;
    case Unit::kYear:
      *days = MonthsOf(year, 1, 12);
      return true;
    case Unit::kMonths:
      *days = MonthsOf(year, point.month, point.months);
      return true;
    case Unit::kDay:
      if (!IsValidCivil({year, point.month, point.day})) return false;
      *days = DayOf(FromCivil({year, point.month, point.day}));
      return true;
    case Unit::kNamed:
      return point.in_year(year, days);
    case Unit::kInMonth:
      break;
  }
  const int length = DaysInMonth(year, point.month);
  const int first = point.day > 0 ? point.day : length + point.day;
  const int last = point.last_day > 0 ? std::min(point.last_day, length) : length;
  if (first > last) return false;
  *days = {FromCivil({year, point.month, first}), FromCivil({year, point.month, last})};
  return true;
}

}  // namespace aisle::language
