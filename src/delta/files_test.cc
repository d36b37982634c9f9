#include "delta/files.h"

#include <atomic>
#include <set>
#include <thread>

#include "delta/delta_testing.h"

namespace aisle::delta {
namespace {

TEST(Files, AFileIsMadeOnceAndLeftAlone) {
  const TestFolder folder;
  std::filesystem::create_directories(folder.root());
  EXPECT_EQ(*PutIfAbsent(folder.root(), "a", "one"), Put::kMade);
  EXPECT_EQ(*PutIfAbsent(folder.root(), "a", "two"), Put::kExists);
  EXPECT_EQ(*ReadFile(folder.root() + "/a"), "one");
  EXPECT_TRUE(ReplaceFile(folder.root(), "a", "three"));
  EXPECT_EQ(*ReadFile(folder.root() + "/a"), "three");
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.root())) {
    files += entry.is_regular_file() ? 1 : 0;
  }
  EXPECT_EQ(files, 1);  // no temporary file stays
}

TEST(Files, OfManyWhoMakeAFileOneWins) {
  const TestFolder folder;
  std::filesystem::create_directories(folder.root());
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> winners = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        const std::string bytes(5000, static_cast<char>('a' + i));
        if (*PutIfAbsent(folder.root(), std::to_string(round), bytes) == Put::kMade) ++winners;
      });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(winners, 1);
    const std::string bytes = *ReadFile(folder.root() + "/" + std::to_string(round));
    EXPECT_EQ(bytes, std::string(5000, bytes[0]));
  }
}

TEST(Files, FailuresSayWhat) {
  const TestFolder folder;
  EXPECT_EQ(ReadFile(folder.root() + "/none").error().code, ErrorCode::kNotFound);
  const auto put = PutIfAbsent(folder.root() + "/none", "a", "x");
  ASSERT_FALSE(put);
  EXPECT_NE(put.error().message.find("none"), std::string::npos);
}

TEST(Files, IdsDiffer) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(NewId());
  EXPECT_EQ(ids.size(), 1000u);
  EXPECT_EQ(ids.begin()->size(), 36u);
}

}  // namespace
}  // namespace aisle::delta
