#include "answer/chips.h"

#include <gtest/gtest.h>

#include "answer/toy_model.h"

namespace aisle::answer {
namespace {

TEST(Chips, EachPartOfAQueryIsOne) {
  const semantic::Model model = ToyModel();
  const std::pair<const char*, const char*> cases[] = {
      {"measures revenue", "[revenue]"},
      {"measures revenue\nby sales.state\norder revenue desc\nlimit 5",
       "[revenue] [by state] [top 5]"},
      {"measures revenue\nby sales.state\norder revenue asc",
       "[revenue] [by state] [lowest first]"},
      {"measures revenue\nby month(sales.order_date)\nwhere sales.state = \"Goa\" and "
       "sales.order_date between 2022-01-01 and 2022-12-31\norder month(sales.order_date) asc",
       "[revenue] [by month] [state: Goa] [2022]"},
      {"measures revenue\nby sales.state\nhaving revenue > 5\norder sales.state asc",
       "[revenue] [by state] [only revenue above ₹5.00] [sorted by state]"},
      {"rows sales.sku\nwhere sales.state = \"Goa\"", "[rows of Sales] [state: Goa]"},
  };
  for (const auto& [text, line] : cases) {
    auto query = semantic::ParseQuery(text);
    ASSERT_TRUE(query) << text;
    query->fact = "sales";
    EXPECT_EQ(ChipLine(ChipsOf(model, *query)), line) << text;
  }
}

}  // namespace
}  // namespace aisle::answer
