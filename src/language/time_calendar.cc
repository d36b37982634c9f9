#include "language/time_calendar.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "language/business_calendar.h"
#include "language/holidays.h"
#include "language/time_years.h"
#include "language/token_view.h"

namespace aisle::language {
namespace {

using Unit = TimePoint::Unit;

constexpr double kLoose = 0.2;  // what the words mean is agreed on less

struct Season {
  std::string_view word;
  int month;  // first, north of the equator
  int months;
  bool turns;  // half a year later in the south
};

constexpr Season kSeasons[] = {
    {"spring", 3, 3, true},   {"springtime", 3, 3, true}, {"summer", 6, 3, true},
    {"fall", 9, 3, true},     {"autumn", 9, 3, true},     {"winter", 12, 3, true},
    {"monsoon", 6, 4, false},
};

class CalendarReader : private TokenView {
 public:
  CalendarReader(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                 std::vector<TimePoint>* points)
      : TokenView(tokens), tokens_(tokens), at_(at), context_(context), points_(*points) {}

  void Run() {
    if (tokens_[at_].kind == Token::Kind::kQuoted) return;
    ReadHoliday();
    ReadSeason();
    ReadDecade();
    ReadFramed();
    ReadJoinedCode();
  }

 private:
  TimePoint& Add(size_t end, Unit unit) {
    TimePoint point;
    point.count = end - at_;
    point.unit = unit;
    point.complete = true;
    points_.push_back(std::move(point));
    return points_.back();
  }

  int YearAt(size_t index) const {
    const Token* token = Get(index);
    return token == nullptr ? 0 : YearOf(*token);
  }

  // The year after `*end`, which moves past it: "Diwali 2022", "summer of '16", "Easter, 2015".
  int YearAfter(size_t* end) const {
    const size_t next = Skip(Skip(*end, {",", "of", "in", "-"}), {"the", "year"});
    const int year = YearAt(next);
    if (year > 0) *end = next + 1;
    return year;
  }

  void ReadHoliday() {
    const int before = YearAt(at_);
    const size_t start = before > 0 ? at_ + 1 : at_;
    for (const HolidayHit& hit : HolidaysAt(tokens_, start, context_.holidays)) {
      size_t end = start + hit.count;
      AddHoliday(end, hit, before);
      if (before > 0) continue;
      if (const int year = YearAfter(&end)) AddHoliday(end, hit, year);
    }
  }

  void AddHoliday(size_t end, const HolidayHit& hit, int year) {
    TimePoint& point = Add(end, Unit::kNamed);
    point.in_year = hit.in_year;
    point.year = year;
    point.label = hit.name;
    point.spell_days = true;
  }

  void ReadSeason() {
    if (Is(at_, {"holiday"}) && Is(at_ + 1, {"season"})) return AddSeason(at_ + 2, 11, 2);
    for (const Season& season : kSeasons) {
      if (Word(at_) != season.word) continue;
      const bool south = season.turns && context_.southern;
      const int month = south ? (season.month + 5) % 12 + 1 : season.month;
      AddSeason(Skip(at_ + 1, {"season"}), month, season.months);
    }
  }

  // Seasons are also names of collections, verbs and things: without a year only where a time is
  // expected.
  void AddSeason(size_t end, int month, int months) {
    if (SeasonIsLed()) {
      TimePoint& point = AddMonths(end, month, months, 0);
      point.cost = kLoose;
    }
    size_t with_year = end;
    const int year = YearAfter(&with_year);
    if (year == 0) return;
    // "winter 2021/22" begins in the first of the two.
    const Token* second = Get(with_year + 1);
    const bool pair = Is(with_year, {"/", "-"}) && second && second->text.size() <= 4 &&
                      static_cast<int>(second->number) % 100 == (year + 1) % 100 &&
                      month + months > 13;
    AddMonths(pair ? with_year + 2 : with_year, month, months, year);
  }

