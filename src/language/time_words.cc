#include "language/time_words.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "language/calendar_groups.h"
#include "language/periods.h"
#include "language/time_compare.h"
#include "language/time_grains.h"
#include "language/time_lists.h"
#include "language/time_parts.h"
#include "language/time_points.h"
#include "language/time_years.h"
#include "language/token_view.h"

namespace aisle::language {
namespace {

using Kind = TimeReading::Kind;
using Unit = TimePoint::Unit;

constexpr double kSomeYear = 0.4;   // the newest year, where any could be meant
constexpr double kOutside = 0.2;    // a period without a year that the data does not hold
constexpr size_t kMaxTokens = 400;  // of a question: the rest is not read for time

class RangeReader : private TokenView {
 public:
  RangeReader(const std::vector<Token>& tokens, const TimeContext& context,
              const std::vector<std::vector<TimePoint>>& points)
      : TokenView(tokens), tokens_(tokens), context_(context), points_(points) {}

  void ReadAt(size_t at, std::vector<TimeReading>* readings) {
    readings_ = readings;
    at_ = at;
    for (const TimePoint& point : points_[at]) AddPoint(point);
    ReadPair();
    ReadOpen();
    ReadWithin();
  }

 private:
  TimeReading& Add(size_t end, Days days, const TimePoint& point) {
    TimeReading reading;
    reading.first = at_;
    reading.count = end - at_;
    reading.from = days.from;
    reading.to = days.to;
    reading.relative = point.relative;
    reading.complete = point.complete;
    reading.has_year = HasYear(point);
    reading.cost = point.cost;
    reading.label = point.label.empty() ? LabelOf(days) : point.label;
    if (point.spell_days && !point.label.empty()) reading.label += " (" + LabelOf(days) + ")";
    readings_->push_back(std::move(reading));
    return readings_->back();
  }

  static bool HasYear(const TimePoint& point) {
    return point.year != 0 || (point.unit == Unit::kDays && !point.relative);
  }

  static bool LacksYear(const TimePoint& point) {
    return point.year == 0 && point.unit != Unit::kDays;
  }

  // The years in which the data holds a day of `point`, newest first.
  std::vector<int> YearsOf(const TimePoint& point) const {
    std::vector<int> years;
    const int last = ToCivil(context_.Newest()).year;
    for (int year = last; year >= ToCivil(context_.first).year && years.size() < 100; --year) {
      Days days;
      if (Settle(point, year, &days) && days.to >= context_.first &&
          days.from <= context_.Newest()) {
        years.push_back(year);
      }
    }
    return years;
  }

  void AddPoint(const TimePoint& point) {
    const size_t end = at_ + point.count;
    Days days;
    if (!LacksYear(point)) {
      if (point.year != 0) said_.push_back({end, point.unit, point.year});
      if (Settle(point, point.year, &days)) Add(end, days, point);
      return;
    }
    const int shared = SharedYear(point);
    if (shared != 0) {
      said_.push_back({end, point.unit, shared});
      if (Settle(point, shared, &days)) Add(end, days, point).has_year = true;
    }
    const double dearer = shared != 0 ? kOutside : 0;
    const std::vector<int> years = YearsOf(point);
    if (years.size() > 1) AddPart(point, dearer);
    const int year = years.empty() ? NewestYearFor(point) : years.front();
    if (year == shared || !Settle(point, year, &days)) return;
    TimeReading& reading = Add(end, days, point);
    reading.cost += dearer;
    if (years.empty()) reading.cost += kOutside;
    if (years.size() > 1) reading.cost += point.unit == Unit::kMonths ? kSomeYear : kOutside;
    reading.relative = years.size() > 1;
  }

