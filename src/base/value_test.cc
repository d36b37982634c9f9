#include "base/value.h"

#include <gtest/gtest.h>

#include <limits>

namespace aisle {
namespace {

TEST(Value, CivilDatesRoundTrip) {
  for (int32_t days = -200000; days < 200000; days += 37) {
    EXPECT_EQ(FromCivil(ToCivil(Date{days})).days, days);
  }
}

TEST(Value, KnownDays) {
  EXPECT_EQ(ToString(Value(FromCivil({2022, 4, 30}))), "2022-04-30");
  EXPECT_EQ(Weekday(FromCivil({2026, 11, 21})), 6);
  EXPECT_EQ(ToString(Value(AddMonths(FromCivil({2022, 1, 31}), 1))), "2022-02-28");
  EXPECT_EQ(ToString(Value(AddMonths(FromCivil({2022, 1, 31}), -2))), "2021-11-30");
}

TEST(Value, NumbersPrintInTheirShortestForm) {
  EXPECT_EQ(ToString(Value(0.1)), "0.1");
  EXPECT_EQ(ToString(Value(78592678.30)), "78592678.3");
  EXPECT_EQ(ToString(Value(3.0)), "3");
}

TEST(Value, MonthsClampToTheirLastDay) {
  struct {
    CivilDate from;
    int months;
    const char* to;
  } const kCases[] = {{{2024, 2, 29}, 12, "2025-02-28"}, {{2023, 12, 31}, 2, "2024-02-29"},
                      {{2022, 3, 31}, -1, "2022-02-28"}, {{2022, 1, 1}, -1, "2021-12-01"},
                      {{1970, 1, 1}, -13, "1968-12-01"}, {{2000, 5, 31}, 0, "2000-05-31"}};
  for (const auto& [from, months, to] : kCases)
    EXPECT_EQ(ToString(Value(AddMonths(FromCivil(from), months))), to);
}

TEST(Value, IsoDatesMustExist) {
  Date date;
  EXPECT_TRUE(ParseIsoDate("2024-02-29", &date));
  EXPECT_EQ(ToString(Value(date)), "2024-02-29");
  for (const char* text : {"2023-02-29", "2022-13-01", "2022-00-10", "2022-04-31", "2022-4-1",
                           "22-04-01", "2022-04-01 ", "", "abcd-ef-gh"})
    EXPECT_FALSE(ParseIsoDate(text, &date)) << text;
}

TEST(Value, TimesPrintAsIso) {
  EXPECT_EQ(ToString(Value(Timestamp{0})), "1970-01-01 00:00:00");
  EXPECT_EQ(ToString(Value(Timestamp{-1'000'000})), "1969-12-31 23:59:59");
  EXPECT_EQ(ToString(Value(Timestamp{-1})), "1969-12-31 23:59:59");
  EXPECT_EQ(ToString(Value(TimeOfDay{86'399'000'000})), "23:59:59");
}

TEST(Value, TheOutermostTimesPrintToo) {
  constexpr int64_t kFirst = std::numeric_limits<int64_t>::min();
  constexpr int64_t kLast = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(ToString(Value(Timestamp{kFirst})), "-290308-12-21 19:59:05");
  EXPECT_EQ(ToString(Value(Timestamp{kLast})), "294247-01-10 04:00:54");
  EXPECT_EQ(Weekday(Date{std::numeric_limits<int32_t>::max()}), 5);
  EXPECT_EQ(Weekday(Date{std::numeric_limits<int32_t>::min()}), 2);
}

TEST(Value, TypesReadBackFromTheirNames) {
  for (const Type type : {Type::kBoolean, Type::kInteger, Type::kDecimal, Type::kDouble,
                          Type::kText, Type::kDate, Type::kTimestamp, Type::kTime}) {
    Type read = Type::kText;
    EXPECT_TRUE(ParseType(ToString(type), &read));
    EXPECT_EQ(read, type);
  }
}

}  // namespace
}  // namespace aisle
