#include "semantic/query.h"

namespace aisle::semantic {
namespace {

std::vector<Item> CanonicalItems(const std::vector<Item>& items) {
  std::vector<Item> result;
  for (const Item& item : items) result.push_back(Item{Canonical(item.expr), {}});
  return result;
}

}  // namespace

Query Canonical(const Query& query) {
  Query result = query;
  result.measures = CanonicalItems(query.measures);
  result.groups = CanonicalItems(query.groups);
  if (result.where) result.where = Canonical(*result.where);
  if (result.having) result.having = Canonical(*result.having);
  for (Order& order : result.order) order.by = Canonical(order.by);
  for (Expr& group : result.limit_per) group = Canonical(group);
  if (!result.limit) {  // neither says anything without a limit
    result.limit_per.clear();
    result.ties = false;
  }
  return result;
}

}  // namespace aisle::semantic
