#include "ingest/path_shape.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace aisle::ingest {
namespace {

using Values = std::vector<std::string>;

struct Case {
  const char* label;
  int64_t rows;  // of each value
  Values values;
  const char* shape;  // "> 3": separator and levels; empty: no paths
};

std::string ShapeOf(const Case& test) {
  TextCounts counts;
  for (const std::string& value : test.values) counts.values.push_back({value, test.rows});
  const auto shape = FindPathShape(test.label, counts);
  if (!shape) return "";
  return shape->separator + " " + std::to_string(shape->levels) + (shape->list ? " list" : "") +
         (shape->root > 0 ? " below " + std::to_string(shape->root) : "");
}

Values Cross(const Values& firsts, const std::string& between, const Values& seconds) {
  Values all;
  for (const std::string& first : firsts) {
    for (const std::string& second : seconds) all.push_back(first + between + second);
  }
  return all;
}

const Values kShop = {
    "Electronics|Mobiles|Smartphones", "Electronics|Mobiles|Cases", "Electronics|Audio|Headphones",
    "Home&Kitchen|Heating|Fans",       "Home&Kitchen|Storage",      "Toys"};

Values Written(std::string separator, const std::string& before = "",
               const std::string& after = "") {
  Values values;
  for (const std::string& value : kShop) {
    values.push_back(before + ReplaceAll(value, "|", separator) + after);
  }
  return values;
}

TEST(PathShape, IsFoundHoweverPathsAreWritten) {
  const Case cases[] = {
      {"category", 5, kShop, "| 3"},
      {"Department", 5, kShop, "| 3"},
      {"shelf", 5, kShop, "| 3"},
      {"category", 5, Written(" > "), "> 3"},
      {"category", 5, Written(">"), "> 3"},
      {"category", 5, Written(" >> "), ">> 3"},
      {"category", 5, Written("/"), "/ 3"},
      {"category", 5, Written(" / "), "/ 3"},
      {"category", 5, Written("\\"), "\\ 3"},
      {"category", 5, Written("::"), ":: 3"},
      {"category", 5, Written(" -> "), "-> 3"},
      {"category", 5, Written(" » "), "» 3"},
      {"product_category_tree", 5, Written(" >> ", "[\"", "\"]"), ">> 3 list"},
      {"categories", 5, Written("', '", "['", "']"), "', ' 3 list"},
      {"category", 5, Written("|", "Shop|"), "| 3 below 1"},
      {"category", 5, Written("|", "", "|"), "| 3"},
      {"category_code",
       9,
       {"electronics.smartphone", "electronics.audio.headphone", "electronics.clocks",
        "appliances.kitchen.oven", "appliances.kitchen.washer", "computers.notebook",
        "computers.desktop", "appliances.iron"},
       ". 3"},
      {"category",
       9,
       {"Clothing/Women/Saree", "Clothing/Women/Kurta", "Clothing/Men/Shirt", "Shoes/Men/Sneakers",
        "Shoes/Women/Heels"},
       "/ 3"},
      {"category", 9, {"Clothing/Saree", "Clothing/Shirt", "Shoes/Sneakers", "Shoes/Heels"}, "/ 2"},
      // The list of all categories names each of them once.
      {"category path",
       1,
       {"Books > Fiction > Crime", "Books > Fiction > Fantasy", "Books > Travel", "Toys > Dolls",
        "Toys > Games > Chess", "Toys > Games > Cards"},
       "> 3"},
  };
  for (const Case& test : cases) EXPECT_EQ(ShapeOf(test), test.shape) << test.values[0];
}

TEST(PathShape, IsNotSeenInOtherColumns) {
  const Values shirts = {"Crew Neck", "V Neck", "Polo", "Henley"};
  const Case cases[] = {
      {"category", 9, {"Kurta", "Set", "Saree", "Top", "Blouse", "Dupatta"}, ""},
      {"category", 9, {"T-Shirts/Polos", "Shirts/Blouses", "Pants/Jeans", "Sofas/Couches"}, ""},
      {"category", 9, {"A|B"}, ""},
      {"size group", 9, {"M/L", "S/M", "L/XL", "XL/XXL", "XXS/XS", "XS/S", "S/L", "M/XL"}, ""},
      {"availability", 9, {"N/A", "In stock", "Sold out", "Pre-order", "On demand", "Gone"}, ""},
      {"day",
       9,
       {"01/02/2022", "02/02/2022", "03/02/2022", "04/03/2022", "05/03/2022", "6/3/2022"},
       ""},
      {"month", 9, {"Jan/2022", "Feb/2022", "Mar/2022", "Jan/2023", "Feb/2023", "Mar/2023"}, ""},
      {"thread", 9, {"1/2 inch", "1/4 inch", "3/4 inch", "3/8 inch", "5/8 inch", "7/8 inch"}, ""},
      {"page", 9,
       Cross({"https://shop.example.com/", "https://www.example.com/"}, "", {"a", "b/c", "d", "e"}),
       ""},
      {"picture", 9, Cross({"img/shoes", "img/hats"}, "/", {"red.jpg", "blue.jpg", "tan.jpg"}), ""},
      {"contact", 9, Cross({"ann", "bob"}, "@", {"example.com", "example.org", "shop.net"}), ""},
      {"ids", 9, Cross({"B07CB6", "B076ZZ"}, "|", {"A5BJ|R17", "A8CP|R22", "A6RL|R31"}), ""},
      {"shelf", 1, Cross({"Emma", "Father and Son"}, " | ", {"Hardcover", "Pocket", "Audio"}), ""},
      {"book title", 9, Cross({"Emma", "Father and Son"}, " | ", {"Hard", "Pocket|Old", "CD|New"}),
       ""},
      {"product", 9, Cross({"Acme", "Zenith"}, " | ", {"Mixer | Red", "Oven | Blue", "Fan | Red"}),
       ""},
      {"genres",
       9,
       {"Action|Comedy|Drama", "Comedy|Drama", "Action|Drama", "Drama|Crime", "Comedy|Crime|Drama",
        "Crime|Action"},
       ""},
      {"colours", 9, Cross({"Black", "White", "Red"}, "/", {"Black", "White", "Red", "Blue"}), ""},
      {"source / medium", 9, Cross({"google", "bing", "yahoo"}, " / ", {"organic", "paid", "ads"}),
       ""},
      {"about", 9,
       Cross({"Soft shirt", "Warm shirt", "Light shirt", "Blue shirt", "Long shirt", "Wide shirt",
              "Fine shirt"},
             "|", Cross(shirts, "|", {"Easy to wash", "Made here"})),
       ""},
      {"review",
       9,
       {"Good. Bad. Ugly.", "Soap. Mild. Clean.", "Nice. Fine.", "Soap. Strong.", "Good. Fine.",
        "Nice. Soft. Warm."},
       ""},
      {"site",
       9,
       {"example.com", "shop.example.com", "acme.org", "zenith.net", "a.io", "b.co"},
       ""},
  };
  for (const Case& test : cases) EXPECT_EQ(ShapeOf(test), test.shape) << test.values[0];
}

TEST(PathShape, LevelsAreTrimmedAndThoseThatLackAreLeftOut) {
  const PathShape shape{">", true, 1, 2};
  EXPECT_EQ(LevelsOf(shape, "[\"Shop > Home  & Garden > Pots > Clay\"]"),
            (Values{"Home  & Garden", "Pots"}));
  EXPECT_EQ(LevelsOf(shape, "Shop > Toys >"), Values{"Toys"});
  EXPECT_EQ(LevelsOf(shape, "Shop"), Values{});
}

}  // namespace
}  // namespace aisle::ingest
