#include "eval/eval.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aisle::eval {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kSet = R"({"targets": {"simple": 1, "TOTAL": 0.5}}
{"id": "a", "question": "total sales", "class": "simple", "expect_rows": [[100]], "expect_filters": ["status = \"Paid\""]}
{"id": "b", "question": "orders", "class": "simple", "expect_rows": [[100]], "exact": true}

{"id": "c", "question": "who will win", "class": "trap", "expect_status": "refused"}
{"id": "d", "question": "hm", "class": "unclear", "gold_answer": [[1]]}
)";

// Answers 101 to everything that is a number.
Reply Near(std::string_view question) {
  Reply reply;
  reply.answer["status"] = question == "who will win" ? "refused" : "answered";
  reply.answer["rows"] = json::array{json::array{101}};
  reply.answer["query"] = "measures revenue\nwhere orders.status  = \"Paid\"";
  reply.answer["ms"] = 2.0;
  reply.mentions = {"“orders” → metric orders"};
  return reply;
}

Report RunSet(const Options& options) {
  const auto set = ReadQuestionSet(kSet);
  EXPECT_TRUE(set.ok());
  return Evaluate(*set, Near, options);
}

TEST(Eval, CountsVerdictsByClassAndChecksTargets) {
  const Report report = RunSet({});
  EXPECT_EQ(report.counts.at("simple").at("correct"), 1);
  EXPECT_EQ(report.counts.at("simple").at("wrong"), 1);
  EXPECT_EQ(report.counts.at("trap").at("correct"), 1);
  EXPECT_EQ(report.counts.at("TOTAL").at("correct"), 2);  // `unclear` is left out
  EXPECT_FALSE(report.counts.at("TOTAL").contains("missing"));
  ASSERT_EQ(report.missed.size(), 1u);
  EXPECT_THAT(report.missed[0], HasSubstr("simple: 50.0 %, the target is 100.0 %"));
  EXPECT_EQ(report.p50_ms, 2.0);
}

TEST(Eval, ExactOnDemand) { EXPECT_EQ(RunSet({.exact = true}).counts.at("simple").at("wrong"), 2); }

TEST(Eval, AMissingFilterIsWrongEvenWithTheRightNumber) {
  const json::object question =
      json::parse(R"({"question":"q","expect_rows":[[5]],"expect_filters":["x.y = 1"]})")
          .get_object();
  const json::object answer =
      json::parse(R"({"status":"answered","rows":[[5]],"query":"measures z","sql":"select 5"})")
          .get_object();
  std::string why;
  EXPECT_EQ(JudgeQuestion(question, answer, {}, &why), "wrong");
  EXPECT_THAT(why, HasSubstr("x.y = 1"));
}

TEST(Eval, PrintsWhatWasUnderstoodForEachFailure) {
  const Report report = RunSet({});
  const std::string text = ToText(report);
  EXPECT_THAT(text, HasSubstr("wrong b [simple] orders"));
  EXPECT_THAT(text, HasSubstr("“orders” → metric orders"));
  EXPECT_THAT(text, HasSubstr("expected   [[100]]"));
  EXPECT_THAT(ToText(report, false), Not(HasSubstr("[simple]")));
  EXPECT_TRUE(ParseJson(ToJson(report)).ok());
}

struct Bad {
  std::string_view text, message;
};

TEST(Eval, ABadLineIsNamed) {
  constexpr Bad kBad[] = {{"{\"question\": \"a\"}\n{", "line 2"},
                          {"[1]", "expected an object"},
                          {"{\"id\": \"a\"}", "expected a field `question`"}};
  for (const auto& [text, message] : kBad) {
    SCOPED_TRACE(text);
    const auto set = ReadQuestionSet(text);
    ASSERT_FALSE(set.ok());
    EXPECT_THAT(set.error().message, HasSubstr(message));
  }
}

}  // namespace
}  // namespace aisle::eval
