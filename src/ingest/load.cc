#include "ingest/load.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <set>
#include <thread>
#include <utility>

#include "base/text.h"
#include "engine/duckdb/duckdb_engine.h"
#include "ingest/file_reader.h"
#include "ingest/lake.h"
#include "ingest/manifest.h"
#include "ingest/paths.h"
#include "ingest/profile.h"
#include "ingest/quarantine.h"
#include "ingest/source.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;
using engine::QuoteIdentifier;
using engine::QuoteLiteral;

std::string AbsolutePath(const std::string& path) {
  std::error_code failure;
  const fs::path whole = fs::weakly_canonical(path, failure);
  return failure ? path : whole.string();
}

std::string Hexadecimal(uint64_t number) {
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
  return text;
}

std::string Now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc = {};
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

// One file on its way: what it was, and what became of it.
struct Job {
  std::string path;
  std::string absolute;
  std::string checksum;
  FileReport report;
  bool wanted = false;  // new or changed, and readable so far
  std::vector<ReadTable> tables;
  std::vector<RawRow> quarantine;
};

// A table of the new version: rows in the engine or in the files of the version before.
struct LakeTable {
  ProfileInput profile;
  std::string engine_table;  // empty: kept from before
};

class Loader {
 public:
  Loader(const LoadOptions& options, const ProgressSink& progress)
      : options_(options), progress_(progress) {}

  Result<LoadReport> Run() {
    const auto started = std::chrono::steady_clock::now();
    auto done = RunSteps();
    if (!done && !version_.empty()) lake_->Abandon(version_);
    RemoveTemporaries();
    if (!done) return done.error();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    report_.seconds = took.count();
    return std::move(report_);
  }

 private:
  Status RunSteps() {
    if (const auto opened = OpenLake(); !opened) return opened;
    FindChanges();
    if (!AnyWanted()) return Finish();
    if (const auto begun = Begin(); !begun) return begun;
    for (Job& job : jobs_) ReadJob(&job);
    if (!AnyWanted()) {
      lake_->Abandon(version_);
      return Finish();
    }
    NameTables();
    if (const auto written = WriteTables(); !written) return written;
    if (const auto described = Describe(); !described) return described;
    return Finish();
  }

  Status OpenLake() {
    auto lake = OpenFolderLake(options_.lake, true);
    if (!lake) return lake.error();
    lake_ = *std::move(lake);
    if (!lake_->Current()) return Done{};
    const auto manifest_text = lake_->Read("manifest.json");
    if (!manifest_text) return manifest_text.error();
    const auto manifest = ParseManifest(*manifest_text);
    if (!manifest) return manifest.error();
    before_ = *manifest;
    const auto catalog_text = lake_->Read("catalog.json");
    if (!catalog_text) return catalog_text.error();
    const auto catalog = catalog::ParseCatalog(*catalog_text);
    if (!catalog) return catalog.error();
    report_.catalog = *catalog;
    report_.version = catalog->version;
    return Done{};
  }

  // Reads every file's bytes once, for its checksum.
  void FindChanges() {
    const ExpandedPaths paths = ExpandPaths(options_.paths);
    for (const PathProblem& problem : paths.problems) {
      Job job;
      job.report.path = problem.path;
      job.report.error = problem.message;
      jobs_.push_back(std::move(job));
    }
    for (const std::string& path : paths.files) {
      Job job;
      job.path = job.report.path = path;
      job.absolute = AbsolutePath(path);
      std::error_code ignored;
      job.report.bytes = static_cast<int64_t>(fs::file_size(path, ignored));
      if (ignored) job.report.bytes = 0;
      jobs_.push_back(std::move(job));
    }
    for (Job& job : jobs_) CompareWithLake(&job);
    for (const Job& job : jobs_) total_bytes_ += job.wanted ? job.report.bytes : 0;
  }

  void CompareWithLake(Job* job) {
    if (!job->report.error.empty()) return;
    job->wanted = true;
    if (!fs::is_regular_file(job->path)) return;  // OpenSource says what is wrong
    const auto map = MappedFile::Open(job->path);
    if (!map) return;
    job->checksum = Hexadecimal(Checksum((*map)->bytes()));
    const ManifestSource* known = before_.Find(job->absolute);
    if (known == nullptr || known->checksum != job->checksum) return;
    job->wanted = false;
    const std::string path = job->report.path;
    job->report = known->report;
    job->report.path = path;
    job->report.unchanged = true;
  }

