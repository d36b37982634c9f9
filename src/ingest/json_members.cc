#include "ingest/json_members.h"

namespace aisle::ingest {

std::string TextOf(const json::object& object, const char* key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

int64_t NumberOf(const json::object& object, const char* key, int64_t otherwise) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_int64() ? value->get_int64() : otherwise;
}

bool FlagOf(const json::object& object, const char* key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

const json::array& ListOf(const json::object& object, const char* key) {
  static const json::array kNone;
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_array() ? value->get_array() : kNone;
}

std::vector<const json::object*> ObjectsOf(const json::object& object, const char* key) {
  std::vector<const json::object*> objects;
  for (const json::value& item : ListOf(object, key)) {
    if (item.is_object()) objects.push_back(&item.get_object());
  }
  return objects;
}

std::vector<std::string> TextsOf(const json::object& object, const char* key) {
  std::vector<std::string> texts;
  for (const json::value& item : ListOf(object, key)) {
    if (item.is_string()) texts.emplace_back(item.get_string());
  }
  return texts;
}

json::array ToArray(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

}  // namespace aisle::ingest
