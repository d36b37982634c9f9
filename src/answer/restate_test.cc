#include "answer/restate.h"

#include <gtest/gtest.h>

#include "answer/label.h"
#include "answer/phrase.h"
#include "answer/toy_model.h"

namespace aisle::answer {
namespace {

semantic::Query Parsed(const std::string& text) {
  const auto query = semantic::ParseQuery(text);
  EXPECT_TRUE(query) << text << ": " << (query ? "" : query.error().message);
  return query ? *query : semantic::Query{};
}

semantic::Expr ParsedExpr(const std::string& text) {
  const auto expr = semantic::ParseExpr(text);
  EXPECT_TRUE(expr) << text << ": " << (expr ? "" : expr.error().message);
  return expr ? *expr : semantic::Expr{};
}

struct Case {
  std::string query;
  std::string restated;
};

TEST(Restate, AQueryIsSaidBackInWords) {
  const Case kCases[] = {
      {"measures revenue", "Revenue"},
      {"measures revenue\nby sales.state\norder revenue desc\nlimit 5",
       "Revenue by state, highest first, top 5"},
      {"measures revenue\nby month(sales.order_date)\n"
       "where sales.order_date between 2022-04-01 and 2022-06-30\n"
       "order month(sales.order_date) asc",
       "Revenue by month, Apr–Jun 2022"},
      {"measures revenue, count_distinct(sales.order_id)\nwhere sales.state = \"Goa\"",
       "Revenue and orders, state Goa"},
      {"measures revenue\nby sales.state\norder revenue asc\nlimit 1 offset 1",
       "Revenue by state, lowest first, number 2 only"},
      {"by sales.state", "List of state"},
      {"measures count_distinct(sales.order_id)\nby sales.sku, other(sales.sku, sales.order_id)\n"
       "having sales.sku < other(sales.sku, sales.order_id)",
       "Orders by SKU and other SKU, only each pair once"},
      {"by sales.sku\nhaving share_above(revenue) < 0.1", "List of SKU, only top 10 % by revenue"},
      {"by sales.sku\nhaving share_above(0 - revenue) < 0.25",
       "List of SKU, only bottom 25 % by revenue"},
      {"measures revenue\nby sales.sku\nhaving cumulative_share(revenue) - share(revenue) < 0.8",
       "Revenue by SKU, only the highest that make up 80 % of revenue"},
      {"by month(sales.order_date)\nhaving streak(revenue) >= 2",
       "List of month, only periods in a row of rising revenue at least 2"},
      {"measures revenue\nby of(count_distinct(sales.order_id), sales.state)",
       "Revenue by orders per state"},
      {"measures revenue\nwhere of(max(sales.order_date), sales.state) < 2022-05-01",
       "Revenue, last order date per state before 1 May 2022"},
      {"measures revenue\nby month(sales.order_date)\nhaving growth(revenue) < 0",
       "Revenue by month, only growth of revenue below 0 %"},
      {"by month(sales.order_date)\norder change(revenue) desc\nlimit 1",
       "List of month, highest change in revenue first, top 1"},
      {"measures avg(sales.amount)\nwhere sales.state in (\"Goa\", \"Kerala\")",
       "Average amount, state Goa or Kerala"},
  };
  const semantic::Model model = ToyModel();
  for (const auto& [text, restated] : kCases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(Restate(model, Parsed(text)), restated);
  }
}

struct LabelCase {
  std::string expr;
  std::string label;
  std::string unit;
};

TEST(Label, ExpressionsHaveNamesAndUnits) {
  const LabelCase kCases[] = {
      {"revenue", "Revenue", "INR"},
      {"sum(sales.amount)", "Total amount", "INR"},
      {"avg(sales.amount)", "Average amount", "INR"},
      {"count_distinct(sales.order_id)", "Orders", ""},
      {"share(revenue)", "Share of revenue", "%"},
      {"cumulative_share(revenue)", "Cumulative share of revenue", "%"},
      {"ntile(revenue, 4)", "Quartile by revenue", ""},
      {"ntile(revenue, 3)", "Part of 3 by revenue", ""},
      {"percentile(sales.amount, 0.9)", "90th percentile of amount", "INR"},
      {"streak_down(revenue)", "Periods in a row of falling revenue", ""},
      {"of(revenue, sales.state)", "Revenue per state", "INR"},
      {"avg(of(revenue, sales.order_id))", "Average revenue per order", "INR"},
      {"month(of_all(min(sales.order_date), sales.state))", "Month of first order date per state",
       ""},
      {"growth(revenue)", "Growth of revenue", "%"},
      {"revenue / count_distinct(sales.order_id)", "Revenue per orders", "INR"},
      {"month(sales.order_date)", "Month", ""},
      {"max(sales.order_date)", "Last order date", ""},
      {"count_distinct(sales.sku)", "Distinct SKU", ""},
      {"sales.unknown_thing", "Unknown thing", ""},
  };
  const semantic::Model model = ToyModel();
  for (const auto& [text, label, unit] : kCases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(LabelOf(model, ParsedExpr(text)), label);
    EXPECT_EQ(UnitOf(model, ParsedExpr(text)), unit);
  }
}

TEST(Label, EachHeadingIsUsedOnce) {
  semantic::Query query = Parsed("measures revenue, share(revenue)\nby sales.state");
  query.measures[1].label = "REVENUE";
  query = Labelled(ToyModel(), query);
  EXPECT_EQ(query.groups[0].label, "State");
  EXPECT_EQ(query.measures[0].label, "Revenue");
  EXPECT_EQ(query.measures[1].label, "REVENUE 2");
}

struct ConditionCase {
  std::string expr;
  std::string phrase;
};

TEST(Phrase, ConditionsAreWorded) {
  const ConditionCase kCases[] = {
      {"sales.amount > 1000", "amount above ₹1,000.00"},
      {"sales.b2b = true", "B2B"},
      {"sales.b2b = false", "not B2B"},
      {"sales.order_date >= 2022-05-01", "order date from 1 May 2022"},
      {"sales.order_date = 2022-05-01", "order date 1 May 2022"},
      {"sales.state != \"Goa\"", "state is not Goa"},
      {"sales.state contains \"nagar\"", "state contains nagar"},
      {"sales.state is null", "state missing"},
      {"not sales.state is null", "state not missing"},
  };
  const semantic::Model model = ToyModel();
  for (const auto& [text, phrase] : kCases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(ConditionPhrase(model, ParsedExpr(text)), phrase);
  }
}

struct RangeCase {
  std::string expr;
  bool is_range;
  int32_t first;
  int32_t last;
};

int32_t Days(int year, int month, int day) { return FromCivil({year, month, day}).days; }

TEST(Phrase, DayRangesOfConditions) {
  const RangeCase kCases[] = {
      {"sales.order_date between 2022-04-01 and 2022-04-30", true, Days(2022, 4, 1),
       Days(2022, 4, 30)},
      {"month(sales.order_date) = 2022-04-01", true, Days(2022, 4, 1), Days(2022, 4, 30)},
      {"sales.order_date > 2022-04-30", true, Days(2022, 5, 1), DayRange::kOpenLast},
      {"sales.order_date < 2022-04-30", true, DayRange::kOpenFirst, Days(2022, 4, 29)},
      {"sales.amount > 5", false, 0, 0},
      {"sales.state = \"Goa\"", false, 0, 0},
  };
  for (const auto& [text, is_range, first, last] : kCases) {
    SCOPED_TRACE(text);
    DayRange range;
    ASSERT_EQ(ToDayRange(ParsedExpr(text), &range), is_range);
    if (!is_range) continue;
    EXPECT_EQ(range.field, "sales.order_date");
    EXPECT_EQ(range.first, first);
    EXPECT_EQ(range.last, last);
  }
}

}  // namespace
}  // namespace aisle::answer
