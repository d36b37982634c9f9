// Speed and size of understanding over a wide invented lake: looking up values as they are and
// misspelt, reading questions, completing them. Ends with 1 when a target is missed.
//
//   language_bench [VALUES]
#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "language/language.h"
#include "language/tokens.h"
#include "language/value_index.h"
#include "wide_world.h"

namespace {

using namespace aisle;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 3;
constexpr size_t kQuestions = 500;

double MillisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double Percentile(std::vector<double> times, double share) {
  std::sort(times.begin(), times.end());
  const double at = std::ceil(share * static_cast<double>(times.size())) - 1;
  return times[static_cast<size_t>(std::max(0.0, at))];
}

// Milliseconds of each call: the best of three rounds, so that a busy machine shows less.
template <typename Item, typename Call>
std::vector<double> Timed(const std::vector<Item>& items, const Call& call) {
  std::vector<double> times(items.size(), std::numeric_limits<double>::infinity());
  for (int round = 0; round < kRounds; ++round) {
    for (size_t i = 0; i < items.size(); ++i) {
      const auto start = Clock::now();
      call(items[i]);
      times[i] = std::min(times[i], MillisecondsSince(start));
    }
  }
  return times;
}

class Report {
 public:
  void Line(const std::string& what, double value, const std::string& unit, double target = 0) {
    std::string verdict;
    if (target > 0) {
      verdict =
          fmt::format("   target ≤ {:g} {}: {}", target, unit, value <= target ? "met" : "MISSED");
      missed_ = missed_ || value > target;
    }
    fmt::print("{:<44}{:>10.3f} {}{}\n", what, value, unit, verdict);
  }
  bool missed() const { return missed_; }

 private:
  bool missed_ = false;
};

double HeapBytes() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

size_t CountOf(const catalog::Values& values) {
  size_t count = 0;
  for (const catalog::ColumnValues& column : values) count += column.values.size();
  return count;
}

std::vector<std::vector<language::Token>> Tokens(const std::vector<std::string>& texts) {
  std::vector<std::vector<language::Token>> tokens;
  for (const std::string& text : texts) tokens.push_back(language::Tokenize(text));
  return tokens;
}

// What a look-up costs where nothing is misspelt and nothing forgiven.
double PlainHash(const bench::WideWorld& world, const std::vector<std::string>& typed) {
  std::unordered_map<std::string, size_t> plain;
  for (const auto& column : world.values) {
    for (const std::string& value : column.values) plain.emplace(value, plain.size());
  }
  size_t found = 0;
  const auto times = Timed(typed, [&](const std::string& text) { found += plain.count(text); });
  return found == 0 ? 0 : Percentile(times, 0.5);
}

void BenchValues(const bench::WideWorld& world, Report* report) {
  const auto exact = bench::TypedValues(world, 2000, false);
  const auto wrong = bench::TypedValues(world, 2000, true);
  const double before = HeapBytes();
  auto start = Clock::now();
  const auto index = language::ValueIndex::Build(world.values);
  report->Line("value index, built", MillisecondsSince(start), "ms");
  start = Clock::now();
  index.Find(language::Tokenize("nothing"));
  index.Complete("no", 8);
  report->Line("value index, ready to guess and complete", MillisecondsSince(start), "ms");
  const double size = HeapBytes() - before;
  report->Line("bytes a value", size / static_cast<double>(CountOf(world.values)), "B", 200);
  const auto find = [&](const auto& tokens) { index.Find(tokens); };
  const double plain = PlainHash(world, exact);
  const auto as_is = Timed(Tokens(exact), find);
  const auto guessed = Timed(Tokens(wrong), find);
  report->Line("plain hash table, p50", plain, "ms");
  report->Line("look-up as stored, p50", Percentile(as_is, 0.5), "ms");
  report->Line("look-up as stored / plain hash", Percentile(as_is, 0.5) / plain, "×");
  report->Line("look-up misspelt, p50", Percentile(guessed, 0.5), "ms");
  report->Line("look-up misspelt, p99", Percentile(guessed, 0.99), "ms", 2);
  size_t right = 0;
  for (size_t i = 0; i < wrong.size(); ++i) {
    const auto hits = index.Find(language::Tokenize(wrong[i]));
    right += std::any_of(hits.begin(), hits.end(),
                         [&](const auto& hit) { return hit.value == exact[i]; });
  }
  report->Line("misspelt values found",
               100 * static_cast<double>(right) / static_cast<double>(wrong.size()), "%");
}

std::vector<std::string> Beginnings(const std::vector<std::string>& questions) {
  std::vector<std::string> beginnings;
  for (size_t i = 0; i < questions.size(); ++i) {
    beginnings.push_back(questions[i].substr(0, 1 + i * 7 % questions[i].size()));
  }
  return beginnings;
}

void BenchQuestions(const bench::WideWorld& world, Report* report) {
  auto start = Clock::now();
  const auto language = language::MakeLanguage(world.model, world.catalog, world.values);
  report->Line("language, compiled", MillisecondsSince(start), "ms");
  start = Clock::now();
  language->Understand("how many sales");
  report->Line("first question", MillisecondsSince(start), "ms");
  const auto questions = bench::Questions(world, kQuestions);
  size_t understood = 0;
  const auto read = Timed(questions, [&](const std::string& question) {
    understood += language->Understand(question).outcome == language::Outcome::kQuery;
  });
  report->Line("questions understood",
               100.0 * static_cast<double>(understood) / (kRounds * kQuestions), "%");
  report->Line("question to interpretation, p50", Percentile(read, 0.5), "ms", 1);
  report->Line("question to interpretation, p99", Percentile(read, 0.99), "ms", 5);
  size_t offered = 0;
  const auto complete = Timed(Beginnings(questions), [&](const std::string& text) {
    offered += language->Complete(text).items.empty() ? 0 : 1;
  });
  report->Line("beginnings with completions",
               100.0 * static_cast<double>(offered) / (kRounds * kQuestions), "%");
  report->Line("completion, p50", Percentile(complete, 0.5), "ms");
  report->Line("completion, p99", Percentile(complete, 0.99), "ms", 5);
}

}  // namespace

int main(int argc, char** argv) {
  const size_t values = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const bench::WideWorld world = bench::MakeWideWorld(values);
  size_t columns = 0;
  for (const auto& table : world.catalog.tables) columns += table.columns.size();
  fmt::print("language: {} tables, {} columns, {} values\n", world.catalog.tables.size(), columns,
             CountOf(world.values));
  Report report;
  BenchValues(world, &report);
  BenchQuestions(world, &report);
  return report.missed() ? 1 : 0;
}
