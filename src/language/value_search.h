// One search of a question's tokens among the values; see ValueIndex::Find.
#pragma once

#include <vector>

#include "language/tokens.h"
#include "language/value_index.h"
#include "language/value_tables.h"

namespace aisle::language {

std::vector<ValueHit> SearchValues(const ValueTables& tables, const std::vector<Token>& tokens);

}  // namespace aisle::language
