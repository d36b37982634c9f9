#include "ingest/workers.h"

#include <gtest/gtest.h>

#include "engine/duckdb/duckdb_engine.h"

namespace aisle::ingest {
namespace {

TEST(Workers, RunEveryTaskOnce) {
  const auto engine = engine::OpenDuckDb({});
  auto workers = Workers::Open(**engine, 3);
  ASSERT_TRUE(workers.ok());
  std::vector<int> runs(100, 0);
  std::vector<Workers::Task> tasks;
  for (int& run : runs) {
    tasks.emplace_back([&run](engine::Session& session) {
      ++run;
      return session.Execute("SELECT 1");
    });
  }
  EXPECT_TRUE(workers->Run(tasks, 3).ok());
  EXPECT_EQ(runs, std::vector<int>(100, 1));
}

TEST(Workers, AFailureEndsWhatHasNotBegun) {
  const auto engine = engine::OpenDuckDb({});
  auto workers = Workers::Open(**engine, 2);
  ASSERT_TRUE(workers.ok());
  int runs = 0;
  const Workers::Task good = [&](engine::Session&) -> Status {
    ++runs;
    return Done{};
  };
  const Workers::Task bad = [](engine::Session& session) { return session.Execute("nonsense"); };
  const auto failed = workers->Run({good, bad, good}, 1);
  ASSERT_FALSE(failed.ok());
  EXPECT_NE(failed.error().message.find("nonsense"), std::string::npos);
  EXPECT_EQ(runs, 1);
}

TEST(Workers, AreOneAtLeast) {
  const auto engine = engine::OpenDuckDb({});
  auto workers = Workers::Open(**engine, 0);
  ASSERT_TRUE(workers.ok());
  EXPECT_EQ(workers->count(), 1);
  EXPECT_TRUE(workers->Run({}, 0).ok());
}

}  // namespace
}  // namespace aisle::ingest
