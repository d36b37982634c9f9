// CheckModel: what a model.yaml says against what the data holds.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "semantic/conventions.h"
#include "semantic/model_reader.h"

namespace aisle::semantic {
namespace {

class Checker {
 public:
  Checker(LocatedModel* located, const catalog::Catalog& catalog)
      : located_(*located), model_(located->model), catalog_(catalog) {}

  void Check() {
    ForEach("tables", model_.tables,
            [&](const TableMeaning& t, const std::string& at) { Table(t, at); });
    ForEach("dimensions", model_.dimensions,
            [&](const Dimension& d, const std::string& at) { CheckDimension(d, at); });
    ForEach("entities", model_.entities,
            [&](const Entity& e, const std::string& at) { CheckEntity(e, at); });
    ForEach("joins", model_.joins, [&](const Join& j, const std::string& at) { CheckJoin(j, at); });
    ForEach("metrics", model_.metrics,
            [&](const Metric& m, const std::string& at) { CheckMetric(m, at); });
    ForEach("hierarchies", model_.hierarchies,
            [&](const Hierarchy& h, const std::string& at) { CheckHierarchy(h, at); });
    ForEach("conventions", model_.conventions,
            [&](const Convention& c, const std::string& at) { CheckConvention(c, at); });
    ForEach("verified", model_.verified,
            [&](const Verified& v, const std::string& at) { CheckVerified(v, at); });
  }

 private:
  template <typename T, typename Each>
  void ForEach(const std::string& section, const std::vector<T>& all, Each each) {
    for (size_t i = 0; i < all.size(); ++i) each(all[i], section + "[" + std::to_string(i) + "]");
  }

  void Add(const std::string& at, const std::string& message) { located_.Add(at, message); }

  static std::string DidYouMean(const std::string& word, const std::vector<std::string>& names) {
    const std::string nearest = Nearest(word, names);
    return nearest.empty() ? "" : "; did you mean `" + nearest + "`?";
  }

  const catalog::Table* FindTable(const std::string& name, const std::string& at) {
    if (name.empty()) return nullptr;  // its absence is reported already
    if (const catalog::Table* table = catalog_.Find(name)) return table;
    std::vector<std::string> names;
    for (const catalog::Table& table : catalog_.tables) names.push_back(table.name);
    Add(at, "no table is called `" + name + "`" + DidYouMean(name, names));
    return nullptr;
  }

  const catalog::Column* FindColumn(const std::string& table, const std::string& column,
                                    const std::string& at) {
    const catalog::Table* found = FindTable(table, at);
    if (!found) return nullptr;
    if (const catalog::Column* known = catalog_.Find(table, column)) return known;
    std::vector<std::string> names;
    for (const catalog::Column& each : found->columns) names.push_back(each.name);
    Add(at, "`" + table + "` has no column `" + column + "`" + DidYouMean(column, names));
    return nullptr;
  }

  void FindField(const std::string& field, const std::string& at) {
    const size_t dot = field.find('.');
    if (dot == std::string::npos) return Add(at, "expected table.column, found `" + field + "`");
    const std::string column = field.substr(dot + 1);
    if (column == "*")
      FindTable(field.substr(0, dot), at);
    else
      FindColumn(field.substr(0, dot), column, at);
  }

  void Once(std::set<std::string>* seen, const std::string& name, const std::string& at) {
    if (!name.empty() && !seen->insert(name).second) Add(at, "`" + name + "` is defined twice");
  }

  void Table(const TableMeaning& table, const std::string& at) {
    Once(&tables_, table.name, at + ".name");
    if (!FindTable(table.name, at + ".name")) return;
    if (!table.time.empty()) {
      const catalog::Column* time = FindColumn(table.name, table.time, at + ".time");
      if (time && !IsTemporal(time->type))
        Add(at + ".time", "expected a column of dates, found `" + table.time + "`, which is " +
                              ToString(time->type));
    }
    if (!table.entity.empty() && !model_.FindEntity(table.entity)) {
      std::vector<std::string> names;
      for (const Entity& entity : model_.entities) names.push_back(entity.name);
      Add(at + ".entity",
          "no entity is called `" + table.entity + "`" + DidYouMean(table.entity, names));
    }
  }

