#include "ingest/file_reader.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/text.h"
#include "ingest/block_rows.h"
#include "ingest/block_table.h"
#include "ingest/blocks.h"
#include "ingest/foreign_reader.h"
#include "ingest/records.h"
#include "ingest/repeats.h"
#include "ingest/scan.h"
#include "ingest/typing.h"

namespace aisle::ingest {
namespace {

catalog::Column ToCatalog(const BlockColumn& column) {
  catalog::Column result;
  result.name = column.name;
  result.label = column.label;
  result.type = column.type.type;
  result.scale = column.type.scale;
  result.unit = column.type.unit;
  result.identifier = column.type.identifier;
  result.row_number = column.row_number;
  return result;
}

std::string Basename(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

// Reads one delimited file; its steps share the text and what the scan found.
class DelimitedFile {
 public:
  DelimitedFile(engine::Session& session, const Source& source, const ReadOptions& options)
      : session_(session), source_(source), options_(options) {}

  Result<ReadFile> Read() {
    scanned_.text = source_.text();
    scanned_.dialect = DetectDialect(scanned_.text.substr(0, 1 << 18));
    header_ = FindHeader(scanned_.text, scanned_.dialect);
    scan_ =
        ScanText(scanned_.text, ScanOptions{scanned_.dialect, header_.data_begin, header_.data_line,
                                            header_.labels.size(), options_.threads});
    scanned_.header = &header_;
    scanned_.scan = &scan_;
    blocks_ = FindBlocks(scanned_);
    for (Block& block : blocks_.blocks) {
      if (!block.tabular) continue;
      if (const auto read = ReadBlock(&block); !read) return read.error();
    }
    if (scan_.rows == 0 && header_.titles.empty()) {
      return Invalid(Basename(source_.path) + " has a header and no rows");
    }
    if (const auto named = NameTables(); !named) return named.error();
    if (const auto counted = Count(); !counted) return counted.error();
    return std::move(file_);
  }

 private:
  struct Typed {
    BlockFacts facts;
    std::vector<BlockColumn> columns;
  };

  // Rows with a cell that does not fit are put aside, and the facts counted again without them.
  Status ReadBlock(Block* block) {
    Typed typed = TypeBlock(*block);
    if (PutMisfitsAside(typed, block)) typed = TypeBlock(*block);
    if (typed.facts.rows == 0) {
      block->tabular = false;
      return Done{};
    }
    if (IsList(*block, typed)) return Done{};
    ReadTable table;
    table.engine_table = options_.engine_prefix + std::to_string(file_.tables.size() + 1);
    const auto created = Create(table.engine_table, *block, &typed);
    if (!created) return created;
    if (const auto dropped = DropUninformative(table.engine_table, &typed); !dropped) {
      return dropped;
    }
    table.rows = typed.facts.rows;
    table.label = block->title;
    for (const BlockColumn& column : typed.columns) {
      if (column.kept) table.columns.push_back(ToCatalog(column));
      if (!column.type.note.empty()) file_.report.notes.push_back(column.type.note);
    }
    file_.tables.push_back(std::move(table));
    return Done{};
  }

  // A column without a name that holds one value, or none, says nothing.
  Status DropUninformative(const std::string& table, Typed* typed) {
    for (BlockColumn& column : typed->columns) {
      if (!IsUnnamed(column.label) || column.row_number) continue;
      const std::string name = engine::QuoteIdentifier(column.name);
      if (column.kept) {
        const auto counted = session_.Query("SELECT min(" + name + ") IS NOT DISTINCT FROM max(" +
                                            name + ") FROM " + engine::QuoteIdentifier(table));
        if (!counted) return counted.error();
        if (counted->rows[0][0] != Value(true) || typed->columns.size() < 3) continue;
        const auto dropped = session_.Execute("ALTER TABLE " + engine::QuoteIdentifier(table) +
                                              " DROP COLUMN " + name);
        if (!dropped) return dropped;
        column.kept = false;
      }
      file_.report.notes.push_back("column " + std::to_string(column.at + 1) + " ('" +
                                   column.label + "') left out: no name, and " +
                                   (column.type.values > 0 ? "one value" : "no value"));
    }
    return Done{};
  }

  Typed TypeBlock(const Block& block) const {
    Typed typed;
    typed.facts = FactsOf(scanned_, block);
    const DateEvidence evidence = EvidenceOf(typed.facts.columns, block.labels);
    const std::vector<std::string> names = ColumnNames(block.labels);
    for (std::size_t i = 0; i < block.cells.size(); ++i) {
      const ColumnFacts& facts = typed.facts.columns[i];
      BlockColumn column{names[i], block.labels[i], block.cells[i],
                         TypeOf(facts, block.labels[i], evidence)};
      column.row_number = block.cells[i] == 0 && blocks_.row_numbers;
      column.kept = facts.Values() > 0 || !IsUnnamed(block.labels[i]);
      typed.columns.push_back(std::move(column));
    }
    ShareNulls(&typed);
    return typed;
  }

  // "UNKNOWN" among numbers is a gap, and then it is one among the names beside them.
  static void ShareNulls(Typed* typed) {
    for (int i = 0; i < kNullSpellingCount; ++i) {
      const auto found = [&](const BlockColumn& column) {
        const auto at = static_cast<std::size_t>(&column - typed->columns.data());
        return typed->facts.columns[at].nulls[i];
      };
      const bool gap =
          kNullSpellings[i].shared &&
          std::any_of(typed->columns.begin(), typed->columns.end(), [&](const BlockColumn& column) {
            return column.type.type != Type::kText && found(column) > 0;
          });
      for (BlockColumn& column : typed->columns)
        if (gap && column.type.type == Type::kText && found(column) > 0)
          column.type.TakeNull(kNullSpellings[i].folded, found(column));
    }
  }

  // The first column whose dates settle the order of day and month lends it to the others.
  static DateEvidence EvidenceOf(const std::vector<ColumnFacts>& facts,
                                 const std::vector<std::string>& labels) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (const auto order = ProvenOrder(facts[i])) return {order, labels[i]};
    }
    return {};
  }

