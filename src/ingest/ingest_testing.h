// A lake and files in a temporary folder, for tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "catalog/reading.h"
#include "engine/duckdb/duckdb_engine.h"
#include "engine/engine_testing.h"
#include "ingest/load.h"

namespace aisle::ingest {

class TemporaryLake {
 public:
  TemporaryLake() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = std::filesystem::temp_directory_path() /
            ("aisle-" + std::string(test->test_suite_name()) + "-" + test->name() + "-" +
             std::to_string(::getpid()) + "-" + std::to_string(++count_));
    std::filesystem::remove_all(root_);
    std::filesystem::create_directories(root_ / "files");
  }
  ~TemporaryLake() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  std::string lake() const { return (root_ / "lake").string(); }
  std::string path(const std::string& name) const { return (root_ / "files" / name).string(); }

  std::string Write(const std::string& name, const std::string& bytes) const {
    std::ofstream out(path(name), std::ios::binary | std::ios::trunc);
    out << bytes;
    return path(name);
  }

  Result<LoadReport> Load(const std::vector<std::string>& paths,
                          const ProgressSink& progress = nullptr) const {
    LoadOptions options;
    options.paths = paths;
    options.lake = lake();
    options.threads = 2;
    return ingest::Load(options, progress);
  }
  Result<LoadReport> LoadText(const std::string& name, const std::string& text) const {
    return Load({Write(name, text)});
  }

  // Cells of one table as text, rows joined by '|' and lines.
  std::string Rows(const catalog::Table& table, const std::string& what = "*") const {
    auto engine = engine::OpenDuckDb({.memory_limit = "512MB", .threads = 1});
    auto session = (*engine)->Connect();
    const std::string sql = "SELECT " + what + " FROM " + catalog::ReadSql(table, lake());
    return engine::testing::TextOf((*session)->Query(sql));
  }

 private:
  static inline int count_ = 0;
  std::filesystem::path root_;
};

}  // namespace aisle::ingest
