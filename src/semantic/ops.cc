#include "semantic/ops.h"

#include <array>

namespace aisle::semantic {
namespace {

constexpr size_t kMany = 1000;

constexpr std::array kFunctions = {
    Function{"sum", Op::kAggregate, "sum"},
    Function{"count", Op::kAggregate, "count"},
    Function{"count_distinct", Op::kAggregate, "count_distinct", 1, kMany},
    Function{"avg", Op::kAggregate, "avg"},
    Function{"min", Op::kAggregate, "min"},
    Function{"max", Op::kAggregate, "max"},
    Function{"median", Op::kAggregate, "median"},
    Function{"stddev", Op::kAggregate, "stddev"},
    Function{"corr", Op::kAggregate, "corr", 2, 2},
    Function{"percentile", Op::kAggregate, "percentile", 2, 2},
    Function{"hour", Op::kGrain, "hour"},
    Function{"day", Op::kGrain, "day"},
    Function{"week", Op::kGrain, "week"},
    Function{"month", Op::kGrain, "month"},
    Function{"quarter", Op::kGrain, "quarter"},
    Function{"year", Op::kGrain, "year"},
    Function{"hour_of_day", Op::kPart, "hour"},
    Function{"weekday", Op::kPart, "weekday"},
    Function{"day_of_month", Op::kPart, "day"},
    Function{"week_of_year", Op::kPart, "week"},
    Function{"month_of_year", Op::kPart, "month"},
    Function{"quarter_of_year", Op::kPart, "quarter"},
    Function{"calendar_year", Op::kPart, "year"},
    Function{"weekend", Op::kPart, "weekend"},
    Function{"month_end", Op::kPart, "month_end"},
    Function{"days_between", Op::kElapsed, "days", 2, 2},
    Function{"hours_between", Op::kElapsed, "hours", 2, 2},
    Function{"months_between", Op::kElapsed, "months", 2, 2},
    Function{"band", Op::kBand, "", 2, kMany},
    Function{"case", Op::kCase, "", 3, kMany},
    Function{"of", Op::kOf, "", 2, kMany},
    Function{"of_all", Op::kOf, "all", 2, kMany},
    Function{"other", Op::kOther, "", 2, kMany},
    Function{"total", Op::kTotal, ""},
    Function{"share", Op::kShare, "", 1, kMany, 1},
    Function{"cumulative_share", Op::kCumulativeShare, "", 1, kMany, 1},
    Function{"share_above", Op::kShareAbove, "", 1, kMany, 1},
    Function{"ntile", Op::kNtile, "", 2, kMany, 2},
    Function{"streak", Op::kStreak, ""},
    Function{"streak_down", Op::kStreak, "down"},
    Function{"streak_active", Op::kStreak, "active"},
    Function{"change", Op::kChange, ""},
    Function{"growth", Op::kGrowth, ""},
    Function{"change_on_year", Op::kChange, "on_year"},
    Function{"growth_on_year", Op::kGrowth, "on_year"},
    Function{"cumulative", Op::kCumulative, ""},
    Function{"moving_average", Op::kMovingAverage, "", 2, 2},
    Function{"rank", Op::kRank, "", 1, kMany, 1},
    Function{"per", Op::kPer, "", 1, kMany},
};

}  // namespace

std::span<const Function> Functions() { return kFunctions; }

const Function* FindFunction(std::string_view spelling) {
  for (const Function& function : kFunctions)
    if (function.spelling == spelling) return &function;
  return nullptr;
}

const Function* FindFunction(Op op, std::string_view name) {
  const bool by_name = op == Op::kAggregate || op == Op::kGrain || op == Op::kPart ||
                       op == Op::kElapsed || op == Op::kOf || op == Op::kStreak;
  if (op == Op::kChange || op == Op::kGrowth) {  // a plan's have the name of their step
    const bool on_year = name == "on_year" || name.starts_with("year of ");
    return FindFunction(op == Op::kChange ? on_year ? "change_on_year" : "change"
                        : on_year         ? "growth_on_year"
                                          : "growth");
  }
  for (const Function& function : kFunctions)
    if (function.op == op && (!by_name || function.name == name)) return &function;
  return nullptr;
}

}  // namespace aisle::semantic