  bool PutMisfitsAside(const Typed& typed, Block* block) {
    const bool any = std::any_of(typed.columns.begin(), typed.columns.end(),
                                 [](const BlockColumn& c) { return c.type.misfits > 0; });
    if (!any) return false;
    std::vector<std::pair<std::pair<std::size_t, std::size_t>, Fate>> fates;
    VisitRows(
        scanned_, *block, [&](std::size_t p) { return scan_.pages[p].odd; },
        [&](const BlockRow& row) {
          if (row.fate != kKept) return;
          for (const BlockColumn& column : typed.columns) {
            if (column.type.misfits == 0 || column.at >= row.cells->size()) continue;
            const std::string_view cell = TrimCell((*row.cells)[column.at]);
            if (column.type.Fits(ReadCell(cell).kind)) continue;
            const std::string reason = column.label + ": expected " + column.type.Expected() +
                                       ", found '" + std::string(cell.substr(0, 40)) + "'";
            fates.push_back({{row.page, row.row}, blocks_.FateFor(reason)});
            return;
          }
        });
    for (const auto& [place, fate] : fates) SetFate(scan_, place.first, place.second, fate, block);
    return !fates.empty();
  }

  // A block below another that has one column is a list of words, not a table.
  bool IsList(Block& block, const Typed& typed) {
    if (blocks_.blocks.size() < 2) return false;
    int kept = 0;
    for (const BlockColumn& column : typed.columns) kept += column.kept && !column.row_number;
    if (kept > 1) return false;
    const Fate fate = blocks_.FateFor("a list of one column, not a table");
    block.tabular = false;
    std::vector<std::pair<std::size_t, std::size_t>> places;
    VisitRows(
        scanned_, block, [](std::size_t) { return true; },
        [&](const BlockRow& row) {
          if (row.fate == kKept) places.emplace_back(row.page, row.row);
        });
    for (const auto& [page, row] : places) SetFate(scan_, page, row, fate, &block);
    return true;
  }

  // The engine reads the file itself where the block is all of it. Where it does not find what
  // the scan found, or there is more in the file, the block is written out first.
  Status Create(const std::string& table, const Block& block, Typed* typed) {
    const Expectation expected{typed->facts.rows};
    if (IsWholeText(scanned_, block)) {
      const PlainText plain{source_.plain_path, scanned_.dialect, header_.data_line - 1,
                            scan_.width};
      if (CreateTable(session_, table, plain, typed->columns, expected)) return Done{};
    }
    const std::string path = options_.temp_prefix + "." + table + ".csv";
    const auto written = WriteBlock(scanned_, block, path);
    if (!written) return written.error();
    for (std::size_t i = 0; i < typed->columns.size(); ++i) {
      typed->columns[i].at = written->cells[i];
    }
    const PlainText text{path, written->dialect, 0, written->width};
    const auto created = CreateTable(session_, table, text, typed->columns, expected);
    if (created) return created;
    // Text is less than numbers, and more than nothing.
    file_.report.notes.push_back("all columns kept as text: " + created.error().message);
    for (std::size_t i = 0; i < typed->columns.size(); ++i) {
      BlockColumn& column = typed->columns[i];
      column.type = TypeAsText(typed->facts.columns[i], column.label);
    }
    return CreateTable(session_, table, text, typed->columns, expected);
  }

