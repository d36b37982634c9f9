#include "language/time_parts.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "language/period_parts.h"
#include "language/time_years.h"
#include "language/token_view.h"

namespace aisle::language {
namespace {

using Unit = TimePoint::Unit;
using Shape = std::function<bool(Days base, Days* days)>;

constexpr double kGuess = 0.3;      // where "early" ends is for each to say
constexpr size_t kMostPoints = 16;  // of one token: points of points of points are bounded
constexpr int kMostTimes = 1000;

bool LacksYear(const TimePoint& point) { return point.year == 0 && point.unit != Unit::kDays; }

class PartReader : private TokenView {
 public:
  PartReader(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
             std::vector<std::vector<TimePoint>>* points)
      : TokenView(tokens), tokens_(tokens), at_(at), context_(context), points_(*points) {}

  void Run() {
    if (tokens_[at_].kind == Token::Kind::kQuoted) return;
    ReadThird();
    ReadFraction();
    ReadOrdinal();
    ReadAround();
    ReadCounted();
    ReadLastNamed();
    // Those that are added are read on as well: "Christmas week 2016".
    for (size_t i = 0; i < points_[at_].size(); ++i) ReadSuffix(i);
  }

 private:
  // Points that begin at `index`, past "the" and "year": "of the year 2022".
  const std::vector<TimePoint>& PointsAt(size_t index) const {
    static const std::vector<TimePoint> kNone;
    return index > at_ && index < points_.size() ? points_[index] : kNone;
  }

  bool IsOrdinal(size_t index) const {
    const Token* token = Get(index);
    return token && token->kind == Token::Kind::kWord && token->number >= 1;
  }

  void Derive(const TimePoint& base, size_t end, const Shape& shape, double cost, bool complete) {
    if (points_[at_].size() >= kMostPoints) return;
    TimePoint point;
    point.count = end - at_;
    point.year = base.year;
    point.relative = base.relative;
    point.complete = complete && base.complete;
    point.cost = base.cost + cost;
    if (base.relative || !base.label.empty()) {
      for (size_t i = at_; i < end; ++i) point.label += (i > at_ ? " " : "") + tokens_[i].folded;
      point.spell_days = true;
    }
    if (LacksYear(base)) {
      point.unit = Unit::kNamed;
      point.in_year = [base, shape](int year, Days* days) {
        Days whole;
        return Settle(base, year, &whole) && shape(whole, days);
      };
    } else {
      Days whole;
      if (!Settle(base, base.year, &whole) || !shape(whole, &point.days)) return;
    }
    points_[at_].push_back(std::move(point));
  }

  // "early 2023", "mid-2022", "late last month", "the end of Q2", "beginning of summer". Of a
  // single named month that is read elsewhere.
  void ReadThird() {
    const bool early = Is(at_, {"early", "beginning", "start"});
    const bool late = Is(at_, {"late", "end"});
    if (!early && !late && !Is(at_, {"mid", "middle"})) return;
    const bool noun = Is(at_, {"beginning", "start", "end", "middle"});
    size_t next = Skip(Skip(at_ + 1, {"of", "in", "-"}), {"the"});
    if (noun && next == at_ + 1) return;
    next = Skip(next, {"year"});
    const int index = early ? 1 : late ? 3 : 2;
    for (const TimePoint& base : PointsAt(next)) {
      if (base.unit == Unit::kMonths && base.months == 1) continue;
      const Shape shape = [index](Days whole, Days* days) {
        return whole.to.days - whole.from.days >= 20 && EqualPart(whole, index, 3, days);
      };
      Derive(base, next + base.count, shape, kGuess, false);
    }
  }

  // "first half of last month", "second third of 2022", "last quarter of the 1990s".
  void ReadFraction() {
    const bool last = Is(at_, {"last", "final"});
    if (!last && !IsOrdinal(at_)) return;
    const int count = Is(at_ + 1, {"half"}) ? 2 : Is(at_ + 1, {"third"}) ? 3 : 0;
    if (count == 0 || !Is(at_ + 2, {"of", "in"})) return;
    const int index = last ? count : static_cast<int>(std::min(tokens_[at_].number, 9.0));
    const size_t next = Skip(Skip(Skip(at_ + 3, {"the"}), {"year", "month"}), {"of"});
    for (const TimePoint& base : PointsAt(next)) {
      Derive(
          base, next + base.count,
          [=](Days whole, Days* days) { return EqualPart(whole, index, count, days); }, 0, true);
    }
  }

  // "the second Friday of June 2022", "first weekend of May", "third week of last month", "the 15th
  // of last month", "the last 10 days of Q2".
  void ReadOrdinal() {
    const bool last = Is(at_, {"last", "final"});
    if (!last && !IsOrdinal(at_)) return;
    const int nth = last ? -1 : static_cast<int>(std::min(tokens_[at_].number, 400.0));
    if (!last && Is(at_ + 1, {"of"})) return ReadDayOf(nth);
    size_t unit = at_ + 1;
    int times = 1;
    const Token* number = Get(unit);
    if (number && number->kind == Token::Kind::kNumber && (last || nth == 1)) {
      times = static_cast<int>(std::clamp(number->number, 0.0, double{kMostTimes}));
      ++unit;
    }
    if (times == 0 || !Is(unit + 1, {"of", "in"})) return;
    const auto shape = OrdinalShape(unit, nth, times);
    if (!shape) return;
    const size_t next = Skip(Skip(unit + 2, {"the"}), {"year", "month"});
    for (const TimePoint& base : PointsAt(next)) {
      Derive(base, next + base.count, *shape, 0, true);
    }
  }

