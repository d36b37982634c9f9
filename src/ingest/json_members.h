// Members of the small JSON files of a lake: what is missing or of another kind reads as nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"

namespace aisle::ingest {

std::string TextOf(const json::object& object, const char* key);
int64_t NumberOf(const json::object& object, const char* key, int64_t otherwise = 0);
bool FlagOf(const json::object& object, const char* key);
const json::array& ListOf(const json::object& object, const char* key);
std::vector<const json::object*> ObjectsOf(const json::object& object, const char* key);
std::vector<std::string> TextsOf(const json::object& object, const char* key);

json::array ToArray(const std::vector<std::string>& texts);

}  // namespace aisle::ingest
