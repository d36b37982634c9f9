#include "ingest/load.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <thread>
#include <utility>

#include "base/text.h"
#include "engine/duckdb/duckdb_engine.h"
#include "ingest/assembly.h"
#include "ingest/cleaning.h"
#include "ingest/jobs.h"
#include "ingest/lake.h"
#include "ingest/manifest.h"
#include "ingest/meter.h"
#include "ingest/pipeline_file.h"
#include "ingest/profile.h"
#include "ingest/quarantine.h"
#include "ingest/warnings.h"
#include "ingest/workers.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;
using engine::QuoteIdentifier;
using engine::QuoteLiteral;

constexpr int kMostWorkers = 4;
constexpr int64_t kManyRows = 1'000'000;  // in all tables
constexpr int64_t kFewRows = 100'000;     // in one

std::string Now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc = {};
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

class Loader {
 public:
  Loader(const LoadOptions& options, const ProgressSink& progress)
      : options_(options), meter_(progress) {}

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
    jobs_ = FindJobs(options_.paths, before_, pipeline_before_);
    if (!AnyWanted()) return Finish();
    if (const auto begun = Begin(); !begun) return begun;
    ReadJobs(temp_, Threads(), &*workers_, &meter_, &jobs_);
    if (!AnyWanted()) {
      lake_->Abandon(version_);
      return Finish();
    }
    MergeCopies(before_, &jobs_);
    if (const auto assembled = AssembleTables(); !assembled) return assembled;
    if (const auto noted = NoteSources(); !noted) return noted;
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
    auto workers = Workers::Open(*engine_, std::min(Threads(), kMostWorkers));
    if (!workers) return workers.error();
    workers_ = *std::move(workers);
    for (const Job& job : jobs_) meter_.Expect(job.wanted ? job.report.bytes : 0);
    return Done{};
  }

  engine::Session& session() { return workers_->first(); }

  int Threads() const {
    if (options_.threads > 0) return options_.threads;
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  }

  // The many small statements that follow gain nothing from a second thread inside each on tables
  // that fit a few row groups: it only spins (measured: a fifth of the load's time). They are
  // shared out instead.
  bool HasSmallTables() const {
    int64_t rows = 0;
    for (const LakeTable& table : tables_) rows += RowsOf(table);
    return rows < kManyRows;
  }

  static int64_t RowsOf(const LakeTable& table) {
    int64_t rows = 0;
    for (const TablePart& part : table.parts) rows += part.rows;
    return rows;
  }

  Status AssembleTables() {
    std::vector<LoadedFile> loaded;
    for (Job& job : jobs_) {
      if (job.wanted) loaded.push_back({job.absolute, job.path, &job.tables});
    }
    tables_ = Assemble(before_, report_.catalog, lake_->Root(), loaded);
    std::sort(tables_.begin(), tables_.end(),
              [](const LakeTable& a, const LakeTable& b) { return a.name < b.name; });
    meter_.Tell("cleaning");
    const bool small = HasSmallTables();
    if (small) {
      if (const auto calm = session().Execute("set threads = 1"); !calm) return calm;
    }
    const auto write = [&](engine::Session& session, LakeTable* table) {
      PlanFiles(table);
      return small && RowsOf(*table) < kFewRows ? WriteFiles(session, table) : Status(Done{});
    };
    const auto cleaned =
        CleanTables(pipeline_, write, small ? workers_->count() : 1, &*workers_, &tables_);
    if (!cleaned) return cleaned.error();
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      if (tables_[t].changed) Note(tables_[t], (*cleaned)[t]);
    }
    return Done{};
  }

  void Note(const LakeTable& table, const Cleaned& cleaned) {
    for (const Spelling& spelling : cleaned.spellings) pipeline_.Add(spelling);
    if (!cleaned.currencies.empty()) {
      warnings_.push_back({table.name, "", "inconsistent", cleaned.currencies, 0});
    }
    for (const TablePart& part : table.parts) {
      Job* job = FindWanted(part.source, &jobs_);
      if (job != nullptr) NotePart(table, part, cleaned.notes, &job->report);
    }
  }

  static void NotePart(const LakeTable& table, const TablePart& part,
                       const std::vector<std::string>& notes, FileReport* report) {
    report->tables.push_back(table.name);
    report->merged += part.merged;
    report->rows_out -= part.merged;
    report->notes.insert(report->notes.end(), notes.begin(), notes.end());
    if (part.merged > 0) {
      report->notes.push_back(Thousands(part.merged) +
                              " rows are exact copies of rows in another file of the table");
    }
  }

  Status NoteSources() {
    std::map<std::string, std::vector<ManifestPart>> parts;  // by source
    for (const LakeTable& table : tables_) {
      for (const TablePart& part : table.parts) {
        parts[part.source].push_back({table.name, part.file, part.rows});
      }
    }
    for (const ManifestSource& source : before_.sources) {
      if (FindWanted(source.path, &jobs_) != nullptr) continue;
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

  // Each source keeps its own file in every table, so that it can be replaced alone. The files of
  // small tables are written as soon as these are clean, the others while the tables are described.
  void PlanFiles(LakeTable* table) const {
    const bool alone = table->parts.size() == 1 && table->parts[0].file.empty();
    for (std::size_t p = 0; p < table->parts.size(); ++p) {
      const std::string number = table->parts.size() == 1 ? "" : "-" + std::to_string(p + 1);
      TablePart& part = table->parts[p];
      part.file = "silver/" + table->name + "-" + version_ + number + ".parquet";
      const std::string rows = alone
                                   ? QuoteIdentifier(table->engine_table)
                                   : "(SELECT * EXCLUDE (" + std::string(kPartColumn) + ") FROM " +
                                         QuoteIdentifier(table->engine_table) + " WHERE " +
                                         kPartColumn + " = " + std::to_string(p) + ")";
      // Row groups of this size keep two cores busy from some 60,000 rows on.
      table->writes.push_back("COPY " + rows + " TO " +
                              QuoteLiteral(lake_->Root() + "/" + part.file) +
                              " (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 65536, "
                              "WRITE_BLOOM_FILTER false)");
    }
  }

  static Status WriteFiles(engine::Session& session, LakeTable* table) {
    for (const std::string& write : table->writes) {
      if (const auto written = session.Execute(write); !written) return written;
    }
    table->writes.clear();
    return Done{};
  }

  Status WriteRest(engine::Session& session) {
    for (LakeTable& table : tables_) {
      if (const auto written = WriteFiles(session, &table); !written) return written;
    }
    return Done{};
  }

  Status WriteQuarantineOf(const Job& job, ManifestSource* source) {
    if (job.quarantine.empty()) return Done{};
    const int number = static_cast<int>(&job - jobs_.data());
    source->quarantine = "quarantine/" + TableName(job.path) + "_" + std::to_string(number) + "-" +
                         version_ + ".parquet";
    return WriteQuarantine(session(), job.path, job.quarantine,
                           lake_->Root() + "/" + source->quarantine);
  }

  ProfileInput ToProfile(LakeTable& table) const {
    ProfileInput input;
    input.table = table.name;
    input.label = table.label;
    input.part_of = table.part_of;
    input.repeats = table.repeats;
    input.note = table.note;
    input.columns = table.columns;
    input.counts = std::move(table.counts);
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
    meter_.Tell("writing tables, finding keys and relations");
    std::vector<ProfileInput> inputs;
    for (LakeTable& table : tables_) inputs.push_back(ToProfile(table));
    auto writer = engine_->Connect();
    if (!writer) return writer.error();
    Status written = Done{};
    std::thread writing([&] { written = WriteRest(**writer); });
    auto profile = ProfileTables(session(), inputs);
    writing.join();
    if (!written) return written;
    if (!profile) return profile.error();
    AddWarnings(&profile->catalog);
    profile->catalog.version = version_;
    profile->catalog.loaded_at = Now();
    // Giving the memory back takes as long as writing the catalog.
    writer->reset();
    std::thread closing([&] { CloseEngine(); });
    auto committed = Commit(*std::move(profile));
    closing.join();
    return committed;
  }

  void AddWarnings(catalog::Catalog* catalog) const {
    AddTableWarnings(tables_, report_.catalog, &catalog->warnings);
    for (const Job& job : jobs_) {
      if (job.wanted) AddQuarantineWarning(job.report, job.quarantine, &catalog->warnings);
    }
    catalog->warnings.insert(catalog->warnings.end(), warnings_.begin(), warnings_.end());
  }

  Status Commit(Profile profile) {
    manifest_.pipeline = ChecksumText(pipeline_.text);
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

  void CloseEngine() {
    workers_.reset();
    engine_.reset();
  }

  void RemoveTemporaries() {
    CloseEngine();
    std::error_code ignored;
    if (!temp_.empty()) fs::remove_all(temp_, ignored);
  }

  const LoadOptions& options_;
  Meter meter_;
  std::unique_ptr<Lake> lake_;
  std::unique_ptr<engine::Engine> engine_;
  std::optional<Workers> workers_;
  std::string version_;
  std::string temp_;
  Manifest before_;
  Manifest manifest_;
  PipelineFile pipeline_;
  std::string pipeline_before_;
  std::vector<Job> jobs_;
  std::vector<LakeTable> tables_;
  std::vector<catalog::QualityWarning> warnings_;
  LoadReport report_;
};

}  // namespace

Result<LoadReport> Load(const LoadOptions& options, const ProgressSink& progress) {
  return Loader(options, progress).Run();
}

}  // namespace aisle::ingest
