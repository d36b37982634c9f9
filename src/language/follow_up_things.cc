// The things of the last answer, asked for anew: "which one makes the most profit", "who are they",
// "how many of them bought twice", "how many items is that".
#include <algorithm>

#include "language/follow_up_editor.h"
#include "language/query_edits.h"

namespace aisle::language {

using semantic::Op;
using semantic::QueryKind;

// What a row of the last answer is, in words that the Reader knows: "shipping mode", "customers".
std::string FollowUpEditor::NameOfGroup(bool plural) const {
  if (Previous().groups.empty()) return {};
  const Expr& group = Previous().groups.front().expr;
  if (IsTimeGroup(group)) return group.name;
  const auto fields = semantic::FieldsOf(group);
  const auto* field = fields.empty() ? nullptr : context_.model.FindDimension(fields.front());
  if (field == nullptr) return {};
  for (const auto& entity : context_.model.entities) {
    const bool names = entity.table == field->table &&
                       (field->column == entity.display ||
                        (entity.key.size() == 1 && entity.key.front() == field->column));
    if (names) return plural ? entity.plural : entity.name;
  }
  return Previous().groups.size() > 1 ? std::string() : field->label;
}

// What the last figure counted, where it counted things.
const semantic::Entity* FollowUpEditor::CountedThing() const {
  if (!Previous().groups.empty() || Previous().measures.size() != 1) return nullptr;
  const auto counted = semantic::Expand(context_.model, Previous().measures.front().expr);
  if (!counted || counted->op != Op::kAggregate || counted->args.empty()) return nullptr;
  for (const auto& entity : context_.model.entities) {
    const bool rows =
        counted->name == "count" && entity.row && counted->args.front().name == entity.table + ".*";
    const bool keys = counted->name == "count_distinct" && entity.key.size() == 1 &&
                      counted->args.front().name == entity.table + "." + entity.key.front();
    if (rows || keys) return &entity;
  }
  return nullptr;
}

// "who are they": the list of what was counted.
bool FollowUpEditor::ListsCounted() {
  const FollowUpWords before = words_;
  if (!words_.TakeAll({"who are they", "who are those", "who are these", "which are they",
                       "what are they", "which ones are they", "which ones", "list them",
                       "name them", "show them", "show me them", "who", "which ones are those"}))
    return false;
  if (const semantic::Entity* entity = CountedThing()) {
    possessive_ = true;
    if (ListsOf(entity->plural)) return true;
  }
  words_ = before;
  return false;
}

// "which one makes the most profit": of what is shown, under the same filters.
bool FollowUpEditor::AsksWhichOne() {
  const FollowUpWords before = words_;
  if (!words_.TakeFirst({"which one of them", "which one of these", "which one of those",
                         "which of them", "which of these", "which of those", "which ones",
                         "which one"}))
    return false;
  const std::string name = NameOfGroup(false);
  const std::string rest = words_.TakeFrom(0);
  const Reading asked = name.empty() || rest.empty() || Previous().kind != QueryKind::kAggregate
                            ? Reading()
                            : context_.read("which " + name + " " + rest);
  const bool whole = Explains(asked) && asked.outcome == Outcome::kQuery &&
                     asked.query.groups.size() == 1 && !asked.query.measures.empty();
  if (!whole) {
    words_ = before;
    return false;
  }
  for (const Expr& condition : ConditionsOf(asked.query.where)) ReplaceFilter(condition, &query_);
  semantic::Query query = asked.query;
  query.groups = Previous().groups;
  query.where = query_.where;
  query_ = std::move(query);
  pointed_ = true;
  Assume(asked);
  Touch(Cue::kStrong);
  return true;
}

// "how many of them bought more than once": how many, and not one by one.
bool FollowUpEditor::CountsThem() {
  const FollowUpWords before = words_;
  if (!words_.TakeFirst({"how many of them", "how many of those", "how many of these"}))
    return false;
  const semantic::Entity* counted = CountedThing();
  const std::string group = NameOfGroup(true);
  const bool things = std::any_of(context_.model.entities.begin(), context_.model.entities.end(),
                                  [&](const auto& entity) { return entity.plural == group; });
  const std::string name = counted != nullptr ? counted->plural : things ? group : std::string();
  const std::string rest = words_.TakeFrom(0);
  const Reading asked =
      name.empty() || rest.empty() ? Reading() : context_.read("how many " + name + " " + rest);
  const bool whole = Explains(asked) && asked.outcome == Outcome::kQuery &&
                     asked.query.groups.empty() && asked.query.measures.size() == 1;
  if (!whole) {
    words_ = before;
    return false;
  }
  if (counted == nullptr) KeepShown();
  for (const Expr& condition : ConditionsOf(asked.query.where)) ReplaceFilter(condition, &query_);
  semantic::Query query = asked.query;
  query.where = query_.where;
  query_ = std::move(query);
  Assume(asked);
  Touch(Cue::kStrong);
  return true;
}

// "how many items is that": of all that is meant, in one figure.
void FollowUpEditor::ReadThatMuch() {
  if (!words_.Has({"many", "much"}) ||
      !words_.TakeLast({"is that", "is it", "are those", "are these", "are they", "was that",
                        "were those", "does that make", "is that in total"}))
    return;
  if (Previous().limit) KeepShown();
  query_.groups.clear();
  query_.order.clear();
  regrouped_ = true;
  Touch(Cue::kStrong);
}

// "what does she sell", "what do they buy": what the ones that are shown have to do with.
bool FollowUpEditor::AsksWhatTheyDo() {
  const FollowUpWords before = words_;
  const bool asks = words_.TakeFirst(
      {"what do", "what did", "what does", "what products do", "what products did",
       "what products does", "which products do", "which products did", "which products does"});
  const bool deal = asks && words_.TakeLast({"sell", "buy", "order", "purchase", "sell most",
                                             "buy most", "sell the most", "buy the most"});
  const bool they = deal && words_.TakeAll({"they", "she", "he", "it", "those", "these"});
  if (deal && !they) ReadPointer();  // "the second one"
  if (!deal || (!they && (!pointed_ || !words_.empty()))) {
    words_ = before;
    return false;
  }
  const Reading products = ReadBeside("by product");
  const bool known = Explains(products) && !products.query.groups.empty();
  const bool picked = Previous().groups.empty() && query_.where;  // "just the second one" before
  if (!known || (Previous().groups.empty() && !picked)) {
    Fail("The data does not say what they sell or buy; name a column to split by.");
    return true;
  }
  if (they && !picked) context_.before.shown.size() == 1 ? PickRow(0) : KeepShown();
  query_.groups = products.query.groups;
  if (!failure_) OrderAgain(&query_);
  return true;
}

// "and second?" after the first: the next one.
bool FollowUpEditor::AsksForNext() {
  if (Previous().limit != 1 || Previous().groups.empty()) return false;
  if (!words_.TakeAll({"and second", "and the second", "and the second one", "and the next",
                       "and the next one", "the runner up", "runner up", "and runner up",
                       "and the runner up", "who is second", "and who is second", "second place",
                       "the next one", "next one"}))
    return false;
  query_.offset = Previous().offset + 1;
  query_.ties = false;
  Touch(Cue::kStrong);
  return true;
}

// True when the whole text is taken.
bool FollowUpEditor::ReadThings() {
  if (AsksForNext()) return true;
  if (ListsCounted() || AsksWhichOne() || CountsThem() || AsksWhatTheyDo()) return true;
  if (AsksWhoDid() || AsksWhere() || AsksInEach()) return true;
  if (AsksSamePeriod() || RanksChange()) return true;
  ReadThatMuch();
  return false;
}

// "electronics, which brand", "the top one - which color": the first of what the figure is split
// by.
void FollowUpEditor::ReadWhichThing() {
  for (size_t i = 1; i + 1 < words_.size() || (pointed_ && i == 1 && words_.size() == 2); ++i) {
    const size_t at = pointed_ && words_.at(0).folded == "which" ? 0 : i;
    if (words_.at(at).folded != "which" || words_.size() - at > 3) continue;
    const FollowUpWords before = words_;
    const std::string thing = words_.TakeFrom(at + 1);
    words_.TakeLast({"which"});
    const Reading split = ReadBeside("by " + thing);
    const bool known = Explains(split) && split.query.groups.size() == 1 && !split.query.where;
    if (!known || query_.measures.empty()) {
      words_ = before;
      return;
    }
    SwapGroups(split.query.groups, &query_);
    regrouped_ = true;
    number_ = 1;
    return Touch(Cue::kStrong);
  }
}

// "average rating of that": of the one that the last answer names.
void FollowUpEditor::ReadThatOne() {
  if (!words_.TakeLast({"of that", "of it", "of that one", "of this one", "of this", "for that",
                        "for that one", "for it", "for this one", "for this"}))
    return;
  if (Previous().groups.empty()) return Touch(Cue::kStrong);
  const bool one = context_.before.shown.size() == 1;
  if (one) return PickRow(0);
  Hint(Cue::kStrong);
  Fail("Several are shown: which one is meant? Name it, or say “the first one”.");
}

}  // namespace aisle::language
