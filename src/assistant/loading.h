// Loading files into a lake and keeping its model.yaml: inferred when there is none, never
// overwritten when there is; what the data suggests anew goes to model.proposed.yaml beside it.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/load.h"
#include "semantic/model_edits.h"

namespace aisle::assistant {

struct Loaded {
  ingest::LoadReport report;
  std::string model_path;             // the model in force
  bool model_written = false;         // inferred just now
  std::vector<std::string> proposed;  // what model.proposed.yaml has that the model has not
};

Result<Loaded> LoadFiles(const ingest::LoadOptions& options, const ingest::ProgressSink& progress);
std::string ToJson(const Loaded& loaded);  // one line

// Rows set aside, as ingest/ keeps them.
Result<ingest::QuarantineList> ListQuarantine(const std::string& lake,
                                              const ingest::QuarantineFilter& filter);

// The text of the model that the data suggests now; nothing is written.
Result<std::string> InferredModel(const std::string& lake);
// Infers and writes model.yaml; refuses to replace one unless `replace`. Gives its path.
Result<std::string> WriteInferredModel(const std::string& lake, bool replace);
Result<std::string> ModelText(const std::string& lake);
// Applies a file of edits to the lake's model.yaml, which is kept as model.previous.yaml. Nothing
// is written when the edits have mistakes.
Result<semantic::EditedModel> EditLakeModel(const std::string& lake, const std::string& edits);
// Mistakes in the lake's model.yaml, in the order of the file; empty when it is right.
Result<std::vector<semantic::Problem>> CheckLakeModel(const std::string& lake);

// A lake in a folder of its own that vanishes with this object.
class TemporaryLake {
 public:
  static Result<TemporaryLake> Make();
  ~TemporaryLake();
  TemporaryLake(TemporaryLake&& other) noexcept;
  TemporaryLake& operator=(TemporaryLake&&) = delete;
  TemporaryLake(const TemporaryLake&) = delete;
  TemporaryLake& operator=(const TemporaryLake&) = delete;
  const std::string& Path() const { return path_; }

 private:
  explicit TemporaryLake(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace aisle::assistant
