// Loads files into the lake: read → find blocks → infer types → clean → check → profile → one
// atomic switch to the new version. Nothing is lost: for every file
// rows_in = rows_out + quarantined + merged, and the report says so.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "engine/engine.h"

namespace aisle::ingest {

struct LoadOptions {
  std::vector<std::string> paths;  // files, folders, globs
  std::string lake = "lake";
  std::string memory = "1GB";
  int threads = 0;
};

struct FileReport {
  std::string path;
  int64_t bytes = 0;
  int64_t rows_in = 0;  // records of the file, header rows included in quarantined
  int64_t rows_out = 0;
  int64_t quarantined = 0;
  int64_t merged = 0;               // exact copies of rows that are kept
  std::vector<std::string> tables;  // names it became
  std::vector<std::string> notes;   // what was found and done, a sentence each
  std::string error;                // not empty: the file was left out, and why
  bool unchanged = false;           // same bytes as in the lake already: nothing done
};

struct LoadReport {
  std::vector<FileReport> files;
  catalog::Catalog catalog;
  double seconds = 0;
  std::string version;
  bool changed = false;
  std::vector<std::string> notes;  // about the lake: what other programs did to its tables
};

struct Progress {
  std::string stage;  // "reading Amazon Sale Report.csv"
  int64_t bytes_done = 0;
  int64_t bytes_total = 0;
};
using ProgressSink = std::function<void(const Progress&)>;

Result<LoadReport> Load(const LoadOptions& options, const ProgressSink& progress);

struct QuarantinedRow {
  std::string file;
  int64_t line = 0;  // 1-based line of the file
  std::string reason;
  std::string row;  // the record as it stood
};

struct QuarantineFilter {
  std::string file;    // part of the path; empty: all
  std::string reason;  // part of the reason; empty: all
  int64_t limit = 50;
};
struct QuarantineList {
  std::vector<QuarantinedRow> rows;
  int64_t total = 0;
  std::vector<std::pair<std::string, int64_t>> reasons;  // with their counts
};
Result<QuarantineList> ReadQuarantine(const std::string& lake, const QuarantineFilter& filter);

}  // namespace aisle::ingest
