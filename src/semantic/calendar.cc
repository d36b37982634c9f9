#include "semantic/calendar.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace aisle::semantic {
namespace {

// The two cells of a line; quotes around the name may hold a comma.
bool SplitLine(std::string_view line, std::string* name, std::string* date) {
  line = Trim(line);
  size_t comma = line.find(',');
  if (!line.empty() && line[0] == '"') {
    const size_t end = line.find('"', 1);
    if (end == std::string_view::npos) return false;
    comma = line.find(',', end);
    *name = line.substr(1, end - 1);
  } else if (comma != std::string_view::npos) {
    *name = Trim(line.substr(0, comma));
  }
  if (comma == std::string_view::npos || name->empty()) return false;
  *date = Trim(line.substr(comma + 1));
  if (date->size() > 1 && date->front() == '"' && date->back() == '"') {
    *date = date->substr(1, date->size() - 2);
  }
  return true;
}

bool IsHeading(const std::string& name, const std::string& date) {
  const std::string left = FoldCase(name);
  return FoldCase(date) == "date" && (left == "name" || left == "holiday");
}

}  // namespace

const std::vector<std::string>& MonthNames() {
  static const std::vector<std::string> kNames = {"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
  return kNames;
}

const std::vector<std::string>& WeekdayNames() {
  static const std::vector<std::string> kNames = {"monday", "tuesday",  "wednesday", "thursday",
                                                  "friday", "saturday", "sunday"};
  return kNames;
}

const std::vector<std::string>& RetailPatternNames() {
  static const std::vector<std::string> kNames = {"4-5-4", "4-4-5", "5-4-4"};
  return kNames;
}

std::string_view NameOf(RetailPattern pattern) {
  const auto index = static_cast<size_t>(pattern);
  return index == 0 ? std::string_view() : std::string_view(RetailPatternNames().at(index - 1));
}

RetailPattern RetailPatternOf(std::string_view name) {
  for (size_t i = 0; i < RetailPatternNames().size(); ++i) {
    if (RetailPatternNames()[i] == name) return static_cast<RetailPattern>(i + 1);
  }
  return RetailPattern::kNone;
}

Result<std::vector<Holiday>> ParseHolidays(std::string_view csv) {
  std::vector<Holiday> days;
  if (StartsWith(csv, "\xEF\xBB\xBF")) csv.remove_prefix(3);
  size_t number = 0;
  for (const std::string& line : Split(csv, '\n')) {
    ++number;
    if (Trim(line).empty()) continue;
    std::string name, date;
    const bool split = SplitLine(line, &name, &date);
    if (split && number == 1 && IsHeading(name, date)) continue;
    Holiday day;
    if (!split || !ParseIsoDate(date, &day.date)) {
      return Error{ErrorCode::kInvalid, fmt::format("line {}: expected name,YYYY-MM-DD; found `{}`",
                                                    number, std::string(Trim(line)).substr(0, 60))};
    }
    day.name = name;
    days.push_back(std::move(day));
  }
  return days;
}

}  // namespace aisle::semantic
