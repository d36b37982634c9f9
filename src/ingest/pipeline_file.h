// pipeline.yaml in the lake: spellings that mean the same value, each with its evidence and
// whether it is applied. People own the file: loading reads what it says, and adds lines below.
//
//   values:
//     - {table: orders, column: state, from: "Rajshthan", to: "RAJASTHAN", rows: 3, applied: true,
//        why: "one letter away; its postal codes are RAJASTHAN in 1,234 other rows"}
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace aisle::ingest {

struct Spelling {
  std::string table;
  std::string column;
  std::string from;
  std::string to;
  int64_t rows = 0;
  bool applied = false;
  std::string why;
  bool operator==(const Spelling&) const = default;
};

struct PipelineFile {
  std::string text;  // as it stands; empty: there is none yet
  std::vector<Spelling> spellings;
  std::map<std::string, std::size_t> index;  // of `spellings`, by table, column and value

  const Spelling* Find(const std::string& table, const std::string& column,
                       const std::string& from) const;
  // Adds a line below what is there, unless one for the same value is there already.
  void Add(const Spelling& spelling);
};

// A missing file is an empty one. An error names line and column.
Result<PipelineFile> ParsePipeline(std::string_view text);

// Replaces the file by rename, so that a reader sees one whole text or the other.
Status WritePipeline(const std::string& path, std::string_view text);

}  // namespace aisle::ingest
