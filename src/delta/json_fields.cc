#include "delta/json_fields.h"

#include <fmt/format.h>

namespace aisle::delta {

const json::value* FieldReader::Filled(std::string_view name) const {
  const json::value* value = object_.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

void FieldReader::Expect(std::string_view name, std::string_view expected) {
  if (problem_) return;
  problem_ = Invalid(fmt::format("`{}` of {} should be {}", name, what_, expected));
}

std::string FieldReader::Text(std::string_view name) {
  auto text = OptionalText(name);
  if (!text) Expect(name, "a text, and is missing");
  return text.value_or("");
}

int64_t FieldReader::Integer(std::string_view name) {
  const auto number = OptionalInteger(name);
  if (!number) Expect(name, "a whole number, and is missing");
  return number.value_or(0);
}

std::optional<std::string> FieldReader::OptionalText(std::string_view name) {
  const json::value* value = Filled(name);
  if (value == nullptr) return {};
  if (value->is_string()) return std::string(value->get_string());
  Expect(name, "a text");
  return {};
}

std::optional<int64_t> FieldReader::OptionalInteger(std::string_view name) {
  const json::value* value = Filled(name);
  if (value == nullptr) return {};
  if (value->is_int64()) return value->get_int64();
  Expect(name, "a whole number");
  return {};
}

std::optional<bool> FieldReader::OptionalBoolean(std::string_view name) {
  const json::value* value = Filled(name);
  if (value == nullptr) return {};
  if (value->is_bool()) return value->get_bool();
  Expect(name, "true or false");
  return {};
}

std::vector<std::string> FieldReader::OptionalTexts(std::string_view name) {
  std::vector<std::string> texts;
  const json::value* value = Filled(name);
  if (value == nullptr) return texts;
  if (!value->is_array()) Expect(name, "a list of texts");
  static const json::array kNone;
  for (const json::value& item : value->is_array() ? value->get_array() : kNone) {
    if (item.is_string()) {
      texts.emplace_back(item.get_string());
    } else {
      Expect(name, "a list of texts");
    }
  }
  return texts;
}

std::map<std::string, std::optional<std::string>> FieldReader::NullableMap(std::string_view name) {
  std::map<std::string, std::optional<std::string>> map;
  const json::value* value = Filled(name);
  if (value == nullptr) return map;
  if (!value->is_object()) {
    Expect(name, "an object of texts");
    return map;
  }
  for (const auto& item : value->get_object()) {
    auto& text = map[std::string(item.key())];
    if (item.value().is_string()) {
      text = std::string(item.value().get_string());
    } else if (!item.value().is_null()) {
      Expect(name, "an object of texts");
    }
  }
  return map;
}

std::map<std::string, std::string> FieldReader::TextMap(std::string_view name) {
  std::map<std::string, std::string> map;
  for (auto& [key, value] : NullableMap(name)) {
    if (value) map.emplace(key, *std::move(value));
  }
  return map;
}

}  // namespace aisle::delta
