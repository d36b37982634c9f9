// FieldReader reads the fields of one JSON object by name and type, and remembers the first that
// is missing or of another type, so that a reader of an action is a list of its fields.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace aisle::delta {

class FieldReader {
 public:
  // `what` names the object in messages; both outlive the reader.
  FieldReader(std::string_view what, const json::object& object) : what_(what), object_(object) {}

  std::string Text(std::string_view name);
  int64_t Integer(std::string_view name);
  std::optional<std::string> OptionalText(std::string_view name);
  std::optional<int64_t> OptionalInteger(std::string_view name);
  std::optional<bool> OptionalBoolean(std::string_view name);
  std::vector<std::string> OptionalTexts(std::string_view name);
  // Absent or null is empty. Values of TextMap that are null are left out.
  std::map<std::string, std::optional<std::string>> NullableMap(std::string_view name);
  std::map<std::string, std::string> TextMap(std::string_view name);

  // Takes over the failure of a reader of an inner object.
  void Adopt(const FieldReader& inner) {
    if (!problem_) problem_ = inner.problem_;
  }

  // `value` where all fields were as expected, else what was wrong with the first that was not.
  template <typename T>
  Result<std::optional<T>> Finish(T value) const {
    if (problem_) return *problem_;
    return std::optional<T>(std::move(value));
  }

 private:
  const json::value* Filled(std::string_view name) const;  // null: absent or null
  void Expect(std::string_view name, std::string_view expected);

  std::string_view what_;
  const json::object& object_;
  std::optional<Error> problem_;
};

}  // namespace aisle::delta
