// The sentences in which a query is refused: what was asked, and why it would mislead.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "semantic/model.h"

namespace aisle::plan {

// "freight is one number per order, but an order has several products: adding it up by category
// would count it more than once".
Error WouldMultiply(const semantic::Model& model, const semantic::Expr& aggregate,
                    const std::string& base, const semantic::Expr& group);
// "stock cannot be shown by customer: no key links …".
Error NotLinked(const semantic::Model& model, const std::string& base, const semantic::Expr& about);
Error NoCommonRow(const semantic::Model& model, const semantic::Expr& expr);
Error NotANumber(const semantic::Model& model, const semantic::Expr& aggregate);

}  // namespace aisle::plan
