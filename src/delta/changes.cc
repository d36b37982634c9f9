#include "delta/changes.h"

#include <algorithm>

#include "delta/files.h"
#include "delta/protocol.h"
#include "delta/statistics.h"

namespace aisle::delta {
namespace {

void AddMissing(const std::vector<std::string>& wanted, std::vector<std::string>* features) {
  for (const std::string& feature : wanted) {
    if (std::find(features->begin(), features->end(), feature) == features->end()) {
      features->push_back(feature);
    }
  }
}

// The features that a writer version below 7 stands for, which version 7 has to name. Those that
// are in use are refused before (protocol.h); the others may as well be named.
std::vector<std::string> FeaturesOfVersion(int writer_version) {
  const std::vector<std::pair<int, std::string>> kSince = {
      {2, "appendOnly"},     {2, "invariants"},    {3, "checkConstraints"}, {4, "generatedColumns"},
      {4, "changeDataFeed"}, {5, "columnMapping"}, {6, "identityColumns"}};
  std::vector<std::string> features;
  for (const auto& [version, feature] : kSince) {
    if (writer_version >= version && writer_version < 7) features.push_back(feature);
  }
  return features;
}

// The table's protocol raised to what the schema needs.
Protocol Raised(const Protocol& present, const Protocol& needed) {
  Protocol raised = present;
  if (needed.reader_version < 3) return raised;
  AddMissing(FeaturesOfVersion(present.writer_version), &raised.writer_features);
  if (present.reader_version == 2) AddMissing({"columnMapping"}, &raised.reader_features);
  raised.reader_version = needed.reader_version;
  raised.writer_version = needed.writer_version;
  AddMissing(needed.reader_features, &raised.reader_features);
  AddMissing({"timestampNtz"}, &raised.writer_features);
  return raised;
}

}  // namespace

Layout LayoutFor(const Snapshot& snapshot, const Schema& schema, const CommitOptions& options) {
  return Layout{schema, snapshot.metadata.partition_columns, options.file_bytes};
}

Change Named(std::string operation, json::object parameters) {
  Change change;
  change.operation = std::move(operation);
  change.parameters = std::move(parameters);
  return change;
}

void AddFiles(DataFiles files, Change* change) {
  for (Add& add : files.adds) change->actions.emplace_back(std::move(add));
  change->written.Adopt(std::move(files.written));
}

void RemoveFile(const Add& file, bool data_change, Change* change) {
  change->actions.emplace_back(
      Remove{file.path, NowMillis(), data_change, file.partition_values, file.size});
}

void ChangeSchema(const Snapshot& snapshot, const Schema& schema, Change* change) {
  const Protocol raised = Raised(snapshot.protocol, ProtocolFor(schema));
  if (raised != snapshot.protocol) change->actions.emplace_back(raised);
  Metadata metadata = snapshot.metadata;
  metadata.schema_string = ToSchemaString(schema);
  change->actions.emplace_back(std::move(metadata));
}

Status CheckNotAppendOnly(const Snapshot& snapshot) {
  if (!IsAppendOnly(snapshot.metadata)) return Done{};
  return Invalid("rows of this table may only be added: its property delta.appendOnly is true");
}

int64_t RowsOf(const Add& file) { return RowsIn(file.stats).value_or(0); }

}  // namespace aisle::delta
