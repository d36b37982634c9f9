#include "language/time_relative.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "language/token_view.h"

namespace aisle::language {
namespace {

constexpr double kGuess = 0.3;  // possible, but another reading is as good

class RelativeReader : private TokenView {
 public:
  RelativeReader(const std::vector<Token>& tokens, size_t at, const TimeContext& context)
      : TokenView(tokens), tokens_(tokens), at_(at), context_(context) {}

  std::vector<TimePoint> Run() {
    ReadRelativeDay();
    ReadNearPeriod();
    ReadLastN();
    ReadToDate();
    return std::move(points_);
  }

 private:
  TimePoint& AddRelative(size_t end, Days days, bool complete) {
    TimePoint point;
    point.count = end - at_;
    point.days = days;
    point.complete = complete;
    point.relative = true;
    for (size_t i = at_; i < end; ++i) {
      if (i > at_) point.label += ' ';
      point.label += tokens_[i].folded;
    }
    points_.push_back(std::move(point));
    return points_.back();
  }

  void ReadRelativeDay() {
    const Date now = context_.as_of;
    if (Is(at_, {"today"})) AddRelative(at_ + 1, DayOf(now), true);
    if (Is(at_, {"yesterday"})) AddRelative(at_ + 1, DayOf(AddDays(now, -1)), true);
    if (Is(at_, {"tomorrow"})) AddRelative(at_ + 1, DayOf(AddDays(now, 1)), true);
    if (Is(at_, {"day"}) && Is(at_ + 1, {"before"}) && Is(at_ + 2, {"yesterday"})) {
      AddRelative(at_ + 3, DayOf(AddDays(now, -2)), true);
    }
    ReadAgo();
  }

  // "3 days ago", "two months ago", "a year ago": that day, or that whole period.
  void ReadAgo() {
    const Token* number = Get(at_);
    if (!Is(at_ + 2, {"ago"})) return;
    const bool one = Is(at_, {"a", "an"});
    if (!one && (number->kind != Token::Kind::kNumber || number->number < 1)) return;
    const int n = one ? 1 : static_cast<int>(std::min(number->number, 1000.0));
    const CivilDate now = ToCivil(context_.as_of);
    if (Is(at_ + 1, {"day", "days"})) {
      AddRelative(at_ + 3, DayOf(AddDays(context_.as_of, -n)), true);
    } else if (Is(at_ + 1, {"week", "weeks"})) {
      AddRelative(at_ + 3, WeekOf(AddDays(context_.as_of, -7 * n), context_.week_start), true);
    } else if (Is(at_ + 1, {"month", "months"})) {
      AddRelativeMonths(at_ + 3, AddMonths(FromCivil({now.year, now.month, 1}), -n), 1);
    } else if (Is(at_ + 1, {"year", "years"})) {
      AddRelativeMonths(at_ + 3, AddMonths(FromCivil({now.year, 1, 1}), -12 * n), 12);
    }
  }

  // How many periods from the newest date: "this" 0, "last" -1, "next" 1; 9 for no such word.
  int ShiftAt(size_t* next) const {
    *next = at_ + 1;
    if (Is(at_, {"this", "current", "latest", "present"})) return 0;
    if (Is(at_, {"most"}) && Is(at_ + 1, {"recent"})) {
      *next = at_ + 2;
      return 0;
    }
    if (Is(at_, {"last", "previous", "past", "prior", "preceding"})) return -1;
    if (Is(at_, {"next", "coming", "upcoming", "following"})) return 1;
    return 9;
  }

  // "this month", "last quarter", "latest week", "last May".
  void ReadNearPeriod() {
    size_t next = 0;
    const int shift = ShiftAt(&next);
    if (shift == 9) return;
    next = Skip(next, {"calendar"});
    const size_t before = points_.size();
    if (Is(at_, {"past"})) ReadPast(next);
    const size_t rolling = points_.size();
    AddNearPeriod(next, shift);
    // "the past year" ends now; that it is the calendar year before is less likely.
    for (size_t i = rolling; i < points_.size() && rolling > before; ++i) points_[i].cost = kGuess;
    if (shift == 0 && !points_.empty() && Is(next + 1, {"so"}) && Is(next + 2, {"far"})) {
      TimePoint point = points_.back();
      point.count += 2;
      point.days.to = std::min(point.days.to, context_.as_of);
      point.complete = false;
      point.label += " so far";
      points_.push_back(std::move(point));
    }
  }

