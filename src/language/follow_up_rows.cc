// Rows of the last answer: "the second one", "the first one by month", "its orders", "those",
// "these customers by city".
#include <algorithm>
#include <set>

#include "language/follow_up_editor.h"
#include "language/query_edits.h"

namespace aisle::language {

using semantic::Field;
using semantic::Make;
using semantic::Op;
using semantic::QueryKind;

namespace {

// Rows that are kept by naming each of them; more are kept by the question that found them.
constexpr size_t kMostNamed = 20;

}  // namespace

// Whether the word is what a row of the last answer is: "these customers", "the second region".
bool FollowUpEditor::NamesGroup(const std::string& stem) const {
  for (const Item& item : Previous().groups) {
    for (const std::string& field : semantic::FieldsOf(item.expr)) {
      const auto* dimension = context_.model.FindDimension(field);
      if (dimension == nullptr) continue;
      for (const Token& word : Tokenize(dimension->label)) {
        if (word.stem == stem) return true;
      }
      for (const auto& entity : context_.model.entities) {
        if (entity.table != dimension->table) continue;
        if (Stem(entity.name) == stem) return true;
        for (const std::string& name : entity.synonyms) {
          if (Stem(name) == stem) return true;
        }
      }
    }
    if (IsTimeGroup(item.expr) && Stem(item.expr.name) == stem) return true;
  }
  return false;
}

// One more condition; what ranked or chose the rows before is settled by it.
void FollowUpEditor::NarrowRows(const std::optional<Expr>& condition) {
  if (condition) {
    std::vector<Expr> conditions = ConditionsOf(query_.where);
    for (const Expr& added : ConditionsOf(condition)) {
      if (std::find(conditions.begin(), conditions.end(), added) == conditions.end()) {
        conditions.push_back(added);
      }
    }
    query_.where = Together(std::move(conditions));
  }
  query_.having.reset();
  query_.limit.reset();
  query_.limit_per.clear();
  query_.offset = 0;
  query_.ties = false;
}

void FollowUpEditor::PickRow(size_t row) {
  const Turn& before = context_.before;
  pointed_ = true;
  Touch(Cue::kStrong);
  if (before.shown.empty()) return Fail("The last answer shows no rows to choose from.");
  if (row >= before.shown.size()) {
    return Fail("The last answer shows " + std::to_string(before.shown.size()) +
                (before.shown.size() == 1 ? " row" : " rows") + "; there is no row " +
                std::to_string(row + 1) + ".");
  }
  std::vector<Item> groups = Previous().groups;
  std::vector<Value> values = before.shown[row];
  if (Previous().kind == QueryKind::kRows) {  // the key says which row it is
    for (const auto& entity : context_.model.entities) {
      for (size_t i = 0; i < groups.size() && i < values.size(); ++i) {
        const bool key = entity.table == Previous().fact && entity.key.size() == 1 &&
                         groups[i].expr == Field(entity.table + "." + entity.key.front());
        if (!key) continue;
        groups = {groups[i]};
        values = {values[i]};
      }
    }
  } else if (groups.empty()) {
    return;
  }
  for (const Item& group : groups) {  // one of those that were kept
    if (group.expr.op == Op::kField) DropFilters({group.expr.name}, &query_);
  }
  NarrowRows(RowCondition(groups, values));
  if (query_.kind == QueryKind::kAggregate) query_.groups.clear();
  regrouped_ = true;
}

// "those": what is shown, by name where it is short, else by the question that found it.
void FollowUpEditor::KeepShown() {
  const Turn& before = context_.before;
  const semantic::Query& last = Previous();
  pointed_ = true;
  Touch(Cue::kStrong);
  const bool chosen = last.limit || last.having;
  if (!chosen || last.groups.empty()) return NarrowRows(std::nullopt);
  const bool one = last.groups.size() == 1 && last.groups.front().expr.op == Op::kField;
  if (before.shown.size() > kMostNamed || before.shown.empty()) {
    if (!one) return Fail("That is too many rows to go on with; name the ones that are meant.");
    return NarrowRows(
        semantic::InQuery(last.groups.front().expr, std::make_shared<semantic::Query>(last)));
  }
  std::vector<Expr> rows;
  ValueCondition values{last.groups.front().expr, {}, false};
  for (const std::vector<Value>& row : before.shown) {
    rows.push_back(RowCondition(last.groups, row));
    if (one && !row.empty()) values.values.push_back(semantic::Literal(row.front()));
  }
  if (one) return NarrowRows(ToExpr(values));
  NarrowRows(rows.size() == 1 ? rows.front() : Make(Op::kOr, std::move(rows)));
}

// "top 3 products there": where the last question was, if it was anywhere.
bool FollowUpEditor::SaysThere() {
  for (size_t i = 0; i < words_.size(); ++i) {
    if (words_.at(i).folded != "there") continue;
    const auto says = [&](size_t at, const std::set<std::string_view>& words) {
      return at < words_.size() && words.contains(words_.at(at).folded);
    };
    const std::set<std::string_view> is = {"is", "are", "was", "were", "will"};
    if (says(i + 1, is) || (i > 0 && says(i - 1, is))) return false;
    words_.Drop(i);
    if (i > 0 && says(i - 1, {"in", "from", "over", "at"})) words_.Drop(i - 1);
    Touch(Cue::kStrong);
    const auto conditions = ConditionsOf(query_.where);
    pointed_ = std::any_of(conditions.begin(), conditions.end(),
                           [](const Expr& condition) { return AsValues(condition).has_value(); });
    if (!pointed_ && context_.before.shown.size() == 1) {
      PickRow(0);
    } else if (!pointed_) {
      Fail("Which place is meant by “there”? Name it.");
    }
    return true;
  }
  return false;
}

// The first row is the top one where the figure sorts them.
void FollowUpEditor::PickTop() {
  const auto& order = Previous().order;
  const bool sorted =
      context_.before.shown.size() < 2 ||
      (!order.empty() && order.front().descending && semantic::IsMeasure(order.front().by));
  if (sorted) return PickRow(0);
  Hint(Cue::kStrong);
  Fail(
      "The rows are not sorted by their figure: name the one that is meant, or say “highest "
      "first” before.");
}

void FollowUpEditor::ReadPointer() {
  const FollowUpWords before = words_;
  for (const std::string_view lead :
       {"show me", "show", "what about", "how about", "and", "only", "for", "just", "take",
        "drill into", "zoom into", "zoom in on", "open", "look at", "pick", "more about",
        "tell me more about", "more on", "details of"}) {
    words_.TakeFirst({lead});
  }
  if (words_.TakeFirst({"the last one", "the last row", "the bottom one"})) {
    return PickRow(context_.before.shown.empty() ? 0 : context_.before.shown.size() - 1);
  }
  if (words_.TakeFirst({"the top one", "top one", "the winner", "the best one"})) return PickTop();
  if (words_.TakeFirst({"the # one", "the # row", "the # result", "the # line", "# one", "number #",
                        "row #", "no #", "# of them", "the # of them", "line #"})) {
    return PickRow(static_cast<size_t>(std::max(1.0, words_.Number())) - 1);
  }
  if (words_.size() > 2 && words_.at(0).folded == "the" && words_.at(1).number > 0 &&
      words_.at(1).kind == Token::Kind::kWord && NamesGroup(words_.at(2).stem)) {
    const size_t row = static_cast<size_t>(words_.at(1).number) - 1;
    for (int i = 0; i < 3; ++i) words_.Drop(0);
    return PickRow(row);
  }
  if (words_.TakeAll({"the #"}) && words_.Number() < 100) {
    return PickRow(static_cast<size_t>(words_.Number()) - 1);
  }
  if (words_.Take({"did he do", "did she do", "does he do", "does she do", "is he doing",
                   "is she doing", "did it do", "he", "she", "him"})) {
    words_.TakeFirst({"how", "how did", "how does", "how is"});
    if (Previous().groups.empty() || context_.before.shown.size() != 1) {
      Hint(Cue::kStrong);
      return Fail("Who is meant? Name the one, or say “the first one”.");
    }
    return PickRow(0);
  }
  if (words_.TakeFirst({"its", "his", "her", "their"})) {
    possessive_ = true;
    if (Previous().groups.empty() || context_.before.shown.size() != 1) {
      if (Previous().groups.empty() || words_.empty()) return Touch(Cue::kStrong);
      return KeepShown();
    }
    return PickRow(0);
  }
  if (words_.Take({"of those #", "of these #", "for those #", "for these #", "those #", "these #",
                   "the # of them"})) {
    const auto shown = static_cast<double>(context_.before.shown.size());
    if (words_.Number() == shown) return KeepShown();
    Hint(Cue::kStrong);
    return Fail("The last answer shows " + std::to_string(context_.before.shown.size()) +
                " rows; name the ones that are meant.");
  }
  if (words_.Has({"them", "those", "these", "they"}) && !words_.Has({"all"})) {
    words_.Take({"of those", "of these", "of them", "for those", "for these", "for them",
                 "in those", "in these", "among those", "among these", "among them", "those",
                 "these", "them", "they"});
    const auto whose = [&](size_t i) { return i < words_.size() && NamesGroup(words_.at(i).stem); };
    if (Previous().kind == QueryKind::kAggregate && whose(0)) words_.Drop(0);
    words_.TakeFirst({"ones", "rows", "results"});
    return KeepShown();
  }
  if (SaysThere()) return;
  const bool one = Previous().groups.empty() || context_.before.shown.size() == 1;
  if (one && words_.TakeFirst({"that one", "this one", "it", "that", "this"})) {
    return Previous().groups.empty() ? Touch(Cue::kStrong) : PickRow(0);
  }
  words_ = before;
}

// "its orders": the rows of another table that belong to what is meant.
bool FollowUpEditor::ListsOf(const std::string& names) {
  const Reading list = context_.read("list all " + names);
  const bool rows = Explains(list) && list.query.kind == QueryKind::kRows;
  const bool counts = Tokenize(names).size() <= 3;
  if (!possessive_ || !rows || !counts || list.outcome != Outcome::kQuery) return false;
  semantic::Query query = list.query;
  std::vector<Expr> direct = ConditionsOf(list.query.where), far;
  const auto reach = semantic::ReachableFrom(context_.model, query.fact);
  for (const Expr& condition : ConditionsOf(query_.where)) {
    const auto fields = semantic::FieldsOf(condition);
    const bool near = std::all_of(fields.begin(), fields.end(), [&](const std::string& field) {
      return std::any_of(reach.begin(), reach.end(), [&](const semantic::Reach& step) {
        return step.table == field.substr(0, field.find('.'));
      });
    });
    (near ? direct : far).push_back(condition);
  }
  if (!far.empty()) {
    const auto entity = std::find_if(
        context_.model.entities.begin(), context_.model.entities.end(),
        [&](const auto& known) { return known.table == query.fact && known.key.size() == 1; });
    if (entity == context_.model.entities.end()) return false;
    auto inner = std::make_shared<semantic::Query>();
    const Expr key = Field(entity->table + "." + entity->key.front());
    inner->groups.push_back({key, {}});
    inner->where = semantic::And(far);
    inner->fact = Previous().fact;
    direct.push_back(semantic::InQuery(key, inner));
  }
  query.where = Together(std::move(direct));
  query_ = std::move(query);
  regrouped_ = remeasured_ = false;
  Touch(Cue::kStrong);
  return true;
}

}  // namespace aisle::language
