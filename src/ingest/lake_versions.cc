#include "ingest/lake_versions.h"

#include <ctime>

namespace aisle::ingest {
namespace {

Error Absent(const std::string& what, const std::vector<LakeVersion>& versions) {
  const LakeVersion& first = versions.front();
  const LakeVersion& last = versions.back();
  std::string there = first.name + " of " + TimeText(first.record.committed);
  if (versions.size() > 1) {
    there += " to " + last.name + " of " + TimeText(last.record.committed);
  }
  return Error{ErrorCode::kNotFound, what + "; there is " + there,
               "see them all with: aisle history"};
}

}  // namespace

Result<VersionRecord> ReadRecord(const Lake& lake, const std::string& version) {
  const auto text = lake.Read(version, "version.json");
  if (text) return ParseVersionRecord(*text);
  return Invalid("the lake at " + lake.Root() + " was made by an earlier version of Aisle",
                 "load the files again into a new folder: aisle load PATH… --lake DIR");
}

Result<std::vector<LakeVersion>> ListVersions(const Lake& lake) {
  const auto current = lake.Current();
  if (!current) return current.error();
  std::vector<LakeVersion> versions;
  for (const int64_t number : lake.Folders()) {
    if (number > VersionNumber(*current)) continue;
    const std::string name = VersionName(number);
    auto record = ReadRecord(lake, name);
    if (record) {
      versions.push_back({name, *std::move(record)});
    } else if (name == *current) {
      return record.error();
    }
  }
  return versions;
}

Result<LakeVersion> FindVersion(const Lake& lake, const Moment& moment) {
  const auto versions = ListVersions(lake);
  if (!versions) return versions.error();
  if (moment.version) {
    const std::string name = VersionName(*moment.version);
    for (const LakeVersion& version : *versions) {
      if (version.name == name) return version;
    }
    return Absent("the lake has no version " + name, *versions);
  }
  if (!moment.millis) return versions->back();
  for (auto version = versions->rbegin(); version != versions->rend(); ++version) {
    if (version->record.committed <= *moment.millis) return *version;
  }
  return Absent("the lake has no version as old as " + TimeText(*moment.millis), *versions);
}

std::string TimeText(int64_t millis) {
  const std::time_t seconds = static_cast<std::time_t>(millis / 1000);
  std::tm utc = {};
  gmtime_r(&seconds, &utc);
  char text[40];
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &utc);
  return text;
}

}  // namespace aisle::ingest
