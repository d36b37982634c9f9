// manifest.json: what one version of a lake was made of, so that loading the same bytes again
// changes nothing and a changed file replaces its own rows alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/load.h"

namespace aisle::ingest {

struct ManifestPart {  // the rows of one source in one table
  std::string table;
  std::string file;  // Parquet, relative to the lake
  int64_t rows = 0;
  int64_t first = -1;  // of its rows in a file that several sources share; -1: it has the file
  bool operator==(const ManifestPart&) const = default;
};

struct ManifestSource {
  std::string path;      // absolute
  std::string checksum;  // hexadecimal
  FileReport report;     // as it was when loaded
  std::vector<ManifestPart> parts;
  std::string quarantine;              // Parquet, relative to the lake; empty: none
  std::vector<std::string> lost = {};  // tables in which another program rewrote its rows
};

struct Manifest {
  std::vector<ManifestSource> sources;
  std::string pipeline;  // checksum of pipeline.yaml as it was when this version was made
  const ManifestSource* Find(const std::string& path) const;
};

Result<Manifest> ParseManifest(std::string_view text);
std::string ToJson(const Manifest& manifest);

}  // namespace aisle::ingest
