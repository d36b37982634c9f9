// Drives src/delta for tests in other languages: reads a JSON object a line, does what its "op"
// says to the table at its "root", and answers with an object a line, {"error": …} on failure.
#include <iostream>
#include <map>
#include <string>

#include "base/json.h"
#include "delta/alter.h"
#include "delta/checkpoint.h"
#include "delta/history.h"
#include "delta/merge.h"
#include "delta/optimize.h"
#include "delta/remove_rows.h"
#include "delta/scan.h"
#include "delta/vacuum.h"
#include "delta/write.h"
#include "engine/duckdb/duckdb_engine.h"

using namespace aisle;         // NOLINT: a program of its own
using namespace aisle::delta;  // NOLINT

namespace {

using Answer = Result<json::object>;

std::string Text(const json::object& order, std::string_view name) {
  const json::value* value = order.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

std::vector<std::string> Texts(const json::object& order, std::string_view name) {
  std::vector<std::string> texts;
  const json::value* value = order.if_contains(name);
  if (value == nullptr || !value->is_array()) return texts;
  for (const json::value& item : value->get_array()) texts.emplace_back(item.get_string());
  return texts;
}

std::optional<int64_t> Number(const json::object& order, std::string_view name) {
  const json::value* value = order.if_contains(name);
  if (value == nullptr || !value->is_int64()) return {};
  return value->get_int64();
}

SchemaMode ModeOf(const json::object& order) {
  const std::string mode = Text(order, "mode");
  if (mode == "evolve") return SchemaMode::kEvolve;
  return mode == "replace" ? SchemaMode::kReplace : SchemaMode::kExact;
}

Answer Reported(const Result<CommitReport>& report) {
  if (!report) return report.error();
  return json::object{{"version", report->version},
                      {"committed", report->committed},
                      {"rows_added", report->rows_added},
                      {"rows_removed", report->rows_removed}};
}

json::object ToObject(const PartitionValues& values) {
  json::object object;
  for (const auto& [name, value] : values) {
    object[name] = value ? json::value(*value) : json::value(nullptr);
  }
  return object;
}

class Driver {
 public:
  explicit Driver(engine::Session* session) : session_(session) {}

  Answer Do(const json::object& order) {
    const std::string op = Text(order, "op");
    if (op == "create") return Create(order);
    const auto table = OpenTable(session_, Text(order, "root"));
    if (!table) return table.error();
    if (op == "state") return State(*table, order);
    if (op == "rows") return Rows(*table, order);
    if (op == "checkpoint") return Checkpoint(*table);
    if (op == "vacuum") return Clean(*table, order);
    return Reported(Write(*table, op, order));
  }

 private:
  Answer Create(const json::object& order) {
    const auto schema = SchemaOf(session_, Text(order, "like"));
    if (!schema) return schema.error();
    TableOptions options;
    options.partition_columns = Texts(order, "partition");
    const auto table = CreateTable(session_, Text(order, "root"), *schema, options);
    if (!table) return table.error();
    return json::object{{"version", 0}};
  }

  Result<CommitReport> Write(const Table& table, const std::string& op, const json::object& order) {
    const std::string rows = Text(order, "rows");
    if (op == "append") return Append(table, rows, ModeOf(order));
    if (op == "overwrite") return Overwrite(table, rows, {}, ModeOf(order));
    if (op == "overwrite_partitions") {
      return Overwrite(table, rows, {Replaced::What::kPartitionsOfRows, {}}, ModeOf(order));
    }
    if (op == "merge") {
      MergeOptions options;
      options.keys = Texts(order, "keys");
      options.mode = ModeOf(order);
      return Merge(table, rows, options);
    }
    if (op == "delete") return RemoveRows(table, Text(order, "where"));
    if (op == "compact") return Compact(table);
    if (op == "zorder") return ZOrder(table, Texts(order, "columns"));
    if (op == "restore") return Restore(table, Number(order, "version").value_or(0));
    return Invalid("no such op: " + op);
  }

  Answer State(const Table& table, const json::object& order) {
    const auto snapshot = LoadSnapshot(table, Number(order, "version"));
    if (!snapshot) return snapshot.error();
    json::object files;
    for (const auto& [path, add] : snapshot->files) {
      files[path] = json::object{
          {"partition", ToObject(add.partition_values)}, {"size", add.size}, {"stats", add.stats}};
    }
    return json::object{{"version", snapshot->version},
                        {"schema", snapshot->metadata.schema_string},
                        {"files", std::move(files)}};
  }

  // Every cell as the engine's text.
  Answer Rows(const Table& table, const json::object& order) {
    const auto snapshot = LoadSnapshot(table, Number(order, "version"));
    if (!snapshot) return snapshot.error();
    const auto scan = ScanSql(table, *snapshot, AllFiles(*snapshot));
    if (!scan) return scan.error();
    const auto found =
        session_->Query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + *scan + ") ORDER BY ALL");
    if (!found) return found.error();
    json::array rows;
    for (const auto& row : found->rows) {
      json::array cells;
      for (const Value& cell : row) cells.push_back(ToJsonValue(cell));
      rows.push_back(std::move(cells));
    }
    return json::object{{"version", snapshot->version}, {"rows", std::move(rows)}};
  }

  Answer Checkpoint(const Table& table) {
    const auto snapshot = LoadSnapshot(table);
    if (!snapshot) return snapshot.error();
    const auto actions = WriteCheckpoint(table, *snapshot);
    if (!actions) return actions.error();
    return json::object{{"version", snapshot->version}, {"actions", *actions}};
  }

  Answer Clean(const Table& table, const json::object& order) {
    const auto report =
        Vacuum(table, {.retention_hours = Number(order, "hours"), .allow_short = true});
    if (!report) return report.error();
    return json::object{{"deleted", report->paths.size()}};
  }

  engine::Session* session_;
};

Answer DoLine(Driver* driver, const std::string& line) {
  const auto order = ParseJson(line);
  if (!order) return order.error();
  return order->is_object() ? driver->Do(order->get_object()) : Answer(Invalid("no order"));
}

}  // namespace

int main() {
  const auto engine = engine::OpenDuckDb({.memory_limit = "1GB", .threads = 2});
  const auto session = (*engine)->Connect();
  Driver driver(session->get());
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto answer = DoLine(&driver, line);
    const json::object object = answer ? *answer : json::object{{"error", answer.error().message}};
    std::cout << json::serialize(object) << std::endl;
  }
  return 0;
}
