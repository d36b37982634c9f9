#include "language/calendar_groups.h"

#include <fmt/format.h>

#include <utility>

#include "language/business_calendar.h"
#include "language/token_view.h"

namespace aisle::language {
namespace {

using semantic::Expr;
using semantic::Field;
using semantic::Literal;
using semantic::Make;
using semantic::Op;

constexpr size_t kMostPeriods = 400;

struct Group {
  std::string_view name;
  Frame frame;
  Span span;
};

constexpr Group kGroups[] = {
    {"half", Frame::kWall, Span::kHalf},
    {"fiscal_year", Frame::kFiscal, Span::kYear},
    {"fiscal_half", Frame::kFiscal, Span::kHalf},
    {"fiscal_quarter", Frame::kFiscal, Span::kQuarter},
    {"fiscal_month", Frame::kFiscal, Span::kMonth},
    {"retail_year", Frame::kRetail, Span::kYear},
    {"retail_half", Frame::kRetail, Span::kHalf},
    {"retail_quarter", Frame::kRetail, Span::kQuarter},
    {"retail_month", Frame::kRetail, Span::kMonth},
    {"retail_week", Frame::kRetail, Span::kWeek},
};

Expr Within(const std::string& field, Days days) {
  return Make(Op::kBetween, {Field(field), Literal(days.from), Literal(days.to)});
}

// Periods from the oldest day to the newest, as conditions and labels.
class CaseOf {
 public:
  void When(Expr condition, Value label) {
    args_.push_back(std::move(condition));
    args_.push_back(Literal(std::move(label)));
  }
  bool TooMany() const { return args_.size() > 2 * kMostPeriods; }
  std::optional<Expr> Take(Value otherwise = {}) {
    if (args_.empty() || TooMany()) return std::nullopt;
    args_.push_back(Literal(std::move(otherwise)));
    return Make(Op::kCase, std::move(args_));
  }

 private:
  std::vector<Expr> args_;
};

std::optional<Expr> Periods(const Group& group, const std::string& field,
                            const TimeContext& context) {
  CaseOf cases;
  for (Date day = context.first; day <= context.Newest() && !cases.TooMany();) {
    const Period period = PeriodAround(context, group.frame, group.span, day);
    cases.When(Within(field, period.days), LabelOf(group.frame, group.span, period));
    day = AddDays(period.days.to, 1);
  }
  return cases.Take();
}

std::optional<Expr> Decades(const std::string& field, const TimeContext& context) {
  CaseOf cases;
  const int last = ToCivil(context.Newest()).year;
  for (int year = ToCivil(context.first).year / 10 * 10; year <= last; year += 10) {
    cases.When(Within(field, MonthsOf(year, 1, 120)), fmt::format("{}s", year));
  }
  return cases.Take();
}

// By their first day, for weeks that begin on another day than the engine's.
std::optional<Expr> Weeks(const std::string& field, const TimeContext& context) {
  CaseOf cases;
  for (Date day = context.first; day <= context.Newest() && !cases.TooMany();) {
    const Days week = WeekOf(day, context.week_start);
    cases.When(Within(field, week), "week of " + ToString(Value(week.from)));
    day = AddDays(week.to, 1);
  }
  return cases.Take();
}

Expr MonthIn(const std::string& field, int first) {
  std::vector<Expr> args = {Make(Op::kPart, {Field(field)}, "month")};
  for (int i = 0; i < 3; ++i) {
    args.push_back(Literal(static_cast<int64_t>((first + i - 1) % 12 + 1)));
  }
  return Make(Op::kIn, std::move(args));
}

std::optional<Expr> Seasons(const std::string& field, const TimeContext& context) {
  const int shift = context.southern ? 6 : 0;
  CaseOf cases;
  cases.When(MonthIn(field, 3 + shift), std::string("Spring"));
  cases.When(MonthIn(field, (5 + shift) % 12 + 1), std::string("Summer"));
  cases.When(MonthIn(field, (8 + shift) % 12 + 1), std::string("Autumn"));
  return cases.Take(std::string("Winter"));
}

class GroupReader : private TokenView {
 public:
  GroupReader(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
              std::vector<TimeReading>* readings)
      : TokenView(tokens), at_(at), context_(context), readings_(*readings) {}

  void Run() {
    const size_t noun = Skip(at_, {"by", "per", "each", "every", "across"});
    led_ = noun > at_;
    const size_t start = led_ ? Skip(noun, {"each", "every", "the"}) : noun;
    ReadSingle(start);
    ReadFramed(start);
    ReadWeek(start);
  }

