// The Z-order of rows as SQL: each column's value becomes its rank among 256, by boundaries taken
// from a sample; the bits of the ranks, interleaved, are what is sorted by (G. M. Morton, "A
// computer oriented geodetic data base", 1966).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "delta/snapshot.h"

namespace aisle::delta {

// One to seven columns, each once, of the schema, neither partition columns nor binary or nested.
Status CheckZOrderColumns(const Snapshot& snapshot, const std::vector<std::string>& columns);

// The rows of a statement in Z-order. Runs a query for each column to find its boundaries.
Result<std::string> ZOrderSql(engine::Session* session, const Schema& schema,
                              const std::string& rows, const std::vector<std::string>& columns);

// An expression that is the number of boundaries not above the value, 0 for null: a search by
// halves, written out. `boundaries` are literals of the engine in ascending order.
std::string RankSql(const std::string& column, const std::vector<std::string>& boundaries);

// An expression over the ranks' expressions, the first the most significant of each bit.
std::string InterleaveSql(const std::vector<std::string>& ranks);

}  // namespace aisle::delta
