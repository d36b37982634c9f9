#include "assistant/loading.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>
#include <utility>

#include "answer/json_text.h"
#include "assistant/files.h"
#include "assistant/holiday_file.h"
#include "base/json.h"
#include "base/text.h"
#include "ingest/lake.h"
#include "semantic/infer.h"

namespace aisle::assistant {
namespace {

std::string ModelPath(const std::string& lake) {
  return (std::filesystem::path(lake) / "model.yaml").string();
}
std::string PreviousPath(const std::string& lake) {
  return (std::filesystem::path(lake) / "model.previous.yaml").string();
}
std::string ProposalPath(const std::string& lake) {
  return (std::filesystem::path(lake) / "model.proposed.yaml").string();
}

// Names that `inferred` has and `owned` has not, for people.
std::vector<std::string> NewThings(const semantic::Model& owned, const semantic::Model& inferred) {
  std::vector<std::string> things;
  for (const auto& table : inferred.tables) {
    if (owned.FindTable(table.name) == nullptr) things.push_back("table " + table.name);
  }
  for (const auto& dimension : inferred.dimensions) {
    if (owned.FindDimension(dimension.Field()) == nullptr) {
      things.push_back("dimension " + dimension.Field());
    }
  }
  for (const auto& entity : inferred.entities) {
    if (owned.FindEntity(entity.name) == nullptr) things.push_back("entity " + entity.name);
  }
  for (const auto& metric : inferred.metrics) {
    if (owned.FindMetric(metric.name) == nullptr) things.push_back("metric " + metric.name);
  }
  return things;
}

Result<catalog::Catalog> CurrentCatalog(const std::string& root) {
  const auto lake = ingest::Lake::Open(root, false);
  if (!lake) return lake.error();
  const auto version = lake->Current();
  if (!version) return version.error();
  const auto text = lake->Read(*version, "catalog.json");
  if (!text) return text.error();
  return catalog::ParseCatalog(*text);
}

Status KeepModel(const catalog::Catalog& data, const std::string& lake, Loaded* loaded) {
  loaded->model_path = ModelPath(lake);
  const semantic::Model inferred = semantic::InferModel(data);
  const auto text = ReadFile(loaded->model_path);
  if (!text && text.error().code != ErrorCode::kNotFound) return text.error();
  if (!text) {
    loaded->model_written = true;
    return WriteFile(loaded->model_path, semantic::WriteModelYaml(inferred));
  }
  loaded->proposed = NewThings(semantic::ReadModelYaml(*text).model, inferred);
  if (!loaded->proposed.empty()) {
    return WriteFile(ProposalPath(lake), semantic::WriteModelYaml(inferred));
  }
  std::error_code ignored;
  std::filesystem::remove(ProposalPath(lake), ignored);
  return Done{};
}

json::array Texts(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

json::object FileObject(const ingest::FileReport& file) {
  return {{"path", file.path},
          {"bytes", file.bytes},
          {"rows_in", file.rows_in},
          {"rows_out", file.rows_out},
          {"quarantined", file.quarantined},
          {"merged", file.merged},
          {"tables", Texts(file.tables)},
          {"notes", Texts(file.notes)},
          {"error", file.error},
          {"unchanged", file.unchanged}};
}

}  // namespace

Result<Loaded> LoadFiles(const ingest::LoadOptions& options, const ingest::ProgressSink& progress) {
  auto report = ingest::Load(options, progress);
  if (!report) return report.error();
  Loaded loaded;
  loaded.report = std::move(*report);
  if (loaded.report.catalog.tables.empty()) return loaded;  // every file was left out
  const Status kept = KeepModel(loaded.report.catalog, options.lake, &loaded);
  if (!kept) return kept.error();
  return loaded;
}

std::string ToJson(const Loaded& loaded) {
  json::array files;
  for (const auto& file : loaded.report.files) files.push_back(FileObject(file));
  json::object object = {
      {"files", std::move(files)},          {"seconds", loaded.report.seconds},
      {"version", loaded.report.version},   {"changed", loaded.report.changed},
      {"model", loaded.model_path},         {"model_written", loaded.model_written},
      {"proposed", Texts(loaded.proposed)}, {"lake_notes", Texts(loaded.report.notes)}};
  const auto data = ParseJson(catalog::ToJson(loaded.report.catalog));
  if (data) object["catalog"] = *data;
  return answer::JsonText(object);
}

Result<ingest::QuarantineList> ListQuarantine(const std::string& lake,
                                              const ingest::QuarantineFilter& filter) {
  return ingest::ReadQuarantine(lake, filter);
}

Result<std::string> InferredModel(const std::string& lake) {
  const auto data = CurrentCatalog(lake);
  if (!data) return data.error();
  return semantic::WriteModelYaml(semantic::InferModel(*data));
}

Result<std::string> WriteInferredModel(const std::string& lake, bool replace) {
  const std::string path = ModelPath(lake);
  if (!replace && std::filesystem::exists(path)) {
    return Error{ErrorCode::kDenied, path + " exists and may hold edits; it was left as it is",
                 "Use --replace to write a new one over it."};
  }
  const auto text = InferredModel(lake);
  if (!text) return text.error();
  if (const Status written = WriteFile(path, *text); !written) return written.error();
  return path;
}

Result<std::string> ModelText(const std::string& lake) { return ReadFile(ModelPath(lake)); }

Result<semantic::EditedModel> EditLakeModel(const std::string& lake, const std::string& edits) {
  const auto data = CurrentCatalog(lake);
  if (!data) return data.error();
  const auto text = ModelText(lake);
  if (!text) return text.error();
  const auto changes = ReadFile(edits);
  if (!changes) return changes.error();
  auto edited = semantic::EditModel(*text, *changes, *data);
  if (!edited || !edited->problems.empty()) return edited;
  if (const Status kept = WriteFile(PreviousPath(lake), *text); !kept) return kept.error();
  const Status written = WriteFile(ModelPath(lake), semantic::WriteModelYaml(edited->model));
  if (!written) return written.error();
  return edited;
}

Result<std::vector<semantic::Problem>> CheckLakeModel(const std::string& lake) {
  const auto data = CurrentCatalog(lake);
  if (!data) return data.error();
  const auto text = ModelText(lake);
  if (!text) return text.error();
  std::vector<semantic::Problem> problems = semantic::ReadModelYaml(*text).problems;
  for (auto& problem : semantic::CheckModel(*text, *data)) {
    if (std::find(problems.begin(), problems.end(), problem) == problems.end()) {
      problems.push_back(std::move(problem));
    }
  }
  for (auto& problem : CheckHolidays(lake, *text)) problems.push_back(std::move(problem));
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return problems;
}

Result<TemporaryLake> TemporaryLake::Make() {
  const std::string pattern = (std::filesystem::temp_directory_path() / "aisle-XXXXXX").string();
  std::vector<char> name(pattern.begin(), pattern.end());
  name.push_back('\0');
  if (mkdtemp(name.data()) == nullptr) {
    return Error{ErrorCode::kUnavailable,
                 std::string("cannot make a temporary folder: ") + std::strerror(errno)};
  }
  return TemporaryLake(name.data());
}

TemporaryLake::TemporaryLake(TemporaryLake&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

TemporaryLake::~TemporaryLake() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace aisle::assistant
