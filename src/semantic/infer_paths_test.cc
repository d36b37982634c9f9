#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "semantic/catalog_builder.h"
#include "semantic/infer.h"

namespace aisle::semantic {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

// A list of products with paths of three levels, and columns beside them.
catalog::Catalog Shop(const std::string& heading, const std::vector<std::string>& beside = {}) {
  TableBuilder builder("listing", 900);
  builder.Id("product_id", 850, Type::kText).Text(heading, 40);
  for (const std::string& label : beside) builder.Text(label, 12);
  builder.Number("price", 300, 1, 900);
  const std::string path = SnakeCase(heading);
  for (const char* number : {"1", "2", "3"}) builder.Text(path + " level " + number, 9);
  catalog::Table table = builder.Build();
  for (int level = 1; level <= 3; ++level) {
    catalog::Column& column = table.columns[table.columns.size() - 4 + static_cast<size_t>(level)];
    column.level_of = path;
    column.level = level;
    column.distinct = 9 * level;
  }
  catalog::Catalog catalog;
  catalog.tables = {table};
  return catalog;
}

// Labels of the path and its levels.
std::vector<std::string> LabelsOf(const Model& model, const std::string& path) {
  std::vector<std::string> labels;
  for (const Dimension& dimension : model.dimensions) {
    if (dimension.column.starts_with(path)) labels.push_back(dimension.label);
  }
  return labels;
}

TEST(InferPaths, LevelsAreCalledByTheColumnsOwnName) {
  const struct {
    const char* heading;
    std::vector<std::string> beside;
    std::vector<std::string> labels;
  } cases[] = {
      {"category", {}, {"Category Path", "Category", "Subcategory", "Category Level 3"}},
      {"Product Category", {}, {"Category Path", "Category", "Subcategory", "Category Level 3"}},
      {"product_category_tree",
       {},
       {"Category Path", "Category", "Subcategory", "Category Level 3"}},
      {"category_code", {}, {"Category Path", "Category", "Subcategory", "Category Level 3"}},
      {"breadcrumbs", {}, {"Category Path", "Category", "Subcategory", "Category Level 3"}},
      {"department",
       {},
       {"Department Path", "Department", "Department Level 2", "Department Level 3"}},
      {"category_path",
       {"category", "Sub-Category"},
       {"Category Path", "Category Level 1", "Category Level 2", "Category Level 3"}},
  };
  for (const auto& test : cases) {
    const Model model = InferModel(Shop(test.heading, test.beside));
    EXPECT_EQ(LabelsOf(model, SnakeCase(test.heading)), test.labels) << test.heading;
  }
}

TEST(InferPaths, LevelsHaveTheWordsThatPeopleUse) {
  const Model model = InferModel(Shop("category"));
  const auto words = [&](const char* column) {
    return model.FindDimension(std::string("listing.") + column)->synonyms;
  };
  EXPECT_THAT(words("category_level_1"),
              IsSupersetOf({"product category", "main category", "department"}));
  EXPECT_THAT(words("category_level_2"), IsSupersetOf({"sub category", "category level 2"}));
  EXPECT_THAT(words("category_level_3"), Contains("sub sub category"));
  EXPECT_EQ(words("category"), std::vector<std::string>{});
}

TEST(InferPaths, LevelsAreAHierarchy) {
  const Model model = InferModel(Shop("category"));
  ASSERT_FALSE(model.hierarchies.empty());
  EXPECT_EQ(model.hierarchies.back().name, "category");
  EXPECT_THAT(model.hierarchies.back().levels,
              ElementsAre("listing.category_level_1", "listing.category_level_2",
                          "listing.category_level_3"));
}

}  // namespace
}  // namespace aisle::semantic
