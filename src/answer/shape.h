// Puts an engine's rows into an Answer: headings, units and formats from the query, in its order
// (groups, then measures). Knows nothing of how the rows were computed.
#pragma once

#include "answer/answer.h"
#include "engine/table.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::answer {

// `query` is labelled (answer/label.h) and is the one the table answers; the result had
// `total_rows`, of which the table may hold fewer.
void Fill(const semantic::Model& model, const semantic::Query& query, engine::Table table,
          int64_t total_rows, Answer* answer);
// The same for a table that no query describes: the user's own SQL.
void Fill(engine::Table table, int64_t total_rows, Answer* answer);

// Answered, but nothing to show: no rows, or one row without groups whose cells are all missing.
bool HasNothing(const Answer& answer);

}  // namespace aisle::answer
