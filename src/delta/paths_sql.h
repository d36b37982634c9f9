// Paths of files as the engine's functions take them.
#pragma once

#include <string>
#include <vector>

namespace aisle::delta {

// "['a', 'b']": these very files, in this order. The engine takes *, ? and [ in a name for a
// pattern; here they stand for themselves.
std::string PathListSql(const std::vector<std::string>& paths);

}  // namespace aisle::delta
