// The functions of the text form: how each operation that is written `name(…)` is spelt, and how
// many arguments it takes. Infix operations are in the reader and the printer themselves.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "semantic/expr.h"

namespace aisle::semantic {

struct Function {
  std::string_view spelling;  // "month_of_year"
  Op op = Op::kAggregate;
  std::string_view name;  // Expr::name: "month"
  size_t min_args = 1;
  size_t max_args = 1;
  size_t before_within = 0;  // how many arguments come before the word `within` and groups
};

std::span<const Function> Functions();
const Function* FindFunction(std::string_view spelling);
const Function* FindFunction(Op op, std::string_view name);

}  // namespace aisle::semantic
