// The one pass over a delimited text: records grouped in pages of a few thousand, each with the
// facts of its columns. A page whose rows are not all alike keeps the kinds of its cells row by
// row, so that the block finder (blocks.h) can look closer without reading the file again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/column_facts.h"
#include "ingest/records.h"

namespace aisle::ingest {

struct Row {
  std::size_t begin = 0;  // offset in the text
  int64_t line = 0;       // 1-based
  uint32_t width = 0;     // cells in the record
  Quotes quotes = Quotes::kProper;
};

struct Page {
  static constexpr int64_t kRows = 4096;

  std::size_t begin = 0;
  std::size_t end = 0;
  int64_t line = 1;  // of the first record
  int64_t rows = 0;
  std::vector<ColumnFacts> columns;
  // Some row is blank, of another width, quoted out of order, or at odds with the others.
  bool odd = false;
  std::vector<Row> row;         // when odd: every record
  std::vector<CellKind> kinds;  // when odd: rows × columns
};

struct Scan {
  std::vector<Page> pages;
  std::size_t width = 0;
  int64_t rows = 0;
  bool in_sequence = true;  // the first column counts the rows: 0, 1, 2 … or 1, 2, 3 …
};

struct ScanOptions {
  Dialect dialect;
  std::size_t begin = 0;  // offset of the first record
  int64_t line = 1;       // and its line
  std::size_t width = 1;  // columns
  int threads = 1;
};

Scan ScanText(std::string_view text, const ScanOptions& options);

}  // namespace aisle::ingest
