#include "semantic/expr.h"

#include <gtest/gtest.h>

#include "semantic/query.h"
#include "semantic/random_query.h"

namespace aisle::semantic {
namespace {

struct Accepted {
  std::string_view text, printed;
};

constexpr Accepted kAccepted[] = {
    {"sum(order_details.quantity * pizzas.price)", "sum(order_details.quantity * pizzas.price)"},
    {" SUM( a.b )", "sum(a.b)"},
    {"revenue / count_distinct(orders.order_id)", "revenue / count_distinct(orders.order_id)"},
    {"count(orders.*)", "count(orders.*)"},
    {"sum(s.amount) where s.status = \"Cancelled\"",
     "sum(s.amount) where s.status = \"Cancelled\""},
    {"(sum(s.a) where s.b = 1) / revenue", "(sum(s.a) where s.b = 1) / revenue"},
    {"share(revenue, s.region)", "share(revenue within s.region)"},
    {"rank(revenue within s.region, s.state)", "rank(revenue within s.region, s.state)"},
    {"per(avg, orders, c.customer_id)", "per(avg, orders, c.customer_id)"},
    {"per(avg, revenue, month(s.date))", "per(avg, revenue, month(s.date))"},
    {"moving_average(revenue, 3)", "moving_average(revenue, 3)"},
    {"a.b in (\"x\", \"y\")", "a.b in (\"x\", \"y\")"},
    {"a.b not in (\"x\")", "not a.b in (\"x\")"},
    {"a.b is not missing", "not a.b is missing"},
    {"a.b is null", "a.b is missing"},
    {"a.d between 2017-01-01 and 2017-12-31", "a.d between 2017-01-01 and 2017-12-31"},
    {"a.t >= 2017-01-01 10:15", "a.t >= 2017-01-01 10:15:00"},
    {"a.t < 10:15:00.5", "a.t < 10:15:00.500000"},
    {"a.n contains \"x\" and a.n starts with \"y\"",
     "a.n contains \"x\" and a.n starts with \"y\""},
    {"a.x - (b.y - c.z)", "a.x - (b.y - c.z)"},
    {"(a.x - b.y) - c.z", "a.x - b.y - c.z"},
    {"-a.x + -5", "0 - a.x + -5"},
    {"a.b <> 1.50", "a.b != 1.5"},
    {"`order`.`Total Amt` > 1", "`order`.`Total Amt` > 1"},
    {"p.price > total(avg(p.price))", "p.price > total(avg(p.price))"},
    {"weekday(s.d) in (6, 7)", "weekday(s.d) in (6, 7)"},
    {"days_between(o.ordered, o.shipped) > 5", "days_between(o.ordered, o.shipped) > 5"},
    {"ntile(revenue, 4, s.a)", "ntile(revenue, 4 within s.a)"},
    {"ntile(revenue, 10)", "ntile(revenue, 10)"},
    {"cumulative_share(revenue) - share(revenue) < 0.8",
     "cumulative_share(revenue) - share(revenue) < 0.8"},
    {"share_above(revenue within s.a) < 0.1", "share_above(revenue within s.a) < 0.1"},
    {"streak_down(revenue) >= 2", "streak_down(revenue) >= 2"},
    {"percentile(a.b, 0.9)", "percentile(a.b, 0.9)"},
    {"band(a.b, 10, 20, \"low\", \"mid\", \"high\")",
     "band(a.b, 10, 20, \"low\", \"mid\", \"high\")"},
    {"other(p.name, o.id)", "other(p.name, o.id)"},
    {"other(p.name where p.color = \"Red\", o.id)", "other(p.name where p.color = \"Red\", o.id)"},
    {"of(orders, c.id) > 3", "of(orders, c.id) > 3"},
    {"of_all(min(o.day), c.id, o.shop)", "of_all(min(o.day), c.id, o.shop)"},
    {"case(a.b < 12, \"morning\", \"later\")", "case(a.b < 12, \"morning\", \"later\")"},
    {"c.id in (by o.customer having orders > 1)", "c.id in (by o.customer having orders > 1)"},
    {"not (a.b = 1 or a.c = 2) and a.d = 3", "not (a.b = 1 or a.c = 2) and a.d = 3"},
};

TEST(Expr, AcceptedTextPrintsInOneForm) {
  for (const auto& [text, printed] : kAccepted) {
    SCOPED_TRACE(text);
    const auto expr = ParseExpr(text);
    ASSERT_TRUE(expr.ok()) << expr.error().message;
    EXPECT_EQ(ToString(*expr), printed);
    EXPECT_EQ(ParseExpr(printed), expr);
  }
}

struct Rejected {
  std::string_view text, message;
  size_t at;
};

constexpr Rejected kRejected[] = {
    {"", "expected a field, a metric, a number or text, found the end", 0},
    {"sum(a.b", "expected ')', found the end", 7},
    {"sum()", "'sum' takes 1 argument, found 0", 0},
    {"of(orders)", "'of' takes at least 2 arguments, found 1", 0},
    {"corr(a.b)", "'corr' takes 2 arguments, found 1", 0},
    {"summ(a.b)", "no function is called 'summ'; did you mean 'sum'?", 0},
    {"a.", "expected a column after 'a.', found the end", 2},
    {"a.b = ", "expected a field, a metric, a number or text, found the end", 6},
    {"a.b = 1 = 2", "expected the end of the expression, found '='", 8},
    {"a.b between 1", "expected 'and', found the end", 13},
    {"a.b is big", "expected 'missing', found 'big'", 7},
    {"\"open", "the closing \" is missing", 0},
    {"a.b = 2017-02-30", "no such date", 6},
    {"per(revenue, a.b)", "expected sum, avg, min, max, median or count, found 'revenue'", 4},
    {"a.b ; c", "unexpected character", 4},
    {"12abc", "a number cannot end in a letter", 0},
};

TEST(Expr, RejectedTextSaysWhatWasExpectedAndWhere) {
  for (const auto& [text, message, at] : kRejected) {
    SCOPED_TRACE(text);
    const auto expr = ParseExpr(text);
    ASSERT_FALSE(expr.ok());
    EXPECT_EQ(expr.error().message, message);
    EXPECT_EQ(expr.error().at, at);
  }
}

TEST(Expr, DeepAndLongTextIsRefusedNotCrashed) {
  for (const char* piece : {"(", "not ", "-", "sum(", "a.b in (by "}) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += piece;
    EXPECT_FALSE(ParseExpr(text).ok()) << piece;
  }
  std::string sum = "a.b";
  for (int i = 0; i < 20000; ++i) sum += "+1";
  EXPECT_FALSE(ParseExpr(sum).ok());
}

TEST(Expr, AsManySignsAsAreReadPrintInReadableForm) {
  std::string text = "a.b";
  int signs = 0;
  for (; signs < 200; ++signs) {
    text = "-" + text;
    const auto expr = ParseExpr(text);
    if (!expr.ok()) break;
    const auto again = ParseExpr(ToString(*expr));
    ASSERT_TRUE(again.ok()) << text;
    EXPECT_EQ(*again, *expr);
  }
  EXPECT_GT(signs, 40);
  EXPECT_LT(signs, 200);
}

TEST(Expr, PrintingLosesNothing) {
  RandomQuery random(7);
  for (int i = 0; i < 3000; ++i) {
    const Expr expr = i % 2 ? random.Condition(3) : random.Measure(3);
    const std::string text = ToString(expr);
    const auto read = ParseExpr(text);
    ASSERT_TRUE(read.ok()) << text << "\n" << read.error().message << " at " << read.error().at;
    ASSERT_EQ(*read, expr) << text << "\n" << ToString(*read);
  }
}

TEST(Expr, CanonicalFormsOfOneMeaningAreEqual) {
  constexpr std::pair<const char*, const char*> kSame[] = {
      {"a.x = 1 and a.y = 2", "a.y = 2 and a.x = 1"},
      {"a.x = 1 and (a.y = 2 and a.z = 3)", "(a.z = 3 and a.x = 1) and a.y = 2.0"},
      {"a.x = \"p\" or a.x = \"q\"", "a.x in (\"q\", \"p\", \"q\")"},
      {"a.x in (\"p\")", "a.x = \"p\""},
      {"5 < a.x", "a.x > 5"},
      {"not not a.x = 1", "a.x = 1"},
      {"a.x = 1 and a.x = 1", "a.x = 1"},
  };
  for (const auto& [a, b] : kSame)
    EXPECT_EQ(ToString(Canonical(*ParseExpr(a))), ToString(Canonical(*ParseExpr(b)))) << a;
}

TEST(Expr, CanonicalFormIsItsOwn) {
  RandomQuery random(11);
  for (int i = 0; i < 1000; ++i) {
    const Query once = Canonical(random.Any(3));
    ASSERT_EQ(ToString(Canonical(once)), ToString(once));
  }
}

TEST(Expr, MeasuresHoldAnAggregateOrAMetricOutsideTotal) {
  for (const char* yes : {"sum(a.b)", "revenue", "revenue / 2", "share(revenue)"})
    EXPECT_TRUE(IsMeasure(*ParseExpr(yes))) << yes;
  for (const char* no :
       {"a.b", "a.b * 2", "a.b > total(avg(a.b))", "month(a.d)", "of(orders, a.b)"})
    EXPECT_FALSE(IsMeasure(*ParseExpr(no))) << no;
}

TEST(Expr, NamesAreListedOnceInOrder) {
  const Expr expr = *ParseExpr("sum(a.b * c.d) / revenue + sum(a.b) / orders + revenue");
  EXPECT_EQ(FieldsOf(expr), (std::vector<std::string>{"a.b", "c.d"}));
  EXPECT_EQ(MetricsOf(expr), (std::vector<std::string>{"revenue", "orders"}));
}

}  // namespace
}  // namespace aisle::semantic
