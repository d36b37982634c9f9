// JSON of a Query: the clauses as keys, each expression as its text; an item with a heading is
// {"expr": …, "label": …}. Keys whose clause is empty are left out.
#include <functional>

#include "base/json.h"
#include "base/text.h"
#include "semantic/query.h"

namespace aisle::semantic {
namespace {

json::array ItemsJson(const std::vector<Item>& items) {
  json::array array;
  for (const Item& item : items) {
    if (item.label.empty())
      array.emplace_back(ToString(item.expr));
    else
      array.push_back(json::object{{"expr", ToString(item.expr)}, {"label", item.label}});
  }
  return array;
}

json::array OrderJson(const std::vector<Order>& order) {
  json::array array;
  for (const Order& each : order)
    array.push_back(json::object{{"by", ToString(each.by)}, {"descending", each.descending}});
  return array;
}

json::array ExprsJson(const std::vector<Expr>& exprs) {
  json::array array;
  for (const Expr& expr : exprs) array.emplace_back(ToString(expr));
  return array;
}

// Reads one key's value into the query; keeps the first mistake.
class QueryReader {
 public:
  Result<Query> Read(const json::object& object) {
    for (const auto& [key, value] : object) {
      Key(std::string(key), value);
      if (failed_) return error_;
    }
    return std::move(query_);
  }

 private:
  void Fail(const std::string& key, const std::string& message) {
    if (!failed_) error_ = Invalid("\"" + key + "\": " + message);
    failed_ = true;
  }

  void Key(const std::string& key, const json::value& value) {
    if (key == "kind") return Kind(value);
    if (key == "measures")
      query_.measures = Items(key, value);
    else if (key == "by")
      query_.groups = Items(key, value);
    else if (key == "where")
      query_.where = Text(key, value);
    else if (key == "having")
      query_.having = Text(key, value);
    else if (key == "order")
      Orders(key, value);
    else if (key == "limit")
      query_.limit = Number(key, value);
    else if (key == "offset")
      query_.offset = Number(key, value);
    else if (key == "per")
      Per(key, value);
    else if (key == "ties")
      query_.ties = Flag(key, value);
    else if (key == "from")
      query_.fact = String(key, value);
    else
      Unknown(key);
  }

  void Unknown(const std::string& key) {
    const std::string nearest = Nearest(key, {"kind", "measures", "by", "where", "having", "order",
                                              "limit", "offset", "per", "ties", "from"});
    Fail(key, nearest.empty() ? "unknown key" : "unknown key; did you mean \"" + nearest + "\"?");
  }

  void Kind(const json::value& value) {
    const std::string kind = String("kind", value);
    if (kind != "aggregate" && kind != "rows") Fail("kind", "expected \"aggregate\" or \"rows\"");
    query_.kind = kind == "rows" ? QueryKind::kRows : QueryKind::kAggregate;
  }

  std::string String(const std::string& key, const json::value& value) {
    if (value.is_string()) return std::string(value.as_string());
    Fail(key, "expected text");
    return {};
  }

  Expr Text(const std::string& key, const json::value& value) {
    const Result<Expr> expr = ParseExpr(String(key, value));
    if (expr.ok()) return *expr;
    Fail(key, expr.error().message);
    return {};
  }

  int64_t Number(const std::string& key, const json::value& value) {
    if (value.is_int64()) return value.as_int64();
    Fail(key, "expected a whole number");
    return 0;
  }

  bool Flag(const std::string& key, const json::value& value) {
    if (value.is_bool()) return value.as_bool();
    Fail(key, "expected true or false");
    return false;
  }

  void Each(const std::string& key, const json::value& value,
            const std::function<void(const json::value&)>& read) {
    if (!value.is_array()) return Fail(key, "expected a list");
    for (const json::value& element : value.as_array()) read(element);
  }

  const json::value& Member(const std::string& key, const json::object& object,
                            std::string_view name) {
    static const json::value kNone;
    if (const json::value* member = object.if_contains(name)) return *member;
    Fail(key, "expected \"" + std::string(name) + "\" in each element");
    return kNone;
  }

  std::vector<Item> Items(const std::string& key, const json::value& value) {
    std::vector<Item> items;
    Each(key, value, [&](const json::value& element) {
      if (!element.is_object()) return items.push_back(Item{Text(key, element), {}});
      const json::object& object = element.as_object();
      Item item{Text(key, Member(key, object, "expr")), {}};
      if (object.contains("label")) item.label = String(key, Member(key, object, "label"));
      items.push_back(std::move(item));
    });
    return items;
  }

  void Orders(const std::string& key, const json::value& value) {
    Each(key, value, [&](const json::value& element) {
      if (!element.is_object()) return Fail(key, "expected {\"by\": …}");
      const json::object& object = element.as_object();
      Order order{Text(key, Member(key, object, "by")), true};
      if (object.contains("descending"))
        order.descending = Flag(key, Member(key, object, "descending"));
      query_.order.push_back(std::move(order));
    });
  }

  void Per(const std::string& key, const json::value& value) {
    Each(key, value,
         [&](const json::value& element) { query_.limit_per.push_back(Text(key, element)); });
  }

  Query query_;
  bool failed_ = false;
  Error error_;
};

}  // namespace

std::string ToJson(const Query& query) {
  json::object object;
  if (query.kind == QueryKind::kRows) object["kind"] = "rows";
  if (!query.measures.empty()) object["measures"] = ItemsJson(query.measures);
  if (!query.groups.empty()) object["by"] = ItemsJson(query.groups);
  if (query.where) object["where"] = ToString(*query.where);
  if (query.having) object["having"] = ToString(*query.having);
  if (!query.order.empty()) object["order"] = OrderJson(query.order);
  if (query.limit) object["limit"] = *query.limit;
  if (query.offset != 0) object["offset"] = query.offset;
  if (!query.limit_per.empty()) object["per"] = ExprsJson(query.limit_per);
  if (query.ties) object["ties"] = true;
  if (!query.fact.empty()) object["from"] = query.fact;
  return json::serialize(object);
}

Result<Query> ParseQueryJson(std::string_view text) {
  const Result<json::value> value = ParseJson(text);
  if (!value.ok()) return value.error();
  if (!value->is_object()) return Invalid("expected a JSON object with measures, by, where …");
  return QueryReader().Read(value->as_object());
}

}  // namespace aisle::semantic
