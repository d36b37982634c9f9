// The planner at work: stages are added as they are needed; an equal stage is used again.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "plan/join_graph.h"
#include "plan/plan.h"

namespace aisle::plan {

class Planner {
 public:
  // The model must outlive the planner.
  explicit Planner(const semantic::Model& model) : model_(model), graph_(model) {}

  Result<Plan> Run(const semantic::Query& query);

  const semantic::Model& model() const { return model_; }
  const JoinGraph& graph() const { return graph_; }
  const std::string& fact() const { return fact_; }

  // A condition or scalar on rows, with totals, subqueries and attributes made into stages.
  Result<semantic::Expr> LowerScalar(const semantic::Expr& expr);

  // The stage's name: that of an equal one, or a new one that starts with `prefix`.
  std::string AddStage(Stage stage, const std::string& prefix);
  void Note(const std::string& note);

  // `conditions` as a filter on rows of `base`: those about other tables that many rows of one
  // row of `base` lead to become "is among the keys that …". Fails when no join connects them.
  Result<std::vector<semantic::Expr>> FilterOn(const std::string& base,
                                               const std::vector<semantic::Expr>& conditions);

  // A scan of `base` that keeps the rows meeting `where`, with the joins its expressions need.
  Stage Scan(const std::string& base, std::vector<semantic::Item> groups,
             std::vector<semantic::Expr> where) const;
  void SetJoins(Stage* stage) const;

 private:
  Result<semantic::Query> Resolve(const semantic::Query& query) const;
  // Plans the query and returns the name of its last stage.
  Result<std::string> PlanQuery(const semantic::Query& query, const semantic::Query& asked,
                                bool keys_only);
  Result<std::string> PlanAggregate(const semantic::Query& query, const semantic::Query& asked,
                                    bool keys_only);
  Result<std::string> PlanRows(const semantic::Query& query, const semantic::Query& asked);
  Result<std::vector<semantic::Expr>> LowerWhere(const semantic::Query& query);
  Result<semantic::Expr> LowerSubquery(const semantic::Expr& expr);
  Result<semantic::Expr> LowerAttribute(const semantic::Expr& of);
  Result<semantic::Expr> LowerGroup(const semantic::Expr& group);
  Result<semantic::Expr> LowerOther(const semantic::Expr& other);
  Result<std::string> RowsBase(const semantic::Query& query,
                               const std::vector<semantic::Expr>& exprs);
  struct Bridged {  // conditions on one row of a table that leads to the base
    std::string bridge;
    std::set<std::string> tables;  // that its row has to reach
    std::vector<semantic::Expr> conditions;
  };
  bool AddBridged(const std::string& base, const semantic::Expr& condition,
                  std::vector<Bridged>* bridged);
  semantic::Expr KeysAmong(const std::string& base, const std::string& bridge,
                           const std::vector<semantic::Expr>& conditions);

  const semantic::Model& model_;
  JoinGraph graph_;
  Plan plan_;
  std::string fact_;
};

}  // namespace aisle::plan
