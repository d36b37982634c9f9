// Words that engines read as syntax: as names they must stand in quotes.
#pragma once

#include <string_view>

namespace aisle::sql {

bool IsKeyword(std::string_view word);  // lower case

}  // namespace aisle::sql
