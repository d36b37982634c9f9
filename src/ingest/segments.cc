// Tables one below the other. A table goes on as long as its records agree with what its columns
// have held so far. A record of words where numbers or dates belong ends it: it is the header of
// another table when the records below bear it out, and the beginning of prose when they do not.
#include <algorithm>
#include <set>
#include <span>

#include "base/text.h"
#include "ingest/blocks.h"

namespace aisle::ingest {
namespace {

using Kinds = std::span<const CellKind>;

bool IsTyped(CellKind kind) {
  return kind == CellKind::kNumber || kind == CellKind::kDate || kind == CellKind::kTime;
}
bool IsLabel(CellKind kind) {
  return kind == CellKind::kText || kind == CellKind::kMonth || kind == CellKind::kBoolean ||
         kind == CellKind::kNumberWord;
}

// What the columns of a table have held so far.
class ColumnHistory {
 public:
  explicit ColumnHistory(std::size_t width) : columns_(width) {}

  void Add(Kinds kinds) {
    bool typed = false;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      columns_[i].typed += IsTyped(kinds[i]) ? 1 : 0;
      columns_[i].labels += IsLabel(kinds[i]) ? 1 : 0;
      typed = typed || (i > 0 && IsTyped(kinds[i]));
    }
    ++rows_;
    ++loose_rows_;
    if (!typed) return;
    ++typed_rows_;
    loose_rows_ = 0;
  }
  void Add(const Page& page) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const ColumnFacts& facts = page.columns[i];
      columns_[i].typed += facts.Count(CellKind::kNumber) + facts.Count(CellKind::kDate) +
                           facts.Count(CellKind::kTime);
      columns_[i].labels += facts.Count(CellKind::kText) + facts.Count(CellKind::kMonth) +
                            facts.Count(CellKind::kNumberWord) + facts.Count(CellKind::kBoolean);
    }
    rows_ += page.rows;
    typed_rows_ += page.rows;
    loose_rows_ = 0;
  }

  bool IsTypedColumn(std::size_t at) const {
    const Counts& counts = columns_[at];
    return counts.typed >= 2 && counts.typed >= 9 * counts.labels;
  }
  int64_t rows() const { return rows_; }
  // Nearly all records have a number or a date, those at the end left aside.
  bool AreRowsTyped() const {
    return typed_rows_ >= 2 && typed_rows_ * 20 >= (rows_ - loose_rows_) * 19;
  }

 private:
  struct Counts {
    int64_t typed = 0;
    int64_t labels = 0;
  };
  std::vector<Counts> columns_;
  int64_t rows_ = 0;
  int64_t typed_rows_ = 0;
  int64_t loose_rows_ = 0;  // since the last typed one
};

struct Position {
  std::size_t page = 0;
  std::size_t row = 0;
};

class Segmenter {
 public:
  Segmenter(const ScannedText& scanned, Blocks* blocks)
      : scanned_(scanned), scan_(*scanned.scan), blocks_(*blocks), history_(scan_.width) {
    first_ = blocks_.row_numbers ? 1 : 0;
  }

  void Run() {
    StartTable(scanned_.header->labels);
    for (at_ = {}; at_.page < scan_.pages.size(); ++at_.page) {
      const Page& page = scan_.pages[at_.page];
      if (!page.odd) {
        AddPage(page);
        continue;
      }
      for (at_.row = 0; at_.row < static_cast<std::size_t>(page.rows); ++at_.row) AddRow();
    }
    CloseTable();
  }

 private:
  Kinds KindsAt(Position position) const {
    const Page& page = scan_.pages[position.page];
    return Kinds(page.kinds).subspan(position.row * scan_.width, scan_.width);
  }
  const Row& RowAt(Position position) const { return scan_.pages[position.page].row[position.row]; }

  // ---- tables ------------------------------------------------------------------------------

  int NewBlock(bool tabular) {
    Block block;
    block.tabular = tabular;
    block.pages.resize(scan_.pages.size());
    blocks_.blocks.push_back(std::move(block));
    return static_cast<int>(blocks_.blocks.size()) - 1;
  }

