#include "ingest/load.h"

#include <zlib.h>
#include <zstd.h>

#include "base/text.h"
#include "ingest/ingest_testing.h"
#include "ingest/lake.h"

namespace aisle::ingest {
namespace {

void ExpectNothingLost(const LoadReport& report) {
  for (const FileReport& file : report.files) {
    EXPECT_EQ(file.rows_in, file.rows_out + file.quarantined + file.merged) << file.path;
  }
}

struct BlockCase {
  const char* name;
  const char* text;
  const char* tables;      // "name rows, name rows"
  const char* quarantine;  // "reason count; reason count"
};

// Each kind of disorder in its smallest form.
const BlockCase kBlocks[] = {
    {"plain.csv", "id,amount\n1,2.50\n2,3.50\n", "plain 2", ""},
    {"semicolons.csv", "id;preis\n1;2,50\n2;3,75\n", "semicolons 2", ""},
    {"tabs.tsv", "id\tname\n1\tA, B\n2\tC\n", "tabs 2", ""},
    {"pipes.txt", "id|name\n1|A\n2|B\n", "pipes 2", ""},
    {"crlf.csv", "id,name\r\n1,A\r\n2,B\r\n", "crlf 2", ""},
    {"quotes.csv", "id,note\n1,\"a, \"\"b\"\"\nc\"\n2,d\n", "quotes 2", ""},
    {"no_last_line_end.csv", "id,n\n1,2\n2,3", "no_last_line_end 2", ""},
    {"stray_quote.csv", "id,size\n1,5\" pipe\n2,6\" pipe\n3,x\n", "stray_quote 3", ""},
    {"loose_quote.csv", "id,size\n1,\"5\" pipe\n2,6\n", "loose_quote 2", ""},
    {"open_quote.csv", "id,note\n1,\"5\" pipe\n2,\"6\"\" pipe\nlong\"\n3,\"open\n", "open_quote 2",
     "a quote that is never closed 1"},
    {"open_quote_end.csv", "id,n,note\n1,2,a\n2,3,\"open", "open_quote_end 1",
     "a quote that is never closed 1"},
    {"open_quote_lines.csv", "id,n,note\n1,2,a\n2,3,\"open, it\ngoes on\n3,4,b\n4,5,c\n",
     "open_quote_lines 3", "a quote that is never closed 1; below a quote that is never closed 1"},
    {"blank_rows.csv", "index,sku,stock\n0,A,5\n1,B,6\n2,,\n3,,\n", "blank_rows 2", "blank row 2"},
    {"blank_lines.csv", "a,b\n1,2\n\n3,4\n,\n", "blank_lines 2", "blank row 2"},
    {"title.csv", "Sales report 2022,,\n,,\nday,shop,amount\n2022-01-01,A,5\n2022-01-02,B,6\n",
     "title 2", "blank row 1; title above the table 1"},
    {"repeated_header.csv", "day,amount\n2022-01-01,5\n2022-01-02,6\nday,amount\n2022-01-03,7\n",
     "repeated_header 3", "header row, repeated 1"},
    {"stacked.csv",
     "day,shop,amount\n2022-01-01,A,5\n2022-01-02,B,6\n2022-01-03,C,8\n"
     "style,stock,\nX1,10,\nX2,20,\n",
     "stacked 3, stacked_style_stock 2", "header row 1"},
    {"shifted.csv",
     "day,shop,pcs,amount\n2022-01-01,A,1,5.5\n2022-01-02,B,2,6.5\n2022-01-03,C,3,7.5\n"
     "shop,day,amount,stock\nD,2022-01-04,8.5,1\nE,2022-01-05,9.5,2\n",
     "shifted 3, shifted_part_2 2", "header row 1"},
    {"side_by_side.csv",
     "item,amount,item,amount\nrent,5,sale,9\nfood,6,sale,8\nfuel,7,,\ntea,8,,\n",
     "side_by_side 4, side_by_side_item_amount 2", ""},
    {"gap.csv",
     "day,paid,,what,cost\n2022-01-01,5,,rent,9\n2022-01-02,6,,food,8\n,,,fuel,7\n,,,tea,6\n",
     "gap 4, gap_day_paid 2", ""},
    {"total_word.csv", "item,amount\nrent,5\nfood,6\nfuel,7\nTotal,18\n", "total_word 3",
     "subtotal: 18 is the sum of the 3 rows above 1"},
    {"total_bare.csv", "item,amount\nrent,5\nfood,6\nfuel,7\n,18\n", "total_bare 3",
     "subtotal: 18 is the sum of the 3 rows above 1"},
    {"not_a_total.csv", "item,amount\nrent,5\nfood,6\nfuel,7\n,19\n", "not_a_total 4", ""},
    {"brand_total.csv", "brand,price\nColgate,5\nTotal,6\nPepsodent,7\n", "brand_total 3", ""},
    {"prose.csv",
     "head,price,rate\nin,4,5\nout,7,11\nkeep,25,3\n(A) SCOPE,,\n,Unloading,Boxes are counted\n"
     ",QC,No check is done\n",
     "prose 3", "not tabular 3"},
    {"misfit.csv", nullptr, "misfit 400", "amount: expected a number, found 'lost' 1"},
    {"names_only.csv", "name,city\nAnna,Berlin\nBob,Paris\n", "names_only 2", ""},
    {"no_header.csv", "1,2.5,2022-01-01\n2,3.5,2022-01-02\n", "no_header 2", ""},
    {"short_rows.csv", "a,b,c\n1,2,3\n4,5\n6,7,8\n", "short_rows 3", ""},
    {"long_row.csv", "a,b\n1,2\n3,4,extra\n5,6\n", "long_row 2",
     "more cells than columns: expected 2, found 3 1"},
};

std::string MisfitText() {
  std::string text = "id,amount\n";
  for (int i = 0; i < 400; ++i) text += std::to_string(i) + "," + std::to_string(i) + ".50\n";
  return text + "400,lost\n";
}

std::string TablesOf(const LoadReport& report) {
  std::vector<std::string> tables;
  for (const auto& table : report.catalog.tables) {
    tables.push_back(table.name + " " + std::to_string(table.rows));
  }
  return Join(tables, ", ");
}

std::string QuarantineOf(const std::string& lake) {
  const auto list = ReadQuarantine(lake, {});
  if (!list) return list.error().message;
  std::vector<std::string> reasons;
  for (const auto& [reason, count] : list->reasons) {
    reasons.push_back(reason + " " + std::to_string(count));
  }
  std::sort(reasons.begin(), reasons.end());
  return Join(reasons, "; ");
}

TEST(Load, EveryKindOfBlockBecomesTablesOrQuarantineAndNothingIsLost) {
  for (const BlockCase& test : kBlocks) {
    SCOPED_TRACE(test.name);
    const TemporaryLake lake;
    const auto report = lake.LoadText(test.name, test.text ? test.text : MisfitText());
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->files[0].error, "");
    EXPECT_EQ(TablesOf(*report), test.tables);
    EXPECT_EQ(QuarantineOf(lake.lake()), test.quarantine);
    ExpectNothingLost(*report);
  }
}

TEST(Load, BlocksThatPrintRowsAgainAreMarked) {
  const TemporaryLake lake;
  std::string text = "day,shop,pcs,amount\n";
  std::string again = "shop,day,amount,pcs\n";
  for (int i = 1; i <= 20; ++i) {
    const std::string day = "2022-01-" + std::string(i < 10 ? "0" : "") + std::to_string(i);
    const std::string n = std::to_string(i);
    text += day + ",S" + n + "x," + n + "," + n + ".5\n";
    if (i < 20) again += "S" + n + "x," + day + "," + n + ".5," + n + "\n";
  }
  const auto report = lake.LoadText("twice.csv", text + again);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(TablesOf(*report), "twice 20, twice_second_printing 19");
  EXPECT_FALSE(report->catalog.tables[0].repeats);
  EXPECT_TRUE(report->catalog.tables[1].repeats);
  EXPECT_EQ(report->catalog.tables[1].part_of, "twice");
  EXPECT_NE(report->catalog.tables[1].note.find("19 of 19 rows repeat"), std::string::npos);
}

TEST(Load, ValuesAreCleanedAndTyped) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("dirty.csv",
                                    "day,price,share,zip,state,note\n"
                                    "04-30-22,\"\u20b91,234.50\",15%,400081.0, Goa ,a  b\n"
                                    "05-01-22,Nill,5%,560085.0,GOA,#REF!\n"
                                    "05-02-22,-,0%,,GOA,\n"
                                    "05-03-22,(7.25),2.5%,560086.0,Kerala,NA\n");
  ASSERT_TRUE(report) << report.error().message;
  const auto& table = report->catalog.tables[0];
  EXPECT_EQ(lake.Rows(table),
            "2022-04-30|1234.5|0.15|400081|GOA|a b\n"
            "2022-05-01||0.05|560085|GOA|\n"
            "2022-05-02||0||GOA|\n"
            "2022-05-03|-7.25|0.025|560086|Kerala|NA\n");
  EXPECT_EQ(table.columns[1].unit, "INR");
  EXPECT_EQ(table.columns[2].unit, "%");
  EXPECT_TRUE(table.columns[3].identifier);
}

