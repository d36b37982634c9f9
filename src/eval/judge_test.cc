#include "eval/judge.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

namespace aisle::eval {
namespace {

json::object Question(std::string_view fields) {
  json::object question = json::parse(std::string(fields)).get_object();
  if (!question.contains("question")) question["question"] = "how much";
  return question;
}

struct Case {
  std::string_view question, answer, verdict;
};

constexpr Case kCases[] = {
    // counts exactly, others to the digits shown
    {R"({"gold_answer":[[12]]})", R"({"status":"answered","rows":[[12]]})", "correct"},
    {R"({"gold_answer":[[12]]})", R"({"status":"answered","rows":[[13]]})", "wrong"},
    {R"({"gold_answer":[[12.345]]})", R"({"status":"answered","rows":[[12.35]]})", "correct"},
    {R"({"gold_answer":[[12.345]]})", R"({"status":"answered","rows":[[12.4]]})", "wrong"},
    {R"({"gold_answer":[[12.345]]})", R"({"status":"answered","rows":[["₹12.35"]]})", "correct"},
    // shares of 1 or of 100
    {R"({"gold_answer":[[25.5]]})", R"({"status":"answered","rows":[[0.255]]})", "correct"},
    {R"({"gold_answer":[[0.255]]})", R"({"status":"answered","rows":[[25.5]]})", "correct"},
    // names of periods
    {R"({"gold_answer":[["2022-04-01",5]]})", R"({"status":"answered","rows":[["Apr 2022",5]]})",
     "correct"},
    {R"({"gold_answer":[["2022-04-01",5]]})", R"({"status":"answered","rows":[["May 2022",5]]})",
     "wrong"},
    {R"({"gold_answer":[[4,5]]})", R"({"status":"answered","rows":[["April",5]]})", "correct"},
    {R"({"gold_answer":[[2014,5]]})", R"({"status":"answered","rows":[["2014-01-01",5]]})",
     "correct"},
    // extra columns, other order, no case
    {R"({"gold_answer":[["North",5]]})", R"({"status":"answered","rows":[[9,5,"NORTH"]]})",
     "correct"},
    {R"({"gold_answer":[["North",5],["South",7]]})",
     R"({"status":"answered","rows":[["South",7],["North",5]]})", "correct"},
    {R"({"gold_answer":[["North",5],["South",7]]})",
     R"({"status":"answered","rows":[["South",5],["North",7]]})", "wrong"},
    // a name keeps columns apart
    {R"({"gold_answer":[[5,5]],"gold_columns":["a","b"]})",
     R"({"status":"answered","columns":["b","a"],"rows":[[5,5]]})", "correct"},
    // totals and blanks that the gold leaves out
    {R"({"gold_answer":[["North",5]]})",
     R"({"status":"answered","rows":[["North",5],["Total",5]]})", "correct"},
    {R"({"gold_answer":[["North",5]]})",
     R"({"status":"answered","rows":[["North",5],[null,2],["x",1]]})", "wrong"},
    // a ranking may go on, or stop where no number is named
    {R"({"gold_answer":[["a",9],["b",8]],"gold_sql":"select 1 order by 2 limit 2"})",
     R"({"status":"answered","rows":[["a",9],["b",8],["c",7]]})", "correct"},
    {R"({"gold_answer":[["a",9],["b",8]],"gold_sql":"select 1 order by 2 limit 2"})",
     R"({"status":"answered","rows":[["a",9]]})", "correct"},
    {R"({"question":"top two","gold_answer":[["a",9],["b",8]],"gold_sql":"select 1 order by 2 limit 2"})",
     R"({"status":"answered","rows":[["a",9]]})", "wrong"},
    // need, alternatives
    {R"({"gold_answer":[["a",9]],"need":[1]})", R"({"status":"answered","rows":[[9]]})", "correct"},
    {R"({"gold_answer":[[9]],"alternatives":[{"answer":[[8]],"why":"net"}]})",
     R"({"status":"answered","rows":[[8]]})", "correct"},
    {R"({"gold_answer":[[9]],"alternatives":[{"answer":[[8]],"why":"WRONG: drops rows"}]})",
     R"({"status":"answered","rows":[[8]]})", "wrong"},
    // what cannot be answered
    {R"({"gold_answer":null})", R"({"status":"refused"})", "correct"},
    {R"({"gold_answer":null})", R"({"status":"clarify"})", "correct"},
    {R"({"gold_answer":null})", R"({"status":"answered","rows":[[1]]})", "wrong"},
    {R"({"gold_answer":[[1]]})", R"({"status":"refused"})", "refused"},
    {R"({"gold_answer":[[1]]})", R"(null)", "missing"},
    {R"({"gold_answer":[]})", R"({"status":"answered","rows":[]})", "correct"},
};

TEST(Judge, SaysWhetherTheAnswerShowsTheGoldRows) {
  for (const auto& [question, answer, verdict] : kCases) {
    SCOPED_TRACE(std::string(question) + " " + std::string(answer));
    EXPECT_EQ(Judge(Question(question), json::parse(std::string(answer))), verdict);
  }
}

TEST(Judge, ToleranceCountsForWholeNumbersToo) {
  const json::object question = Question(R"({"gold_answer":[["a",1000]]})");
  const auto answer = json::parse(R"({"status":"answered","rows":[["a",1019]]})");
  EXPECT_EQ(Judge(question, answer), "wrong");
  EXPECT_EQ(Judge(question, answer, {.relative = 0.02}), "correct");
  EXPECT_EQ(Judge(question, answer, {.relative = 0.01}), "wrong");
}

struct Printed {
  double number;
  std::string_view text;
};

TEST(Cell, PrintsRealsWithTheFewestDigits) {
  constexpr Printed kPrinted[] = {
      {5, "5.0"},         {0.1, "0.1"},       {1e16, "1e+16"}, {1e15, "1000000000000000.0"},
      {0.0001, "0.0001"}, {0.00001, "1e-05"}, {-2.5, "-2.5"},  {0, "0.0"}};
  for (const auto& [number, text] : kPrinted) EXPECT_EQ(ReprOf(number), text);
}

struct Number {
  std::string_view text;
  std::optional<double> number;
};

TEST(Cell, ReadsNumbersWithSignsAndSeparators) {
  const Number kNumbers[] = {
      {"₹1,234.50", 1234.5}, {" - 5 ", -5}, {"15%", 15},       {"rs. 7", 7}, {"1e3", 1000},
      {".5", 0.5},           {"5.", {}},    {"12 apples", {}}, {"", {}},     {"--5", {}},
      {"-+5", {}},           {"1,", {}},    {",5", 5},         {"$-3", -3},  {"-$3", -3},
      {"2022-04", {}}};
  for (const auto& [text, number] : kNumbers) {
    SCOPED_TRACE(text);
    EXPECT_EQ(NumberIn(text), number);
  }
}

// From here: the same verdicts as the scorer of the question sets, where those are at hand.
namespace fs = std::filesystem;
const fs::path kShared = "../shared";

std::string Slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Pair {
  json::object question;
  json::value answer;
};

json::object Answered(json::array rows) {
  json::object answer;
  answer["status"] = "answered";
  answer["rows"] = std::move(rows);
  return answer;
}

json::array Map(const json::array& rows, const auto& change) {
  json::array out;
  for (const auto& row : rows) {
    json::array cells;
    for (const auto& cell : row.get_array()) cells.push_back(change(cell));
    out.push_back(std::move(cells));
  }
  return out;
}

json::value Scaled(const json::value& cell, double by) {
  return cell.is_number() ? json::value(cell.to_number<double>() * by) : cell;
}

json::value Rounded(const json::value& cell, double unit) {
  return cell.is_double() ? json::value(std::round(cell.get_double() / unit) * unit) : cell;
}

json::value Shouted(const json::value& cell) {
  if (!cell.is_string()) return cell;
  std::string text(cell.get_string());
  for (char& c : text) c = static_cast<char>(c & 0x80 ? c : std::toupper(c));
  return json::value(text + " ");
}

json::array Reversed(const json::array& rows) {
  json::array out;
  for (const auto& row : rows) {
    const auto& cells = row.get_array();
    json::array turned(cells.rbegin(), cells.rend());
    turned.push_back(1);
    out.push_back(std::move(turned));
  }
  return json::array(out.rbegin(), out.rend());
}

json::array WithRow(json::array rows, const json::value& label) {
  if (rows.empty()) return rows;
  json::array row = rows.back().get_array();
  row[0] = label;
  rows.push_back(std::move(row));
  return rows;
}

json::array Without(json::array rows, size_t count) {
  while (count-- > 0 && !rows.empty()) rows.pop_back();
  return rows;
}

// Right and wrong answers made from the gold rows.
void AddMutations(const json::object& question, const json::array& gold, std::vector<Pair>* pairs) {
  const auto add = [&](json::array rows) {
    pairs->push_back({question, Answered(std::move(rows))});
  };
  add(gold);
  add(Map(gold, Shouted));
  for (const double by : {1.001, 1.02, 100.0, 0.01, -1.0})
    add(Map(gold, [&](const auto& cell) { return Scaled(cell, by); }));
  for (const double unit : {0.01, 0.1, 1.0})
    add(Map(gold, [&](const auto& cell) { return Rounded(cell, unit); }));
  add(Reversed(gold));
  for (const json::value& label :
       {json::value("Total"), json::value(nullptr), json::value("Unknown"), json::value(7)})
    add(WithRow(gold, label));
  for (const size_t count : {1, 2}) add(Without(gold, count));
  json::object cut = Answered(Without(gold, 1));
  cut["total_rows"] = gold.size();
  pairs->push_back({question, cut});
  json::object named = Answered(gold);
  if (const auto* columns = question.if_contains("gold_columns")) named["columns"] = *columns;
  pairs->push_back({question, named});
}

std::vector<Pair> PairsOf(const std::vector<json::object>& questions) {
  std::vector<Pair> pairs;
  const json::array* before = nullptr;
  for (const auto& question : questions) {
    for (const char* status : {"refused", "clarify", "failed"})
      pairs.push_back({question, json::object{{"status", status}}});
    pairs.push_back({question, nullptr});
    if (before) pairs.push_back({question, Answered(*before)});
    if (const auto* alternatives = question.if_contains("alternatives");
        alternatives && alternatives->is_array()) {
      for (const auto& alternative : alternatives->get_array()) {
        if (const auto* rows = alternative.get_object().if_contains("answer");
            rows && rows->is_array())
          pairs.push_back({question, Answered(rows->get_array())});
      }
    }
    if (!question.at("gold_answer").is_array()) continue;
    before = &question.at("gold_answer").get_array();
    AddMutations(question, *before, &pairs);
  }
  return pairs;
}

std::vector<json::object> AllQuestions() {
  std::vector<json::object> questions;
  for (const auto& folder : fs::directory_iterator(kShared / "data")) {
    std::istringstream lines(Slurp(folder.path() / "questions.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty()) questions.push_back(json::parse(line).get_object());
    }
  }
  return questions;
}

void AddScorerCases(const std::vector<json::object>& questions, std::vector<Pair>* pairs) {
  std::map<std::string, const json::object*> by_id;
  for (const auto& question : questions)
    by_id[std::string(question.at("id").get_string())] = &question;
  const json::value cases = json::parse(Slurp(kShared / "eval/score_cases.json"));
  for (const auto& value : cases.get_array()) {
    const auto& fields = value.get_array();
    const auto found = by_id.find(std::string(fields[1].get_string()));
    if (found != by_id.end()) pairs->push_back({*found->second, fields[3]});
  }
}

size_t RowCount(const json::value& object, const char* key) {
  const auto* rows = object.is_object() ? object.get_object().if_contains(key) : nullptr;
  return rows && rows->is_array() ? rows->get_array().size() : 0;
}

// The scorer takes the product of both lengths: of the long pairs every 20th is compared.
std::vector<Pair> WithoutMostLongOnes(std::vector<Pair> pairs) {
  size_t number = 0;
  std::erase_if(pairs, [&](const Pair& pair) {
    const size_t work = RowCount(pair.question, "gold_answer") * RowCount(pair.answer, "rows");
    return work > 600 && number++ % 20 != 0;
  });
  return pairs;
}

std::vector<std::string> VerdictsOfScorer(const std::vector<Pair>& pairs) {
  const std::string base = testing::TempDir() + "judge_pairs_" + std::to_string(getpid());
  {
    std::ofstream out(base + ".jsonl");
    for (const auto& pair : pairs)
      out << json::serialize(json::array{pair.question, pair.answer}) << "\n";
  }
  const std::string command = "python3 tests/score_agreement.py ../shared/eval/score.py <" + base +
                              ".jsonl >" + base + ".out";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::vector<std::string> verdicts;
  std::ifstream in(base + ".out");
  for (std::string line; std::getline(in, line);) verdicts.push_back(line);
  fs::remove(base + ".jsonl");
  fs::remove(base + ".out");
  return verdicts;
}

TEST(Judge, AgreesWithTheScorerOfTheQuestionSets) {
  if (!fs::exists(kShared / "eval/score.py")) GTEST_SKIP() << "the question sets are not here";
  const auto questions = AllQuestions();
  std::vector<Pair> pairs = PairsOf(questions);
  AddScorerCases(questions, &pairs);
  pairs = WithoutMostLongOnes(std::move(pairs));
  const auto verdicts = VerdictsOfScorer(pairs);
  ASSERT_EQ(verdicts.size(), pairs.size());
  int differ = 0;
  for (size_t i = 0; i < pairs.size() && differ < 5; ++i) {
    const std::string ours = Judge(pairs[i].question, pairs[i].answer);
    if (ours == verdicts[i]) continue;
    ++differ;
    ADD_FAILURE() << "ours: " << ours << ", the scorer's: " << verdicts[i] << "\n"
                  << json::serialize(pairs[i].question).substr(0, 1500) << "\n"
                  << json::serialize(pairs[i].answer).substr(0, 800);
  }
  RecordProperty("pairs", static_cast<int>(pairs.size()));
}

}  // namespace
}  // namespace aisle::eval
