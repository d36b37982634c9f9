#include "delta/adopt.h"

#include "delta/delta_testing.h"
#include "delta/history.h"

namespace aisle::delta {
namespace {

class AdoptTest : public ::testing::Test {
 protected:
  std::string Rows(int first, int last) const {
    return "SELECT i::BIGINT AS id, 'n' || i AS name FROM range(" + std::to_string(first) + ", " +
           std::to_string(last) + ") AS r(i)";
  }

  std::string Write(const std::string& file, const std::string& rows) const {
    std::filesystem::create_directories(folder_.root());
    const auto written = folder_.session()->Execute("COPY (" + rows + ") TO '" + folder_.root() +
                                                    "/" + file + "' (FORMAT parquet)");
    EXPECT_TRUE(written) << written.error().message;
    return file;
  }

  Adoption Of(const std::string& rows, const std::vector<std::string>& files,
              const std::vector<std::string>& removes = {}) const {
    Adoption adoption;
    adoption.schema = *SchemaOf(folder_.session(), rows);
    auto adds = DescribeFiles(folder_.session(), folder_.root(), *adoption.schema, files);
    EXPECT_TRUE(adds) << adds.error().message;
    adoption.adds = *std::move(adds);
    adoption.removes = removes;
    return adoption;
  }

  Result<CommitReport> Adopt(const Adoption& adoption, const CommitOptions& options = {}) const {
    return delta::Adopt(folder_.session(), folder_.root(), adoption, options);
  }

  TestFolder folder_;
};

TEST_F(AdoptTest, TheFirstFilesMakeTheTable) {
  const auto report = Adopt(Of(Rows(0, 2), {Write("a.parquet", Rows(0, 2))}));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->version, 0);
  EXPECT_EQ(report->rows_added, 2);
  EXPECT_EQ(folder_.Scan(), "0|n0\n1|n1\n");
}

TEST_F(AdoptTest, FilesTakeThePlaceOfOthers) {
  ASSERT_TRUE(
      Adopt(Of(Rows(0, 2), {Write("a.parquet", Rows(0, 2)), Write("b.parquet", Rows(5, 6))})));
  const auto report = Adopt(Of(Rows(0, 2), {Write("c 1.parquet", Rows(7, 8))}, {"a.parquet"}));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->version, 1);
  EXPECT_EQ(report->rows_removed, 2);
  EXPECT_EQ(folder_.Scan("id"), "5\n7\n");
  EXPECT_EQ(folder_.Scan("id", "ORDER BY ALL", 0), "0\n1\n5\n");
}

TEST_F(AdoptTest, ASchemaChangesWithAllFiles) {
  ASSERT_TRUE(Adopt(Of(Rows(0, 2), {Write("a.parquet", Rows(0, 2))})));
  const std::string rows = "SELECT DATE '2024-01-01' AS id";
  const auto report = Adopt(Of(rows, {Write("b.parquet", rows)}, {"a.parquet"}));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(folder_.Scan(), "2024-01-01\n");
  EXPECT_EQ(folder_.Scan("id", "ORDER BY ALL", 0), "0\n1\n");
}

TEST_F(AdoptTest, FilesOfOthersStayAndForbidAnotherSchema) {
  ASSERT_TRUE(Adopt(Of(Rows(0, 2), {Write("a.parquet", Rows(0, 2))})));
  ASSERT_TRUE(Append(folder_.table(), Rows(8, 9)));
  const std::string rows = "SELECT DATE '2024-01-01' AS id";
  const auto refused = Adopt(Of(rows, {Write("b.parquet", rows)}, {"a.parquet"}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  ASSERT_TRUE(Adopt(Of(Rows(0, 1), {Write("c.parquet", Rows(3, 4))}, {"a.parquet"})));
  EXPECT_EQ(folder_.Scan("id"), "3\n8\n");
}

TEST_F(AdoptTest, AFileThatIsGoneIsAConflict) {
  ASSERT_TRUE(Adopt(Of(Rows(0, 2), {Write("a.parquet", Rows(0, 2))})));
  ASSERT_TRUE(Overwrite(folder_.table(), Rows(8, 9)));
  const auto refused = Adopt(Of(Rows(0, 1), {Write("c.parquet", Rows(3, 4))}, {"a.parquet"}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(folder_.Scan("id"), "8\n");
}

TEST_F(AdoptTest, RowsThatOnlyMoveAreNoChangeOfData) {
  ASSERT_TRUE(Adopt(Of(Rows(0, 2), {Write("a.parquet", Rows(0, 2))})));
  Adoption moved = Of(Rows(0, 2), {Write("b.parquet", Rows(0, 2))}, {"a.parquet"});
  moved.data_change = false;
  const auto report = Adopt(moved);
  ASSERT_TRUE(report) << report.error().message;
  const auto commit = ReadCommit(folder_.root(), report->version);
  for (const Action& action : **commit) {
    const auto* add = std::get_if<Add>(&action);
    const auto* remove = std::get_if<Remove>(&action);
    EXPECT_FALSE((add != nullptr && add->data_change) ||
                 (remove != nullptr && remove->data_change));
  }
}

TEST_F(AdoptTest, AStepIsTakenOnceAndFoundAgain) {
  const Adoption first = Of(Rows(0, 2), {Write("a.parquet", Rows(0, 2))});
  const Adoption second = Of(Rows(0, 2), {Write("b.parquet", Rows(5, 6))}, {"a.parquet"});
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto report = Adopt(first, {.transaction = Transaction{"app", 1}});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->committed, attempt == 0);
  }
  for (int attempt = 0; attempt < 2; ++attempt) {
    const auto report = Adopt(second, {.transaction = Transaction{"app", 2}});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->committed, attempt == 0);
  }
  ASSERT_TRUE(Append(folder_.table(), Rows(8, 9)));
  EXPECT_EQ(*VersionOfStep(folder_.root(), "app", 2), 1);
  EXPECT_EQ(VersionOfStep(folder_.root(), "app", 3).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(folder_.Scan("id"), "5\n8\n");
}

}  // namespace
}  // namespace aisle::delta