TEST(Load, WordsThatAreGapsAmongNumbersAreGapsBesideThem) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("till.csv",
                                    "day,item,pcs,paid by\n"
                                    "2023-01-02,Tea,2,Cash\n"
                                    "2023-01-03,UNKNOWN,ERROR,Card\n"
                                    "ERROR,Cake,3,UNKNOWN\n"
                                    "2023-01-05,Juice,UNKNOWN,Invalid\n");
  ASSERT_TRUE(report) << report.error().message;
  const auto& columns = report->catalog.tables[0].columns;
  EXPECT_EQ(columns[0].type, Type::kDate);
  EXPECT_EQ(columns[1].nulls, 1);
  EXPECT_EQ(columns[2].type, Type::kInteger);
  EXPECT_EQ(columns[2].nulls, 2);
  EXPECT_EQ(columns[3].nulls, 1);  // no number says "Invalid", so that it is a value
  ExpectNothingLost(*report);
}

TEST(Load, AnUnknownAmongNamesAloneIsAName) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("club.csv", "name,gender\nAnn,Unknown\nBob,Male\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->catalog.tables[0].columns[1].nulls, 0);
}

TEST(Load, AmountsThatEveryLineOfAnOrderRepeatsAreFound) {
  std::string text = "order_id,item,qty,price,order_total,shipping_fee,unit_fee\n";
  for (int order = 1; order <= 12; ++order) {
    const std::string id = std::to_string(order);
    const std::string fee = order % 3 == 0 ? "4" : "6";
    text +=
        id + ",Tea,1,3," + id + "5," + fee + ",1\n" + id + ",Cup,2,6," + id + "5," + fee + ",2\n";
  }
  const TemporaryLake lake;
  const auto report = lake.LoadText("lines.csv", text);
  ASSERT_TRUE(report) << report.error().message;
  const auto& columns = report->catalog.tables[0].columns;
  EXPECT_EQ(columns[3].same_within, "");
  EXPECT_EQ(columns[4].same_within, "order_id");
  EXPECT_EQ(columns[5].same_within, "order_id");
  EXPECT_EQ(columns[6].same_within, "");
}

