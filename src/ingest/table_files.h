// The Parquet files of the tables that a load changes: one for each source of a table, written
// into the table's folder while other tables are still being cleaned or described.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "delta/actions.h"
#include "delta/schema.h"
#include "engine/engine.h"
#include "ingest/assembly.h"
#include "ingest/lake.h"

namespace aisle::ingest {

class TableFiles {
 public:
  // Names of files hold the version's, and an id of their own: no name comes twice.
  TableFiles(const Lake& lake, const std::string& version);

  // Names the files of the table's parts and makes the statements that write them.
  Status Plan(engine::Session& session, LakeTable* table) const;
  // Runs what is left of these statements; the files are synced, and described in `adds`.
  Status Write(engine::Session& session, LakeTable* table) const;

  // A file in a folder of the lake: "part-v000002-1-0a1b2c3d.parquet".
  std::string FileName(std::size_t number) const;

 private:
  std::string root_;
  std::string prefix_;
  std::string suffix_;
};

// The statement that writes the rows of another as a file of a table.
std::string CopySql(const std::string& rows, const std::string& path);

// Makes the files durable, and describes them for the log. Names are relative to `folder`.
Result<std::vector<delta::Add>> Seal(engine::Session& session, const std::string& folder,
                                     const delta::Schema& schema,
                                     const std::vector<std::string>& names);

}  // namespace aisle::ingest
