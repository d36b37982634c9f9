#include "ingest/quarantine.h"

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "engine/duckdb/duckdb_engine.h"
#include "ingest/lake.h"
#include "ingest/load.h"
#include "ingest/manifest.h"

namespace aisle::ingest {
namespace {

using engine::QuoteLiteral;

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string FileList(const Lake& lake, const Manifest& manifest) {
  std::vector<std::string> files;
  for (const ManifestSource& source : manifest.sources) {
    if (!source.quarantine.empty()) {
      files.push_back(QuoteLiteral(lake.Path(source.quarantine)));
    }
  }
  return Join(files, ", ");
}

std::string ConditionSql() {
  return " WHERE contains(lower(file), lower($1)) AND contains(lower(reason), lower($2))";
}

}  // namespace

delta::Schema QuarantineSchema() {
  const delta::DataType text{delta::Kind::kString};
  const delta::DataType number{delta::Kind::kLong};
  return {{{"load", text}, {"file", text}, {"line", number}, {"reason", text}, {"row", text}}};
}

Status WriteQuarantine(engine::Session& session, const std::string& load, const std::string& file,
                       const std::vector<RawRow>& rows, const std::string& path,
                       const std::string& text) {
  std::ofstream out(text, std::ios::binary | std::ios::trunc);
  for (const RawRow& row : rows) {
    out << row.line << ',' << Quoted(row.reason) << ',' << Quoted(row.text) << '\n';
  }
  out.close();
  if (!out) return Error{ErrorCode::kUnavailable, "cannot write " + text};
  const auto written = session.Execute(
      "COPY (SELECT " + QuoteLiteral(load) + " AS load, " + QuoteLiteral(file) +
      " AS file, line, reason, row FROM read_csv(" + QuoteLiteral(text) +
      ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', "
      "columns = {'line': 'BIGINT', 'reason': 'VARCHAR', 'row': 'VARCHAR'})) TO " +
      QuoteLiteral(path) + " (FORMAT parquet, COMPRESSION zstd)");
  std::error_code ignored;
  std::filesystem::remove(text, ignored);
  return written;
}

Result<QuarantineList> ReadQuarantine(const std::string& root, const QuarantineFilter& filter) {
  const auto lake = Lake::Open(root, false);
  if (!lake) return lake.error();
  const auto version = lake->Current();
  if (!version) return version.error();
  const auto text = lake->Read(*version, "manifest.json");
  if (!text) return text.error();
  const auto manifest = ParseManifest(*text);
  if (!manifest) return manifest.error();
  QuarantineList list;
  const std::string files = FileList(*lake, *manifest);
  if (files.empty()) return list;
  const auto engine = engine::OpenDuckDb({.memory_limit = "256MB"});
  if (!engine) return engine.error();
  const auto session = (*engine)->Connect();
  if (!session) return session.error();
  const std::string from = " FROM read_parquet([" + files + "])" + ConditionSql();
  const std::vector<Value> parameters = {filter.file, filter.reason};
  const auto rows = (*session)->Query("SELECT file, line, reason, coalesce(row, '')" + from +
                                          " ORDER BY file, line LIMIT " +
                                          std::to_string(std::max<int64_t>(filter.limit, 0)),
                                      parameters);
  if (!rows) return rows.error();
  for (const auto& row : rows->rows) {
    list.rows.push_back(
        {ToString(row[0]), std::get<int64_t>(row[1]), ToString(row[2]), ToString(row[3])});
  }
  const auto reasons = (*session)->Query(
      "SELECT reason, count(*)" + from + " GROUP BY reason ORDER BY 2 DESC, 1", parameters);
  if (!reasons) return reasons.error();
  for (const auto& row : reasons->rows) {
    list.reasons.emplace_back(ToString(row[0]), std::get<int64_t>(row[1]));
    list.total += list.reasons.back().second;
  }
  return list;
}

}  // namespace aisle::ingest
