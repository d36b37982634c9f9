#include "base/value.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace aisle
