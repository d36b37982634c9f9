#include "semantic/query.h"

namespace aisle::semantic {
namespace {

std::vector<Item> CanonicalItems(const std::vector<Item>& items) {
  std::vector<Item> result;
  for (const Item& item : items) result.push_back(Item{Canonical(item.expr), {}});
  return result;
}

}  // namespace

std::vector<Expr> ExprsOf(const Query& query) {
  std::vector<Expr> all;
  for (const Item& item : query.measures) all.push_back(item.expr);
  for (const Item& item : query.groups) all.push_back(item.expr);
  if (query.where) all.push_back(*query.where);
  if (query.having) all.push_back(*query.having);
  for (const Order& order : query.order) all.push_back(order.by);
  all.insert(all.end(), query.limit_per.begin(), query.limit_per.end());
  return all;
}

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