  // The year that a period shares with one listed beside it: "April and May 2022", "Q4 2021 vs
  // Q1"; 0 when there is none.
  int SharedYear(const TimePoint& point) const {
    for (const TimePoint& other : points_[at_]) {
      if (other.unit == point.unit && other.year != 0) return 0;  // its own year follows
    }
    if (const int year = YearAhead(at_ + point.count, point.unit, 0)) return year;
    for (const Said& said : said_) {
      if (said.unit == point.unit && said.end < at_ && Joins(said.end) == at_) return said.year;
    }
    return 0;
  }

  int YearAhead(size_t end, Unit unit, int depth) const {
    const size_t next = Joins(end);
    if (next == end || next >= tokens_.size() || depth > 12) return 0;
    int year = 0;
    for (const TimePoint& point : points_[next]) {
      if (point.unit != unit || point.cost > 0) continue;
      if (point.year != 0) return point.year;
      if (year == 0) year = YearAhead(next + point.count, unit, depth + 1);
    }
    return year;
  }

  // Past the words that stand between the periods of a list or a comparison.
  size_t Joins(size_t at) const {
    size_t next = at;
    if (Is(next, {"compared", "compare", "relative"}) && Is(next + 1, {"to", "with"})) {
      next += 2;
    } else {
      next = Skip(next, {","});
      next = Skip(next, {"and", "vs", "versus", "or", "&", "with", "against", "than", "to"});
    }
    return next == at ? at : Skip(next, {"in", "the"});
  }

  int NewestYearFor(const TimePoint& point) const {
    const CivilDate now = ToCivil(context_.as_of);
    return point.month > now.month ? now.year - 1 : now.year;
  }

  // "in May", where the data has several: the month of any year.
  void AddPart(const TimePoint& point, double dearer) {
    if (point.unit != Unit::kMonths) return;
    TimeReading reading;
    reading.first = at_;
    reading.count = point.count;
    reading.kind = Kind::kParts;
    reading.name = point.part.empty() ? "month" : point.part;
    if (point.part.empty()) {
      for (int i = 0; i < point.months; ++i)
        reading.parts.push_back((point.month + i - 1) % 12 + 1);
      reading.label = std::string(MonthName(point.month)) + " to " +
                      std::string(MonthName((point.month + point.months - 2) % 12 + 1));
    } else {
      reading.parts = {point.part_value};
      reading.label = point.part == "quarter" ? "Q" + std::to_string(point.part_value)
                                              : std::string(MonthName(point.month));
    }
    reading.complete = true;
    reading.cost = point.cost + 0.1 + dearer;
    readings_->push_back(std::move(reading));
  }

  // "from 3 to 9 May", "between April and June 2022", "2014-2017", "Apr–Jun".
  void ReadPair() {
    const bool between = Is(at_, {"between"});
    const bool led = between || Is(at_, {"from"});
    const size_t start = Skip(led ? at_ + 1 : at_, {"the"});
    if (start >= tokens_.size()) return;
    for (const TimePoint& first : points_[start]) {
      const size_t joint = start + first.count;
      const size_t next = JointEnd(joint, between);
      if (next > joint) ReadSecond(first, next, led);
    }
    ReadBareDays(start, between, led);
  }

  // Past the word that joins two ends of a range, or `joint` itself.
  size_t JointEnd(size_t joint, bool between) const {
    if (between && Is(joint, {"and", "&"})) return Skip(joint + 1, {"the"});
    if (Is(joint, {"to", "till", "until", "through", "thru", "-", "upto"})) {
      return Skip(joint + 1, {"the"});
    }
    if (Is(joint, {"up"}) && Is(joint + 1, {"to"})) return joint + 2;
    return joint;
  }

  void ReadSecond(const TimePoint& first, size_t next, bool led) {
    if (next >= tokens_.size()) return;
    for (const TimePoint& second : points_[next]) AddPair(first, second, next + second.count, led);
    // "3 May to 9", "May 3-9, 2022".
    if (first.unit != Unit::kDay) return;
    const int day = DayAt(next);
    if (day <= first.day) return;
    TimePoint second = first;
    second.day = day;
    size_t end = next + 1;
    if (first.year == 0) {
      const size_t year_at = Skip(end, {","});
      second.year = year_at < tokens_.size() ? YearOf(tokens_[year_at]) : 0;
      if (second.year != 0) end = year_at + 1;
    }
    AddPair(first, second, end, led);
  }