  bool SeasonIsLed() const {
    const size_t lead = at_ > 0 && Is(at_ - 1, {"the"}) ? at_ - 1 : at_;
    return lead > 0 &&
           Is(lead - 1, {"in",      "during", "since", "until", "before", "after", "last",
                         "this",    "next",   "every", "each",  "per",    "over",  "through",
                         "between", "from",   "to",    "vs",    "versus", "and",   "of"});
  }

  TimePoint& AddMonths(size_t end, int month, int months, int year) {
    TimePoint& point = Add(end, Unit::kMonths);
    point.month = month;
    point.months = months;
    point.year = year;
    return point;
  }

  // "the 1990s", "90s", "the nineties".
  void ReadDecade() {
    struct Named {
      std::string_view word;
      int year;
    };
    static constexpr Named kNamed[] = {{"seventies", 1970},
                                       {"eighties", 1980},
                                       {"nineties", 1990},
                                       {"noughties", 2000},
                                       {"aughts", 2000}};
    int year = DecadeOf(Word(at_));
    // Two digits alone are also sizes and years of people's lives.
    const bool led = at_ > 0 && Is(at_ - 1, {"the", "in", "since", "during", "early", "late", "mid",
                                             "and", "vs", "of"});
    if (Word(at_).size() == 3 && !led) year = 0;
    for (const Named& named : kNamed) {
      if (Word(at_) == named.word) year = named.year;
    }
    if (year > 0) AddDecade(at_ + 1, year, "the " + std::to_string(year) + "s");
    const int now = ToCivil(context_.as_of).year / 10 * 10;
    if (!Is(at_ + 1, {"decade"})) return;
    if (Is(at_, {"this", "current"})) AddDecade(at_ + 2, now, "").relative = true;
    if (Is(at_, {"last", "previous"})) AddDecade(at_ + 2, now - 10, "").relative = true;
  }

  TimePoint& AddDecade(size_t end, int year, std::string label) {
    TimePoint& point = Add(end, Unit::kDays);
    point.days = MonthsOf(year, 1, 120);
    point.year = year;
    point.label = std::move(label);
    return point;
  }

  static int DecadeOf(std::string_view word) {
    if ((word.size() != 5 && word.size() != 3) || word.back() != 's') return 0;
    int year = 0;
    for (const char c : word.substr(0, word.size() - 1)) {
      if (c < '0' || c > '9') return 0;
      year = year * 10 + (c - '0');
    }
    if (word.size() == 3) year += year < 50 ? 2000 : 1900;
    return year % 10 == 0 && year >= 1950 && year <= 2050 ? year : 0;
  }

  // "fiscal", "retail", "NRF", "4-5-4" as the first word of a period, and where it ends.
  std::optional<Frame> FrameAt(size_t* next) const {
    const size_t at = *next;
    *next = at + 1;
    if (Is(at, {"fiscal", "financial"})) return FiscalFrame(context_);
    const bool known = context_.retail != semantic::RetailPattern::kNone;
    if (Is(at, {"retail"})) {
      *next = Skip(at + 1, {"calendar"});
      return known || *next > at + 1 ? std::optional(Frame::kRetail) : std::nullopt;
    }
    if (Is(at, {"nrf"})) return Frame::kRetail;
    const auto digit = [&](size_t index) {
      const Token* token = Get(index);
      return token && token->text.size() == 1 && (token->text == "4" || token->text == "5");
    };
    if (digit(at) && Is(at + 1, {"-"}) && digit(at + 2) && Is(at + 3, {"-"}) && digit(at + 4)) {
      *next = Skip(at + 5, {"calendar"});
      return Frame::kRetail;
    }
    return std::nullopt;
  }

  static std::optional<Span> SpanOf(std::string_view word) {
    if (word == "year") return Span::kYear;
    if (word == "half") return Span::kHalf;
    if (word == "quarter") return Span::kQuarter;
    if (word == "month" || word == "period") return Span::kMonth;
    if (word == "week") return Span::kWeek;
    return std::nullopt;
  }

