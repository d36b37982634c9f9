// The grammar shared by the text forms of Expr and Query (docs/query.md): tokens, reserved words,
// and the recursive-descent reader. Private to semantic/; others call ParseExpr and ParseQuery.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "semantic/expr.h"
#include "semantic/query.h"

namespace aisle::semantic {

// Words that begin a clause or join operands; a name spelt like one is written in backticks.
bool IsReserved(std::string_view word);
bool IsClauseWord(std::string_view word);
// `orders`, or `order` in backticks when it would not read back as a name.
std::string QuoteName(std::string_view name);
// An expression as an item of a query: `(sum(x) where y)` keeps its parentheses there, so that the
// query's own `where` cannot be mistaken for it.
std::string ItemText(const Expr& expr);
std::string QueryText(const Query& query, std::string_view separator);  // clauses joined by it
std::string TextLiteral(const std::string& text);                       // "…", escaped

enum class TokenKind { kWord, kQuoted, kLiteral, kSymbol, kEnd, kBad };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text;  // a word folded to lower case; a symbol; what is wrong, when kBad
  Value value;       // kLiteral
  size_t at = 0;
};

std::vector<Token> Tokenize(std::string_view text);

// Reads from a token list. The first failure is kept; after it every call returns at once.
class Reader {
 public:
  explicit Reader(std::string_view text) : tokens_(Tokenize(text)) {}

  Result<Expr> WholeExpr();
  Result<Query> WholeQuery();

 private:
  const Token& Now() const { return tokens_[position_]; }
  const Token& Ahead(size_t steps) const;
  bool IsWord(std::string_view word) const;
  bool IsSymbol(std::string_view symbol) const;
  bool TakeWord(std::string_view word);
  bool TakeSymbol(std::string_view symbol);
  void ExpectWord(std::string_view word);
  void ExpectSymbol(std::string_view symbol);
  void Expected(std::string_view what);
  void Fail(std::string message, size_t at);
  bool Failed() const { return failed_; }

  // A new expression or sub-query begins; false, with an error, when nested too deeply.
  bool Enter();

  // Each level binds tighter than the one above it.
  Expr Filtered();     // x where condition
  Expr Disjunction();  // x or y
  Expr Conjunction();  // x and y
  Expr Negation();     // not x
  Expr Comparison();   // x = y, x in (…), x between y and z …
  Expr Additive();     // x + y
  Expr Multiplicative();
  Expr Unary();
  Expr Primary();
  Expr Test(Expr left);
  Expr Membership(Expr left);
  Expr Name();
  Expr Call(const std::string& function, size_t at);
  void Arguments(Expr* call);
  Expr CheckArity(Expr call, const std::string& function, size_t at);
  Expr Chain(Op op, Expr left, Expr right);

  Query Clauses();
  bool Clause(Query* query);
  std::vector<Item> Items();
  std::vector<Expr> Exprs();
  void OrderClause(Query* query);
  int64_t Count();
  bool AtItemsEnd() const;

  std::vector<Token> tokens_;
  size_t position_ = 0;
  int depth_ = 0;
  int chained_ = 0;
  bool failed_ = false;
  Error error_;
};

}  // namespace aisle::semantic
