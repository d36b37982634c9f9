// Keys of one table: minimal column sets that are unique and never missing over all rows, single
// columns first, else two or three together. Row numbers, measures and prose are no keys, even
// where they happen to be unique.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"
#include "ingest/values_index.h"

namespace aisle::ingest {

struct KeyFacts {
  std::vector<std::vector<std::string>> keys;  // best first
  int64_t copies = 0;                          // rows that repeat an earlier one, row numbers aside
  // Where there is no key: what would be one but for a few rows.
  std::vector<std::string> near_key;
  int64_t near_key_repeats = 0;  // rows whose near key an earlier row has
};

// `table` has its columns profiled; `shapes` has one entry for each.
Result<KeyFacts> FindKeys(engine::Session& session, const std::string& relation_sql,
                          const catalog::Table& table, const std::vector<TextShape>& shapes);

}  // namespace aisle::ingest
