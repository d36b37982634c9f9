// The files of one load on their way into the engine: which of them are new or changed, and what
// reading makes of each.
#pragma once

#include <string>
#include <vector>

#include "ingest/file_reader.h"
#include "ingest/load.h"
#include "ingest/manifest.h"
#include "ingest/meter.h"
#include "ingest/workers.h"

namespace aisle::ingest {

// One file: what it was, and what became of it.
struct Job {
  std::string path;
  std::string absolute;
  std::string checksum;
  FileReport report;
  bool wanted = false;  // new or changed, and readable so far
  std::vector<ReadTable> tables;
  std::vector<RawRow> quarantine;
};

// A checksum as the manifest has it.
std::string ChecksumText(std::string_view bytes);

// The files that `paths` name, and the paths that name none. Reads the bytes of each file once, for
// its checksum; those that `before` holds already are not wanted, unless pipeline.yaml, whose text
// is `pipeline`, changed since.
std::vector<Job> FindJobs(const std::vector<std::string>& paths, const Manifest& before,
                          const std::string& pipeline);

// Reads the wanted files into engine tables, large ones one after the other and small ones beside
// them. `temp` is a folder for what must be written out. A file that cannot be read says so in its
// report, and is not wanted any more.
void ReadJobs(const std::string& temp, int threads, Workers* workers, Meter* meter,
              std::vector<Job>* jobs);

// Files with the same bytes hold the same rows: the second one adds none.
void MergeCopies(const Manifest& before, std::vector<Job>* jobs);

// The wanted file at an absolute path, or null.
Job* FindWanted(const std::string& absolute, std::vector<Job>* jobs);

}  // namespace aisle::ingest