  void StartTable(const std::vector<std::string>& labels) {
    CloseTable();
    table_ = NewBlock(true);
    blocks_.blocks[table_].labels = labels;
    for (std::size_t i = 0; i < scan_.width; ++i) blocks_.blocks[table_].cells.push_back(i);
    history_ = ColumnHistory(scan_.width);
    in_prose_ = false;
  }

  // Columns that have neither a name nor a value in this table belong to another.
  void CloseTable() {
    if (table_ < 0) return;
    Block& block = blocks_.blocks[table_];
    if (history_.rows() == 0) block.tabular = false;
    in_prose_ = false;
  }

  void SetFate(Position position, int block, Fate fate) {
    PageFate& page = blocks_.blocks[block].pages[position.page];
    if (page.rows.empty()) {
      page.rows.assign(static_cast<std::size_t>(scan_.pages[position.page].rows), kNotMine);
    }
    page.rows[position.row] = fate;
  }

  void AddPage(const Page& page) {
    in_prose_ = false;
    cut_off_ = false;
    blocks_.blocks[table_].pages[at_.page].all = kKept;
    history_.Add(page);
  }

  void Keep(Kinds kinds) {
    in_prose_ = false;
    SetFate(at_, table_, kKept);
    history_.Add(kinds);
  }

  void Quarantine(const std::string& reason) { SetFate(at_, table_, blocks_.FateFor(reason)); }

  // ---- records -----------------------------------------------------------------------------

  struct Look {
    int filled = 0;
    int typed = 0;
    int labels = 0;
  };
  Look LookAt(Kinds kinds) const {
    Look look;
    for (std::size_t i = first_; i < kinds.size(); ++i) {
      look.filled += kinds[i] != CellKind::kEmpty ? 1 : 0;
      look.typed += IsTyped(kinds[i]) ? 1 : 0;
      look.labels += IsLabel(kinds[i]) ? 1 : 0;
    }
    return look;
  }

  void AddRow() {
    const Kinds kinds = KindsAt(at_);
    const Look look = LookAt(kinds);
    if (look.filled == 0) return Quarantine("blank row");
    if (IsUnclosed()) return Quarantine("a quote that is never closed");
    if (IsBelowUnclosed()) return Quarantine("below a quote that is never closed");
    if (HasTooManyCells()) return Quarantine(TooMany());
    const bool words_only = look.typed == 0 && look.labels > 0;
    if (!words_only) {
      if (in_prose_ && !AgreesWithHistory(kinds)) return Quarantine(kProse);
      return Keep(kinds);
    }
    if (RepeatsHeader()) return Quarantine("header row, repeated");
    if (history_.rows() == 0 && IsSecondHeader(kinds)) return CombineHeader();
    if (!in_prose_ && !ContradictsHistory(kinds)) return Keep(kinds);
    if (IsHeader(kinds, look)) return StartTableBelow();
    if (in_prose_ && !ContradictsHistory(kinds) && !history_.AreRowsTyped()) return Keep(kinds);
    StartProse();
  }

  bool IsUnclosed() {
    const bool unclosed = RowAt(at_).quotes == Quotes::kUnclosed;
    cut_off_ = cut_off_ || unclosed;
    return unclosed;
  }
  // Lines below it may be the rest of the cell, up to the first that has the table's cells.
  bool IsBelowUnclosed() {
    cut_off_ = cut_off_ && RowAt(at_).width != scan_.width;
    return cut_off_;
  }

