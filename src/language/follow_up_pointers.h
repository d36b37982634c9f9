// Whether a question points at what was said before it: "which product sold best in each of them",
// "revenue from both". Internal to language/.
#pragma once

#include <string_view>

#include "language/reader.h"

namespace aisle::language {

// "them" and "those" point back where the question names nothing before them.
bool PointsBack(std::string_view question, const Reading& reading);

}  // namespace aisle::language
