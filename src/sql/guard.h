// The guard of SQL that people write: one statement that only reads, only from the lake's tables,
// with functions that only compute. It judges the engine's own parse tree (DuckDB's
// json_serialize_sql), so no trick of spelling gets past it, and it knows what is allowed, not what
// is forbidden: what a later engine adds is refused until somebody reads about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace aisle::sql {

// `serialized_json` is what `select json_serialize_sql($1)` gives for the statement. Fails with
// kInvalid and the engine's words when it does not parse, with kDenied and the thing at fault when
// it does what is not allowed.
Status CheckReadOnly(std::string_view serialized_json, const std::vector<std::string>& tables);

bool IsAllowedFunction(std::string_view name);       // scalars and aggregates, lower case
bool IsAllowedTableFunction(std::string_view name);  // in FROM

}  // namespace aisle::sql
