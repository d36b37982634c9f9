#include "ingest/others_writes.h"

#include "delta/history.h"
#include "delta/optimize.h"
#include "delta/remove_rows.h"
#include "delta/write.h"
#include "ingest/ingest_testing.h"
#include "ingest/lake_versions.h"

namespace aisle::ingest {
namespace {

class OthersWritesTest : public ::testing::Test {
 protected:
  OthersWritesTest() {
    engine_ = *engine::OpenDuckDb({.memory_limit = "512MB", .threads = 1});
    session_ = *engine_->Connect();
  }
  delta::Table Table(const std::string& name) const {
    return *delta::OpenTable(session_.get(), folder_.lake() + "/silver/" + name);
  }
  Result<LoadReport> LoadFirst() const {
    return folder_.LoadText("orders.csv", "id,name\n1,a\n2,b\n");
  }
  static std::string Notes(const LoadReport& report) {
    std::string text;
    for (const std::string& note : report.notes) text += note + "\n";
    return text;
  }

  TemporaryLake folder_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
};

TEST_F(OthersWritesTest, RowsOfOthersAreTakenUpByTheNextLoad) {
  const auto first = LoadFirst();
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_TRUE(delta::Append(Table("orders"), "SELECT 9::BIGINT AS id, 'x' AS name"));
  EXPECT_EQ(folder_.Rows(first->catalog.tables[0]), "1|a\n2|b\n");  // until then as it was
  const auto second = LoadFirst();
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_TRUE(second->changed);
  EXPECT_EQ(Notes(*second),
            "silver/orders was changed by another program: its version 1 is taken up\n");
  EXPECT_EQ(second->catalog.tables[0].rows, 3);
  const auto third = LoadFirst();
  ASSERT_TRUE(third) << third.error().message;
  EXPECT_FALSE(third->changed);
}

TEST_F(OthersWritesTest, RowsOfOthersStayWhenAFileChanges) {
  ASSERT_TRUE(LoadFirst());
  ASSERT_TRUE(delta::Append(Table("orders"), "SELECT 9::BIGINT AS id, 'x' AS name"));
  const auto report = folder_.LoadText("orders.csv", "id,name\n1,a\n2,b\n3,c\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(folder_.Rows(report->catalog.tables[0], "count(*), count(DISTINCT id), max(id)"),
            "4|4|9\n");
  EXPECT_EQ(delta::LoadSnapshot(Table("orders"))->files.size(), 2U);
}

TEST_F(OthersWritesTest, RowsThatWereRewrittenAreNotReplaced) {
  ASSERT_TRUE(LoadFirst());
  ASSERT_TRUE(delta::RemoveRows(Table("orders"), "id = 1"));
  const auto refused = folder_.LoadText("orders.csv", "id,name\n1,a\n2,b\n3,c\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_NE(refused.error().message.find("rewrote the rows of"), std::string::npos);
  EXPECT_EQ(Lake::Open(folder_.lake(), false)->Folders().size(), 1U);
  // Another file is loaded, and the rewritten rows are taken up.
  const auto other = folder_.LoadText("stock.csv", "sku,n\nq,1\n");
  ASSERT_TRUE(other) << other.error().message;
  EXPECT_EQ(folder_.Rows(other->catalog.tables[0]), "2|b\n");
}

TEST_F(OthersWritesTest, OtherColumnsAreNotTakenUp) {
  const auto first = LoadFirst();
  ASSERT_TRUE(delta::Append(Table("orders"), "SELECT 9::BIGINT AS id, 'x' AS name, 1 AS more",
                            delta::SchemaMode::kEvolve));
  const auto second = LoadFirst();
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_FALSE(second->changed);
  EXPECT_NE(Notes(*second).find("cannot be taken up"), std::string::npos);
  const auto refused = folder_.LoadText("orders.csv", "id,name\n1,a\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(folder_.Rows(first->catalog.tables[0]), "1|a\n2|b\n");
}

TEST_F(OthersWritesTest, AWriteBetweenPreparingAndCommittingIsNotUndone) {
  ASSERT_TRUE(LoadFirst());
  const auto append = [&](const Progress& progress) {
    if (progress.stage != "committing silver/orders") return;
    ASSERT_TRUE(delta::Append(Table("orders"), "SELECT 9::BIGINT AS id, 'x' AS name"));
  };
  const auto report =
      folder_.Load({folder_.Write("orders.csv", "id,name\n1,a\n2,b\n3,c\n")}, append);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->catalog.tables[0].rows, 3);
  const auto next = folder_.Load({folder_.path("orders.csv")});
  ASSERT_TRUE(next) << next.error().message;
  EXPECT_EQ(next->catalog.tables[0].rows, 4);
}

TEST_F(OthersWritesTest, AConflictTakesTheWholeLoadBack) {
  const std::string orders = folder_.Write("orders.csv", "id,name\n1,a\n2,b\n");
  const std::string stock = folder_.Write("stock.csv", "sku,n\nq,1\n");
  ASSERT_TRUE(folder_.Load({orders, stock}));
  folder_.Write("orders.csv", "id,name\n1,a\n");
  folder_.Write("stock.csv", "sku,n\nq,2\n");
  const auto rewrite = [&](const Progress& progress) {
    if (progress.stage != "committing silver/stock") return;
    ASSERT_TRUE(delta::Overwrite(Table("stock"), "SELECT 'z' AS sku, 7::BIGINT AS n"));
  };
  const auto refused = folder_.Load({orders, stock}, rewrite);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  const Lake lake = *Lake::Open(folder_.lake(), false);
  EXPECT_EQ(*lake.Current(), "v000001");
  const auto catalog = catalog::ParseCatalog(*lake.Read("v000001", "catalog.json"));
  std::set<std::string> files;
  const auto newest = delta::LoadSnapshot(Table("orders"));
  for (const auto& [path, add] : newest->files) {
    files.insert("silver/orders/" + path);
  }
  EXPECT_EQ(files, std::set(catalog->tables[0].files.begin(), catalog->tables[0].files.end()));
  // The rows of stock.csv were rewritten for good; those of orders.csv can be loaded.
  const auto again = folder_.Load({orders});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->version, "v000003");
  EXPECT_EQ(folder_.Rows(again->catalog.tables[0]), "1|a\n");
  EXPECT_EQ(folder_.Rows(again->catalog.tables[1]), "z|7\n");
}

}  // namespace
}  // namespace aisle::ingest
