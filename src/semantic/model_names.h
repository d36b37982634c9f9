// The words of model.yaml for the enums of model.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "semantic/model.h"

namespace aisle::semantic {

std::string_view KindName(DimensionKind kind);  // "category", "name", "identifier", "time" …
bool ParseKind(std::string_view name, DimensionKind* kind);
std::vector<std::string> KindNames();
std::vector<std::string> TypeNames();

}  // namespace aisle::semantic
