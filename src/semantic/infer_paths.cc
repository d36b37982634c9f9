// Columns that hold paths ("Electronics|Mobiles") and were split into levels at load: what each is
// called. The widest level has the column's own name, the next one "sub" or "level 2" before or
// behind it, and the column itself is the path.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "semantic/infer_parts.h"

namespace aisle::semantic {
namespace {

// The words of a heading that say how it is written, not what it holds.
bool SaysPath(const std::string& word) {
  static constexpr std::array<std::string_view, 14> kWords = {
      "path", "tree",   "hierarchy", "breadcrumb", "list", "taxonomy", "full",
      "name", "string", "code",      "level",      "text", "node",     "label"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// "product_category_tree" → category; "department" → department.
std::string ThingOfPath(const catalog::Column& column) {
  std::vector<std::string> words = HeadingWords(column.label.empty() ? column.name : column.label);
  while (!words.empty() && SaysPath(words.back())) words.pop_back();
  while (!words.empty() && SaysPath(words.front())) words.erase(words.begin());
  if (words.empty() || words.back() == "category") return "category";
  return aisle::Join(words, " ");
}

bool IsSplit(const catalog::Table& table, const catalog::Column& column) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const catalog::Column& each) {
    return each.level > 0 && each.level_of == column.name;
  });
}

// A file may have a column of that name beside its paths.
bool IsTaken(const catalog::Table& table, const std::string& phrase) {
  const auto letters = [](std::string text) { return ReplaceAll(FoldName(text), " ", ""); };
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& column) {
    const bool given = column.level == 0 && !IsSplit(table, column);
    return given && letters(column.label.empty() ? column.name : column.label) == letters(phrase);
  });
}

const catalog::Column* FindColumn(const catalog::Table& table, std::string_view name) {
  for (const catalog::Column& column : table.columns)
    if (column.name == name) return &column;
  return nullptr;
}

std::string LevelName(const catalog::Table& table, const std::string& thing, int level) {
  const std::string numbered = thing + " level " + std::to_string(level);
  if (level == 1) return IsTaken(table, thing) ? numbered : thing;
  if (level > 2 || thing != "category" || IsTaken(table, "subcategory")) return numbered;
  return "subcategory";
}

// What people call a level beside its label.
std::vector<std::string> WordsOfLevel(const std::string& thing, int level) {
  const std::string number = std::to_string(level);
  std::vector<std::string> words = {thing + " level " + number, "level " + number + " " + thing};
  if (level == 1)
    for (const char* first : {"main ", "top level ", "primary ", "parent "})
      words.push_back(first + thing);
  if (level == 2) words.insert(words.end(), {"sub " + thing, "sub" + thing});
  if (level == 3) words.insert(words.end(), {"sub sub " + thing, "sub sub" + thing});
  return words;
}

bool IsSaid(const Model& model, const std::string& table, const std::string& word) {
  return std::any_of(
      model.dimensions.begin(), model.dimensions.end(), [&](const Dimension& dimension) {
        return dimension.table == table &&
               (FoldName(dimension.label) == word ||
                std::find(dimension.synonyms.begin(), dimension.synonyms.end(), word) !=
                    dimension.synonyms.end());
      });
}

void AddWords(const TableRole& table, const ColumnRole& role, const std::string& thing,
              Model* model) {
  std::vector<std::string> words = WordsOfLevel(thing, role.column->level);
  std::erase_if(words, [&](const auto& word) { return IsSaid(*model, table.Name(), word); });
  for (Dimension& dimension : model->dimensions) {
    if (dimension.table != table.Name() || dimension.column != role.Name()) continue;
    for (std::string& word : words) AddUnique(std::move(word), &dimension.synonyms);
  }
}

void AddPath(const TableRole& table, const ColumnRole& path, Model* model) {
  const std::string thing = ThingOfPath(*path.column);
  Hierarchy hierarchy{thing, {}};
  for (const ColumnRole& role : table.columns) {
    if (role.column->level_of != path.Name()) continue;
    AddWords(table, role, thing, model);
    if (!role.hidden) hierarchy.levels.push_back(table.Name() + "." + role.Name());
  }
  if (hierarchy.levels.size() > 1) model->hierarchies.push_back(std::move(hierarchy));
}

}  // namespace

namespace {

// "c_" where the headings of a table all begin so: the letters are the table's.
std::string PrefixOf(const catalog::Table& table) {
  constexpr size_t kFew = 3, kLong = 3;
  if (table.columns.size() < kFew) return {};
  const std::string& first = table.columns.front().label;
  const size_t end = first.find('_');
  if (end == std::string::npos || end == 0 || end > kLong) return {};
  const std::string prefix = first.substr(0, end + 1);
  const bool shared =
      std::all_of(table.columns.begin(), table.columns.end(), [&](const catalog::Column& column) {
        return column.level > 0 ||
               (StartsWith(column.label, prefix) && column.label.size() > prefix.size());
      });
  return shared ? prefix : std::string();
}

}  // namespace

std::string HeadingOf(const catalog::Table& table, const catalog::Column& column) {
  if (IsSplit(table, column)) return ThingOfPath(column) + " path";
  const catalog::Column* path = column.level > 0 ? FindColumn(table, column.level_of) : nullptr;
  if (path) return LevelName(table, ThingOfPath(*path), column.level);
  const std::string label = column.label.empty() ? column.name : column.label;
  const std::string prefix = PrefixOf(table);
  return prefix.empty() || label.size() <= prefix.size() ? label : label.substr(prefix.size());
}

void InferPaths(Draft* draft) {
  for (const size_t index : draft->by_priority) {
    const TableRole& table = draft->tables[index];
    if (table.hidden) continue;
    for (const ColumnRole& role : table.columns)
      if (IsSplit(*table.table, *role.column)) AddPath(table, role, &draft->model);
  }
}

}  // namespace aisle::semantic