  // "between 3 and 9 May": a bare day that borrows its month.
  void ReadBareDays(size_t start, bool between, bool led) {
    const int day = DayAt(start);
    const size_t next = JointEnd(start + 1, between);
    if (day == 0 || next == start + 1 || next >= tokens_.size()) return;
    for (const TimePoint& second : points_[next]) {
      if (second.unit != Unit::kDay || second.day <= day) continue;
      TimePoint first = second;
      first.day = day;
      AddPair(first, second, next + second.count, led);
    }
  }

  int DayAt(size_t index) const {
    if (index >= tokens_.size()) return 0;
    const Token& token = tokens_[index];
    if (token.number < 1 || token.number > 31 || !token.unit.empty()) return 0;
    return token.kind != Token::Kind::kNumber || token.text.size() <= 2
               ? static_cast<int>(token.number)
               : 0;
  }

  static int Fineness(const TimePoint& point) {
    switch (point.unit) {
      case Unit::kYear:
        return 3;
      case Unit::kMonths:
        return 2;
      default:
        return 1;
    }
  }

  void AddPair(TimePoint first, TimePoint second, size_t end, bool led) {
    const bool mixed = Fineness(first) != Fineness(second) && !first.relative && !second.relative;
    if (mixed && !led) return;
    const bool yearless = LacksYear(first) && LacksYear(second);
    const bool any_year = yearless && YearsOf(second).size() > 1;
    if (yearless) first.year = second.year = PairYear(first, second);
    if (LacksYear(first)) first.year = BorrowedYear(first, second, -1);
    if (LacksYear(second)) second.year = BorrowedYear(second, first, 1);
    Days from;
    Days to;
    if (!Settle(first, first.year, &from) || !Settle(second, second.year, &to)) return;
    if (yearless && to.to < from.from && first.year > 0) {  // "from November to February"
      if (!Settle(first, --first.year, &from)) return;
    }
    if (to.to < from.from) return;
    TimePoint joined;
    joined.complete = first.complete && second.complete;
    joined.relative = first.relative || second.relative;
    joined.cost = first.cost + second.cost;
    // Numbers with a hyphen may also be amounts: "5-10", but "2014-2017" hardly.
    TimeReading& reading = Add(end, {from.from, to.to}, joined);
    reading.has_year = !yearless && (HasYear(first) || HasYear(second));
    reading.label = LabelOf({from.from, to.to});
    if (any_year) {
      reading.cost += kSomeYear;
      reading.relative = true;
      AddMonthParts(first, second, end);
    }
  }

  int PairYear(const TimePoint&, const TimePoint& second) const {
    const std::vector<int> years = YearsOf(second);
    return years.empty() ? NewestYearFor(second) : years.front();
  }

  // The year of one end from the other's: the same, or its neighbour where the order demands it.
  static int BorrowedYear(const TimePoint& lacking, const TimePoint& other, int direction) {
    Days theirs;
    if (!Settle(other, other.year, &theirs)) return other.year;
    const int year = ToCivil(direction < 0 ? theirs.from : theirs.to).year;
    Days mine;
    if (!Settle(lacking, year, &mine)) return year;
    const bool wrong = direction < 0 ? mine.from > theirs.to : mine.to < theirs.from;
    return wrong ? year + direction : year;
  }

