#include "delta/snapshot.h"

#include "delta/checkpoint.h"
#include "delta/delta_testing.h"
#include "delta/files.h"

namespace aisle::delta {
namespace {

const char kProtocol[] = "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}\n";
const char kMetadata[] =
    R"({"metaData":{"id":"x","format":{"provider":"parquet","options":{}},"schemaString":)"
    R"("{\"type\":\"struct\",\"fields\":[{\"name\":\"n\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}}]}",)"
    R"("partitionColumns":[],"configuration":{}}})"
    "\n";

std::string AddLine(const std::string& path) {
  return "{\"add\":{\"path\":\"" + path +
         "\",\"partitionValues\":{},\"size\":1,\"modificationTime\":1,\"dataChange\":true}}\n";
}
std::string RemoveLine(const std::string& path) {
  return "{\"remove\":{\"path\":\"" + path +
         "\",\"deletionTimestamp\":" + std::to_string(NowMillis()) + ",\"dataChange\":true}}\n";
}

std::string FilesOf(const Snapshot& snapshot) {
  std::string names;
  for (const auto& [path, add] : snapshot.files) names += path + " ";
  return names;
}

// Versions 0..3: a; a b; b c; b c d.
void WriteFourVersions(const TestFolder& folder) {
  folder.WriteCommit(0, std::string(kProtocol) + kMetadata + AddLine("a"));
  folder.WriteCommit(1, AddLine("b") + "{\"txn\":{\"appId\":\"load\",\"version\":7}}\n");
  folder.WriteCommit(2, RemoveLine("a") + AddLine("c%20c"));
  folder.WriteCommit(3, AddLine("d"));
}

TEST(Snapshot, IsTheLogReplayedToTheVersionAskedFor) {
  const TestFolder folder;
  WriteFourVersions(folder);
  const char* kFiles[] = {"a ", "a b ", "b c c ", "b c c d "};
  for (int version = 0; version < 4; ++version) {
    const auto snapshot = LoadSnapshot(folder.table(), version);
    ASSERT_TRUE(snapshot) << snapshot.error().message;
    EXPECT_EQ(FilesOf(*snapshot), kFiles[version]);
    EXPECT_EQ(snapshot->version, version);
  }
  const auto newest = LoadSnapshot(folder.table());
  EXPECT_EQ(newest->version, 3);
  EXPECT_EQ(newest->transactions.at("load").version, 7);
  EXPECT_EQ(newest->tombstones.count("a"), 1u);
  EXPECT_GT(newest->timestamp, 0);
}

TEST(Snapshot, AnOlderOneIsAdvanced) {
  const TestFolder folder;
  WriteFourVersions(folder);
  auto snapshot = LoadSnapshot(folder.table(), 1);
  ASSERT_TRUE(Advance(folder.table(), &*snapshot));
  EXPECT_EQ(FilesOf(*snapshot), "b c c d ");
}

TEST(Snapshot, StartsFromTheNewestWholeCheckpoint) {
  const TestFolder folder;
  WriteFourVersions(folder);
  const auto at2 = LoadSnapshot(folder.table(), 2);
  const auto written = WriteCheckpoint(folder.table(), *at2);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(*written, 6);  // protocol, metadata, txn, b, c, and the tombstone of a
  const std::string log = LogFolder(folder.root()) + "/";
  for (int version = 0; version < 2; ++version) RemoveQuietly(log + CommitName(version));
  // Half of a checkpoint in two parts is as none.
  std::ofstream(log + "00000000000000000003.checkpoint.0000000001.0000000002.parquet") << "x";
  const auto newest = LoadSnapshot(folder.table());
  ASSERT_TRUE(newest) << newest.error().message;
  EXPECT_EQ(FilesOf(*newest), "b c c d ");
  EXPECT_EQ(newest->transactions.at("load").version, 7);
  EXPECT_EQ(newest->tombstones.count("a"), 1u);
  EXPECT_EQ(newest->metadata, at2->metadata);
  EXPECT_EQ(newest->protocol, at2->protocol);
  const auto old = LoadSnapshot(folder.table(), 1);
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().code, ErrorCode::kNotFound);
  EXPECT_NE(ReadFile(log + "_last_checkpoint")->find("\"version\":2"), std::string::npos);
}

TEST(Snapshot, ReadsCheckpointsInParts) {
  const TestFolder folder;
  WriteFourVersions(folder);
  ASSERT_TRUE(WriteCheckpoint(folder.table(), *LoadSnapshot(folder.table(), 3)));
  const std::string log = LogFolder(folder.root()) + "/";
  const std::string whole = log + CheckpointName(3);
  for (int part = 1; part <= 2; ++part) {
    ASSERT_TRUE(
        folder.session()->Execute("COPY (SELECT * FROM '" + whole +
                                  "' WHERE (add IS NULL) = " + (part == 1 ? "true" : "false") +
                                  ") TO '" + log + "00000000000000000003.checkpoint.000000000" +
                                  std::to_string(part) + ".0000000002.parquet' (FORMAT parquet)"));
  }
  RemoveQuietly(whole);
  for (int version = 0; version < 4; ++version) RemoveQuietly(log + CommitName(version));
  const auto snapshot = LoadSnapshot(folder.table());
  ASSERT_TRUE(snapshot) << snapshot.error().message;
  EXPECT_EQ(FilesOf(*snapshot), "b c c d ");
}

TEST(Snapshot, AGapOrAMissingVersionIsAnError) {
  const TestFolder folder;
  WriteFourVersions(folder);
  EXPECT_EQ(LoadSnapshot(folder.table(), 4).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(LoadSnapshot(folder.table(), -1).error().code, ErrorCode::kNotFound);
  RemoveQuietly(LogFolder(folder.root()) + "/" + CommitName(2));
  const auto snapshot = LoadSnapshot(folder.table());
  ASSERT_FALSE(snapshot);
  EXPECT_NE(snapshot.error().message.find("version 2"), std::string::npos);
  EXPECT_TRUE(LoadSnapshot(folder.table(), 1));
}

TEST(Snapshot, NoTableIsNotFound) {
  const TestFolder folder;
  EXPECT_EQ(OpenTable(folder.session(), folder.root()).error().code, ErrorCode::kNotFound);
  std::filesystem::create_directories(LogFolder(folder.root()));
  EXPECT_EQ(OpenTable(folder.session(), folder.root()).error().code, ErrorCode::kNotFound);
}

std::string WithProtocol(const std::string& body) {
  return "{\"protocol\":" + body + "}\n" + kMetadata;
}
std::string WithProperty(const std::string& name, const std::string& value) {
  std::string metadata = kMetadata;
  const std::string empty = "\"configuration\":{}";
  metadata.replace(metadata.find(empty), empty.size(),
                   "\"configuration\":{\"" + name + "\":\"" + value + "\"}");
  return kProtocol + metadata;
}

TEST(Snapshot, WhatIsNotReadIsRefusedByItsName) {
  const std::string reader3 =
      R"({"minReaderVersion":3,"minWriterVersion":7,"writerFeatures":[],"readerFeatures":)";
  const std::string vector =
      R"({"add":{"path":"f","partitionValues":{},"size":1,"deletionVector":{"storageType":"u"}}})";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {WithProtocol(reader3 + R"(["typeWidening"]})"), "typeWidening"},
      {WithProtocol(reader3 + R"(["v2Checkpoint"]})"), "v2Checkpoint"},
      {WithProtocol(reader3 + R"(["timestampNtz","laterFeature"]})"), "laterFeature"},
      {WithProtocol(R"({"minReaderVersion":4,"minWriterVersion":7})"), "version 4"},
      {WithProperty("delta.columnMapping.mode", "name"), "columnMapping"},
      {std::string(kProtocol) + kMetadata + vector, "deletionVectors"},
      {std::string(kProtocol), "no metadata"},
      {std::string(kProtocol) + kMetadata + AddLine("../x"), "outside"},
      {"{\"add\":", "line 1"},
  };
  for (const auto& [lines, word] : cases) {
    SCOPED_TRACE(word);
    const TestFolder folder;
    folder.WriteCommit(0, lines);
    const auto snapshot = LoadSnapshot(folder.table());
    ASSERT_FALSE(snapshot);
    EXPECT_NE(snapshot.error().message.find(word), std::string::npos) << snapshot.error().message;
  }
}

TEST(Snapshot, FeaturesThatAskNothingAreRead) {
  for (const std::string& lines :
       {WithProtocol(R"({"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":)"
                     R"(["timestampNtz","deletionVectors"],"writerFeatures":["rowTracking"]})"),
        WithProtocol(R"({"minReaderVersion":2,"minWriterVersion":5})"),
        WithProperty("delta.columnMapping.mode", "none")}) {
    const TestFolder folder;
    folder.WriteCommit(0, lines);
    const auto snapshot = LoadSnapshot(folder.table());
    EXPECT_TRUE(snapshot) << snapshot.error().message;
  }
}

TEST(Snapshot, ACheckpointOfTheSecondKindIsRefusedWhereItIsNeeded) {
  const TestFolder folder;
  WriteFourVersions(folder);
  const std::string log = LogFolder(folder.root()) + "/";
  std::ofstream(log + "00000000000000000002.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.json");
  EXPECT_TRUE(LoadSnapshot(folder.table()));
  for (int version = 0; version < 3; ++version) RemoveQuietly(log + CommitName(version));
  const auto snapshot = LoadSnapshot(folder.table());
  ASSERT_FALSE(snapshot);
  EXPECT_NE(snapshot.error().message.find("v2Checkpoint"), std::string::npos);
}

}  // namespace
}  // namespace aisle::delta
