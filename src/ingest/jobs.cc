#include "ingest/jobs.h"

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <map>
#include <utility>

#include "ingest/paths.h"
#include "ingest/source.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kLarge = 32 << 20;  // bytes; from here on a file keeps all cores busy by itself

std::string AbsolutePath(const std::string& path) {
  std::error_code failure;
  const fs::path whole = fs::weakly_canonical(path, failure);
  return failure ? path : whole.string();
}

Job JobWithProblem(const PathProblem& problem) {
  Job job;
  job.report.path = problem.path;
  job.report.error = problem.message;
  return job;
}

Job JobOf(const std::string& path) {
  Job job;
  job.path = job.report.path = path;
  job.absolute = AbsolutePath(path);
  std::error_code ignored;
  job.report.bytes = static_cast<int64_t>(fs::file_size(path, ignored));
  if (ignored) job.report.bytes = 0;
  return job;
}

void Compare(const Manifest& before, const std::string& pipeline, Job* job) {
  job->wanted = true;
  if (!fs::is_regular_file(job->path)) return;  // OpenSource says what is wrong
  const auto map = MappedFile::Open(job->path);
  if (!map) return;
  job->checksum = ChecksumText((*map)->bytes());
  const ManifestSource* known = before.Find(job->absolute);
  if (known == nullptr || known->checksum != job->checksum) return;
  // Somebody changed what is to be merged: the file is read again.
  if (before.pipeline != ChecksumText(pipeline)) return;
  job->wanted = false;
  const std::string path = job->report.path;
  job->report = known->report;
  job->report.path = path;
  job->report.unchanged = true;
}

void NoteSource(const Source& source, FileReport* report) {
  if (!source.encoding.empty() && source.encoding != "UTF-8") {
    report->notes.push_back("read as " + source.encoding);
  }
  if (!source.compression.empty()) report->notes.push_back("unpacked from " + source.compression);
}

Result<ReadFile> ReadFileOf(engine::Session& session, const std::string& path,
                            const ReadOptions& options) {
  const auto source = OpenSource(path, options.temp_prefix);
  if (!source) return source.error();
  auto file = ReadIntoEngine(session, *source, options);
  if (file) NoteSource(*source, &file->report);
  return file;
}

void Take(ReadFile file, Job* job) {
  file.report.path = job->report.path;
  file.report.bytes = job->report.bytes;
  job->report = std::move(file.report);
  job->tables = std::move(file.tables);
  job->quarantine = std::move(file.quarantine);
}

void ReadJob(engine::Session& session, ReadOptions options, Meter* meter, Job* job) {
  meter->Tell("reading " + fs::path(job->path).filename().string());
  options.table = TableName(job->path);
  options.label = TableLabel(job->path);
  auto file = ReadFileOf(session, job->path, options);
  if (file) {
    Take(*std::move(file), job);
  } else {
    job->wanted = false;
    job->report.error = file.error().message;
  }
  meter->Pass(job->report.bytes);
}

}  // namespace

std::string ChecksumText(std::string_view bytes) {
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(Checksum(bytes)));
  return text;
}

std::vector<Job> FindJobs(const std::vector<std::string>& paths, const Manifest& before,
                          const std::string& pipeline) {
  std::vector<Job> jobs;
  const ExpandedPaths expanded = ExpandPaths(paths);
  for (const PathProblem& problem : expanded.problems) jobs.push_back(JobWithProblem(problem));
  for (const std::string& path : expanded.files) {
    jobs.push_back(JobOf(path));
    Compare(before, pipeline, &jobs.back());
  }
  return jobs;
}

void ReadJobs(const std::string& temp, int threads, Workers* workers, Meter* meter,
              std::vector<Job>* jobs) {
  std::vector<Job*> large;
  std::vector<Job*> small;
  for (Job& job : *jobs) {
    if (job.wanted) (job.report.bytes >= kLarge ? large : small).push_back(&job);
  }
  const auto read = [&](engine::Session& session, Job* job) {
    const std::string number = std::to_string(job - jobs->data());
    ReadOptions options;
    options.engine_prefix = "in_" + number + "_";
    options.temp_prefix = temp + "/" + number;
    options.threads = threads;
    ReadJob(session, options, meter, job);
  };
  std::atomic<std::size_t> next = 0;
  const auto work = [&](std::size_t worker, engine::Session& session) {
    if (worker == 0) {
      for (Job* job : large) read(session, job);
    }
    for (std::size_t i = next++; i < small.size(); i = next++) read(session, small[i]);
  };
  workers->Share(work, static_cast<int>(large.empty() ? small.size() : small.size() + 1));
}

void MergeCopies(const Manifest& before, std::vector<Job>* jobs) {
  std::map<std::string, std::string> seen;
  for (const ManifestSource& source : before.sources) {
    if (FindWanted(source.path, jobs) == nullptr && !source.parts.empty()) {
      seen.emplace(source.checksum, source.path);
    }
  }
  for (Job& job : *jobs) {
    if (!job.wanted) continue;
    const auto [found, first] = seen.emplace(job.checksum, job.path);
    if (first) continue;
    job.report.merged += job.report.rows_out;
    job.report.rows_out = 0;
    job.tables.clear();
    job.report.notes.push_back("the same bytes as " + found->second +
                               ": its rows are counted once");
  }
}

Job* FindWanted(const std::string& absolute, std::vector<Job>* jobs) {
  for (Job& job : *jobs) {
    if (job.wanted && job.absolute == absolute) return &job;
  }
  return nullptr;
}

}  // namespace aisle::ingest
