// Writers at once, in threads and in processes, and writers killed at any moment. A table of
// batches tells what happened: a batch is kBatch rows of one writer that came in one commit, and a
// merge gives all rows of a batch another value. So in every version a batch is there whole or not
// at all, and has one value.
//
// DELTA_KILLS sets how often a writer is killed (6), DELTA_WRITERS how much the others write (8).
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <random>
#include <thread>

#include "base/text.h"
#include "delta/delta_testing.h"
#include "delta/merge.h"
#include "delta/optimize.h"
#include "delta/vacuum.h"

namespace aisle::delta {
namespace {

constexpr int kBatch = 50;
constexpr char kLike[] =
    "SELECT 'w' AS writer, 1::BIGINT AS batch, 1::BIGINT AS row, 1::BIGINT AS v";

int Setting(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::atoi(text) : otherwise;
}

std::string BatchSql(const std::string& writer, int64_t batch, int64_t value) {
  return fmt::format(
      "SELECT '{}' AS writer, {}::BIGINT AS batch, i AS row, {}::BIGINT AS v FROM range({}) AS "
      "r(i)",
      writer, batch, value, kBatch);
}

// One writer of the table: it goes on where the table says that it was.
class Writer {
 public:
  Writer(engine::Session* session, const std::string& root, std::string name, unsigned seed,
         bool vacuums)
      : table_{root, session}, name_(std::move(name)), random_(seed), vacuums_(vacuums) {}

  // The last batch in the table.
  Result<int64_t> Last() const {
    const auto snapshot = LoadSnapshot(table_);
    if (!snapshot) return snapshot.error();
    const auto found = snapshot->transactions.find(name_);
    return found == snapshot->transactions.end() ? 0 : found->second.version;
  }

  // The next batch, and perhaps something besides.
  Status Step(int64_t batch) {
    const CommitOptions step{.transaction = Transaction{name_, batch}};
    const auto added =
        Repeat([&] { return Append(table_, BatchSql(name_, batch, 0), SchemaMode::kExact, step); });
    if (!added) return added.error();
    return Besides(batch);
  }

 private:
  Status Besides(int64_t batch) {
    const int what = std::uniform_int_distribution(0, 9)(random_);
    if (what < 4) {
      const auto one = std::uniform_int_distribution<int64_t>(1, batch)(random_);
      const MergeOptions by_key{.keys = {"writer", "batch", "row"}};
      return Repeat([&] { return Merge(table_, BatchSql(name_, one, batch), by_key); });
    }
    if (what == 4) return Repeat([&] { return Compact(table_); });
    if (what == 5 && vacuums_) {
      const auto done = Vacuum(table_, {.retention_hours = 0, .allow_short = true});
      if (!done) return done.error();
    }
    return Done{};
  }

  // Others may get in the way any number of times.
  static Status Repeat(const std::function<Result<CommitReport>()>& write) {
    while (true) {
      const auto report = write();
      if (report) return Done{};
      if (report.error().code != ErrorCode::kConflict) return report.error();
    }
  }

  Table table_;
  std::string name_;
  std::mt19937 random_;
  bool vacuums_;
};

// "" where every batch is whole, has one value, and none is missing below the last of its writer;
// else what is wrong.
std::string Wrong(engine::Session* session, const std::string& root, std::string* summary) {
  const auto snapshot = LoadSnapshot({root, session});
  if (!snapshot) return "snapshot: " + snapshot.error().message;
  const auto scan = ScanSql({root, session}, *snapshot, AllFiles(*snapshot));
  const auto found = session->Query(fmt::format(
      "WITH batches AS (SELECT writer, batch, count(*) AS n, count(DISTINCT row) AS rows, "
      "count(DISTINCT v) AS vs FROM ({}) GROUP BY ALL) SELECT writer, count(*), max(batch), "
      "count(*) FILTER (n <> {} OR rows <> {} OR vs <> 1) FROM batches GROUP BY ALL ORDER BY ALL",
      *scan, kBatch, kBatch));
  if (!found) return "rows: " + found.error().message;
  for (const auto& row : found->rows) {
    *summary += fmt::format("{}:{} ", ToString(row[0]), ToString(row[2]));
    const auto& transactions = snapshot->transactions;
    const auto step = transactions.find(ToString(row[0]));
    if (row[3] != Value(int64_t{0})) return "a batch is not whole";
    if (row[1] != row[2]) return "a batch is missing";
    if (step == transactions.end() || Value(step->second.version) != row[2]) {
      return "a step was recorded without its batch";
    }
  }
  return "";
}

// This program again, as a writer: see StressChild.
pid_t StartChild(const std::string& root, const std::string& name, int64_t batches, unsigned seed,
                 bool vacuums, int output) {
  const std::string order =
      fmt::format("{};{};{};{};{}", root, name, batches, seed, vacuums ? 1 : 0);
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::setenv("DELTA_STRESS_ORDER", order.c_str(), 1);
  ::dup2(output >= 0 ? output : ::open("/dev/null", O_WRONLY), STDERR_FILENO);
  ::execl("/proc/self/exe", "delta_test", "--gtest_also_run_disabled_tests",
          "--gtest_filter=StressChild.DISABLED_Writes", "--gtest_brief=1", nullptr);
  ::_exit(127);
}

// Writes batches until it has written so many or is killed; says each on the standard error.
TEST(StressChild, DISABLED_Writes) {
  const char* order = std::getenv("DELTA_STRESS_ORDER");
  if (order == nullptr) GTEST_SKIP() << "a part of the tests of Stress";
  const auto words = Split(order, ';');
  const auto engine = *engine::OpenDuckDb({.memory_limit = "512MB", .threads = 1});
  const auto session = *engine->Connect();
  Writer writer(session.get(), words[0], words[1], static_cast<unsigned>(std::stoul(words[3])),
                words[4] == "1");
  int64_t batch = *writer.Last();
  for (int64_t left = std::stoll(words[2]); left > 0; --left) {
    const auto done = writer.Step(++batch);
    ASSERT_TRUE(done) << done.error().message;
    const std::string line = std::to_string(batch) + "\n";
    ASSERT_EQ(::write(STDERR_FILENO, line.data(), line.size()), static_cast<ssize_t>(line.size()));
  }
}

void ExpectWhole(const TestFolder& folder, const std::string& expected) {
  std::string summary;
  EXPECT_EQ(Wrong(folder.session(), folder.root(), &summary), "");
  EXPECT_EQ(summary, expected);
}

TEST(Stress, ThreadsAtOnceLoseAndDoubleNothing) {
  const TestFolder folder;
  folder.Create(kLike);
  const int batches = Setting("DELTA_WRITERS", 8);
  const auto engine = *engine::OpenDuckDb({.memory_limit = "1GB", .threads = 2});
  std::atomic<int> at_work = 3;
  std::vector<std::thread> threads;
  std::string expected;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&, i] {
      const auto session = *engine->Connect();
      Writer writer(session.get(), folder.root(), "t" + std::to_string(i), i, false);
      for (int batch = 1; batch <= batches; ++batch) {
        const auto done = writer.Step(batch);
        EXPECT_TRUE(done) << done.error().message;
      }
      --at_work;
    });
    expected += fmt::format("t{}:{} ", i, batches);
  }
  while (at_work > 0) {
    std::string ignored;
    EXPECT_EQ(Wrong(folder.session(), folder.root(), &ignored), "");
  }
  for (auto& thread : threads) thread.join();
  ExpectWhole(folder, expected);
}