  void CheckDimension(const Dimension& dimension, const std::string& at) {
    if (dimension.table.empty()) return;
    Once(&fields_, dimension.Field(), at + ".field");
    const catalog::Column* column = FindColumn(dimension.table, dimension.column, at + ".field");
    if (!column) return;
    if (dimension.kind == DimensionKind::kTime && !IsTemporal(column->type))
      Add(at + ".kind", "`time` needs a column of dates; `" + dimension.Field() + "` is " +
                            ToString(column->type));
    if (dimension.kind == DimensionKind::kNumber && !IsNumeric(column->type))
      Add(at + ".kind", "`number` needs a column of numbers; `" + dimension.Field() + "` is " +
                            ToString(column->type));
    if (dimension.additive && !IsNumeric(column->type))
      Add(at + ".additive",
          "only numbers add up; `" + dimension.Field() + "` is " + ToString(column->type));
    if (dimension.type != column->type && located_.places.contains(at + ".type"))
      Add(at + ".type", "the data hold " + ToString(column->type) + ", the model says " +
                            ToString(dimension.type));
  }

  bool IsUnique(const std::string& table, const std::vector<std::string>& columns) {
    const catalog::Table* found = catalog_.Find(table);
    return found && std::any_of(found->keys.begin(), found->keys.end(), [&](const auto& key) {
             return std::all_of(key.begin(), key.end(), [&](const std::string& column) {
               return std::find(columns.begin(), columns.end(), column) != columns.end();
             });
           });
  }

  bool FindColumns(const std::string& table, const std::vector<std::string>& columns,
                   const std::string& at) {
    bool all = true;
    for (const std::string& column : columns) all = FindColumn(table, column, at) && all;
    return all;
  }

  void CheckEntity(const Entity& entity, const std::string& at) {
    Once(&entities_, entity.name + " of " + entity.table, at + ".name");
    if (!FindTable(entity.table, at + ".table")) return;
    const bool keys = FindColumns(entity.table, entity.key, at + ".key");
    if (!entity.display.empty()) FindColumn(entity.table, entity.display, at + ".display");
    FindColumns(entity.table, entity.dimensions, at + ".dimensions");
    if (!entity.row && entity.key.empty()) Add(at, "an entity needs a `key`, or `row: true`");
    if (entity.row && keys && !entity.key.empty() && !IsUnique(entity.table, entity.key))
      Add(at + ".key", "`" + aisle::Join(entity.key, ", ") + "` is not unique in `" + entity.table +
                           "`, so its rows are not one " + entity.name + " each");
  }

  void CheckJoin(const Join& join, const std::string& at) {
    if (join.from_table.empty() || join.to_table.empty()) return;
    if (join.from_columns.size() != join.to_columns.size())
      return Add(at, "`from` and `to` need as many columns as each other");
    const bool from = FindColumns(join.from_table, join.from_columns, at + ".from");
    const bool to = FindColumns(join.to_table, join.to_columns, at + ".to");
    if (!from || !to) return;
    if (!IsUnique(join.to_table, join.to_columns))
      Add(at + ".to", "`" + aisle::Join(join.to_columns, ", ") + "` is not unique in `" +
                          join.to_table + "`: the join would multiply rows");
    if (join.one_to_one && !IsUnique(join.from_table, join.from_columns))
      Add(at + ".cardinality", "`" + aisle::Join(join.from_columns, ", ") + "` is not unique in `" +
                                   join.from_table + "`: expected many_to_one");
  }

  static bool IsName(const std::string& name) {
    if (name.empty() || name[0] < 'a' || name[0] > 'z') return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
  }

  void CheckMetric(const Metric& metric, const std::string& at) {
    Once(&metrics_, metric.name, at + ".name");
    if (!metric.name.empty() && !IsName(metric.name))
      Add(at + ".name", "expected lower-case letters, digits and _, found `" + metric.name + "`");
    if (!metric.table.empty()) FindTable(metric.table, at + ".table");
    const size_t before = located_.problems.size();
    for (const std::string& field : FieldsOf(metric.expr)) FindField(field, at + ".expr");
    const Result<Expr> expanded = Expand(model_, metric.expr);
    if (!expanded.ok())
      return Add(at + ".expr",
                 expanded.error().message +
                     (expanded.error().hint.empty() ? "" : "; " + expanded.error().hint));
    if (located_.problems.size() > before) return;
    const bool given = metric.expr.op != Op::kLiteral;  // else its absence is reported already
    if (given && !IsMeasure(metric.expr))
      return Add(at + ".expr",
                 "expected an aggregate (sum, count, avg …) or metrics, found a value "
                 "of single rows");
    CheckAggregates(metric.expr, {}, at + ".expr");
  }