TEST(Load, NumbersReadBackAsTheyWereMeant) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("numbers.csv",
                                    "a;b;c;d;e\n"
                                    "1.234,56;1,234;$-5;12.50-;Rs. 500/-\n"
                                    "7,1;12;-$6;3;Rs 1,25,000/-\n"
                                    "-0,05;1,000,000;$7;4.25;Rs.7\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(lake.Rows(report->catalog.tables[0]),
            "1234.56|1234|-5|-12.5|500\n"
            "7.1|12|-6|3|125000\n"
            "-0.05|1000000|7|4.25|7\n");
}

TEST(Load, MixedWritingsOfDatesSurviveInOneColumn) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("mixed.csv",
                                    "id,day\n1,2022-04-30\n2,30/04/2022\n3,\"Apr 30, 2022\"\n"
                                    "4,30-Apr-22\n5,01/05/2022\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(lake.Rows(report->catalog.tables[0]),
            "1|2022-04-30\n2|2022-04-30\n3|2022-04-30\n4|2022-04-30\n5|2022-05-01\n");
}

TEST(Load, TimesOfDayAreKeptAndMidnightIsNone) {
  const TemporaryLake lake;
  const auto report =
      lake.LoadText("times.csv",
                    "a,b,c,d\n"
                    "2022-04-30 00:00:00.000,4/30/2022 1:05 PM,9:05,2022-04-30T10:15:00Z\n"
                    "2022-05-01 00:00:00.000,5/1/2022 12:00 AM,23:59,2022-05-01T00:00:01Z\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(lake.Rows(report->catalog.tables[0]),
            "2022-04-30|2022-04-30 13:05:00|09:05:00|2022-04-30 10:15:00\n"
            "2022-05-01|2022-05-01 00:00:00|23:59:00|2022-05-01 00:00:01\n");
}