  // "fiscal Q2 2022", "retail week 5 of 2023", "NRF 2023", "fiscal year 2022 Q1"; and "last fiscal
  // quarter", "this retail month", "first fiscal quarter of 2022".
  void ReadFramed() {
    const int shift = Is(at_, {"this", "current"})                     ? 0
                      : Is(at_, {"last", "previous", "prior", "past"}) ? -1
                      : Is(at_, {"next"})                              ? 1
                                                                       : 9;
    const bool ordinal = shift == 9 && tokens_[at_].kind == Token::Kind::kWord &&
                         tokens_[at_].number >= 1 && tokens_[at_].number <= 53;
    size_t next = shift != 9 || ordinal ? at_ + 1 : at_;
    const auto frame = FrameAt(&next);
    if (!frame) return;
    if (shift != 9) return AddShifted(*frame, next, shift);
    if (ordinal) {
      const auto span = SpanOf(Word(next));
      if (span) AddIndexed(*frame, *span, next + 1, static_cast<int>(tokens_[at_].number));
      return;
    }
    ReadIndexed(*frame, next);
  }

  void AddShifted(Frame frame, size_t unit, int shift) {
    const auto span = SpanOf(Word(unit));
    if (!span) return;
    Days days = PeriodAround(context_, frame, *span, context_.as_of).days;
    if (shift < 0) days = PeriodAround(context_, frame, *span, AddDays(days.from, -1)).days;
    if (shift > 0) days = PeriodAround(context_, frame, *span, AddDays(days.to, 1)).days;
    TimePoint& point = AddDaysPoint(unit + 1, days);
    point.relative = true;
    for (size_t i = at_; i <= unit; ++i) point.label += (i > at_ ? " " : "") + tokens_[i].folded;
  }

  TimePoint& AddDaysPoint(size_t end, Days days) {
    TimePoint& point = Add(end, Unit::kDays);
    point.days = days;
    return point;
  }

  void ReadIndexed(Frame frame, size_t next) {
    const std::string_view word = Word(next);
    if (frame == Frame::kRetail) {
      const int month = MonthOfWord(word);
      if (month > 0) return AddIndexed(frame, Span::kMonth, next + 1, (month + 10) % 12 + 1);
    }
    if (word.size() == 2 && (word[0] == 'q' || word[0] == 'h') && word[1] >= '1' && word[1] <= '4')
      return AddIndexed(frame, word[0] == 'q' ? Span::kQuarter : Span::kHalf, next + 1,
                        word[1] - '0');
    const auto span = SpanOf(word);
    if (span && *span != Span::kYear) {
      const Token* number = Get(next + 1);
      if (number && number->number >= 1 && number->number <= 53 && number->text.size() <= 2)
        AddIndexed(frame, *span, next + 2, static_cast<int>(number->number));
      return;
    }
    const size_t year_at = span ? next + 1 : next;
    const int year = YearAt(year_at);
    if (year == 0) return;
    AddPeriod(frame, Span::kYear, year_at + 1, year, 1);
    // "fiscal year 2022 Q1".
    const std::string_view code = Word(Skip(year_at + 1, {"-", ","}));
    if (code.size() == 2 && code[0] == 'q' && code[1] >= '1' && code[1] <= '4')
      AddPeriod(frame, Span::kQuarter, Skip(year_at + 1, {"-", ","}) + 1, year, code[1] - '0');
  }

