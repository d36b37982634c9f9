// model.yaml: the Model as people edit it. Documented field by field in docs/model.md and
// schema/model.schema.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "semantic/model.h"

namespace aisle::semantic {

// A mistake in the file. `line` and `column` count from 1. The message says what was expected,
// what was found, and the nearest known name: "line 12, column 9: unknown field `fromat`; did
// you mean `format`?".
struct Problem {
  int line = 0;
  int column = 0;
  std::string message;
  bool operator==(const Problem&) const = default;
};

struct ModelRead {
  Model model;
  std::vector<Problem> problems;  // empty when the file is right
};

ModelRead ReadModelYaml(std::string_view text);
std::string WriteModelYaml(const Model& model);  // with comments that explain each section

// Mistakes against the data: unknown columns, keys that are not unique, joins without a key,
// metrics that multiply rows. Positions are those of `text`.
std::vector<Problem> CheckModel(std::string_view text, const catalog::Catalog& catalog);

// A mistake found elsewhere, placed at a member of the file: "calendar.holidays",
// "verified[3].query".
Problem ProblemAt(std::string_view text, const std::string& path, std::string message);

}  // namespace aisle::semantic
