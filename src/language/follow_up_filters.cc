// Filters, splits and figures that are given up: "remove the filter on country", "for all countries
// again", "drop Germany", "without the split".
#include <algorithm>
#include <set>

#include "base/text.h"
#include "language/follow_up_editor.h"
#include "language/query_edits.h"

namespace aisle::language {

using semantic::Op;

namespace {

// Fields that the words name, and the values.
struct Named {
  std::set<std::string> fields;
  std::set<std::string> metrics;
  std::set<std::string> values;  // "field = value"
  bool time = false;
};

Named NamesIn(const Reading& reading, const semantic::Model& model) {
  Named named;
  for (const Piece& piece : reading.pieces) {
    named.time = named.time || piece.Is(Role::kTime) || piece.Is(Role::kTimeNoun);
    for (const Sense& sense : piece.senses) {
      if (sense.role == Role::kMetric) named.metrics.insert(sense.ref);
      if (sense.role == Role::kField) named.fields.insert(sense.ref);
      if (sense.role == Role::kValue) named.values.insert(sense.ref + " = " + sense.value);
      const auto* entity = sense.role == Role::kEntity ? model.FindEntity(sense.ref) : nullptr;
      if (entity == nullptr) continue;
      for (const auto& field : model.dimensions) {
        const bool key = !entity->key.empty() && entity->key.front() == field.column;
        if (field.table == entity->table && (key || field.column == entity->display)) {
          named.fields.insert(field.Field());
        }
      }
    }
  }
  return named;
}

bool IsTimeField(const semantic::Model& model, const std::string& field) {
  const auto* known = model.FindDimension(field);
  return known != nullptr && known->kind == semantic::DimensionKind::kTime;
}

}  // namespace

// What is filtered now, in words of the model: "Country, Order Date".
std::string FollowUpEditor::FiltersSet() const {
  std::vector<std::string> labels;
  for (const Expr& condition : ConditionsOf(query_.where)) {
    for (const std::string& field : semantic::FieldsOf(condition)) {
      const auto* known = context_.model.FindDimension(field);
      const std::string label = known == nullptr ? field : known->label;
      if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
    }
  }
  return Join(labels, ", ");
}

namespace {

// More than what is given up: "tier 3, do low fat vs regular".
bool SaysMore(const Reading& reading) {
  return std::any_of(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
    const Role role = piece.Main();
    return role == Role::kVersus || role == Role::kRank || role == Role::kShare ||
           role == Role::kCompare;
  });
}

}  // namespace

void FollowUpEditor::DropAll() {
  query_.where.reset();
  query_.having.reset();
  Touch(Cue::kStrong);
}

bool FollowUpEditor::DropNamed(const std::string& names) {
  const Reading reading = context_.read(names);
  if (SaysMore(reading)) return false;
  const Named named = NamesIn(reading, context_.model);
  bool dropped = false;
  std::vector<Expr> kept;
  for (const Expr& condition : ConditionsOf(query_.where)) {
    const auto fields = semantic::FieldsOf(condition);
    const bool about = std::any_of(fields.begin(), fields.end(), [&](const std::string& field) {
      return named.fields.contains(field) || (named.time && IsTimeField(context_.model, field));
    });
    auto values = AsValues(condition);
    size_t less = 0;
    if (values && values->what.op == Op::kField) {
      less = std::erase_if(values->values, [&](const Expr& value) {
        const auto* text = std::get_if<std::string>(&value.value);
        return text != nullptr && named.values.contains(values->what.name + " = " + *text);
      });
    }
    dropped = dropped || about || less > 0;
    if (!about && less == 0) kept.push_back(condition);
    if (!about && less > 0 && !values->values.empty()) kept.push_back(ToExpr(*values));
  }
  query_.where = Together(std::move(kept));
  if (dropped) return true;
  if (!named.values.empty() && reading.query.where && !query_.groups.empty()) {
    for (const Expr& condition : ConditionsOf(reading.query.where))
      ExcludeFilter(AtShown(condition, reading), &query_);  // "drop others": of what is shown
    return true;
  }
  const size_t groups = query_.groups.size();
  std::erase_if(query_.groups, [&](const Item& item) {
    if (IsTimeGroup(item.expr)) return named.time;
    return item.expr.op == Op::kField && named.fields.contains(item.expr.name);
  });
  regrouped_ = regrouped_ || query_.groups.size() < groups;
  if (query_.groups.size() < groups) return true;
  const size_t measures = query_.measures.size();
  if (measures < 2) return false;
  std::erase_if(query_.measures, [&](const Item& item) {
    return item.expr.op == Op::kMetric && named.metrics.contains(item.expr.name);
  });
  if (query_.measures.empty()) query_.measures = Previous().measures;
  remeasured_ = query_.measures.size() < measures;
  return remeasured_;
}

