// The records of a block: counted, looked at one by one, written out as a text of their own.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/blocks.h"
#include "ingest/column_facts.h"

namespace aisle::ingest {

struct BlockFacts {
  int64_t rows = 0;                  // kept
  std::vector<ColumnFacts> columns;  // of the kept records, one for each of the block's cells
};

BlockFacts FactsOf(const ScannedText& scanned, const Block& block);

struct BlockRow {
  std::size_t page = 0;
  std::size_t row = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  int64_t line = 0;
  Fate fate = kNotMine;
  const std::vector<std::string_view>* cells = nullptr;
};

// Calls `visit` for the records that are the block's, kept or quarantined, in order; pages that
// `wanted` refuses are passed over.
using RowVisitor = std::function<void(const BlockRow&)>;
using PageFilter = std::function<bool(std::size_t page)>;
void VisitRows(const ScannedText& scanned, const Block& block, const PageFilter& wanted,
               const RowVisitor& visit);

// Sets one record's fate, giving its page a fate for each.
void SetFate(const Scan& scan, std::size_t page, std::size_t row, Fate fate, Block* block);

// Whether the block is every record after the header, so that the text can be read as it stands.
bool IsWholeText(const ScannedText& scanned, const Block& block);

// Writes the kept records, one to a line, to the file `path`; returns the dialect it is in. All
// records have then as many cells as `width` says.
struct WrittenBlock {
  Dialect dialect;
  std::size_t width = 0;
  std::vector<std::size_t> cells;  // where the block's columns are in it
};
Result<WrittenBlock> WriteBlock(const ScannedText& scanned, const Block& block,
                                const std::string& path);

// The quarantined records of all blocks, with lines and reasons.
std::vector<RawRow> QuarantineOf(const ScannedText& scanned, const Blocks& blocks);

}  // namespace aisle::ingest
