// Adopt makes Parquet files that are in a table's folder already the table's own, in the place of
// others: for a program that writes its files itself, and counts on the log for everything else.
//
//   const auto adds = DescribeFiles(session, root, schema, {"orders-1.parquet"});
//   Adopt(session, root, {.schema = schema, .adds = *adds, .removes = {"orders-0.parquet"}});
//
// Tables that are partitioned are refused: their files say too little.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "delta/commit.h"
#include "delta/schema.h"
#include "delta/snapshot.h"

namespace aisle::delta {

// Files, relative to the table's folder and synced, as the log has them: with their statistics.
// They hold the schema's columns in its order and types, and every value may be null.
Result<std::vector<Add>> DescribeFiles(engine::Session* session, const std::string& root,
                                       const Schema& schema, const std::vector<std::string>& files);

struct Adoption {
  std::string operation = "WRITE";  // for the history
  json::object parameters = {};
  std::optional<Schema> schema = {};  // of the table from now on; none: as it is
  std::vector<Add> adds = {};
  std::vector<std::string> removes = {};  // relative to the table's folder, as on disk
  bool data_change = true;                // false: the same rows in other files
};

// Makes the table where there is none and the schema is given. kConflict when a file to remove is
// not the table's any more, or the schema is to change and files of other writers would stay.
Result<CommitReport> Adopt(engine::Session* session, const std::string& root,
                           const Adoption& adoption, const CommitOptions& options = {});

// The version of the table that took an application's step. kNotFound when none did, or when its
// commit is not in the log any more.
Result<int64_t> VersionOfStep(const std::string& root, std::string_view app_id, int64_t step);

}  // namespace aisle::delta
