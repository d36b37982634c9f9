#include "delta/log_files.h"

#include <gtest/gtest.h>

namespace aisle::delta {
namespace {

TEST(LogFiles, NamesAreRead) {
  using Kind = LogName::Kind;
  constexpr struct {
    const char* name;
    Kind kind;
    int64_t version;
    int part;
    int parts;
  } kNames[] = {
      {"00000000000000000007.json", Kind::kCommit, 7, 1, 1},
      {"00000000012345678901.json", Kind::kCommit, 12345678901, 1, 1},
      {"00000000000000000007.checkpoint.parquet", Kind::kCheckpoint, 7, 1, 1},
      {"00000000000000000007.checkpoint.0000000002.0000000003.parquet", Kind::kCheckpoint, 7, 2, 3},
      {"00000000000000000007.checkpoint.80a083e8-7026.parquet", Kind::kV2Checkpoint, 7, 1, 1},
  };
  for (const auto& expected : kNames) {
    SCOPED_TRACE(expected.name);
    const auto name = ParseLogName(expected.name);
    ASSERT_TRUE(name);
    EXPECT_EQ(name->kind, expected.kind);
    EXPECT_EQ(name->version, expected.version);
    EXPECT_EQ(name->part, expected.part);
    EXPECT_EQ(name->parts, expected.parts);
  }
  EXPECT_EQ(CommitName(7), kNames[0].name);
  EXPECT_EQ(CheckpointName(7), kNames[2].name);
}

TEST(LogFiles, OtherNamesAreNotOfTheLog) {
  for (const char* name :
       {"_last_checkpoint", "7.json", "00000000000000000007.crc", "_tmp.1", ".json", "",
        "00000000000000000001.00000000000000000003.compacted.json", "0000000000000000000x.json",
        "00000000000000000007.json.tmp", "99999999999999999999.json"}) {
    EXPECT_FALSE(ParseLogName(name)) << name;
  }
}

}  // namespace
}  // namespace aisle::delta
