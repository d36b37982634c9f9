// The retail calendar of whole weeks, as the National Retail Federation publishes it: a year of 52
// or 53 weeks that begins on the Sunday nearest to the first of February, in four quarters of
// three months of four or five weeks. Named after the calendar year in which it begins.
#pragma once

#include "language/periods.h"
#include "semantic/calendar.h"

namespace aisle::language {

int RetailYearOf(Date date);
int RetailWeeks(int year);  // 52 or 53
Days RetailYear(int year);
// `quarter` 1–4, `month` 1–12 from February, `week` 1–53; the caller keeps them within the year.
Days RetailQuarter(int year, int quarter);
Days RetailMonth(int year, int month, semantic::RetailPattern pattern);
Days RetailWeek(int year, int week);

}  // namespace aisle::language
