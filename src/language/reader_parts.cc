// Values that say more than a filter: "the pending rate" is a part of all; "bought A but not B" is
// said of who bought, as no single row holds both.
#include <algorithm>

#include "language/query_edits.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Expr;
using semantic::Field;
using semantic::Make;
using semantic::Op;

// "on hold rate by region": the part of the orders that are on hold.
void Reader::ReadValueRates() {
  for (size_t i = 0; i + 1 < pieces_.size(); ++i) {
    const Piece& rate = pieces_[i + 1];
    const bool named = pieces_[i].used && pieces_[i].Main() == Role::kValue && !rate.used &&
                       tokens_[rate.first].stem == "rate" && rate.Main() == Role::kUnknown;
    const auto filter = std::find_if(values_.begin(), values_.end(), [&](const ValueFilter& known) {
      return named && known.at == i && !known.negated;
    });
    const auto count = filter == values_.end() ? std::nullopt : Implied("count");
    if (!count) continue;
    const Expr column = Field(filter->field);
    const auto holds = std::find_if(where_.begin(), where_.end(), [&](const Expr& condition) {
      return !condition.args.empty() && condition.args.front() == column;
    });
    if (holds == where_.end()) continue;
    AddMeasure(Make(Op::kDivide, {Make(Op::kWhere, {*count, *holds}), *count}), i);
    where_.erase(holds);
    values_.erase(filter);
    Use(i + 1);
    cost_ -= 3;
  }
}

// Whose purchases are spoken of: the thing with a key that is none of the column's own.
const semantic::Entity* Reader::MembersBeside(const std::string& field) const {
  const std::string owner = field.substr(0, field.find('.'));
  for (const Piece& piece : pieces_) {
    const semantic::Entity* entity = EntityOf(piece);
    const bool member = entity != nullptr && entity->key.size() == 1 && !ProductLike(*entity) &&
                        (entity->table != owner || owner == scope_.root);
    if (member) return entity;
  }
  return nullptr;
}

// "customers who bought tents but not stoves": those of whom no row says stoves.
void Reader::ReadButNot() {
  for (const ValueFilter& without : values_) {
    const bool opposed =
        without.negated &&
        std::any_of(values_.begin(), values_.end(), [&](const ValueFilter& with) {
          return !with.negated && with.field == without.field && with.values != without.values;
        });
    const semantic::Entity* members = opposed ? MembersBeside(without.field) : nullptr;
    if (members == nullptr) continue;
    for (Expr& condition : where_) {
      const auto values = AsValues(condition);
      if (!values || !values->negated || values->what != Field(without.field)) continue;
      ValueCondition held = *values;
      held.negated = false;
      const Expr key = Field(members->table + "." + members->key.front());
      auto inner = std::make_shared<semantic::Query>();
      inner->groups.push_back({key, {}});
      inner->where = ToExpr(held);
      inner->fact = scope_.root;
      condition = Make(Op::kNot, {semantic::InQuery(key, std::move(inner))});
    }
  }
}

}  // namespace aisle::language
