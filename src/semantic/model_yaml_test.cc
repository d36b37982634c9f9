#include "semantic/model_yaml.h"

#include <gtest/gtest.h>

#include "semantic/catalog_builder.h"

namespace aisle::semantic {
namespace {

constexpr std::string_view kHead =
    "tables:\n"                        // line 1
    "  - name: orders\n"               // line 2
    "    time: ordered\n"              // line 3
    "metrics:\n"                       // line 4
    "  - name: revenue\n"              // line 5
    "    expr: sum(orders.amount)\n";  // line 6

catalog::Catalog Shop() {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("orders", 100)
                        .Id("id", 100)
                        .Id("customer", 20)
                        .Date("ordered", 50)
                        .Number("amount", 90, 0, 10)
                        .Text("status", 3)
                        .Key({"id"})
                        .Build(),
                    TableBuilder("customers", 20).Id("id", 20).Text("name", 20).Key({"id"}).Build(),
                    TableBuilder("visits", 500).Id("customer", 20).Whole("pages", 9, 1, 9).Build()};
  return catalog;
}

std::string Report(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& p : problems)
    text += std::to_string(p.line) + ":" + std::to_string(p.column) + " " + p.message + "\n";
  return text;
}

TEST(ModelYaml, ARightFileHasNoProblems) { EXPECT_EQ(Report(CheckModel(kHead, Shop())), ""); }

struct Mistake {
  std::string_view text, report;
};

constexpr Mistake kMistakes[] = {
    {"tables:\n  - nam: orders\n",
     "2:5 `name` is missing from `tables[0]`\n"
     "2:5 unknown field `nam`; did you mean `name`?\n"},
    {"metric: []\n", "1:1 unknown section `metric`; did you mean `metrics`?\n"},
    {"tables: 3\n", "1:9 `tables`: expected a list, found `3`\n"},
    {"tables:\n  - name: ordrs\n", "2:11 no table is called `ordrs`; did you mean `orders`?\n"},
    {"tables:\n  - name: orders\n    time: amount\n",
     "3:11 expected a column of dates, found `amount`, which is decimal\n"},
    {"tables:\n  - name: orders\n    fact: yes\n",
     "3:11 `fact`: expected true or false, found `yes`\n"},
    {"tables:\n  - name: orders\n    priority: 010\n",
     "3:15 `priority`: expected a whole number, found `010`\n"},
    {"tables:\n  - name: orders\n    name: orders\n", "3:5 `name` is given twice\n"},
    {"dimensions:\n  - field: orders.amout\n    kind: number\n",
     "2:12 `orders` has no column `amout`; did you mean `amount`?\n"},
    {"dimensions:\n  - field: orders.status\n    kind: numbr\n",
     "3:11 `kind`: expected one of category, name, identifier, time, time_of_day, flag, number, "
     "text; found `numbr`; did you mean `number`?\n"},
    {"dimensions:\n  - field: orders.status\n    kind: time\n",
     "3:11 `time` needs a column of dates; `orders.status` is text\n"},
    {"joins:\n  - from: orders.customer\n    to: visits.customer\n",
     "3:9 `customer` is not unique in `visits`: the join would multiply rows\n"},
    {"metrics:\n  - name: revenue\n    expr: summ(orders.amount)\n",
     "3:11 `expr`: no function is called 'summ'; did you mean 'sum'?\n"},
    {"metrics:\n  - name: revenue\n    expr: sum(orders.amount\n",
     "3:28 `expr`: expected ')', found the end\n"},
    {"metrics:\n  - name: revenue\n    expr: orders.amount\n",
     "3:11 expected an aggregate (sum, count, avg …) or metrics, found a value of single rows\n"},
    {"metrics:\n  - name: a\n    expr: b\n  - name: b\n    expr: a\n",
     "3:11 the metric 'b' is defined by itself: b → a → b\n"
     "5:11 the metric 'a' is defined by itself: a → b → a\n"},
    {"metrics:\n  - name: Total\n    expr: count(orders.*)\n",
     "2:11 expected lower-case letters, digits and _, found `Total`\n"},
    {"metrics:\n  - name: a\n    expr: sum(orders.amount * visits.pages)\n",
     "3:11 no join connects orders, visits without multiplying rows\n"},
    {"entities:\n  - name: customer\n    table: visits\n    key: [customer]\n    row: true\n",
     "4:10 `customer` is not unique in `visits`, so its rows are not one customer each\n"},
    {"conventions:\n  - name: x\n    value: exclude\n    choices: [included, excluded]\n",
     "3:12 expected one of included, excluded; found `exclude`; did you mean `excluded`?\n"},
    {"calendar: april\n", "1:11 expected `calendar` as a mapping (key: value), found `april`\n"},
    {"calendar: {fiscal_year_starts: 4}\n",
     "1:32 `fiscal_year_starts`: expected one of january, february, march, april, may, june, july, "
     "august, september, october, november, december; found `4`\n"},
    {"calendar: {week_starts: sonday}\n",
     "1:25 `week_starts`: expected one of monday, tuesday, wednesday, thursday, friday, saturday, "
     "sunday; found `sonday`; did you mean `monday`?\n"},
    {"calendar: {retail: 4-5-5}\n",
     "1:20 `retail`: expected one of 4-5-4, 4-4-5, 5-4-4; found `4-5-5`; did you mean `4-5-4`?\n"},
    {"calendar: {seasons: south}\n",
     "1:21 `seasons`: expected one of northern, southern; found `south`\n"},
    {"calendar: {holiday: h.csv}\n", "1:12 unknown field `holiday`; did you mean `holidays`?\n"},
    {"conventions:\n  - name: cancelled_orders\n    value: excluded\n",
     "3:12 expected `field` and `values` that say which rows are excluded\n"},
    {"verified:\n  - question: how much\n", "2:5 `query` is missing from `verified[0]`\n"},
    {"verified:\n  - question: how much\n    query: measures sum(orders.amount\n",
     "3:38 `query`: expected ')', found the end\n"},
    {"verified:\n  - question: how much\n    query: measures sum(orders.amout)\n",
     "3:12 `orders` has no column `amout`; did you mean `amount`?\n"},
    {"verified:\n  - question: how much\n    query: measures revenu\n",
     "3:12 no metric is called `revenu`\n"},
    {"verified:\n  - question: how much\n    query: measures count(orders.*)\n"
     "  - question: How  much\n    query: measures count(orders.*)\n",
     "4:15 `how much` is defined twice\n"},
    {"name: \"a\\Nb\"\n", "1:7 expected UTF-8, found other bytes\n"},
    {"name: &a x\n", "1:7 anchors (&) are not supported here\n"},
    {"tables: *a\n", "1:9 not YAML: the referenced anchor is not defined\n"},
    {"tables: [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]\n", "1:24 nested too deeply\n"},
    {"tables:\n\t- x\n", "2:2 not YAML: illegal block entry\n"},
};

