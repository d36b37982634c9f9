#include "plan/windows.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "plan/attributes.h"

namespace aisle::plan {

using semantic::Op;

namespace {

// Widest first. Parts that no other is inside of stand last.
constexpr std::array<std::string_view, 9> kWidth = {
    "year", "quarter", "month", "week", "day", "weekday", "weekend", "month_end", "hour"};

size_t WidthOf(const std::string& part) {
  return static_cast<size_t>(std::find(kWidth.begin(), kWidth.end(), part) - kWidth.begin());
}

}  // namespace

std::optional<size_t> TimeGroup(const std::vector<semantic::Item>& groups) {
  std::optional<size_t> grain, part;
  for (size_t i = 0; i < groups.size(); ++i) {
    const semantic::Expr& expr = groups[i].expr;
    if (expr.op == Op::kGrain && (!grain || HasAttribute(groups[*grain].expr))) grain = i;
    if (expr.op != Op::kPart) continue;
    if (!part || WidthOf(expr.name) < WidthOf(groups[*part].expr.name)) part = i;
  }
  return grain ? grain : part;
}

std::string StepOf(const semantic::Expr& time_group) {
  return time_group.op == Op::kGrain ? time_group.name : "1";
}

std::string StepBack(const semantic::Expr& change, const semantic::Expr& time_group) {
  const std::string step = StepOf(time_group);
  return change.name == "on_year" && step != "year" ? std::string(kYearOf) + step : step;
}

}  // namespace aisle::plan
