#include "ingest/optimize.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <utility>

#include "base/text.h"
#include "engine/duckdb/duckdb_engine.h"
#include "ingest/commit_version.h"
#include "ingest/lake_lock.h"
#include "ingest/others_writes.h"
#include "ingest/rearrange.h"

namespace aisle::ingest {
namespace {

class Optimizer {
 public:
  Optimizer(const Lake& lake, const OptimizeOptions& options, const Teller& tell, LakeState state)
      : lake_(lake), options_(options), tell_(tell), state_(std::move(state)) {}

  Result<OptimizeReport> Run() {
    if (const auto known = CheckTable(); !known) return known.error();
    if (const auto opened = Open(); !opened) return opened.error();
    report_.version = state_.version;
    auto made = NewVersion(
        lake_, [this](const auto& version) { return Make(version); }, tell_);
    session_.reset();
    engine_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(lake_.Path("tmp"), ignored);
    if (!made) return made.error();
    if (!made->empty()) report_.version = *made;
    return std::move(report_);
  }

 private:
  Status CheckTable() const {
    if (options_.table.empty() && !options_.zorder.empty()) {
      return Invalid("a Z-order needs the table that has the columns");
    }
    if (options_.table.empty() || state_.catalog.Find(options_.table) != nullptr) return Done{};
    std::vector<std::string> names;
    for (const auto& table : state_.catalog.tables) names.push_back(table.name);
    const std::string near = Nearest(options_.table, names);
    return Error{ErrorCode::kNotFound, "the lake has no table `" + options_.table + "`",
                 near.empty() ? "" : "did you mean `" + near + "`?"};
  }

  Status Open() {
    auto engine = engine::OpenDuckDb({.memory_limit = options_.memory,
                                      .threads = options_.threads,
                                      .temp_directory = lake_.Path("tmp")});
    if (!engine) return engine.error();
    engine_ = *std::move(engine);
    auto session = engine_->Connect();
    if (!session) return session.error();
    session_ = *std::move(session);
    return Done{};
  }

  Result<std::optional<Prepared>> Make(const std::string& version) {
    prepared_ = {"optimize", Detail(), {}, {}};
    const TableFiles names(lake_, version);
    for (const RecordedTable& recorded : state_.record.tables) {
      if (recorded.gone) continue;
      const auto done = Rearrange(recorded, names);
      if (!done) return done.error();
    }
    if (prepared_.changes.empty()) return std::optional<Prepared>();
    if (const auto written = WriteSmallFiles(version); !written) return written.error();
    return std::optional(std::move(prepared_));
  }

  std::string Detail() const {
    if (options_.table.empty()) return {};
    return options_.table + (options_.zorder.empty() ? "" : " by " + Join(options_.zorder, ", "));
  }

  Status Rearrange(const RecordedTable& recorded, const TableFiles& names) {
    const std::string table = std::filesystem::path(recorded.folder).filename().string();
    const bool silver = recorded.folder != kQuarantineFolder;
    const bool wanted = silver && (options_.table.empty() || options_.table == table);
    if (!wanted) return Keep(recorded);
    if (tell_) tell_("arranging " + table);
    const auto newest =
        delta::LoadSnapshot({delta::CleanRoot(lake_.Path(recorded.folder)), session_.get()});
    if (!newest) return newest.error();
    const Rearranging at{lake_, *session_, names, table, *newest};
    auto change = options_.zorder.empty() ? PutTogether(at, options_.file_bytes, &state_.manifest)
                                          : PutInOrder(at, options_.zorder, &state_.manifest);
    if (!change) return change.error();
    if (change->removes.empty()) return Keep(recorded);
    const auto files = static_cast<int64_t>(newest->files.size());
    report_.tables.push_back({table, files,
                              files + static_cast<int64_t>(change->adds.size()) -
                                  static_cast<int64_t>(change->removes.size())});
    prepared_.changes.push_back(*std::move(change));
    return Done{};
  }

  Status Keep(const RecordedTable& recorded) {
    prepared_.kept.push_back({recorded.folder, recorded.version});
    return Done{};
  }

  // The catalog says the same of the tables as before, but for where their rows are.
  Status WriteSmallFiles(const std::string& version) {
    catalog::Catalog catalog = state_.catalog;
    catalog.version = version;
    for (catalog::Table& table : catalog.tables) table.files = FilesOf(table.name);
    const auto values = lake_.Read(state_.version, "values.bin");
    if (!values) return values.error();
    const std::pair<const char*, std::string> files[] = {
        {"catalog.json", catalog::ToJson(catalog)},
        {"values.bin", *values},
        {"manifest.json", ToJson(state_.manifest)}};
    for (const auto& [name, bytes] : files) {
      if (const auto written = lake_.Write(version, name, bytes); !written) return written;
    }
    return Done{};
  }

  std::vector<std::string> FilesOf(const std::string& table) const {
    std::vector<std::string> files;
    std::set<std::string> seen;
    for (const ManifestSource& source : state_.manifest.sources) {
      for (const ManifestPart& part : source.parts) {
        if (part.table == table && seen.insert(part.file).second) files.push_back(part.file);
      }
    }
    return files;
  }

  const Lake& lake_;
  const OptimizeOptions& options_;
  const Teller& tell_;
  LakeState state_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
  Prepared prepared_;
  OptimizeReport report_;
};

}  // namespace

Result<OptimizeReport> OptimizeLake(const std::string& root, const OptimizeOptions& options,
                                    const Teller& tell) {
  const auto lake = Lake::Open(root, false);
  if (!lake) return lake.error();
  const auto lock = LakeLock::Take(*lake, tell);
  if (!lock) return lock.error();
  if (const auto recovered = Recover(*lake, tell); !recovered) return recovered.error();
  if (const auto current = lake->Current(); !current) return current.error();
  auto state = ReadState(*lake);
  if (!state) return state.error();
  const auto others = TakeUpOthersWrites(*lake, &*state);
  if (!others) return others.error();
  if (!others->notes.empty()) {
    return Error{ErrorCode::kConflict, others->notes.front(), "load again first"};
  }
  return Optimizer(*lake, options, tell, *std::move(state)).Run();
}

}  // namespace aisle::ingest