TEST(Load, ACurrencyColumnGivesAmountsTheirUnit) {
  const TemporaryLake lake;
  const auto report =
      lake.LoadText("a.csv", "id,currency,amount,qty\n1,INR,5.50,1\n2,INR,6.00,2\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->catalog.tables[0].columns[2].unit, "INR");
  EXPECT_EQ(report->catalog.tables[0].columns[3].unit, "");
}

TEST(Load, FilesOfOneKindBecomeOneTableAndAreReplacedAlone) {
  const TemporaryLake lake;
  const auto first = lake.Load({lake.Write("sales_2021.csv", "id,amount\n1,5\n2,6\n"),
                                lake.Write("sales_2022.csv", "id,amount\n3,7.25\n")});
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(TablesOf(*first), "sales 3");
  EXPECT_EQ(first->catalog.tables[0].sources.size(), 2U);
  const auto second = lake.LoadText("sales_2022.csv", "id,amount\n3,7\n4,8\n");
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(TablesOf(*second), "sales 4");
  EXPECT_EQ(lake.Rows(second->catalog.tables[0], "sum(amount)"), "26\n");
  const auto third = lake.LoadText("sales_2023.csv", "id,amount\n5,1\n");
  ASSERT_TRUE(third) << third.error().message;
  EXPECT_EQ(TablesOf(*third), "sales 5");
  ExpectNothingLost(*third);
}

TEST(Load, OverlappingExportsAreMergedWhenAKeyProvesIt) {
  const TemporaryLake lake;
  const auto report = lake.Load({lake.Write("orders_1.csv", "order_id,amount\n1,5\n2,6\n3,7\n"),
                                 lake.Write("orders_2.csv", "order_id,amount\n3,7\n4,8\n"),
                                 lake.Write("lines_1.csv", "sku,qty\nA,1\nA,1\nB,2\n"),
                                 lake.Write("lines_2.csv", "sku,qty\nA,1\nB,2\n")});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(TablesOf(*report), "lines 5, orders 4");
  EXPECT_EQ(report->files[1].merged, 1);
  ExpectNothingLost(*report);
}

TEST(Load, RowsPutAsideAreWarnedOfAndStayWarnedOf) {
  const TemporaryLake lake;
  ASSERT_TRUE(lake.LoadText("misfit.csv", MisfitText()));
  const auto report = lake.LoadText("other.csv", "code,m\nx,2.5\n");
  ASSERT_TRUE(report) << report.error().message;
  int warned = 0;
  for (const auto& warning : report->catalog.warnings) {
    if (warning.kind != "quarantined") continue;
    ++warned;
    EXPECT_EQ(warning.table, "misfit");
    EXPECT_EQ(warning.rows, 1);
  }
  EXPECT_EQ(warned, 1);
}

TEST(Load, TheSameBytesTwiceCountOnce) {
  const TemporaryLake lake;
  const std::string text = "sku,qty\nA,1\nA,1\n";
  const auto report = lake.Load({lake.Write("one.csv", text), lake.Write("two.csv", text)});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(TablesOf(*report), "one 2");
  EXPECT_EQ(report->files[1].merged, 2);
  ExpectNothingLost(*report);
}

TEST(Load, AgainChangesNothing) {
  const TemporaryLake lake;
  const auto first = lake.LoadText("a.csv", "id,n\n1,2\n");
  ASSERT_TRUE(first) << first.error().message;
  const auto second = lake.LoadText("a.csv", "id,n\n1,2\n");
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_FALSE(second->changed);
  EXPECT_TRUE(second->files[0].unchanged);
  EXPECT_EQ(second->version, first->version);
  EXPECT_EQ(second->catalog, first->catalog);
}

TEST(Load, AChangedFileReplacesItsRowsAndOtherTablesStay) {
  const TemporaryLake lake;
  const auto first =
      lake.Load({lake.Write("a.csv", "id,n\n1,2\n"), lake.Write("b.csv", "code,m\nx,2.5\n")});
  ASSERT_TRUE(first) << first.error().message;
  const auto second = lake.LoadText("a.csv", "id,n\n1,2\n2,3\n3,4\n");
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_TRUE(second->changed);
  EXPECT_EQ(TablesOf(*second), "a 3, b 1");
  EXPECT_EQ(lake.Rows(second->catalog.tables[1]), "x|2.5\n");
}

TEST(Load, BadFilesAreNamedAndTheRestGoOn) {
  const TemporaryLake lake;
  const std::string gzip_cut = "\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03\x4B\x4C";
  const std::string zeros =
      std::string("\x01\x02\x00\x03", 4) + "binary" + std::string("\x00\x05", 2);
  const auto report = lake.Load(
      {lake.path("missing.csv"), lake.Write("empty.csv", ""), lake.Write("blank.csv", "\n \n"),
       lake.Write("binary.csv", zeros), lake.Write("cut.csv.gz", std::string(gzip_cut)),
       lake.Write("book.csv", "PK\x03\x04zip"), lake.Write("good.csv", "id,n\n1,2\n")});
  ASSERT_TRUE(report) << report.error().message;
  const char* expected[] = {"there is no file", "is empty",       "is empty", "is not text",
                            "is cut short",     "Excel workbook", ""};
  ASSERT_EQ(report->files.size(), 7U);
  for (int i = 0; i < 7; ++i) {
    EXPECT_NE(report->files[i].error.find(expected[i]), std::string::npos)
        << report->files[i].error;
    EXPECT_EQ(report->files[i].error.empty(), i == 6) << report->files[i].error;
  }
  EXPECT_EQ(TablesOf(*report), "good 1");
}

TEST(Load, NothingReadableCommitsNothing) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("empty.csv", "");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->changed);
  EXPECT_NE(report->files[0].error, "");
  EXPECT_FALSE(Lake::Open(lake.lake(), false)->Current());
}

