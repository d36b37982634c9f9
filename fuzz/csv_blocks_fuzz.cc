// Any bytes as a delimited text: the dialect, the header, the scan and the block finder must take
// them, and every record must be kept once or quarantined.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "ingest/block_rows.h"
#include "ingest/blocks.h"

using namespace aisle::ingest;  // NOLINT: a fuzz target is all about this namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  ScannedText scanned;
  scanned.text = text;
  scanned.dialect = DetectDialect(text);
  const Header header = FindHeader(text, scanned.dialect);
  if (header.labels.empty()) return 0;
  const Scan scan = ScanText(text, ScanOptions{scanned.dialect, header.data_begin, header.data_line,
                                               header.labels.size(), 2});
  scanned.header = &header;
  scanned.scan = &scan;
  const Blocks blocks = FindBlocks(scanned);
  int64_t kept = 0;
  for (const Block& block : blocks.blocks) {
    CHECK(block.labels.size() == block.cells.size());
    kept += FactsOf(scanned, block).rows;
  }
  const auto quarantined = static_cast<int64_t>(QuarantineOf(scanned, blocks).size());
  CHECK(kept + quarantined >= scan.rows);
  return 0;
}
