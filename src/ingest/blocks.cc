#include "ingest/blocks.h"

#include <algorithm>

#include "base/text.h"

namespace aisle::ingest {

Fate Blocks::FateFor(const std::string& reason) {
  const auto found = std::find(reasons.begin(), reasons.end(), reason);
  if (found != reasons.end()) return static_cast<Fate>(found - reasons.begin()) + 2;
  reasons.push_back(reason);
  return static_cast<Fate>(reasons.size()) + 1;
}

std::vector<std::string> ScannedText::CellsAt(std::size_t begin) const {
  RecordReader reader(text, dialect, begin);
  std::vector<std::string> cells;
  if (!reader.Next()) return cells;
  for (const std::string_view cell : reader.cells()) cells.emplace_back(TrimCell(cell));
  return cells;
}

std::string ScannedText::RecordAt(std::size_t begin) const {
  RecordReader reader(text, dialect, begin);
  if (!reader.Next()) return {};
  return std::string(Trim(text.substr(begin, reader.end() - begin)));
}

Blocks FindBlocks(const ScannedText& scanned) {
  Blocks blocks;
  FindSegments(scanned, &blocks);
  SplitSideBySide(scanned, &blocks);
  FindSubtotals(scanned, &blocks);
  return blocks;
}

}  // namespace aisle::ingest
