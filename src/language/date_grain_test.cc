#include "language/date_grain.h"

#include <gtest/gtest.h>

#include "language/inferred_world.h"
#include "semantic/catalog_builder.h"

namespace aisle::language {
namespace {

// Sales that are kept by the month.
std::unique_ptr<Language> Monthly(const std::string& grain) {
  catalog::Catalog catalog;
  catalog.tables = {semantic::TableBuilder("sales", 900)
                        .Date("period", 24)
                        .Text("region", 4, {"North", "South", "East", "West"})
                        .Number("amount", 500, 5, 900)
                        .Build()};
  catalog.tables[0].columns[0].grain = grain;
  const testing::World world = testing::InferredWorld(catalog);
  return MakeLanguage(world.model, world.catalog, world.values);
}

TEST(DateGrain, WhatIsFinerThanTheDatesIsRefused) {
  const auto language = Monthly("month");
  for (const char* question :
       {"sales by weekday", "daily sales", "which day of the week has the highest sales",
        "weekly sales by region", "average sales per day", "sales on weekends"}) {
    const Understanding understanding = language->Understand(question);
    EXPECT_EQ(understanding.outcome, Outcome::kRefuse) << question;
    EXPECT_NE(understanding.message.find("whole month"), std::string::npos)
        << question << ": " << understanding.message;
  }
}

TEST(DateGrain, WhatIsAsCoarseIsAnswered) {
  for (const char* question :
       {"sales by month", "quarterly sales", "sales by year", "best month", "sales in 2022"}) {
    EXPECT_EQ(Monthly("month")->Understand(question).outcome, Outcome::kQuery) << question;
  }
  EXPECT_EQ(Monthly("")->Understand("daily sales").outcome, Outcome::kQuery);
  EXPECT_EQ(Monthly("week")->Understand("weekly sales").outcome, Outcome::kQuery);
  EXPECT_EQ(Monthly("year")->Understand("monthly sales").outcome, Outcome::kRefuse);
}

}  // namespace
}  // namespace aisle::language