 private:
  void Add(size_t end, std::string name, double cost) {
    TimeReading reading;
    reading.first = at_;
    reading.count = Skip(end, {"wise"}) - at_;
    reading.kind = TimeReading::Kind::kGrain;
    reading.name = std::move(name);
    reading.label = reading.name;
    reading.cost = led_ || Is(end, {"wise"}) ? 0 : cost;
    readings_.push_back(std::move(reading));
  }

  // Nouns alone group only where nothing before says which one is meant.
  bool IsChosen() const {
    return at_ > 0 &&
           Is(at_ - 1, {"this", "last", "previous", "next", "past", "current", "holiday", "first",
                        "second", "half", "whole", "same", "prior", "full", "complete"});
  }

  void ReadSingle(size_t at) {
    if (IsChosen()) return;
    if (Is(at, {"decade", "decades"})) Add(at + 1, "decade", 0.2);
    if (Is(at, {"season", "seasons"})) Add(at + 1, "season", 0.3);
    if (Is(at, {"seasonally"})) Add(at + 1, "season", 0.1);
    if (Is(at, {"semester", "semesters"})) Add(at + 1, "half", 0.3);
    if (Is(at, {"half", "semi"}) && Is(at + 1, {"yearly", "annually", "annual"}))
      Add(at + 2, "half", 0);
    if (Is(at, {"biannually", "semiannually", "semiannual"})) Add(at + 1, "half", 0);
    if (Is(at, {"half"}) && Is(at + 1, {"year", "years"}) && led_) Add(at + 2, "half", 0);
  }

  static std::string_view SpanName(std::string_view word) {
    if (word == "year" || word == "years" || word == "yearly") return "year";
    if (word == "half" || word == "halves") return "half";
    if (word == "quarter" || word == "quarters" || word == "quarterly") return "quarter";
    if (word == "month" || word == "months" || word == "period" || word == "periods") {
      return "month";
    }
    if (word == "week" || word == "weeks") return "week";
    return {};
  }

  // "by fiscal quarter", "fiscal years", "per retail week", "by FY".
  void ReadFramed(size_t at) {
    if (IsChosen()) return;
    if (Is(at, {"fy"}) && led_) return Add(at + 1, NameOf("year"), 0);
    const bool fiscal = Is(at, {"fiscal", "financial"});
    const bool known = context_.retail != semantic::RetailPattern::kNone;
    const bool retail = Is(at, {"nrf"}) || (Is(at, {"retail"}) && known);
    if (!fiscal && !retail) return;
    const size_t noun = Skip(at + 1, {"calendar"});
    const std::string_view span = SpanName(Word(noun));
    if (span.empty() || (fiscal && span == "week")) return;
    const Token* next = Get(noun + 1);
    if (next && next->kind == Token::Kind::kNumber) return;
    Add(noun + 1, retail ? "retail_" + std::string(span) : NameOf(span), 0.2);
  }

  std::string NameOf(std::string_view span) const {
    const bool retail = FiscalFrame(context_) == Frame::kRetail;
    return (retail ? "retail_" : "fiscal_") + std::string(span);
  }

  // "weekly" where the model says that weeks begin on another day.
  void ReadWeek(size_t at) {
    if (context_.week_start == 1 || IsChosen()) return;
    const bool asked =
        at_ > 0 && Is(at_ - 1, {"which", "what", "best", "worst", "top", "busiest", "peak"});
    const bool noun = Is(at, {"week", "weeks"}) && (led_ || asked || Is(at + 1, {"wise"}));
    if (!noun && !Is(at, {"weekly"})) return;
    if (noun && Is(at + 1, {"of", "number"})) return;
    Add(at + 1, "week_from", 0);
    readings_.back().cost = -0.01;  // before the engine's own
  }

  size_t at_;
  const TimeContext& context_;
  std::vector<TimeReading>& readings_;
  bool led_ = false;
};

}  // namespace

void ReadCalendarGroups(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                        std::vector<TimeReading>* readings) {
  GroupReader(tokens, at, context, readings).Run();
}

std::optional<Expr> CalendarGroup(const std::string& name, const std::string& field,
                                  const TimeContext& context) {
  if (field.empty()) return std::nullopt;
  if (name == "decade") return Decades(field, context);
  if (name == "season") return Seasons(field, context);
  if (name == "week_from") return Weeks(field, context);
  for (const Group& group : kGroups) {
    if (group.name == name) return Periods(group, field, context);
  }
  return std::nullopt;
}

Expr PeriodsGroup(const std::vector<TimeReading>& ranges, const std::string& field) {
  CaseOf cases;
  for (const TimeReading& range : ranges) {
    cases.When(Within(field, {range.from, range.to}), range.label);
  }
  const auto group = cases.Take();
  return group ? *group : Field(field);
}

}  // namespace aisle::language
