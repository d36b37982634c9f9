#include "ingest/scan.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <thread>

#include "ingest/cell_memo.h"

namespace aisle::ingest {
namespace {

// Whether the first cells count upwards by one; parts are joined by their ends.
struct Sequence {
  bool holds = true;
  bool any = false;
  int64_t first = 0;
  int64_t next = 0;

  void Add(std::string_view cell) {
    if (!holds) return;
    int64_t value = 0;
    const auto parsed = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != cell.data() + cell.size() ||
        (any && value != next)) {
      holds = false;
      return;
    }
    if (!any) first = value;
    any = true;
    next = value + 1;
  }
};

struct Part {
  std::vector<Page> pages;
  Sequence sequence;
  std::size_t end = 0;  // offset where the next part begins
  int64_t lines = 0;    // line ends in it
};

class PageBuilder {
 public:
  PageBuilder(std::size_t width, Part* part) : width_(width), part_(part), memos_(width) {
    row_.reserve(Page::kRows);
    kinds_.reserve(Page::kRows * width);
    Start();
  }

  void Add(const RecordReader& reader, int64_t line) {
    if (page_.rows == 0) {
      page_.begin = reader.begin();
      page_.line = line;
    }
    const auto& cells = reader.cells();
    row_.push_back(Row{reader.begin(), line, static_cast<uint32_t>(cells.size()), reader.quotes()});
    part_->sequence.Add(cells[0]);
    std::size_t filled = 0;
    int words = 0;
    for (std::size_t i = 0; i < width_; ++i) {
      CellKind kind = CellKind::kEmpty;
      if (i < cells.size()) {
        kind = memos_[i].Add(cells[i], &page_.columns[i]).cell.kind;
      } else {
        page_.columns[i].AddMissing();
      }
      if (i > 0 && kind != CellKind::kEmpty) ++filled;
      // What says that a row is a total stands in its first words.
      if (kind == CellKind::kText && ++words <= 2 && SaysTotal(cells[i])) page_.odd = true;
      kinds_.push_back(kind);
    }
    // With one column the first cell is all there is.
    if (filled == 0 && (width_ > 1 || kinds_.back() == CellKind::kEmpty)) page_.odd = true;
    if (cells.size() != width_ || reader.quotes() != Quotes::kProper) page_.odd = true;
    const std::size_t all = filled + (TrimCell(cells[0]).empty() ? 0 : 1);
    CountFilled(filled, &rest_);
    CountFilled(all, &whole_);
    page_.end = reader.end();
    if (++page_.rows == Page::kRows) Finish();
  }

  void Finish() {
    if (page_.rows == 0) return;
    for (std::size_t i = 0; i < width_; ++i) memos_[i].Flush(&page_.columns[i]);
    page_.odd = page_.odd || ColumnsAreMixed() || SomeRowIsBare();
    if (page_.odd) {
      page_.row = row_;
      page_.kinds = kinds_;
    }
    part_->pages.push_back(std::move(page_));
    Start();
  }

 private:
  void Start() {
    page_ = Page{};
    page_.columns.resize(width_);
    row_.clear();
    kinds_.clear();
    rest_ = whole_ = Fill{width_, 0};
  }

  // The barest and the fullest row.
  struct Fill {
    std::size_t least = 0;
    std::size_t most = 0;
  };
  static void CountFilled(std::size_t filled, Fill* fill) {
    fill->least = std::min(fill->least, filled);
    fill->most = std::max(fill->most, filled);
  }

  static bool SaysTotal(std::string_view cell) {
    if (cell.size() < 3 || cell.size() > 40) return false;
    if (cell.find("otal") != std::string_view::npos) return true;
    if (cell.find("OTAL") != std::string_view::npos) return true;
    return cell == "Sum" || cell == "SUM" || cell == "sum";
  }

  // A row with half of what another has, or less. The first cell may number the rows.
  bool SomeRowIsBare() const {
    return rest_.least * 2 <= rest_.most || whole_.least * 2 <= whole_.most;
  }

