#include "answer/tell.h"

#include <gtest/gtest.h>

#include "answer/chart.h"
#include "answer/csv.h"
#include "answer/label.h"
#include "answer/restate.h"
#include "answer/shape.h"
#include "answer/toy_model.h"
#include "base/json.h"

namespace aisle::answer {
namespace {

struct Told {
  semantic::Query query;
  Answer answer;
};

Told Answered(const std::string& text, engine::Table table) {
  const semantic::Model model = ToyModel();
  const auto parsed = semantic::ParseQuery(text);
  EXPECT_TRUE(parsed) << text;
  Told told;
  told.query = Labelled(model, *parsed);
  told.answer.restatement = Restate(model, told.query);
  const auto rows = static_cast<int64_t>(table.rows.size());
  Fill(model, told.query, std::move(table), rows, &told.answer);
  told.answer.message = Tell(told.query, told.answer, RestateFilters(model, told.query));
  return told;
}

engine::Table ByState() {
  return {{{"State", Type::kText}, {"Revenue", Type::kDouble}},
          {{std::string("Goa"), 300.5}, {std::string("Kerala"), 200.0}, {Value(), 1.0}}};
}

TEST(Tell, ATotalIsOneSentence) {
  const Told told = Answered("measures revenue\nwhere sales.state = \"Goa\"",
                             {{{"Revenue", Type::kDouble}}, {{78592678.3}}});
  EXPECT_EQ(told.answer.message, "Revenue is ₹78,592,678.30 (state Goa).");
  EXPECT_TRUE(Proven(told.answer.message, told.answer));
}

TEST(Tell, CountsComeBeforeWhatIsCounted) {
  const Told told = Answered("measures count_distinct(sales.order_id)",
                             {{{"Orders", Type::kInteger}}, {{int64_t{120378}}}});
  EXPECT_EQ(told.answer.message, "120,378 orders.");
}

TEST(Tell, TheMostOfThingsThatAreCounted) {
  const Told told = Answered(
      "measures count_distinct(sales.order_id)\nby sales.state\n"
      "order count_distinct(sales.order_id) desc",
      {{{"State", Type::kText}, {"Orders", Type::kInteger}}, {{std::string("Goa"), int64_t{7}}}});
  EXPECT_EQ(told.answer.message, "Goa has the most orders: 7.");
}

TEST(Tell, ANumberThatGroupsIsNamed) {
  const std::string query =
      "measures count_distinct(sales.state)\nby of(count_distinct(sales.order_id), sales.state)";
  const engine::Table table = {{{"Orders per state", Type::kInteger}, {"States", Type::kInteger}},
                               {{int64_t{2}, int64_t{7}}, {int64_t{5}, int64_t{1}}}};
  EXPECT_EQ(Answered(query, table).answer.message,
            "Distinct state is highest for orders per state 2 (7), lowest for orders per state 5 "
            "(1).");
  EXPECT_EQ(Answered(query + "\norder count_distinct(sales.state) desc", table).answer.message,
            "Orders per state 2 has the highest distinct state: 7, then orders per state 5 (1).");
}

TEST(Tell, DatesAreNoExtremes) {
  const Told told =
      Answered("measures max(sales.order_date)\nby sales.state",
               {{{"State", Type::kText}, {"Last order date", Type::kDate}},
                {{std::string("Goa"), FromCivil({2022, 4, 9})}, {std::string("Kerala"), Value()}}});
  EXPECT_EQ(told.answer.message, "Last order date: Goa 9 Apr 2022, ….");
}

TEST(Tell, AnExtremeIsNotNamedTwice) {
  const Told told = Answered(
      "measures max(sales.amount)\nby sales.state\norder max(sales.amount) desc",
      {{{"State", Type::kText}, {"Highest amount", Type::kDouble}}, {{std::string("Goa"), 5.0}}});
  EXPECT_EQ(told.answer.message, "Goa has the highest amount: ₹5.00.");
}

TEST(Tell, ARankingNamesTheFirstAndTheNext) {
  const Told told = Answered("measures revenue\nby sales.state\norder revenue desc", ByState());
  EXPECT_EQ(told.answer.message, "Goa has the highest revenue: ₹300.50, then Kerala (₹200.00).");
  EXPECT_TRUE(Proven(told.answer.message, told.answer));
}

TEST(Tell, TiesAreSaid) {
  engine::Table table = ByState();
  table.rows[1][1] = 300.5;
  const Told told = Answered("measures revenue\nby sales.state\norder revenue desc", table);
  EXPECT_EQ(told.answer.message, "Goa shares the highest revenue: ₹300.50, with Kerala (₹300.50).");
}

TEST(Tell, UnorderedGroupsTellTheExtremes) {
  const Told told = Answered("measures revenue\nby sales.state", ByState());
  EXPECT_EQ(told.answer.message,
            "Revenue is highest for Goa (₹300.50), lowest for no state (₹1.00).");
}

TEST(Tell, NothingFoundIsSaid) {
  const Told told = Answered("measures revenue\nby sales.state\nwhere sales.state = \"Goa\"",
                             {{{"State", Type::kText}, {"Revenue", Type::kDouble}}, {}});
  EXPECT_EQ(told.answer.message, "No rows match (state Goa).");
}

TEST(Tell, ANumberThatIsNoCellIsNotProven) {
  const Told told = Answered("measures revenue\nby sales.state\norder revenue desc", ByState());
  EXPECT_FALSE(Proven("Goa has ₹300.51.", told.answer));
  EXPECT_FALSE(Proven("Goa has ₹3,005.00.", told.answer));
  EXPECT_TRUE(Proven("Goa has ₹300.50; 3 rows.", told.answer));
}

TEST(Chart, FollowsTheShape) {
  const Told bars = Answered("measures revenue\nby sales.state", ByState());
  EXPECT_EQ(ChooseChart(bars.answer),
            R"({"mark":"bar","y":{"field":"State","type":"nominal"},)"
            R"("x":{"field":"Revenue","type":"quantitative","unit":"INR"}})");
  const Told line = Answered("measures revenue\nby month(sales.order_date)",
                             {{{"Month", Type::kDate}, {"Revenue", Type::kDouble}},
                              {{FromCivil({2022, 4, 1}), 1.0}, {FromCivil({2022, 5, 1}), 2.0}}});
  EXPECT_NE(ChooseChart(line.answer).find(R"("mark":"line")"), std::string::npos);
  const Told total = Answered("measures revenue", {{{"Revenue", Type::kDouble}}, {{1.0}}});
  EXPECT_EQ(ChooseChart(total.answer), "");
}

TEST(Json, IsOneObjectOnOneLine) {
  Told told = Answered("measures revenue\nby month(sales.order_date)",
                       {{{"Month", Type::kDate}, {"Revenue", Type::kDouble}},
                        {{FromCivil({2022, 4, 1}), 1.5}, {Value(), Value()}}});
  told.answer.id = "q1";
  const std::string text = ToJson(told.answer);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  const auto parsed = ParseJson(text);
  ASSERT_TRUE(parsed);
  const auto& object = parsed->as_object();
  EXPECT_NE(text.find(R"("rows":[["2022-04-01",1.5],[null,null]])"), std::string::npos) << text;
  EXPECT_EQ(json::serialize(object.at("columns")), R"(["Month","Revenue"])");
  EXPECT_EQ(object.at("total_rows").as_int64(), 2);
  EXPECT_EQ(object.at("id").as_string(), "q1");
}

TEST(Csv, QuotesWhatNeedsIt) {
  Told told = Answered("by sales.state",
                       {{{"State", Type::kText}}, {{std::string("a,b")}, {std::string("c\"d")}}});
  EXPECT_EQ(ToCsv(told.answer), "State\n\"a,b\"\n\"c\"\"d\"\n");
}

}  // namespace
}  // namespace aisle::answer
