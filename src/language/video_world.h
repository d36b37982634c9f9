// The video library: an invented rental business for the tests of language/, its model inferred.
// Films with categories beside them one for one, copies of films that are rented, payments that
// are the only money, a flag of customers.
#pragma once

#include "language/garden_world.h"

namespace aisle::language::testing {

World VideoWorld();

}  // namespace aisle::language::testing
