// JSON text as people write it: 1.5, not Boost.JSON's 1.5E0.
#pragma once

#include <string>

#include "base/json.h"

namespace aisle::answer {

std::string JsonText(const json::value& value);  // one line

}  // namespace aisle::answer
