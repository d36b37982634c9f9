// Conventions settle what words leave open ("is a cancelled order revenue?"). Their value is a
// word of the model that people change; this is the one place where it changes metrics.
#pragma once

#include "semantic/model.h"

namespace aisle::semantic {

// The names that ApplyConventions knows.
inline constexpr const char* kCancelledOrders = "cancelled_orders";  // included | excluded
inline constexpr const char* kRevenueDiscount = "revenue_discount";  // after | before
// What a convention of any name does: rows with its values are left out.
inline constexpr const char* kExcluded = "excluded";

// The model with the definitions of the metrics that each convention names changed as its value
// says. Applied once, when model.yaml is read; a model just inferred needs none, because its
// conventions have the values that its metrics were made for.
Model ApplyConventions(const Model& model);

}  // namespace aisle::semantic
