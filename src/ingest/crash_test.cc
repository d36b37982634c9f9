// Loads, and rows put in order, killed by SIGKILL: at each step between preparing and switching,
// and at random moments. Two files hold the same batch, and so must their tables in whatever
// version is read.
//
// LOAD_KILLS sets how often a load is killed at random (5).
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "base/text.h"
#include "delta/snapshot.h"
#include "ingest/ingest_testing.h"
#include "ingest/lake_versions.h"
#include "ingest/optimize.h"

namespace aisle::ingest {
namespace {

constexpr int kRows = 300;

int Setting(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::atoi(text) : otherwise;
}

std::string CsvOf(const std::string& table, int batch) {
  std::string text = table + "_id,batch,name\n";
  for (int row = 0; row < kRows + batch % 7; ++row) {
    text += fmt::format("{},{},{} number {}\n", row, batch, table, row);
  }
  return text + "total,,\n";  // one row for the quarantine
}

void WriteFile(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

// Writes the files of a batch below `root` and loads them.
Result<LoadReport> LoadBatch(const std::string& root, int batch, const ProgressSink& progress) {
  LoadOptions options{{}, root + "/lake", "512MB", 1};
  for (const char* table : {"orders", "stock"}) {
    options.paths.push_back(root + "/files/" + table + ".csv");
    WriteFile(options.paths.back(), CsvOf(table, batch));
  }
  return Load(options, progress);
}

std::string RootOf(const TemporaryLake& folder) {
  return std::filesystem::path(folder.lake()).parent_path().string();
}

// What is wrong with the version in force; nothing when its tables hold one whole batch.
std::string Wrong(const TemporaryLake& folder, int* batch) {
  const Lake lake = *Lake::Open(folder.lake(), false);
  const auto current = FindVersion(lake, {});
  if (!current) return current.error().code == ErrorCode::kNotFound ? "" : current.error().message;
  const auto catalog = catalog::ParseCatalog(*lake.Read(current->name, "catalog.json"));
  if (!catalog) return catalog.error().message;
  std::set<std::string> found;
  for (const catalog::Table& table : catalog->tables) {
    found.insert(folder.Rows(table, "count(*), min(batch), max(batch)"));
  }
  if (catalog->tables.size() != 2 || found.size() != 1) return "tables of two batches";
  const auto cells = Split(std::string(Trim(*found.begin())), '|');
  *batch = std::atoi(cells[1].c_str());
  if (cells[1] != cells[2] || std::atoi(cells[0].c_str()) != kRows + *batch % 7) {
    return "not a whole batch: " + *found.begin();
  }
  return "";
}

// Whether each Delta table holds the files that the lake reads, at the version it names.
std::string Unlike(const TemporaryLake& folder) {
  const Lake lake = *Lake::Open(folder.lake(), false);
  const auto version = FindVersion(lake, {});
  const auto catalog = catalog::ParseCatalog(*lake.Read(version->name, "catalog.json"));
  auto engine = *engine::OpenDuckDb({.memory_limit = "512MB", .threads = 1});
  auto session = *engine->Connect();
  for (const catalog::Table& table : catalog->tables) {
    const RecordedTable* pin = version->record.Find(SilverFolder(table.name));
    if (pin == nullptr || pin->others) return table.name + " is not named by version.json";
    const delta::Table delta{delta::CleanRoot(lake.Path(pin->folder)), session.get()};
    const auto newest = delta::LoadSnapshot(delta);
    if (!newest) return newest.error().message;
    if (newest->version != pin->version) return table.name + " went on without the lake";
    std::set<std::string> files;
    for (const auto& [path, add] : newest->files) files.insert(pin->folder + "/" + path);
    if (files != std::set(table.files.begin(), table.files.end())) {
      return table.name + " has other files in its log";
    }
  }
  return "";
}

// This program again, as a loader: see LoadChild.
pid_t StartChild(const std::string& root, int batch, const std::string& die_at) {
  const std::string order = fmt::format("{};{};{}", root, batch, die_at);
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::setenv("LOAD_ORDER", order.c_str(), 1);
  ::dup2(::open("/dev/null", O_WRONLY), STDOUT_FILENO);
  ::execl("/proc/self/exe", "ingest_test", "--gtest_also_run_disabled_tests",
          "--gtest_filter=LoadChild.DISABLED_Loads", "--gtest_brief=1", nullptr);
  ::_exit(127);
}

// Loads batch after batch until killed, each put in order; or one, and kills itself when it is told
// a stage.
TEST(LoadChild, DISABLED_Loads) {
  const char* order = std::getenv("LOAD_ORDER");
  if (order == nullptr) GTEST_SKIP() << "a part of the tests of Crash";
  const auto words = Split(order, ';');
  const std::string die_at = words[2];
  const auto die = [&](const Progress& progress) {
    if (!die_at.empty() && progress.stage.find(die_at) != std::string::npos) ::raise(SIGKILL);
  };
  for (int batch = std::stoi(words[1]);; ++batch) {
    const auto report = LoadBatch(words[0], batch, die);
    ASSERT_TRUE(report) << report.error().message;
    if (!die_at.empty()) break;
    const OptimizeOptions by_name{.table = "orders", .zorder = {"name"}, .memory = "512MB"};
    const auto ordered = OptimizeLake(words[0] + "/lake", by_name, nullptr);
    ASSERT_TRUE(ordered) << ordered.error().message;
  }
}

int WaitFor(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

TEST(Crash, AtEachStepOfACommitNothingIsLostOrDoubled) {
  for (const char* step : {"finding keys", "committing silver/orders", "committing silver/stock",
                           "committing quarantine/rows", "switching to"}) {
    SCOPED_TRACE(step);
    const TemporaryLake folder;
    ASSERT_TRUE(LoadBatch(RootOf(folder), 1, nullptr));
    ASSERT_EQ(WaitFor(StartChild(RootOf(folder), 2, step)), SIGKILL);
    int batch = 0;
    EXPECT_EQ(Wrong(folder, &batch), "");
    EXPECT_EQ(batch, 1);  // readers have the version before
    const auto report = LoadBatch(RootOf(folder), 2, nullptr);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->version, "v000002");
    EXPECT_EQ(report->changed, std::string(step) == "finding keys");  // else it was finished
    EXPECT_EQ(Wrong(folder, &batch), "");
    EXPECT_EQ(batch, 2);
    EXPECT_EQ(Unlike(folder), "");
    EXPECT_EQ(ReadQuarantine(folder.lake(), {})->total, 2);  // a total of each
  }
}

TEST(Crash, AVersionWhoseFilesAreGoneIsTakenBack) {
  const TemporaryLake folder;
  ASSERT_TRUE(LoadBatch(RootOf(folder), 1, nullptr));
  ASSERT_EQ(WaitFor(StartChild(RootOf(folder), 2, "committing silver/stock")), SIGKILL);
  for (const auto& entry : std::filesystem::directory_iterator(folder.lake() + "/silver/stock")) {
    const std::string name = entry.path().filename().string();
    if (VersionOfFile(name) == "v000002") std::filesystem::remove(entry.path());
  }
  const auto report = LoadBatch(RootOf(folder), 3, nullptr);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->version, "v000003");
  int batch = 0;
  EXPECT_EQ(Wrong(folder, &batch), "");
  EXPECT_EQ(batch, 3);
  EXPECT_EQ(Unlike(folder), "");
}

TEST(Crash, AtRandomMomentsReadersSeeWholeVersions) {
  const TemporaryLake folder;
  ASSERT_TRUE(LoadBatch(RootOf(folder), 1, nullptr));
  std::mt19937 random(static_cast<unsigned>(Setting("LOAD_SEED", 1)));
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) {
      int seen = 0;
      EXPECT_EQ(Wrong(folder, &seen), "");
    }
  });
  int batch = 1;
  for (int kill = Setting("LOAD_KILLS", 5); kill > 0; --kill) {
    const pid_t child = StartChild(RootOf(folder), batch + 1, "");
    const int wait = std::uniform_int_distribution(50, 900)(random);
    std::this_thread::sleep_for(std::chrono::milliseconds(wait));
    ::kill(child, SIGKILL);
    EXPECT_EQ(WaitFor(child), SIGKILL);
    int after = 0;
    EXPECT_EQ(Wrong(folder, &after), "");
    EXPECT_GE(after, batch);
    batch = after;
  }
  done = true;
  reader.join();
  const auto report = LoadBatch(RootOf(folder), batch + 5, nullptr);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(Wrong(folder, &batch), "");
  EXPECT_EQ(Unlike(folder), "");
}

TEST(Crash, TwoLoadersTakeTurns) {
  const TemporaryLake folder;
  const std::string root = RootOf(folder);
  const std::string a = folder.Write("a.csv", CsvOf("a", 1));
  const std::string b = folder.Write("b.csv", CsvOf("b", 1));
  std::thread first([&] { EXPECT_TRUE(folder.Load({a})); });
  std::thread second([&] { EXPECT_TRUE(folder.Load({b})); });
  first.join();
  second.join();
  const auto report = folder.Load({a, b});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->changed);
  EXPECT_EQ(report->catalog.tables.size(), 2U);
  EXPECT_EQ(report->version, "v000002");
}

}  // namespace
}  // namespace aisle::ingest
