// An oracle for the planner: evaluates queries row by row in memory, straight from what a measure
// means, without joins, stages or SQL. Slow and plain on purpose, and shares no code with plan/.
//
// A leaf aggregate is over rows of its own table. A row stands in a group when the group's field is
// found by following many-to-one links from it, or, if that is not possible, when some row of a
// table that links both does so. A condition holds for a row likewise.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "semantic/model.h"
#include "semantic/query.h"

namespace aisle::world {

class Oracle {
 public:
  using Key = std::vector<Value>;            // a value a group
  using Cells = std::map<std::string, Key>;  // by their text
  using Conditions = std::vector<semantic::Expr>;
  using Groups = std::vector<semantic::Expr>;

  Oracle(const semantic::Model& model, engine::Session* session);

  // Whether the measure can be given by these groups without counting anything twice.
  bool Allows(const semantic::Expr& measure, const Groups& groups, const Conditions& where) const;

  // The groups' values that there are rows for.
  Cells CellsOf(const semantic::Expr& measure, const Groups& groups, const Conditions& where) const;
  // The measure in one cell.
  Value At(const semantic::Expr& measure, const Groups& groups, const Key& cell,
           const Conditions& where) const;

 private:
  using Row = std::map<std::string, Value>;
  struct Member {        // a row of the leaf's table, in a cell
    const Row* own;      // null: the cell is there, but holds no such row
    const Row* through;  // the row that the aggregate's fields are read from
    Key cell;
  };

  std::optional<std::vector<size_t>> Way(const std::string& from, const std::string& to) const;
  bool Reaches(const std::string& from, const std::set<std::string>& all) const;
  std::string BaseOf(const semantic::Expr& leaf) const;
  std::string Between(const std::set<std::string>& all) const;
  const Row* Follow(const std::string& from, const Row* row, const std::string& to) const;
  Value Scalar(const std::string& table, const Row* row, const semantic::Expr& expr) const;
  Value Condition(const std::string& table, const Row* row, const semantic::Expr& expr) const;
  bool Meets(const std::string& table, const Row* row, const Conditions& conditions) const;
  std::vector<Member> Members(const semantic::Expr& leaf, const Groups& groups,
                              const Conditions& where) const;
  Value Leaf(const semantic::Expr& leaf, const Groups& groups, const Key& cell,
             const Conditions& where) const;
  Value Per(const semantic::Expr& per, const Groups& groups, const Key& cell,
            const Conditions& where) const;
  Value AlongTime(const semantic::Expr& window, const Groups& groups, const Key& cell,
                  const Conditions& where) const;
  void Leaves(const semantic::Expr& measure, const Groups& groups, const Conditions& where,
              Cells* cells) const;

  const semantic::Model& model_;
  std::map<std::string, std::vector<Row>> tables_;
};

std::string CellText(const Oracle::Key& cell);
bool SameValue(const Value& a, const Value& b);

}  // namespace aisle::world
