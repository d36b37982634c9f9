// The periods by which a business counts: those of the calendar on the wall, of its fiscal year,
// and of the retail calendar. Each lies in a year and has an index in it, from 1.
#pragma once

#include <string>
#include <vector>

#include "language/periods.h"
#include "language/time_words.h"
#include "semantic/calendar.h"

namespace aisle::language {

enum class Frame { kWall, kFiscal, kRetail };
enum class Span { kYear, kHalf, kQuarter, kMonth, kWeek };

// "fiscal" means the retail calendar where the model names that one and no start of its own.
Frame FiscalFrame(const TimeContext& context);

// Whether a question speaks of fiscal years where the model does not say when they begin.
bool GuessesFiscalYear(const semantic::Calendar& calendar, const std::vector<Token>& tokens);

// The `index`-th span of a year; false when the year has no such span.
bool PeriodOf(const TimeContext& context, Frame frame, Span span, int year, int index, Days* days);

// The span around a day, with its year and index.
struct Period {
  Days days;
  int year = 0;
  int index = 1;
};
Period PeriodAround(const TimeContext& context, Frame frame, Span span, Date date);

// "FY2022 Q1", "2023 retail W05": sorted as text they follow each other in time.
std::string LabelOf(Frame frame, Span span, const Period& period);

}  // namespace aisle::language
