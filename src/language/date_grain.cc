#include "language/date_grain.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace aisle::language {
namespace {

using semantic::Expr;
using semantic::Op;

// How coarse: what a date of that grain tells is as coarse or coarser.
int Coarseness(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, int>, 8> kSteps = {{{"hour", 0},
                                                                       {"day", 1},
                                                                       {"weekday", 1},
                                                                       {"weekend", 1},
                                                                       {"week", 2},
                                                                       {"month", 3},
                                                                       {"quarter", 4},
                                                                       {"year", 5}}};
  for (const auto& [step, coarseness] : kSteps)
    if (step == name) return coarseness;
  return 5;
}

const catalog::Column* ColumnOf(const Expr& expr, const catalog::Catalog& catalog) {
  const size_t dot = expr.name.find('.');
  if (expr.op != Op::kField || dot == std::string::npos) return nullptr;
  return catalog.Find(expr.name.substr(0, dot), expr.name.substr(dot + 1));
}

std::optional<std::string> FinerIn(const Expr& expr, const catalog::Catalog& catalog) {
  if (expr.query) return language::FinerThanDates(*expr.query, catalog);
  if (expr.op == Op::kGrain || expr.op == Op::kPart) {
    const catalog::Column* dates = ColumnOf(expr.args.front(), catalog);
    const bool coarse = dates != nullptr && !dates->grain.empty();
    if (coarse && Coarseness(expr.name) < Coarseness(dates->grain))
      return "Each " + dates->label + " stands for a whole " + dates->grain +
             ", so nothing can be told by " + expr.name + ". Ask by " + dates->grain + ".";
  }
  for (const Expr& arg : expr.args)
    if (auto finer = FinerIn(arg, catalog)) return finer;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> FinerThanDates(const semantic::Query& query,
                                          const catalog::Catalog& catalog) {
  for (const Expr& expr : semantic::ExprsOf(query))
    if (auto finer = FinerIn(expr, catalog)) return finer;
  return std::nullopt;
}

}  // namespace aisle::language
