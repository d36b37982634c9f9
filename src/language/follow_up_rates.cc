// Rates of what was counted: "rate by month" after cancelled orders is the rate of cancellation,
// "and returned" after it the rate of returns.
#include <algorithm>

#include "base/text.h"
#include "language/follow_up_editor.h"
#include "language/query_edits.h"
#include "language/stretch.h"

namespace aisle::language {

using semantic::Make;
using semantic::Op;

namespace {

// "count(orders.*) where status = Cancelled / count(orders.*)": what tells the part from the whole.
const semantic::Expr* PartOf(const semantic::Expr& figure) {
  if (figure.op == Op::kWhere && AsValues(figure.args[1])) return &figure.args[1];
  if (figure.op != Op::kDivide && figure.op != Op::kMultiply) return nullptr;
  for (const semantic::Expr& arg : figure.args) {
    if (const semantic::Expr* part = PartOf(arg)) return part;
  }
  return nullptr;
}

// Whether the data itself calls something so: then nothing has to be guessed.
bool IsNamed(const semantic::Model& model, const std::string& fact, std::string_view word) {
  const auto reach = semantic::ReachableFrom(model, fact);
  const auto has = [&](const auto& known) {
    const bool here = known.table == fact ||
                      std::any_of(reach.begin(), reach.end(), [&](const semantic::Reach& step) {
                        return step.table == known.table;
                      });
    const auto& also = known.synonyms;
    return here && (FoldName(known.label) == word ||
                    std::find(also.begin(), also.end(), word) != also.end());
  };
  return std::any_of(model.metrics.begin(), model.metrics.end(), has) ||
         std::any_of(model.dimensions.begin(), model.dimensions.end(), has);
}

}  // namespace

namespace {

// Orders counted by key and rows of orders counted are one number.
void CountAsRows(const semantic::Model& model, semantic::Expr* figure) {
  if (figure->op == Op::kAggregate && figure->name == "count_distinct") {
    for (const auto& entity : model.entities) {
      const bool key =
          entity.row && entity.key.size() == 1 &&
          figure->args.front() == semantic::Field(entity.table + "." + entity.key.front());
      if (!key) continue;
      *figure = semantic::CountRows(entity.table);
      return;
    }
  }
  for (semantic::Expr& arg : figure->args) CountAsRows(model, &arg);
}

std::string TextOf(const semantic::Model& model, const semantic::Expr& figure) {
  auto expanded = semantic::Expand(model, figure);
  if (!expanded) return {};
  CountAsRows(model, &*expanded);
  return semantic::ToString(semantic::Canonical(*expanded));
}

}  // namespace

// The figure by its name, where the model has one for it.
semantic::Expr FollowUpEditor::Known(const Expr& figure) const {
  const std::string wanted = TextOf(context_.model, figure);
  for (const auto& metric : context_.model.metrics) {
    if (!wanted.empty() && TextOf(context_.model, metric.expr) == wanted)
      return semantic::MetricRef(metric.name);
  }
  return figure;
}

// "rate by month": the part that was counted, of the whole.
void FollowUpEditor::ReadRate() {
  const FollowUpWords before = words_;
  if (!words_.TakeFirst({"the rate", "what rate", "as a rate", "rate", "and the rate", "and rate"}))
    return;
  const bool plain = words_.empty() || words_.at(0).folded != "of";
  if (!plain || IsNamed(context_.model, query_.fact, "rate") || query_.measures.size() != 1) {
    words_ = before;
    return;
  }
  const Expr counted = query_.measures.front().expr;
  const auto expanded = semantic::Expand(context_.model, counted);
  Expr part = counted, whole = counted;
  if (expanded && expanded->op == Op::kWhere) {
    whole = Known(expanded->args.front());
  } else if (expanded && expanded->op == Op::kDivide) {  // a rate already
    return Touch(Cue::kStrong);
  } else if (!TakeCondition(&part)) {
    Hint(Cue::kStrong);
    return Fail("The rate of what? Name the part and the whole, for instance one status of all.");
  }
  query_.measures = {{Known(Make(Op::kDivide, {part, whole})), {}}};
  remeasured_ = true;
  Touch(Cue::kStrong);
}

// "cancellation rate by month" after cancelled orders of a year were counted: of that year.
bool FollowUpEditor::RatesCounted(const Reading& whole) {
  if (whole.query.measures.size() != 1 || query_.measures.empty() || !query_.where) return false;
  if (whole.query.where || whole.query.having || !Explains(whole)) return false;
  const auto figure = semantic::Expand(context_.model, whole.query.measures.front().expr);
  const auto before = semantic::Expand(context_.model, Previous().measures.front().expr);
  const Expr* part = figure && figure->op == Op::kDivide ? PartOf(*figure) : nullptr;
  if (part == nullptr || !before) return false;
  std::vector<Expr> conditions = ConditionsOf(query_.where);
  const bool filtered = std::erase(conditions, *part) > 0;
  const Expr* counted = before->op == Op::kWhere ? PartOf(*before) : nullptr;
  if (!filtered && (counted == nullptr || *counted != *part)) return false;
  query_.where = Together(std::move(conditions));
  query_.measures = whole.query.measures;
  query_.having.reset();
  if (!whole.query.groups.empty()) SwapGroups(whole.query.groups, &query_);
  OrderAgain(&query_);
  Assume(whole);
  Touch(Cue::kStrong);
  return true;
}

// "and returned" after the rate of cancelled orders: the other rate, not the cancelled ones among
// the returned, of which there are none.
bool FollowUpEditor::SwapPart(const Expr& condition) {
  const auto wanted = AsValues(condition);
  if (!wanted || wanted->negated || excludes_ || query_.measures.empty()) return false;
  bool swapped = false;
  for (Item& item : query_.measures) {
    const auto figure = semantic::Expand(context_.model, item.expr);
    const Expr* part = figure ? PartOf(*figure) : nullptr;
    const auto counted = part == nullptr ? std::nullopt : AsValues(*part);
    if (!counted || counted->negated || counted->what != wanted->what) continue;
    Expr other = *figure;
    Replace(Expr(*part), condition, &other);
    const Expr old = item.expr;
    item.expr = Known(other);
    item.label.clear();
    for (semantic::Order& order : query_.order) Replace(old, item.expr, &order.by);
    swapped = true;
  }
  remeasured_ = remeasured_ || swapped;
  return swapped;
}

}  // namespace aisle::language
