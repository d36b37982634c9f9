// Which columns enter the index of values that questions may name (catalog/values.h): names,
// cities, states, codes of products; not order numbers by the ten thousand, not prose.
#pragma once

#include "catalog/catalog.h"

namespace aisle::ingest {

// What the distinct texts of a column look like.
struct TextShape {
  double average_length = 0;  // bytes, over the distinct values
  double coded_share = 0;     // of the distinct values: with a digit and without a blank
};

bool BelongsInIndex(const catalog::Column& column, const TextShape& shape);

}  // namespace aisle::ingest
