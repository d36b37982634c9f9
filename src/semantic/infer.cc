#include "semantic/infer.h"

#include <map>

#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

// Repeats of other rows, blocks of prose that a file held beside its tables, bare calendars.
bool IsScrap(const TableRole& table) {
  if (table.table->repeats || table.table->rows == 0) return true;
  for (const ColumnRole& role : table.columns) {
    const bool told = role.Has("fiscal") || role.Has("financial");  // no date tells it
    const bool calendar = role.kind == DimensionKind::kTime ||
                          (!role.words.empty() && IsCalendarWord(role.words.back()) && !told);
    if (!role.hidden && role.kind != DimensionKind::kText && !calendar) return false;
  }
  return true;
}

// adventure_works_sales, adventure_works_returns …: what all names begin with says nothing.
void DropCommonPrefix(Draft* draft) {
  while (draft->tables.size() > 2) {
    std::map<std::string, size_t> firsts;
    for (const TableRole& table : draft->tables)
      if (table.words.size() > 1) ++firsts[table.words[0]];
    bool dropped = false;
    for (const auto& [word, count] : firsts) {
      if (count * 3 < draft->tables.size() * 2) continue;
      for (TableRole& table : draft->tables)
        if (table.words.size() > 1 && table.words[0] == word)
          table.words.erase(table.words.begin());
      dropped = true;
    }
    if (!dropped) return;
  }
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
  DropCommonPrefix(&draft);
  InferJoins(&draft);
  InferCalendarJoins(&draft);
  InferTables(&draft);
  InferDimensions(&draft);
  InferEntities(&draft);
  InferEventEntities(&draft);
  InferHierarchies(&draft);
  InferPaths(&draft);
  InferMetrics(&draft);
  InferWords(&draft);
  InferConventions(&draft);
  return std::move(draft.model);
}

}  // namespace aisle::semantic
