#include "semantic/model_names.h"

#include <array>

namespace aisle::semantic {
namespace {

constexpr std::array<std::pair<DimensionKind, std::string_view>, 8> kKinds = {{
    {DimensionKind::kCategory, "category"},
    {DimensionKind::kName, "name"},
    {DimensionKind::kIdentifier, "identifier"},
    {DimensionKind::kTime, "time"},
    {DimensionKind::kTimeOfDay, "time_of_day"},
    {DimensionKind::kFlag, "flag"},
    {DimensionKind::kNumber, "number"},
    {DimensionKind::kText, "text"},
}};

}  // namespace

std::string_view KindName(DimensionKind kind) {
  for (const auto& [each, name] : kKinds)
    if (each == kind) return name;
  return "category";
}

bool ParseKind(std::string_view name, DimensionKind* kind) {
  for (const auto& [each, each_name] : kKinds) {
    if (each_name != name) continue;
    *kind = each;
    return true;
  }
  return false;
}

std::vector<std::string> KindNames() {
  std::vector<std::string> names;
  for (const auto& [each, name] : kKinds) names.emplace_back(name);
  return names;
}

std::vector<std::string> TypeNames() {
  std::vector<std::string> names;
  for (const Type type : {Type::kBoolean, Type::kInteger, Type::kDecimal, Type::kDouble,
                          Type::kText, Type::kDate, Type::kTimestamp, Type::kTime})
    names.push_back(ToString(type));
  return names;
}

}  // namespace aisle::semantic
