#include "ingest/header.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>

#include "base/text.h"
#include "ingest/cell.h"

namespace aisle::ingest {
namespace {

struct HeadRow {
  std::vector<std::string> cells;
  std::vector<CellKind> kinds;
  std::size_t end = 0;
  int64_t line = 0;
  int64_t lines_after = 0;
  std::string text;
  int filled = 0;
  int typed = 0;  // numbers, dates, times
};

std::vector<HeadRow> ReadHead(std::string_view text, Dialect dialect) {
  constexpr std::size_t kRows = 60;
  std::vector<HeadRow> rows;
  RecordReader reader(text, dialect);
  int64_t line = 1;
  while (rows.size() < kRows && reader.Next()) {
    HeadRow row;
    row.line = line;
    line = 1 + reader.lines();
    row.lines_after = line;
    row.end = reader.end();
    row.text = std::string(Trim(text.substr(reader.begin(), reader.end() - reader.begin())));
    for (const std::string_view raw : reader.cells()) {
      const std::string_view cell = TrimCell(raw);
      const CellKind kind = ReadCell(cell).kind;
      row.cells.emplace_back(cell);
      row.kinds.push_back(kind);
      row.filled += kind != CellKind::kEmpty ? 1 : 0;
      row.typed +=
          kind == CellKind::kNumber || kind == CellKind::kDate || kind == CellKind::kTime ? 1 : 0;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::size_t CommonWidth(const std::vector<HeadRow>& rows) {
  std::map<std::size_t, int> widths;
  for (const HeadRow& row : rows) ++widths[row.cells.size()];
  std::size_t best = 1;
  int most = 0;
  for (const auto& [width, count] : widths) {
    if (count < most) continue;
    best = width;
    most = count;
  }
  return best;
}

bool AreDistinct(const HeadRow& row) {
  std::set<std::string> seen;
  for (const std::string& cell : row.cells) {
    if (!cell.empty() && !seen.insert(FoldCase(cell)).second) return false;
  }
  return true;
}

// Years, quarters and months head columns too: "product, 2019, 2020".
bool MayHead(const HeadRow& row) {
  int labels = 0;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    switch (row.kinds[i]) {
      case CellKind::kText:
      case CellKind::kMonth:
      case CellKind::kNull:
      case CellKind::kBoolean:
      case CellKind::kNumberWord:
        ++labels;
        break;
      case CellKind::kNumber:
        if (row.cells[i].size() != 4 || row.cells[i] < "1900" || row.cells[i] > "2100")
          return false;
        break;
      case CellKind::kDate:
      case CellKind::kTime:
        return false;
      case CellKind::kEmpty:
        break;
    }
  }
  return labels > 0;
}

// A row above the table: a title has few cells filled where the rows below have many.
bool IsTitle(const HeadRow& row, std::size_t width, int usual_fill) {
  if (row.filled == 0) return true;
  return width >= 3 && row.filled * 2 < usual_fill && row.filled <= 2;
}

int UsualFill(const std::vector<HeadRow>& rows) {
  std::vector<int> fills;
  for (const HeadRow& row : rows) fills.push_back(row.filled);
  std::sort(fills.begin(), fills.end());
  return fills.empty() ? 0 : fills[fills.size() / 2];
}

// With data below that has numbers, a first row of words is a header; a table of words alone has
// one by custom, unless its first row repeats itself.
bool IsHeader(const std::vector<HeadRow>& rows, std::size_t at) {
  const HeadRow& row = rows[at];
  if (!MayHead(row)) return false;
  bool typed_below = false;
  for (std::size_t i = at + 1; i < rows.size(); ++i) typed_below |= rows[i].typed > 0;
  return typed_below || AreDistinct(row);
}

std::string BaseName(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  for (int turn = 0; turn < 2; ++turn) {
    const std::string folded = FoldCase(name);
    for (const char* suffix : {".gz", ".zst", ".zstd", ".csv", ".tsv", ".txt", ".psv", ".tab",
                               ".dat", ".json", ".jsonl", ".ndjson", ".parquet", ".pq"}) {
      if (!EndsWith(folded, suffix) || folded.size() == std::string_view(suffix).size()) continue;
      name.resize(name.size() - std::string_view(suffix).size());
      break;
    }
  }
  return name;
}

}  // namespace

bool IsUnnamed(std::string_view label) {
  const std::string folded = FoldCase(Trim(label));
  if (folded.empty()) return true;
  for (const char* prefix : {"unnamed:", "unnamed_", "unnamed", "_c", "column", "field"}) {
    if (!StartsWith(folded, prefix)) continue;
    const std::string rest(Trim(std::string_view(folded).substr(std::string_view(prefix).size())));
    const bool digits = std::all_of(rest.begin(), rest.end(),
                                    [](char c) { return (c >= '0' && c <= '9') || c == '_'; });
    if (digits && (!rest.empty() || folded == "unnamed")) return true;
  }
  return false;
}

bool NamesRowNumber(std::string_view label) {
  static const std::set<std::string> kNames = {
      "index",   "idx",  "row",    "row_id",  "row_no", "row_number", "rownum",
      "sr_no",   "s_no", "sno",    "sl_no",   "serial", "serial_no",  "line",
      "line_no", "rn",   "record", "row_num", "srno",   "slno",       "level_0"};
  const std::string trimmed(Trim(label));
  if (IsUnnamed(trimmed) || trimmed == "#") return true;
  return kNames.contains(SnakeCase(trimmed));
}

Header FindHeader(std::string_view text, Dialect dialect) {
  const std::vector<HeadRow> rows = ReadHead(text, dialect);
  Header header;
  std::size_t width = CommonWidth(rows);
  const int usual_fill = UsualFill(rows);
  std::size_t at = 0;
  while (at + 1 < rows.size() && IsTitle(rows[at], width, usual_fill)) ++at;
  if (at == rows.size()) return header;
  for (std::size_t i = 0; i < at; ++i) {
    const bool blank = rows[i].filled == 0;
    header.titles.push_back(
        RawRow{rows[i].line, blank ? "blank row" : "title above the table", rows[i].text});
  }
  header.present = IsHeader(rows, at);
  if (header.present) {
    width = std::max(width, rows[at].cells.size());
    header.labels = rows[at].cells;
    header.data_begin = rows[at].end;
    header.data_line = rows[at].lines_after;
  } else {
    header.data_begin = at == 0 ? 0 : rows[at - 1].end;
    header.data_line = rows[at].line;
  }
  const std::size_t named = header.labels.size();
  header.labels.resize(width);
  for (std::size_t i = named; i < width && !header.present; ++i) {
    header.labels[i] = "Column " + std::to_string(i + 1);
  }
  return header;
}

std::vector<std::string> ColumnNames(const std::vector<std::string>& labels) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::string base =
        Trim(labels[i]).empty() ? "column_" + std::to_string(i + 1) : SnakeCase(labels[i]);
    std::string name = base;
    for (int n = 2; !taken.insert(name).second; ++n) name = base + "_" + std::to_string(n);
    names.push_back(name);
  }
  return names;
}

std::string TableName(const std::string& path) { return SnakeCase(BaseName(path)); }

std::string TableLabel(const std::string& path) {
  std::string label;
  for (const char c : BaseName(path)) {
    const bool blank = c == '_' || c == ' ';
    if (blank && (label.empty() || label.back() == ' ')) continue;
    label += blank ? ' ' : c;
  }
  return std::string(Trim(label));
}

}  // namespace aisle::ingest