TEST(Load, AnEditOfThePipelineIsFollowedAndKept) {
  const TemporaryLake lake;
  const std::string text = "id,state\n1,Goa\n2,GOA\n3,GOA\n";
  ASSERT_TRUE(lake.LoadText("a.csv", text));
  const std::string path = lake.lake() + "/pipeline.yaml";
  std::ifstream in(path);
  std::string yaml((std::istreambuf_iterator<char>(in)), {});
  ASSERT_NE(yaml.find("applied: true"), std::string::npos) << yaml;
  yaml = ReplaceAll(yaml, "applied: true", "applied: false") + "# mine\n";
  std::ofstream(path) << yaml;
  const auto report = lake.LoadText("a.csv", text);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(report->changed);
  EXPECT_EQ(lake.Rows(report->catalog.tables[0], "state"), "Goa\nGOA\nGOA\n");
  std::ifstream again(path);
  EXPECT_EQ(std::string((std::istreambuf_iterator<char>(again)), {}), yaml);
  EXPECT_FALSE(lake.LoadText("a.csv", text)->changed);
}

std::string Gzip(const std::string& text) {
  z_stream stream = {};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 200, '\0');
  stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<unsigned>(text.size());
  stream.next_out = reinterpret_cast<unsigned char*>(out.data());
  stream.avail_out = static_cast<unsigned>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string Zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 1));
  return out;
}

std::string Utf16(const std::string& ascii, bool mark) {
  std::string out = mark ? "\xFF\xFE" : "";
  for (const char c : ascii) out += std::string{c, '\0'};
  return out;
}

TEST(Load, EveryEncodingAndCompressionReadsTheSame) {
  const std::string text = "id,city\n1,Paris\n2,Rome\n";
  const std::pair<const char*, std::string> files[] = {{"plain.csv", text},
                                                       {"mark.csv", "\xEF\xBB\xBF" + text},
                                                       {"wide.csv", Utf16(text, true)},
                                                       {"bare.csv", Utf16(text, false)},
                                                       {"packed.csv.gz", Gzip(text)},
                                                       {"packed.csv.zst", Zstd(text)}};
  for (const auto& [name, bytes] : files) {
    SCOPED_TRACE(name);
    const TemporaryLake lake;
    const auto report = lake.LoadText(name, bytes);
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->files[0].error, "");
    EXPECT_EQ(lake.Rows(report->catalog.tables[0]), "1|Paris\n2|Rome\n");
    EXPECT_EQ(report->catalog.tables[0].columns[0].name, "id");
  }
  const TemporaryLake lake;
  const auto western = lake.LoadText("western.csv", "id,name\n1,Jos\xE9\n2,\x80 5\n");
  EXPECT_EQ(lake.Rows(western->catalog.tables[0]), "1|Jos\u00e9\n2|\u20ac 5\n");
}

