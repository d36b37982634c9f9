// Layout of SQL text.
#pragma once

#include <string>
#include <string_view>

namespace aisle::sql {

// Every line but the first moved right by two; line ends inside quotes are part of a value or a
// name and stay as they are.
std::string Indented(std::string_view sql);

}  // namespace aisle::sql
