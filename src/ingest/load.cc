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
#include "catalog/reading.h"
#include "engine/duckdb/duckdb_engine.h"
#include "ingest/assembly.h"
#include "ingest/cleaning.h"
#include "ingest/commit_version.h"
#include "ingest/jobs.h"
#include "ingest/lake.h"
#include "ingest/lake_lock.h"
#include "ingest/manifest.h"
#include "ingest/meter.h"
#include "ingest/others_writes.h"
#include "ingest/pipeline_file.h"
#include "ingest/prepare_load.h"
#include "ingest/profile.h"
#include "ingest/quarantine.h"
#include "ingest/table_files.h"
#include "ingest/warnings.h"
#include "ingest/workers.h"

namespace aisle::ingest {
namespace {

namespace fs = std::filesystem;
using engine::QuoteIdentifier;

constexpr int kMostWorkers = 4;
constexpr int64_t kManyRows = 1'000'000;  // in all tables
constexpr int64_t kFewRows = 100'000;     // in one

constexpr char kOthersHint[] =
    "load into a new folder, or put the table back with: aisle restore VERSION";

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
    if (!done && !version_.empty() && !prepared_) lake_->Abandon(version_);
    RemoveTemporaries();
    if (!done) return done.error();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    report_.seconds = took.count();
    return std::move(report_);
  }

 private:
  Status RunSteps() {
    if (const auto opened = OpenLake(); !opened) return opened;
    jobs_ = FindJobs(options_.paths, before_.manifest, pipeline_before_);
    if (!AnyToDo()) return Finish();
    if (const auto begun = Begin(); !begun) return begun;
    ReadJobs(temp_, Threads(), &*workers_, &meter_, &jobs_);
    if (!AnyToDo()) {
      lake_->Abandon(version_);
      return Finish();
    }
    MergeCopies(before_.manifest, &jobs_);
    if (const auto assembled = AssembleTables(); !assembled) return assembled;
    if (const auto noted = NoteSources(); !noted) return noted;
    if (const auto described = Describe(); !described) return described;
    return Finish();
  }

  Status OpenLake() {
    auto lake = Lake::Open(options_.lake, true);
    if (!lake) return lake.error();
    lake_ = *std::move(lake);
    auto lock = LakeLock::Take(*lake_, tell_);
    if (!lock) return lock.error();
    lock_.emplace(*std::move(lock));
    if (const auto read = ReadPipeline(); !read) return read;
    if (const auto recovered = Recover(*lake_, tell_); !recovered) return recovered;
    return ReadBefore();
  }

  Status ReadBefore() {
    auto before = ReadState(*lake_);
    if (!before) return before.error();
    before_ = *std::move(before);
    report_.catalog = before_.catalog;
    report_.version = before_.version;
    auto others = TakeUpOthersWrites(*lake_, &before_);
    if (!others) return others.error();
    others_ = *std::move(others);
    report_.notes = others_.notes;
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

  bool AnyToDo() const {
    const auto wanted = [](const Job& job) { return job.wanted; };
    return others_.taken_up || std::any_of(jobs_.begin(), jobs_.end(), wanted);
  }

  Status Begin() {
    auto version = lake_->Begin();
    if (!version) return version.error();
    version_ = *version;
    files_.emplace(*lake_, version_);
    std::error_code failure;
    temp_ = lake_->Root() + "/tmp";
    fs::remove_all(temp_, failure);  // of a load that died
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
    tables_ = Assemble(before_.manifest, before_.catalog, lake_->Root(), loaded);
    if (const auto allowed = CheckOthers(); !allowed) return allowed;
    std::sort(tables_.begin(), tables_.end(),
              [](const LakeTable& a, const LakeTable& b) { return a.name < b.name; });
    meter_.Tell("cleaning");
    const bool small = HasSmallTables();
    if (small) {
      if (const auto calm = session().Execute("set threads = 1"); !calm) return calm;
    }
    const auto write = [&](engine::Session& session, LakeTable* table) {
      const auto planned = files_->Plan(session, table);
      if (!planned || !small || RowsOf(*table) >= kFewRows) return planned;
      return files_->Write(session, table);
    };
    const auto cleaned =
        CleanTables(pipeline_, write, small ? workers_->count() : 1, &*workers_, &tables_);
    if (!cleaned) return cleaned.error();
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      if (tables_[t].changed) Note(tables_[t], (*cleaned)[t]);
    }
    return Done{};
  }

