// Actions are what a commit of a Delta table is made of: a line of JSON each in
// `_delta_log/N.json`, a row each in a checkpoint. Source: the Delta protocol, "Actions".
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace aisle::delta {

// Partition column → value as the protocol writes it; no value is null.
using PartitionValues = std::map<std::string, std::optional<std::string>>;

// What a program must understand to read and to write the table.
struct Protocol {
  int reader_version = 1;
  int writer_version = 2;
  std::vector<std::string> reader_features = {};  // named only where reader_version is 3
  std::vector<std::string> writer_features = {};  // named only where writer_version is 7
  bool operator==(const Protocol&) const = default;
};

struct Metadata {
  std::string id;
  std::optional<std::string> name = {};
  std::optional<std::string> description = {};
  std::string provider = "parquet";
  std::map<std::string, std::string> format_options = {};
  std::string schema_string;
  std::vector<std::string> partition_columns = {};
  std::map<std::string, std::string> configuration = {};
  std::optional<int64_t> created_time = {};  // milliseconds since 1970
  bool operator==(const Metadata&) const = default;
};

// A data file that belongs to the table from this commit on.
struct Add {
  std::string path;  // relative to the table's folder, percent-encoded
  PartitionValues partition_values = {};
  int64_t size = 0;               // bytes
  int64_t modification_time = 0;  // milliseconds since 1970
  bool data_change = true;        // false: rows were only moved between files
  std::string stats = {};         // JSON as written; empty: none. See statistics.h
  std::map<std::string, std::optional<std::string>> tags = {};
  bool deletion_vector = false;  // some rows of the file do not count: seen, and never written
  bool operator==(const Add&) const = default;
};

// A data file that no longer belongs to the table; kept as a tombstone until it may be deleted.
struct Remove {
  std::string path;
  std::optional<int64_t> deletion_timestamp = {};  // milliseconds since 1970
  bool data_change = true;
  std::optional<PartitionValues> partition_values = {};
  std::optional<int64_t> size = {};
  bool operator==(const Remove&) const = default;
};

// How far a program that writes in steps has come: a step already committed is not repeated.
struct Transaction {
  std::string app_id;
  int64_t version = 0;
  std::optional<int64_t> last_updated = {};  // milliseconds since 1970
  bool operator==(const Transaction&) const = default;
};

// Who made the commit and how: any JSON object.
struct CommitInfo {
  json::object info;
  bool operator==(const CommitInfo&) const = default;
};

struct DomainMetadata {
  std::string domain;
  std::string configuration;
  bool removed = false;
  bool operator==(const DomainMetadata&) const = default;
};

using Action =
    std::variant<Protocol, Metadata, Add, Remove, Transaction, CommitInfo, DomainMetadata>;

// Reads one line. Nothing when the line is blank or holds an action that does not change the
// table's state (change data files, whatever later protocols add). kInvalid says what is missing.
Result<std::optional<Action>> ParseAction(std::string_view line);
// The same of one action whose name and body are known apart, as a checkpoint holds them.
Result<std::optional<Action>> ParseAction(std::string_view name, const json::object& body);

// The lines of a commit.
Result<std::vector<Action>> ParseCommit(std::string_view text);

// One line of JSON, without its end.
std::string ToJson(const Action& action);
// The lines of a commit, each with its end.
std::string ToCommit(const std::vector<Action>& actions);

}  // namespace aisle::delta
