#include "delta/protocol.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "base/json.h"
#include "base/text.h"

namespace aisle::delta {
namespace {

// What a writer must do about a feature that a table's protocol names.
enum class Use {
  kNothing,         // nothing while writing as we do
  kUnlessProperty,  // refused where the table's property says so
  kUnlessColumn,    // refused where a column's metadata has the key
  kUnlessConstraint,
};

struct WriterFeature {
  std::string_view name;
  Use use;
  std::string_view key = {};
};

constexpr std::array kWriterFeatures = {
    WriterFeature{"appendOnly", Use::kNothing},
    WriterFeature{"timestampNtz", Use::kNothing},
    WriterFeature{"domainMetadata", Use::kNothing},
    WriterFeature{"deletionVectors", Use::kNothing},
    WriterFeature{"vacuumProtocolCheck", Use::kNothing},
    WriterFeature{"invariants", Use::kUnlessColumn, "delta.invariants"},
    WriterFeature{"generatedColumns", Use::kUnlessColumn, "delta.generationExpression"},
    WriterFeature{"identityColumns", Use::kUnlessColumn, "delta.identity.start"},
    WriterFeature{"allowColumnDefaults", Use::kUnlessColumn, "CURRENT_DEFAULT"},
    WriterFeature{"checkConstraints", Use::kUnlessConstraint},
    WriterFeature{"changeDataFeed", Use::kUnlessProperty, "delta.enableChangeDataFeed"},
    WriterFeature{"inCommitTimestamp", Use::kUnlessProperty, "delta.enableInCommitTimestamps"},
    WriterFeature{"columnMapping", Use::kUnlessProperty, "delta.columnMapping.mode"},
};

// Features that ask nothing of a reader here: values that Aisle reads, or what a check of the
// snapshot finds in use.
constexpr std::array<std::string_view, 4> kReaderFeatures = {
    "timestampNtz", "deletionVectors", "vacuumProtocolCheck", "columnMapping"};

Error Refused(std::string_view verb, std::string_view feature) {
  return Invalid(fmt::format("the table cannot be {}: it uses the Delta feature `{}`, which is not "
                             "supported",
                             verb, feature),
                 "write it without this feature, or copy its rows into another table");
}

std::string Property(const Metadata& metadata, std::string_view name) {
  const auto found = metadata.configuration.find(std::string(name));
  return found == metadata.configuration.end() ? "" : FoldCase(found->second);
}

bool IsOn(const Metadata& metadata, std::string_view name) {
  const std::string value = Property(metadata, name);
  return !value.empty() && value != "false" && value != "none";
}

bool AnyColumnHas(const Schema& schema, std::string_view key) {
  return std::any_of(schema.fields.begin(), schema.fields.end(), [&](const Field& field) {
    const auto metadata = ParseJson(field.metadata);
    return metadata && metadata->is_object() && metadata->get_object().contains(key);
  });
}

bool HasConstraint(const Metadata& metadata) {
  return std::any_of(metadata.configuration.begin(), metadata.configuration.end(),
                     [](const auto& item) { return StartsWith(item.first, "delta.constraints."); });
}

bool InUse(const WriterFeature& feature, const Metadata& metadata, const Schema& schema) {
  switch (feature.use) {
    case Use::kNothing:
      return false;
    case Use::kUnlessProperty:
      return IsOn(metadata, feature.key);
    case Use::kUnlessColumn:
      return AnyColumnHas(schema, feature.key);
    case Use::kUnlessConstraint:
      return HasConstraint(metadata);
  }
  return true;
}

bool IsKnownToWriters(std::string_view name) {
  return std::any_of(kWriterFeatures.begin(), kWriterFeatures.end(),
                     [&](const WriterFeature& feature) { return feature.name == name; });
}

bool HasNtz(const Schema& schema) {
  return std::any_of(schema.fields.begin(), schema.fields.end(),
                     [](const Field& field) { return field.type.kind == Kind::kTimestampNtz; });
}

}  // namespace

Protocol ProtocolFor(const Schema& schema) {
  if (!HasNtz(schema)) return {};
  return Protocol{3, 7, {"timestampNtz"}, {"appendOnly", "invariants", "timestampNtz"}};
}

Status CheckReadable(const Protocol& protocol, const Metadata& metadata) {
  if (protocol.reader_version < 1 || protocol.reader_version > 3) {
    return Invalid(fmt::format("the table needs a reader of Delta version {}; 1 to 3 are supported",
                               protocol.reader_version));
  }
  for (const std::string& feature : protocol.reader_features) {
    if (std::find(kReaderFeatures.begin(), kReaderFeatures.end(), feature) ==
        kReaderFeatures.end()) {
      return Refused("read", feature);
    }
  }
  if (IsOn(metadata, "delta.columnMapping.mode")) return Refused("read", "columnMapping");
  if (metadata.provider != "parquet") {
    return Invalid(
        fmt::format("the table's files are {}; only parquet is read", metadata.provider));
  }
  return Done{};
}

Status CheckWritable(const Protocol& protocol, const Metadata& metadata, const Schema& schema) {
  if (const auto readable = CheckReadable(protocol, metadata); !readable) return readable;
  if (protocol.writer_version < 1 || protocol.writer_version > 7) {
    return Invalid(fmt::format("the table needs a writer of Delta version {}; 1 to 7 are supported",
                               protocol.writer_version));
  }
  for (const std::string& name : protocol.writer_features) {
    if (!IsKnownToWriters(name)) return Refused("written", name);
  }
  for (const WriterFeature& feature : kWriterFeatures) {
    if (InUse(feature, metadata, schema)) return Refused("written", feature.name);
  }
  return Done{};
}

bool IsAppendOnly(const Metadata& metadata) { return IsOn(metadata, "delta.appendOnly"); }

int64_t RetentionHours(const Metadata& metadata) {
  constexpr int64_t kWeek = 168;
  const auto words = Split(Property(metadata, "delta.deletedFileRetentionDuration"), ' ');
  if (words.size() != 3 || words[0] != "interval") return kWeek;
  const int64_t count = std::strtoll(words[1].c_str(), nullptr, 10);
  const std::string unit = Singular(words[2]);
  if (count < 0) return kWeek;
  if (unit == "hour") return count;
  if (unit == "day") return count * 24;
  if (unit == "week") return count * 168;
  return kWeek;
}

}  // namespace aisle::delta
