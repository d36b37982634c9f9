#include "ingest/cell.h"

#include <gtest/gtest.h>

#include "ingest/column_facts.h"
#include "ingest/typing.h"

namespace aisle::ingest {
namespace {

struct KindCase {
  std::string_view text;
  CellKind kind;
};

constexpr KindCase kKinds[] = {
    {"", CellKind::kEmpty},
    {"Nill", CellKind::kNull},
    {"#REF!", CellKind::kNull},
    {"#VALUE!", CellKind::kNull},
    {"N/A", CellKind::kNull},
    {"-", CellKind::kNull},
    {"--", CellKind::kNull},
    {"|", CellKind::kNull},
    {"nan", CellKind::kNull},
    {"NULL", CellKind::kNull},
    {"12", CellKind::kNumber},
    {"-12.50", CellKind::kNumber},
    {"1,234", CellKind::kNumber},
    {"12,34,567.50", CellKind::kNumber},
    {"$32.38", CellKind::kNumber},
    {"\u20b91,234.50", CellKind::kNumber},
    {"Rs 0.15/-", CellKind::kNumber},
    {"Rs. 500", CellKind::kNumber},
    {"15%", CellKind::kNumber},
    {"(12.50)", CellKind::kNumber},
    {"12.50-", CellKind::kNumber},
    {"1.234,56", CellKind::kNumber},
    {"400081.0", CellKind::kNumber},
    {"1e6", CellKind::kNumber},
    {"12 EUR", CellKind::kNumber},
    {".5", CellKind::kNumber},
    {"1,23", CellKind::kNumber},
    {"12,345,67", CellKind::kText},
    {"12.34.56", CellKind::kText},
    {"1-2", CellKind::kText},
    {"$", CellKind::kText},
    {"%", CellKind::kText},
    {"Rs 0.15/- Per Day", CellKind::kText},
    {"405-8078784-5731545", CellKind::kText},
    {"85123A", CellKind::kText},
    {"04-30-22", CellKind::kDate},
    {"30/04/2022", CellKind::kDate},
    {"2022-04-30", CellKind::kDate},
    {"2022-04-30 10:15:00", CellKind::kDate},
    {"2022-04-30T10:15:00Z", CellKind::kDate},
    {"2019-10-01 00:49:17 UTC", CellKind::kDate},
    {"2019-10-01 00:49:17 +0000", CellKind::kDate},
    {"2019-10-01 00:49:17+00:00", CellKind::kDate},
    {"2019-10-01T00:49:17.25-05:30", CellKind::kDate},
    {"2019-10-01 00:49:17+01", CellKind::kDate},
    {"2019-10-01 00:49:17+5", CellKind::kText},
    {"2019-10-01 00:49 GMT", CellKind::kDate},
    {"2019-10-01 00:49:17 CUT", CellKind::kText},
    {"7/4/2013", CellKind::kDate},
    {"30-Apr-22", CellKind::kDate},
    {"30 April 2022", CellKind::kDate},
    {"Apr 30, 2022", CellKind::kDate},
    {"4/30/2022 1:05 PM", CellKind::kDate},
    {"31-31-22", CellKind::kText},
    {"02-30-22", CellKind::kText},
    {"11:38:36", CellKind::kTime},
    {"9:05", CellKind::kTime},
    {"25:00", CellKind::kText},
    {"Jun-21", CellKind::kMonth},
    {"June 2021", CellKind::kMonth},
    {"2021-06", CellKind::kMonth},
    {"True", CellKind::kBoolean},
    {"no", CellKind::kBoolean},
    {"Mumbai", CellKind::kText},
    {"Two", CellKind::kNumberWord},
    {"Twofold", CellKind::kText},
    {"Mayfair", CellKind::kText},
    {"Innsbruck", CellKind::kText},
};

TEST(Cell, IsWhatItLooksLike) {
  for (const auto& [text, kind] : kKinds) {
    EXPECT_EQ(static_cast<int>(ReadCell(text).kind), static_cast<int>(kind)) << "'" << text << "'";
  }
}

struct TypeCase {
  std::vector<std::string> cells;
  std::string label;
  std::string type;  // as the engine names it
  std::string unit;
};

const TypeCase kTypes[] = {
    {{"1", "2", "30"}, "qty", "BIGINT", ""},
    {{"1.5", "2.25"}, "weight", "DECIMAL(18,2)", ""},
    {{"0.2", "0.3"}, "weight", "DECIMAL(18,1)", ""},
    {{"12.5", "7"}, "price", "DECIMAL(18,2)", ""},
    {{"0.123456", "1"}, "ratio", "DOUBLE", ""},
    {{"1e6", "2"}, "x", "DOUBLE", ""},
    {{"400081.0", "560085.0"}, "ship-postal-code", "BIGINT", ""},
    {{"5.0", "3.0", ""}, "stock", "BIGINT", ""},
    {{"1", "One", "2", "12"}, "qty", "BIGINT", ""},
    {{"one", "two", "3"}, "doors", "VARCHAR", ""},
    {{"007", "123"}, "zip", "VARCHAR", ""},
    {{"$14.00", "$9.80 "}, "UnitPrice", "DECIMAL(18,2)", "USD"},
    {{"\u20b91,234.50", "\u20b99"}, "amount", "DECIMAL(18,2)", "INR"},
    {{"15%", "0%"}, "discount", "DECIMAL(18,2)", "%"},
    {{"1,5", "2,75"}, "preis", "DECIMAL(18,2)", ""},
    {{"1.234,56", "7,10"}, "betrag", "DECIMAL(18,2)", ""},
    {{"1,234", "56"}, "units", "BIGINT", ""},
    {{"$5", "\u20ac5"}, "amount", "VARCHAR", ""},
    {{"True", "False"}, "b2b", "BOOLEAN", ""},
    {{"0", "1"}, "flag", "BIGINT", ""},
    {{"Y", "N"}, "flag", "BOOLEAN", ""},
    {{"NA", "US"}, "country", "VARCHAR", ""},
    {{"Nill", "0.3"}, "weight", "DECIMAL(18,1)", ""},
    {{"04-30-22", "05-01-22"}, "date", "DATE", ""},
    {{"11:38:36"}, "time", "TIME", ""},
    {{"2022-04-30 10:15:00"}, "at", "TIMESTAMP", ""},
    {{"13/04/2022", "04/13/2022"}, "date", "VARCHAR", ""},
    {{"536365", "C536379"}, "InvoiceNo", "VARCHAR", ""},
    {{"Jun-21", "Jul-21"}, "month", "VARCHAR", ""},
    {{"41245", "34733", "42105.0"}, "first sold date", "DATE", ""},
    {{"41245", "4173"}, "first sold date", "BIGINT", ""},
    {{"41245", "34733"}, "date_key", "BIGINT", ""},
};

TEST(Typing, ColumnTypeComesFromAllCells) {
  for (const TypeCase& test : kTypes) {
    ColumnFacts facts;
    for (const std::string& cell : test.cells) facts.Add(cell);
    const ColumnType type = TypeOf(facts, test.label, {});
    EXPECT_EQ(type.sql_type, test.type) << test.label << " of " << test.cells[0];
    EXPECT_EQ(type.unit, test.unit) << test.label << " of " << test.cells[0];
  }
}

struct OrderCase {
  std::vector<std::string> cells;
  std::string format;
  std::string why;
};

const OrderCase kOrders[] = {
    {{"04-30-22", "05-04-22"}, "%m-%d-%y", "a number above 12 settles it"},
    {{"30/04/2022", "05/04/2022"}, "%d/%m/%Y", "a number above 12 settles it"},
    {{"01-05-22", "02-05-22", "03-05-22", "04-05-22", "05-05-22", "01-06-22", "02-06-22",
      "01-07-22", "02-07-22", "01-08-22", "02-08-22"},
     "%d-%m-%y",
     "nearly in order of time"},
};

TEST(Typing, OrderOfDayAndMonthIsDecidedByEvidence) {
  for (const OrderCase& test : kOrders) {
    ColumnFacts facts;
    for (const std::string& cell : test.cells) facts.Add(cell);
    const ColumnType type = TypeOf(facts, "date", {});
    ASSERT_EQ(type.formats.size(), 1U) << test.cells[0];
    EXPECT_EQ(type.formats[0], test.format);
    EXPECT_NE(type.note.find(test.why), std::string::npos) << type.note;
  }
}

TEST(Typing, AnotherColumnOfTheFileLendsItsOrder) {
  ColumnFacts facts;
  facts.Add("04/05/2022");
  const ColumnType type = TypeOf(facts, "shipped", {DayOrder::kDayFirst, "ordered"});
  EXPECT_EQ(type.formats[0], "%d/%m/%Y");
  EXPECT_NE(type.note.find("as in ordered"), std::string::npos);
}

TEST(Typing, FactsOfPartsAddUpToFactsOfTheWhole) {
  const std::vector<std::string> cells = {"1", "x ", "", "04-30-22", "$5.10", "Nill", "a  b"};
  ColumnFacts whole;
  ColumnFacts first;
  ColumnFacts second;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    whole.Add(cells[i]);
    (i < 3 ? first : second).Add(cells[i]);
  }
  first.Merge(second);
  EXPECT_EQ(first.kinds, whole.kinds);
  EXPECT_EQ(first.nulls, whole.nulls);
  EXPECT_EQ(first.outer_blanks, whole.outer_blanks);
  EXPECT_EQ(first.inner_blanks, whole.inner_blanks);
  EXPECT_EQ(first.numbers.currencies, whole.numbers.currencies);
  EXPECT_EQ(first.dates.size(), whole.dates.size());
}

}  // namespace
}  // namespace aisle::ingest