  std::optional<Shape> OrdinalShape(size_t unit, int nth, int times) const {
    const int weekday = WeekdayOfWord(Word(unit));
    if (weekday > 0 && times == 1) {
      return [=](Days whole, Days* days) { return NthWeekdayIn(whole, weekday, nth, days); };
    }
    if (Is(unit, {"weekend"}) && times == 1) {
      return [=](Days whole, Days* days) { return NthWeekendIn(whole, nth, days); };
    }
    const auto length = LengthOfUnit(Word(unit));
    if (!length) return std::nullopt;
    const Length all = {length->days * times, length->months * times};
    return [=](Days whole, Days* days) { return NthStretch(whole, all, nth, days); };
  }

  // "the 15th of last month": a day of a month that is not named.
  void ReadDayOf(int nth) {
    const size_t next = Skip(at_ + 2, {"the"});
    for (const TimePoint& base : PointsAt(next)) {
      if (!base.relative || base.unit != Unit::kDays || WholeMonths(base.days) != 1) continue;
      Derive(
          base, next + base.count,
          [=](Days whole, Days* days) {
            return NthStretch(whole, Length{1, 0}, nth, days);
          },
          0, true);
    }
  }

  // "the week of 9 May", "week ending 8 May", "the month of Diwali".
  void ReadAround() {
    if (!Is(at_, {"week", "weekend", "month", "quarter", "year"})) return;
    const bool starting = Is(at_ + 1, {"starting", "beginning", "commencing", "from"});
    const bool ending = Is(at_ + 1, {"ending", "ended"});
    if (!starting && !ending && !Is(at_ + 1, {"of", "containing", "with", "around"})) return;
    const size_t next = Skip(Skip(at_ + 2, {"on"}), {"the"});
    const std::string unit(Word(at_));
    if ((starting || ending) && unit != "week") return;
    for (const TimePoint& base : PointsAt(next)) {
      if (!IsShort(base)) continue;
      Derive(base, next + base.count, AroundShape(unit, starting, ending), 0, true);
    }
  }

  // A day or a few: what a week can be the week of.
  static bool IsShort(const TimePoint& point) {
    if (point.unit == Unit::kDay || point.unit == Unit::kNamed) return true;
    return point.unit == Unit::kDays && point.days.to.days - point.days.from.days < 7;
  }

  Shape AroundShape(const std::string& unit, bool starting, bool ending) const {
    const int week_start = context_.week_start;
    return [=](Days base, Days* days) {
      if (base.to.days - base.from.days >= 7) return false;
      const CivilDate day = ToCivil(base.from);
      if (starting) *days = {base.from, AddDays(base.from, 6)};
      if (ending) *days = {AddDays(base.to, -6), base.to};
      if (starting || ending) return true;
      if (unit == "week") *days = WeekOf(base.from, week_start);
      if (unit == "weekend") *days = WeekendAround(base);
      if (unit == "month") *days = MonthsOf(day.year, day.month, 1);
      if (unit == "quarter") *days = QuarterOf(day.year, (day.month + 2) / 3);
      if (unit == "year") *days = MonthsOf(day.year, 1, 12);
      return true;
    };
  }

  // "three weeks before Diwali", "a month after Easter", "the day after Thanksgiving", "two months
  // after March 2022", "the weekend before Christmas", "the Monday after Easter".
  void ReadCounted() {
    size_t unit = at_;
    int times = 1;
    const Token& token = tokens_[at_];
    if (token.kind == Token::Kind::kNumber && token.unit.empty()) {
      times = static_cast<int>(std::clamp(token.number, 0.0, double{kMostTimes}));
      ++unit;
    } else if (Is(at_, {"a", "an", "one"})) {
      ++unit;
      if (Is(unit, {"couple"})) {
        times = 2;
        unit = Skip(unit + 1, {"of"});
      }
    }
    if (times == 0) return;
    size_t next = unit + 1;
    const int side = SideAt(&next);
    if (side == 0) return;
    const auto shape = CountedShape(unit, times, side);
    if (!shape) return;
    next = Skip(next, {"the"});
    for (const TimePoint& base : PointsAt(next)) {
      const bool bare = base.unit == Unit::kYear && base.cost > 0;
      if (!bare) Derive(base, next + base.count, *shape, 0, base.complete);
    }
  }

