#include "answer/json_text.h"

#include <fmt/format.h>

#include <cmath>

namespace aisle::answer {
namespace {

void Write(const json::value& value, std::string* out);

void Write(const json::array& array, std::string* out) {
  *out += '[';
  for (size_t i = 0; i < array.size(); ++i) {
    if (i > 0) *out += ',';
    Write(array[i], out);
  }
  *out += ']';
}

void Write(const json::object& object, std::string* out) {
  *out += '{';
  bool first = true;
  for (const auto& [key, member] : object) {
    if (!first) *out += ',';
    first = false;
    *out += json::serialize(key);
    *out += ':';
    Write(member, out);
  }
  *out += '}';
}

// The fewest digits that read back the same; what JSON cannot say is null.
std::string Number(double number) {
  return std::isfinite(number) ? fmt::format("{}", number) : "null";
}

void Write(const json::value& value, std::string* out) {
  if (value.is_array()) return Write(value.get_array(), out);
  if (value.is_object()) return Write(value.get_object(), out);
  *out += value.is_double() ? Number(value.get_double()) : json::serialize(value);
}

}  // namespace

std::string JsonText(const json::value& value) {
  std::string text;
  Write(value, &text);
  return text;
}

}  // namespace aisle::answer
