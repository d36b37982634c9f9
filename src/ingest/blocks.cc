#include "ingest/blocks.h"

#include "base/text.h"

namespace aisle::ingest {

Fate Blocks::FateFor(const std::string& reason) {
  const auto [found, first] = fates.emplace(reason, static_cast<Fate>(reasons.size()) + 2);
  if (first) reasons.push_back(reason);
  return found->second;
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