void FollowUpEditor::ReadDrops() {
  if (words_.TakeAll(
          {"no filter",          "no filters",          "without filter",    "without filters",
           "without any filter", "without any filters", "unfiltered",        "remove all filters",
           "remove the filters", "remove filters",      "remove the filter", "remove filter",
           "clear the filters",  "clear filters",       "clear all filters", "drop the filters",
           "drop the filter",    "drop all filters",    "for everything",    "for all",
           "drop filter",        "drop filters"})) {
    return DropAll();
  }
  if (excludes_ && words_.TakeAll({"filter", "filters", "any filter", "any filters"})) {
    return DropAll();
  }
  if (words_.TakeAll({"in total", "overall", "total only", "as a total", "as one number",
                      "the total", "ungroup", "ungrouped", "remove the grouping", "remove grouping",
                      "remove the split", "drop the split", "total"}) ||
      (excludes_ && words_.TakeAll({"split", "grouping", "the split", "groups", "breakdown"}))) {
    if (query_.groups.empty()) return;
    query_.groups.clear();
    regrouped_ = true;
    return Touch(Cue::kStrong);
  }
  bool gives_up =
      words_.TakeFirst({"remove", "drop", "clear", "delete", "forget", "ignore", "lift",
                        "take away", "take out", "get rid of", "not only", "not just",
                        "regardless of", "irrespective of", "no matter the", "no matter which"});
  if (gives_up && excludes_) Hint(Cue::kStrong);
  const bool all = !gives_up && words_.TakeFirst({"for all the", "for all", "across all", "in all",
                                                  "all the", "all", "for any", "any", "for every",
                                                  "whole", "the whole", "the entire"});
  if (only_ && excludes_) gives_up = true;
  const std::string& last = words_.empty() ? question_ : words_.at(words_.size() - 1).folded;
  const bool filter = excludes_ && (last == "filter" || last == "filters");
  if (!gives_up && !all && !filter) return;
  words_.TakeFirst({"the filter on", "the filter for", "the filters on", "filter on", "filter for",
                    "filters on", "the restriction to", "the restriction on", "the condition on",
                    "the split by", "split by", "the grouping by", "grouping by", "the", "my"});
  const bool filter_word = words_.Has({"filter", "filters"});
  words_.TakeLast({"filter", "filters", "restriction", "condition", "column", "split"});
  const semantic::Query before = query_;
  const std::string names = words_.TakeFrom(0);
  excludes_ = false;
  if (names.empty() && filter_word) return DropAll();
  if (!names.empty() && DropNamed(names)) return Touch(Cue::kStrong);
  // "all orders": no filter is meant, and the words are read like any others.
  if (all && cue_ != Cue::kStrong) {
    words_ = FollowUpWords(question_);
    return;
  }
  const std::string set = FiltersSet();
  if (Tokenize(names).size() > 4 && !filter_word) {  // "drop in sales in February, why?"
    words_ = FollowUpWords(question_);
    return;
  }
  Hint(Cue::kStrong);
  Fail("Nothing is filtered by “" + names + "”" +
       (set.empty() ? "; no filter is set." : ". The filters are on: " + set + "."));
}

}  // namespace aisle::language
