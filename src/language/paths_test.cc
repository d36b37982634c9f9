// Questions over a list of products whose categories are paths, split into levels at load.
#include <gtest/gtest.h>

#include "language/question_cases.h"
#include "semantic/catalog_builder.h"
#include "semantic/infer.h"

namespace aisle::language {
namespace {

struct Level {
  const char* column;
  std::vector<std::string> values;
};

const std::vector<Level>& Levels() {
  static const std::vector<Level> levels = {
      {"category", {"Electronics|Mobiles|Smartphones", "Electronics|Audio", "Home&Kitchen|Fans"}},
      {"category_level_1", {"Electronics", "Home&Kitchen"}},
      {"category_level_2", {"Mobiles", "Audio", "Fans"}},
      {"category_level_3", {"Smartphones"}}};
  return levels;
}

catalog::Catalog Shop() {
  catalog::Catalog catalog;
  semantic::TableBuilder builder("listing", 900);
  builder.Id("product_id", 850, Type::kText).Number("price", 300, 1, 900).Number("rating", 9, 1, 5);
  for (const Level& level : Levels()) {
    builder.Text(level.column, static_cast<int64_t>(level.values.size()), level.values);
  }
  catalog.tables = {builder.Build()};
  int number = 0;
  for (catalog::Column& column : catalog.tables[0].columns) {
    if (column.name.starts_with("category_level_")) {
      column.level = ++number;
      column.level_of = "category";
      column.nulls = number * 10;
    }
  }
  return catalog;
}

catalog::Values Values() {
  catalog::Values values;
  for (const Level& level : Levels()) {
    values.push_back({"listing", level.column, level.values, {}});
    values.back().counts.assign(level.values.size(), 20);
  }
  return values;
}

TEST(Paths, AreAskedByTheirLevels) {
  const catalog::Catalog catalog = Shop();
  const auto language = MakeLanguage(semantic::InferModel(catalog), catalog, Values());
  testing::CheckCases(
      *language, {{"average price by category",
                   "measures average_price\nby listing.category_level_1\norder average_price desc"},
                  {"average price by main category",
                   "measures average_price\nby listing.category_level_1\norder average_price desc"},
                  {"average price by sub-category",
                   "measures average_price\nby listing.category_level_2\norder average_price desc"},
                  {"average price by category level 3",
                   "measures average_price\nby listing.category_level_3\norder average_price desc"},
                  {"average price by category path",
                   "measures average_price\nby listing.category\norder average_price desc"},
                  {"average price in electronics",
                   "measures average_price\nwhere listing.category_level_1 = \"Electronics\""},
                  {"average price in home and kitchen",
                   "measures average_price\nwhere listing.category_level_1 = \"Home&Kitchen\""},
                  {"average price of smartphones",
                   "measures average_price\nwhere listing.category_level_3 = \"Smartphones\""},
                  {"average price of Electronics|Audio",
                   "measures average_price\nwhere listing.category = \"Electronics|Audio\""}});
}

}  // namespace
}  // namespace aisle::language