TEST(Load, JsonLinesAndParquetAreTables) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("events.jsonl",
                                    "{\"id\": 1, \"at\": \"2022-04-30\"}\n"
                                    "{\"id\": 2, \"at\": \"2022-05-01\"}\n");
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->files[0].error, "");
  EXPECT_EQ(lake.Rows(report->catalog.tables[0]), "1|2022-04-30\n2|2022-05-01\n");
  const std::string parquet = lake.lake() + "/" + report->catalog.tables[0].files[0];
  const TemporaryLake other;
  std::filesystem::copy_file(parquet, other.path("events.parquet"));
  const auto again = other.Load({other.path("events.parquet")});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(other.Rows(again->catalog.tables[0]), "1|2022-04-30\n2|2022-05-01\n");
}

TEST(Load, QuarantineTellsFileLineAndReason) {
  const TemporaryLake lake;
  ASSERT_TRUE(lake.LoadText("a.csv", "item,amount\n\"two\nlines\",5\nfood,6\n,\nTotal,11\n"));
  const auto list = ReadQuarantine(lake.lake(), {.file = "", .reason = "subtotal"});
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->rows.size(), 1U);
  EXPECT_EQ(list->rows[0].line, 6);
  EXPECT_EQ(list->rows[0].row, "Total,11");
  EXPECT_EQ(list->total, 1);
}

TEST(Load, AnUnclosedQuoteCostsItsOwnRowOnly) {
  const TemporaryLake lake;
  const auto report = lake.LoadText("pipes.csv", "id,size\n1,\"5\" pipe\n2,six\n3,\"open\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(lake.Rows(report->catalog.tables[0]), "1|5 pipe\n2|six\n");
  const auto list = ReadQuarantine(lake.lake(), {});
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->rows.size(), 1U);
  EXPECT_EQ(list->rows[0].file, lake.path("pipes.csv"));
  EXPECT_EQ(list->rows[0].line, 4);
  EXPECT_EQ(list->rows[0].row, "3,\"open");
}

// ---- the seller's files, where they are ------------------------------------------------------

TEST(Load, SellersFilesHoldWhatTheyHold) {
  const std::string files = "../shared/data/amazon_seller/files";
  if (!std::filesystem::is_directory(files)) GTEST_SKIP() << "no data beside the project";
  const TemporaryLake lake;
  const auto report = lake.Load({files});
  ASSERT_TRUE(report) << report.error().message;
  ExpectNothingLost(*report);
  const auto& catalog = report->catalog;
  const auto rows = [&](const std::string& table, const std::string& what) {
    const catalog::Table* found = catalog.Find(table);
    return found == nullptr ? "no table " + table : lake.Rows(*found, what);
  };
  EXPECT_EQ(rows("amazon_sale_report", "count(*), sum(amount), count(DISTINCT order_id)"),
            "128975|78592678.3|120378\n");
  EXPECT_EQ(rows("amazon_sale_report", "min(date), max(date)"), "2022-03-31|2022-06-29\n");
  EXPECT_EQ(rows("international_sale_report",
                 "count(*), sum(gross_amt), sum(pcs)::BIGINT, count(DISTINCT customer)"),
            "18635|15768162.19|24017|149\n");
  EXPECT_EQ(rows("international_sale_report_style_stock", "count(*)"), "1014\n");
  EXPECT_EQ(rows("sale_report", "count(*), sum(stock)::BIGINT"), "9235|242386\n");
  EXPECT_EQ(rows("cloud_warehouse_compersion_chart", "count(*)"), "4\n");
  EXPECT_EQ(rows("expense_iigf_expance", "count(*), sum(amount)::BIGINT"), "13|8095\n");
  EXPECT_EQ(rows("expense_iigf_recived_amount", "count(*), sum(amount)::BIGINT"), "4|5000\n");
  const catalog::Table* again = catalog.Find("international_sale_report_second_printing");
  ASSERT_NE(again, nullptr);
  EXPECT_TRUE(again->repeats);
  EXPECT_EQ(again->rows, 17756);
}

}  // namespace
}  // namespace aisle::ingest
