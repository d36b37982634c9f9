// Judges one answer against one question: is what is shown right? The rules are those by which
// the question sets are scored, so that both always agree (judge_test.cc compares them):
// every gold column, or those that `need` lists, equals an answer column; extra columns are
// free; a ranked answer may go on after the right rows, or stop earlier where the question names
// no number; a question that cannot be answered is right when it is refused or asked back.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "eval/match.h"

namespace aisle::eval {

// "correct", "wrong", or the answer's status where it does not claim to answer: "clarify",
// "refused", "error", "failed", "missing".
//
// `question` has the fields of a line of a question set: question, gold_answer, gold_row_count,
// gold_columns, gold_sql, need, alternatives. `answer` has those of `aisle ask --json`: status,
// columns, rows, total_rows; null stands for no answer.
std::string Judge(const json::object& question, const json::value& answer,
                  Tolerance tolerance = {});

}  // namespace aisle::eval
