#include "ingest/prepared.h"

#include "base/json.h"
#include "ingest/json_members.h"

namespace aisle::ingest {
namespace {

// The files as the lines of a commit, which is how the log will have them.
Result<std::vector<delta::Add>> ToAdds(const std::string& lines) {
  const auto actions = delta::ParseCommit(lines);
  if (!actions) return actions.error();
  std::vector<delta::Add> adds;
  for (const delta::Action& action : *actions) {
    if (const auto* add = std::get_if<delta::Add>(&action)) adds.push_back(*add);
  }
  return adds;
}

Result<std::optional<delta::Schema>> ToSchema(const std::string& text) {
  if (text.empty()) return std::optional<delta::Schema>();
  auto schema = delta::ParseSchema(text);
  if (!schema) return schema.error();
  return std::optional(*std::move(schema));
}

Result<TableChange> ToChange(const json::object& object) {
  auto schema = ToSchema(TextOf(object, "schema"));
  if (!schema) return schema.error();
  auto adds = ToAdds(TextOf(object, "adds"));
  if (!adds) return adds.error();
  return TableChange{TextOf(object, "folder"),
                     NumberOf(object, "base", -1),
                     *std::move(schema),
                     *std::move(adds),
                     TextsOf(object, "removes"),
                     NumberOf(object, "rows_added"),
                     NumberOf(object, "rows_removed"),
                     FlagOf(object, "gone"),
                     FlagOf(object, "rearranged")};
}

json::object ToObject(const TableChange& change) {
  const std::vector<delta::Action> adds(change.adds.begin(), change.adds.end());
  return {{"folder", change.folder},
          {"base", change.base},
          {"schema", change.schema ? delta::ToSchemaString(*change.schema) : ""},
          {"adds", delta::ToCommit(adds)},
          {"removes", ToArray(change.removes)},
          {"rows_added", change.rows_added},
          {"rows_removed", change.rows_removed},
          {"gone", change.gone},
          {"rearranged", change.rearranged}};
}

}  // namespace

Result<Prepared> ParsePrepared(std::string_view text) {
  const auto parsed = ParseJson(text);
  if (!parsed) return parsed.error();
  if (!parsed->is_object()) return Invalid("prepared.json does not hold an object");
  const json::object& object = parsed->get_object();
  Prepared prepared;
  for (const json::object* one : ObjectsOf(object, "changes")) {
    auto change = ToChange(*one);
    if (!change) return change.error();
    prepared.changes.push_back(*std::move(change));
  }
  // What stays is a record of the version to come, before it is committed.
  auto kept = ParseVersionRecord(text);
  if (!kept) return kept.error();
  prepared.operation = kept->operation;
  prepared.detail = kept->detail;
  prepared.kept = std::move(kept->tables);
  return prepared;
}

std::string ToJson(const Prepared& prepared) {
  json::array changes;
  for (const TableChange& change : prepared.changes) changes.push_back(ToObject(change));
  auto object =
      ParseJson(ToJson(VersionRecord{0, prepared.operation, prepared.detail, prepared.kept}));
  CHECK(object);
  object->as_object()["changes"] = std::move(changes);
  return json::serialize(*object);
}

}  // namespace aisle::ingest
