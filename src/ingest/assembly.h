// Tables of the new version, assembled: what this load read, what the version before holds, and
// files of one kind (sales_2021.csv, sales_2022.csv) joined into one table, each file keeping its
// own part so that it can be replaced alone.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "delta/actions.h"
#include "delta/schema.h"
#include "engine/engine.h"
#include "ingest/file_reader.h"
#include "ingest/manifest.h"
#include "ingest/text_counts.h"

namespace aisle::ingest {

struct TablePart {
  std::string source;    // absolute path
  std::string given;     // the path as people named it
  std::string relation;  // SQL: an engine table, or the Parquet file of the version before
  std::string file;      // Parquet of the version before; empty: read now
  std::vector<catalog::Column> columns;
  int64_t rows = 0;
  int64_t merged = 0;  // rows left out because another part has them
  int64_t first = -1;  // of its rows in a file that parts share; -1: the whole file
};

struct LakeTable {
  std::string name;
  std::string label;
  std::vector<TablePart> parts;
  std::vector<catalog::Column> columns;
  std::string part_of = {};
  bool repeats = false;
  std::string note = {};
  bool changed = false;                  // to be written anew
  std::string engine_table = {};         // where its rows are, for changed ones
  CountsByColumn counts = {};            // of its texts, for changed ones
  std::vector<std::string> writes = {};  // statements that write its files and were not run yet
  delta::Schema schema = {};             // of these files
  std::vector<delta::Add> adds = {};     // the files, as the Delta log will have them
};

struct LoadedFile {
  std::string absolute;
  std::string given;
  std::vector<ReadTable>* tables = nullptr;  // renamed to what they became
};

// The rows of one source in a file of the lake at `root`, for FROM.
std::string PartSql(const std::string& root, const ManifestPart& part);

// `root` is the lake's folder, for the files of the version before.
std::vector<LakeTable> Assemble(const Manifest& before, const catalog::Catalog& catalog,
                                const std::string& root, const std::vector<LoadedFile>& loaded);

// Puts a changed table of several parts into one engine table, its types wide enough for all, with
// a column kPartColumn that tells the parts apart. Rows that one part repeats of another are left
// out when a column proves that they are the same rows (unique in each part).
inline constexpr const char* kPartColumn = "_part";
Status Materialize(engine::Session& session, const std::string& engine_table, LakeTable* table);

// "sales_2021" and "sales_2022_part1" → "sales": a name without dates, months and numbers.
std::string Stem(const std::string& table_name);

}  // namespace aisle::ingest
