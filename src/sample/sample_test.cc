#include "sample/sample.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "base/json.h"
#include "base/text.h"
#include "sample/season.h"

namespace aisle::sample {
namespace {

namespace fs = std::filesystem;

std::string Slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

using Record = std::vector<std::string>;

Record Fields(const std::string& line) {
  Record fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

std::vector<Record> ReadCsv(const fs::path& path) {
  std::vector<Record> records;
  std::istringstream lines(Slurp(path));
  for (std::string line; std::getline(lines, line);) records.push_back(Fields(line));
  return records;
}

class Sample : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "aisle_sample_" + std::to_string(getpid());
    const auto made = Generate({.folder = folder_, .rows = 12000, .seed = 7});
    ASSERT_TRUE(made.ok()) << made.error().message;
    truth_ = *made;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string folder_;
  Truth truth_;
};

TEST_F(Sample, TheTruthIsWhatTheOrdersHold) {
  const auto records = ReadCsv(folder_ + "/files/Online Orders.csv");
  ASSERT_EQ(records.size(), 12001u);
  std::set<std::string> orders;
  double amount = 0;
  int64_t empty = 0, cancelled = 0;
  for (size_t i = 1; i < records.size(); ++i) {
    ASSERT_EQ(records[i].size(), records[0].size());
    orders.insert(records[i][1]);
    empty += records[i][14].empty();
    cancelled += records[i][3] == "Cancelled";
    if (!records[i][14].empty()) amount += std::stod(records[i][14]);
  }
  EXPECT_EQ(static_cast<int64_t>(orders.size()), truth_.orders.orders);
  EXPECT_EQ(truth_.orders.rows, 12000);
  EXPECT_EQ(empty, truth_.orders.without_amount);
  EXPECT_EQ(cancelled, truth_.orders.rows_by_status.at("Cancelled"));
  EXPECT_NEAR(amount, static_cast<double>(truth_.orders.amount) / 100, 0.01);
  EXPECT_GE(truth_.orders.repeated_lines, 2);
  EXPECT_GT(truth_.orders.odd_places, 100);
  EXPECT_GT(truth_.orders.misspelt_states, 0);
}

TEST_F(Sample, TheInternationalFileHoldsThreeReports) {
  const auto records = ReadCsv(folder_ + "/files/International Sales.csv");
  const InternationalTruth& t = truth_.international;
  EXPECT_EQ(static_cast<int64_t>(records.size()),
            1 + t.rows + t.other_rows + t.stock_pairs + t.second_printing + t.shipping_rows);
  double amount = 0;
  std::set<std::string> customers;
  for (int64_t i = 1; i <= t.rows; ++i) {
    amount += std::stod(records[static_cast<size_t>(i)][9]);
    customers.insert(std::string(Trim(records[static_cast<size_t>(i)][3])));
  }
  EXPECT_NEAR(amount, static_cast<double>(t.amount) / 100, 0.01);
  EXPECT_EQ(static_cast<int64_t>(customers.size()), t.customers);
}

TEST_F(Sample, StockEndsInBlankRowsAndHasBrokenCodes) {
  const auto records = ReadCsv(folder_ + "/files/Stock.csv");
  EXPECT_EQ(static_cast<int64_t>(records.size()), 1 + truth_.stock.rows + truth_.stock.blank_rows);
  EXPECT_EQ(records.back()[1], "");
  EXPECT_GT(truth_.stock.broken_codes, 5);
  EXPECT_GT(truth_.prices.missing_cells, 10);
  EXPECT_GT(truth_.prices.broken_cells, 1);
}

TEST_F(Sample, TheSameSeedGivesTheSameBytes) {
  const std::string again = folder_ + "_again";
  ASSERT_TRUE(Generate({.folder = again, .rows = 12000, .seed = 7}).ok());
  for (const char* name : {"/files/Online Orders.csv", "/files/International Sales.csv",
                           "/files/Stock.csv", "/files/Price List.csv", "/truth.json"})
    EXPECT_EQ(Slurp(folder_ + name), Slurp(again + name)) << name;
  fs::remove_all(again);
}

TEST_F(Sample, TruthAndQuestionsAreJson) {
  EXPECT_TRUE(ParseJson(Slurp(folder_ + "/truth.json")).ok());
  std::istringstream lines(Slurp(folder_ + "/questions.jsonl"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count)
    EXPECT_TRUE(ParseJson(line).ok()) << line;
  EXPECT_GE(count, 10);
}

TEST(Season, RowsAddUpAndTheFestivalIsBusiest) {
  const auto rows = RowsByDay(100000, 1);
  int64_t sum = 0;
  for (const int64_t day : rows) sum += day;
  EXPECT_EQ(sum, 100000);
  EXPECT_GT(rows[290], 2 * rows[190]);
}

TEST(Generate, RefusesWhatItCannotDo) {
  EXPECT_FALSE(Generate({.folder = "x", .rows = 0}).ok());
  EXPECT_FALSE(Generate({.folder = "/proc/nowhere", .rows = 5}).ok());
}

}  // namespace
}  // namespace aisle::sample
