// Answer is everything that goes back to the one who asked: the number, the sentence, the
// chart, and the proof. Field names are those of `--json` (docs/answer.md).
#pragma once

#include <string>
#include <vector>

#include "engine/table.h"
#include "semantic/query.h"

namespace aisle::answer {

struct AnswerColumn {
  std::string name = {};  // heading
  Type type = Type::kText;
  std::string unit = {};  // "INR", "%", "days", ""; a "%" column holds fractions (0.125 = 12.5 %)
  // "hour" "day" "week" "month" "quarter" "year": the period that starts at a date, or that part
  // of time when the cell is a number; "weekday"; "plain": digits that are a name; "": as it is.
  std::string format = {};
  int decimals = -1;  // digits after the point to show; -1: what each number needs
  bool measure = false;
};

struct Answer {
  std::string id;  // of the question, in a batch
  std::string question;
  std::string status;   // "answered" | "clarify" | "refused" | "failed"
  std::string message;  // the sentence with the number; or the question back, or the reason
  std::string reason;   // code for clarify, refused, failed
  std::vector<AnswerColumn> columns;
  std::vector<std::vector<Value>> rows;
  int64_t total_rows = 0;          // before rows were cut for display
  std::string restatement;         // "Revenue by state, Apr–Jun 2022, highest first"
  std::string query;               // canonical text of the semantic query
  std::vector<std::string> chips;  // its parts, each of which a follow-up may change
  std::string sql;
  std::string plan;
  std::string chart;  // Vega-Lite-like JSON: {"mark": "bar", "x": …, "y": …}; empty: none
  std::vector<std::string> assumptions;
  std::vector<std::string> warnings;  // data quality that touches these rows
  std::vector<std::string> choices;   // complete questions, when it asks back
  std::string freshness;              // "data to 2022-06-29"
  std::string data_version;
  std::string tier = "rules";
  bool verified = false;  // by the query of a verified question of the model
  double ms = 0;          // whole time
  double understand_ms = 0;
  double engine_ms = 0;
};

std::string ToJson(const Answer& answer);  // one line

}  // namespace aisle::answer