  // -1 of "before", 1 of "after"; 0 of any other word.
  int SideAt(size_t* next) const {
    const size_t at = *next;
    *next = at + 1;
    if (Is(at, {"before", "preceding"})) return -1;
    if (Is(at, {"after", "following", "since"})) return Is(at, {"since"}) ? 0 : 1;
    *next = at + 2;
    if (Is(at, {"prior", "previous"}) && Is(at + 1, {"to"})) return -1;
    if (Is(at, {"up"}) && Is(at + 1, {"to"})) return -1;
    if (Is(at, {"leading"}) && Is(at + 1, {"to"})) return -1;
    *next = at + 3;
    return Is(at, {"leading"}) && Is(at + 1, {"up"}) && Is(at + 2, {"to"}) ? -1 : 0;
  }

  std::optional<Shape> CountedShape(size_t unit, int times, int side) const {
    const int weekday = WeekdayOfWord(Word(unit));
    if (weekday > 0 && times == 1 && Word(unit).size() >= 6 && Word(unit).back() != 's') {
      return [=](Days base, Days* days) {
        const Days week =
            side < 0 ? StretchBefore(base, Length{7, 0}, 1) : StretchAfter(base, Length{7, 0}, 1);
        return NthWeekdayIn(week, weekday, 1, days);
      };
    }
    if (Is(unit, {"weekend"}) && times == 1) {
      return [=](Days base, Days* days) {
        const Days near =
            side < 0 ? StretchBefore(base, Length{1, 0}, 8) : StretchAfter(base, Length{1, 0}, 8);
        return NthWeekendIn(near, side < 0 ? -1 : 1, days);
      };
    }
    const auto length = LengthOfUnit(Word(unit));
    if (!length) return std::nullopt;
    return [=](Days base, Days* days) {
      *days = side < 0 ? StretchBefore(base, *length, times) : StretchAfter(base, *length, times);
      return true;
    };
  }

  // What follows a point: "Christmas week", "Labor Day weekend", "Q3 last year".
  void ReadSuffix(size_t index) {
    const TimePoint base = points_[at_][index];
    const size_t end = at_ + base.count;
    if (base.unit == Unit::kNamed && Is(end, {"week", "weekend"})) {
      Derive(base, end + 1, AroundShape(std::string(Word(end)), false, false), 0, true);
    }
    if (!LacksYear(base)) return;
    AddYear(base, Skip(Skip(end, {"of", "in", ","}), {"the"}));
    size_t next = Skip(Skip(end, {"of", "in"}), {"the"});
    const int now = ToCivil(context_.as_of).year;
    const int year = Is(next, {"last", "previous", "prior"}) ? now - 1
                     : Is(next, {"this", "current"})         ? now
                     : Is(next, {"next"})                    ? now + 1
                                                             : 0;
    if (year == 0 || !Is(next + 1, {"year"})) return;
    // "May vs last year" compares; "May last year" and "May of last year" name a month.
    TimePoint point = base;
    point.count = next + 2 - at_;
    point.year = year;
    point.relative = true;
    if (points_[at_].size() < kMostPoints) points_[at_].push_back(std::move(point));
  }

  // "Christmas week 2016": points of the calendar have read their year themselves.
  void AddYear(const TimePoint& base, size_t at) {
    const Token* token = Get(at);
    const int year = token == nullptr || base.unit != Unit::kNamed ? 0 : YearOf(*token);
    if (year == 0 || points_[at_].size() >= kMostPoints) return;
    TimePoint point = base;
    point.count = at + 1 - at_;
    point.year = year;
    points_[at_].push_back(std::move(point));
  }

  // "last Christmas", "this summer", "next Diwali", "last Q3": by what the newest date has seen.
  void ReadLastNamed() {
    const bool last = Is(at_, {"last", "previous", "past"});
    const bool next = Is(at_, {"next", "coming", "upcoming"});
    if (!last && !next && !Is(at_, {"this"})) return;
    for (const TimePoint& base : PointsAt(at_ + 1)) {
      const bool month = base.unit == Unit::kMonths && base.months == 1;
      if (!LacksYear(base) || month || base.unit == Unit::kDay) continue;
      if (base.unit == Unit::kInMonth) continue;
      TimePoint point = base;
      point.count = base.count + 1;
      point.cost = 0;
      point.relative = true;
      point.year = YearOfOccurrence(base, last, next);
      if (point.year != 0 && points_[at_].size() < kMostPoints) {
        points_[at_].push_back(std::move(point));
      }
    }
  }

  int YearOfOccurrence(const TimePoint& base, bool last, bool next) const {
    const int now = ToCivil(context_.as_of).year;
    for (int step = 0; step <= 2; ++step) {
      const int year = last ? now - step : next ? now + step : now;
      Days days;
      if (!Settle(base, year, &days)) continue;
      if (last && days.to > context_.as_of) continue;
      if (next && days.from <= context_.as_of) continue;
      return year;
    }
    return 0;
  }

  const std::vector<Token>& tokens_;
  size_t at_;
  const TimeContext& context_;
  std::vector<std::vector<TimePoint>>& points_;
};

}  // namespace

void DerivePoints(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                  std::vector<std::vector<TimePoint>>* points) {
  PartReader(tokens, at, context, points).Run();
}

}  // namespace aisle::language