  void ReadPast(size_t unit_at) {
    if (Is(unit_at, {"week"})) AddLastDays(unit_at + 1, 7);
    if (Is(unit_at, {"month"})) AddLastMonths(unit_at + 1, 1, false);
    if (Is(unit_at, {"quarter"})) AddLastMonths(unit_at + 1, 3, false);
    if (Is(unit_at, {"year"})) AddLastMonths(unit_at + 1, 12, false);
  }

  void AddNearPeriod(size_t next, int shift) {
    const CivilDate now = ToCivil(context_.as_of);
    const Date first = FromCivil({now.year, now.month, 1});
    if (Is(next, {"day", "date"}) && (shift != -1 || Is(at_, {"previous", "prior"}))) {
      const double cost = Is(next, {"date"}) ? 0.4 : 0;
      AddRelative(next + 1, DayOf(AddDays(context_.as_of, shift)), true).cost = cost;
    } else if (Is(next, {"week"})) {
      const Date date = AddDays(context_.as_of, 7 * shift);
      AddRelative(next + 1, WeekOf(date, context_.week_start), true);
    } else if (Is(next, {"weekend"})) {
      const Days week = WeekOf(AddDays(context_.as_of, 7 * shift), 1);
      AddRelative(next + 1, {AddDays(week.to, -1), week.to}, true);
    } else if (Is(next, {"month"})) {
      AddRelativeMonths(next + 1, AddMonths(first, shift), 1);
    } else if (Is(next, {"quarter"})) {
      const Date start = FromCivil({now.year, (now.month - 1) / 3 * 3 + 1, 1});
      AddRelativeMonths(next + 1, AddMonths(start, 3 * shift), 3);
    } else if (Is(next, {"year"})) {
      AddRelativeMonths(next + 1, FromCivil({now.year + shift, 1, 1}), 12);
    } else if (Is(next, {"fiscal", "financial"}) && Is(next + 1, {"year"})) {
      AddRelative(next + 2, FiscalYearOf(CurrentFiscalYear() + shift, context_.fiscal_start_month),
                  true);
    } else if (const int month = MonthOfWord(Word(next)); month > 0 && shift <= 0) {
      const int year =
          month > now.month || (shift < 0 && month == now.month) ? now.year - 1 : now.year;
      AddRelativeMonths(next + 1, FromCivil({year, month, 1}), 1);
    }
  }

  int CurrentFiscalYear() const {
    const CivilDate now = ToCivil(context_.as_of);
    const int start = context_.fiscal_start_month;
    return start == 1 || now.month < start ? now.year : now.year + 1;
  }

  void AddRelativeMonths(size_t end, Date first, int months) {
    const CivilDate civil = ToCivil(first);
    AddRelative(end, MonthsOf(civil.year, civil.month, months), true);
  }

  // "last 3 months", "past 30 days", "trailing twelve months", "previous 2 quarters".
  void ReadLastN() {
    const bool most = Is(at_, {"most"}) && Is(at_ + 1, {"recent"});
    if (!most && !Is(at_, {"last", "past", "previous", "trailing", "latest", "prior", "next"})) {
      return;
    }
    const size_t number_at = at_ + (most ? 2 : 1);
    const Token* number = Get(number_at);
    if (number == nullptr || number->kind != Token::Kind::kNumber || !number->unit.empty()) return;
    const int n = static_cast<int>(std::min(number->number, 5000.0));
    const size_t unit_at = Skip(number_at + 1, {"calendar", "full", "complete"});
    if (n < 1) return;
    if (Is(at_, {"next"})) {
      ReadNextN(n, unit_at);
      return;
    }
    const bool whole = unit_at > number_at + 1;
    const size_t before = points_.size();
    if (Is(unit_at, {"day", "days"})) AddLastDays(unit_at + 1, n);
    if (Is(unit_at, {"week", "weeks"})) AddLastDays(unit_at + 1, n * 7);
    if (Is(unit_at, {"month", "months"})) AddLastMonths(unit_at + 1, n, whole);
    if (Is(unit_at, {"quarter", "quarters"})) AddLastMonths(unit_at + 1, n * 3, whole);
    if (Is(unit_at, {"year", "years"})) AddLastYears(unit_at + 1, n, whole);
    // "compared with the previous 30 days" are the 30 days before some others.
    const size_t lead = at_ > 0 && Is(at_ - 1, {"the"}) ? at_ - 1 : at_;
    const bool compared = lead > 0 && Is(lead - 1, {"with", "to", "vs", "versus", "against"});
    if (!compared || !Is(at_, {"previous", "prior"})) return;
    for (size_t i = before; i < points_.size(); ++i) points_[i].cost += 1;
  }

