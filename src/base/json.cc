#include "base/json.h"

#include <cmath>

namespace aisle {
namespace {

// JSON has no word for what is not a number or without end.
json::value FiniteOrNull(double number) {
  if (std::isfinite(number)) return number;
  return nullptr;
}

}  // namespace

Result<json::value> ParseJson(std::string_view text) {
  boost::system::error_code code;
  json::parse_options options;
  options.max_depth = 200;
  json::stream_parser parser({}, options);
  const size_t read = parser.write_some(text.data(), text.size(), code);
  if (!code && read == text.size()) parser.finish(code);
  if (code || read != text.size() || !parser.done()) {
    Error error = Invalid("expected a JSON document: " +
                          (code ? code.message() : std::string("text goes on after its end")));
    error.at = read;
    return error;
  }
  return parser.release();
}

json::value ToJsonValue(const Value& value) {
  if (IsNull(value)) return nullptr;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* integer = std::get_if<int64_t>(&value)) return *integer;
  if (const auto* number = std::get_if<double>(&value)) return FiniteOrNull(*number);
  return json::string(ToString(value));
}

}  // namespace aisle
