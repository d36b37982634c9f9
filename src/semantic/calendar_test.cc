#include "semantic/calendar.h"

#include <gtest/gtest.h>

namespace aisle::semantic {
namespace {

std::string Print(std::string_view csv) {
  const auto days = ParseHolidays(csv);
  if (!days) return days.error().message;
  std::string text;
  for (const Holiday& day : *days) text += day.name + "=" + ToString(Value(day.date)) + ";";
  return text;
}

struct Case {
  std::string_view csv;
  std::string_view printed;
};

constexpr Case kFiles[] = {
    {"", ""},
    {"name,date\nDiwali,2022-10-24\n", "Diwali=2022-10-24;"},
    {"Holiday,Date\r\nDiwali,2022-10-24\r\n", "Diwali=2022-10-24;"},
    {"\xEF\xBB\xBFname,date\nOnam,2022-09-08", "Onam=2022-09-08;"},
    {"Onam,2022-09-08\n\nOnam,2023-08-29\n", "Onam=2022-09-08;Onam=2023-08-29;"},
    {"\"Founder's Day, north\",\"2022-03-01\"", "Founder's Day, north=2022-03-01;"},
    {" Onam , 2022-09-08 ", "Onam=2022-09-08;"},
    {"Onam", "line 1: expected name,YYYY-MM-DD; found `Onam`"},
    {"Onam,2022-09-08\nDiwali,24/10/2022",
     "line 2: expected name,YYYY-MM-DD; found `Diwali,24/10/2022`"},
    {",2022-09-08", "line 1: expected name,YYYY-MM-DD; found `,2022-09-08`"},
    {"\"Onam,2022-09-08", "line 1: expected name,YYYY-MM-DD; found `\"Onam,2022-09-08`"},
    {"Onam,2022-02-30", "line 1: expected name,YYYY-MM-DD; found `Onam,2022-02-30`"},
};

TEST(Calendar, HolidayFilesAreReadOrTheirLineIsNamed) {
  for (const auto& [csv, printed] : kFiles) EXPECT_EQ(Print(csv), printed) << csv;
}

TEST(Calendar, PatternsAndNamesGoBothWays) {
  for (const std::string& name : RetailPatternNames()) {
    EXPECT_EQ(NameOf(RetailPatternOf(name)), name);
  }
  EXPECT_EQ(RetailPatternOf("5-5-5"), RetailPattern::kNone);
  EXPECT_EQ(NameOf(RetailPattern::kNone), "");
  EXPECT_EQ(MonthNames().size(), 12U);
  EXPECT_EQ(WeekdayNames().size(), 7U);
}

}  // namespace
}  // namespace aisle::semantic
