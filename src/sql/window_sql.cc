// Windows as SQL; how their arguments stand is in plan/windows.h.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "plan/windows.h"
#include "sql/expr_sql.h"

namespace aisle::sql {

using semantic::Expr;
using semantic::Op;

// "over (partition by … order by …)"; the parting columns are args[parting…].
std::string ExprSql::Over(const std::vector<Expr>& args, size_t parting,
                          const std::string& order) const {
  std::vector<std::string> parts, columns;
  for (size_t i = parting; i < args.size(); ++i) columns.push_back(Write(args[i]));
  if (!columns.empty()) parts.push_back("partition by " + Join(columns, ", "));
  if (!order.empty()) parts.push_back("order by " + order);
  return "over (" + Join(parts, " ") + ")";
}

std::string ExprSql::Window(const Expr& expr) const {
  const auto& args = expr.args;
  const std::string measure = Write(args[0]);
  switch (expr.op) {
    case Op::kShare:
      return dialect_.Divide(At(args[0], kProduct), "sum(" + measure + ") " + Over(args, 1, ""));
    case Op::kRank:
      return "rank() " + Over(args, 1, measure + " desc nulls last");
    case Op::kShareAbove:
      return dialect_.Divide("(rank() " + Over(args, 1, measure + " desc nulls last") + " - 1)",
                             "count(*) " + Over(args, 1, ""));
    case Op::kNtile:
    case Op::kCumulativeShare:
      return Placed(expr);
    case Op::kCumulative:
      return expr.name + "(" + measure + ") " +
             Over(args, 2, Write(args[1]) + " rows unbounded preceding");
    case Op::kMovingAverage:
      return MovingAverage(expr);
    default:
      return Against(expr);
  }
}

// Rows one after another, highest first; after the columns that part them stand those that settle
// ties.
std::string ExprSql::Placed(const Expr& expr) const {
  const size_t own = expr.op == Op::kNtile ? 2 : 1;
  const size_t parting = own + std::stoul(expr.name);
  const std::string measure = Write(expr.args[0]);
  std::string order = measure + " desc nulls last";
  for (size_t i = parting; i < expr.args.size(); ++i) order += ", " + Write(expr.args[i]);
  const std::vector<Expr> parted(expr.args.begin(),
                                 expr.args.begin() + static_cast<std::ptrdiff_t>(parting));
  if (own == 2) return "ntile(" + Write(expr.args[1]) + ") " + Over(parted, own, order);
  return dialect_.Divide(
      "sum(" + measure + ") " + Over(parted, own, order + " rows unbounded preceding"),
      "sum(" + measure + ") " + Over(parted, own, ""));
}

// The row before is the period before only when no period between them is missing; else there is
// nothing to compare with.
std::string ExprSql::Against(const Expr& expr) const {
  if (StartsWith(expr.name, plan::kYearOf)) return AgainstYear(expr);
  const auto& args = expr.args;
  const std::string time = Write(args[1]);
  const std::string over = Over(args, 2, time);
  const std::string step = expr.name == "1" ? "1" : dialect_.Interval(expr.name, 1);
  const std::string before = "lag(" + Write(args[0]) + ") " + over;
  const std::string change = At(args[0], kSum) + " - " + before;
  return fmt::format("case when lag({}) {} + {} = {} then {} end", time, over, step, time,
                     expr.op == Op::kChange ? change : dialect_.Divide("(" + change + ")", before));
}

// The same period of the year before; for weeks the 52nd before, which begins on the same weekday.
std::string ExprSql::AgainstYear(const Expr& expr) const {
  const auto& args = expr.args;
  const bool weeks = EndsWith(expr.name, "week");
  const std::string back = weeks ? dialect_.Interval("week", 52) : dialect_.Interval("year", 1);
  const std::string before = "min(" + Write(args[0]) + ") " +
                             Over(args, 2,
                                  fmt::format("{} range between {} preceding and {} preceding",
                                              Write(args[1]), back, back));
  const std::string change = At(args[0], kSum) + " - " + before;
  return fmt::format("case when {} is not null then {} end", Write(args[1]),
                     expr.op == Op::kChange ? change : dialect_.Divide("(" + change + ")", before));
}

// Over the periods of the calendar, not over the rows that happen to be there.
std::string ExprSql::MovingAverage(const Expr& expr) const {
  const auto& args = expr.args;
  double number = 1;
  AsNumber(args[1].value, &number);
  const int64_t back = std::max<int64_t>(1, static_cast<int64_t>(number)) - 1;
  const std::string length =
      expr.name == "1" ? std::to_string(back) : dialect_.Interval(expr.name, back);
  return "avg(" + Write(args[0]) + ") " +
         Over(args, 3,
              fmt::format("{} range between {} preceding and current row", Write(args[2]), length));
}

}  // namespace aisle::sql
