// Windows of a plan: measures computed from the aggregated rows around a row. How their args stand
// in a kCompute stage:
//
//   kShare          measure, parting columns…            measure / its sum over the part
//   kRank           measure, parting columns…
//   kShareAbove     measure, parting columns…            (rank - 1) / rows of the part
//   kNtile          measure, count, parting columns…, columns that settle ties…
//   kCumulativeShare  measure, parting columns…, columns that settle ties…
//                   of both, name: how many columns part the rows
//   kChange kGrowth measure, time column, parting…       name: the step back, see StepBack
//   kCumulative     measure, time column, parting…       name: sum min max count
//   kMovingAverage  measure, count, time column, parting…  name: the grain
//
// kStreak is made of these: the row's place along time less that of the last row that broke it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "semantic/query.h"

namespace aisle::plan {

// The group that time runs along, as an index into `groups`: a period's start if there is one (that
// of the rows before one of their attributes, such as the month of the first order), else the
// widest part of time ("year" before "month").
std::optional<size_t> TimeGroup(const std::vector<semantic::Item>& groups);

// How far a period is from the next: a grain's name, or "1" for parts of time, which are numbers.
std::string StepOf(const semantic::Expr& time_group);

// How far back a change looks: to the period before, as StepOf; against the same period of the year
// before "year of month", and for weeks "year of week", which is 52 of them.
inline constexpr std::string_view kYearOf = "year of ";
std::string StepBack(const semantic::Expr& change, const semantic::Expr& time_group);

}  // namespace aisle::plan
