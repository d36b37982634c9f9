#include "semantic/model.h"

#include <algorithm>

#include "base/text.h"

namespace aisle::semantic {
namespace {

template <typename T, typename Matches>
const T* FindIn(const std::vector<T>& all, Matches matches) {
  const auto found = std::find_if(all.begin(), all.end(), matches);
  return found == all.end() ? nullptr : &*found;
}

Error UnknownMetric(const Model& model, const std::string& name) {
  std::vector<std::string> names;
  for (const Metric& metric : model.metrics) names.push_back(metric.name);
  const std::string nearest = Nearest(name, names);
  return Error{ErrorCode::kNotFound, "no metric is called '" + name + "'",
               nearest.empty() ? "" : "did you mean '" + nearest + "'?"};
}

Result<Expr> ExpandWithin(const Model& model, const Expr& expr, std::vector<std::string>* inside) {
  if (expr.op == Op::kMetric) {
    const Metric* metric = model.FindMetric(expr.name);
    if (!metric) return UnknownMetric(model, expr.name);
    if (std::find(inside->begin(), inside->end(), expr.name) != inside->end())
      return Invalid("the metric '" + expr.name +
                     "' is defined by itself: " + aisle::Join(*inside, " → ") + " → " + expr.name);
    inside->push_back(expr.name);
    Result<Expr> expanded = ExpandWithin(model, metric->expr, inside);
    inside->pop_back();
    return expanded;
  }
  Expr result = expr;
  for (Expr& arg : result.args) {
    Result<Expr> expanded = ExpandWithin(model, arg, inside);
    if (!expanded.ok()) return expanded;
    arg = *std::move(expanded);
  }
  return result;
}

}  // namespace

const TableMeaning* Model::FindTable(std::string_view table) const {
  return FindIn(tables, [&](const TableMeaning& each) { return each.name == table; });
}

const Dimension* Model::FindDimension(std::string_view field) const {
  const size_t dot = field.find('.');
  if (dot == std::string_view::npos) return nullptr;
  const std::string_view table = field.substr(0, dot), column = field.substr(dot + 1);
  return FindIn(dimensions, [&](const Dimension& each) {
    return each.column == column && each.table == table;
  });
}

const Entity* Model::FindEntity(std::string_view entity) const {
  return FindIn(entities, [&](const Entity& each) { return each.name == entity; });
}

const Metric* Model::FindMetric(std::string_view metric) const {
  return FindIn(metrics, [&](const Metric& each) { return each.name == metric; });
}

namespace {

// Breadth first, so the first path found to a table is a shortest one.
// Follows the joins from what is reached, nearest first. Those with a role are followed from the
// first table alone, unless `roles` is set.
void Follow(const Model& model, bool roles, std::vector<Reach>* tables) {
  std::vector<Reach>& reached = *tables;
  for (size_t next = 0; next < reached.size(); ++next) {
    for (size_t j = 0; j < model.joins.size(); ++j) {
      const Join& join = model.joins[j];
      const bool side = !join.role.empty() && next > 0;
      if (join.from_table != reached[next].table || (side && !roles)) continue;
      std::vector<size_t> path = reached[next].path;
      path.push_back(j);
      auto known = std::find_if(reached.begin(), reached.end(),
                                [&](const Reach& r) { return r.table == join.to_table; });
      if (known == reached.end())
        reached.push_back(Reach{join.to_table, std::move(path), reached[next].ambiguous});
      else if (!known->path.empty() && known->path.size() == path.size() && known->path != path)
        known->ambiguous = known->ambiguous || !side;
    }
  }
}

}  // namespace

std::vector<Reach> ReachableFrom(const Model& model, std::string_view from) {
  std::vector<Reach> reached = {Reach{std::string(from), {}, false}};
  Follow(model, false, &reached);
  Follow(model, true, &reached);
  return reached;
}

Result<Expr> Expand(const Model& model, const Expr& expr) {
  std::vector<std::string> inside;
  return ExpandWithin(model, expr, &inside);
}

}  // namespace aisle::semantic
