// Text of a Query: its clauses in a fixed order, each on a line of its own. Read in any order.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "semantic/text_form.h"

namespace aisle::semantic {
namespace {

std::string ItemsText(const std::vector<Item>& items) {
  std::vector<std::string> texts;
  for (const Item& item : items) {
    std::string text = ItemText(item.expr);
    if (!item.label.empty()) text += " as " + TextLiteral(item.label);
    texts.push_back(std::move(text));
  }
  return Join(texts, ", ");
}

std::string OrderText(const std::vector<Order>& order) {
  std::vector<std::string> texts;
  for (const Order& each : order)
    texts.push_back(ItemText(each.by) + (each.descending ? " desc" : " asc"));
  return Join(texts, ", ");
}

std::string LimitText(const Query& query) {
  std::string text = "limit " + std::to_string(*query.limit);
  return query.ties ? text + " with ties" : text;
}

std::string PerText(const std::vector<Expr>& groups) {
  std::vector<std::string> texts;
  for (const Expr& group : groups) texts.push_back(ItemText(group));
  return "per " + Join(texts, ", ");
}

std::string Spaced(std::string_view word, const std::string& rest) {
  return rest.empty() ? std::string(word) : std::string(word) + " " + rest;
}

}  // namespace

std::string QueryText(const Query& query, std::string_view separator) {
  std::vector<std::string> lines;
  const bool rows = query.kind == QueryKind::kRows;
  if (!query.measures.empty() || (!rows && query.groups.empty()))
    lines.push_back(Spaced("measures", ItemsText(query.measures)));
  if (rows) lines.push_back(Spaced("rows", ItemsText(query.groups)));
  if (!rows && !query.groups.empty()) lines.push_back("by " + ItemsText(query.groups));
  if (query.where) lines.push_back("where " + ItemText(*query.where));
  if (query.having) lines.push_back("having " + ItemText(*query.having));
  if (!query.order.empty()) lines.push_back("order " + OrderText(query.order));
  if (query.limit) lines.push_back(LimitText(query));
  if (query.ties && !query.limit) lines.push_back("with ties");
  if (query.offset != 0) lines.push_back("offset " + std::to_string(query.offset));
  if (!query.limit_per.empty()) lines.push_back(PerText(query.limit_per));
  if (!query.fact.empty()) lines.push_back("from " + QuoteName(query.fact));
  return Join(lines, separator);
}

std::string ToString(const Query& query) { return QueryText(query, "\n"); }

Result<Query> Reader::WholeQuery() {
  Query query = Clauses();
  if (!failed_ && Now().kind != TokenKind::kEnd) Expected("a clause (measures, by, where …)");
  if (failed_) return error_;
  return query;
}

Query Reader::Clauses() {
  Query query;
  if (!IsClauseWord(Now().text) || Now().kind != TokenKind::kWord) {
    Expected("'measures', 'by' or 'rows'");
    return query;
  }
  std::set<std::string> seen;
  while (!failed_ && Now().kind == TokenKind::kWord) {
    const Token word = Now();
    if (!Clause(&query)) break;
    if (!seen.insert(word.text).second) Fail("'" + word.text + "' is given twice", word.at);
  }
  return query;
}

bool Reader::Clause(Query* query) {
  if (Now().kind != TokenKind::kWord) return false;
  if (TakeWord("measures"))
    query->measures = Items();
  else if (TakeWord("by"))
    query->groups = Items();
  else if (TakeWord("where"))
    query->where = Disjunction();
  else if (TakeWord("having"))
    query->having = Disjunction();
  else if (TakeWord("order"))
    OrderClause(query);
  else if (TakeWord("limit"))
    query->limit = Count();
  else if (TakeWord("offset"))
    query->offset = Count();
  else if (TakeWord("per"))
    query->limit_per = Exprs();
  else if (TakeWord("rows")) {
    query->kind = QueryKind::kRows;
    query->groups = Items();
  } else if (TakeWord("with")) {
    ExpectWord("ties");
    query->ties = true;
  } else if (TakeWord("from")) {
    const bool named = Now().kind == TokenKind::kWord || Now().kind == TokenKind::kQuoted;
    if (!named) Expected("a table");
    query->fact = Now().text;
    if (!failed_) ++position_;
  } else {
    return false;
  }
  return !failed_;
}

// `measures` alone is a query of nothing: an empty list ends where the next clause begins.
bool Reader::AtItemsEnd() const {
  const Token& now = Now();
  if (now.kind == TokenKind::kEnd) return true;
  if (now.kind == TokenKind::kSymbol) return now.text == ")";
  return now.kind == TokenKind::kWord &&
         (IsClauseWord(now.text) || now.text == "with" || now.text == "per" || now.text == "from");
}

std::vector<Item> Reader::Items() {
  std::vector<Item> items;
  if (AtItemsEnd()) {
    // Only a name called as a function may look like a clause: per(avg, …).
    const bool call = Ahead(1).kind == TokenKind::kSymbol && Ahead(1).text == "(";
    if (!call || Now().text != "per") return items;
  }
  do {
    Item item{Disjunction(), {}};
    if (TakeWord("as")) {
      const auto* label = std::get_if<std::string>(&Now().value);
      if (!label)
        Expected("a label in double quotes");
      else
        item.label = *label;
      if (!failed_) ++position_;
    }
    items.push_back(std::move(item));
  } while (TakeSymbol(","));
  return items;
}

std::vector<Expr> Reader::Exprs() {
  std::vector<Expr> exprs;
  do {
    exprs.push_back(Disjunction());
  } while (TakeSymbol(","));
  return exprs;
}

void Reader::OrderClause(Query* query) {
  TakeWord("by");
  do {
    Order order{Disjunction(), true};
    if (TakeWord("asc"))
      order.descending = false;
    else
      TakeWord("desc");
    query->order.push_back(std::move(order));
  } while (TakeSymbol(","));
}

int64_t Reader::Count() {
  const auto* count = std::get_if<int64_t>(&Now().value);
  if (Now().kind != TokenKind::kLiteral || !count) {
    Expected("a whole number");
    return 0;
  }
  ++position_;
  return *count;
}

Result<Query> ParseQuery(std::string_view text) { return Reader(text).WholeQuery(); }

}  // namespace aisle::semantic
