#include "semantic/query.h"

#include <gtest/gtest.h>

#include "semantic/random_query.h"

namespace aisle::semantic {
namespace {

constexpr std::string_view kWhole =
    "measures revenue, share(revenue) as \"Share\"\n"
    "by superstore.region\n"
    "where superstore.order_date between 2017-01-01 and 2017-12-31\n"
    "having revenue > 10\n"
    "order revenue desc, superstore.region asc\n"
    "limit 5 with ties\n"
    "offset 1\n"
    "per superstore.region\n"
    "from superstore";

TEST(Query, EveryClausePrintsAsRead) {
  const auto query = ParseQuery(kWhole);
  ASSERT_TRUE(query.ok()) << query.error().message << query.error().at;
  EXPECT_EQ(ToString(*query), kWhole);
}

TEST(Query, AFilteredMeasureKeepsItsParentheses) {
  const auto query = ParseQuery("measures (sum(a.b) where a.c = 1), orders where a.d = 2");
  ASSERT_TRUE(query.ok()) << query.error().message;
  EXPECT_EQ(query->measures.size(), 2u);
  EXPECT_EQ(ToString(*query->where), "a.d = 2");
}

TEST(Query, TextAndJsonLoseNothing) {
  RandomQuery random(3);
  for (int i = 0; i < 2000; ++i) {
    const Query query = random.Any(3);
    const auto text = ParseQuery(ToString(query));
    ASSERT_TRUE(text.ok()) << ToString(query) << "\n" << text.error().message;
    ASSERT_EQ(*text, query) << ToString(query) << "\n\n" << ToString(*text);
    const auto from_json = ParseQueryJson(ToJson(query));
    ASSERT_TRUE(from_json.ok()) << ToJson(query) << "\n" << from_json.error().message;
    ASSERT_EQ(*from_json, query) << ToJson(query);
  }
}

TEST(Query, SameMeaningSameCanonicalText) {
  const Query a = *ParseQuery("measures revenue as \"R\" by a.b where a.c = 1 and a.d in (\"x\")");
  const Query b = *ParseQuery("by a.b measures revenue where a.d = \"x\" and a.c = 1.0 with ties");
  EXPECT_EQ(ToString(Canonical(a)), ToString(Canonical(b)));
}

struct Rejected {
  std::string_view text, message;
  size_t at;
};

constexpr Rejected kRejected[] = {
    {"", "expected 'measures', 'by' or 'rows', found the end", 0},
    {"revenue by region", "expected 'measures', 'by' or 'rows', found 'revenue'", 0},
    {"measures revenue limit x", "expected a whole number, found 'x'", 23},
    {"measures revenue with tie", "expected 'ties', found 'tie'", 22},
    {"measures revenue as x", "expected a label in double quotes, found 'x'", 20},
    {"by a.b by a.c", "'by' is given twice", 7},
    {"measures revenue region", "expected a clause (measures, by, where …), found 'region'", 17},
};

TEST(Query, RejectedTextSaysWhatWasExpectedAndWhere) {
  for (const auto& [text, message, at] : kRejected) {
    SCOPED_TRACE(text);
    const auto query = ParseQuery(text);
    ASSERT_FALSE(query.ok());
    EXPECT_EQ(query.error().message, message);
    EXPECT_EQ(query.error().at, at);
  }
}

TEST(Query, RejectedJsonNamesTheKey) {
  EXPECT_EQ(ParseQueryJson("{\"mesures\": []}").error().message,
            "\"mesures\": unknown key; did you mean \"measures\"?");
  EXPECT_EQ(ParseQueryJson("{\"by\": 3}").error().message, "\"by\": expected a list");
  EXPECT_FALSE(ParseQueryJson("[]").ok());
  EXPECT_FALSE(ParseQueryJson("{\"order\": [{}]}").ok());
}

}  // namespace
}  // namespace aisle::semantic
