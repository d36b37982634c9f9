// What metrics are called, and which columns and values they are made from. Private to semantic/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "semantic/infer_parts.h"

namespace aisle::semantic {

// What people say for one of the standard metrics ("revenue": sales, turnover …).
std::vector<std::string> MetricWords(const std::string& base);

// The column that is the money of a row, where several could be: net before total, sales before
// amount. Null when there is none.
const ColumnRole* BestAmount(const TableRole& table);

// What the amounts of a table are when they are not sales, by its name: "expenses", "payments".
std::string AmountBase(const TableRole& table);

// The values of a status that begin with or hold one of `stems` ("cancel"), or a flag of that
// name, as a condition. Nothing when the table has neither.
std::optional<Expr> StatusCondition(const TableRole& table, const std::vector<std::string>& stems);

Expr FlagIsSet(const TableRole& table, const ColumnRole& flag);

}  // namespace aisle::semantic
