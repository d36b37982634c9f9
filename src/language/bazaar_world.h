// The bazaar: an invented shop with suppliers, brands, member cards and targets, for
// conversations about what belongs to what. Its model is inferred.
#pragma once

#include "language/garden_world.h"

namespace aisle::language::testing {

World BazaarWorld();

}  // namespace aisle::language::testing
