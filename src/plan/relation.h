// Relation plans one set of rows: measures over groups, under conditions. Each aggregate goes to
// the stage of its own base table; Finish joins the stages. Measures come back as expressions over
// the columns (".Revenue") of the stage that Finish names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plan/planner.h"

namespace aisle::plan {

class Relation {
 public:
  // `groups` are resolved, their labels unique column names; `where` is lowered.
  Relation(Planner* planner, std::vector<semantic::Item> groups, std::vector<semantic::Expr> where)
      : planner_(*planner), groups_(std::move(groups)), where_(std::move(where)) {}

  // Without measures, the groups are those that rows of `base` have, not all there are.
  void Over(std::string base) { over_ = std::move(base); }

  // `name`, if given, is what the column is called when the measure needs one of its own.
  Result<semantic::Expr> Lower(const semantic::Expr& measure, const std::string& name = {});

  // Adds the stages to the plan. Without any measure the relation is the distinct groups.
  Result<std::string> Finish();

  const std::vector<semantic::Item>& groups() const { return groups_; }

 private:
  using Conditions = std::vector<semantic::Expr>;

  // One scan in the making; its conditions are told apart from those of its aggregates until all
  // are known.
  struct Unit {
    Stage stage;
    std::vector<semantic::Item> aggregates;  // without filters
    std::vector<Conditions> filters;         // of each aggregate
  };
  // What may be done with a column of the relation.
  struct Facts {
    bool additive = false;  // its values add up over groups
    bool count = false;     // nothing there means 0
    std::string fold = {};  // sum, min, max … as the aggregate was called
    size_t level = 0;       // the compute stage it is there after
  };

  Result<semantic::Expr> LowerUnder(const semantic::Expr& measure, const Conditions& filters);
  Result<semantic::Expr> LowerScalar(const semantic::Expr& membership, const Conditions& filters);
  Result<semantic::Expr> LowerFiltered(const semantic::Expr& measure, const Conditions& filters);
  Result<semantic::Expr> LowerTotal(const semantic::Expr& measure, const Conditions& filters);
  Result<semantic::Expr> LowerPer(const semantic::Expr& per, const Conditions& filters);
  semantic::Expr Fold(std::string stage, const semantic::Expr& aggregate, const std::string& name);
  Result<semantic::Expr> OverMembers(const semantic::Expr& aggregate,
                                     const std::vector<semantic::Expr>& keys,
                                     const Conditions& filters);
  Result<semantic::Expr> LowerWindow(const semantic::Expr& window, const Conditions& filters);
  Result<semantic::Expr> LowerShare(const semantic::Expr& share, const Conditions& filters);
  Result<semantic::Expr> LowerRank(const semantic::Expr& rank, const Conditions& filters);
  Result<semantic::Expr> LowerPlaced(const semantic::Expr& window, const Conditions& filters);
  Result<semantic::Expr> LowerAlongTime(const semantic::Expr& window, const Conditions& filters);
  Result<semantic::Expr> ShareOfWhole(const semantic::Expr& share, const semantic::Expr& part,
                                      const Conditions& filters);
  Result<semantic::Expr> Cumulative(const semantic::Expr& lowered,
                                    const std::vector<semantic::Expr>& along);
  semantic::Expr Streak(const semantic::Expr& streak, const semantic::Expr& measure,
                        const std::vector<semantic::Expr>& along, const std::string& step);
  semantic::Expr ComputeAs(const std::string& name, const semantic::Expr& window);
  Error CountsAgain(const semantic::Expr& lowered, const std::string& where) const;
  Result<semantic::Expr> CumulativeColumn(const semantic::Expr& column,
                                          const std::vector<semantic::Expr>& along);
  Result<std::vector<semantic::Expr>> ColumnsOf(const std::vector<semantic::Expr>& groups) const;

  // In leaf.cc: an aggregate's base table, its stage, its column.
  Result<semantic::Expr> Leaf(const semantic::Expr& aggregate, const Conditions& filters);
  Result<std::string> BaseOf(const semantic::Expr& aggregate) const;
  Result<semantic::Expr> OverBridge(const semantic::Expr& aggregate, std::string* base);
  Unit* UnitFor(const std::string& base, const Conditions& where);
  semantic::Expr AddTo(Unit* unit, const semantic::Expr& aggregate, const Conditions& filters);
  bool SumsOverRows(const semantic::Expr& aggregate) const;
  bool IsRowKey(const semantic::Expr& expr) const;
  bool ReachesGroups(const std::string& base) const;
  Result<semantic::Expr> OncePerRow(const semantic::Expr& aggregate, const std::string& base);
  Stage ScanOf(const std::string& base, Conditions where) const;
  Conditions WithKnownMembers(const semantic::Expr& aggregate, Conditions filters) const;

  semantic::Expr AddColumn(const std::string& name, Facts facts);
  semantic::Expr Compute(const semantic::Expr& window);
  bool IsAdditive(const semantic::Expr& lowered) const;
  size_t LevelOf(const semantic::Expr& lowered) const;
  std::string NewName(const std::string& name) const;
  const semantic::Item* GroupOf(const semantic::Expr& expr) const;
  std::vector<semantic::Expr> Parting(size_t time_group) const;

  void SettleFilters(Unit* unit) const;
  Result<std::string> DistinctGroups();
  std::string JoinStages(const std::vector<std::string>& stages);
  std::string AddComputed(std::string base);

  Planner& planner_;
  std::vector<semantic::Item> groups_;
  Conditions where_;
  std::string over_;
  std::vector<Unit> units_;
  std::vector<Stage> folds_;                           // for kPer
  std::vector<std::vector<semantic::Item>> computed_;  // by level
  std::map<std::string, Facts> facts_;                 // by column
  std::string name_;                                   // wanted for the measure being lowered
};

}  // namespace aisle::plan
