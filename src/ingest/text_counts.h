// The distinct texts of a column with their rows, counted once by the engine while a table is
// cleaned; spellings, the currency and the statistics of the column are read off them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"

namespace aisle::ingest {

struct TextCount {
  std::string value;
  int64_t rows = 0;
};

// Most frequent first, then by value; nulls are not counted.
struct TextCounts {
  static constexpr std::size_t kMost = 20000;  // a column with more distinct texts holds no names

  std::vector<TextCount> values;

  // Whether these are all the values of the column: one more than kMost says that there are more.
  bool complete() const { return values.size() <= kMost; }
};

using CountsByColumn = std::map<std::string, TextCounts>;

// Whether its texts are counted: not those of codes and counters.
bool HoldsTexts(const catalog::Column& column);

Result<TextCounts> CountTexts(engine::Session& session, const std::string& engine_table,
                              const std::string& column);

// Puts values counted, each once and in any order, into the order of TextCounts.
TextCounts Ordered(const std::map<std::string, int64_t>& rows_by_value);

}  // namespace aisle::ingest
