#include "answer/terminal.h"

#include <gtest/gtest.h>

namespace aisle::answer {
namespace {

TEST(Terminal, WidthsAreDisplayColumns) {
  EXPECT_EQ(DisplayWidth("Goa"), 3);
  EXPECT_EQ(DisplayWidth("लखनऊ"), 4);
  EXPECT_EQ(DisplayWidth("東京"), 4);
  EXPECT_EQ(DisplayWidth("é"), 1);
  EXPECT_EQ(Clip("東京都庁", 5), "東京…");
  EXPECT_EQ(Clip("Goa", 3), "Goa");
}

TEST(Terminal, NumbersAreRightAligned) {
  TextTable table;
  table.headings = {"State", "Revenue"};
  table.right = {false, true};
  table.rows = {{"Goa", "₹9.00"}, {"Kerala", "₹1,200.00"}};
  EXPECT_EQ(ToTerminal(table, {}),
            "  State     Revenue\n"
            "  ─────────────────\n"
            "  Goa         ₹9.00\n"
            "  Kerala  ₹1,200.00\n");
}

TEST(Terminal, ColumnsThatDoNotFitAreNamed) {
  TextTable table;
  table.headings = {"A", "B", "C"};
  table.right = {false, false, false};
  table.rows = {{std::string(30, 'x'), std::string(30, 'y'), "z"}};
  const std::string text = ToTerminal(table, {.width = 50});
  EXPECT_NE(text.find("(too wide for: B, C)"), std::string::npos) << text;
}

TEST(Terminal, CellsCannotSteerTheTerminal) {
  Answer answer;
  answer.status = "answered";
  answer.message = "one row";
  answer.columns = {{.name = "Name"}};
  answer.rows = {{std::string("a\x1b[31mb\nc")}};
  answer.total_rows = 1;
  const std::string text = ToTerminal(answer, {});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_NE(text.find("a [31mb c"), std::string::npos) << text;
}

TEST(Terminal, BarsAndSparklines) {
  EXPECT_EQ(Bar(1, 4), "████");
  EXPECT_EQ(Bar(0.5, 4), "██");
  EXPECT_EQ(Bar(0.0001, 4), "▏");
  EXPECT_EQ(Bar(0, 4), "");
  EXPECT_EQ(Sparkline({0, 1, 2, 3, 4, 5, 6, 7}), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(Sparkline({5, 5}), "▄▄");
}

TEST(Terminal, OneNumberNeedsNoTable) {
  Answer answer;
  answer.status = "answered";
  answer.message = "Revenue is ₹1.00.";
  answer.columns = {{.name = "Revenue", .type = Type::kDouble, .measure = true}};
  answer.rows = {{1.0}};
  answer.total_rows = 1;
  answer.restatement = "Revenue";
  EXPECT_EQ(ToTerminal(answer, {}), "Revenue is ₹1.00.\n\n  · Revenue\n");
}

}  // namespace
}  // namespace aisle::answer
