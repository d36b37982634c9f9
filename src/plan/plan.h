// Plan is how a Query is computed without counting anything twice.
//
// Each measure is aggregated at the grain of its own entity, over the rows that its filters
// pick, and only then joined with the other measures on the shared groups. A group that hangs
// off the to-many side of a measure is refused with a reason, or, for counts of things, rewritten
// as a count of distinct keys. sql/ turns a Plan into text; this folder knows no SQL.
//
// A plan is a list of stages, each reading tables or stages before it; the last is the result.
// Inside a stage, expressions name fields by "table.column" (kScan), and the columns of the one
// stage it reads by ".column" (the others). Some forms stand for another stage:
//   kTotal   name = a stage of one row; args[0] over its columns: that one number. Further args
//            come in pairs: a column of the stage and what it must equal.
//   kInQuery name = a stage; args are among the values of its groups; `query` is empty.
//   kOf      name = a stage that the scan joins (`attributes`); args[0] over its columns; the rest
//            are the row's own key, in the order of the stage's groups.
//   kOther   the same; the last of its args is the row's own value, from which the stage's differs.
// Windows (kShare, kChange …) stand in kCompute only and carry, after their own args, the time
// column where they need one, and the columns that part the rows; see plan/windows.h.
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
  std::string alias;  // the table's own name: no table is joined twice in one stage
  bool operator==(const PlannedJoin&) const = default;
};

struct PlannedAttribute {  // left join of an earlier stage, which has one row a key
  std::string stage;
  std::vector<semantic::Expr> keys;  // of the row, in the order of the stage's groups
  bool others = false;               // the last of them must differ, so that a row may find several
  bool operator==(const PlannedAttribute&) const = default;
};

enum class StageKind {
  kScan,     // rows of a table and what it reaches, grouped and aggregated
  kFold,     // rows of an earlier stage, grouped and aggregated again
  kJoin,     // earlier stages side by side, joined on their groups (full outer, null-safe)
  kCompute,  // an earlier stage with columns added: windows
  kSelect,   // an earlier stage's rows: picked, ordered, cut
};

struct Stage {
  StageKind kind = StageKind::kScan;
  std::string name;                          // "s1": the CTE it becomes
  std::string base;                          // kScan: a table; otherwise an earlier stage
  std::vector<PlannedJoin> joins;            // kScan
  std::vector<PlannedAttribute> attributes;  // kScan
  std::vector<std::string> inputs;           // kJoin: two stages or more
  std::vector<semantic::Item> groups;        // labels are the columns' names
  std::vector<semantic::Item> aggregates;    // kScan, kFold: kAggregate, or kWhere of one; kJoin:
                                             // columns of the inputs ("s1.Revenue"); else any
  bool detail = false;                       // kScan: each row stays a row
  std::optional<semantic::Expr> where;       // rows kept
  std::vector<semantic::Order> order;        // kSelect, as the rest
  std::optional<int64_t> limit;
  int64_t offset = 0;
  std::vector<semantic::Expr> limit_per;
  bool ties = false;
};

struct Plan {
  std::vector<Stage> stages;
  semantic::Query query;           // metrics expanded
  std::vector<std::string> notes;  // "orders are counted by distinct order_id because …"

  const Stage& Find(std::string_view stage) const;  // it must exist
};

// Fails with kDenied and a sentence for people when the query would multiply a measure or name
// things that no join connects; with kInvalid when it cannot mean anything.
Result<Plan> MakePlan(const semantic::Model& model, const semantic::Query& query);
std::string ToString(const Plan& plan);    // one node a line, stable
std::string ToString(const Stage& stage);  // the same of one, without its name

}  // namespace aisle::plan
