#include "language/time_rolling.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "language/business_calendar.h"
#include "language/time_years.h"
#include "language/token_view.h"

namespace aisle::language {
namespace {

class RollingReader : private TokenView {
 public:
  RollingReader(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                std::vector<TimePoint>* points)
      : TokenView(tokens), tokens_(tokens), at_(at), context_(context), points_(*points) {}

  void Run() {
    if (tokens_[at_].kind == Token::Kind::kQuoted) return;
    ReadCode();
    ReadSpanOfDays();
    ReadComplete();
    ReadToDate();
    ReadSoFar();
    ReadWeekday();
    ReadBeforeLast();
  }

 private:
  TimePoint& Add(size_t end, Days days, bool complete) {
    TimePoint point;
    point.count = end - at_;
    point.days = days;
    point.relative = true;
    point.complete = complete;
    for (size_t i = at_; i < end; ++i) point.label += (i > at_ ? " " : "") + tokens_[i].folded;
    points_.push_back(std::move(point));
    return points_.back();
  }

  void AddLastDays(size_t end, int days) {
    Add(end, {AddDays(context_.as_of, 1 - days), context_.as_of}, false);
  }

  // Whole months where the data ends with one, else from the same day so many months before.
  void AddLastMonths(size_t end, int months) {
    const Date next = AddDays(context_.as_of, 1);
    const bool whole = IsMonthEnd(context_.as_of);
    const Date from = whole ? AddMonths(next, -months) : AddMonths(context_.as_of, -months);
    Add(end, {from, context_.as_of}, whole);
  }

  // "TTM", "LTM", "T12M", "L30D", "R3M".
  void ReadCode() {
    const std::string_view word = Word(at_);
    if (word == "ttm" || word == "ltm") return AddLastMonths(at_ + 1, 12);
    if (word.size() < 3 || word.size() > 5 || !(word[0] == 'l' || word[0] == 't' || word[0] == 'r'))
      return;
    int n = 0;
    for (const char c : word.substr(1, word.size() - 2)) {
      if (c < '0' || c > '9') return;
      n = n * 10 + (c - '0');
    }
    if (n == 0) return;
    if (word.back() == 'd') AddLastDays(at_ + 1, n);
    if (word.back() == 'w') AddLastDays(at_ + 1, 7 * n);
    if (word.back() == 'm') AddLastMonths(at_ + 1, n);
  }

  // "last 48 hours", "past fortnight", "last couple of weeks".
  void ReadSpanOfDays() {
    if (!Is(at_, {"last", "past", "previous", "latest", "recent"})) return;
    if (Is(at_ + 1, {"fortnight"})) return AddLastDays(at_ + 2, 14);
    if (Is(at_, {"past"}) && Is(at_ + 1, {"decade"})) return AddLastMonths(at_ + 2, 120);
    const size_t couple = Skip(at_ + 1, {"a"});
    if (Is(couple, {"couple"})) return AddCouple(Skip(couple + 1, {"of"}));
    const Token* number = Get(at_ + 1);
    if (!number || number->kind != Token::Kind::kNumber || !number->unit.empty()) return;
    const int n = static_cast<int>(std::clamp(number->number, 0.0, 5000.0));
    if (n == 0) return;
    if (Is(at_ + 2, {"hours", "hrs"}) && n % 24 == 0) AddLastDays(at_ + 3, n / 24);
    if (Is(at_ + 2, {"fortnights"}) && n <= 300) AddLastDays(at_ + 3, 14 * n);
    if (Is(at_ + 2, {"decades"}) && n <= 10) AddLastMonths(at_ + 3, 120 * n);
  }

  void AddCouple(size_t unit) {
    if (Is(unit, {"day", "days"})) AddLastDays(unit + 1, 2);
    if (Is(unit, {"week", "weeks"})) AddLastDays(unit + 1, 14);
    if (Is(unit, {"month", "months"})) AddLastMonths(unit + 1, 2);
    if (Is(unit, {"quarter", "quarters"})) AddLastMonths(unit + 1, 6);
    if (Is(unit, {"year", "years"})) AddLastMonths(unit + 1, 24);
  }

  static std::optional<Span> SpanOf(std::string_view word) {
    if (word == "year") return Span::kYear;
    if (word == "half") return Span::kHalf;
    if (word == "quarter") return Span::kQuarter;
    if (word == "month") return Span::kMonth;
    if (word == "week") return Span::kWeek;
    return std::nullopt;
  }

  Days Around(Frame frame, Span span, Date date) const {
    if (frame == Frame::kWall && span == Span::kWeek) return WeekOf(date, context_.week_start);
    return PeriodAround(context_, frame, span, date).days;
  }

  // "the last complete month": the newest that ends by the newest date.
  void ReadComplete() {
    const size_t start = Is(at_, {"most"}) && Is(at_ + 1, {"recent"}) ? at_ + 1 : at_;
    if (!Is(start, {"last", "latest", "recent", "previous"})) return;
    if (!Is(start + 1, {"complete", "completed", "full", "whole", "finished", "closed"})) return;
    size_t unit = start + 2;
    const bool fiscal = Is(unit, {"fiscal", "financial"});
    unit = Skip(unit, {"fiscal", "financial", "calendar"});
    const auto span = SpanOf(Word(unit));
    if (!span) return;
    const Frame frame = fiscal ? FiscalFrame(context_) : Frame::kWall;
    Days days = Around(frame, *span, context_.as_of);
    if (days.to != context_.as_of) days = Around(frame, *span, AddDays(days.from, -1));
    Add(unit + 1, days, true);
  }

