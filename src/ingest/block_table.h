// One block of a file on its way into the engine: which records and columns it is, what its
// columns become, and the statement that makes a table of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "ingest/records.h"
#include "ingest/typing.h"

namespace aisle::ingest {

struct BlockColumn {
  std::string name;
  std::string label;
  std::size_t at = 0;  // cell in the record
  ColumnType type;
  bool row_number = false;
  bool kept = true;  // false: holds nothing, left out
};

// A text that the engine can read as it is: one block, every record as wide as `width`.
struct PlainText {
  std::string path;
  Dialect dialect;
  int64_t skip = 0;  // lines before the first record
  std::size_t width = 0;
};

// Makes `table` of `text`. Fails when the rows are not as many as expected or a column has
// other than its expected count of values: then the engine and the scan disagree about the text.
struct Expectation {
  int64_t rows = 0;
  bool values = true;  // check the values of each column too
};
Status CreateTable(engine::Session& session, const std::string& table, const PlainText& text,
                   const std::vector<BlockColumn>& columns, const Expectation& expected);

}  // namespace aisle::ingest
