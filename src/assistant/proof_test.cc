#include "assistant/proof.h"

#include <gtest/gtest.h>

#include "assistant/about.h"
#include "assistant/subject.h"

namespace aisle::assistant {
namespace {

Date Day(int year, int month, int day) { return FromCivil({year, month, day}); }

catalog::Catalog ToyData() {
  catalog::Column date;
  date.name = "order_date";
  date.label = "Order Date";
  date.type = Type::kDate;
  date.min = Day(2022, 3, 31);
  date.max = Day(2022, 6, 29);
  date.distinct = 91;
  catalog::Column amount;
  amount.name = "amount";
  amount.type = Type::kDecimal;
  amount.distinct = 1400;
  catalog::Column state;
  state.name = "state";
  state.distinct = 37;
  catalog::Table sales;
  sales.name = "sales";
  sales.rows = 100;
  sales.columns = {date, amount, state};
  catalog::Catalog data;
  data.tables = {sales};
  data.warnings = {{"sales", "amount", "missing", "7 of 100 rows have no amount", 7},
                   {"sales", "state", "missing", "3 of 100 rows have no state", 3},
                   {"other", "", "duplicates", "not this table", 1}};
  return data;
}

semantic::Model ToyModel() {
  semantic::Model model;
  const auto add = [&](const char* column, const char* label, semantic::DimensionKind kind,
                       Type type) {
    semantic::Dimension dimension;
    dimension.table = "sales";
    dimension.column = column;
    dimension.label = label;
    dimension.kind = kind;
    dimension.type = type;
    model.dimensions.push_back(dimension);
  };
  add("order_date", "Order Date", semantic::DimensionKind::kTime, Type::kDate);
  add("amount", "Amount", semantic::DimensionKind::kNumber, Type::kDecimal);
  add("state", "State", semantic::DimensionKind::kCategory, Type::kText);
  semantic::TableMeaning sales;
  sales.name = "sales";
  sales.label = "Sales";
  sales.time = "order_date";
  sales.fact = true;
  model.tables = {sales};
  semantic::Metric revenue;
  revenue.name = "revenue";
  revenue.label = "Revenue";
  revenue.expr = semantic::Sum(semantic::Field("sales.amount"));
  revenue.table = "sales";
  revenue.description = "All amounts, added up.";
  model.metrics = {revenue};
  semantic::Convention convention;
  convention.name = "cancelled_orders";
  convention.sentence = "Cancelled orders are included.";
  convention.metrics = {"revenue"};
  model.conventions = {convention};
  return model;
}

semantic::Query Parsed(const std::string& text) {
  const auto query = semantic::ParseQuery(text);
  EXPECT_TRUE(query) << text;
  return query ? *query : semantic::Query{};
}

Reads ReadsOfText(const std::string& text) {
  const auto plan = plan::MakePlan(ToyModel(), Parsed(text));
  EXPECT_TRUE(plan) << text;
  return plan ? ReadsOf(*plan) : Reads{};
}

TEST(Proof, WarningsAreThoseOfTheFieldsRead) {
  const Reads reads = ReadsOfText("measures revenue");
  EXPECT_EQ(reads.tables, std::set<std::string>{"sales"});
  EXPECT_EQ(reads.fields, std::set<std::string>{"sales.amount"});
  EXPECT_EQ(WarningsFor(ToyData(), reads),
            std::vector<std::string>{"7 of 100 rows have no amount"});
  EXPECT_EQ(WarningsFor(ToyData(), ReadsOfText("measures revenue\nby sales.state")).size(), 2U);
}

TEST(Proof, FreshnessIsTheNewestDay) {
  const Reads reads = ReadsOfText("measures revenue");
  EXPECT_EQ(FreshnessOf(ToyData(), ToyModel(), reads), "data to 2022-06-29");
  EXPECT_EQ(RangeSentence(ToyData(), ToyModel(), reads),
            "the data runs from 31 Mar 2022 to 29 Jun 2022");
}

TEST(Proof, ConventionsFollowTheirMetrics) {
  EXPECT_EQ(ConventionsFor(ToyModel(), Parsed("measures revenue")).size(), 1U);
  EXPECT_EQ(ConventionsFor(ToyModel(), Parsed("measures count(sales.*)")).size(), 0U);
}

TEST(Proof, ConventionsAreSilentWhereTheFilterSaysIt) {
  semantic::Model model = ToyModel();
  model.conventions[0].field = "sales.state";
  model.conventions[0].values = {"Cancelled"};
  const auto without = Parsed("measures revenue\nwhere not sales.state = \"Cancelled\"");
  EXPECT_TRUE(ConventionsFor(model, without).empty());
  EXPECT_EQ(ConventionsFor(model, Parsed("measures revenue")).size(), 1U);
}

TEST(Proof, ConventionsFollowWhatIsMadeOfTheirMetrics) {
  semantic::Model model = ToyModel();
  semantic::Metric average;
  average.name = "average_sale";
  average.expr = *semantic::ParseExpr("revenue / count(sales.*)");
  model.metrics.push_back(average);
  EXPECT_EQ(ConventionsFor(model, Parsed("measures average_sale")).size(), 1U);
}

struct CoverageCase {
  std::string where;
  bool found;
  bool outside;
};

TEST(Proof, PeriodsOutsideTheDataAreFound) {
  const CoverageCase kCases[] = {
      {"sales.order_date between 2022-04-01 and 2022-04-30", false, false},
      {"sales.order_date between 2021-01-01 and 2021-12-31", true, true},
      {"sales.order_date between 2022-06-01 and 2022-06-30", false, false},
      {"sales.order_date between 2022-01-01 and 2022-12-31", true, false},
      {"sales.order_date >= 2023-01-01", true, true},
      {"sales.order_date < 2022-03-31", true, true},
      {"sales.order_date >= 2022-05-01", false, false},
      {"year(sales.order_date) = 2019-01-01", true, true},
      {"sales.state = \"Goa\"", false, false},
  };
  for (const auto& [where, found, outside] : kCases) {
    SCOPED_TRACE(where);
    const auto coverage =
        FindUncovered(ToyData(), ToyModel(), Parsed("measures revenue\nwhere " + where));
    ASSERT_EQ(coverage.has_value(), found);
    if (coverage) {
      EXPECT_EQ(coverage->outside, outside);
    }
  }
}

TEST(Proof, FiltersInsideMeasuresCountToo) {
  const auto coverage = FindUncovered(
      ToyData(), ToyModel(),
      Parsed("measures revenue where sales.order_date between 2019-01-01 and 2019-12-31"));
  ASSERT_TRUE(coverage);
  EXPECT_TRUE(coverage->outside);
}

TEST(Proof, PartOfAPeriodIsSaid) {
  const semantic::Query query = Parsed("measures revenue\nby month(sales.order_date)");
  answer::Answer answer;
  answer.columns = {{.name = "Month", .type = Type::kDate}, {.name = "Revenue", .measure = true}};
  answer.rows = {{Day(2022, 4, 1), 1.0}, {Day(2022, 5, 1), 2.0}};
  EXPECT_EQ(PartPeriods(ToyData(), query, answer), "");
  answer.rows.push_back({Day(2022, 6, 1), 2.0});
  EXPECT_EQ(PartPeriods(ToyData(), query, answer),
            "Jun 2022 is covered only in part: the data runs from 31 Mar 2022 to 29 Jun 2022");
}

struct PeriodsCase {
  Date first;
  Date last;
  std::string grain;
  Date current;
};

TEST(Subject, ComparesTheLastTwoCompletePeriods) {
  const PeriodsCase kCases[] = {
      {Day(2022, 3, 31), Day(2022, 6, 29), "month", Day(2022, 5, 1)},
      {Day(2022, 3, 31), Day(2022, 6, 30), "month", Day(2022, 6, 1)},
      {Day(2014, 1, 3), Day(2017, 12, 30), "year", Day(2017, 1, 1)},
      {Day(2014, 1, 3), Day(2017, 11, 30), "year", Day(2016, 1, 1)},
      {Day(2015, 1, 1), Day(2015, 12, 31), "month", Day(2015, 12, 1)},
      {Day(2022, 5, 2), Day(2022, 5, 22), "week", Day(2022, 5, 16)},
      {Day(2022, 5, 2), Day(2022, 5, 5), "", Date{}},
  };
  for (const auto& [first, last, grain, current] : kCases) {
    const Periods periods = LastPeriods(first, last);
    EXPECT_EQ(periods.grain, grain);
    EXPECT_EQ(periods.current.days, current.days) << ToString(Value(last));
  }
}

TEST(About, TopicsAreAnsweredFromTheCatalog) {
  answer::Answer tables;
  TellAbout(ToyData(), ToyModel(), "tables", &tables);
  EXPECT_EQ(tables.status, "answered");
  ASSERT_EQ(tables.rows.size(), 1U);
  EXPECT_EQ(tables.rows[0][1], Value(int64_t{100}));
  answer::Answer period;
  TellAbout(ToyData(), ToyModel(), "period", &period);
  EXPECT_EQ(period.rows[0][3], Value(Day(2022, 6, 29)));
  answer::Answer metric;
  TellAbout(ToyData(), ToyModel(), "metric:revenue", &metric);
  EXPECT_EQ(metric.message, "Revenue: All amounts, added up.");
  answer::Answer help;
  TellAbout(ToyData(), ToyModel(), "help", &help);
  EXPECT_EQ(help.status, "refused");
  EXPECT_EQ(help.reason, "help");
  EXPECT_FALSE(help.choices.empty());
}

}  // namespace
}  // namespace aisle::assistant
