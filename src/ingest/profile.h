// ProfileTables says what typed tables hold: statistics of every column, keys, relations between
// tables, warnings about what touches answers, and the values that questions may name. Whatever
// it claims was proven over all rows; the statistics only choose what is worth proving.
//
//   auto profile = ProfileTables(session, {{.table = "orders", .relation_sql = "orders", …}});
//
// It reads the tables and writes nothing. It does not know what a column means: that an amount is
// revenue, or that a table holds customers, is decided in semantic/.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/values.h"
#include "engine/engine.h"
#include "ingest/text_counts.h"

namespace aisle::ingest {

struct ProfileInput {
  std::string table;  // snake_case, unique among the inputs
  std::string label;
  std::vector<std::string> sources;
  std::vector<std::string> files;
  std::string part_of;
  bool repeats = false;  // repeats another table: no relations are looked for, no warnings made
  std::string note;
  std::string relation_sql;  // what follows FROM: a table's name or read_parquet('…')
  // name, label, type, scale, unit, identifier and row_number are filled in; the rest is computed.
  std::vector<catalog::Column> columns;
  CountsByColumn counts = {};  // of texts that were counted already; spares the reading of them
};

struct Profile {
  catalog::Catalog catalog;  // without version and loaded_at
  catalog::Values values;
};

// Fails only when the engine does: a column that is not in the relation, an interrupt, memory.
// Tables, columns and values come in the order of `inputs`.
Result<Profile> ProfileTables(engine::Session& session, const std::vector<ProfileInput>& inputs);

}  // namespace aisle::ingest
