// Two passes over all synonyms: words that are values of the data are no synonyms ("Consumer" is a
// segment before it is a customer), and places that people ask for by a word that no column has.
#include <algorithm>
#include <map>
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

// A word that is a value of the data means the value, unless the heading itself begins with it.
void DropValues(const std::set<std::string>& values, const std::string& heading,
                std::vector<std::string>* synonyms) {
  std::erase_if(*synonyms, [&](const std::string& synonym) {
    if (StartsWith(heading, synonym + " ")) return false;
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

// "Mountain Bikes", "Road Bikes", "Electric Bikes": what most categories end in is what is sold.
std::vector<std::string> NounsOfCategories(const Draft& draft) {
  std::vector<std::string> nouns;
  for (const TableRole& table : draft.tables) {
    for (const ColumnRole& role : table.columns) {
      const bool category = !table.hidden && role.Has("category") &&
                            role.column->type == Type::kText && role.column->distinct <= 30;
      if (!category) continue;
      std::map<std::string, size_t> heads;
      for (const auto& [value, count] : role.column->top) {
        const std::vector<std::string> words = Split(FoldName(value), ' ');
        if (words.size() > 1) ++heads[Singular(words.back())];
      }
      for (const auto& [noun, values] : heads) {
        if (values >= 3 && values * 3 >= role.column->top.size() && noun.size() > 3) {
          AddUnique(noun, &nouns);
        }
      }
    }
  }
  return nouns;
}

void NameProducts(Draft* draft) {
  const std::vector<std::string> nouns = NounsOfCategories(*draft);
  for (Entity& entity : draft->model.entities) {
    if (entity.name != "product") continue;
    for (const std::string& noun : nouns) AddUnique(noun, &entity.synonyms);
  }
}

}  // namespace

void InferWords(Draft* draft) {
  const std::set<std::string> values = ValuesOfData(*draft);
  for (Dimension& dimension : draft->model.dimensions)
    DropValues(values, FoldName(dimension.label), &dimension.synonyms);
  for (Entity& entity : draft->model.entities) DropValues(values, {}, &entity.synonyms);
  NameRegions(draft);
  NameProducts(draft);
}

}  // namespace aisle::semantic
