// Create makes a new table: its folder and version 0.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "delta/actions.h"
#include "delta/snapshot.h"

namespace aisle::delta {

struct TableOptions {
  std::vector<std::string> partition_columns = {};
  std::map<std::string, std::string> configuration = {};  // "delta.appendOnly" → "true" …
  std::optional<std::string> name = {};
  std::optional<std::string> description = {};
};

// What version 0 says besides the protocol and the schema.
struct FirstCommit {
  std::string operation = "CREATE TABLE";  // for the history
  json::object info = {};                  // added to the history's entry
  std::vector<Action> actions = {};        // files that the table begins with, for instance
};

// Makes the folder and version 0. kConflict when there is a table already.
Result<Table> CreateTable(engine::Session* session, const std::string& root, const Schema& schema,
                          const TableOptions& options = {}, FirstCommit first = {});

// Each column once, of the schema and of a type that makes partitions; one column is left.
Status CheckPartitions(const Schema& schema, const std::vector<std::string>& columns);

}  // namespace aisle::delta
