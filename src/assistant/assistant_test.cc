// The whole chain over a lake made for the test.
#include "assistant/assistant.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "assistant/loading.h"
#include "assistant/summary.h"

namespace aisle::assistant {
namespace {

constexpr const char* kOrders =
    "order_id,order_date,state,category,amount\n"
    "1,2022-04-01,Goa,Shirt,10.50\n"
    "2,2022-04-15,Goa,Trouser,20.00\n"
    "3,2022-05-02,Kerala,Shirt,5.25\n"
    "4,2022-05-20,Kerala,Shirt,\n"
    "5,2022-06-30,Punjab,Trouser,100.00\n";

class Lakeside : public testing::Test {
 protected:
  void SetUp() override {
    auto lake = TemporaryLake::Make();
    ASSERT_TRUE(lake);
    lake_ = std::make_unique<TemporaryLake>(std::move(*lake));
    const std::string file = lake_->Path() + "/orders.csv";
    std::ofstream(file) << kOrders;
    ingest::LoadOptions options;
    options.paths = {file};
    options.lake = lake_->Path();
    const auto loaded = LoadFiles(options, [](const ingest::Progress&) {});
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_TRUE(loaded->model_written);
    Reopen();
  }

  void Reopen() {
    Settings settings;
    settings.lake = lake_->Path();
    auto assistant = Assistant::Open(settings);
    ASSERT_TRUE(assistant) << assistant.error().message;
    assistant_ = std::move(*assistant);
  }

  answer::Answer Run(const std::string& text) {
    const auto query = semantic::ParseQuery(text);
    EXPECT_TRUE(query) << text;
    return assistant_->Run(*query);
  }

  std::unique_ptr<TemporaryLake> lake_;
  std::unique_ptr<Assistant> assistant_;
};

TEST_F(Lakeside, AQueryIsAnsweredWithItsProof) {
  const answer::Answer answer =
      Run("measures sum(orders.amount)\nby orders.state\n"
          "order sum(orders.amount) desc");
  ASSERT_EQ(answer.status, "answered") << answer.message;
  ASSERT_EQ(answer.rows.size(), 3U);
  EXPECT_EQ(answer.rows[0][0], Value(std::string("Punjab")));
  EXPECT_EQ(answer.rows[1][1], Value(30.5));
  EXPECT_EQ(answer.freshness, "data to 2022-06-30");
  EXPECT_NE(answer.sql.find("select"), std::string::npos);
  EXPECT_FALSE(answer.plan.empty());
  EXPECT_FALSE(answer.warnings.empty());  // one amount is missing
}

TEST_F(Lakeside, NoRowsAreTold) {
  EXPECT_EQ(Run("measures sum(orders.amount)\nwhere orders.state = \"Assam\"").reason, "empty");
  const answer::Answer grouped =
      Run("measures sum(orders.amount)\nby orders.category\nwhere orders.state = \"Assam\"");
  EXPECT_EQ(grouped.status, "answered");
  EXPECT_EQ(grouped.total_rows, 0);
  EXPECT_EQ(Run("measures sum(orders.amount)\n"
                "where orders.order_date between 2019-01-01 and 2019-12-31")
                .reason,
            "period");
  EXPECT_EQ(Run("measures count(orders.*)\nwhere orders.state = \"Assam\"").rows[0][0],
            Value(int64_t{0}));
}

TEST_F(Lakeside, LongAnswersAreCutAndCounted) {
  Settings settings;
  settings.lake = lake_->Path();
  settings.max_rows = 2;
  assistant_ = std::move(*Assistant::Open(settings));
  const answer::Answer answer = Run("rows orders.order_id\nfrom orders");
  ASSERT_EQ(answer.status, "answered") << answer.message;
  EXPECT_EQ(answer.rows.size(), 2U);
  EXPECT_EQ(answer.total_rows, 5);
}

TEST_F(Lakeside, ForeignSqlOnlyReads) {
  EXPECT_EQ(assistant_->Sql("select sum(amount) from orders").rows[0][0], Value(135.75));
  for (const char* bad : {"drop table orders", "select 1; select 2", "select * from glob('/*')",
                          "copy orders to '/tmp/x.csv'", "not sql at all"}) {
    EXPECT_NE(assistant_->Sql(bad).status, "answered") << bad;
  }
  EXPECT_EQ(assistant_->Sql("select count(*) from orders").rows[0][0], Value(int64_t{5}));
}

TEST_F(Lakeside, TheSummaryHasFiguresAndFindings) {
  const Overview overview = assistant_->Summary();
  EXPECT_EQ(overview.error, "");
  ASSERT_FALSE(overview.cards.empty());
  EXPECT_FALSE(overview.findings.empty());
  const auto query = HeadlineQuery(assistant_->Data(), assistant_->Meaning(), {});
  ASSERT_TRUE(query);
  const answer::Answer headline = assistant_->Run(*query);
  ASSERT_EQ(headline.status, "answered") << headline.message;
  EXPECT_EQ(headline.rows.size(), 1U);
}

TEST_F(Lakeside, AModelWithMistakesIsNotUsed) {
  std::ofstream(lake_->Path() + "/model.yaml", std::ios::app) << "\nmetrixs: [\n";
  Settings settings;
  settings.lake = lake_->Path();
  const auto assistant = Assistant::Open(settings);
  ASSERT_FALSE(assistant);
  const auto problems = CheckLakeModel(lake_->Path());
  ASSERT_TRUE(problems);
  EXPECT_FALSE(problems->empty());
}

TEST(Assistant, WithoutALakeThereIsAHint) {
  Settings settings;
  settings.lake = "/nonexistent/lake";
  const auto assistant = Assistant::Open(settings);
  ASSERT_FALSE(assistant);
  EXPECT_NE(assistant.error().hint.find("aisle load"), std::string::npos);
}

}  // namespace
}  // namespace aisle::assistant