TEST(Stress, ProcessesAtOnceLoseAndDoubleNothing) {
  const TestFolder folder;
  folder.Create(kLike);
  const int batches = Setting("DELTA_WRITERS", 8);
  std::vector<pid_t> children;
  std::string expected;
  for (unsigned i = 0; i < 3; ++i) {
    const std::string name = "p" + std::to_string(i);
    children.push_back(StartChild(folder.root(), name, batches, i, false, -1));
    expected += fmt::format("{}:{} ", name, batches);
  }
  for (const pid_t child : children) {
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  ExpectWhole(folder, expected);
}

// What the writer has to say: waits for some of it, or reads all that is left of it.
std::string Hear(int input, bool all) {
  std::string text;
  char block[4096];
  for (ssize_t count; (count = ::read(input, block, sizeof block)) > 0;) {
    text.append(block, static_cast<std::size_t>(count));
    if (!all) break;
  }
  return text;
}

// The number in the last whole line, or 0.
int64_t LastNumber(const std::string& text) {
  const auto lines = Split(text, '\n');
  return lines.size() < 2 ? 0 : std::atoll(lines[lines.size() - 2].c_str());
}

// Reads the table again and again for a while. A vacuum may take files from under the reader, which
// is an error and never a wrong answer.
void ReadFor(const TestFolder& folder, std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    std::string ignored;
    const std::string wrong = Wrong(folder.session(), folder.root(), &ignored);
    EXPECT_TRUE(wrong.empty() || StartsWith(wrong, "rows: ")) << wrong;
  }
}

TEST(Stress, WritersKilledAtAnyMomentLeaveWholeVersions) {
  const TestFolder folder;
  folder.Create(kLike);
  std::mt19937 random(42);
  int64_t said = 0;
  for (int round = Setting("DELTA_KILLS", 6); round > 0; --round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child =
        StartChild(folder.root(), "k", 1'000'000, static_cast<unsigned>(random()), true, ends[1]);
    ::close(ends[1]);
    std::string words = Hear(ends[0], false);  // it is at work
    ReadFor(folder, std::chrono::milliseconds(std::uniform_int_distribution(0, 300)(random)));
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    words += Hear(ends[0], true);
    said = std::max(said, LastNumber(words));
    ::close(ends[0]);
    std::string summary;
    EXPECT_EQ(Wrong(folder.session(), folder.root(), &summary), "");
    const int64_t there = summary.empty() ? 0 : std::atoll(summary.c_str() + 2);
    EXPECT_GE(there, said);  // what was said to be committed is there
  }
  EXPECT_GT(said, 0);
  // What the dead left behind is gone after a vacuum, and nothing else is.
  const auto before = LoadSnapshot(folder.table());
  ASSERT_TRUE(Vacuum(folder.table(), {.retention_hours = 0, .allow_short = true}));
  EXPECT_EQ(folder.CountParquet(), static_cast<int>(before->files.size()));
  std::string summary;
  EXPECT_EQ(Wrong(folder.session(), folder.root(), &summary), "");
}

}  // namespace
}  // namespace aisle::delta
