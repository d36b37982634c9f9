// A YAML document as plain text nodes with their positions. Nothing is converted: `no` and `010`
// stay what was typed, and whoever reads a node says what it expects. Anchors, aliases, tags and
// deep nesting have no place in a model and are refused; so are repeated keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "semantic/model_yaml.h"

namespace aisle::semantic {

struct YamlNode {
  enum class Kind { kNull, kScalar, kSequence, kMapping };
  Kind kind = Kind::kNull;
  std::string text;             // kScalar
  bool quoted = false;          // kScalar: written in quotes or as a block
  std::vector<YamlNode> items;  // kSequence; the values of a kMapping
  std::vector<YamlNode> keys;   // kMapping: of items, in order
  int line = 1;
  int column = 1;

  const YamlNode* Find(std::string_view key) const;
};

// "a list", "a mapping", "`010`": what was found, for messages.
std::string Describe(const YamlNode& node);

// Adds to `problems` and gives what could be read.
YamlNode ReadYaml(std::string_view text, std::vector<Problem>* problems);

}  // namespace aisle::semantic
