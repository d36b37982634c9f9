#include "ingest/file_reader.h"

#include <utility>

#include "base/text.h"
#include "ingest/block_table.h"
#include "ingest/foreign_reader.h"
#include "ingest/records.h"
#include "ingest/scan.h"
#include "ingest/typing.h"

namespace aisle::ingest {
namespace {

std::vector<ColumnFacts> TotalFacts(const Scan& scan) {
  std::vector<ColumnFacts> total(scan.width);
  for (const Page& page : scan.pages) {
    for (std::size_t i = 0; i < scan.width; ++i) total[i].Merge(page.columns[i]);
  }
  return total;
}

// The first column whose dates settle the order of day and month lends it to the others.
DateEvidence EvidenceOf(const std::vector<ColumnFacts>& facts,
                        const std::vector<std::string>& labels) {
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (const auto order = ProvenOrder(facts[i])) return {order, labels[i]};
  }
  return {};
}

std::vector<BlockColumn> TypeColumns(const std::vector<ColumnFacts>& facts,
                                     const std::vector<std::string>& labels, bool in_sequence,
                                     FileReport* report) {
  const DateEvidence evidence = EvidenceOf(facts, labels);
  const std::vector<std::string> names = ColumnNames(labels);
  std::vector<BlockColumn> columns;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    BlockColumn column{names[i], labels[i], i, TypeOf(facts[i], labels[i], evidence)};
    if (column.type.misfits > 0) column.type = TypeAsText(facts[i], labels[i]);
    column.row_number = i == 0 && in_sequence && NamesRowNumber(labels[i]);
    if (!column.type.note.empty()) report->notes.push_back(column.type.note);
    columns.push_back(std::move(column));
  }
  return columns;
}

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

Result<ReadFile> ReadDelimited(engine::Session& session, const Source& source,
                               const ReadOptions& options) {
  ReadFile file;
  const std::string_view text = source.text();
  const Dialect dialect = DetectDialect(text.substr(0, 1 << 18));
  const Header header = FindHeader(text, dialect);
  ScanOptions scan_options{dialect, header.data_begin, header.data_line, header.labels.size(),
                           options.threads};
  const Scan scan = ScanText(text, scan_options);
  const std::vector<ColumnFacts> facts = TotalFacts(scan);
  const auto columns = TypeColumns(facts, header.labels, scan.in_sequence, &file.report);
  const PlainText plain{source.plain_path, dialect, header.data_line - 1, scan.width};
  ReadTable table{options.table, options.label, options.engine_prefix + "1"};
  const auto created =
      CreateTable(session, table.engine_table, plain, columns, Expectation{scan.rows});
  if (!created) return created.error();
  table.rows = scan.rows;
  for (const BlockColumn& column : columns) {
    if (column.kept) table.columns.push_back(ToCatalog(column));
  }
  file.report.rows_in = file.report.rows_out = scan.rows;
  file.tables.push_back(std::move(table));
  return file;
}

}  // namespace

Result<ReadFile> ReadIntoEngine(engine::Session& session, const Source& source,
                                const ReadOptions& options) {
  if (source.format != Format::kDelimited) return ReadForeign(session, source, options);
  return ReadDelimited(session, source, options);
}

}  // namespace aisle::ingest
