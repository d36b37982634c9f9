// The oracle's windows: what is computed from the cells around a cell.
#pragma once

#include "plan_oracle_members.h"

namespace aisle::world {

inline Value Oracle::AlongTime(const Expr& window, const Groups& groups, const Key& cell,
                               const Conditions& where) const {
  const auto time = static_cast<size_t>(
      std::find_if(groups.begin(), groups.end(), [](const Expr& g) { return g.op == Op::kGrain; }) -
      groups.begin());
  const auto value = [&](const Key& key) { return At(window.args[0], groups, key, where); };
  const Cells cells = CellsOf(window.args[0], groups, where);
  if (window.op == Op::kCumulative) {
    std::vector<Value> so_far;
    for (const auto& [text, key] : cells) {
      Key same = key;
      same[time] = cell[time];
      const bool before =
          IsNull(cell[time]) || (!IsNull(key[time]) && Order(key[time], cell[time]) <= 0);
      if (CellText(same) == CellText(cell) && before) so_far.push_back(value(key));
    }
    return Folded("sum", so_far);
  }
  if (IsNull(cell[time])) return {};
  Key before = cell;
  before[time] = AddMonths(std::get<Date>(cell[time]), -1);
  if (cells.count(CellText(before)) == 0) return {};
  const Value change = Arithmetic(Op::kSubtract, value(cell), value(before));
  return window.op == Op::kChange ? change : Arithmetic(Op::kDivide, change, value(before));
}

// Cells in the order of their measures, highest first, then by their values; missing last.
inline Value Oracle::Placed(const Expr& window, const Groups& groups, const Key& cell,
                            const Conditions& where) const {
  std::vector<std::pair<Value, Key>> rows;
  for (const auto& [text, key] : CellsOf(window.args[0], groups, where)) {
    rows.emplace_back(At(window.args[0], groups, key, where), key);
  }
  const auto before = [](const Value& a, const Value& b) {
    return IsNull(a) || IsNull(b) ? !IsNull(a) && IsNull(b) : Order(a, b) < 0;
  };
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
    if (IsNull(a.first) || IsNull(b.first) || Order(a.first, b.first) != 0) {
      if (IsNull(a.first) != IsNull(b.first)) return IsNull(b.first);
      if (!IsNull(a.first)) return Order(a.first, b.first) > 0;
    }
    return std::lexicographical_compare(a.second.begin(), a.second.end(), b.second.begin(),
                                        b.second.end(), before);
  });
  std::vector<Value> so_far, all;
  size_t place = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    all.push_back(rows[i].first);
    if (CellText(rows[i].second) == CellText(cell)) so_far = all, place = i;
  }
  if (window.op == Op::kCumulativeShare) {
    return Arithmetic(Op::kDivide, Folded("sum", so_far), Folded("sum", all));
  }
  const auto tiles = static_cast<size_t>(*Number(window.args[1].value));
  const size_t least = rows.size() / tiles, larger = rows.size() % tiles;
  size_t tile = 1;
  for (size_t end = 0; tile <= tiles; ++tile) {
    end += least + (tile <= larger ? 1 : 0);
    if (place < end) break;
  }
  return static_cast<int64_t>(tile);
}

// Back from the cell, month by month, as long as each is above the one before.
inline Value Oracle::Streak(const Expr& streak, const Groups& groups, Key cell,
                            const Conditions& where) const {
  const Expr& measure = streak.args[0];
  const auto time = static_cast<size_t>(
      std::find_if(groups.begin(), groups.end(), [](const Expr& g) { return g.op == Op::kGrain; }) -
      groups.begin());
  const Cells cells = CellsOf(measure, groups, where);
  int64_t length = streak.name == "active" ? 1 : 0;
  for (; !IsNull(cell[time]); ++length) {
    const Value now = At(measure, groups, cell, where);
    cell[time] = AddMonths(std::get<Date>(cell[time]), -1);
    if (cells.count(CellText(cell)) == 0) break;
    const Value before = At(measure, groups, cell, where);
    const Op sign = streak.name == "down" ? Op::kLess : Op::kGreater;
    if (streak.name == "active") continue;
    if (!IsTrue(Compared(sign, now, before)).value_or(false)) break;
  }
  return length;
}

}  // namespace aisle::world
