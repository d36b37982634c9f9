#include "language/business_calendar.h"

#include <fmt/format.h>

#include <algorithm>

#include "language/retail_calendar.h"

namespace aisle::language {
namespace {

int CountOf(Frame frame, Span span, int year) {
  switch (span) {
    case Span::kYear:
      return 1;
    case Span::kHalf:
      return 2;
    case Span::kQuarter:
      return 4;
    case Span::kMonth:
      return 12;
    case Span::kWeek:
      break;
  }
  return frame == Frame::kRetail ? RetailWeeks(year) : 53;
}

int MonthsOfSpan(Span span) {
  switch (span) {
    case Span::kYear:
      return 12;
    case Span::kHalf:
      return 6;
    case Span::kQuarter:
      return 3;
    default:
      return 1;
  }
}

semantic::RetailPattern PatternOf(const TimeContext& context) {
  const bool none = context.retail == semantic::RetailPattern::kNone;
  return none ? semantic::RetailPattern::k454 : context.retail;
}

Days RetailPeriod(const TimeContext& context, Span span, int year, int index) {
  switch (span) {
    case Span::kYear:
      return RetailYear(year);
    case Span::kHalf:
      return {RetailQuarter(year, index * 2 - 1).from, RetailQuarter(year, index * 2).to};
    case Span::kQuarter:
      return RetailQuarter(year, index);
    case Span::kMonth:
      return RetailMonth(year, index, PatternOf(context));
    case Span::kWeek:
      break;
  }
  return RetailWeek(year, index);
}

// "fiscal", "fytd", "fy", "fy23".
bool SaysFiscal(std::string_view folded) {
  if (folded == "fiscal" || folded == "fytd") return true;
  return folded.substr(0, 2) == "fy" &&
         folded.find_first_not_of("0123456789", 2) == std::string_view::npos;
}

int StartMonth(const TimeContext& context, Frame frame) {
  return frame == Frame::kFiscal ? context.fiscal_start_month : 1;
}

// Weeks of a year by months: seven days each from its first day, the last one shorter.
Days WeekOfYear(Days year, int index) {
  const Date from = AddDays(year.from, 7 * (index - 1));
  return {from, std::min(AddDays(from, 6), year.to)};
}

int YearAround(const TimeContext& context, Frame frame, Date date) {
  if (frame == Frame::kRetail) return RetailYearOf(date);
  const CivilDate civil = ToCivil(date);
  const int start = StartMonth(context, frame);
  return start == 1 || civil.month < start ? civil.year : civil.year + 1;
}

}  // namespace

bool GuessesFiscalYear(const semantic::Calendar& calendar, const std::vector<Token>& tokens) {
  const bool stated =
      calendar.fiscal_year_starts != 0 || calendar.retail != semantic::RetailPattern::kNone;
  if (stated) return false;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const bool year = i + 1 < tokens.size() && tokens[i + 1].folded == "year";
    if (SaysFiscal(tokens[i].folded) || (tokens[i].folded == "financial" && year)) return true;
  }
  return false;
}

Frame FiscalFrame(const TimeContext& context) {
  const bool retail =
      context.retail != semantic::RetailPattern::kNone && context.fiscal_start_month == 1;
  return retail ? Frame::kRetail : Frame::kFiscal;
}

bool PeriodOf(const TimeContext& context, Frame frame, Span span, int year, int index, Days* days) {
  if (index < 1 || index > CountOf(frame, span, year)) return false;
  if (frame == Frame::kRetail) {
    *days = RetailPeriod(context, span, year, index);
    return true;
  }
  const Days whole = FiscalYearOf(year, StartMonth(context, frame));
  if (span == Span::kWeek) {
    *days = WeekOfYear(whole, index);
    return true;
  }
  const int months = MonthsOfSpan(span);
  const CivilDate first = ToCivil(AddMonths(whole.from, months * (index - 1)));
  *days = MonthsOf(first.year, first.month, months);
  return true;
}

Period PeriodAround(const TimeContext& context, Frame frame, Span span, Date date) {
  Period period;
  period.year = YearAround(context, frame, date);
  while (PeriodOf(context, frame, span, period.year, period.index, &period.days)) {
    if (date <= period.days.to) break;
    ++period.index;
  }
  return period;
}

std::string LabelOf(Frame frame, Span span, const Period& period) {
  const std::string year = frame == Frame::kFiscal   ? fmt::format("FY{}", period.year)
                           : frame == Frame::kRetail ? fmt::format("{} retail", period.year)
                                                     : fmt::format("{}", period.year);
  switch (span) {
    case Span::kYear:
      return year;
    case Span::kHalf:
      return fmt::format("{} H{}", year, period.index);
    case Span::kQuarter:
      return fmt::format("{} Q{}", year, period.index);
    case Span::kMonth:
      return fmt::format("{} M{:02}", year, period.index);
    case Span::kWeek:
      break;
  }
  return fmt::format("{} W{:02}", year, period.index);
}

}  // namespace aisle::language
