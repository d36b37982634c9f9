// Names that are looked for in what is shown before anywhere else: "drop Canada" of a list of store
// countries, "gold only" of a list of member cards.
#include <algorithm>

#include "base/text.h"
#include "language/follow_up_editor.h"
#include "language/query_edits.h"

namespace aisle::language {

using semantic::Op;

namespace {

// Shorter beginnings begin too much.
constexpr size_t kLeastLetters = 3;

// The columns that the query splits by or filters on.
std::vector<std::string> FieldsInSight(const semantic::Query& query) {
  std::vector<std::string> fields;
  for (const semantic::Item& group : query.groups)
    if (group.expr.op == Op::kField) fields.push_back(group.expr.name);
  for (const semantic::Expr& condition : ConditionsOf(query.where)) {
    const auto values = AsValues(condition);
    if (values && values->what.op == Op::kField) fields.push_back(values->what.name);
  }
  return fields;
}

// The value of the column `field` that the words of `value` may also be.
std::optional<std::string> ValueIn(const std::string& field, const std::string& old,
                                   const std::string& value, const Reading& reading) {
  for (const Piece& piece : reading.pieces) {
    const auto is = [&](const std::string& column) {
      return std::find_if(piece.senses.begin(), piece.senses.end(), [&](const Sense& sense) {
        return sense.role == Role::kValue && sense.ref == column &&
               (column == field || sense.value == value);
      });
    };
    if (is(old) != piece.senses.end() && is(field) != piece.senses.end()) return is(field)->value;
  }
  return std::nullopt;
}

}  // namespace

// The condition on the column in sight, where its values are found there as well.
semantic::Expr FollowUpEditor::AtShown(const Expr& condition, const Reading& reading) {
  auto values = AsValues(condition);
  if (!values || values->what.op != Op::kField) return condition;
  const std::string old = values->what.name;
  const std::vector<std::string> fields = FieldsInSight(query_);
  if (std::find(fields.begin(), fields.end(), old) != fields.end()) return condition;
  for (const std::string& field : fields) {
    std::vector<Expr> found;
    for (const Expr& value : values->values) {
      const auto* text = std::get_if<std::string>(&value.value);
      const auto other = text == nullptr ? std::nullopt : ValueIn(field, old, *text, reading);
      if (other) found.push_back(semantic::Literal(*other));
    }
    if (found.size() != values->values.size()) continue;
    std::erase_if(assumptions_, [&](const std::string& sentence) {
      const auto* known = context_.model.FindDimension(old);
      return known != nullptr && sentence.find("taken as " + known->label) != std::string::npos;
    });
    return ToExpr({semantic::Field(field), std::move(found), values->negated});
  }
  return condition;
}

// "gold only": the one shown value that begins so.
bool FollowUpEditor::PicksShown(const std::string& names) {
  const std::string said = FoldName(names);
  if (cue_ == Cue::kNone || said.size() < kLeastLetters) return false;
  std::vector<Expr> picked;
  const auto& groups = Previous().groups;
  for (const std::vector<Value>& row : context_.before.shown) {
    for (size_t i = 0; i < row.size() && i < groups.size(); ++i) {
      const auto* text = std::get_if<std::string>(&row[i]);
      if (text == nullptr || groups[i].expr.op != Op::kField) continue;
      const Expr equal = semantic::Make(Op::kEqual, {groups[i].expr, semantic::Literal(row[i])});
      const bool known = std::find(picked.begin(), picked.end(), equal) != picked.end();
      if (StartsWith(FoldName(*text), said) && !known) picked.push_back(equal);
    }
  }
  if (picked.size() != 1) return false;
  const std::string value = ToString(picked.front().args[1].value);
  assumptions_.push_back("“" + names + "” is taken as “" + value + "”");
  excludes_ ? ExcludeFilter(picked.front(), &query_) : ReplaceFilter(picked.front(), &query_);
  Touch(Cue::kStrong);
  return true;
}

// "only brands with more than 500 units": of the rows that are shown, with the figure that they
// are shown with.
bool FollowUpEditor::KeepsSome() {
  if (!only_ || query_.groups.empty() || query_.measures.empty()) return false;
  const Reading some = context_.read(words_.Text());
  const auto& named = some.query.groups;
  const bool shown =
      !named.empty() && std::all_of(named.begin(), named.end(), [&](const Item& item) {
        return std::find(query_.groups.begin(), query_.groups.end(), item) != query_.groups.end();
      });
  if (!shown || !Explains(some) || !some.query.having || some.query.where) return false;
  query_.having = some.query.having;
  Assume(some);
  Touch(Cue::kStrong);
  return true;
}

}  // namespace aisle::language
