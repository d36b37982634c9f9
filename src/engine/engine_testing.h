// Results of the engine in a form that tests compare.
#pragma once

#include <string>

#include "base/result.h"
#include "base/value.h"
#include "engine/table.h"

namespace aisle::engine::testing {

// Cells as text, '|' between columns, a line a row; or the error.
inline std::string TextOf(const Result<Table>& rows) {
  if (!rows) return rows.error().message;
  std::string text;
  for (const auto& row : rows->rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "|" : "") + ToString(row[i]);
    text += "\n";
  }
  return text;
}

}  // namespace aisle::engine::testing