  bool HasTooManyCells() const {
    const Row& row = RowAt(at_);
    if (row.width <= scan_.width) return false;
    const auto cells = scanned_.CellsAt(row.begin);
    return std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(scan_.width), cells.end(),
                       [](const std::string& cell) { return !cell.empty(); });
  }
  std::string TooMany() const {
    return "more cells than columns: expected " + std::to_string(scan_.width) + ", found " +
           std::to_string(RowAt(at_).width);
  }

  bool ContradictsHistory(Kinds kinds) const {
    for (std::size_t i = first_; i < kinds.size(); ++i) {
      if (IsLabel(kinds[i]) && history_.IsTypedColumn(i)) return true;
    }
    return false;
  }

  // A number or date where the table has them: the table goes on after an interruption.
  bool AgreesWithHistory(Kinds kinds) const {
    if (ContradictsHistory(kinds)) return false;
    for (std::size_t i = first_; i < kinds.size(); ++i) {
      if (IsTyped(kinds[i]) && history_.IsTypedColumn(i)) return true;
    }
    return false;
  }

  bool RepeatsHeader() const {
    const auto cells = scanned_.CellsAt(RowAt(at_).begin);
    const auto& labels = blocks_.blocks[table_].labels;
    int same = 0;
    for (std::size_t i = first_; i < std::min(cells.size(), labels.size()); ++i) {
      if (cells[i].empty() && labels[i].empty()) continue;
      if (FoldCase(cells[i]) != FoldCase(labels[i])) return false;
      ++same;
    }
    return same >= 2;
  }

  // ---- what comes below --------------------------------------------------------------------

  // The records below, blank ones left out; an even page stands as one record.
  std::vector<std::vector<CellKind>> Below(std::size_t count) const {
    std::vector<std::vector<CellKind>> below;
    Position position = {at_.page, at_.row + 1};
    for (; position.page < scan_.pages.size() && below.size() < count; ++position.page) {
      const Page& page = scan_.pages[position.page];
      if (!page.odd) {
        below.push_back(Usual(page));
        continue;
      }
      for (; position.row < static_cast<std::size_t>(page.rows) && below.size() < count;
           ++position.row) {
        const Kinds kinds = KindsAt(position);
        if (LookAt(kinds).filled > 0) below.emplace_back(kinds.begin(), kinds.end());
      }
      position.row = 0;
    }
    return below;
  }

  static std::vector<CellKind> Usual(const Page& page) {
    std::vector<CellKind> kinds;
    for (const ColumnFacts& facts : page.columns) {
      const auto most = std::max_element(facts.kinds.begin(), facts.kinds.end());
      kinds.push_back(static_cast<CellKind>(most - facts.kinds.begin()));
    }
    return kinds;
  }

  struct Support {
    int typed_columns = 0;    // with numbers or dates below
    int typed_with_word = 0;  // and a word of ours above them
    int filled_columns = 0;   // with anything below
    int filled_with_word = 0;
  };
  Support SupportBelow(Kinds kinds, std::size_t count) const {
    const auto below = Below(count);
    Support support;
    for (std::size_t i = first_; i < kinds.size(); ++i) {
      std::size_t typed = 0;
      std::size_t filled = 0;
      for (const auto& row : below) {
        typed += IsTyped(row[i]) ? 1 : 0;
        filled += row[i] != CellKind::kEmpty ? 1 : 0;
      }
      const bool word = IsLabel(kinds[i]);
      const bool typed_below = typed * 2 > filled && typed * 3 >= below.size();
      const bool filled_below = filled * 2 > below.size();
      support.typed_columns += typed_below ? 1 : 0;
      support.typed_with_word += typed_below && word ? 1 : 0;
      support.filled_columns += filled_below ? 1 : 0;
      support.filled_with_word += filled_below && word ? 1 : 0;
    }
    return support;
  }

  // Words above columns of numbers, over all that is filled below, each word once and short.
  bool IsHeader(Kinds kinds, const Look& look) const {
    if (look.labels < 2 || look.labels != look.filled) return false;
    const Support support = SupportBelow(kinds, 10);
    if (support.typed_with_word == 0 || support.typed_with_word < support.typed_columns) {
      return false;
    }
    if (support.filled_with_word * 5 < support.filled_columns * 4) return false;
    std::set<std::string> seen;
    for (const std::string& cell : scanned_.CellsAt(RowAt(at_).begin)) {
      if (cell.size() > 60) return false;
      if (!cell.empty()) seen.insert(FoldCase(cell));
    }
    return static_cast<int>(seen.size()) * 2 > look.labels;
  }

  // A first record that is really the header, under one that names groups of columns.
  bool IsSecondHeader(Kinds kinds) const {
    const Support support = SupportBelow(kinds, 6);
    if (support.typed_with_word == 0 || support.typed_with_word < support.typed_columns) {
      return false;
    }
    const auto& labels = blocks_.blocks[table_].labels;
    for (std::size_t i = first_; i < kinds.size(); ++i) {
      if (IsUnnamed(labels[i]) && IsLabel(kinds[i])) return true;
    }
    return false;
  }

  void CombineHeader() {
    Block& block = blocks_.blocks[table_];
    const auto cells = scanned_.CellsAt(RowAt(at_).begin);
    std::multiset<std::string> folded;
    for (const std::string& cell : cells) folded.insert(FoldCase(cell));
    std::string group;
    block.groups.assign(block.labels.size(), "");
    for (std::size_t i = first_; i < block.labels.size(); ++i) {
      if (!IsUnnamed(block.labels[i])) group = block.labels[i];
      block.groups[i] = group;
      const std::string cell = i < cells.size() ? cells[i] : std::string();
      if (cell.empty()) continue;
      const bool once = folded.count(FoldCase(cell)) == 1;
      block.labels[i] = once || group.empty() ? cell : group + " " + cell;
    }
    Quarantine("header row");
    blocks_.notes.push_back("the header takes two rows");
  }

  void StartTableBelow() {
    std::vector<std::string> labels = scanned_.CellsAt(RowAt(at_).begin);
    labels.resize(scan_.width);
    if (blocks_.row_numbers) labels[0] = scanned_.header->labels[0];
    DropLooseEnd();
    StartTable(labels);
    Quarantine("header row");
    blocks_.notes.push_back("line " + std::to_string(RowAt(at_).line) +
                            " is the header of another table");
  }

  void StartProse() {
    if (!in_prose_) DropLooseEnd();
    in_prose_ = true;
    Quarantine(kProse);
  }

  // Records without a number just above prose or another header are not the table's either,
  // where all its records have one.
  void DropLooseEnd() {
    if (!history_.AreRowsTyped() || !scan_.pages[at_.page].odd) return;
    PageFate& fates = blocks_.blocks[table_].pages[at_.page];
    Position position = at_;
    while (position.row > 0) {
      --position.row;
      if (fates.rows.empty() || fates.rows[position.row] == kNotMine) return;
      const Look look = LookAt(KindsAt(position));
      if (look.filled == 0) continue;
      if (look.typed > 0 || fates.rows[position.row] != kKept) return;
      fates.rows[position.row] = blocks_.FateFor(kProse);
    }
  }

  static constexpr const char* kProse = "not tabular";

  const ScannedText& scanned_;
  const Scan& scan_;
  Blocks& blocks_;
  ColumnHistory history_;
  std::size_t first_ = 0;  // cells before it count rows
  Position at_;
  int table_ = -1;
  bool in_prose_ = false;
  bool cut_off_ = false;  // since a quote that is never closed
};

}  // namespace

void FindSegments(const ScannedText& scanned, Blocks* blocks) {
  blocks->row_numbers = scanned.scan->in_sequence && scanned.scan->rows > 0 &&
                        scanned.scan->width > 1 && scanned.header->present &&
                        NamesRowNumber(scanned.header->labels[0]);
  Segmenter(scanned, blocks).Run();
  // A page whose records share one fate needs no fate for each, and is not read again.
  for (Block& block : blocks->blocks) {
    for (PageFate& page : block.pages) {
      if (page.rows.empty()) continue;
      const Fate first = page.rows.front();
      if (std::any_of(page.rows.begin(), page.rows.end(), [&](Fate f) { return f != first; })) {
        continue;
      }
      page.all = first;
      page.rows.clear();
    }
  }
}

}  // namespace aisle::ingest