  // "between January and March" of every year.
  void AddMonthParts(const TimePoint& first, const TimePoint& second, size_t end) {
    if (first.unit != Unit::kMonths || second.unit != Unit::kMonths) return;
    TimeReading reading;
    reading.first = at_;
    reading.count = end - at_;
    reading.kind = Kind::kParts;
    reading.name = "month";
    const int last = (second.month + second.months - 2) % 12 + 1;
    for (int month = first.month;; month = month % 12 + 1) {
      reading.parts.push_back(month);
      if (month == last || reading.parts.size() == 12) break;
    }
    reading.label = std::string(MonthName(first.month)) + " to " + std::string(MonthName(last));
    reading.complete = true;
    reading.cost = 0.1 + first.cost + second.cost;
    readings_->push_back(std::move(reading));
  }

  // "since May", "before 2016", "after June 2022", "until yesterday", "from May onwards".
  void ReadOpen() {
    struct Lead {
      std::string_view word;
      enum class Side { kFrom, kAfter, kBefore, kUntil } side;
    };
    using Side = Lead::Side;
    static constexpr Lead kLeads[] = {
        {"since", Side::kFrom},   {"from", Side::kFrom},     {"starting", Side::kFrom},
        {"after", Side::kAfter},  {"before", Side::kBefore}, {"until", Side::kUntil},
        {"till", Side::kUntil},   {"through", Side::kUntil}, {"upto", Side::kUntil},
        {"prior", Side::kBefore}, {"up", Side::kUntil},
    };
    if (tokens_[at_].kind != Token::Kind::kWord) return;
    for (const Lead& lead : kLeads) {
      if (tokens_[at_].folded != lead.word) continue;
      size_t next = at_ + 1;
      if (lead.word == "prior" || lead.word == "up") {
        if (!Is(next, {"to"})) return;
        ++next;
      }
      next = Skip(Skip(next, {"from", "in", "on", "with"}), {"the"});
      if (Is(next, {"beginning", "start"}) && Is(next + 1, {"of"}) && lead.side == Side::kFrom) {
        next = Skip(next + 2, {"the"});
      }
      if (next >= tokens_.size()) return;
      for (const TimePoint& point : points_[next]) {
        AddOpen(point, next + point.count, lead.word == "from", static_cast<int>(lead.side));
      }
    }
  }

  void AddOpen(TimePoint point, size_t end, bool needs_onwards, int side) {
    const size_t after = Skip(end, {"onwards", "onward", "on", "forward"});
    const bool now = Is(end, {"to"}) && Is(end + 1, {"now", "date", "today", "present"});
    const bool until_now = Is(end, {"until", "till"}) && Is(end + 1, {"now", "today"});
    if (needs_onwards && after == end && !now && !until_now) return;
    const bool yearless = LacksYear(point);
    if (yearless) {
      const std::vector<int> years = YearsOf(point);
      point.year = years.empty() ? NewestYearFor(point) : years.front();
      if (years.size() > 1) point.cost += kOutside;
    }
    Days days;
    if (!Settle(point, point.year, &days)) return;
    Days open = {context_.first, context_.as_of};
    std::string of = point.label.empty() ? LabelOf(days) : point.label;
    if (point.spell_days && !point.label.empty()) of += " (" + LabelOf(days) + ")";
    point.spell_days = false;
    std::string label;
    switch (side) {
      case 0:
        open.from = days.from;
        label = "since " + of;
        break;
      case 1:
        open.from = AddDays(days.to, 1);
        label = "after " + of;
        break;
      case 2:
        open.to = AddDays(days.from, -1);
        label = "before " + of;
        break;
      default:
        open.to = days.to;
        label = "until " + of;
        break;
    }
    // An empty range still says what was asked: "before 2010" of data since 2014.
    if (open.to < open.from) (side < 2 ? open.to : open.from) = side < 2 ? open.from : open.to;
    point.complete = false;
    TimeReading& reading = Add(now || until_now ? end + 2 : after, open, point);
    reading.label = std::move(label);
    reading.has_year = !yearless && reading.has_year;
  }

