// Runs a set of questions with known answers and reports how many were answered right, by class.
//
//   const auto set = ReadQuestionSet(text);
//   const Report report = Evaluate(*set, ask, {});
//   std::cout << ToText(report);
//
// A set is JSON lines. A question has `id`, `question`, `class` and what is expected:
//   gold_answer …      as the question sets that come with gold SQL (see judge.h), exactly
//   expect_rows        [[…], …] under the same rules, each number within `tolerance` (default:
//                      2 %) of the expected one, or to the digit with "exact": true
//   expect_status      "refused", "clarify" or "answered", when no rows are expected
//   expect_filters     ["status = \"Cancelled\"", …]: each must stand in the query or the SQL
// A line {"targets": {"simple": 0.95, "TOTAL": 0.8}} sets the accuracy to reach by class.
//
// How a question is asked is injected, so that this folder knows neither lakes nor engines.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace aisle::eval {

struct Options {
  double tolerance = 0.02;  // for expect_rows that name none
  bool exact = false;       // no tolerance anywhere
};

struct QuestionSet {
  std::vector<json::object> questions;
  std::map<std::string, double> targets;  // class → share that must be correct, 0..1
};

// Fails on a line that is no JSON object or lacks `question`, naming the line.
Result<QuestionSet> ReadQuestionSet(std::string_view text);

// What came back: the object that `aisle ask --json` prints, and how the question was read.
struct Reply {
  json::object answer;
  std::vector<std::string> mentions;    // “sales” → metric revenue
  std::vector<std::string> considered;  // other readings, and why each lost
};
using Ask = std::function<Reply(std::string_view question)>;

struct Outcome {
  std::string id;
  std::string question;
  std::string klass;
  std::string verdict;  // "correct", "wrong", "clarify", "refused", "failed", "missing"
  std::string why;      // for a wrong one: what differs
  std::string expected;
  double ms = 0;
  Reply reply;
};

struct Report {
  std::vector<Outcome> outcomes;
  std::map<std::string, std::map<std::string, int>> counts;  // class → verdict → how many
  std::vector<std::string> missed;                           // targets not reached, a sentence each
  double p50_ms = 0;
  double p99_ms = 0;
};

// The verdict over one question and its answer; `why` gets what differs when it is wrong.
std::string JudgeQuestion(const json::object& question, const json::object& answer,
                          const Options& options, std::string* why);

Report Evaluate(const QuestionSet& set, const Ask& ask, const Options& options);

// A table by class, latency, missed targets; class "unclear" is left out of TOTAL. With
// `failures`, each question that is not correct with what was understood and why.
std::string ToText(const Report& report, bool failures = true);
std::string ToJson(const Report& report);  // one line

}  // namespace aisle::eval
