#include "ingest/region_codes.h"

#include <gtest/gtest.h>

#include "ingest/ingest_testing.h"

namespace aisle::ingest {
namespace {

std::string Codes(const std::vector<std::string>& values) {
  std::vector<TextCount> counts;
  for (const std::string& value : values) counts.push_back({value, 1});
  std::string text;
  for (const NamedCode& code : RegionCodesAmong(counts))
    text += code.code + " " + code.name + " (" + code.why + ")\n";
  return text;
}

TEST(RegionCodes, StandForTheNameThatTheColumnHolds) {
  EXPECT_EQ(Codes({"GOA", "PUNJAB", "Orissa", "KERALA", "PB", "or", "RJ", "Others"}),
            "PB PUNJAB (the ISO 3166-2 code of PUNJAB in India)\n"
            "or Orissa (the ISO 3166-2 code of Orissa in India)\n");
  EXPECT_EQ(Codes({"São Paulo", "Rio de Janeiro", "Parana", "PR", "SP"}),
            "PR Parana (the ISO 3166-2 code of Parana in Brazil)\n"
            "SP São Paulo (the ISO 3166-2 code of São Paulo in Brazil)\n");
}

TEST(RegionCodes, AColumnOfCodesOrOfOtherThingsStaysAsItIs) {
  EXPECT_EQ(Codes({"CA", "NY", "TX", "WA", "California"}), "");
  EXPECT_EQ(Codes({"Georgia", "Greece", "Guatemala", "GA", "GR", "Ghana"}), "");
  EXPECT_EQ(Codes({"red", "green", "blue", "IN", "OR"}), "");
}

TEST(RegionCodes, ACodeOfTwoCountriesSaysNothing) {
  EXPECT_EQ(Codes({"Washington", "Oregon", "Texas", "Western Australia", "WA", "OR"}),
            "OR Oregon (the ISO 3166-2 code of Oregon in the USA)\n");
}

TEST(RegionCodes, AreMergedAtLoadAndListed) {
  const TemporaryLake lake;
  const auto report =
      lake.LoadText("shop.csv", "id,state\n1,Punjab\n2,PB\n3,Goa\n4,Kerala\n5,Assam\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(lake.Rows(report->catalog.tables[0], "state"), "Punjab\nPunjab\nGoa\nKerala\nAssam\n");
}

}  // namespace
}  // namespace aisle::ingest
