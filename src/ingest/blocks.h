// Blocks are the tables found in one delimited file: most files are one block, some hold several,
// one below the other or side by side, with headers, blank rows, totals and prose among them.
// Every record is kept by a block or named, with a reason, for quarantine.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/header.h"
#include "ingest/scan.h"

namespace aisle::ingest {

// What becomes of a record in a block: not the block's, kept, or quarantined for a reason.
using Fate = int32_t;
inline constexpr Fate kNotMine = 0;
inline constexpr Fate kKept = 1;

struct PageFate {
  Fate all = kNotMine;
  std::vector<Fate> rows;  // when not empty: one for each record of the page

  Fate At(std::size_t row) const { return rows.empty() ? all : rows[row]; }
};

struct Block {
  std::vector<std::string> labels;  // one for each cell of `cells`
  std::vector<std::size_t> cells;   // which cells of a record are its columns
  std::vector<std::string> groups;  // what a row above the labels says of each, if there is one
  std::string title;                // what tells it from the file's other blocks, if anything does
  bool tabular = true;              // false: every record is quarantined
  std::vector<PageFate> pages;      // as many as the scan has
};

struct Blocks {
  std::vector<Block> blocks;
  std::vector<std::string> reasons;
  std::map<std::string, Fate> fates;  // of `reasons`
  std::vector<std::string> notes;
  bool row_numbers = false;  // the first cell of every record counts the rows

  // The fate that says "quarantined for this reason".
  Fate FateFor(const std::string& reason);
  const std::string& ReasonOf(Fate fate) const {
    return reasons[static_cast<std::size_t>(fate - 2)];
  }
};

// The text, how it is cut into cells, and the pass over it.
struct ScannedText {
  std::string_view text;
  Dialect dialect;
  const Header* header = nullptr;
  const Scan* scan = nullptr;

  // The cells of one record, as texts of their own.
  std::vector<std::string> CellsAt(std::size_t begin) const;
  std::string RecordAt(std::size_t begin) const;
};

// Stacked tables, headers, blank rows and prose (segments.cc); then tables side by side
// (side_by_side.cc); then totals (subtotals.cc).
Blocks FindBlocks(const ScannedText& scanned);

void FindSegments(const ScannedText& scanned, Blocks* blocks);
void SplitSideBySide(const ScannedText& scanned, Blocks* blocks);
void FindSubtotals(const ScannedText& scanned, Blocks* blocks);

}  // namespace aisle::ingest
