#include "ingest/others_writes.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "delta/changes.h"
#include "delta/conform.h"
#include "delta/log_files.h"
#include "delta/snapshot.h"
#include "ingest/lake_versions.h"
#include "ingest/log_session.h"

namespace aisle::ingest {
namespace {

// Whether the table's log ends with the version that the lake has read.
bool IsAsLeft(const Lake& lake, const RecordedTable& table) {
  const std::string next =
      delta::LogFolder(lake.Path(table.folder)) + "/" + delta::CommitName(table.version + 1);
  std::error_code ignored;
  return !table.others && !std::filesystem::exists(next, ignored);
}

class TakerUp {
 public:
  TakerUp(const Lake& lake, LakeState* state) : lake_(lake), state_(*state) {}

  Result<OthersWrites> Run() {
    for (RecordedTable& table : state_.record.tables) {
      if (table.gone || IsAsLeft(lake_, table)) continue;
      if (const auto opened = OpenSession(); !opened) return opened.error();
      const auto taken = TakeUp(&table);
      if (!taken) Refuse(table, taken.error());
    }
    return std::move(writes_);
  }

 private:
  Status OpenSession() {
    if (session_) return Done{};
    auto session = LogSession::Open();
    if (!session) return session.error();
    session_.emplace(*std::move(session));
    return Done{};
  }

  static std::string NameOf(const RecordedTable& table) {
    return std::filesystem::path(table.folder).filename().string();
  }

  void Refuse(const RecordedTable& table, const Error& reason) {
    const std::string why = fmt::format(
        "{} was changed by another program after its version {}, which cannot be taken up: {}",
        table.folder, table.version, reason.message);
    writes_.refused[NameOf(table)] = why;
    writes_.notes.push_back(why + "; it stays as it was");
  }

  Status TakeUp(RecordedTable* table) {
    const std::string root = delta::CleanRoot(lake_.Path(table->folder));
    const auto opened = delta::OpenTable(session_->get(), root);
    if (!opened) return opened.error();
    const auto newest = delta::LoadSnapshot(*opened);
    if (!newest) return newest.error();
    std::set<std::string> there;
    for (const auto& [path, add] : newest->files) there.insert(table->folder + "/" + path);
    const std::set<std::string> known = KnownFiles(*table);
    if (there != known) {
      if (const auto same = CheckSchema(*opened, *newest, *table, known); !same) return same;
      TakeFiles(*table, *newest, there, known);
    }
    table->version = newest->version;
    table->others = false;
    return Done{};
  }

  std::set<std::string> KnownFiles(const RecordedTable& table) const {
    std::set<std::string> known;
    for (const ManifestSource& source : state_.manifest.sources) {
      for (const ManifestPart& part : source.parts) known.insert(part.file);
      known.insert(source.quarantine);
    }
    std::erase_if(known,
                  [&](const std::string& file) { return !StartsWith(file, table.folder + "/"); });
    return known;
  }

  // The lake reads all files of a table alike: what others wrote must have its columns.
  Status CheckSchema(const delta::Table& table, const delta::Snapshot& newest,
                     const RecordedTable& recorded, const std::set<std::string>& known) const {
    const auto before = delta::LoadSnapshot(table, recorded.version);
    if (!before) return before.error();
    if (newest.schema != before->schema || !newest.metadata.partition_columns.empty()) {
      return Invalid("its columns or partitions are others now");
    }
    for (const auto& [path, add] : newest.files) {
      if (known.contains(recorded.folder + "/" + path)) continue;
      const auto schema =
          delta::SchemaOf(session_->get(), "SELECT * FROM read_parquet(" +
                                               engine::QuoteLiteral(table.root + "/" + path) + ")");
      if (!schema) return schema.error();
      if (*schema != newest.schema) return Invalid(path + " lacks columns, or has others");
    }
    return Done{};
  }

  void TakeFiles(const RecordedTable& table, const delta::Snapshot& newest,
                 const std::set<std::string>& there, const std::set<std::string>& known) {
    writes_.taken_up = true;
    const std::string to =
        newest.version > table.version + 1 ? fmt::format(" to {}", newest.version) : "";
    writes_.notes.push_back(
        fmt::format("{} was changed by another program: its version {}{} is "
                    "taken up",
                    table.folder, table.version + 1, to));
    ForgetFiles(NameOf(table), there, known);
    for (const auto& [path, add] : newest.files) {
      if (!known.contains(table.folder + "/" + path)) AddSource(table, path, delta::RowsOf(add));
    }
  }

  void ForgetFiles(const std::string& table, const std::set<std::string>& there,
                   const std::set<std::string>& known) {
    const auto is_gone = [&](const std::string& file) {
      return known.contains(file) && !there.contains(file);
    };
    for (ManifestSource& source : state_.manifest.sources) {
      if (is_gone(source.quarantine)) source.quarantine.clear();
      const auto gone =
          std::erase_if(source.parts, [&](const ManifestPart& part) { return is_gone(part.file); });
      if (gone > 0) source.lost.push_back(table);
    }
    // Files of others that are gone again leave nothing to remember.
    std::erase_if(state_.manifest.sources, [](const ManifestSource& source) {
      return source.checksum.empty() && source.parts.empty() && source.quarantine.empty();
    });
  }

  // Each file of others is a source of its own.
  void AddSource(const RecordedTable& table, const std::string& path, int64_t rows) {
    const std::string file = table.folder + "/" + path;
    ManifestSource source{"delta:" + file, "", {}, {}, ""};
    source.report.path = "another program";
    if (table.folder == kQuarantineFolder) {
      source.quarantine = file;
      source.report.rows_in = source.report.quarantined = rows;
    } else {
      source.parts.push_back({NameOf(table), file, rows});
      source.report.tables = {NameOf(table)};
      source.report.rows_in = source.report.rows_out = rows;
    }
    state_.manifest.sources.push_back(std::move(source));
  }

  const Lake& lake_;
  LakeState& state_;
  std::optional<LogSession> session_;
  OthersWrites writes_;
};

}  // namespace

Result<LakeState> ReadState(const Lake& lake) {
  LakeState state;
  const auto current = lake.Current();
  if (!current && current.error().code == ErrorCode::kNotFound) return state;
  if (!current) return current.error();
  state.version = *current;
  const auto record = ReadRecord(lake, state.version);
  if (!record) return record.error();
  state.record = *record;
  const auto manifest_text = lake.Read(state.version, "manifest.json");
  if (!manifest_text) return manifest_text.error();
  auto manifest = ParseManifest(*manifest_text);
  if (!manifest) return manifest.error();
  state.manifest = *std::move(manifest);
  const auto catalog_text = lake.Read(state.version, "catalog.json");
  if (!catalog_text) return catalog_text.error();
  auto catalog = catalog::ParseCatalog(*catalog_text);
  if (!catalog) return catalog.error();
  state.catalog = *std::move(catalog);
  return state;
}

Result<OthersWrites> TakeUpOthersWrites(const Lake& lake, LakeState* state) {
  return TakerUp(lake, state).Run();
}

}  // namespace aisle::ingest