TEST(ModelYaml, MistakesSayWhereAndWhatWasExpected) {
  for (const auto& [text, report] : kMistakes) {
    SCOPED_TRACE(text);
    EXPECT_EQ(Report(CheckModel(text, Shop())), report);
  }
}

TEST(ModelYaml, TheCalendarAndVerifiedQuestionsSurvive) {
  for (const char* query : {"measures revenue", "measures sum(t.x) by t.c where t.c = \"a: b\"",
                            "rows t.c limit 3 from t"}) {
    Model model;
    model.calendar = {.fiscal_year_starts = 4,
                      .week_starts = 7,
                      .retail = RetailPattern::k454,
                      .southern = true,
                      .holidays = "holidays.csv",
                      .days = {}};
    model.verified = {{"How much, all told?", *ParseQuery(query)}};
    const ModelRead read = ReadModelYaml(WriteModelYaml(model));
    EXPECT_EQ(Report(read.problems), "") << query;
    EXPECT_EQ(read.model, model) << WriteModelYaml(model);
  }
}

TEST(ModelYaml, TextThatLooksLikeSomethingElseSurvives) {
  Model model;
  Metric metric;
  metric.name = "m";
  metric.expr = CountRows("t");
  Dimension dimension;
  dimension.table = "t";
  dimension.column = "c";
  for (const char* text :
       {"no",          "010",  "a: b",  "x # y", "- z",   "\"q\"",     "it's",
        "[1]",         "a, b", "ends:", "null",  "₹ 5",   "tab\there", "line\nbreak",
        "back\\slash", "#",    "*star", "&and",  "!bang", "%",         "@",
        "`tick`",      "true", "1.5",   "~",     "why?",  "a?b"}) {
    dimension.label = text;
    metric.synonyms = {text, "plain"};
    metric.description = text;
    model.metrics = {metric};
    model.dimensions = {dimension};
    const ModelRead read = ReadModelYaml(WriteModelYaml(model));
    EXPECT_EQ(Report(read.problems), "") << text;
    EXPECT_EQ(read.model, model) << text << "\n" << WriteModelYaml(model);
  }
}

TEST(ModelYaml, AConventionThatNamesNoRowsExcludesNone) {
  const std::string metric = "metrics:\n  - name: m\n    expr: sum(t.c)\n";
  const std::string convention =
      "conventions:\n  - name: cancelled_orders\n    value: excluded\n    metrics: [m]\n";
  const ModelRead read = ReadModelYaml(convention + metric);
  EXPECT_EQ(Report(read.problems), "");
  EXPECT_EQ(read.model.metrics, ReadModelYaml(metric).model.metrics);
}

TEST(ModelYaml, NothingAtAllIsAnEmptyModel) {
  for (const std::string& text : {std::string(), std::string("# nothing\n"), std::string("name: #"),
                                  WriteModelYaml(Model())}) {
    EXPECT_EQ(Report(ReadModelYaml(text).problems), "") << text;
    EXPECT_EQ(ReadModelYaml(text).model, Model()) << text;
  }
  EXPECT_EQ(Report(ReadModelYaml("[1, 2]").problems),
            "1:1 expected the model as a mapping (key: value), found a list\n");
}

}  // namespace
}  // namespace aisle::semantic
