#include "delta/actions.h"

#include <fmt/format.h>

#include "base/text.h"
#include "delta/json_fields.h"

namespace aisle::delta {
namespace {

using Parsed = Result<std::optional<Action>>;

Parsed ReadProtocol(const json::object& body) {
  FieldReader read("protocol", body);
  Protocol protocol;
  protocol.reader_version = static_cast<int>(read.Integer("minReaderVersion"));
  protocol.writer_version = static_cast<int>(read.Integer("minWriterVersion"));
  if (protocol.reader_version >= 3) {
    protocol.reader_features = read.OptionalTexts("readerFeatures");
  }
  if (protocol.writer_version >= 7) {
    protocol.writer_features = read.OptionalTexts("writerFeatures");
  }
  return read.Finish(Action(std::move(protocol)));
}

Parsed ReadMetadata(const json::object& body) {
  FieldReader read("metaData", body);
  Metadata metadata;
  metadata.id = read.Text("id");
  metadata.name = read.OptionalText("name");
  metadata.description = read.OptionalText("description");
  metadata.schema_string = read.Text("schemaString");
  metadata.partition_columns = read.OptionalTexts("partitionColumns");
  metadata.configuration = read.TextMap("configuration");
  metadata.created_time = read.OptionalInteger("createdTime");
  const json::value* format = body.if_contains("format");
  if (format != nullptr && format->is_object()) {
    FieldReader inner("format", format->get_object());
    metadata.provider = inner.OptionalText("provider").value_or("parquet");
    metadata.format_options = inner.TextMap("options");
    read.Adopt(inner);
  }
  return read.Finish(Action(std::move(metadata)));
}

bool IsFilled(const json::object& body, std::string_view name) {
  const json::value* value = body.if_contains(name);
  return value != nullptr && !value->is_null();
}

Parsed ReadAdd(const json::object& body) {
  FieldReader read("add", body);
  Add add;
  add.path = read.Text("path");
  add.partition_values = read.NullableMap("partitionValues");
  add.size = read.Integer("size");
  add.modification_time = read.OptionalInteger("modificationTime").value_or(0);
  add.data_change = read.OptionalBoolean("dataChange").value_or(true);
  add.stats = read.OptionalText("stats").value_or("");
  add.tags = read.NullableMap("tags");
  add.deletion_vector = IsFilled(body, "deletionVector");
  return read.Finish(Action(std::move(add)));
}

Parsed ReadRemove(const json::object& body) {
  FieldReader read("remove", body);
  Remove remove;
  remove.path = read.Text("path");
  remove.deletion_timestamp = read.OptionalInteger("deletionTimestamp");
  remove.data_change = read.OptionalBoolean("dataChange").value_or(true);
  if (IsFilled(body, "partitionValues")) {
    remove.partition_values = read.NullableMap("partitionValues");
  }
  remove.size = read.OptionalInteger("size");
  return read.Finish(Action(std::move(remove)));
}

Parsed ReadTransaction(const json::object& body) {
  FieldReader read("txn", body);
  Transaction transaction;
  transaction.app_id = read.Text("appId");
  transaction.version = read.Integer("version");
  transaction.last_updated = read.OptionalInteger("lastUpdated");
  return read.Finish(Action(std::move(transaction)));
}

Parsed ReadDomain(const json::object& body) {
  FieldReader read("domainMetadata", body);
  DomainMetadata domain;
  domain.domain = read.Text("domain");
  domain.configuration = read.OptionalText("configuration").value_or("");
  domain.removed = read.OptionalBoolean("removed").value_or(false);
  return read.Finish(Action(std::move(domain)));
}

json::value OrNull(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value(nullptr);
}

json::object ToObject(const PartitionValues& values) {
  json::object object;
  for (const auto& [name, value] : values) object[name] = OrNull(value);
  return object;
}

json::object ToObject(const std::map<std::string, std::string>& values) {
  json::object object;
  for (const auto& [name, value] : values) object[name] = value;
  return object;
}

json::array ToArray(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

struct Writer {
  json::object operator()(const Protocol& protocol) const {
    json::object body{{"minReaderVersion", protocol.reader_version},
                      {"minWriterVersion", protocol.writer_version}};
    if (protocol.reader_version >= 3) body["readerFeatures"] = ToArray(protocol.reader_features);
    if (protocol.writer_version >= 7) body["writerFeatures"] = ToArray(protocol.writer_features);
    return {{"protocol", std::move(body)}};
  }

  json::object operator()(const Metadata& metadata) const {
    json::object body{{"id", metadata.id}};
    if (metadata.name) body["name"] = *metadata.name;
    if (metadata.description) body["description"] = *metadata.description;
    body["format"] = json::object{{"provider", metadata.provider},
                                  {"options", ToObject(metadata.format_options)}};
    body["schemaString"] = metadata.schema_string;
    body["partitionColumns"] = ToArray(metadata.partition_columns);
    body["configuration"] = ToObject(metadata.configuration);
    if (metadata.created_time) body["createdTime"] = *metadata.created_time;
    return {{"metaData", std::move(body)}};
  }

  json::object operator()(const Add& add) const {
    json::object body{{"path", add.path},
                      {"partitionValues", ToObject(add.partition_values)},
                      {"size", add.size},
                      {"modificationTime", add.modification_time},
                      {"dataChange", add.data_change}};
    if (!add.stats.empty()) body["stats"] = add.stats;
    if (!add.tags.empty()) body["tags"] = ToObject(add.tags);
    return {{"add", std::move(body)}};
  }

  json::object operator()(const Remove& remove) const {
    json::object body{{"path", remove.path}, {"dataChange", remove.data_change}};
    if (remove.deletion_timestamp) body["deletionTimestamp"] = *remove.deletion_timestamp;
    body["extendedFileMetadata"] = remove.partition_values && remove.size;
    if (remove.partition_values) body["partitionValues"] = ToObject(*remove.partition_values);
    if (remove.size) body["size"] = *remove.size;
    return {{"remove", std::move(body)}};
  }

  json::object operator()(const Transaction& transaction) const {
    json::object body{{"appId", transaction.app_id}, {"version", transaction.version}};
    if (transaction.last_updated) body["lastUpdated"] = *transaction.last_updated;
    return {{"txn", std::move(body)}};
  }

  json::object operator()(const CommitInfo& commit) const { return {{"commitInfo", commit.info}}; }

  json::object operator()(const DomainMetadata& domain) const {
    return {{"domainMetadata", json::object{{"domain", domain.domain},
                                            {"configuration", domain.configuration},
                                            {"removed", domain.removed}}}};
  }
};

}  // namespace

Parsed ParseAction(std::string_view name, const json::object& body) {
  if (name == "add") return ReadAdd(body);
  if (name == "remove") return ReadRemove(body);
  if (name == "metaData") return ReadMetadata(body);
  if (name == "protocol") return ReadProtocol(body);
  if (name == "txn") return ReadTransaction(body);
  if (name == "domainMetadata") return ReadDomain(body);
  if (name == "commitInfo") return std::optional<Action>(CommitInfo{body});
  return std::optional<Action>();
}

Parsed ParseAction(std::string_view line) {
  if (Trim(line).empty()) return std::optional<Action>();
  const auto parsed = ParseJson(line);
  if (!parsed) return parsed.error();
  const json::object* object = parsed->if_object();
  if (object == nullptr) return Invalid("an action is not a JSON object");
  for (const auto& item : *object) {
    if (!item.value().is_object()) continue;
    const std::string_view name(item.key().data(), item.key().size());
    auto action = ParseAction(name, item.value().get_object());
    if (!action || *action) return action;
  }
  return std::optional<Action>();
}

Result<std::vector<Action>> ParseCommit(std::string_view text) {
  std::vector<Action> actions;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    ++number;
    auto action = ParseAction(text.substr(0, end));
    if (!action) {
      Error error = action.error();
      error.message = fmt::format("line {}: {}", number, error.message);
      return error;
    }
    if (*action) actions.push_back(**std::move(action));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return actions;
}

std::string ToJson(const Action& action) { return json::serialize(std::visit(Writer{}, action)); }

std::string ToCommit(const std::vector<Action>& actions) {
  std::string text;
  for (const Action& action : actions) text += ToJson(action) + "\n";
  return text;
}

}  // namespace aisle::delta
