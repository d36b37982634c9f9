// Reads one file into the engine: each block of it a table. Knows nothing of the lake or of other
// files.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "engine/engine.h"
#include "ingest/header.h"
#include "ingest/load.h"
#include "ingest/source.h"

namespace aisle::ingest {

struct ReadTable {
  std::string name;  // proposed: the file's, with the block's after it
  std::string label;
  std::string engine_table;  // where its rows are
  std::vector<catalog::Column> columns = {};
  int64_t rows = 0;
  std::string part_of = {};  // name of the file's first table, for its other blocks
  bool repeats = false;
  std::string note = {};
};

struct ReadFile {
  FileReport report;
  std::vector<ReadTable> tables;
  std::vector<RawRow> quarantine;
};

struct ReadOptions {
  std::string table;  // name for the first table
  std::string label;
  std::string engine_prefix;  // engine tables are named by this and a number
  std::string temp_prefix;
  int threads = 1;
};

// Fails when the file cannot be a table; the message is for people.
Result<ReadFile> ReadIntoEngine(engine::Session& session, const Source& source,
                                const ReadOptions& options);

}  // namespace aisle::ingest
