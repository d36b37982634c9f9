#include "ingest/cell_memo.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace aisle::ingest {
namespace {

std::vector<std::string> Cells() {
  std::vector<std::string> cells;
  // Enough different ones to take each other's places, of all lengths and kinds.
  for (int turn = 0; turn < 3; ++turn) {
    for (int i = 0; i < 400; ++i) {
      const std::string number = std::to_string(i % 150);
      for (const std::string& cell :
           {number, number + ".5", "$" + number, "word " + number, "two  blanks" + number,
            " padded" + number, std::string(static_cast<std::size_t>(i % 40), 'x')}) {
        cells.push_back(cell);
      }
      cells.insert(cells.end(), {"", " ", "N/A", "yes", "Jun-21", "Shipped", "Shipped"});
      cells.push_back(i % 2 == 0 ? "04-30-22" : "05-01-22");
    }
  }
  return cells;
}

TEST(CellMemo, CountsWhatReadingEachCellCounts) {
  ColumnFacts each;
  ColumnFacts remembered;
  CellMemo memo;
  for (const std::string& cell : Cells()) {
    EXPECT_EQ(memo.Add(cell, &remembered).cell.kind, each.Add(cell)) << cell;
  }
  memo.Flush(&remembered);
  EXPECT_EQ(remembered.rows, each.rows);
  EXPECT_EQ(remembered.kinds, each.kinds);
  EXPECT_EQ(remembered.nulls, each.nulls);
  EXPECT_EQ(remembered.booleans, each.booleans);
  EXPECT_EQ(remembered.outer_blanks, each.outer_blanks);
  EXPECT_EQ(remembered.inner_blanks, each.inner_blanks);
  EXPECT_EQ(remembered.text_bytes, each.text_bytes);
  EXPECT_EQ(remembered.with_digit, each.with_digit);
  EXPECT_EQ(remembered.long_text, each.long_text);
  EXPECT_EQ(remembered.numbers.currencies, each.numbers.currencies);
  EXPECT_EQ(remembered.numbers.dot_decimal, each.numbers.dot_decimal);
  EXPECT_EQ(remembered.numbers.whole, each.numbers.whole);
  ASSERT_EQ(remembered.dates.size(), each.dates.size());
  EXPECT_EQ(remembered.dates[0].backwards_month_first, each.dates[0].backwards_month_first);
}

TEST(CellMemo, TellsCellsApartThatBeginAndEndAlike) {
  ColumnFacts facts;
  CellMemo memo;
  // Lengths around those at which keys are laid out differently.
  for (const std::size_t length : {1U, 2U, 3U, 4U, 7U, 8U, 9U, 15U, 16U, 17U, 31U, 32U, 33U}) {
    const std::string digits(length, '7');
    std::string text = digits;
    text[length / 2] = 'x';
    EXPECT_EQ(memo.Add(digits, &facts).cell.kind, CellKind::kNumber) << length;
    EXPECT_EQ(memo.Add(text, &facts).cell.kind, CellKind::kText) << length;
    EXPECT_EQ(memo.Add(digits, &facts).cell.kind, CellKind::kNumber) << length;
  }
}

TEST(CellMemo, IsEmptyAfterAFlush) {
  ColumnFacts first;
  ColumnFacts second;
  CellMemo memo;
  memo.Add("Shipped", &first);
  memo.Flush(&first);
  memo.Add("Shipped", &second);
  memo.Flush(&second);
  EXPECT_EQ(first.rows, 1);
  EXPECT_EQ(second.rows, 1);
}

TEST(ColumnFacts, BlankRunsAreFoundWhereverTheyAre) {
  for (std::size_t at = 1; at < 30; ++at) {
    for (const char* run : {"  ", "\n", "\t"}) {
      std::string text(30, 'x');
      text.insert(at, run);
      EXPECT_TRUE(Look(text).inner_blanks) << at;
    }
    std::string text(30, 'x');
    text.insert(at, " ");
    EXPECT_FALSE(Look(text).inner_blanks) << at;
  }
}

}  // namespace
}  // namespace aisle::ingest
