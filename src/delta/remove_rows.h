// RemoveRows deletes the rows that a condition holds for: files without such rows stay, others are
// written anew with the rest, or removed where nothing is left.
#pragma once

#include <string>

#include "base/result.h"
#include "delta/commit.h"

namespace aisle::delta {

// `condition` is an expression of the engine over the table's columns, with one answer for a row
// however often it is asked; null is no. CommitReport::rows_removed says how many there were.
Result<CommitReport> RemoveRows(const Table& table, const std::string& condition,
                                const CommitOptions& options = {});

}  // namespace aisle::delta
