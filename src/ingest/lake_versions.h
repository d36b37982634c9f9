// The versions of a lake that can be read, and which of them is meant by a number or a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/lake.h"
#include "ingest/version_record.h"

namespace aisle::ingest {

struct LakeVersion {
  std::string name;  // "v000002"
  VersionRecord record;
};

// Those that were in force once and were not removed since, oldest first. kNotFound when nothing
// was ever committed; kInvalid for a lake whose tables are not Delta tables.
Result<std::vector<LakeVersion>> ListVersions(const Lake& lake);

// Which version to read; none named: the one in force.
struct Moment {
  std::optional<int64_t> version = {};  // its number
  std::optional<int64_t> millis = {};   // the newest that was committed then or before
  bool operator==(const Moment&) const = default;
};

// kNotFound for a version that is gone or never was, with those that there are.
Result<LakeVersion> FindVersion(const Lake& lake, const Moment& moment);

// The record of one version.
Result<VersionRecord> ReadRecord(const Lake& lake, const std::string& version);

// "2026-11-20 10:00:05 UTC"
std::string TimeText(int64_t millis);

}  // namespace aisle::ingest
