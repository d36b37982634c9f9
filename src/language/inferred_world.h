// A world whose model is inferred from its catalog, as at load.
#pragma once

#include "language/garden_world.h"

namespace aisle::language::testing {

// Dates run from 3 January 2022 to 23 December 2023; the values are the columns' most frequent.
World InferredWorld(catalog::Catalog catalog);

}  // namespace aisle::language::testing
