// Do the rows of an answer show the gold rows? Columns may stand in any order and be more than
// asked; each gold column must equal one of them, at one scale.
#pragma once

#include <string>
#include <vector>

#include "eval/cell.h"

namespace aisle::eval {

// How near numbers must be. 0: as the scorer of the question sets says (counts exactly, others
// to half a unit of the last digit shown). Above 0: that part of the gold number, for all.
struct Tolerance {
  double relative = 0;
};

// One cell. `scale` is what the answer's number is multiplied by (100 where a share of 0.31 is
// given for 31 %).
bool Same(const Cell& gold, const Cell& got, double scale, Tolerance tolerance);

using Names = std::vector<std::string>;

// `ordered`: row by row, and further rows may follow. Names (either may be empty) keep a column
// from being matched with one that has another gold column's name.
bool RowsMatch(const Rows& gold, const Rows& got, bool ordered, const Names& gold_names,
               const Names& got_names, Tolerance tolerance);

}  // namespace aisle::eval
