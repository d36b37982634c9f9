#include "ingest/table_files.h"

#include <filesystem>

#include "base/text.h"
#include "delta/adopt.h"
#include "delta/conform.h"
#include "delta/files.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;
using engine::QuoteIdentifier;
using engine::QuoteLiteral;

bool IsAlone(const LakeTable& table) {
  return table.parts.size() == 1 && table.parts[0].file.empty();
}

// The rows of the table as Delta has types for them: times of day become texts.
std::string RowsSql(const LakeTable& table) {
  std::vector<std::string> texts;
  for (const catalog::Column& column : table.columns) {
    const std::string name = QuoteIdentifier(column.name);
    if (column.type == Type::kTime) {
      texts.push_back("CAST(" + name + " AS VARCHAR) AS " + name);
    }
  }
  const std::string left_out = IsAlone(table) ? "" : " EXCLUDE (" + std::string(kPartColumn) + ")";
  const std::string replaced = texts.empty() ? "" : " REPLACE (" + Join(texts, ", ") + ")";
  return "SELECT *" + left_out + replaced + " FROM " + QuoteIdentifier(table.engine_table);
}

Status SyncAll(const std::string& folder, const std::vector<std::string>& names) {
  constexpr std::size_t kMany = 16;
  if (names.size() > kMany) return delta::SyncFileSystem(folder);
  for (const std::string& name : names) {
    if (const auto synced = delta::SyncFile(folder + "/" + name); !synced) return synced;
  }
  return delta::SyncFolder(folder);
}

}  // namespace

TableFiles::TableFiles(const Lake& lake, const std::string& version)
    : root_(lake.Root()), prefix_("part-" + version), suffix_(delta::NewId().substr(0, 8)) {}

std::string TableFiles::FileName(std::size_t number) const {
  return prefix_ + "-" + std::to_string(number) + "-" + suffix_ + ".parquet";
}

Status TableFiles::Plan(engine::Session& session, LakeTable* table) const {
  const std::string rows = RowsSql(*table);
  auto schema = delta::SchemaOf(&session, rows);
  if (!schema) return schema.error();
  table->schema = *std::move(schema);
  const std::string folder = SilverFolder(table->name) + "/";
  std::error_code failure;
  fs::create_directories(root_ + "/" + folder, failure);
  if (failure) return Error{ErrorCode::kUnavailable, "cannot make the folder " + folder};
  const bool alone = IsAlone(*table);
  for (std::size_t p = 0; p < table->parts.size(); ++p) {
    TablePart& part = table->parts[p];
    part.file = folder + FileName(p + 1);
    part.first = -1;
    const std::string of_part =
        alone ? rows : rows + " WHERE " + kPartColumn + " = " + std::to_string(p);
    table->writes.push_back(CopySql(of_part, root_ + "/" + part.file));
  }
  return Done{};
}

Status TableFiles::Write(engine::Session& session, LakeTable* table) const {
  if (table->writes.empty()) return Done{};
  std::vector<std::string> names;
  for (std::size_t p = 0; p < table->writes.size(); ++p) {
    const auto written = session.Execute(table->writes[p]);
    if (!written) return written;
    names.push_back(FileName(p + 1));
  }
  table->writes.clear();
  auto adds = Seal(session, root_ + "/" + SilverFolder(table->name), table->schema, names);
  if (!adds) return adds.error();
  table->adds = *std::move(adds);
  return Done{};
}

// Row groups of this size keep two cores busy from some 60,000 rows on.
std::string CopySql(const std::string& rows, const std::string& path) {
  return "COPY (" + rows + ") TO " + QuoteLiteral(path) +
         " (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 65536, WRITE_BLOOM_FILTER false)";
}

Result<std::vector<delta::Add>> Seal(engine::Session& session, const std::string& folder,
                                     const delta::Schema& schema,
                                     const std::vector<std::string>& names) {
  if (const auto synced = SyncAll(folder, names); !synced) return synced.error();
  return delta::DescribeFiles(&session, folder, schema, names);
}

}  // namespace aisle::ingest
