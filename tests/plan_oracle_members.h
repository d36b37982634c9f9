// The oracle's rows as members: what their keys have, and what stands with them.
#pragma once

#include "plan_oracle.h"

namespace aisle::world {

// The measure in the cell of the row's key; without a key there is none.
inline Value Oracle::Attribute(const std::string& table, const Row* row, const Expr& of) const {
  const Groups keys(of.args.begin() + 1, of.args.end());
  Key cell;
  for (const Expr& key : keys) {
    cell.push_back(Scalar(table, row, key));
    if (IsNull(cell.back())) return {};
  }
  return At(of.args[0], keys, cell, of.name == "all" ? Conditions{} : scope_);
}

// The values that differ from the row's own on rows with the same key.
inline std::vector<Value> Oracle::Others(const std::string& table, const Row& row,
                                         const Expr& other) const {
  const bool narrowed = other.args[0].op == Op::kWhere;
  const Expr& value = narrowed ? other.args[0].args[0] : other.args[0];
  const auto same = [&](const std::string& place, const Row& linked) {
    for (size_t i = 1; i < other.args.size(); ++i) {
      const Value key = Scalar(table, &row, other.args[i]);
      if (IsNull(key) || Scalar(place, &linked, other.args[i]) != key) return false;
    }
    return !narrowed || Meets(place, &linked, {other.args[0].args[1]});
  };
  const Value own = Scalar(table, &row, value);
  const std::string place = Between(Tables(other));
  std::vector<Value> others;
  for (const Row& linked : tables_.at(place)) {
    const Value found = Scalar(place, &linked, value);
    if (IsNull(own) || IsNull(found) || found == own || !same(place, linked)) continue;
    if (std::find(others.begin(), others.end(), found) == others.end()) others.push_back(found);
  }
  return others;
}

// The cells in which a row stands: one, unless it is grouped by what stands with it.
inline std::vector<Oracle::Key> Oracle::Standing(const std::string& table, const Row& row,
                                                 const Groups& groups) const {
  std::vector<Key> cells = {{}};
  for (const Expr& group : groups) {
    std::vector<Value> values = {};
    if (group.op == Op::kOther) {
      values = Others(table, row, group);
    } else {
      values = {Scalar(table, &row, group)};
    }
    std::vector<Key> longer;
    for (const Key& cell : cells) {
      for (const Value& value : values) {
        longer.push_back(cell);
        longer.back().push_back(value);
      }
    }
    cells = std::move(longer);
  }
  return cells;
}

}  // namespace aisle::world
