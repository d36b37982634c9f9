#include "plan/refusal.h"

#include "base/text.h"
#include "plan/expressions.h"
#include "plan/heading.h"

namespace aisle::plan {

using semantic::Expr;
using semantic::Model;

namespace {

std::string WithArticle(const std::string& noun) {
  const bool vowel = !noun.empty() && std::string("aeiou").find(noun[0]) != std::string::npos;
  return (vowel ? "an " : "a ") + noun;
}

std::string FirstTable(const Expr& expr) {
  const auto tables = TablesOf(expr);
  return tables.empty() ? "" : *tables.begin();
}

// The fields of an expression by their labels: "Unit Price, Quantity".
std::string Fields(const Model& model, const Expr& expr) {
  std::vector<std::string> labels;
  for (const std::string& field : semantic::FieldsOf(expr)) {
    labels.push_back(ColumnOf(field) == "*" ? RowsName(model, TableOf(field))
                                            : FieldLabel(model, field));
  }
  return labels.empty() ? semantic::ToString(expr) : Join(labels, ", ");
}

std::string Doing(const std::string& fold) {
  if (fold == "sum") return "adding it up";
  if (fold == "avg") return "averaging it";
  return "taking its " + fold;
}

}  // namespace

Error WouldMultiply(const Model& model, const Expr& aggregate, const std::string& base,
                    const Expr& group) {
  const std::string row = RowName(model, base);
  const std::string many = RowsName(model, FirstTable(group));
  return Error{ErrorCode::kDenied,
               Fields(model, aggregate) + " is one number per " + row + ", but " +
                   WithArticle(row) + " can have several " + many + ": " + Doing(aggregate.name) +
                   " by " + Fields(model, group) + " would count it more than once.",
               "Group by something of which each " + row + " has one, or count " +
                   RowsName(model, base) + " instead."};
}

Error NotLinked(const Model& model, const std::string& base, const Expr& about) {
  return Error{ErrorCode::kDenied,
               Fields(model, about) + " is not known for " + RowsName(model, base) +
                   ": nothing in the data links " + RowsName(model, base) + " with " +
                   RowsName(model, FirstTable(about)) + ".",
               "Add a join to model.yaml if there is one."};
}

Error NoCommonRow(const Model& model, const Expr& expr) {
  return Error{ErrorCode::kDenied,
               Fields(model, expr) +
                   " do not stand in one row: no table links each row of one with exactly one row "
                   "of the other.",
               "Add a join to model.yaml if there is one."};
}

Error NotANumber(const Model& model, const Expr& aggregate) {
  return Error{
      ErrorCode::kDenied,
      Fields(model, aggregate) + " is not a number, so there is no " + aggregate.name + " of it.",
      "It can be counted, listed or grouped by."};
}

}  // namespace aisle::plan