  // A column that holds mostly numbers or dates and something else besides.
  bool ColumnsAreMixed() const {
    for (const ColumnFacts& facts : page_.columns) {
      const int64_t values = facts.Values();
      const int64_t typed = facts.Count(CellKind::kNumber) + facts.Count(CellKind::kDate) +
                            facts.Count(CellKind::kTime);
      if (typed > 0 && typed < values) return true;
    }
    return false;
  }

  std::size_t width_;
  Part* part_;
  std::vector<CellMemo> memos_;  // of the columns
  Page page_;
  std::vector<Row> row_;  // of the page, kept if it turns out odd
  std::vector<CellKind> kinds_;
  Fill rest_;   // without the first cell
  Fill whole_;  // with it
};

Part ScanPart(std::string_view text, const ScanOptions& options, std::size_t begin,
              std::size_t end) {
  Part part;
  PageBuilder pages(options.width, &part);
  RecordReader reader(text, options.dialect, begin);
  while (reader.end() < end) {
    const int64_t line = reader.lines();
    if (!reader.Next()) break;
    pages.Add(reader, line);
  }
  pages.Finish();
  part.end = reader.end();
  part.lines = reader.lines();
  return part;
}

// Offsets where parts of about equal size begin, each at the start of a record if quotes are in
// pairs; where they are not, the caller sees it by the end of the part before.
std::vector<std::size_t> Boundaries(std::string_view text, const ScanOptions& options) {
  constexpr std::size_t kLeast = 1 << 20;
  std::vector<std::size_t> begins = {options.begin};
  const std::size_t size = text.size() - std::min(options.begin, text.size());
  const std::size_t parts =
      std::clamp<std::size_t>(size / kLeast, 1, static_cast<std::size_t>(options.threads));
  bool inside = false;
  std::size_t at = options.begin;
  for (std::size_t i = 1; i < parts; ++i) {
    const std::size_t target = options.begin + size / parts * i;
    const auto quotes =
        std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                   text.begin() + static_cast<std::ptrdiff_t>(target), options.dialect.quote);
    inside = inside != (quotes % 2 != 0);
    at = target;
    while (at < text.size() && (inside || text[at] != '\n')) {
      if (text[at] == options.dialect.quote) inside = !inside;
      ++at;
    }
    if (at >= text.size()) break;
    begins.push_back(++at);
  }
  return begins;
}

std::vector<Part> ScanParts(std::string_view text, const ScanOptions& options) {
  std::vector<std::size_t> begins = Boundaries(text, options);
  begins.push_back(text.size());
  std::vector<Part> parts(begins.size() - 1);
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    threads.emplace_back([&, i] { parts[i] = ScanPart(text, options, begins[i], begins[i + 1]); });
  }
  parts[0] = ScanPart(text, options, begins[0], begins[1]);
  for (std::thread& thread : threads) thread.join();
  // A part that did not end where the next began was cut inside a quoted cell: read on from
  // its end instead.
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i - 1].end != begins[i]) {
      parts[i] = ScanPart(text, options, parts[i - 1].end, begins[i + 1]);
    }
  }
  return parts;
}

}  // namespace

Scan ScanText(std::string_view text, const ScanOptions& options) {
  Scan scan;
  scan.width = options.width;
  int64_t line = options.line;
  Sequence sequence;
  for (Part& part : ScanParts(text, options)) {
    for (Page& page : part.pages) {
      page.line += line;
      for (Row& row : page.row) row.line += line;
      scan.rows += page.rows;
      scan.pages.push_back(std::move(page));
    }
    line += part.lines;
    if (part.sequence.any || !part.sequence.holds) {
      scan.in_sequence = scan.in_sequence && part.sequence.holds &&
                         (!sequence.any || part.sequence.first == sequence.next);
      if (!sequence.any) scan.in_sequence = scan.in_sequence && part.sequence.first <= 1;
      sequence = part.sequence;
    }
  }
  return scan;
}

}  // namespace aisle::ingest
