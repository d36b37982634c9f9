#include "cli/cli.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/load_report.h"
#include "cli/progress.h"
#include "cli/question.h"
#include "cli/supervised.h"

namespace aisle::cli {
namespace {

TEST(Question, LeadingWordsThatAreFilesAreFiles) {
  const std::string file = testing::TempDir() + "question_test.csv";
  std::ofstream(file) << "a\n1\n";
  const auto one = SplitQuestion({file, "total amount"});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->files, std::vector<std::string>{file});
  EXPECT_EQ(one->text, "total amount");
  const auto unquoted = SplitQuestion({"total", "amount", "by", "state"});
  ASSERT_TRUE(unquoted);
  EXPECT_TRUE(unquoted->files.empty());
  EXPECT_EQ(unquoted->text, "total amount by state");
  EXPECT_FALSE(SplitQuestion({"absent.csv", "total"}));
  EXPECT_TRUE(SplitQuestion({"data/*.csv", "total"}));
  EXPECT_EQ(SplitQuestion({})->text, "");
  std::remove(file.c_str());
}

TEST(Progress, TellsShareRateAndTimeLeft) {
  EXPECT_EQ(ProgressText({"reading a.csv", 50'000'000, 200'000'000}, 1),
            "reading a.csv  25 %  50 MB/s  3 s left");
  EXPECT_EQ(ProgressText({"checking", 0, 0}, 1), "checking");
}

TEST(LoadReport, RowsAddUpInTheTable) {
  assistant::Loaded loaded;
  ingest::FileReport file;
  file.path = "/somewhere/orders.csv";
  file.bytes = 1'234'567;
  file.rows_in = 1000;
  file.rows_out = 990;
  file.quarantined = 8;
  file.merged = 2;
  file.notes = {"dates are month first"};
  loaded.report.files = {file};
  const std::string text = LoadReportText(loaded, "lake", {});
  EXPECT_NE(text.find("orders.csv  1.2 MB    1,000       990            8       2"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("dates are month first"), std::string::npos);
  EXPECT_EQ(text.find("does not add up"), std::string::npos);
  loaded.report.files[0].merged = 3;
  EXPECT_NE(LoadReportText(loaded, "lake", {}).find("does not add up"), std::string::npos);
}

TEST(Supervised, GivesTheExitCodeOrTheSignal) {
  EXPECT_EQ(RunSupervised([] { return 7; }), 7);
  EXPECT_EQ(RunSupervised([] {
              std::raise(SIGKILL);
              return 0;
            }),
            128 + SIGKILL);
}

}  // namespace
}  // namespace aisle::cli
