// The text of cells that Value has no alternative for: [1, 2], {'a': 1}, {k=v}, 3 days 02:00:00.
#pragma once

#include <duckdb.h>

#include <string>

namespace aisle::engine {

// `row` must not be null.
std::string NestedText(duckdb_vector vector, duckdb_logical_type type, idx_t row);

}  // namespace aisle::engine
