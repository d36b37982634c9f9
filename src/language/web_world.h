// The lamp shop: an invented web shop for the tests of language/, its model inferred. Visits that
// lead to orders, lines that are one piece each, refunds that name a line; and a catalogue whose
// ratings are counted in a column of their own.
#pragma once

#include "language/garden_world.h"

namespace aisle::language::testing {

World WebWorld();

}  // namespace aisle::language::testing
