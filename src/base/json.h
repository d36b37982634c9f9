// JSON by Boost.JSON, with failures as Results.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/value.h"

namespace aisle {

namespace json = boost::json;

// Parses one document; an error carries the offset.
Result<json::value> ParseJson(std::string_view text);
// Dates and times as ISO text, null as null.
json::value ToJsonValue(const Value& value);

}  // namespace aisle
