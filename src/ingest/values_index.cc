#include "ingest/values_index.h"

#include "catalog/values.h"

namespace aisle::ingest {
namespace {

constexpr int64_t kManyCodes = 20000;  // codes: more of them are not looked up by hand
constexpr int64_t kManyTexts = 1000;   // prose: beyond this many, nobody quotes one whole
constexpr double kLongText = 90;

}  // namespace

bool BelongsInIndex(const catalog::Column& column, const TextShape& shape) {
  if (column.type != Type::kText || column.row_number || column.distinct == 0) return false;
  if (column.distinct > catalog::ColumnValues::kMaxDistinct) return false;
  if (column.distinct > kManyTexts && shape.average_length > kLongText) return false;
  return column.distinct <= kManyCodes || shape.coded_share < 0.9;
}

}  // namespace aisle::ingest
