// What tests of time words share: three worlds of data, and readings printed in a line.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "language/time_words.h"

namespace aisle::language {

inline Date Day(const std::string& iso) {
  Date date;
  EXPECT_TRUE(ParseIsoDate(iso, &date)) << iso;
  return date;
}

// A quarter of data, four years of it, and three years of a shop that plans by weeks.
inline TimeContext Spring() {
  return {.as_of = Day("2022-06-29"), .first = Day("2022-03-31"), .fiscal_start_month = 4};
}
inline TimeContext Years() { return {.as_of = Day("2017-12-30"), .first = Day("2014-01-03")}; }
inline TimeContext Retail() {
  TimeContext context = {.as_of = Day("2023-11-15"), .first = Day("2021-02-01")};
  context.week_start = 7;
  context.retail = semantic::RetailPattern::k454;
  context.southern = true;
  context.holidays = GroupByName({{"Founder's Day", Day("2022-03-01")},
                                  {"Founder's Day", Day("2023-03-02")},
                                  {"Onam", Day("2022-09-08")},
                                  {"Onam", Day("2023-08-29")},
                                  {"Summer Sale", Day("2023-01-05")},
                                  {"Summer Sale", Day("2023-01-06")},
                                  {"Summer Sale", Day("2023-01-07")},
                                  {"Diwali", Day("2022-10-25")}});
  return context;
}

inline std::string Print(const TimeReading& reading) {
  std::string parts;
  for (const int64_t part : reading.parts) parts += fmt::format(" {}", part);
  switch (reading.kind) {
    case TimeReading::Kind::kRange:
      return ToString(Value(reading.from)) + ".." + ToString(Value(reading.to));
    case TimeReading::Kind::kParts:
      return reading.name + " is" + parts;
    case TimeReading::Kind::kGrain:
      return reading.comparison.empty() ? "by " + reading.name
                                        : "against " + reading.comparison + " " + reading.name;
    case TimeReading::Kind::kPart:
      return "part " + reading.name;
  }
  return {};
}

// The best reading of the longest stretch; of several stretches, joined by "; ".
inline std::string Best(std::string_view question, const TimeContext& context) {
  std::string printed;
  size_t free = 0;
  for (const TimeReading& reading : ReadTimes(Tokenize(question), context)) {
    if (reading.first < free || reading.cost >= 0.5) continue;
    if (!printed.empty()) printed += "; ";
    printed += Print(reading);
    free = reading.first + reading.count;
  }
  return printed;
}

struct TimeCase {
  std::string_view text;
  std::string_view best;
};

}  // namespace aisle::language
