// How a cell is written for people: ₹13,335,534.14, 12.5 %, Apr 2022, Monday, Q1 2022. The one
// place that knows; tables, sentences and charts all ask here, so that they agree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "answer/answer.h"
#include "base/value.h"

namespace aisle::answer {

// `unit` and `format` are those of AnswerColumn. Missing values are an en dash.
std::string FormatCell(const Value& value, const AnswerColumn& column);
// A number with thousands and `decimals` digits after the point; never "-0".
std::string FormatNumber(double number, int decimals);
// "₹", "$", "€" …; empty when the unit is not a currency.
std::string CurrencySign(std::string_view unit);

std::string MonthName(int month);       // 1 → "January"
std::string ShortMonthName(int month);  // 1 → "Jan"
std::string WeekdayName(int weekday);   // 1 → "Monday"

// One day for people: "5 May 2022"; a range, as short as it stays clear: "Apr–Jun 2022" for whole
// months, "2022" for a whole year, "3–9 May 2022", "30 Apr – 2 May 2022".
std::string FormatDay(Date date);
std::string FormatRange(Date first, Date last);
// The period of that grain ("hour" … "year") that starts at `start`: "Apr 2022", "Q2 2022".
std::string FormatPeriod(const Value& start, std::string_view grain);

// A cell as --json and --csv write it: periods as the ISO date of their first day, weekdays and
// months by name, quarters as "Q1"; everything else unchanged.
Value PlainCell(const Value& value, const AnswerColumn& column);

}  // namespace aisle::answer
