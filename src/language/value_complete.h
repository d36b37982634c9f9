// The values that begin as what is typed; see ValueIndex::Complete.
#pragma once

#include <string_view>
#include <vector>

#include "language/value_index.h"
#include "language/value_tables.h"

namespace aisle::language {

std::vector<ValueHit> CompleteValues(const ValueTables& tables, std::string_view prefix,
                                     size_t limit);

}  // namespace aisle::language
