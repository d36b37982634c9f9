// Edits: a small file that says where people know better than the data shows. It has the sections
// of model.yaml; an entry names what it is about and holds what changes, nothing else. So it can
// be read at a glance, kept beside the data's sources, and applied to a model inferred anew.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "semantic/model_yaml.h"

namespace aisle::semantic {

struct EditedModel {
  Model model;                       // as written: conventions not applied
  std::vector<std::string> changes;  // "metrics revenue: expr, synonyms", in the order of the edits
  std::vector<Problem> problems;  // with the lines of the edits; the model is then not to be used
};

// Fails when `model`, a model.yaml, has mistakes of its own.
Result<EditedModel> EditModel(std::string_view model, std::string_view edits,
                              const catalog::Catalog& catalog);

}  // namespace aisle::semantic
