#include "catalog/reading.h"

#include <filesystem>
#include <vector>

#include "base/text.h"
#include "engine/engine.h"

namespace aisle::catalog {
namespace {

using engine::QuoteIdentifier;

std::string EmptySql(const Table& table) {
  std::vector<std::string> columns;
  for (const Column& column : table.columns) {
    columns.push_back("null as " + QuoteIdentifier(column.name));
  }
  return "(select " + Join(columns, ", ") + " limit 0)";
}

std::string FilesSql(const Table& table, const std::string& root) {
  std::vector<std::string> files;
  for (const std::string& file : table.files) {
    files.push_back(engine::QuoteLiteral((std::filesystem::path(root) / file).string()));
  }
  return "read_parquet([" + Join(files, ", ") + "])";
}

}  // namespace

std::string ReadSql(const Table& table, const std::string& root) {
  if (table.files.empty()) return EmptySql(table);
  std::vector<std::string> times;
  for (const Column& column : table.columns) {
    const std::string name = QuoteIdentifier(column.name);
    if (column.type == Type::kTime) times.push_back("cast(" + name + " as time) as " + name);
  }
  const std::string files = FilesSql(table, root);
  if (times.empty()) return files;
  return "(select * replace (" + Join(times, ", ") + ") from " + files + ")";
}

}  // namespace aisle::catalog
