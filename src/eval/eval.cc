#include "eval/eval.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "eval/judge.h"

namespace aisle::eval {
namespace {

constexpr std::string_view kTotal = "TOTAL";

std::string TextAt(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

double NumberAt(const json::object& object, std::string_view key, double otherwise) {
  const auto* value = object.if_contains(key);
  return value && value->is_number() ? value->to_number<double>() : otherwise;
}

bool IsTrue(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value && value->is_bool() && value->get_bool();
}

// Blanks dropped and letters lowered, so that spacing does not decide.
std::string Squeezed(std::string_view text) {
  std::string out = FoldCase(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
  return out;
}

// The first expected filter that stands neither in the query nor in the SQL, or empty.
std::string MissingFilter(const json::object& question, const json::object& answer) {
  const auto* filters = question.if_contains("expect_filters");
  if (!filters || !filters->is_array()) return {};
  const std::string query = Squeezed(TextAt(answer, "query"));
  const std::string sql = Squeezed(TextAt(answer, "sql"));
  for (const auto& filter : filters->get_array()) {
    if (!filter.is_string()) continue;
    const std::string wanted = Squeezed(filter.get_string());
    if (query.find(wanted) == query.npos && sql.find(wanted) == sql.npos)
      return std::string(filter.get_string());
  }
  return {};
}

// The question as judge.h wants it: expected rows are gold rows.
json::object AsGold(const json::object& question) {
  json::object gold = question;
  const auto* rows = question.if_contains("expect_rows");
  if (rows) {
    gold["gold_answer"] = *rows;
  } else if (!question.contains("gold_answer")) {
    gold["gold_answer"] = nullptr;
  }
  return gold;
}

Tolerance ToleranceOf(const json::object& question, const Options& options) {
  if (options.exact || IsTrue(question, "exact") || !question.contains("expect_rows")) return {};
  return {NumberAt(question, "tolerance", options.tolerance)};
}

std::string JudgeStatus(const std::string& expected, const std::string& got, std::string* why) {
  if (got == expected) return "correct";
  *why = fmt::format("expected status {}, got {}", expected, got);
  return got == "answered" || expected == "answered" ? "wrong" : got;
}

std::string Shortened(std::string text, size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (text[most] & 0xc0) == 0x80) --most;
  return text.substr(0, most) + " …";
}

std::string ExpectedOf(const json::object& question) {
  for (const char* key : {"expect_rows", "gold_answer", "expect_status"}) {
    if (const auto* value = question.if_contains(key))
      return value->is_null() ? "a refusal or a question back" : json::serialize(*value);
  }
  return "an answer";
}

double Percentile(std::vector<double> sorted, double share) {
  if (sorted.empty()) return 0;
  const double rank = std::ceil(share * static_cast<double>(sorted.size())) - 1;
  return sorted[std::min(sorted.size() - 1, static_cast<size_t>(std::max(0.0, rank)))];
}

int SumOf(const std::map<std::string, int>& verdicts) {
  int sum = 0;
  for (const auto& [verdict, count] : verdicts) sum += count;
  return sum;
}

double Accuracy(const std::map<std::string, int>& verdicts) {
  const auto correct = verdicts.find("correct");
  const int sum = SumOf(verdicts);
  return sum == 0 || correct == verdicts.end() ? 0.0 : static_cast<double>(correct->second) / sum;
}

void Count(Report* report) {
  std::vector<double> times;
  for (const Outcome& outcome : report->outcomes) {
    ++report->counts[outcome.klass][outcome.verdict];
    if (outcome.klass != "unclear") ++report->counts[std::string(kTotal)][outcome.verdict];
    times.push_back(outcome.ms);
  }
  std::sort(times.begin(), times.end());
  report->p50_ms = Percentile(times, 0.50);
  report->p99_ms = Percentile(times, 0.99);
}

void CheckTargets(const std::map<std::string, double>& targets, Report* report) {
  for (const auto& [klass, target] : targets) {
    const auto found = report->counts.find(klass);
    if (found == report->counts.end()) continue;
    const double accuracy = Accuracy(found->second);
    if (accuracy + 1e-12 < target)
      report->missed.push_back(
          fmt::format("{}: {:.1f} %, the target is {:.1f} %", klass, 100 * accuracy, 100 * target));
  }
}

Outcome AskOne(const json::object& question, const Ask& ask, const Options& options) {
  Outcome outcome;
  outcome.id = TextAt(question, "id");
  outcome.question = TextAt(question, "question");
  outcome.klass = TextAt(question, "class");
  if (outcome.klass.empty()) outcome.klass = "all";
  outcome.expected = Shortened(ExpectedOf(question), 300);
  outcome.reply = ask(outcome.question);
  outcome.ms = NumberAt(outcome.reply.answer, "ms", 0);
  outcome.verdict = JudgeQuestion(question, outcome.reply.answer, options, &outcome.why);
  return outcome;
}

}  // namespace

Result<QuestionSet> ReadQuestionSet(std::string_view text) {
  QuestionSet set;
  int number = 0;
  for (const std::string& line : Split(text, '\n')) {
    ++number;
    if (Trim(line).empty()) continue;
    const auto parsed = ParseJson(Trim(line));
    if (!parsed) return Invalid(fmt::format("line {}: {}", number, parsed.error().message));
    if (!parsed->is_object()) return Invalid(fmt::format("line {}: expected an object", number));
    const auto& object = parsed->get_object();
    if (const auto* targets = object.if_contains("targets"); targets && targets->is_object()) {
      for (const auto& [klass, share] : targets->get_object())
        if (share.is_number()) set.targets[std::string(klass)] = share.to_number<double>();
      continue;
    }
    if (TextAt(object, "question").empty())
      return Invalid(fmt::format("line {}: expected a field `question`", number));
    set.questions.push_back(object);
  }
  return set;
}

std::string JudgeQuestion(const json::object& question, const json::object& answer,
                          const Options& options, std::string* why) {
  const std::string status = TextAt(answer, "status");
  const std::string expected = TextAt(question, "expect_status");
  const bool has_rows = question.contains("expect_rows") || question.contains("gold_answer");
  std::string verdict = "correct";
  if (!expected.empty() || !has_rows) {
    verdict = JudgeStatus(expected.empty() ? "answered" : expected, status, why);
  }
  if (verdict == "correct" && has_rows) {
    verdict = Judge(AsGold(question), answer, ToleranceOf(question, options));
    if (verdict == "wrong") *why = "the rows differ";
  }
  if (verdict != "correct") return verdict;
  if (const std::string filter = MissingFilter(question, answer); !filter.empty()) {
    *why = fmt::format("neither the query nor the SQL holds `{}`", filter);
    return "wrong";
  }
  return verdict;
}

Report Evaluate(const QuestionSet& set, const Ask& ask, const Options& options) {
  Report report;
  for (const auto& question : set.questions)
    report.outcomes.push_back(AskOne(question, ask, options));
  Count(&report);
  CheckTargets(set.targets, &report);
  return report;
}

}  // namespace aisle::eval
