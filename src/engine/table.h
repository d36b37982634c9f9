// Table is a small result held in memory: columns with types, rows of cells.
#pragma once

#include <string>
#include <vector>

#include "base/value.h"

namespace aisle::engine {

struct ResultColumn {
  std::string name;
  Type type = Type::kText;
  bool operator==(const ResultColumn&) const = default;
};

struct Table {
  std::vector<ResultColumn> columns;
  std::vector<std::vector<Value>> rows;  // each as wide as `columns`
  bool operator==(const Table&) const = default;
};

}  // namespace aisle::engine
