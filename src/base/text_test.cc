#include "base/text.h"

#include <gtest/gtest.h>

namespace aisle {
namespace {

struct Pair {
  std::string_view in, out;
};

TEST(Text, HeadersBecomeSnakeCase) {
  constexpr Pair kCases[] = {{"Order Date", "order_date"},
                             {"orderDate", "order_date"},
                             {"OrderID", "order_id"},
                             {"Sub-Category", "sub_category"},
                             {"Qty.", "qty"},
                             {"GROSS AMT", "gross_amt"},
                             {"ship-postal-code", "ship_postal_code"},
                             {"B2B", "b2b"},
                             {"2nd price", "n_2nd_price"},
                             {"", "column"},
                             {"ID", "id"},
                             {"SKU Code", "sku_code"},
                             {"UnitPrice", "unit_price"},
                             {"MRPOld", "mrp_old"}};
  for (const auto& [in, out] : kCases) {
    EXPECT_EQ(SnakeCase(in), out) << in;
  }
}

TEST(Text, NamesCompareWithoutCaseAccentsAndPunctuation) {
  EXPECT_EQ(FoldName("  C\xC3\xB4te-d\xE2\x80\x99Or "), "cote d or");
  EXPECT_EQ(FoldName("NEW   DELHI"), "new delhi");
}

TEST(Text, SingularAndPluralAreInverseOnRetailNouns) {
  for (const std::string_view noun : {"category", "dress", "city", "order", "box", "status",
                                      "person", "day", "branch", "customer", "movie"}) {
    EXPECT_EQ(Singular(Plural(noun)), noun);
  }
}

TEST(Text, EditDistanceCountsTranspositionsAsOne) {
  EXPECT_EQ(EditDistance("maharashtra", "maharastra", 3), 1);
  EXPECT_EQ(EditDistance("revnue", "revenue", 2), 1);
  EXPECT_EQ(EditDistance("slaes", "sales", 2), 1);
  EXPECT_EQ(EditDistance("kurta", "blouse", 2), 3);
}

TEST(Text, NearestNeedsToBeNear) {
  EXPECT_EQ(Nearest("fromat", {"format", "label"}), "format");
  EXPECT_EQ(Nearest("zzzz", {"format", "label"}), "");
}

TEST(Text, ThousandsGroupsByThree) {
  EXPECT_EQ(Thousands(0), "0");
  EXPECT_EQ(Thousands(-1234567), "-1,234,567");
}

}  // namespace
}  // namespace aisle
