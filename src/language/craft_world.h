// The craft fair: an invented marketplace for the tests of language/. Its model is inferred from
// the catalog, as it is for real files: lines without quantities, payments and reviews beside the
// orders, buyers and sellers who both live somewhere.
#pragma once

#include "language/garden_world.h"

namespace aisle::language::testing {

World CraftWorld();

}  // namespace aisle::language::testing