  // The largest table takes the file's name; the others are named by what tells them apart.
  Status NameTables() {
    if (file_.tables.empty()) return Done{};
    if (file_.tables.size() > 1) {
      if (const auto marked = MarkRepeats(session_, &file_.tables); !marked) return marked;
    }
    std::size_t main = 0;
    for (std::size_t i = 1; i < file_.tables.size(); ++i) {
      const ReadTable& best = file_.tables[main];
      const ReadTable& table = file_.tables[i];
      if (best.repeats ? !table.repeats : !table.repeats && table.rows > best.rows) main = i;
    }
    std::rotate(file_.tables.begin(), file_.tables.begin() + static_cast<std::ptrdiff_t>(main),
                file_.tables.begin() + static_cast<std::ptrdiff_t>(main) + 1);
    for (std::size_t i = 0; i < file_.tables.size(); ++i) NameTable(i);
    return Done{};
  }

  void NameTable(std::size_t i) {
    ReadTable& table = file_.tables[i];
    std::string suffix = table.label;
    if (suffix.empty() && i > 0) {
      std::vector<std::string> words;
      for (const catalog::Column& column : table.columns) {
        if (!column.row_number) words.push_back(column.label);
      }
      suffix = table.repeats       ? "second printing"
               : words.size() <= 3 ? Join(words, " ")
                                   : "part " + std::to_string(i + 1);
    }
    table.name = suffix.empty() ? options_.table : SnakeCase(options_.table + " " + suffix);
    table.label = suffix.empty() ? options_.label : options_.label + ": " + suffix;
    if (i > 0) table.part_of = file_.tables[0].name;
    if (!table.note.empty()) file_.report.notes.push_back(table.label + ": " + table.note);
  }

  Status Count() {
    file_.quarantine = QuarantineOf(scanned_, blocks_);
    file_.quarantine.insert(file_.quarantine.begin(), header_.titles.begin(), header_.titles.end());
    FileReport& report = file_.report;
    for (const ReadTable& table : file_.tables) report.rows_out += table.rows;
    report.quarantined = static_cast<int64_t>(file_.quarantine.size());
    report.rows_in = RecordsSeen() + static_cast<int64_t>(header_.titles.size());
    report.notes.insert(report.notes.begin(), blocks_.notes.begin(), blocks_.notes.end());
    if (report.rows_in != report.rows_out + report.quarantined) {
      return Invalid("its rows do not add up: " + std::to_string(report.rows_in) + " read, " +
                     std::to_string(report.rows_out) + " kept, " +
                     std::to_string(report.quarantined) + " quarantined");
    }
    return Done{};
  }

  // Every record once for each block that it belongs to, counted from the scan and not from
  // what was made of it; a record that belongs to none would be missed, so each counts.
  int64_t RecordsSeen() const {
    int64_t seen = 0;
    for (std::size_t p = 0; p < scan_.pages.size(); ++p) {
      const auto rows = static_cast<std::size_t>(scan_.pages[p].rows);
      for (std::size_t row = 0; row < rows; ++row) {
        int64_t times = 0;
        for (const Block& block : blocks_.blocks) {
          times += block.pages[p].At(row) != kNotMine ? 1 : 0;
        }
        seen += std::max<int64_t>(times, 1);
      }
    }
    return seen;
  }

  engine::Session& session_;
  const Source& source_;
  const ReadOptions& options_;
  ScannedText scanned_;
  Header header_;
  Scan scan_;
  Blocks blocks_;
  ReadFile file_;
};

}  // namespace

Result<ReadFile> ReadIntoEngine(engine::Session& session, const Source& source,
                                const ReadOptions& options) {
  if (source.format != Format::kDelimited) return ReadForeign(session, source, options);
  return DelimitedFile(session, source, options).Read();
}

}  // namespace aisle::ingest