  // Every aggregate needs one table from which all its fields are reached without multiplying.
  void CheckAggregates(const Expr& expr, const std::vector<std::string>& filters,
                       const std::string& at) {
    if (expr.op == Op::kWhere && expr.args.size() == 2) {
      std::vector<std::string> more = filters;
      for (const std::string& field : FieldsOf(expr.args[1])) more.push_back(field);
      return CheckAggregates(expr.args[0], more, at);
    }
    if (expr.op == Op::kAggregate) {
      std::vector<std::string> fields = FieldsOf(expr);
      fields.insert(fields.end(), filters.begin(), filters.end());
      return CheckReach(fields, at);
    }
    for (const Expr& arg : expr.args) CheckAggregates(arg, filters, at);
  }

  void CheckReach(const std::vector<std::string>& fields, const std::string& at) {
    std::set<std::string> tables;
    for (const std::string& field : fields) tables.insert(field.substr(0, field.find('.')));
    if (tables.size() < 2) return;
    for (const std::string& base : tables) {
      std::set<std::string> missing = tables;
      for (const Reach& reach : ReachableFrom(model_, base)) missing.erase(reach.table);
      if (missing.empty()) return;
    }
    const std::vector<std::string> names(tables.begin(), tables.end());
    Add(at, "no join connects " + aisle::Join(names, ", ") + " without multiplying rows");
  }

  void CheckHierarchy(const Hierarchy& hierarchy, const std::string& at) {
    for (const std::string& level : hierarchy.levels) FindField(level, at + ".levels");
  }

  void CheckConvention(const Convention& convention, const std::string& at) {
    Once(&conventions_, convention.name, at + ".name");
    const auto& choices = convention.choices;
    if (!choices.empty() && !convention.value.empty() &&
        std::find(choices.begin(), choices.end(), convention.value) == choices.end())
      Add(at + ".value", "expected one of " + aisle::Join(choices, ", ") + "; found `" +
                             convention.value + "`" + DidYouMean(convention.value, choices));
    if (!convention.field.empty()) FindField(convention.field, at + ".field");
    const bool excludes = convention.value == kExcluded;
    if (excludes && (convention.field.empty() || convention.values.empty()))
      Add(at + ".value", "expected `field` and `values` that say which rows are excluded");
    std::vector<std::string> names;
    for (const Metric& metric : model_.metrics) names.push_back(metric.name);
    for (const std::string& metric : convention.metrics)
      if (!model_.FindMetric(metric))
        Add(at + ".metrics", "no metric is called `" + metric + "`" + DidYouMean(metric, names));
  }

  void CheckVerified(const Verified& verified, const std::string& at) {
    Once(&questions_, FoldName(verified.question), at + ".question");
    std::vector<std::string> metrics;
    for (const Metric& metric : model_.metrics) metrics.push_back(metric.name);
    for (const Expr& expr : ExprsOf(verified.query)) {
      for (const std::string& field : FieldsOf(expr)) FindField(field, at + ".query");
      for (const std::string& metric : MetricsOf(expr)) {
        if (model_.FindMetric(metric)) continue;
        Add(at + ".query", "no metric is called `" + metric + "`" + DidYouMean(metric, metrics));
      }
    }
    const std::string& fact = verified.query.fact;
    if (!fact.empty()) FindTable(fact, at + ".query");
  }

  LocatedModel& located_;
  const Model& model_;
  const catalog::Catalog& catalog_;
  std::set<std::string> tables_, fields_, entities_, metrics_, conventions_, questions_;
};

}  // namespace

Problem ProblemAt(std::string_view text, const std::string& path, std::string message) {
  LocatedModel located = ReadLocated(text);
  located.Add(path, std::move(message));
  return located.problems.back();
}

void CheckLocated(LocatedModel* located, const catalog::Catalog& catalog) {
  Checker(located, catalog).Check();
  std::stable_sort(located->problems.begin(), located->problems.end(),
                   [](const Problem& a, const Problem& b) {
                     return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                   });
}

std::vector<Problem> CheckModel(std::string_view text, const catalog::Catalog& catalog) {
  LocatedModel located = ReadLocated(text);
  CheckLocated(&located, catalog);
  return std::move(located.problems);
}

}  // namespace aisle::semantic
