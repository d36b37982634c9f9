#include "base/json.h"

#include <gtest/gtest.h>

#include <cmath>

namespace aisle {
namespace {

struct Rejected {
  std::string_view text;
  size_t at;
};

TEST(Json, RejectedTextSaysWhere) {
  constexpr Rejected kRejected[] = {{"", 0}, {"{", 1}, {"[1,]", 3}, {"{\"a\" 1}", 5}, {"1 2", 2}};
  for (const auto& [text, at] : kRejected) {
    SCOPED_TRACE(text);
    const auto parsed = ParseJson(text);
    ASSERT_FALSE(parsed.ok());
    EXPECT_EQ(parsed.error().at, at);
    EXPECT_FALSE(parsed.error().message.empty());
  }
}

TEST(Json, DeepNestingIsRefusedRatherThanOverflowing) {
  EXPECT_FALSE(ParseJson(std::string(100000, '[')).ok());
}

struct Printed {
  Value value;
  std::string_view json;
};

TEST(Json, CellsBecomeNumbersTextAndNull) {
  const Printed kPrinted[] = {{Value(), "null"},
                              {Value(true), "true"},
                              {Value(int64_t{12}), "12"},
                              {Value(2.5), "2.5E0"},
                              {Value(std::nan("")), "null"},
                              {Value(HUGE_VAL), "null"},
                              {Value(-HUGE_VAL), "null"},
                              {Value(std::string("a\"b")), R"("a\"b")"},
                              {Value(FromCivil({2022, 4, 30})), R"("2022-04-30")"},
                              {Value(TimeOfDay{37'800'000'000}), R"("10:30:00")"}};
  for (const auto& [value, text] : kPrinted) EXPECT_EQ(json::serialize(ToJsonValue(value)), text);
}

}  // namespace
}  // namespace aisle
