// SQL text for a Plan: one readable WITH chain. Generic SQL first; a dialect (sql/dialect.h)
// overrides only what differs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"
#include "semantic/model.h"

namespace aisle::sql {

class Dialect;

struct Rendered {
  std::string text;
  std::vector<std::string> columns;  // headings, in order, same as the SQL's column names
};

// `table_source` gives the SQL for a table's rows: a name, or read_parquet([...]).
using TableSource = std::function<std::string(const std::string& table)>;

// For the embedded engine, or for another dialect.
Result<Rendered> Render(const semantic::Model& model, const plan::Plan& plan,
                        const TableSource& table_source);
Result<Rendered> Render(const semantic::Model& model, const plan::Plan& plan,
                        const TableSource& table_source, const Dialect& dialect);

}  // namespace aisle::sql
