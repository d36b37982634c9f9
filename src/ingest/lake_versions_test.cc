#include "ingest/lake_versions.h"

#include "ingest/ingest_testing.h"

namespace aisle::ingest {
namespace {

class LakeVersionsTest : public ::testing::Test {
 protected:
  // Three versions, committed at 1 s, 2 s and 3 s.
  LakeVersionsTest() {
    lake_.emplace(*Lake::Open(folder_.lake(), true));
    for (int64_t n = 1; n <= 3; ++n) {
      const std::string version = *lake_->Begin();
      EXPECT_TRUE(lake_->Put(version, "version.json", ToJson(VersionRecord{n * 1000, "load"})));
      EXPECT_TRUE(lake_->Switch(version));
    }
  }
  std::string Find(const Moment& moment) const {
    const auto found = FindVersion(*lake_, moment);
    return found ? found->name : found.error().message;
  }

  TemporaryLake folder_;
  std::optional<Lake> lake_;
};

TEST_F(LakeVersionsTest, ByNumberAndByTime) {
  EXPECT_EQ(Find({}), "v000003");
  EXPECT_EQ(Find({.version = 2}), "v000002");
  EXPECT_EQ(Find({.millis = 2999}), "v000002");
  EXPECT_EQ(Find({.millis = 3000}), "v000003");
}

TEST_F(LakeVersionsTest, OneThatIsNotThereSaysWhichAre) {
  EXPECT_EQ(Find({.version = 7}),
            "the lake has no version v000007; there is v000001 of 1970-01-01 00:00:01 UTC to "
            "v000003 of 1970-01-01 00:00:03 UTC");
  EXPECT_EQ(Find({.millis = 999}).substr(0, 60),
            "the lake has no version as old as 1970-01-01 00:00:00 UTC; t");
}

TEST_F(LakeVersionsTest, WhatWasNeverInForceIsNone) {
  ASSERT_TRUE(lake_->Begin());
  EXPECT_EQ(ListVersions(*lake_)->size(), 3U);
}

TEST_F(LakeVersionsTest, ALakeWithoutRecordsIsOfAnEarlierKind) {
  std::filesystem::remove(folder_.lake() + "/versions/v000003/version.json");
  EXPECT_NE(ListVersions(*lake_).error().hint.find("into a new folder"), std::string::npos);
  const auto report = folder_.LoadText("a.csv", "id,n\n1,2\n");
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message.find("an earlier version of Aisle"), std::string::npos);
}

}  // namespace
}  // namespace aisle::ingest
