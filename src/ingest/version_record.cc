#include "ingest/version_record.h"

#include "base/json.h"
#include "ingest/json_members.h"

namespace aisle::ingest {
namespace {

RecordedTable ToTable(const json::object& object) {
  return {TextOf(object, "folder"),        NumberOf(object, "version", -1),
          FlagOf(object, "others"),        FlagOf(object, "changed"),
          FlagOf(object, "gone"),          NumberOf(object, "rows_added"),
          NumberOf(object, "rows_removed")};
}

json::object ToObject(const RecordedTable& table) {
  return {{"folder", table.folder},
          {"version", table.version},
          {"others", table.others},
          {"changed", table.changed},
          {"gone", table.gone},
          {"rows_added", table.rows_added},
          {"rows_removed", table.rows_removed}};
}

}  // namespace

const RecordedTable* VersionRecord::Find(std::string_view folder) const {
  for (const RecordedTable& table : tables) {
    if (table.folder == folder && !table.gone) return &table;
  }
  return nullptr;
}

Result<VersionRecord> ParseVersionRecord(std::string_view text) {
  const auto parsed = ParseJson(text);
  if (!parsed) return parsed.error();
  if (!parsed->is_object()) return Invalid("version.json does not hold an object");
  const json::object& object = parsed->get_object();
  VersionRecord record{
      NumberOf(object, "committed"), TextOf(object, "operation"), TextOf(object, "detail"), {}};
  for (const json::object* table : ObjectsOf(object, "tables")) {
    record.tables.push_back(ToTable(*table));
  }
  return record;
}

std::string ToJson(const VersionRecord& record) {
  json::array tables;
  for (const RecordedTable& table : record.tables) tables.push_back(ToObject(table));
  return json::serialize(json::object{{"committed", record.committed},
                                      {"operation", record.operation},
                                      {"detail", record.detail},
                                      {"tables", std::move(tables)}});
}

}  // namespace aisle::ingest