  // "fiscal year to date", FYTD, FQTD, and "YTD last year", "YTD 2021": the same days of another.
  void ReadToDate() {
    size_t end = at_ + 1;
    Frame frame = Frame::kWall;
    std::optional<Span> span = ShortToDate(Word(at_), &frame);
    if (!span) span = LongToDate(&end, &frame);
    if (!span) return;
    const Date from = Around(frame, *span, context_.as_of).from;
    if (frame != Frame::kWall) Add(end, {from, context_.as_of}, false);
    if (frame != Frame::kWall || *span == Span::kYear) AddOtherYears(end, from);
  }

  static std::optional<Span> ShortToDate(std::string_view word, Frame* frame) {
    const bool fiscal = !word.empty() && word[0] == 'f';
    if (fiscal) word.remove_prefix(1);
    if (word.size() != 3 || word.substr(1) != "td") return std::nullopt;
    if (fiscal) *frame = Frame::kFiscal;
    if (word[0] == 'y') return Span::kYear;
    if (word[0] == 'q') return Span::kQuarter;
    return !fiscal && word[0] == 'm' ? std::optional(Span::kMonth) : std::nullopt;
  }

  std::optional<Span> LongToDate(size_t* end, Frame* frame) const {
    const size_t unit = Skip(at_, {"fiscal", "financial", "retail"});
    const auto span = SpanOf(Word(unit));
    if (!span || !Is(unit + 1, {"to"}) || !Is(unit + 2, {"date"})) return std::nullopt;
    if (unit > at_) *frame = Is(at_, {"retail"}) ? Frame::kRetail : FiscalFrame(context_);
    *end = unit + 3;
    return span;
  }

  void AddOtherYears(size_t end, Date from) {
    const size_t next = Skip(Skip(end, {"of", "in", "for"}), {"the"});
    int years = 0;
    size_t after = next + 1;
    const Token* year = Get(next);
    if (Is(next, {"last", "previous", "prior"}) && Is(next + 1, {"year"})) {
      years = 1;
      after = next + 2;
    } else if (year != nullptr && YearOf(*year) > 0) {
      years = ToCivil(context_.as_of).year - YearOf(*year);
    } else {
      return;
    }
    Add(after, {AddMonths(from, -12 * years), AddMonths(context_.as_of, -12 * years)}, false);
  }

  // "so far this year", "the year so far" ("this year so far" is read with "this year").
  void ReadSoFar() {
    const bool leads = Is(at_, {"so"}) && Is(at_ + 1, {"far"});
    size_t unit = leads ? Skip(at_ + 2, {"in"}) : at_;
    if (leads) unit = Skip(unit, {"this", "the", "current"});
    const bool follows = Is(unit + 1, {"so"}) && Is(unit + 2, {"far"});
    const auto span = SpanOf(Word(unit));
    if (!span || (!leads && !follows)) return;
    const Date from = Around(Frame::kWall, *span, context_.as_of).from;
    Add(leads ? unit + 1 : unit + 3, {from, context_.as_of}, false);
  }

  // "the month before last".
  void ReadBeforeLast() {
    const auto span = SpanOf(Word(at_));
    if (!span || !Is(at_ + 1, {"before"}) || !Is(at_ + 2, {"last"})) return;
    if (Get(at_ + 3) != nullptr && SpanOf(Word(at_ + 3))) return;  // "the week before last month"
    Days days = Around(Frame::kWall, *span, context_.as_of);
    for (int i = 0; i < 2; ++i) days = Around(Frame::kWall, *span, AddDays(days.from, -1));
    Add(at_ + 3, days, true);
  }

  // "last Monday", "next Friday", "this Sunday": the nearest before, after, or in the week.
  void ReadWeekday() {
    const int day = WeekdayOfWord(Word(at_ + 1));
    if (day == 0 || Word(at_ + 1).size() < 6 || Word(at_ + 1).back() == 's') return;
    const int today = Weekday(context_.as_of);
    if (Is(at_, {"last", "previous", "past"})) {
      const int back = (today - day + 6) % 7 + 1;
      Add(at_ + 2, DayOf(AddDays(context_.as_of, -back)), true);
    } else if (Is(at_, {"next", "coming"})) {
      Add(at_ + 2, DayOf(AddDays(context_.as_of, (day - today + 6) % 7 + 1)), true);
    } else if (Is(at_, {"this"})) {
      const Date first = WeekOf(context_.as_of, context_.week_start).from;
      Add(at_ + 2, DayOf(AddDays(first, (day - Weekday(first) + 7) % 7)), true);
    }
  }

  const std::vector<Token>& tokens_;
  size_t at_;
  const TimeContext& context_;
  std::vector<TimePoint>& points_;
};

}  // namespace

void ReadRollingPoints(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                       std::vector<TimePoint>* points) {
  RollingReader(tokens, at, context, points).Run();
}

}  // namespace aisle::language
