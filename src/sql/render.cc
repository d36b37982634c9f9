// A plan as one statement: every stage but the last becomes a common table expression.
#include <set>

#include "base/text.h"
#include "sql/dialect.h"
#include "sql/indent.h"
#include "sql/sql.h"
#include "sql/stage_sql.h"

namespace aisle::sql {

using plan::Stage;

Result<Rendered> Render(const semantic::Model& model, const plan::Plan& plan,
                        const TableSource& table_source) {
  return Render(model, plan, table_source, *FindDialect("duckdb"));
}

Result<Rendered> Render(const semantic::Model& model, const plan::Plan& plan,
                        const TableSource& table_source, const Dialect& dialect) {
  if (plan.stages.empty()) return Invalid("the plan is empty");
  const StageSql sql(dialect, model, plan, table_source);
  std::set<std::string> merged;
  for (const Stage& stage : plan.stages) {
    if (sql.Merges(stage)) merged.insert(stage.base);
  }
  const Stage& last = plan.stages.back();
  std::string chain;
  for (const Stage& stage : plan.stages) {
    if (&stage == &last || merged.count(stage.name) > 0) continue;
    chain += (chain.empty() ? "with " : ",\n") + stage.name + " as (\n  " +
             Indented(sql.Write(stage)) + "\n)";
  }
  Rendered rendered;
  rendered.text = chain + (chain.empty() ? "" : "\n") + sql.Write(last);
  for (const auto* items : {&last.groups, &last.aggregates}) {
    for (const semantic::Item& item : *items) rendered.columns.push_back(item.label);
  }
  return rendered;
}

}  // namespace aisle::sql