  // Rows that another program wrote or rewrote are not undone.
  Status CheckOthers() const {
    for (const LakeTable& table : tables_) {
      const auto refused = others_.refused.find(table.name);
      if (table.changed && refused != others_.refused.end()) {
        return Error{ErrorCode::kConflict, refused->second, kOthersHint};
      }
    }
    for (const Job& job : jobs_) {
      const ManifestSource* source = job.wanted ? before_.manifest.Find(job.absolute) : nullptr;
      if (source == nullptr || source->lost.empty()) continue;
      return Error{ErrorCode::kConflict,
                   "another program rewrote the rows of " + job.path + " in " + source->lost[0] +
                       ": they cannot be replaced by those of the file as it is now",
                   kOthersHint};
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
        parts[part.source].push_back({table.name, part.file, part.rows, part.first});
      }
    }
    for (const ManifestSource& source : before_.manifest.sources) {
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
    return SealQuarantine();
  }

  // The files of small tables are written as soon as these are clean, the others while the tables
  // are described.
  Status WriteRest(engine::Session& session) {
    for (LakeTable& table : tables_) {
      if (const auto written = files_->Write(session, &table); !written) return written;
    }
    return Done{};
  }

  Status WriteQuarantineOf(const Job& job, ManifestSource* source) {
    if (job.quarantine.empty()) return Done{};
    std::error_code failure;
    fs::create_directories(lake_->Path(kQuarantineFolder), failure);
    const auto number = static_cast<std::size_t>(&job - jobs_.data()) + 1;
    const std::string name = files_->FileName(number);
    quarantine_files_.push_back(name);
    source->quarantine = std::string(kQuarantineFolder) + "/" + name;
    return WriteQuarantine(session(), version_, job.path, job.quarantine,
                           lake_->Path(source->quarantine), temp_ + "/quarantine.csv");
  }

  Status SealQuarantine() {
    if (quarantine_files_.empty()) return Done{};
    auto adds =
        Seal(session(), lake_->Path(kQuarantineFolder), QuarantineSchema(), quarantine_files_);
    if (!adds) return adds.error();
    quarantine_ = *std::move(adds);
    return Done{};
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
    catalog::Table stored;
    stored.columns = table.columns;
    for (const TablePart& part : table.parts) {
      input.sources.push_back(part.given);
      const bool shared =
          std::find(stored.files.begin(), stored.files.end(), part.file) != stored.files.end();
      if (!shared) stored.files.push_back(part.file);
    }
    input.files = stored.files;
    input.relation_sql = table.changed ? QuoteIdentifier(table.engine_table)
                                       : catalog::ReadSql(stored, lake_->Root());
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
    AddTableWarnings(tables_, before_.catalog, &catalog->warnings);
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
    const LoadedState after{tables_, manifest_, quarantine_};
    const auto prepared = Prepare(*lake_, version_, PrepareLoad(before_, after));
    if (!prepared) return prepared;
    prepared_ = true;
    if (const auto done = ingest::Finish(*lake_, version_, tell_); !done) return done;
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
  const Teller tell_ = [this](const std::string& stage) { meter_.Tell(stage); };
  std::optional<Lake> lake_;
  std::optional<LakeLock> lock_;
  std::unique_ptr<engine::Engine> engine_;
  std::optional<Workers> workers_;
  std::string version_;
  bool prepared_ = false;  // from then on the version is to be finished, not abandoned
  std::string temp_;
  LakeState before_;
  OthersWrites others_;
  Manifest manifest_;
  std::optional<TableFiles> files_;
  std::vector<std::string> quarantine_files_;
  std::vector<delta::Add> quarantine_;
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
