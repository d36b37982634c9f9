// How a Report is printed: a table for people, one object for programs.
#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "eval/eval.h"

namespace aisle::eval {
namespace {

constexpr std::array<const char*, 6> kVerdicts = {"correct", "wrong",  "clarify",
                                                  "refused", "failed", "missing"};

int CountOf(const std::map<std::string, int>& verdicts, const std::string& verdict) {
  const auto found = verdicts.find(verdict);
  return found == verdicts.end() ? 0 : found->second;
}

int SumOf(const std::map<std::string, int>& verdicts) {
  int sum = 0;
  for (const auto& [verdict, count] : verdicts) sum += count;
  return sum;
}

std::string Line(const std::string& klass, const std::map<std::string, int>& verdicts) {
  const int sum = SumOf(verdicts);
  std::string line = fmt::format("{:<16}{:>5}", klass, sum);
  for (const char* verdict : kVerdicts) line += fmt::format("{:>9}", CountOf(verdicts, verdict));
  const double share = sum == 0 ? 0 : 100.0 * CountOf(verdicts, "correct") / sum;
  return line + fmt::format("  {:6.1f} %\n", share);
}

std::string Table(const Report& report) {
  std::string text = fmt::format("{:<16}{:>5}", "class", "n");
  for (const char* verdict : kVerdicts) text += fmt::format("{:>9}", verdict);
  text += "  correct\n";
  for (const auto& [klass, verdicts] : report.counts)
    if (klass != "TOTAL") text += Line(klass, verdicts);
  const auto total = report.counts.find("TOTAL");
  return total == report.counts.end() ? text : text + Line("TOTAL", total->second);
}

std::string Field(const json::object& answer, std::string_view key, size_t most) {
  const auto* value = answer.if_contains(key);
  if (!value || value->is_null()) return {};
  std::string text =
      value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
  if (text.size() <= most) return text;
  while (most > 0 && (text[most] & 0xc0) == 0x80) --most;
  return text.substr(0, most) + " …";
}

void AddLine(std::string_view label, const std::string& text, std::string* out) {
  if (!text.empty()) *out += fmt::format("  {:<11}{}\n", label, ReplaceAll(text, "\n", "; "));
}

std::string Failure(const Outcome& outcome) {
  const json::object& answer = outcome.reply.answer;
  std::string out = fmt::format("\n{} {} [{}] {}\n", outcome.verdict, outcome.id, outcome.klass,
                                outcome.question);
  AddLine("because", outcome.why, &out);
  AddLine("expected", outcome.expected, &out);
  if (const auto* rows = answer.if_contains("rows");
      rows && rows->is_array() && !rows->get_array().empty())
    AddLine("got", Field(answer, "columns", 120) + " " + Field(answer, "rows", 300), &out);
  AddLine("reason", Field(answer, "reason", 100), &out);
  AddLine("message", Field(answer, "message", 240), &out);
  AddLine("understood", Field(answer, "restatement", 240), &out);
  AddLine("query", Field(answer, "query", 400), &out);
  for (const auto& mention : outcome.reply.mentions) AddLine("read", mention, &out);
  for (const auto& other : outcome.reply.considered) AddLine("considered", other, &out);
  return out;
}

json::object FailureJson(const Outcome& outcome) {
  json::object object{{"id", outcome.id},
                      {"class", outcome.klass},
                      {"question", outcome.question},
                      {"verdict", outcome.verdict},
                      {"why", outcome.why},
                      {"expected", outcome.expected},
                      {"answer", outcome.reply.answer}};
  json::array mentions;
  for (const auto& mention : outcome.reply.mentions) mentions.emplace_back(mention);
  object["mentions"] = std::move(mentions);
  return object;
}

}  // namespace

std::string ToText(const Report& report, bool failures) {
  std::string text = Table(report);
  text += fmt::format("ms p50 {:.2f}  p99 {:.2f}\n", report.p50_ms, report.p99_ms);
  for (const auto& missed : report.missed) text += "missed target: " + missed + "\n";
  if (!failures) return text;
  for (const Outcome& outcome : report.outcomes)
    if (outcome.verdict != "correct") text += Failure(outcome);
  return text;
}

std::string ToJson(const Report& report) {
  json::object classes;
  for (const auto& [klass, verdicts] : report.counts) {
    json::object counts;
    for (const auto& [verdict, count] : verdicts) counts[verdict] = count;
    classes[klass] = std::move(counts);
  }
  json::array failures;
  for (const Outcome& outcome : report.outcomes)
    if (outcome.verdict != "correct") failures.push_back(FailureJson(outcome));
  json::array missed;
  for (const auto& target : report.missed) missed.emplace_back(target);
  return json::serialize(json::object{{"classes", std::move(classes)},
                                      {"missed_targets", std::move(missed)},
                                      {"ms", {{"p50", report.p50_ms}, {"p99", report.p99_ms}}},
                                      {"failures", std::move(failures)}});
}

}  // namespace aisle::eval
