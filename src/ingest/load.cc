#include "ingest/load.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <thread>
#include <utility>

#include "base/text.h"
#include "engine/duckdb/duckdb_engine.h"
#include "ingest/assembly.h"
#include "ingest/currency.h"
#include "ingest/file_reader.h"
#include "ingest/lake.h"
#include "ingest/manifest.h"
#include "ingest/paths.h"
#include "ingest/pipeline_file.h"
#include "ingest/profile.h"
#include "ingest/quarantine.h"
#include "ingest/source.h"
#include "ingest/spellings.h"
#include "ingest/warnings.h"

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
    MergeCopies();
    if (const auto assembled = AssembleTables(); !assembled) return assembled;
    if (const auto planned = PlanFiles(); !planned) return planned;
    if (const auto described = Describe(); !described) return described;
    return Finish();
  }

  Status OpenLake() {
    auto lake = OpenFolderLake(options_.lake, true);
    if (!lake) return lake.error();
    lake_ = *std::move(lake);
    if (const auto read = ReadPipeline(); !read) return read;
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

  std::string PipelinePath() const { return lake_->Root() + "/pipeline.yaml"; }

  Status ReadPipeline() {
    std::ifstream in(PipelinePath(), std::ios::binary);
    std::ostringstream text;
    if (in) text << in.rdbuf();
    pipeline_before_ = text.str();
    auto pipeline = ParsePipeline(pipeline_before_);
    if (!pipeline) return pipeline.error();
    pipeline_ = *std::move(pipeline);
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
    // Somebody changed what is to be merged: the file is read again.
    if (before_.pipeline != Hexadecimal(Checksum(pipeline_before_))) return;
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

  // Files with the same bytes hold the same rows: the second one adds none.
  void MergeCopies() {
    std::map<std::string, std::string> seen;
    for (const ManifestSource& source : before_.sources) {
      if (!IsReplaced(source) && !source.parts.empty()) seen.emplace(source.checksum, source.path);
    }
    for (Job& job : jobs_) {
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

  // The many small statements that follow gain nothing from a second thread on tables that fit a
  // few row groups: it only spins (measured: a fifth of the load's time).
  Status CalmSmallTables() {
    constexpr int64_t kManyRows = 1'000'000;
    int64_t rows = 0;
    for (const LakeTable& table : tables_) {
      for (const auto& part : table.parts) rows += part.rows;
    }
    return rows < kManyRows ? session_->Execute("set threads = 1") : Status(Done{});
  }

  Status AssembleTables() {
    std::vector<LoadedFile> loaded;
    for (Job& job : jobs_) {
      if (job.wanted) loaded.push_back({job.absolute, job.path, &job.tables});
    }
    tables_ = Assemble(before_, report_.catalog, lake_->Root(), loaded);
    std::sort(tables_.begin(), tables_.end(),
              [](const LakeTable& a, const LakeTable& b) { return a.name < b.name; });
    if (const auto calm = CalmSmallTables(); !calm) return calm;
    int number = 0;
    for (LakeTable& table : tables_) {
      if (!table.changed) continue;
      if (const auto prepared = Prepare("out_" + std::to_string(++number), &table); !prepared) {
        return prepared;
      }
    }
    return Done{};
  }

  Status Prepare(const std::string& engine_table, LakeTable* table) {
    Tell("cleaning " + table->label);
    const bool alone = table->parts.size() == 1 && table->parts[0].file.empty();
    if (alone) {
      table->engine_table = Unquoted(table->parts[0].relation);
    } else if (const auto made = Materialize(*session_, engine_table, table); !made) {
      return made;
    }
    std::vector<std::string> notes;
    const auto merged = MergeSpellings(
        *session_, {table->name, table->engine_table, table->columns}, &pipeline_, &notes);
    if (!merged) return merged;
    std::string warning;
    const auto taken =
        TakeCurrencyColumn(*session_, table->engine_table, &table->columns, &warning);
    if (!taken) return taken;
    if (!warning.empty()) warnings_.push_back({table->name, "", "inconsistent", warning, 0});
    for (const TablePart& part : table->parts) {
      Job* job = JobOf(part.source);
      if (job == nullptr) continue;
      job->report.tables.push_back(table->name);
      job->report.merged += part.merged;
      job->report.rows_out -= part.merged;
      job->report.notes.insert(job->report.notes.end(), notes.begin(), notes.end());
      if (part.merged > 0) {
        job->report.notes.push_back(Thousands(part.merged) +
                                    " rows are exact copies of rows in another file of the table");
      }
    }
    return Done{};
  }

  static std::string Unquoted(const std::string& identifier) {
    return identifier.size() > 1 && identifier[0] == '"'
               ? identifier.substr(1, identifier.size() - 2)
               : identifier;
  }

  Job* JobOf(const std::string& source) {
    for (Job& job : jobs_) {
      if (job.wanted && job.absolute == source) return &job;
    }
    return nullptr;
  }

  // Each source keeps its own file in every table, so that it can be replaced alone. The files are
  // named here and written while the tables are described.
  Status PlanFiles() {
    std::map<std::string, std::vector<ManifestPart>> parts;  // by source
    for (LakeTable& table : tables_) {
      for (std::size_t p = 0; p < table.parts.size(); ++p) {
        TablePart& part = table.parts[p];
        if (table.changed) PlanFile(&table, p);
        parts[part.source].push_back({table.name, part.file, part.rows});
      }
    }
    for (const ManifestSource& source : before_.sources) {
      if (IsReplaced(source)) continue;
      manifest_.sources.push_back(source);
      manifest_.sources.back().parts = parts[source.path];
    }
    for (Job& job : jobs_) {
      if (!job.wanted) continue;
      ManifestSource source{job.absolute, job.checksum, job.report, parts[job.absolute], {}};
      if (const auto written = WriteQuarantineOf(job, &source); !written) return written;
      manifest_.sources.push_back(std::move(source));
    }
    return Done{};
  }

  void PlanFile(LakeTable* table, std::size_t p) {
    TablePart& part = table->parts[p];
    const bool alone = table->parts.size() == 1 && part.file.empty();
    const std::string number = table->parts.size() == 1 ? "" : "-" + std::to_string(p + 1);
    part.file = "silver/" + table->name + "-" + version_ + number + ".parquet";
    const std::string rows = alone ? QuoteIdentifier(table->engine_table)
                                   : "(SELECT * EXCLUDE (" + std::string(kPartColumn) + ") FROM " +
                                         QuoteIdentifier(table->engine_table) + " WHERE " +
                                         kPartColumn + " = " + std::to_string(p) + ")";
    // Row groups of this size keep two cores busy from some 60,000 rows on.
    writes_.push_back("COPY " + rows + " TO " + QuoteLiteral(lake_->Root() + "/" + part.file) +
                      " (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 65536, "
                      "WRITE_BLOOM_FILTER false)");
  }

  Status WriteFiles(engine::Session& session) const {
    for (const std::string& write : writes_) {
      if (const auto written = session.Execute(write); !written) return written;
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

  ProfileInput ToProfile(const LakeTable& table) const {
    ProfileInput input;
    input.table = table.name;
    input.label = table.label;
    input.part_of = table.part_of;
    input.repeats = table.repeats;
    input.note = table.note;
    input.columns = table.columns;
    std::vector<std::string> files;
    for (const TablePart& part : table.parts) {
      input.sources.push_back(part.given);
      input.files.push_back(part.file);
      files.push_back(QuoteLiteral(lake_->Root() + "/" + part.file));
    }
    input.relation_sql = table.changed ? QuoteIdentifier(table.engine_table)
                                       : "read_parquet([" + Join(files, ", ") + "])";
    return input;
  }

  Status Describe() {
    Tell("writing tables, finding keys and relations");
    std::vector<ProfileInput> inputs;
    for (const LakeTable& table : tables_) inputs.push_back(ToProfile(table));
    auto writer = engine_->Connect();
    if (!writer) return writer.error();
    Status written = Done{};
    std::thread writing([&] { written = WriteFiles(**writer); });
    auto profile = ProfileTables(*session_, inputs);
    writing.join();
    if (!written) return written;
    if (!profile) return profile.error();
    AddWarnings(&profile->catalog);
    profile->catalog.version = version_;
    profile->catalog.loaded_at = Now();
    return Commit(*std::move(profile));
  }

  void AddWarnings(catalog::Catalog* catalog) const {
    AddTableWarnings(tables_, report_.catalog, &catalog->warnings);
    for (const Job& job : jobs_) {
      if (job.wanted) AddQuarantineWarning(job.report, job.quarantine, &catalog->warnings);
    }
    catalog->warnings.insert(catalog->warnings.end(), warnings_.begin(), warnings_.end());
  }

  Status Commit(Profile profile) {
    manifest_.pipeline = Hexadecimal(Checksum(pipeline_.text));
    const std::pair<const char*, std::string> files[] = {
        {"catalog.json", catalog::ToJson(profile.catalog)},
        {"values.bin", catalog::ToBytes(profile.values)},
        {"manifest.json", ToJson(manifest_)}};
    for (const auto& [name, bytes] : files) {
      if (const auto written = lake_->Write(version_, name, bytes); !written) return written;
    }
    if (const auto committed = lake_->Commit(version_); !committed) return committed;
    if (pipeline_.text != pipeline_before_) {
      if (const auto written = WritePipeline(PipelinePath(), pipeline_.text); !written) {
        return written;
      }
    }
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
  PipelineFile pipeline_;
  std::string pipeline_before_;
  std::vector<Job> jobs_;
  std::vector<LakeTable> tables_;
  std::vector<std::string> writes_;  // statements
  std::vector<catalog::QualityWarning> warnings_;
  LoadReport report_;
  int64_t done_bytes_ = 0;
  int64_t total_bytes_ = 0;
};

}  // namespace

Result<LoadReport> Load(const LoadOptions& options, const ProgressSink& progress) {
  return Loader(options, progress).Run();
}

}  // namespace aisle::ingest
