// One bound of a column's values in the JSON of a file's statistics, written and read. Source: the
// Delta protocol, "Per-file Statistics": texts cut to a prefix, timestamps in milliseconds.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "base/value.h"
#include "delta/schema.h"

namespace aisle::delta {

// The JSON of a lower or upper bound. `value` is a Date or Timestamp where the type is one, else
// the engine's text of the value; nothing where the bound is unknown or cannot be written.
std::optional<std::string> LowBoundJson(const DataType& type, const Value& value);
std::optional<std::string> HighBoundJson(const DataType& type, const Value& value);

// The value of a bound in JSON, widened where the JSON has not all its digits; null where it
// is not of the type. Timestamps become Timestamp in UTC.
Value ReadLowBound(const DataType& type, const json::value& bound);
Value ReadHighBound(const DataType& type, const json::value& bound);

}  // namespace aisle::delta
