#include "semantic/infer.h"

#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

// Repeats of other rows, and blocks of prose that a file held beside its tables.
bool IsScrap(const TableRole& table) {
  if (table.table->repeats || table.table->rows == 0) return true;
  for (const ColumnRole& role : table.columns)
    if (!role.hidden && role.kind != DimensionKind::kText) return false;
  return true;
}

}  // namespace

Model InferModel(const catalog::Catalog& catalog) {
  Draft draft;
  draft.catalog = &catalog;
  draft.model.name = "retail";
  for (const catalog::Table& table : catalog.tables) {
    draft.tables.push_back(RoleOf(table));
    draft.tables.back().hidden = IsScrap(draft.tables.back());
  }
  InferJoins(&draft);
  InferTables(&draft);
  InferDimensions(&draft);
  InferEntities(&draft);
  InferHierarchies(&draft);
  InferMetrics(&draft);
  InferConventions(&draft);
  return std::move(draft.model);
}

}  // namespace aisle::semantic
