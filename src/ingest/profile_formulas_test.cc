#include "ingest/profile_formulas.h"

#include "ingest/profile_world.h"

namespace aisle::ingest {
namespace {

using catalog::FormulaKind;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::string Shown(const catalog::Formula& formula) {
  const char* sign = formula.kind == FormulaKind::kDifference ? " - " : " * ";
  std::string text = formula.result + " = " + formula.of[0] + sign + formula.of[1];
  if (formula.of.size() > 2) text += " * (1 - " + formula.of[2] + ")";
  return formula.exceptions ? text + fmt::format(" but {}", formula.exceptions) : text;
}

std::vector<std::string> FormulasOf(const std::string& select) {
  World world;
  world.Add("lines", select);
  const Profile profile = world.Run();
  std::vector<std::string> shown;
  for (const auto& formula : profile.catalog.Find("lines")->formulas)
    shown.push_back(Shown(formula));
  return shown;
}

const std::string kLines =
    "(SELECT i % 7 + 1 AS pieces, round(3 + (i * 37 % 100) * 0.25, 2) AS price, "
    "(i % 4) * 0.05 AS off, i AS i FROM range(5000) r(i))";

TEST(Formulas, ProductsAndDifferencesAreProven) {
  EXPECT_THAT(FormulasOf("SELECT pieces, price, round(pieces * price, 2) AS amount, "
                         "round(pieces * price, 2) - round(2 + i % 9, 2) AS profit, "
                         "round(2 + i % 9, 2) AS cost FROM " +
                         kLines),
              UnorderedElementsAre("amount = pieces * price", "profit = amount - cost",
                                   "cost = amount - profit"));
}

TEST(Formulas, DiscountsAreFractionsOrPercent) {
  for (const char* percent : {"", " * 100"})
    EXPECT_THAT(FormulasOf(fmt::format("SELECT pieces, price, off{} AS discount, "
                                       "round(pieces * price * (1 - off), 2) AS net FROM {}",
                                       percent, kLines)),
                UnorderedElementsAre("net = pieces * price * (1 - discount)"));
}

TEST(Formulas, AFewRowsMayDisagreeAndAreCounted) {
  const std::string rows =
      "SELECT pieces, price, round(pieces * price, 2) + CASE WHEN i % 100 = "
      "0 THEN 500 ELSE 0 END AS total FROM ";
  EXPECT_THAT(FormulasOf(rows + kLines), UnorderedElementsAre("total = pieces * price but 50"));
}

TEST(Formulas, WhatOnlyTheFirstRowsShowIsNone) {
  EXPECT_THAT(FormulasOf("SELECT pieces, price, CASE WHEN i < 2500 THEN pieces * price ELSE i END "
                         "AS total FROM " +
                         kLines),
              IsEmpty());
}

TEST(Formulas, AQuantityOfOneProvesNothing) {
  EXPECT_THAT(FormulasOf("SELECT CASE WHEN i % 400 = 0 THEN 2 ELSE 1 END AS pieces, price, price "
                         "AS paid FROM " +
                         kLines),
              IsEmpty());
}

}  // namespace
}  // namespace aisle::ingest