  // "last 6 months of 2016", "first 10 days of May 2022", "first week of 2017".
  void ReadWithin() {
    const bool last = Is(at_, {"last", "final"});
    if (!last && !Is(at_, {"first"})) return;
    size_t unit_at = at_ + 1;
    int n = 1;
    if (unit_at < tokens_.size() && tokens_[unit_at].kind == Token::Kind::kNumber) {
      n = static_cast<int>(std::clamp(tokens_[unit_at].number, 0.0, 1000.0));
      ++unit_at;
    }
    if (n == 0 || !Is(unit_at + 1, {"of", "in"})) return;
    const size_t next = Skip(unit_at + 2, {"the", "year"});
    if (next >= tokens_.size()) return;
    for (const TimePoint& point : points_[next]) AddWithin(point, next, n, unit_at, last);
  }

  void AddWithin(TimePoint point, size_t at, int n, size_t unit_at, bool last) {
    if (n == 1 && point.unit == Unit::kMonths && point.months == 1) return;  // a point of its own
    if (LacksYear(point)) {
      const std::vector<int> years = YearsOf(point);
      if (years.size() != 1) return;
      point.year = years.front();
    }
    Days days;
    if (!Settle(point, point.year, &days)) return;
    const int weeks = Is(unit_at, {"week", "weeks"}) ? 7 : Is(unit_at, {"day", "days"}) ? 1 : 0;
    const int months = Is(unit_at, {"quarter", "quarters"}) ? 3
                       : Is(unit_at, {"month", "months"})   ? 1
                       : Is(unit_at, {"half"}) && n == 1    ? 6
                                                            : 0;
    if (weeks + months == 0) return;
    const Date from =
        last ? AddDays(AddMonths(AddDays(days.to, 1), -n * months), -n * weeks) : days.from;
    const Date to = last ? days.to : AddDays(AddMonths(days.from, n * months), n * weeks - 1);
    if (from < days.from || to > days.to) return;
    point.label.clear();
    Add(at + point.count, {from, to}, point);
  }

  struct Said {  // a period whose year is known, by where it ends
    size_t end;
    Unit unit;
    int year;
  };

  const std::vector<Token>& tokens_;
  const TimeContext& context_;
  const std::vector<std::vector<TimePoint>>& points_;
  std::vector<Said> said_;
  std::vector<TimeReading>* readings_ = nullptr;
  size_t at_ = 0;
};

bool Before(const TimeReading& a, const TimeReading& b) {
  if (a.first != b.first) return a.first < b.first;
  if (a.count != b.count) return a.count > b.count;
  return a.cost < b.cost;
}

bool SameMeaning(const TimeReading& a, const TimeReading& b) {
  return std::tie(a.first, a.count, a.kind, a.from, a.to, a.name, a.parts, a.comparison) ==
         std::tie(b.first, b.count, b.kind, b.from, b.to, b.name, b.parts, b.comparison);
}

}  // namespace

std::vector<TimeReading> ReadTimes(const std::vector<Token>& tokens, const TimeContext& context) {
  std::vector<TimeReading> readings;
  std::vector<std::vector<TimePoint>> points(tokens.size());
  const size_t size = std::min(tokens.size(), kMaxTokens);
  for (size_t at = size; at-- > 0;) {
    points[at] = ReadPoints(tokens, at, context);
    DerivePoints(tokens, at, context, &points);
  }
  RangeReader ranges(tokens, context, points);
  for (size_t at = 0; at < size; ++at) {
    ranges.ReadAt(at, &readings);
    ReadGrains(tokens, at, &readings);
    ReadCalendarGroups(tokens, at, context, &readings);
  }
  std::stable_sort(readings.begin(), readings.end(), Before);
  JoinParts(tokens, &readings);
  ReadEqualPeriods(tokens, context, &readings);
  std::stable_sort(readings.begin(), readings.end(), Before);
  readings.erase(std::unique(readings.begin(), readings.end(), SameMeaning), readings.end());
  return readings;
}

}  // namespace aisle::language
