// A folder for a Delta table and an engine, for tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "delta/log_files.h"
#include "delta/scan.h"
#include "delta/snapshot.h"
#include "delta/write.h"
#include "engine/duckdb/duckdb_engine.h"
#include "engine/engine_testing.h"

namespace aisle::delta {

class TestFolder {
 public:
  TestFolder() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = std::filesystem::temp_directory_path() /
            ("aisle-delta-" + std::string(test->name()) + "-" + std::to_string(::getpid()) + "-" +
             std::to_string(++count_));
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_);
    engine_ = *engine::OpenDuckDb({.memory_limit = "512MB", .threads = 2});
    session_ = *engine_->Connect();
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  std::string root() const { return (root_ / "table").string(); }
  engine::Session* session() const { return session_.get(); }
  Table table() const { return Table{root(), session()}; }

  void WriteFile(const std::string& name, const std::string& bytes) const {
    const auto path = std::filesystem::path(root()) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }
  void WriteCommit(int64_t version, const std::string& lines) const {
    WriteFile("_delta_log/" + CommitName(version), lines);
  }

  Table Create(const std::string& like, const TableOptions& options = {}) const {
    const auto schema = SchemaOf(session(), like);
    EXPECT_TRUE(schema) << schema.error().message;
    const auto table = CreateTable(session(), root(), *schema, options);
    EXPECT_TRUE(table) << table.error().message;
    return *table;
  }

  // Rows of the table at a version, or the newest: `what` of it, with `rest` behind the FROM.
  std::string Scan(const std::string& what = "*", const std::string& rest = "ORDER BY ALL",
                   std::optional<int64_t> version = {}) const {
    const auto snapshot = LoadSnapshot(table(), version);
    if (!snapshot) return snapshot.error().message;
    const auto sql = ScanSql(table(), *snapshot, AllFiles(*snapshot));
    if (!sql) return sql.error().message;
    return Rows("SELECT " + what + " FROM (" + *sql + ") " + rest);
  }

  // Data files in the table's folder, committed or not.
  int CountParquet() const {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root())) {
      const std::string path = entry.path().string();
      count += path.ends_with(".parquet") && path.find("_delta_log") == path.npos ? 1 : 0;
    }
    return count;
  }

  // Cells of a query as text, '|' between columns, a line a row; or the error.
  std::string Rows(const std::string& sql) const {
    return engine::testing::TextOf(session_->Query(sql));
  }

 private:
  static inline int count_ = 0;
  std::filesystem::path root_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
};

}  // namespace aisle::delta
