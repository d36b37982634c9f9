#include "answer/chart.h"

#include <string_view>
#include <vector>

#include "base/json.h"

namespace aisle::answer {
namespace {

constexpr size_t kMostBars = 50;
constexpr size_t kMostPoints = 2000;

struct Shape {
  std::vector<size_t> groups;
  std::vector<size_t> measures;
};

Shape ShapeOf(const Answer& answer) {
  Shape shape;
  for (size_t i = 0; i < answer.columns.size(); ++i) {
    (answer.columns[i].measure ? shape.measures : shape.groups).push_back(i);
  }
  return shape;
}

json::object Axis(const Answer& answer, size_t column, std::string_view type) {
  json::object axis = {{"field", answer.columns[column].name}, {"type", type}};
  if (!answer.columns[column].unit.empty()) axis["unit"] = answer.columns[column].unit;
  if (!answer.columns[column].format.empty()) axis["format"] = answer.columns[column].format;
  return axis;
}

bool IsTime(const AnswerColumn& column) { return IsTemporal(column.type); }

std::string Line(const Answer& answer, const Shape& shape, size_t time) {
  json::object spec = {{"mark", "line"},
                       {"x", Axis(answer, time, "temporal")},
                       {"y", Axis(answer, shape.measures[0], "quantitative")}};
  for (size_t group : shape.groups) {
    if (group != time) spec["color"] = Axis(answer, group, "nominal");
  }
  return json::serialize(spec);
}

std::string Bars(const Answer& answer, const Shape& shape) {
  // Parts of time keep their order from left to right; names are read more easily from top down.
  const bool upright = !answer.columns[shape.groups[0]].format.empty() &&
                       answer.columns[shape.groups[0]].format != "plain";
  json::object spec = {{"mark", "bar"}};
  spec[upright ? "x" : "y"] = Axis(answer, shape.groups[0], upright ? "ordinal" : "nominal");
  spec[upright ? "y" : "x"] = Axis(answer, shape.measures[0], "quantitative");
  if (shape.groups.size() == 2) spec["color"] = Axis(answer, shape.groups[1], "nominal");
  return json::serialize(spec);
}

}  // namespace

std::string ChooseChart(const Answer& answer) {
  const Shape shape = ShapeOf(answer);
  const bool plain = shape.groups.empty() || shape.groups.size() > 2 || shape.measures.empty();
  if (plain || answer.rows.size() < 2) return {};
  if (!IsNumeric(answer.columns[shape.measures[0]].type)) return {};
  for (size_t group : shape.groups) {
    if (IsTime(answer.columns[group]) && answer.rows.size() <= kMostPoints) {
      return Line(answer, shape, group);
    }
  }
  return answer.rows.size() <= kMostBars ? Bars(answer, shape) : std::string();
}

}  // namespace aisle::answer
