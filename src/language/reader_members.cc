// The columns that stand for the members of a group: a person without a name column shows first and
// last name, and people who share a name stay apart by their key.
#include <algorithm>

#include "base/text.h"
#include "language/reader.h"

namespace aisle::language {

using semantic::Dimension;
using semantic::Field;

namespace {

bool IsPerson(const semantic::Entity& entity) {
  for (const std::string_view person : {"customer", "employee", "seller", "supplier", "staff"}) {
    if (entity.name == person) return true;
  }
  return false;
}

}  // namespace

// Whether several of them have one name.
bool Reader::SharesNames(const semantic::Entity& entity) const {
  const catalog::Column* names = catalog_.Find(entity.table, entity.display);
  const catalog::Column* keys = catalog_.Find(entity.table, entity.key.front());
  return names != nullptr && keys != nullptr && names->distinct < keys->distinct;
}

// What tells the members of a group apart: the key of people who share a name.
semantic::Expr Reader::MemberOf(const Expr& group) const {
  for (const semantic::Entity& entity : model_.entities) {
    const bool named = IsPerson(entity) && entity.key.size() == 1 &&
                       group == Field(entity.table + "." + entity.display);
    if (named && SharesNames(entity)) return Field(entity.table + "." + entity.key.front());
  }
  return group;
}

// Whether the column alone tells some things apart: stores, beside their receipts.
bool Reader::IsOwnKey(const Expr& field) const {
  return std::any_of(
      model_.entities.begin(), model_.entities.end(), [&](const semantic::Entity& entity) {
        return entity.key.size() == 1 && field == Field(entity.table + "." + entity.key.front());
      });
}

std::vector<semantic::Expr> Reader::CompanionsOf(const Expr& group) const {
  std::vector<Expr> companions;
  for (const semantic::Entity& entity : model_.entities) {
    const bool numbered = entity.key.size() > 1 && !IsOwnKey(group) &&
                          group == Field(entity.table + "." + entity.display);
    if (numbered) {  // receipt 17 of each store
      for (Expr& part : KeysOf(entity)) {
        if (part != group) companions.push_back(std::move(part));
      }
    }
    if (!IsPerson(entity) || entity.key.size() != 1) continue;
    const std::string key = entity.table + "." + entity.key.front();
    const std::string display = entity.table + "." + entity.display;
    if (group.name != key && group.name != display) continue;
    if (group.name == display && display != key) {
      if (SharesNames(entity)) companions.push_back(Field(key));
      continue;
    }
    if (!entity.row || (!entity.display.empty() && display != key)) continue;
    for (const std::string_view part : {"first name", "last name"}) {
      for (const Dimension& dimension : model_.dimensions) {
        const std::string label = ReplaceAll(FoldName(dimension.label), "_", " ");
        if (dimension.table == entity.table && EndsWith(label, part)) {
          companions.push_back(Field(dimension.Field()));
          break;
        }
      }
    }
  }
  return companions;
}

void Reader::NameMembers(std::vector<Expr>* groups) {
  std::vector<Expr> named;
  const auto add = [&](const Expr& expr) {
    if (std::find(named.begin(), named.end(), expr) == named.end()) named.push_back(expr);
  };
  for (const Expr& group : *groups) {
    add(group);
    if (group.op != semantic::Op::kField) continue;
    for (const Expr& companion : CompanionsOf(group)) add(companion);
  }
  *groups = std::move(named);
}

// "customers with the most customers": a thing counted within itself says nothing.
bool Reader::RanksItself() const {
  for (const Measure& measure : measures_) {
    if (measure.support || measure.expr.op == semantic::Op::kDivide) continue;
    const auto expanded = semantic::Expand(model_, measure.expr);
    if (!expanded || expanded->op != semantic::Op::kAggregate) continue;
    for (const semantic::Entity& entity : model_.entities) {
      if (!entity.row || entity.key.size() != 1) continue;
      const Expr key = Field(entity.table + "." + entity.key.front());
      const bool counts = *expanded == semantic::CountRows(entity.table) ||
                          *expanded == semantic::CountDistinct(key);
      if (!counts) continue;
      const auto grouped = [&](const Expr& group) {
        return std::find(groups_.begin(), groups_.end(), group) != groups_.end();
      };
      if (grouped(key)) return true;
      const bool named =
          !entity.display.empty() && grouped(Field(entity.table + "." + entity.display));
      if (named && CompanionsOf(key).empty()) return true;
    }
  }
  return false;
}

}  // namespace aisle::language
