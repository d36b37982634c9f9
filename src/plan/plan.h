// Plan is how a Query is computed without counting anything twice.
//
// Each measure is aggregated at the grain of its own entity, over the rows that its filters
// pick, and only then joined with the other measures on the shared groups. A group that hangs
// off the to-many side of a measure is refused with a reason, or, for counts of things, rewritten
// as a count of distinct keys. sql/ turns a Plan into text; this folder knows no SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::plan {

struct PlannedJoin {  // left join of `table` as `alias`; always many-to-one from `from_alias`
  size_t join = 0;    // index into model.joins
  std::string from_alias;
  std::string alias;
  bool operator==(const PlannedJoin&) const = default;
};

// One aggregation over one base table: the shared unit of work.
struct Stage {
  std::string name;        // "s1": the CTE it becomes
  std::string base;        // table
  std::vector<PlannedJoin> joins;
  std::vector<semantic::Item> groups;      // exprs over fields reachable from base
  std::vector<semantic::Item> aggregates;  // kAggregate exprs only, each with its label as column
  std::optional<semantic::Expr> where;
  std::vector<semantic::Expr> semi;        // conditions on to-many tables: exists(…)
  bool operator==(const Stage&) const = default;
};

struct Plan {
  std::vector<Stage> stages;
  semantic::Query query;            // metrics expanded
  std::vector<std::string> notes;   // "orders are counted by distinct order_id because …"
};

// Fails with kDenied and a sentence for people when the query would multiply a measure or name
// things that no join connects.
Result<Plan> MakePlan(const semantic::Model& model, const semantic::Query& query);
std::string ToString(const Plan& plan);  // one node a line, stable

}  // namespace aisle::plan
