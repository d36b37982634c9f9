#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace aisle {
namespace {

Result<int> Half(int number) {
  if (number % 2 != 0) return Invalid("expected an even number", "double it first");
  return number / 2;
}

TEST(Result, IsAValueOrAnError) {
  EXPECT_EQ(*Half(4), 2);
  const auto failed = Half(3);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(failed.error().hint, "double it first");
  EXPECT_EQ(failed.error().at, Error::kNowhere);
  EXPECT_EQ(failed, Half(5));
}

TEST(Result, MovesOutWhatCannotBeCopied) {
  Result<std::unique_ptr<int>> made = std::make_unique<int>(7);
  const std::unique_ptr<int> number = *std::move(made);
  EXPECT_EQ(*number, 7);
}

TEST(ResultDeathTest, AskingForTheSideThatIsNotThereEndsTheProcess) {
  EXPECT_DEATH((void)*Half(3), "CHECK failed");
  EXPECT_DEATH((void)Half(4).error(), "CHECK failed");
}

}  // namespace
}  // namespace aisle
