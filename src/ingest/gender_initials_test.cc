#include "ingest/gender_initials.h"

#include <gtest/gtest.h>

namespace aisle::ingest {
namespace {

std::vector<TextCount> Counted(std::initializer_list<const char*> values) {
  std::vector<TextCount> counts;
  for (const char* value : values) counts.push_back({value, 10});
  return counts;
}

TEST(GenderInitials, StandForTheWordsBesideThem) {
  const auto found = GenderInitialsAmong(Counted({"Women", "Men", "W", "M"}));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].code, "W");
  EXPECT_EQ(found[0].name, "Women");
  EXPECT_EQ(found[1].name, "Men");
}

TEST(GenderInitials, AreLeftAloneAmongOtherThings) {
  EXPECT_TRUE(GenderInitialsAmong(Counted({"M", "F"})).empty());
  EXPECT_TRUE(GenderInitialsAmong(Counted({"S", "M", "L", "Male"})).empty());
  EXPECT_TRUE(GenderInitialsAmong(Counted({"Medium", "M"})).empty());
}

}  // namespace
}  // namespace aisle::ingest
