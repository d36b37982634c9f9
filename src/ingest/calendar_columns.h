// Gives tables that say year and month (and day) in columns of their own, and no date, a column of
// dates: `date`, the first of the month where no day is said, and of the year where no month is.
// The columns stay as they are.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"

namespace aisle::ingest {

struct CalendarTarget {
  std::string engine_table;
  std::vector<catalog::Column>* columns = nullptr;  // gets the date at its end
};

// A sentence where a date was made, else none. Nothing is made where a row's numbers make no date
// though they are there.
Result<std::vector<std::string>> MakeDates(engine::Session& session, const CalendarTarget& target);

}  // namespace aisle::ingest