  bool AnyWanted() const {
    return std::any_of(jobs_.begin(), jobs_.end(), [](const Job& job) { return job.wanted; });
  }

  Status Begin() {
    auto version = lake_->Begin();
    if (!version) return version.error();
    version_ = *version;
    std::error_code failure;
    temp_ = lake_->Root() + "/tmp";
    fs::create_directories(temp_, failure);
    auto engine = engine::OpenDuckDb({.memory_limit = options_.memory,
                                      .threads = options_.threads,
                                      .temp_directory = temp_ + "/spill"});
    if (!engine) return engine.error();
    engine_ = *std::move(engine);
    auto session = engine_->Connect();
    if (!session) return session.error();
    session_ = *std::move(session);
    return Done{};
  }

  void ReadJob(Job* job) {
    if (!job->wanted) return;
    Tell("reading " + fs::path(job->path).filename().string());
    const int number = static_cast<int>(job - jobs_.data());
    const std::string temp_prefix = temp_ + "/" + std::to_string(number);
    auto source = OpenSource(job->path, temp_prefix);
    if (!source) return Fail(job, source.error().message);
    ReadOptions read;
    read.table = TableName(job->path);
    read.label = TableLabel(job->path);
    read.engine_prefix = "in_" + std::to_string(number) + "_";
    read.temp_prefix = temp_prefix;
    read.threads = Threads();
    auto file = ReadIntoEngine(*session_, *source, read);
    if (!file) return Fail(job, file.error().message);
    const std::string path = job->report.path;
    const int64_t bytes = job->report.bytes;
    job->report = std::move(file->report);
    job->report.path = path;
    job->report.bytes = bytes;
    job->tables = std::move(file->tables);
    job->quarantine = std::move(file->quarantine);
    NoteSource(*source, &job->report);
    done_bytes_ += bytes;
  }

  static void NoteSource(const Source& source, FileReport* report) {
    if (!source.encoding.empty() && source.encoding != "UTF-8") {
      report->notes.push_back("read as " + source.encoding);
    }
    if (!source.compression.empty()) report->notes.push_back("unpacked from " + source.compression);
  }

  void Fail(Job* job, const std::string& message) {
    job->wanted = false;
    job->report.error = message;
    done_bytes_ += job->report.bytes;
  }

  int Threads() const {
    if (options_.threads > 0) return options_.threads;
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  }

  void Tell(const std::string& stage) {
    if (progress_) progress_(Progress{stage, done_bytes_, total_bytes_});
  }

  bool IsReplaced(const ManifestSource& source) const {
    return std::any_of(jobs_.begin(), jobs_.end(),
                       [&](const Job& job) { return job.wanted && job.absolute == source.path; });
  }

  // A file loaded before keeps its table's name; a new one gives way to names that are taken.
  void NameTables() {
    std::set<std::string> taken;
    for (const ManifestSource& source : before_.sources) {
      if (IsReplaced(source)) continue;
      for (const ManifestPart& part : source.parts) taken.insert(part.table);
    }
    for (Job& job : jobs_) {
      if (!job.wanted) continue;
      for (ReadTable& table : job.tables) {
        const std::string base = table.name;
        for (int n = 2; !taken.insert(table.name).second; ++n) {
          table.name = base + "_" + std::to_string(n);
        }
        job.report.tables.push_back(table.name);
      }
    }
  }

  Status WriteTables() {
    for (const ManifestSource& source : before_.sources) {
      if (!IsReplaced(source)) manifest_.sources.push_back(source);
    }
    for (Job& job : jobs_) {
      if (!job.wanted) continue;
      Tell("writing " + fs::path(job.path).filename().string());
      ManifestSource source{job.absolute, job.checksum, job.report, {}, {}};
      for (const ReadTable& table : job.tables) {
        const std::string file = "silver/" + table.name + "-" + version_ + ".parquet";
        const auto written = session_->Execute("COPY " + QuoteIdentifier(table.engine_table) +
                                               " TO " + QuoteLiteral(lake_->Root() + "/" + file) +
                                               " (FORMAT parquet, COMPRESSION snappy)");
        if (!written) return written;
        source.parts.push_back({table.name, file, table.rows});
        AddTable(job, table, file);
      }
      if (const auto written = WriteQuarantineOf(job, &source); !written) return written;
      manifest_.sources.push_back(std::move(source));
    }
    return Done{};
  }