  void ReadNextN(int n, size_t unit_at) {
    const Date from = AddDays(context_.as_of, 1);
    const int days = Is(unit_at, {"day", "days"}) ? n : Is(unit_at, {"week", "weeks"}) ? n * 7 : 0;
    const int months = Is(unit_at, {"month", "months"})       ? n
                       : Is(unit_at, {"quarter", "quarters"}) ? n * 3
                       : Is(unit_at, {"year", "years"})       ? n * 12
                                                              : 0;
    if (days + months == 0 || months > 1200) return;
    const Date to = AddDays(AddMonths(from, months), days - 1);
    AddRelative(unit_at + 1, {from, to}, false);
  }

  void AddLastDays(size_t end, int days) {
    AddRelative(end, {AddDays(context_.as_of, 1 - days), context_.as_of}, false);
  }

  // Whole months where the data ends with one; else from the same day so many months before.
  void AddLastMonths(size_t end, int months, bool whole) {
    if (months > 1200) return;
    const CivilDate now = ToCivil(context_.as_of);
    Date first = FromCivil({now.year, now.month, 1});
    if (whole || IsMonthEnd(context_.as_of)) {
      if (IsMonthEnd(context_.as_of)) first = AddMonths(first, 1);
      AddRelative(end, {AddMonths(first, -months), AddDays(first, -1)}, true);
      return;
    }
    AddRelative(end, {AddMonths(context_.as_of, -months), context_.as_of}, false);
  }

  void AddLastYears(size_t end, int years, bool whole) {
    if (years > 100) return;
    AddLastMonths(end, years * 12, false);
    const int now = ToCivil(context_.as_of).year;
    const Days calendar = {FromCivil({now - years + 1, 1, 1}), FromCivil({now, 12, 31})};
    if (points_.back().days == calendar) return;
    AddRelative(end, calendar, true).cost = whole ? 0 : kGuess;
  }

  // "year to date", YTD, MTD, QTD, WTD.
  void ReadToDate() {
    size_t end = at_ + 1;
    std::string_view unit;
    if (Is(at_, {"ytd"})) unit = "year";
    if (Is(at_, {"mtd"})) unit = "month";
    if (Is(at_, {"qtd"})) unit = "quarter";
    if (Is(at_, {"wtd"})) unit = "week";
    if (unit.empty() && Is(at_, {"year", "month", "quarter", "week"}) && Is(at_ + 1, {"to"}) &&
        Is(at_ + 2, {"date"})) {
      unit = Word(at_);
      end = at_ + 3;
      // "year-to-date (YTD)" says it once.
      if (Is(end, {"("}) && Is(end + 1, {"ytd", "mtd", "qtd", "wtd"}) && Is(end + 2, {")"})) {
        end += 3;
      }
    }
    if (unit.empty()) return;
    const CivilDate now = ToCivil(context_.as_of);
    Date from = FromCivil({now.year, 1, 1});
    if (unit == "month") from = FromCivil({now.year, now.month, 1});
    if (unit == "quarter") from = FromCivil({now.year, (now.month - 1) / 3 * 3 + 1, 1});
    if (unit == "week") from = WeekOf(context_.as_of, context_.week_start).from;
    AddRelative(end, {from, context_.as_of}, false);
  }

  const std::vector<Token>& tokens_;
  size_t at_;
  const TimeContext& context_;
  std::vector<TimePoint> points_;
};

}  // namespace

void ReadRelativePoints(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                        std::vector<TimePoint>* points) {
  for (TimePoint& point : RelativeReader(tokens, at, context).Run()) {
    points->push_back(std::move(point));
  }
}

}  // namespace aisle::language
