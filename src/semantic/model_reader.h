// model.yaml as a Model plus the position of everything in it, for those who read, check, edit it.
// Private to semantic/.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "semantic/model_yaml.h"
#include "semantic/yaml_node.h"

namespace aisle::semantic {

struct LocatedModel {
  Model model;  // as written: conventions not applied
  std::vector<Problem> problems;
  // "metrics[3].expr" → line and column of its value.
  std::map<std::string, std::pair<int, int>> places;

  void Add(const std::string& path, std::string message);
};

LocatedModel ReadLocated(std::string_view text);
LocatedModel LocateIn(const YamlNode& root);

// Adds the mistakes against the data, and sorts them all by their place.
void CheckLocated(LocatedModel* located, const catalog::Catalog& catalog);

}  // namespace aisle::semantic
