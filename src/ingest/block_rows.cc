#include "ingest/block_rows.h"

#include <algorithm>
#include <fstream>

#include "base/text.h"
#include "ingest/cell_memo.h"

namespace aisle::ingest {
namespace {

bool IsAllKept(const PageFate& fate) { return fate.rows.empty() && fate.all == kKept; }
bool IsAllForeign(const PageFate& fate) { return fate.rows.empty() && fate.all == kNotMine; }

std::string_view CellOf(const BlockRow& row, std::size_t cell) {
  return cell < row.cells->size() ? (*row.cells)[cell] : std::string_view();
}

void AppendCell(std::string_view cell, std::string* out) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out->append(cell);
    return;
  }
  out->push_back('"');
  for (const char c : cell) {
    if (c == '"') out->push_back('"');
    out->push_back(c);
  }
  out->push_back('"');
}

// Collects output and writes it in large pieces.
class Output {
 public:
  explicit Output(const std::string& path) : out_(path, std::ios::binary | std::ios::trunc) {}
  std::string* buffer() { return &buffer_; }
  void Flush(std::size_t above) {
    if (buffer_.size() <= above) return;
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }
  bool Finish() {
    Flush(0);
    out_.close();
    return static_cast<bool>(out_);
  }

 private:
  std::ofstream out_;
  std::string buffer_;
};

}  // namespace

void VisitRows(const ScannedText& scanned, const Block& block, const PageFilter& wanted,
               const RowVisitor& visit) {
  const Scan& scan = *scanned.scan;
  for (std::size_t p = 0; p < scan.pages.size(); ++p) {
    const PageFate& fates = block.pages[p];
    if (IsAllForeign(fates) || !wanted(p)) continue;
    const Page& page = scan.pages[p];
    RecordReader reader(scanned.text, scanned.dialect, page.begin);
    BlockRow row;
    row.page = p;
    for (row.row = 0; row.row < static_cast<std::size_t>(page.rows); ++row.row) {
      row.line = page.line + reader.lines();
      if (!reader.Next()) break;
      row.fate = fates.At(row.row);
      if (row.fate == kNotMine) continue;
      row.begin = reader.begin();
      row.end = reader.end();
      row.cells = &reader.cells();
      visit(row);
    }
  }
}

BlockFacts FactsOf(const ScannedText& scanned, const Block& block) {
  BlockFacts facts;
  facts.columns.resize(block.cells.size());
  const auto& pages = scanned.scan->pages;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    if (!IsAllKept(block.pages[p])) continue;
    facts.rows += pages[p].rows;
    for (std::size_t i = 0; i < block.cells.size(); ++i) {
      facts.columns[i].Merge(pages[p].columns[block.cells[i]]);
    }
  }
  std::vector<CellMemo> memos(block.cells.size());
  VisitRows(
      scanned, block, [&](std::size_t p) { return !IsAllKept(block.pages[p]); },
      [&](const BlockRow& row) {
        if (row.fate != kKept) return;
        ++facts.rows;
        for (std::size_t i = 0; i < block.cells.size(); ++i) {
          memos[i].Add(CellOf(row, block.cells[i]), &facts.columns[i]);
        }
      });
  for (std::size_t i = 0; i < memos.size(); ++i) memos[i].Flush(&facts.columns[i]);
  return facts;
}

void SetFate(const Scan& scan, std::size_t page, std::size_t row, Fate fate, Block* block) {
  PageFate& fates = block->pages[page];
  if (fates.rows.empty()) {
    fates.rows.assign(static_cast<std::size_t>(scan.pages[page].rows), fates.all);
  }
  fates.rows[row] = fate;
}

bool IsWholeText(const ScannedText& scanned, const Block& block) {
  const auto& pages = scanned.scan->pages;
  for (std::size_t p = 0; p < pages.size(); ++p) {
    const PageFate& fates = block.pages[p];
    if (fates.rows.empty() ? fates.all != kKept
                           : std::any_of(fates.rows.begin(), fates.rows.end(),
                                         [](Fate fate) { return fate != kKept; })) {
      return false;
    }
    for (const Row& row : pages[p].row) {
      if (row.width != scanned.scan->width) return false;
    }
  }
  return true;
}

namespace {

bool SpansAllCells(const ScannedText& scanned, const Block& block) {
  return block.cells.size() == scanned.scan->width;
}

}  // namespace

Result<WrittenBlock> WriteBlock(const ScannedText& scanned, const Block& block,
                                const std::string& path) {
  Output output(path);
  WrittenBlock written;
  const bool as_it_stands = SpansAllCells(scanned, block) && scanned.dialect == Dialect{};
  written.dialect = Dialect{};
  written.width = block.cells.size();
  for (std::size_t i = 0; i < block.cells.size(); ++i) written.cells.push_back(i);
  const auto& pages = scanned.scan->pages;
  // Pages that are kept whole and need no change go over as bytes.
  const auto is_bytes = [&](std::size_t p) {
    return as_it_stands && IsAllKept(block.pages[p]) && !pages[p].odd;
  };
  std::size_t copied = 0;
  const auto copy_up_to = [&](std::size_t page) {
    for (; copied < page; ++copied) {
      if (!is_bytes(copied)) continue;
      const std::string_view bytes =
          scanned.text.substr(pages[copied].begin, pages[copied].end - pages[copied].begin);
      output.buffer()->append(bytes);
      if (!EndsWith(bytes, "\n")) output.buffer()->push_back('\n');
      output.Flush(1 << 20);
    }
  };
  VisitRows(
      scanned, block, [&](std::size_t p) { return !is_bytes(p); },
      [&](const BlockRow& row) {
        copy_up_to(row.page);
        if (row.fate != kKept) return;
        std::string* out = output.buffer();
        for (std::size_t i = 0; i < block.cells.size(); ++i) {
          if (i > 0) out->push_back(',');
          AppendCell(CellOf(row, block.cells[i]), out);
        }
        // One empty cell must not look like no record.
        if (block.cells.size() == 1 && CellOf(row, block.cells[0]).empty()) out->append("\"\"");
        out->push_back('\n');
        output.Flush(1 << 20);
      });
  copy_up_to(pages.size());
  if (!output.Finish()) return Error{ErrorCode::kUnavailable, "cannot write " + path};
  return written;
}

std::vector<RawRow> QuarantineOf(const ScannedText& scanned, const Blocks& blocks) {
  std::vector<RawRow> rows;
  for (const Block& block : blocks.blocks) {
    const auto has_quarantined = [&](std::size_t p) {
      const PageFate& fates = block.pages[p];
      if (fates.rows.empty()) return fates.all > kKept;
      return std::any_of(fates.rows.begin(), fates.rows.end(),
                         [](Fate fate) { return fate > kKept; });
    };
    VisitRows(scanned, block, has_quarantined, [&](const BlockRow& row) {
      if (row.fate <= kKept) return;
      const std::string_view text = scanned.text.substr(row.begin, row.end - row.begin);
      rows.push_back(RawRow{row.line, blocks.ReasonOf(row.fate), std::string(Trim(text))});
    });
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const RawRow& a, const RawRow& b) { return a.line < b.line; });
  return rows;
}

}  // namespace aisle::ingest
