// One sentence that tells the answer, with the number: "Maharashtra has the highest revenue:
// ₹13,335,534.14." Every number in it is a cell of the result, the count of its rows, or a word of
// the question's restatement; `Proven` checks a sentence against that before it is shown.
#pragma once

#include <string>

#include "answer/answer.h"
#include "semantic/query.h"

namespace aisle::answer {

// Needs the answer's columns, rows, total_rows and restatement; `filters` as RestateFilters gives.
std::string Tell(const semantic::Query& query, const Answer& answer, const std::string& filters);

// Whether every number in `sentence` stands in the answer's rows, row count or restatement.
bool Proven(const std::string& sentence, const Answer& answer);

}  // namespace aisle::answer
