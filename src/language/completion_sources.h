// What completions are made of, gathered once for a model and its data. Internal to language/.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/catalog.h"
#include "language/completion_names.h"
#include "language/completion_tails.h"
#include "language/value_index.h"
#include "semantic/model.h"

namespace aisle::language {

struct Sources {
  Sources(const semantic::Model& model, const catalog::Catalog& catalog, const ValueIndex& values);

  const semantic::Model& model;
  const ValueIndex& values;
  const std::vector<Name> names;
  std::unordered_map<std::string, Reached> reach;  // by table: what its rows reach
  std::vector<std::string> questions;              // good first ones
};

}  // namespace aisle::language
