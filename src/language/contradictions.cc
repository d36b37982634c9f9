#include "language/contradictions.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "language/query_edits.h"

namespace aisle::language {

using semantic::Expr;
using semantic::Op;

namespace {

// The conditions under which the parts of a figure count rows.
void CollectConditions(const Expr& figure, std::vector<ValueCondition>* all) {
  if (figure.op == Op::kWhere) {
    for (const Expr& condition : ConditionsOf(figure.args[1])) {
      if (auto values = AsValues(condition)) all->push_back(*std::move(values));
    }
  }
  for (const Expr& arg : figure.args) CollectConditions(arg, all);
}

bool Holds(const ValueCondition& condition, const Expr& value) {
  return std::find(condition.values.begin(), condition.values.end(), value) !=
         condition.values.end();
}

// Whether no value meets both.
bool Excludes(const ValueCondition& a, const ValueCondition& b) {
  if (a.what != b.what || (a.negated && b.negated)) return false;
  const ValueCondition& kept = a.negated ? b : a;
  const ValueCondition& other = a.negated ? a : b;
  return std::all_of(kept.values.begin(), kept.values.end(),
                     [&](const Expr& value) { return Holds(other, value) == other.negated; });
}

std::string ValuesOf(const ValueCondition& condition) {
  std::vector<std::string> names;
  for (const Expr& value : condition.values) names.push_back(ToString(value.value));
  return (condition.negated ? "not " : "") + Join(names, " or ");
}

std::string LabelOf(const Expr& field, const semantic::Model& model) {
  const auto* known = field.op == Op::kField ? model.FindDimension(field.name) : nullptr;
  return known == nullptr ? semantic::ToString(field) : known->label;
}

// The field that a figure counts the values of, where nothing else is in it.
const Expr* CountedField(const Expr& figure) {
  const bool counts = figure.op == Op::kAggregate && figure.name == "count_distinct";
  return counts && figure.args[0].op == Op::kField ? &figure.args[0] : nullptr;
}

bool IsAmong(const Expr& field, const std::vector<Expr>& keys) {
  return std::find(keys.begin(), keys.end(), field) != keys.end();
}

// The field whose values are counted where each has a row of its own: "customers by customer id".
const Expr* CountedOneByOne(const Expr& figure, const std::vector<Expr>& groups) {
  if (const Expr* field = CountedField(figure)) return IsAmong(*field, groups) ? field : nullptr;
  if (figure.op == Op::kTotal || figure.op == Op::kOf || figure.op == Op::kShare) return nullptr;
  std::vector<Expr> within = groups;
  if (figure.op == Op::kPer) within.assign(figure.args.begin() + 1, figure.args.end());
  for (const Expr& arg : figure.args) {
    const bool divisor = figure.op == Op::kDivide && &arg == &figure.args.back();
    if (divisor) continue;  // revenue per customer, by customer, is their revenue
    if (const Expr* field = CountedOneByOne(arg, within)) return field;
  }
  return nullptr;
}

std::string TableOf(const Expr& figure) {
  const auto fields = semantic::FieldsOf(figure);
  return fields.empty() ? std::string() : fields.front().substr(0, fields.front().find('.'));
}

// The key of a row where its rows are counted: each has one.
const Expr* CountedRowByRow(const Expr& figure, const semantic::Query& query,
                            const semantic::Model& model) {
  const bool counts = figure.op == Op::kAggregate && figure.name.starts_with("count") &&
                      figure.args[0].op == Op::kField;
  const std::string table = TableOf(figure);
  if (!counts || table != query.fact) return nullptr;
  for (const semantic::Item& group : query.groups) {
    const auto* known =
        group.expr.op == Op::kField ? model.FindDimension(group.expr.name) : nullptr;
    if (known == nullptr || known->kind != semantic::DimensionKind::kIdentifier) continue;
    const auto keyed = [&](const semantic::Entity& entity) {
      return entity.row && entity.table == table && entity.key.size() == 1 &&
             group.expr == semantic::Field(table + "." + entity.key.front());
    };
    if (std::any_of(model.entities.begin(), model.entities.end(), keyed)) return &group.expr;
  }
  return nullptr;
}

std::optional<std::string> CountsOneByOne(const semantic::Query& query,
                                          const semantic::Model& model) {
  std::vector<Expr> figures, groups;
  for (const semantic::Item& item : query.measures) figures.push_back(item.expr);
  if (query.having) figures.push_back(*query.having);
  for (const semantic::Item& group : query.groups) groups.push_back(group.expr);
  for (const Expr& figure : figures) {
    const auto whole = semantic::Expand(model, figure);
    const Expr* field = whole ? CountedOneByOne(*whole, groups) : nullptr;
    if (whole && field == nullptr) field = CountedRowByRow(*whole, query, model);
    if (field == nullptr) continue;
    return "That would count each " + LabelOf(*field, model) + " by itself, which is always 1. " +
           "What should be counted for each?";
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> ContradictionIn(const semantic::Query& query,
                                           const semantic::Model& model) {
  if (auto one_by_one = CountsOneByOne(query, model)) return one_by_one;
  for (const semantic::Item& item : query.measures) {
    const auto figure = semantic::Expand(model, item.expr);
    std::vector<ValueCondition> counted;
    if (figure) CollectConditions(*figure, &counted);
    for (const Expr& condition : ConditionsOf(query.where)) {
      const auto kept = AsValues(condition);
      for (const ValueCondition& part : counted) {
        if (!kept || !Excludes(*kept, part)) continue;
        return "The figure counts only rows whose " + LabelOf(part.what, model) + " is " +
               ValuesOf(part) + ", and the filter keeps those that are " + ValuesOf(*kept) +
               ": together nothing is left. Name one of the two.";
      }
    }
  }
  return std::nullopt;
}

}  // namespace aisle::language
