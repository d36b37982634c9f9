// Grouping by periods that the engine does not know: decades, halves, fiscal and retail periods,
// seasons, parts of the day, weeks that do not begin on Monday. Each is a `case` over the periods
// that the data holds, labelled so that they sort in time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "language/time_words.h"
#include "semantic/expr.h"

namespace aisle::language {

// Readings that group by such a period and start with token `at`: "by fiscal quarter", "per
// decade", "half-yearly", "by season".
void ReadCalendarGroups(const std::vector<Token>& tokens, size_t at, const TimeContext& context,
                        std::vector<TimeReading>* readings);

// The group called `name` over `field`; nothing for a name that is not of this file, or where the
// data holds more periods than a table can show.
std::optional<semantic::Expr> CalendarGroup(const std::string& name, const std::string& field,
                                            const TimeContext& context);
// Periods side by side: which of them a row lies in, by its label.
semantic::Expr PeriodsGroup(const std::vector<TimeReading>& ranges, const std::string& field);

}  // namespace aisle::language
