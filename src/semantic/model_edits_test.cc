#include "semantic/model_edits.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "semantic/catalog_builder.h"

namespace aisle::semantic {
namespace {

constexpr std::string_view kModel =
    "currency: EUR\n"
    "tables:\n"
    "  - name: orders\n"
    "    time: ordered\n"
    "dimensions:\n"
    "  - field: orders.status\n"
    "    kind: category\n"
    "    synonyms: [state, phase]\n"
    "entities:\n"
    "  - name: product\n"
    "    table: orders\n"
    "    key: [status]\n"
    "  - name: product\n"
    "    table: stock\n"
    "    key: [sku]\n"
    "metrics:\n"
    "  - name: revenue\n"
    "    expr: sum(orders.amount)\n"
    "    priority: 3\n";

catalog::Catalog Shop() {
  catalog::Catalog catalog;
  catalog.tables = {TableBuilder("orders", 100)
                        .Id("id", 100)
                        .Date("ordered", 50)
                        .Number("amount", 90, 0, 10)
                        .Text("status", 3)
                        .Key({"id"})
                        .Build(),
                    TableBuilder("stock", 20).Id("sku", 20).Key({"sku"}).Build()};
  return catalog;
}

std::string Report(const EditedModel& edited) {
  std::string text;
  for (const Problem& p : edited.problems)
    text += std::to_string(p.line) + ":" + std::to_string(p.column) + " " + p.message + "\n";
  for (const std::string& change : edited.changes) text += change + "\n";
  return text;
}

EditedModel Edited(std::string_view edits) { return *EditModel(kModel, edits, Shop()); }

TEST(ModelEdits, WhatIsGivenReplacesAndTheRestStays) {
  const EditedModel edited =
      Edited("metrics:\n  - name: revenue\n    expr: sum(orders.amount) * 2\n");
  EXPECT_EQ(Report(edited), "metrics revenue: expr\n");
  EXPECT_EQ(ToString(edited.model.metrics[0].expr), "sum(orders.amount) * 2");
  EXPECT_EQ(edited.model.metrics[0].priority, 3);
  EXPECT_EQ(edited.model.tables[0].time, "ordered");
}

TEST(ModelEdits, SynonymsAreAddedInFrontAndDropped) {
  const EditedModel edited = Edited(
      "dimensions:\n  - field: orders.status\n    add_synonyms: [stage, phase]\n"
      "    drop_synonyms: [state]\n");
  EXPECT_EQ(aisle::Join(edited.model.dimensions[0].synonyms, " "), "stage phase");
}

TEST(ModelEdits, EntriesAreAddedAndRemoved) {
  const EditedModel edited = Edited(
      "metrics:\n  - name: orders\n    expr: count(orders.*)\n  - name: revenue\n    remove: "
      "true\n");
  EXPECT_EQ(Report(edited), "metrics orders: added\nmetrics revenue: removed\n");
  ASSERT_EQ(edited.model.metrics.size(), 1U);
  EXPECT_EQ(edited.model.metrics[0].name, "orders");
}

TEST(ModelEdits, SettingsAndTheCalendarAreReplacedOneByOne) {
  const EditedModel edited = Edited("currency: USD\ncalendar: {fiscal_year_starts: april}\n");
  EXPECT_EQ(edited.model.currency, "USD");
  EXPECT_EQ(edited.model.calendar.fiscal_year_starts, 4);
}

TEST(ModelEdits, OfTwoOfOneNameTheTableSaysWhich) {
  const EditedModel edited =
      Edited("entities:\n  - name: product\n    table: stock\n    synonyms: [part]\n");
  EXPECT_TRUE(edited.model.entities[0].synonyms.empty());
  EXPECT_EQ(edited.model.entities[1].synonyms, std::vector<std::string>{"part"});
}

struct Mistake {
  std::string_view edits, report;
};

constexpr Mistake kMistakes[] = {
    {"entities:\n  - name: product\n    synonyms: [part]\n",
     "2:5 `product` is there 2 times: say which, by `table`\n"},
    {"metrics:\n  - name: revenu\n    remove: true\n",
     "2:5 `metrics` has no `revenu`; did you mean `revenue`?\n"},
    {"metrics:\n  - expr: count(orders.*)\n",
     "2:5 expected an entry with `name`, found a mapping\n"},
    {"metrics: 3\n", "1:10 `metrics`: expected a list, found `3`\n"},
    {"- metrics\n", "1:1 expected sections, found a list\n"},
    {"metric: []\n", "1:1 unknown section `metric`; did you mean `metrics`?\n"},
    {"metrics:\n  - name: revenue\n    expr: sum(orders.amout)\n",
     "3:11 `orders` has no column `amout`; did you mean `amount`?\n"},
    {"metrics:\n  - name: revenue\n    exp: sum(orders.amount)\n",
     "3:5 unknown field `exp`; did you mean `expr`?\n"},
};

TEST(ModelEdits, MistakesAreNamedWithTheLineOfTheEdit) {
  for (const Mistake& mistake : kMistakes) {
    EditedModel edited = Edited(mistake.edits);
    edited.changes.clear();
    EXPECT_EQ(Report(edited), mistake.report) << mistake.edits;
  }
}

TEST(ModelEdits, AModelWithMistakesIsNotEdited) {
  EXPECT_FALSE(EditModel("metric: []\n", "currency: USD\n", Shop()).ok());
}

TEST(ModelEdits, NothingIsChangedByNothing) {
  EXPECT_EQ(Report(Edited("")), "");
  EXPECT_EQ(Edited("# none\n").model, ReadModelYaml(kModel).model);
}

}  // namespace
}  // namespace aisle::semantic