  Status WriteQuarantineOf(const Job& job, ManifestSource* source) {
    if (job.quarantine.empty()) return Done{};
    const int number = static_cast<int>(&job - jobs_.data());
    source->quarantine = "quarantine/" + TableName(job.path) + "_" + std::to_string(number) + "-" +
                         version_ + ".parquet";
    return WriteQuarantine(*session_, job.path, job.quarantine,
                           lake_->Root() + "/" + source->quarantine);
  }

  void AddTable(const Job& job, const ReadTable& table, const std::string& file) {
    LakeTable added;
    added.engine_table = table.engine_table;
    ProfileInput& profile = added.profile;
    profile.table = table.name;
    profile.label = table.label;
    profile.sources = {job.path};
    profile.files = {file};
    profile.part_of = table.part_of;
    profile.repeats = table.repeats;
    profile.note = table.note;
    profile.relation_sql = QuoteIdentifier(table.engine_table);
    profile.columns = table.columns;
    tables_.push_back(std::move(added));
  }

  // Tables of files that were not loaded now stay as they are.
  void KeepTables() {
    std::set<std::string> kept;
    for (const ManifestSource& source : before_.sources) {
      if (IsReplaced(source)) continue;
      for (const ManifestPart& part : source.parts) kept.insert(part.table);
    }
    for (const catalog::Table& table : report_.catalog.tables) {
      if (!kept.contains(table.name)) continue;
      LakeTable old;
      std::vector<std::string> files;
      for (const std::string& file : table.files) {
        files.push_back(QuoteLiteral(lake_->Root() + "/" + file));
      }
      old.profile = ProfileInput{
          table.name,    table.label,   table.sources, table.files,
          table.part_of, table.repeats, table.note,    "read_parquet([" + Join(files, ", ") + "])",
          table.columns};
      tables_.push_back(std::move(old));
    }
  }

  Status Describe() {
    Tell("finding keys and relations");
    KeepTables();
    std::sort(tables_.begin(), tables_.end(), [](const LakeTable& a, const LakeTable& b) {
      return a.profile.table < b.profile.table;
    });
    std::vector<ProfileInput> inputs;
    for (const LakeTable& table : tables_) inputs.push_back(table.profile);
    auto profile = ProfileTables(*session_, inputs);
    if (!profile) return profile.error();
    profile->catalog.version = version_;
    profile->catalog.loaded_at = Now();
    return Commit(*std::move(profile));
  }

  Status Commit(Profile profile) {
    const std::pair<const char*, std::string> files[] = {
        {"catalog.json", catalog::ToJson(profile.catalog)},
        {"values.bin", catalog::ToBytes(profile.values)},
        {"manifest.json", ToJson(manifest_)}};
    for (const auto& [name, bytes] : files) {
      if (const auto written = lake_->Write(version_, name, bytes); !written) return written;
    }
    if (const auto committed = lake_->Commit(version_); !committed) return committed;
    report_.catalog = std::move(profile.catalog);
    report_.version = version_;
    report_.changed = true;
    return Done{};
  }

  Status Finish() {
    for (Job& job : jobs_) report_.files.push_back(std::move(job.report));
    return Done{};
  }

  void RemoveTemporaries() {
    session_.reset();
    engine_.reset();
    std::error_code ignored;
    if (!temp_.empty()) fs::remove_all(temp_, ignored);
  }

  const LoadOptions& options_;
  const ProgressSink& progress_;
  std::unique_ptr<Lake> lake_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
  std::string version_;
  std::string temp_;
  Manifest before_;
  Manifest manifest_;
  std::vector<Job> jobs_;
  std::vector<LakeTable> tables_;
  LoadReport report_;
  int64_t done_bytes_ = 0;
  int64_t total_bytes_ = 0;
};

}  // namespace

Result<LoadReport> Load(const LoadOptions& options, const ProgressSink& progress) {
  return Loader(options, progress).Run();
}

}  // namespace aisle::ingest
