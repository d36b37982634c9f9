#include <gtest/gtest.h>

#include "delta/commit.h"
#include "delta/delta_testing.h"
#include "delta/files.h"
#include "delta/remove_rows.h"

namespace aisle::delta {
namespace {

Schema PartitionedByP() {
  return *ParseSchema(
      R"x({"fields":[{"name":"n","type":"long"},{"name":"p","type":"decimal(5,2)"}]})x");
}

Action AddTo(const std::string& p, bool data_change) {
  return Add{"f-" + p, {{"p", p}}, 1, 1, data_change};
}
Action RemoveFrom(const std::string& path, bool data_change,
                  std::optional<PartitionValues> values = {}) {
  return Remove{path, 1, data_change, std::move(values)};
}

struct ConflictCase {
  const char* name;
  bool everything;
  std::vector<PartitionValues> partitions;
  std::vector<Action> own;
  std::vector<Action> winner;
  bool conflict;
};

std::vector<ConflictCase> Cases() {
  const PartitionValues one = {{"p", "1"}};
  const Action mine = AddTo("9", true);
  return {
      {"appends never conflict", false, {}, {mine}, {AddTo("1", true)}, false},
      {"an append and a delete do not", false, {}, {mine}, {RemoveFrom("x", true)}, false},
      {"nor an append and an overwrite",
       false,
       {},
       {mine},
       {RemoveFrom("x", true), AddTo("1", true)},
       false},
      {"metadata conflicts with all", false, {}, {mine}, {Metadata{}}, true},
      {"a protocol conflicts with all", false, {}, {mine}, {Protocol{}}, true},
      {"commit info does not", false, {}, {mine}, {CommitInfo{}}, false},
      {"the same file removed twice",
       false,
       {},
       {RemoveFrom("a%20b", false)},
       {RemoveFrom("a b", false)},
       true},
      {"two files removed", false, {}, {RemoveFrom("a", false)}, {RemoveFrom("b", false)}, false},
      {"all rows read, rows added", true, {}, {mine}, {AddTo("1", true)}, true},
      {"all rows read, rows moved",
       true,
       {},
       {mine},
       {AddTo("1", false), RemoveFrom("x", false)},
       false},
      {"all rows read, rows removed", true, {}, {mine}, {RemoveFrom("x", true)}, true},
      {"a partition read, rows added to it", false, {one}, {mine}, {AddTo("1.00", true)}, true},
      {"a partition read, rows added beside it",
       false,
       {one},
       {mine},
       {AddTo("1.10", true)},
       false},
      {"a partition read, rows removed from it",
       false,
       {one},
       {mine},
       {RemoveFrom("x", true, PartitionValues{{"p", "1"}})},
       true},
      {"a partition read, rows removed from where",
       false,
       {one},
       {mine},
       {RemoveFrom("x", true)},
       true},
      {"the same step", false, {}, {Transaction{"load", 3}}, {Transaction{"load", 2}}, true},
      {"steps of two", false, {}, {Transaction{"load", 3}}, {Transaction{"other", 3}}, false},
      {"the same domain", false, {}, {DomainMetadata{"d", ""}}, {DomainMetadata{"d", "x"}}, true},
  };
}

TEST(Conflict, IsFoundByTheRules) {
  for (const ConflictCase& item : Cases()) {
    SCOPED_TRACE(item.name);
    Change change;
    change.actions = item.own;
    change.reads = {item.everything, item.partitions};
    EXPECT_EQ(FindConflict(change, PartitionedByP(), item.winner).has_value(), item.conflict);
  }
}

// A change that another writer gets in the way of, as often as `times` says.
Result<CommitReport> RunAgainst(const Table& table, int times, const std::function<void()>& others,
                                Change (*make)(), int attempts) {
  int called = 0;
  return RunChange(table, {.attempts = attempts},
                   [&](const Snapshot&) -> Result<std::optional<Change>> {
                     if (called++ < times) others();
                     return std::optional(make());
                   });
}

Change ReadAll() {
  Change change;
  change.operation = "TEST";
  change.actions = {Add{"made", {}, 1, 1, true, R"({"numRecords":0})"}};
  change.reads.everything = true;
  return change;
}
Change ReadNothing() {
  Change change = ReadAll();
  change.reads.everything = false;
  return change;
}

TEST(Commit, GoesAroundWhatDoesNotConflict) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  const auto report = RunAgainst(
      table, 1,
      [&] {
        for (int i = 0; i < 3; ++i) ASSERT_TRUE(Append(table, "SELECT 1 AS id"));
      },
      ReadNothing, 1);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->version, 4);
  EXPECT_EQ(report->attempts, 1);
}

TEST(Commit, IsMadeAgainAfterAConflictAndGivesUpInTheEnd) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  const auto others = [&] { ASSERT_TRUE(Append(table, "SELECT 1 AS id")); };
  const auto second = RunAgainst(table, 1, others, ReadAll, 3);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->attempts, 2);
  const auto never = RunAgainst(table, 100, others, ReadAll, 3);
  ASSERT_FALSE(never);
  EXPECT_EQ(never.error().code, ErrorCode::kConflict);
  EXPECT_NE(never.error().message.find("tried 3 times"), std::string::npos);
}

TEST(Commit, AChangeThatLostLeavesNoFiles) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  ASSERT_TRUE(Append(table, "SELECT unnest([1, 2]) AS id"));
  // Each attempt of the delete is overtaken while it reads.
  int calls = 0;
  const auto report =
      RunChange(table, {.attempts = 2}, [&](const Snapshot& base) -> Result<std::optional<Change>> {
        auto files = WriteDataFiles(table, {base.schema, {}}, "SELECT 7 AS id");
        if (!files) return files.error();
        ++calls;
        EXPECT_TRUE(Append(table, "SELECT 5 AS id"));
        Change change;
        change.reads.everything = true;
        for (const Add& add : files->adds) change.actions.emplace_back(add);
        change.written.Adopt(std::move(files->written));
        return std::optional(std::move(change));
      });
  EXPECT_FALSE(report);
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(folder.CountParquet(), 3);  // one of the first append, two of the others
  EXPECT_EQ(folder.Scan(), "1\n2\n5\n5\n");
}

TEST(Commit, AFullLogFolderLeavesTheTableAsItWas) {
  const TestFolder folder;
  const Table table = folder.Create("SELECT 1 AS id");
  // A folder in the next commit's place: it can neither be made nor be read.
  std::filesystem::create_directories(LogFolder(folder.root()) + "/" + CommitName(1));
  EXPECT_FALSE(Append(table, "SELECT 1 AS id"));
  std::filesystem::remove(LogFolder(folder.root()) + "/" + CommitName(1));
  EXPECT_EQ(folder.CountParquet(), 0);
  EXPECT_TRUE(Append(table, "SELECT 1 AS id"));
}

TEST(Commit, CheckpointsComeByThemselves) {
  const TestFolder folder;
  const Table table =
      folder.Create("SELECT 1 AS id", {.configuration = {{"delta.checkpointInterval", "3"}}});
  for (int i = 0; i < 7; ++i) ASSERT_TRUE(Append(table, "SELECT 1 AS id"));
  const auto listing = ListLog(folder.root());
  ASSERT_EQ(listing->checkpoints.size(), 2u);
  EXPECT_EQ(listing->checkpoints.rbegin()->first, 6);
}

}  // namespace
}  // namespace aisle::delta
