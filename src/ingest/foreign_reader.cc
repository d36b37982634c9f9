#include "ingest/foreign_reader.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/text.h"
#include "ingest/typing.h"

namespace aisle::ingest {
namespace {

using engine::QuoteIdentifier;
using engine::QuoteLiteral;

struct Narrowed {
  Type type = Type::kText;
  int scale = 0;
  std::string sql_type = "VARCHAR";
};

Narrowed NarrowDecimal(const std::string& sql_type) {
  // DECIMAL(12,2)
  const auto parts = Split(sql_type.substr(8, sql_type.size() - 9), ',');
  const int width = std::atoi(parts[0].c_str());
  const int scale = parts.size() > 1 ? std::atoi(parts[1].c_str()) : 0;
  if (width > 18) return {Type::kDouble, 0, "DOUBLE"};
  if (scale == 0) return {Type::kInteger, 0, "BIGINT"};
  return {Type::kDecimal, scale, "DECIMAL(18," + std::to_string(scale) + ")"};
}

Narrowed Narrow(const std::string& sql_type) {
  if (StartsWith(sql_type, "DECIMAL(")) return NarrowDecimal(sql_type);
  for (const char* integer :
       {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}) {
    if (sql_type == integer) return {Type::kInteger, 0, "BIGINT"};
  }
  if (sql_type == "FLOAT" || sql_type == "DOUBLE" || sql_type == "HUGEINT" ||
      sql_type == "UBIGINT" || sql_type == "UHUGEINT") {
    return {Type::kDouble, 0, "DOUBLE"};
  }
  if (sql_type == "BOOLEAN") return {Type::kBoolean, 0, "BOOLEAN"};
  if (sql_type == "DATE") return {Type::kDate, 0, "DATE"};
  if (StartsWith(sql_type, "TIMESTAMP")) return {Type::kTimestamp, 0, "TIMESTAMP"};
  if (sql_type == "TIME") return {Type::kTime, 0, "TIME"};
  return {};
}

std::string ReaderSql(const Source& source) {
  const std::string path = QuoteLiteral(source.plain_path);
  if (source.format == Format::kParquet) return "read_parquet(" + path + ")";
  return "read_json_auto(" + path + ", maximum_object_size = 67108864, sample_size = -1)";
}

std::string Reason(const Source& source, const Error& error) {
  const std::string name = std::filesystem::path(source.path).filename().string();
  const std::string first_line = Split(error.message, '\n')[0];
  const char* format = source.format == Format::kParquet ? "Parquet" : "JSON";
  return name + " cannot be read as " + format + ": " + first_line;
}

}  // namespace

Result<ReadFile> ReadForeign(engine::Session& session, const Source& source,
                             const ReadOptions& options) {
  const std::string reader = ReaderSql(source);
  const auto described = session.Query("DESCRIBE SELECT * FROM " + reader);
  if (!described) return Invalid(Reason(source, described.error()));
  ReadTable table{options.table, options.label, options.engine_prefix + "1"};
  std::vector<std::string> labels;
  for (const auto& row : described->rows) labels.push_back(ToString(row[0]));
  const std::vector<std::string> names = ColumnNames(labels);
  std::vector<std::string> items;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Narrowed narrowed = Narrow(ToString(described->rows[i][1]));
    items.push_back("CAST(" + QuoteIdentifier(labels[i]) + " AS " + narrowed.sql_type + ") AS " +
                    QuoteIdentifier(names[i]));
    catalog::Column column;
    column.name = names[i];
    column.label = std::string(Trim(labels[i]));
    column.type = narrowed.type;
    column.scale = narrowed.scale;
    column.identifier = narrowed.type == Type::kInteger && NamesIdentifier(labels[i]);
    table.columns.push_back(std::move(column));
  }
  const auto created =
      session.Execute("CREATE OR REPLACE TABLE " + QuoteIdentifier(table.engine_table) +
                      " AS SELECT " + Join(items, ", ") + " FROM " + reader);
  if (!created) return Invalid(Reason(source, created.error()));
  const auto counted = session.Query("SELECT count(*) FROM " + QuoteIdentifier(table.engine_table));
  if (!counted) return counted.error();
  table.rows = std::get<int64_t>(counted->rows[0][0]);
  ReadFile file;
  file.report.rows_in = file.report.rows_out = table.rows;
  file.tables.push_back(std::move(table));
  return file;
}

}  // namespace aisle::ingest
