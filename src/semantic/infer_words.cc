// Two passes over all synonyms: words that are values of the data are no synonyms ("Consumer" is a
// segment before it is a customer), and places that people ask for by a word that no column has.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

constexpr int64_t kFewValues = 200;

std::set<std::string> ValuesOfData(const Draft& draft) {
  std::set<std::string> values;
  for (const TableRole& table : draft.tables) {
    if (table.hidden) continue;
    for (const ColumnRole& role : table.columns) {
      const bool label = role.column->type == Type::kText && role.column->distinct <= kFewValues;
      if (!label || role.hidden) continue;
      for (const auto& [value, count] : role.column->top) values.insert(FoldName(value));
    }
  }
  return values;
}

void DropValues(const std::set<std::string>& values, std::vector<std::string>* synonyms) {
  std::erase_if(*synonyms, [&](const std::string& synonym) {
    return values.contains(synonym) || values.contains(Plural(synonym));
  });
}

bool Says(const Draft& draft, std::string_view word) {
  return std::any_of(draft.model.dimensions.begin(), draft.model.dimensions.end(),
                     [&](const Dimension& dimension) {
                       return FoldName(dimension.label) == word ||
                              std::find(dimension.synonyms.begin(), dimension.synonyms.end(),
                                        word) != dimension.synonyms.end();
                     });
}

// Without a column of regions, "region" is the widest place that varies: state, else country.
void NameRegions(Draft* draft) {
  if (Says(*draft, "region")) return;
  for (const std::string_view level : {"state", "country"}) {
    for (Dimension& dimension : draft->model.dimensions) {
      const bool fits = !dimension.hidden && dimension.kind != DimensionKind::kIdentifier &&
                        EndsWith(FoldName(dimension.label), level);
      if (!fits) continue;
      for (const char* word : {"region", "area", "zone"}) AddUnique(word, &dimension.synonyms);
      return;
    }
  }
}

}  // namespace

void InferWords(Draft* draft) {
  const std::set<std::string> values = ValuesOfData(*draft);
  for (Dimension& dimension : draft->model.dimensions) DropValues(values, &dimension.synonyms);
  for (Entity& entity : draft->model.entities) DropValues(values, &entity.synonyms);
  NameRegions(draft);
}

}  // namespace aisle::semantic
