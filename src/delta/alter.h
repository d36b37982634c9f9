// AlterSchema changes a table's columns without touching its files.
#pragma once

#include "base/result.h"
#include "delta/commit.h"
#include "delta/schema.h"

namespace aisle::delta {

// `schema` has every column of the table, in any order, and may have new ones, which are null in
// the rows there are; byte, short and integer may become wider. Whatever else differs (a column
// left out, another type, a stricter null) is kInvalid: it needs the rows to be written anew, by
// an overwrite with SchemaMode::kReplace.
Result<CommitReport> AlterSchema(const Table& table, const Schema& schema,
                                 const CommitOptions& options = {});

}  // namespace aisle::delta