  // With the year that follows, and with the newest that has it.
  void AddIndexed(Frame frame, Span span, size_t end, int index) {
    size_t with_year = end;
    size_t year_at = Skip(Skip(end, {"of", ",", "in"}), {"fy", "fiscal", "retail", "financial"});
    year_at = Skip(year_at, {"year"});
    int year = YearAt(year_at);
    if (year > 0) with_year = year_at + 1;
    if (year == 0) year = CodeYear(Word(year_at), &with_year, year_at);
    if (year > 0) AddPeriod(frame, span, with_year, year, index);
    const Period newest = PeriodAround(context_, frame, span, context_.as_of);
    const int latest = index > newest.index ? newest.year - 1 : newest.year;
    Days days;
    if (!PeriodOf(context_, frame, span, latest, index, &days)) return;
    TimePoint& point = AddDaysPoint(end, days);
    point.relative = true;
    point.cost = kLoose;
    Name(frame, span, Period{days, latest, index}, &point);
  }

  void AddPeriod(Frame frame, Span span, size_t end, int year, int index) {
    Days days;
    if (!PeriodOf(context_, frame, span, year, index, &days)) return;
    TimePoint& point = AddDaysPoint(end, days);
    point.year = year;
    Name(frame, span, Period{days, year, index}, &point);
  }

  static void Name(Frame frame, Span span, const Period& period, TimePoint* point) {
    point->label = LabelOf(frame, span, period);
    point->spell_days = true;
  }

  // 2016 of "fy16" and "fy2016".
  static int CodeYear(std::string_view word, size_t* end, size_t at) {
    if (word.size() < 4 || word.substr(0, 2) != "fy") return 0;
    const int year = Digits(word.substr(2));
    if (year > 0) *end = at + 1;
    return year;
  }

  static int Digits(std::string_view digits) {
    if (digits.size() != 2 && digits.size() != 4) return 0;
    int year = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return 0;
      year = year * 10 + (c - '0');
    }
    if (digits.size() == 2) year += year <= 68 ? 2000 : 1900;
    return year >= 1950 && year <= 2060 ? year : 0;
  }

  // "FY16Q2", "Q2FY16", "2016Q2", "FQ2 2016", and "FY16 Q2".
  void ReadJoinedCode() {
    const std::string_view word = Word(at_);
    if (word.size() == 3 && word.substr(0, 2) == "fq") {
      return AddIndexed(FiscalFrame(context_), Span::kQuarter, at_ + 1, word[2] - '0');
    }
    ReadYearThenPart();
    const size_t q = word.find('q');
    if (q == std::string_view::npos || q + 1 >= word.size() || word.size() > 8) return;
    const int index = word[q + 1] - '0';
    const bool first = q == 0;
    std::string_view rest = first ? word.substr(2) : word.substr(0, q);
    if (rest.empty() || (!first && q + 2 != word.size())) return;
    const bool fiscal = rest.substr(0, 2) == "fy";
    if (fiscal) rest.remove_prefix(2);
    const int year = Digits(rest);
    if (year == 0) return;
    AddPeriod(fiscal ? FiscalFrame(context_) : Frame::kWall, Span::kQuarter, at_ + 1, year, index);
  }

  // "FY16 Q3", "FY 2016 H1".
  void ReadYearThenPart() {
    size_t end = at_;
    int year = CodeYear(Word(at_), &end, at_);
    if (Is(at_, {"fy"})) {
      year = Digits(Word(at_ + 1));
      end = at_ + 2;
    }
    const size_t next = Skip(end, {"-", ","});
    const std::string_view part = Word(next);
    if (year == 0 || part.size() != 2 || (part[0] != 'q' && part[0] != 'h')) return;
    AddPeriod(FiscalFrame(context_), part[0] == 'q' ? Span::kQuarter : Span::kHalf, next + 1, year,
              part[1] - '0');
  }

  const std::vector<Token>& tokens_;
  size_t at_;
  const TimeContext& context_;
  std::vector<TimePoint>& points_;
};

}  // namespace

void ReadCalendarPoints(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                        std::vector<TimePoint>* points) {
  CalendarReader(tokens, at, context, points).Run();
}

}  // namespace aisle::language
